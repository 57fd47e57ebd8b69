import { load, type AllDistances } from "lemmata";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import type { Shape } from "../../web/kit/ellipse.ts";
import { momentsOf } from "../../web/gaussian/shape.ts";
import { codecs, defaults, type GaussianState } from "../../web/gaussian/state.ts";
import { readHash, writeHash } from "../../web/kit/hash.ts";
import { centre, drag, dragFrames, paste, runCopied, save, tableRows, type } from "./hands.ts";
import { browse, frames, running } from "./site.ts";

const site = browse();
const { gaussian } = await load();

interface Shown {
  p: Shape;
  q: Shape;
  between: Shape;
  t: number;
  points: { p: number[][]; q: number[][] };
}

async function open(hash = "", visit = {}): Promise<{ page: Page; problems: string[] }> {
  const opened = await site.open(`gaussian/${hash}`, visit);
  await running(opened.page);
  return opened;
}

/** What the stage shows, with every bit. */
function shown(page: Page, stage = "#plane"): Promise<Shown> {
  return page.evaluate((name) => {
    const { p, q, between, t, points } = (
      document.querySelector(name) as unknown as { scene: Shown }
    ).scene;
    return { p, q, between, t, points };
  }, stage);
}

const slot = (page: Page, name: string) => page.textContent(`.readouts [data-slot=${name}]`);
const number = async (page: Page, name: string) => Number(await slot(page, name));
const handle = (name: string, stage = "#plane") => `${stage} [aria-label="${name}"] .hit`;
const preset = async (page: Page, name: string) => {
  await page.click(`[data-preset=${name}]`);
  await frames(page);
};

/** The last row of the table by the names of its columns: the distances from P to Q. */
async function whole(page: Page): Promise<Record<string, number>> {
  const last = (await tableRows(page)).at(-1)!;
  const names = await page.$$eval("#data-table th", (all) => all.map((e) => e.textContent!));
  return Object.fromEntries(names.map((name, i) => [name, Number(last[i])]));
}

describe("the numbers on the page", () => {
  test.each(["", "far", "thin", "needles", "nested", "near", "same"])(
    "are the package's: %s",
    async (name) => {
      const { page, problems } = await open();
      if (name !== "") await preset(page, name);
      const { p, q } = await shown(page);
      const truth: AllDistances = gaussian.distances(momentsOf(p, "2"), momentsOf(q, "2"));
      const row = await whole(page);
      expect(row.W2).toBeCloseTo(truth.wasserstein2.distance, 9);
      expect(row.Bhattacharyya).toBeCloseTo(truth.bhattacharyya, 9);
      expect(row.Hellinger).toBeCloseTo(truth.hellinger, 9);
      expect(row["KL(P||G)"]! / truth.klPQ).toBeCloseTo(1, 7);
      expect(row["KL(G||P)"]! / truth.klQP).toBeCloseTo(1, 7);
      expect(await number(page, "w2")).toBeCloseTo(truth.wasserstein2.distance, 3);
      expect(await number(page, "kl-pq")).toBeCloseTo(truth.klPQ, 3);
      expect(await number(page, "kl-qp")).toBeCloseTo(truth.klQP, 3);
      expect(await number(page, "ratio")).toBeCloseTo(truth.klPQ / truth.klQP, 3);
      const parts = await page.$$eval("[data-slot$=-part], [data-slot=squared]", (all) =>
        all.map((e) => [e.getAttribute("data-slot"), e.textContent]),
      );
      expect(parts.length).toBeGreaterThanOrEqual(6);
      const { mean, bures, squared } = truth.wasserstein2;
      const expected = { "mean-part": mean, "covariance-part": bures, squared };
      for (const [key, text] of parts) {
        expect(Number(text)).toBeCloseTo(expected[key as keyof typeof expected], 3);
      }
      expect(problems).toEqual([]);
    },
  );

  test.each([
    [2, 2, 0.627],
    [4, 8, 0.93],
    [8, 32, 1],
  ])("unit Gaussians at distance %i: KL %i, Hellinger %f", async (distance, kl, hellinger) => {
    const { page } = await open(`#v=1&p=${-distance / 2},0,1,1,0&q=${distance / 2},0,1,1,0`);
    expect(await number(page, "w2")).toBe(distance);
    expect(await number(page, "kl-pq")).toBe(kl);
    expect(await number(page, "kl-qp")).toBe(kl);
    expect(await number(page, "hellinger")).toBeCloseTo(hellinger, 3);
  });

  test("half way between crossed needles is a perfect circle of twice the area", async () => {
    const { page } = await open();
    await preset(page, "needles");
    expect(await number(page, "kl-pq")).toBeCloseTo(17.014, 3);
    expect(await number(page, "kl-qp")).toBeCloseTo(17.014, 3);
    expect(await number(page, "w2")).toBeCloseTo(2.121, 3);
    const { p, between } = await shown(page);
    expect(between.along).toBeCloseTo(between.across, 7);
    expect((between.along * between.across) / (p.along * p.across)).toBeCloseTo(2.0417, 4);
  });

  test("thin against round: KL 7.9 one way, 15.9 the other", async () => {
    const { page } = await open();
    await preset(page, "thin");
    expect(await number(page, "kl-pq")).toBeCloseTo(7.9, 1);
    expect(await number(page, "kl-qp")).toBeCloseTo(15.9, 1);
  });

  test("nearly equal Gaussians: both KL, 4 B and 4 H² agree within a tenth", async () => {
    const { page } = await open();
    await preset(page, "near");
    const row = await whole(page);
    const kl = row["KL(P||G)"]!;
    expect(row["KL(G||P)"]! / kl).toBeCloseTo(1, 0.7);
    expect((4 * row.Bhattacharyya!) / kl).toBeCloseTo(1, 0.7);
    expect((4 * row.Hellinger! ** 2) / kl).toBeCloseTo(1, 0.7);
  });

  test("the way is straight: W2 from P grows like t", async () => {
    const { page } = await open();
    const rows = (await tableRows(page)).map((row) => row.map(Number));
    const end = (await whole(page)).W2!;
    expect(rows).toHaveLength(41);
    for (const row of rows) expect(row[6]).toBeCloseTo(row[0]! * end, 7);
  });

  test("W2, KL and the rest in one dimension", async () => {
    const { page, problems } = await open("#v=1&p=0,0,1,1,0&q=3,0,2,1,0&dimension=1");
    expect(await page.isVisible("#line")).toBe(true);
    expect(await page.isVisible("#plane")).toBe(false);
    expect(await number(page, "w2")).toBeCloseTo(Math.hypot(3, 1), 3);
    expect(await number(page, "kl-pq")).toBeCloseTo(Math.log(2) + 10 / 8 - 0.5, 3);
    expect((await shown(page, "#line")).between.along).toBeCloseTo(1.5, 12);
    expect(problems).toEqual([]);
  });
});

describe("dragging", () => {
  test("a centre changes the mean part alone; undo and redo restore every bit", async () => {
    const { page } = await open();
    const before = await shown(page);
    const covariance = await page.textContent("[data-slot=covariance-part]");
    await drag(page, handle("Centre of P"), -60, 40);
    const after = await shown(page);
    expect(after.p.x).toBeLessThan(before.p.x - 0.5);
    expect(after.p.y).toBeLessThan(before.p.y - 0.3);
    expect(after.p.along).toBe(before.p.along);
    expect(await page.textContent("[data-slot=covariance-part]")).toBe(covariance);
    await page.click("#undo");
    await frames(page);
    expect(await shown(page)).toStrictEqual(before);
    expect(await page.isDisabled("#undo")).toBe(true);
    await page.keyboard.press("Control+Shift+z");
    await frames(page);
    expect(await shown(page)).toStrictEqual(after);
    await page.click("#reset");
    await frames(page);
    expect(await shown(page)).toStrictEqual(before);
  });

  test("the long axis' tip takes length and angle, the short one's its length alone", async () => {
    const { page } = await open("#v=1&p=-2,0,1,0.5,0");
    await drag(page, handle("Axis of P"), 0, -120);
    const turned = await shown(page);
    expect(turned.p.angle).toBeGreaterThan(20);
    expect(turned.p.along).toBeGreaterThan(1.1);
    expect(turned.p.across).toBe(0.5);
    expect(turned.p.x).toBe(-2);
    const { q } = turned;
    await drag(page, handle("Width of Q"), -30, -10);
    const wider = await shown(page);
    expect(wider.q.across).not.toBe(q.across);
    expect({ ...wider.q, across: q.across }).toStrictEqual(q);
  });

  test("the green ellipse follows its way, by its handle, its line, or the dot on the chart", async () => {
    const { page } = await open();
    await drag(page, handle("Time t between P and Q"), 90, -20);
    const later = await shown(page);
    expect(later.t).toBeGreaterThan(0.6);
    expect(await number(page, "w2-t")).toBeCloseTo(later.t * (await number(page, "w2")), 2);
    await drag(page, "#path .hit", -120, 0);
    const earlier = await shown(page);
    expect(earlier.t).toBeLessThan(later.t - 0.2);
    expect(earlier.p).toStrictEqual(later.p);
    // Where the centres coincide there is no way to follow, but a rail.
    await preset(page, "needles");
    await drag(page, handle("Time t between P and Q"), 40, 0);
    expect((await shown(page)).t).toBeCloseTo(0.75, 2);
  });

  test("inside the ellipse is the centre, too", async () => {
    const { page } = await open("#v=1&p=-3,0,1,1,0");
    const before = await shown(page);
    const [x, y] = await centre(page, handle("Centre of P"));
    await page.mouse.move(x - 40, y + 40);
    await page.mouse.down();
    await page.mouse.move(x - 40, y + 70, { steps: 4 });
    await page.mouse.up();
    await frames(page);
    const after = await shown(page);
    expect(after.p.x).toBeCloseTo(before.p.x, 9);
    expect(after.p.y).toBeLessThan(before.p.y - 0.3);
  });

  test("the wheel over an ellipse scales it, elsewhere it scrolls; it is one step of undo", async () => {
    const { page } = await open("#v=1&p=-3,0,1,0.5,0");
    const before = await shown(page);
    const [x, y] = await centre(page, handle("Centre of P"));
    await page.mouse.move(x - 30, y);
    // At once: on a busy machine a pause between them would end the gesture.
    await Promise.all([page.mouse.wheel(0, -100), page.mouse.wheel(0, -100)]);
    await page.waitForTimeout(500);
    const after = await shown(page);
    expect(after.p.along).toBeGreaterThan(1.2);
    expect(after.p.along / after.p.across).toBeCloseTo(2, 9);
    await page.click("#undo");
    await frames(page);
    expect(await shown(page)).toStrictEqual(before);
    await page.mouse.move(200, 40);
    const scrolled = await page.evaluate<number>("scrollY");
    await page.mouse.wheel(0, 200);
    await expect.poll(() => page.evaluate<number>("scrollY")).toBeGreaterThan(scrolled);
    expect(await shown(page)).toStrictEqual(before);
  });

  test("two fingers scale what is between them", async () => {
    const { page } = await open("#v=1&p=-2,0,1.5,1.2,0&q=4,0,1,1,0", { width: 390 });
    const [x, y] = await centre(page, handle("Centre of P"));
    const session = await page.context().newCDPSession(page);
    const fingers = (spread: number) => [
      { x: x - spread, y: y + 4, id: 1 },
      { x: x + spread, y: y + 4, id: 2 },
    ];
    const before = await shown(page);
    const send = (kind: "touchStart" | "touchMove" | "touchEnd", touchPoints: object[]) =>
      session.send("Input.dispatchTouchEvent", { type: kind, touchPoints: touchPoints as never });
    await send("touchStart", [fingers(30)[0]!]);
    await send("touchStart", fingers(30));
    for (const spread of [34, 38, 42, 45]) await send("touchMove", fingers(spread));
    await send("touchEnd", []);
    await frames(page);
    const after = await shown(page);
    expect(after.p.along / before.p.along).toBeCloseTo(1.5, 1);
    expect(after.p.across / before.p.across).toBeCloseTo(after.p.along / before.p.along, 9);
    expect(after.q).toStrictEqual(before.q);
  });

  test("a tap chooses a handle, a second one places it", async () => {
    const { page } = await open("", { width: 390 });
    const [x, y] = await centre(page, handle("Centre of P"));
    await page.touchscreen.tap(x, y);
    await frames(page);
    const before = await shown(page);
    const box = (await page.locator("#plane").boundingBox())!;
    await page.touchscreen.tap(box.x + 30, box.y + 30);
    await frames(page);
    const after = await shown(page);
    expect(after.p.x).toBeLessThan(before.p.x - 1);
    expect(after.p.y).toBeGreaterThan(before.p.y + 1);
    expect({ ...after.p, x: 0, y: 0 }).toStrictEqual({ ...before.p, x: 0, y: 0 });
  });

  test("of overlapping handles the nearest is taken", async () => {
    const { page } = await open("#v=1&p=-2,0,0.02,0.02,0");
    const [x, y] = await centre(page, handle("Axis of P"));
    await page.mouse.move(x + 3, y);
    await page.mouse.down();
    await page.mouse.move(x + 63, y, { steps: 4 });
    await page.mouse.up();
    await frames(page);
    const { p } = await shown(page);
    expect(p.x).toBe(-2);
    expect(p.along).toBeGreaterThan(0.3);
  });

  test("draws at most once a frame, however often the pointer reports", async () => {
    const { page } = await open("#v=1&arrows=1");
    const log = await dragFrames(page, handle("Centre of P"), "#plane");
    expect(log.draws).toBeGreaterThan(10);
    expect(log.draws).toBeLessThanOrEqual(log.frames + 1);
    console.log(
      `drag: ${log.moves} moves, ${log.draws} draws, frame p95 ${log.p95.toFixed(1)} ms, ${log.long} long tasks`,
    );
  });

  test("on a line, bells are moved and widened", async () => {
    const { page } = await open("#v=1&dimension=1");
    const before = await shown(page, "#line");
    await drag(page, handle("Centre of P", "#line"), -50, 20);
    await drag(page, handle("Axis of Q", "#line"), 40, 0);
    await drag(page, handle("Time t between P and Q", "#line"), 60, 0);
    const after = await shown(page, "#line");
    expect(after.p.x).toBeLessThan(before.p.x - 0.5);
    expect(after.p.y).toBe(before.p.y);
    expect(after.q.along).toBeGreaterThan(before.q.along + 0.4);
    expect(after.t).toBeGreaterThan(0.55);
  });
});

describe("keys and fields", () => {
  test("each handle has a number field that does the same", async () => {
    const { page } = await open();
    const wanted: Shape = { x: 1.25, y: -0.5, along: 1.5, across: 0.75, angle: 30 };
    for (const [key, value] of Object.entries(wanted)) {
      await type(page, `#q-${key}`, String(value).replace(".", ","));
    }
    await type(page, "#field-t", "0.25");
    const { q, t } = await shown(page);
    expect(q).toStrictEqual(wanted);
    expect(t).toBe(0.25);
    await type(page, "#q-x", "far");
    expect(await page.inputValue("#q-x")).toBe("1.250");
  });

  test("arrows move every handle by the same step in both axes; Shift further, Alt less", async () => {
    const { page } = await open("#v=1&p=-2,0,1,0.5,0");
    const press = async (name: string, ...keys: string[]) => {
      const before = JSON.stringify(await shown(page));
      await page.focus(`#plane [aria-label="${name}"]`);
      for (const key of keys) await page.keyboard.press(key);
      // A figure that was asleep wakes first.
      await expect.poll(async () => JSON.stringify(await shown(page))).not.toBe(before);
      await frames(page);
      return shown(page);
    };
    const moved = await press("Centre of P", "ArrowRight", "ArrowUp");
    expect(moved.p.x).toBeCloseTo(-1.95, 12);
    expect(moved.p.y).toBeCloseTo(0.05, 12);
    const more = await press("Centre of P", "Shift+ArrowLeft", "Alt+ArrowDown");
    expect(more.p.x).toBeCloseTo(-2.45, 12);
    expect(more.p.y).toBeCloseTo(0.045, 12);
    expect((await press("Axis of P", "ArrowUp")).p.angle).toBeGreaterThan(0.5);
    expect((await press("Width of P", "ArrowUp")).p.across).toBeCloseTo(0.55, 12);
    expect((await press("Time t between P and Q", "ArrowRight")).t).toBeCloseTo(0.51, 12);
    expect((await press("Time t between P and Q", "End")).t).toBe(1);
    await page.keyboard.press("Control+z");
    await frames(page);
    expect((await shown(page)).t).toBeCloseTo(0.51, 12);
  });

  test("handles say their names and values, and the page sums up", async () => {
    const { page } = await open();
    const text = (name: string) =>
      page.getAttribute(`#plane [aria-label="${name}"]`, "aria-valuetext");
    expect(await text("Centre of P")).toBe("-2.60, -0.70");
    expect(await text("Axis of Q")).toBe("standard deviation 1.100, angle 118.0 degrees");
    await page.waitForFunction(() => document.querySelector("#summary")?.textContent);
    expect(await page.textContent("#summary")).toMatch(/^Wasserstein 5\.403\. KL 88\.413 one way/);
  });

  test("numbers in the prose are dragged", async () => {
    const { page } = await open();
    await page.focus("#prose-distance");
    const before = await number(page, "w2");
    await page.keyboard.press("Shift+ArrowRight");
    await frames(page);
    expect(await number(page, "w2")).toBeGreaterThan(before);
    const { p, q } = await shown(page);
    expect(Math.hypot(p.x - q.x, p.y - q.y)).toBeCloseTo(Math.hypot(5.1, 1.5) + 0.2, 9);
    await page.focus("#prose-t");
    await page.keyboard.press("ArrowRight");
    await frames(page);
    expect((await shown(page)).t).toBeCloseTo(0.505, 12);
  });
});

describe("modes", () => {
  test("arrows lead 16 points of P to where the transport map takes them", async () => {
    const { page } = await open();
    await page.click("#arrows");
    await frames(page);
    const moves = await page.evaluate(
      () =>
        (document.querySelector("#plane") as unknown as { scene: { moves: { from: number[]; to: number[] }[] } }).scene.moves, // prettier-ignore
    );
    expect(moves).toHaveLength(16);
    const { p, q } = await shown(page);
    const { matrix, offset } = gaussian.transportMap(momentsOf(p, "2"), momentsOf(q, "2"));
    const [a, b, c, d] = matrix.data;
    for (const { from, to } of moves) {
      expect(to[0]).toBeCloseTo(a! * from[0]! + b! * from[1]! + offset[0]!, 9);
      expect(to[1]).toBeCloseTo(c! * from[0]! + d! * from[1]! + offset[1]!, 9);
    }
    expect(await page.locator("#plane .arrow-line").count()).toBe(16);
  });

  test("Mix shows both clouds in place of the one between them", async () => {
    const { page } = await open();
    const third = () =>
      page.evaluate(
        () => (document.querySelector("#strip") as unknown as { strip: { rows: { label: string; logs: Float64Array }[] } }).strip.rows.map(({ label, logs }) => ({ label, logs: [...logs] })), // prettier-ignore
      );
    expect((await third())[2]!.label).toBe("G");
    await page.click("#mix");
    await frames(page);
    const [p, q, mix] = await third();
    expect(mix!.label).toBe("M");
    mix!.logs.forEach((log, i) => {
      const expected = Math.log(0.5 * Math.exp(p!.logs[i]!) + 0.5 * Math.exp(q!.logs[i]!));
      if (Number.isFinite(expected)) expect(log).toBeCloseTo(expected, 9);
    });
    expect(await page.getAttribute("#move", "aria-pressed")).toBe("false");
  });

  test("Play goes to the end as one step of undo, and a step at a time without motion", async () => {
    const { page } = await open("#v=1&t=0.8");
    await page.click("#play");
    await expect.poll(async () => (await shown(page)).t).toBe(1);
    await page.click("#undo");
    await frames(page);
    expect((await shown(page)).t).toBe(0.8);
    const still = await open("", { reducedMotion: true });
    await still.page.click("#play");
    await frames(still.page);
    expect((await shown(still.page)).t).toBeCloseTo(0.6, 12);
  });

  test("pointing at the strip marks the place and tells the three densities there", async () => {
    const { page } = await open();
    const box = (await page.locator("#strip").boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 40);
    await frames(page);
    expect(await page.textContent("#caption")).toMatch(/^Here ln p = -?\d/);
    expect(await page.locator("#plane .marker").getAttribute("visibility")).toBe("visible");
    await page.mouse.move(5, 5);
    await frames(page);
    expect(await page.textContent("#caption")).toMatch(/^Drag a centre/);
  });
});

describe("the address", () => {
  test("brings back the whole state, bit for bit, in either language", async () => {
    const { page } = await open();
    await drag(page, handle("Axis of P"), 20, -33);
    await drag(page, handle("Time t between P and Q"), 31, 0);
    await page.click("#mix");
    await frames(page);
    const state = await shown(page);
    await page.click("#link");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain("mix=1");
    await page.click("#language");
    await running(page);
    expect(new URL(page.url()).pathname).toBe("/zh/gaussian/");
    expect(await shown(page)).toStrictEqual(state);
    await page.goto("about:blank");
    await page.goto(link);
    await running(page);
    expect(await shown(page)).toStrictEqual(state);
  });

  test("1,000 states come back as they were, and 1,000 broken addresses as some state", () => {
    let seed = 8512;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const shape = (): Shape => ({
      x: 20 * random() - 10,
      y: 20 * random() - 10,
      along: 0.02 + 5 * random(),
      across: 0.02 + random(),
      angle: 360 * random() - 180,
    });
    for (let i = 0; i < 1000; i++) {
      const state: GaussianState = {
        p: shape(),
        q: shape(),
        t: random(),
        dimension: random() < 0.5 ? "1" : "2",
        mix: random() < 0.5,
        arrows: random() < 0.5,
        view: { x: random(), y: -random(), half: 0.1 + 50 * random() },
        points: defaults.points,
      };
      const hash = writeHash(state, defaults, codecs);
      expect(readHash(hash, defaults, codecs)).toStrictEqual(state);
      const at = Math.floor(random() * hash.length);
      const broken =
        hash.slice(0, at) + String.fromCharCode(32 + 95 * random()) + hash.slice(at + 1);
      const { p, q, t, view } = readHash(broken, defaults, codecs);
      for (const { along, across } of [p, q]) {
        expect(Math.min(along, across)).toBeGreaterThanOrEqual(0.02);
      }
      expect(t >= 0 && t <= 1 && view.half > 0).toBe(true);
    }
  });

  test.each(["#v=1&p=1,2,3", "#v=1&p=0,0,0,1,0", "#v=1&t=2", "#v=1&q=a,b,c,d,e", "#%", "#v=9&t=0"])(
    "%s falls back to the opening",
    async (hash) => {
      const { page, problems } = await open(hash);
      expect(await number(page, "w2")).toBe(5.403);
      expect(problems).toEqual([]);
    },
  );

  test("a teacher's switches hide parts", async () => {
    const { page } = await open("#v=1&embed=1&hide=modes,fields");
    expect(await page.isVisible(".modes")).toBe(false);
    expect(await page.isVisible(".exact")).toBe(false);
    expect(await page.isVisible("#plane")).toBe(true);
  });

  test("every preset opens by its name and is drawn by the engine", async () => {
    const { page, problems } = await open();
    await page.locator(".presets").scrollIntoViewIfNeeded();
    await frames(page, 5);
    for (const button of await page.locator("[data-preset]").all()) {
      expect(await button.locator("svg ellipse").count()).toBe(3);
      await button.click();
      await frames(page);
      expect(await button.getAttribute("aria-pressed")).toBe("true");
      expect(await page.isVisible("#fault")).toBe(false);
    }
    expect(problems).toEqual([]);
  });
});

describe("own data", () => {
  test("two columns are fitted by the package, and shown as points", async () => {
    const { page, problems } = await open();
    const rows = Array.from({ length: 40 }, (_, i) => [Math.sin(i * 1.7) * 2, Math.cos(i * 2.9)]);
    await paste(page, ["x,y", ...rows.map((row) => row.join(","))].join("\n"));
    const { mean, covariance } = gaussian.fit(rows);
    const { p, points } = await shown(page);
    const fitted = momentsOf(p, "2");
    expect(fitted.mean[0]).toBeCloseTo(mean[0]!, 9);
    expect(fitted.mean[1]).toBeCloseTo(mean[1]!, 9);
    fitted.covariance.flat().forEach((x, i) => expect(x).toBeCloseTo(covariance.data[i]!, 9));
    expect(points.p).toStrictEqual(rows);
    expect(await page.locator("#plane .point").count()).toBe(40);
    await page.click("#undo");
    await frames(page);
    expect(await page.locator("#plane .point").count()).toBe(0);
    expect(problems).toEqual([]);
  });

  test("a mean and a covariance go where the reader wants them", async () => {
    const { page } = await open();
    await page.click("#own-data");
    await page.check("#into-q");
    await page.fill("#data-text", "0 1\n2 0.5\n0.5 1");
    await page.click("#data-use");
    await frames(page);
    const { q } = await shown(page);
    expect(momentsOf(q, "2").mean).toStrictEqual([0, 1]);
    const covariance = momentsOf(q, "2").covariance.flat();
    [2, 0.5, 0.5, 1].forEach((x, i) => expect(covariance[i]).toBeCloseTo(x, 12));
  });

  test("one column becomes a Gaussian on a line", async () => {
    const { page } = await open();
    await paste(page, "[1, 2, 3, 6]");
    expect(await page.isVisible("#line")).toBe(true);
    const { p } = await shown(page, "#line");
    expect(p.x).toBe(3);
    expect(p.along).toBeCloseTo(Math.sqrt(3.5), 12);
    expect(await page.locator("#line .point").count()).toBe(4);
  });

  test("a matrix that is no covariance shows its eigenvalue, and the nearest one is a tap away", async () => {
    const { page, problems } = await open();
    const before = await shown(page);
    await paste(page, "mean,0,0\nS,1,2\nS,2,1");
    expect(await page.textContent("#fault-text")).toContain("eigenvalue -1,");
    expect(await slot(page, "w2")).toBe("–");
    expect(await shown(page)).toStrictEqual(before);
    await page.click("#fault-fix");
    await frames(page);
    // Eigenvalues 3 and −1 become 3 and 0, which the figure shows as its thinnest.
    const { p } = await shown(page);
    expect(p.along).toBeCloseTo(Math.sqrt(3), 9);
    expect(p.angle).toBeCloseTo(45, 9);
    expect(p.across).toBe(0.02);
    expect(problems).toEqual([]);
  });

  test.each([
    ["1,2,3\n4,5,6", "One or two columns of numbers are needed; 3 were found."],
    ["1,2", "At least two points are needed."],
    ["mu,1,2\nS,1,0.5\nS,0.4,1", "Σ must be symmetric: 0.5 and 0.4 should be equal."],
    ["1,2\n1e9,3", /beyond ±10,000/],
  ])("%j is refused with its cause", async (text, cause) => {
    const { page } = await open();
    await paste(page, text);
    expect(await page.textContent("#data-error")).toMatch(cause);
  });
});

describe("what the figure cannot hold", () => {
  test("a standard deviation stops at 0.02, and the page says what happens beyond", async () => {
    const { page } = await open();
    await type(page, "#q-across", "0");
    expect((await shown(page)).q.across).toBe(0.02);
    const { p, q } = await shown(page);
    const limit = gaussian.wasserstein2(momentsOf({ ...q, across: 0 }, "2"), momentsOf(p, "2"));
    expect(await page.textContent("#fault-text")).toContain(limit.distance.toFixed(3));
    expect(await page.getAttribute(".stage", "data-faded")).toBeNull();
    await page.click("#fault-fix");
    await frames(page);
    expect((await shown(page)).q.across).toBe(0.2);
    expect(await page.isVisible("#fault")).toBe(false);
  });

  test("a KL beyond a million is called that", async () => {
    const { page } = await open("#v=1&p=-3,0,1,1,0&q=3000,0,0.02,0.02,0");
    expect(await slot(page, "kl-pq")).toBe("> 10⁶");
    expect(await slot(page, "hellinger")).toBe("1.000");
    expect(await number(page, "w2")).toBeCloseTo(3003, 0);
    expect(await page.textContent("main")).not.toContain("NaN");
  });

  test("an arrow at the border stands for a handle outside, and a tap brings it back", async () => {
    const { page } = await open();
    await type(page, "#p-x", "50");
    const away = '#plane .away[aria-label="Centre of P"]';
    expect(await page.locator(away).count()).toBe(1);
    const [x, y] = await centre(page, `${away} .hit`);
    await page.mouse.click(x, y);
    await frames(page);
    expect(await page.locator(away).count()).toBe(0);
    expect(Math.abs((await shown(page)).p.x)).toBeLessThan(7);
  });

  test("equal Gaussians are at distance 0 by every ruler", async () => {
    const { page } = await open("#v=1&p=0,0,1,0.5,30&q=0,0,1,0.5,30");
    for (const name of ["w2", "kl-pq", "kl-qp", "bhattacharyya", "hellinger"]) {
      expect(await number(page, name)).toBe(0);
    }
    expect(await slot(page, "ratio")).toBe("–");
  });
});

describe("what leaves the page", () => {
  test("the CSV has the rows of the table, with every digit", async () => {
    const { page } = await open();
    const [head, ...rows] = String(await save(page, "csv"))
      .trim()
      .split("\n");
    expect(head).toBe(
      "t,mean 1,mean 2,Σ 11,Σ 12,Σ 22,W2,Bhattacharyya,Hellinger,KL(P||G),KL(G||P)",
    );
    expect(rows.map((row) => row.split(","))).toStrictEqual(await tableRows(page));
  });

  test("the SVG stands on its own, clouds and all; the PNG is twice the size", async () => {
    const { page } = await open();
    const svg = String(await save(page, "svg"));
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/var\(|class=|role=/);
    expect(svg.match(/<radialGradient/g)).toHaveLength(4);
    expect(svg).toMatch(/stop-color="rgb/);
    const [, width] = /width="(\d+)"/.exec(svg)!;
    const png = await save(page, "png");
    expect(png.readUInt32BE(16)).toBe(2 * Number(width));
  });

  test.each(["", "#v=1&dimension=1&t=0.3", "#v=1&p=0,0,1.8,0.3,45&q=0,0,1.8,0.3,-45"])(
    "the copied script prints the page's numbers in Node: %s",
    async (hash) => {
      const { page } = await open(hash);
      const printed = await runCopied(page, "gaussian");
      const row = await whole(page);
      const w2 = printed.wasserstein2 as { distance: number };
      expect(w2.distance).toBeCloseTo(row.W2!, 9);
      expect(printed.bhattacharyya).toBeCloseTo(row.Bhattacharyya!, 9);
      expect(printed.hellinger).toBeCloseTo(row.Hellinger!, 9);
      expect((printed.klPQ as number) / row["KL(P||G)"]!).toBeCloseTo(1, 7);
      expect((printed.mean as number[])[0]).toBeCloseTo(
        (await shown(page, hash.includes("dimension") ? "#line" : "#plane")).between.x,
        9,
      );
    },
  );
});

test("the bet is revealed after a choice, with the package's numbers", async () => {
  const { page } = await open();
  expect(await page.isVisible("#bet-reveal")).toBe(false);
  await page.click("[data-choice='1']");
  expect(await page.textContent("#bet-verdict")).toBe("You were right. ");
  expect(await page.textContent("[data-slot=bet-h4]")).toBe("0.930");
  await page.click("#pull");
  await frames(page);
  expect(await number(page, "w2")).toBe(8);
});
