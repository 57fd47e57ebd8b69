import type { BrowserContext, Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { pages } from "../../web/site/pages.ts";
import { centre } from "./hands.ts";
import { browse, frames, running, scrollThrough } from "./site.ts";

// What every page promises, asked of each: the rows of the feature table by their numbers.
const site = browse();
const paths = pages.filter(({ engine }) => engine !== false).map(({ path }) => path);
const systems = paths.filter((path) => path !== "");

/** Runs in the page: every element, also within figures. */
const helpers = (): void => {
  const all = (root: ParentNode = document): Element[] =>
    [...root.querySelectorAll("*")].flatMap((element) => [
      element,
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ]);
  const original = requestAnimationFrame;
  const counted = { framesAsked: 0, all, figures: () => all().filter((e) => "drawn" in e) };
  globalThis.requestAnimationFrame = (callback) => {
    counted.framesAsked++;
    return original(callback);
  };
  Object.assign(globalThis, { counted });
};
const prepare = (context: BrowserContext): Promise<unknown> => context.addInitScript(helpers);

/** What `helpers` leaves in the page. */
declare const counted: { framesAsked: number; all(): Element[]; figures(): Drawn[] };
type Drawn = HTMLElement & { drawn: number };

async function middle(handle: Locator): Promise<[number, number]> {
  // Not at the edge of the screen, where what sticks there may lie over it.
  await handle.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const { x, y, width, height } = (await handle.locator(".hit").boundingBox())!;
  return [x + width / 2, y + height / 2];
}

/** Runs in the page: what each slider says before two keys, after two with frames between, and after two at once. */
async function twoKeys(): Promise<
  { name: string; before: string; apart: string; together: string }[]
> {
  const rest = async (): Promise<void> => {
    for (let i = 0; i < 8; i++) await new Promise((done) => requestAnimationFrame(done));
  };
  const press = (target: EventTarget, key: string, options = {}): void => {
    for (const type of ["keydown", "keyup"])
      target.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true, ...options })); // prettier-ignore
  };
  const sliders = counted
    .all()
    .filter((e) => e.matches("[role=slider][tabindex='0']") && e.getClientRects().length > 0);
  const found = [];
  for (const slider of sliders) {
    slider.scrollIntoView({ block: "center", behavior: "instant" });
    await rest();
    // After a colon follows what comes of it.
    const says = (): string => slider.getAttribute("aria-valuetext")!.split(":")[0]!;
    const before = says();
    // On a busy machine a training answers later.
    const pressApart = async (key: string): Promise<void> => {
      const last = says();
      press(slider, key);
      for (let i = 0; i < 10 && (i === 0 || says() === last); i++) await rest();
    };
    await pressApart("ArrowDown");
    // One that stands at its end goes the other way.
    const key = says() === before ? "ArrowUp" : "ArrowDown";
    for (let i = key === "ArrowUp" ? 0 : 1; i < 2; i++) await pressApart(key);
    const apart = says();
    for (let i = 0; i < 2; i++) press(document.body, "z", { ctrlKey: true });
    // What is undone may have to be trained again.
    for (let i = 0; i < 100 && says() !== before; i++) await rest();
    press(slider, key);
    press(slider, key);
    await rest();
    // A step that was lost never comes.
    for (let i = 0; i < 100 && says() !== apart; i++) await rest();
    found.push({ name: `${slider.getAttribute("aria-label")}`, before, apart, together: says() });
    await rest();
  }
  return found;
}

/** Runs in the page: where in the figure that waits for a tap no handle is, the nearest place of each quarter. */
function freePlaces([hx, hy]: readonly [number, number]): [number, number][] {
  const figure = document.querySelector("[data-placing]")!.getBoundingClientRect();
  const centres = counted
    .all()
    .filter((e) => e.matches(".handle") && e.getClientRects().length > 0)
    .map((e) => e.querySelector(".hit")!.getBoundingClientRect())
    .map((box) => [box.x + box.width / 2, box.y + box.height / 2] as const);
  const [across, down] = [Math.min(28, figure.width / 4), Math.min(28, figure.height / 4)];
  const found = new Map<string, [number, number, number]>();
  for (let x = figure.left + 6; x < figure.right - 6; x += 6)
    for (
      let y = Math.max(figure.top, 0) + 6;
      y < Math.min(figure.bottom, innerHeight) - 6;
      y += 6
    ) {
      const [dx, dy] = [x - hx, y - hy];
      if (Math.abs(dx) < across || Math.abs(dy) < down) continue;
      if (centres.some(([cx, cy]) => Math.hypot(cx - x, cy - y) < 30)) continue;
      const quarter = `${dx > 0} ${dy > 0}`;
      const distance = Math.hypot(dx, dy);
      if (distance < (found.get(quarter)?.[2] ?? Infinity)) found.set(quarter, [x, y, distance]);
    }
  return [...found.values()].map(([x, y]) => [x, y]);
}

/** Resolves once half a second has passed without a frame that was asked for. */
async function still(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        const before = await page.evaluate(() => counted.framesAsked);
        await page.waitForTimeout(500);
        return (await page.evaluate(() => counted.framesAsked)) - before;
      },
      { timeout: 20_000, interval: 0 },
    ) // prettier-ignore
    .toBe(0);
}

describe.each(systems)("/%s", (path) => {
  test("15, 16: each handle is chosen by a tap and placed by the next, and no finger on it scrolls the page", async () => {
    const { page, problems } = await site.open(path, { width: 390, reducedMotion: true, prepare });
    await running(page);
    await scrollThrough(page);
    await still(page);
    // Only what is grabbed keeps a finger from scrolling.
    expect(
      await page.evaluate(() => {
        const kept = counted.all().filter((e) => getComputedStyle(e).touchAction === "none");
        const hits = counted.all().filter((e) => e.matches(".hit"));
        const beside = kept.filter(
          (e) => !e.matches(".hit, .body, .bell, .catch, drag-number, .between"),
        );
        return [hits.length > 0, hits.every((e) => kept.includes(e)), beside.map((e) => e.outerHTML.slice(0, 60))]; // prettier-ignore
      }),
    ).toEqual([true, true, []]);
    const count = await page.locator(".stage .handle:visible, .readout .handle:visible").count();
    expect(count).toBeGreaterThan(0);
    const chosen = page.locator("[data-chosen]");
    const undo = page.locator("#undo");
    for (let i = 0; i < count; i++) {
      const handle = page.locator(".stage .handle:visible, .readout .handle:visible").nth(i);
      const name = (await handle.getAttribute("aria-label"))!;
      for (let turn = 0; turn < 4 && (await undo.isDisabled()); turn++) {
        const [x, y] = await middle(handle);
        await page.touchscreen.tap(x, y);
        expect(await chosen.count(), name).toBe(1);
        const place = await page.evaluate(freePlaces, [x, y] as const);
        expect(place.length, name).toBeGreaterThan(0);
        // On one side the handle may stand at its end.
        await page.touchscreen.tap(...place[turn % place.length]!);
        await frames(page, 6);
        expect(await chosen.count(), name).toBe(0);
      }
      expect(await undo.isEnabled(), name).toBe(true);
      await undo.evaluate((button: HTMLElement) => button.click());
      await frames(page, 6);
      expect(await undo.isEnabled(), name).toBe(false);
    }
    expect(problems).toEqual([]);
  });

  test("two keys within one frame are two steps of every handle, and of every number in the prose", async () => {
    const { page } = await site.open(path, { prepare, reducedMotion: true });
    await running(page);
    await scrollThrough(page);
    await still(page);
    const found = await page.evaluate(twoKeys);
    expect(found.length).toBeGreaterThan(1);
    for (const { name, before, apart, together } of found) {
      expect(together, name).toBe(apart);
      expect(apart, name).not.toBe(before);
    }
  });

  test("20, 21, 33: figures repaint in the dark, tell their lines apart without colour, and sleep off the screen", async () => {
    const { page, problems } = await site.open(path, { prepare });
    await running(page);
    await scrollThrough(page);
    await page.waitForTimeout(1500);
    const painted = () =>
      page.evaluate(() => {
        const seen = counted.figures().filter((e) => {
          const { top, bottom, width } = e.getBoundingClientRect();
          return width > 0 && bottom > 0 && top < innerHeight;
        });
        const canvases = counted.all().filter((e) => e instanceof HTMLCanvasElement && e.width > 0);
        return {
          drawn: seen.map((e) => e.drawn),
          canvases: canvases.map((e) => (e as HTMLCanvasElement).toDataURL()),
        };
      });
    const light = await painted();
    await page.click("#theme");
    await page.click("#theme");
    await frames(page, 6);
    expect(await page.getAttribute("html", "data-theme")).toBe("dark");
    const dark = await painted();
    expect(light.drawn.length).toBeGreaterThan(0);
    dark.drawn.forEach((count, i) => expect(count).toBeGreaterThan(light.drawn[i]!));
    // A photograph of greys is the same in the dark; a map in the page's colours is not.
    if (path === "penalty/") {
      expect(light.canvases.length).toBeGreaterThan(0);
      dark.canvases.forEach((data, i) => expect(data).not.toBe(light.canvases[i]));
    }
    // A line of a chart is dashed, or has words, or is alone.
    const bare = await page.evaluate(() =>
      counted.figures().flatMap((figure) => {
        interface Line {
          dashed?: boolean;
          dotted?: boolean;
          label?: string;
        }
        const { series = [] } = (figure as unknown as { data?: { series?: Line[] } }).data ?? {};
        const plain = series.filter(({ dashed, dotted, label }) => !dashed && !dotted && !label);
        return plain.length > 1 ? [`${figure.id}: ${plain.length} plain lines`] : [];
      }),
    );
    expect(bare).toEqual([]);
    // Far down, the state changes, and no figure up there is drawn; back up, they are.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.waitForTimeout(400);
    const away = () =>
      page.evaluate(() =>
        counted
          .figures()
          .filter(
            (e) =>
              e.getClientRects().length > 0 &&
              e.getBoundingClientRect().bottom < -0.25 * innerHeight,
          ) // prettier-ignore
          .map((e) => e.drawn),
      );
    const before = await away();
    expect(before.length).toBeGreaterThan(0);
    const state = (await page.getAttribute("[data-state]", "data-state"))!;
    await page.evaluate((hash) => (location.hash = hash), state);
    await page.waitForTimeout(700);
    expect(await page.isEnabled("#undo")).toBe(true);
    expect(await away()).toEqual(before);
    await page.evaluate(() => scrollTo(0, 0));
    await frames(page, 10);
    const sum = (counts: number[]): number => counts.reduce((all, count) => all + count, 0);
    expect(sum((await painted()).drawn)).toBeGreaterThan(sum(dark.drawn));
    expect(problems).toEqual([]);
  });

  test("35: the foot of the page says what runs, and how long one evaluation takes", async () => {
    const { page } = await site.open(path);
    await running(page);
    await expect
      .poll(() => page.textContent("#engine"), { timeout: 20_000 })
      .toMatch(/^lemmata \d+\.\d+\.\d+\S* in WebAssembly SIMD: [\d.]+ (µs|ms) for one evaluation$/);
  });
});

test.each(["", "gaussian/", "logistic/", "penalty/", "initialization/"])(
  "19: on /%s the pause of all motion ends what moves",
  async (path) => {
    const { page } = await site.open(path, { prepare });
    await running(page);
    const play = { "": undefined, "gaussian/": "#play", "initialization/": "#follow" }[path];
    const button = path in { "": 1, "gaussian/": 1, "initialization/": 1 } ? play : "#train";
    if (button !== undefined) await page.click(button);
    const asked = () => page.evaluate(() => counted.framesAsked);
    const before = await asked();
    await page.waitForTimeout(200);
    expect(await asked()).toBeGreaterThan(before + 3);
    await page.click("#motion");
    await still(page);
  },
);

test("12: on the page on initialization the signal is followed block by block, paused, stepped and put anywhere", async () => {
  const { page } = await site.open("initialization/");
  await running(page);
  const block = async () => Number(await page.inputValue("#field-block"));
  await page.click("#follow");
  await expect.poll(block).toBeGreaterThan(3);
  expect(await page.textContent("#follow")).toBe("Pause");
  await page.click("#follow");
  const paused = await block();
  await page.waitForTimeout(300);
  expect(await block()).toBe(paused);
  await page.click("#next-block");
  await frames(page);
  expect(await block()).toBe(paused + 1);
  expect(await page.textContent("#caption")).toContain(String(paused + 1));
  await page.fill("#field-block", "7");
  await page.press("#field-block", "Enter");
  await frames(page);
  // The marks stand on the threads: the signal's and the gradient's.
  expect(await page.locator("#tower circle.here:visible").count()).toBe(2);
  expect(await page.textContent("#caption")).toContain("7");
  await page.click("#follow");
  await expect.poll(block, { timeout: 20_000 }).toBe(Number(await page.inputValue("#field-depth")));
  await expect.poll(() => page.textContent("#follow")).toBe("Follow the signal");
  // Where motion is not wanted, a block each time.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.click("#follow");
  expect(await block()).toBe(1);
});

test.each(linkedViews())(
  "3: on /%s pointing at %s marks %s",
  async (path, figure, other, state = "") => {
    const { page } = await site.open(path + state);
    await running(page);
    await page.waitForTimeout(500);
    const look = () =>
      page
        .locator(other)
        .evaluate((e) => (e.shadowRoot?.innerHTML ?? e.textContent!) + e.getAttribute("style"));
    const before = await look();
    const [x, y] = await centre(page, figure);
    await page.mouse.move(x - 9, y - 9);
    await page.mouse.move(x - 6, y - 6, { steps: 3 });
    await expect.poll(look).not.toBe(before);
  },
);

/** On each page: what is pointed at, and the other view that answers. */
function linkedViews(): [path: string, figure: string, other: string, state?: string][] {
  return [
    ["entropy/", "#bars", "#caption"],
    ["gaussian/", "#strip", "#plane"],
    ["projection/", "#histogram", "#caption"],
    ["neighbours/", "#grid .handle", "#disc"],
    ["smoothing/", "#stage", "#caption"],
    ["initialization/", "#tower", "#caption"],
    ["logistic/", "#plane .point >> nth=0", "#caption"],
    ["penalty/", "#beam", "#diagram"],
  ];
}
