import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { centre, drag, dragFrames, paste, runCopied, save, tableRows, type } from "./hands.ts";
import { browse, frames, running } from "./site.ts";

const site = browse();

interface Shown {
  p: number[];
  q: number[];
  target: number;
}

async function open(hash = "", visit = {}): Promise<{ page: Page; problems: string[] }> {
  const opened = await site.open(`entropy/${hash}`, visit);
  await running(opened.page);
  return opened;
}

/** What the figures show, with every bit. */
function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const bars = document.querySelector("#bars") as unknown as { bars: Shown };
    const scale = document.querySelector("#scale") as unknown as { scale: { target: number } };
    return { p: [...bars.bars.p], q: [...bars.bars.q], target: scale.scale.target };
  });
}

async function number(page: Page, slot: string): Promise<number> {
  return Number(await page.textContent(`.readouts [data-slot=${slot}]`));
}

const bar = (index: number) => `#bars .slider[data-index="${index}"] .hit`;
const target = "#scale .hit";
const dot = "#curve .hit";

describe("the first sight", () => {
  test("is the verified example, solved", async () => {
    const { page, problems } = await open();
    expect(await number(page, "entropy")).toBe(1.622);
    expect(await number(page, "gamma")).toBe(0.7465);
    expect(await number(page, "first")).toBe(0.7555);
    expect(await number(page, "perplexity")).toBe(6.05);
    const { q, target } = await shown(page);
    expect(-q.reduce((sum, x) => sum + x * Math.log(x), 0)).toBeCloseTo(target, 9);
    expect(problems).toEqual([]);
  });

  test.each([
    [1.4, 1.3067, 1.3063],
    [1.0, 1.9383, 1.8572],
  ])("target %f takes exponent %f, by first order %f", async (nats, gamma, first) => {
    const { page } = await open(`#v=1&target=${nats}`);
    expect(await number(page, "gamma")).toBeCloseTo(gamma, 4);
    expect(await number(page, "first")).toBeCloseTo(first, 4);
  });
});

describe("dragging", () => {
  test("a bar leaves the others' odds as they are; undo and redo restore every bit", async () => {
    const { page } = await open();
    const before = await shown(page);
    await drag(page, bar(2), 0, -80);
    const after = await shown(page);
    expect(after.p[2]).toBeGreaterThan(before.p[2]! + 0.05);
    expect(after.p[0]! / after.p[1]!).toBeCloseTo(before.p[0]! / before.p[1]!, 12);
    expect(after.p.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
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

  test("there and back within one gesture changes nothing", async () => {
    const { page } = await open();
    const before = await shown(page);
    const [x, y] = await centre(page, bar(1));
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const dy of [-60, 40, -20, 0]) await page.mouse.move(x, y + dy, { steps: 3 });
    await page.mouse.up();
    await frames(page);
    expect((await shown(page)).p[1]).toBeCloseTo(before.p[1]!, 9);
  });

  test("Alt takes the height as odds beside the others' sum", async () => {
    const { page } = await open("", { reducedMotion: true });
    const before = await shown(page);
    const [x, y] = await centre(page, bar(1));
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.keyboard.down("Alt");
    await page.mouse.move(x, y - 60, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up("Alt");
    await frames(page);
    const after = await shown(page);
    await page.click("#undo");
    await frames(page);
    await drag(page, bar(1), 0, -60);
    const plain = (await shown(page)).p[1]!;
    expect(after.p[1]).toBeCloseTo(plain / (1 - before.p[1]! + plain), 9);
  });

  test("the target moves the exponent, the dot on the curve moves the target", async () => {
    const { page } = await open();
    await drag(page, target, 0, 60);
    const low = await shown(page);
    expect(low.target).toBeLessThan(1.6);
    const gamma = await number(page, "gamma");
    expect(gamma).toBeGreaterThan(1);
    await drag(page, dot, 60, 0);
    expect(await number(page, "gamma")).toBeGreaterThan(gamma + 0.5);
    expect((await shown(page)).target).toBeLessThan(low.target);
  });

  test("a finger drags too, and a tap selects, then places", async () => {
    const { page } = await open("", { width: 390 });
    await page.locator("#bars").scrollIntoViewIfNeeded();
    const [x, y] = await centre(page, bar(4));
    await page.touchscreen.tap(x, y - 70);
    await frames(page);
    expect(await page.inputValue("#field-outcome")).toBe("5");
    const before = (await shown(page)).p[4]!;
    await page.touchscreen.tap(x, y - 70);
    await frames(page);
    expect((await shown(page)).p[4]).toBeGreaterThan(before + 0.05);
  });

  test("draws at most once a frame, however often the pointer reports", async () => {
    const { page } = await open();
    const log = await dragFrames(page, target, "#bars");
    expect(log.draws).toBeGreaterThan(10);
    expect(log.draws).toBeLessThanOrEqual(log.frames + 1);
    console.log(
      `drag: ${log.moves} moves, ${log.draws} draws, frame p95 ${log.p95.toFixed(1)} ms, ${log.long} long tasks`,
    );
  });
});

describe("keys and fields", () => {
  test("each handle has a number field that does the same", async () => {
    const { page } = await open();
    await type(page, "#field-target", "1.4");
    expect(await number(page, "gamma")).toBeCloseTo(1.3067, 4);
    await type(page, "#field-gamma", "2");
    expect(await number(page, "gamma")).toBeCloseTo(2, 4);
    await type(page, "#field-perplexity", "4");
    expect((await shown(page)).target).toBeCloseTo(Math.log(4), 12);
    await type(page, "#field-outcome", "3");
    await type(page, "#field-probability", "0,25");
    expect((await shown(page)).p[2]).toBeCloseTo(0.25, 12);
    await type(page, "#field-target", "much");
    expect(await page.inputValue("#field-target")).toBe("1.3863");
  });

  test("arrows move every handle, Shift further and Alt less; a held key is one step of undo", async () => {
    const { page } = await open();
    await page.focus("#scale .handle");
    const at = async () => {
      await frames(page);
      return (await shown(page)).target;
    };
    await page.keyboard.press("ArrowUp");
    expect(await at()).toBeCloseTo(1.81, 12);
    await page.keyboard.press("Shift+ArrowDown");
    expect(await at()).toBeCloseTo(1.71, 12);
    await page.keyboard.press("Alt+ArrowRight");
    expect(await at()).toBeCloseTo(1.711, 12);
    await page.keyboard.press("End");
    expect(await at()).toBeCloseTo(Math.log(8), 12);
    for (let i = 0; i < 5; i++) await page.keyboard.down("ArrowDown");
    await page.keyboard.up("ArrowDown");
    expect(await at()).toBeCloseTo(Math.log(8) - 0.05, 12);
    await page.keyboard.press("Control+z");
    expect(await at()).toBeCloseTo(Math.log(8), 12);

    await page.focus("#bars .selected");
    await page.keyboard.press("ArrowRight");
    await frames(page);
    expect(await page.inputValue("#field-outcome")).toBe("2");
    const before = (await shown(page)).p[1]!;
    await page.keyboard.press("ArrowUp");
    await frames(page);
    expect((await shown(page)).p[1]).toBeCloseTo(before + 0.005, 12);

    await page.focus("#curve .handle");
    const gamma = await number(page, "gamma");
    await page.keyboard.press("ArrowRight");
    await frames(page);
    expect(await number(page, "gamma")).toBeCloseTo(gamma + 0.01, 3);
  });

  test("sliders say their names and values", async () => {
    const { page } = await open();
    const third = page.locator('#bars [data-index="2"]');
    expect(await third.getAttribute("aria-label")).toBe("Outcome 3");
    expect(await third.getAttribute("aria-valuetext")).toBe("probability 0.130, normalized 0.141");
    expect(await page.getAttribute("#scale .handle", "aria-valuetext")).toMatch(/^1\.800 nats/);
    await page.waitForFunction(() => document.querySelector("#summary")?.textContent);
    expect(await page.textContent("#summary")).toBe("gamma 0.75, perplexity 6.05");
  });
});

describe("the address", () => {
  test("brings back the whole state, bit for bit, in either language", async () => {
    const { page } = await open();
    await drag(page, bar(3), 0, -50);
    await drag(page, target, 0, 33);
    const state = await shown(page);
    await page.click("#link");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain("#v=1&distribution=");
    await page.click("#theme");
    await page.click("#language");
    await running(page);
    expect(new URL(page.url()).pathname).toBe("/zh/entropy/");
    expect(await shown(page)).toStrictEqual(state);
    await page.goto("about:blank");
    await page.goto(link);
    await running(page);
    expect(await shown(page)).toStrictEqual(state);
  });

  test.each([
    "#v=1&target=NaN",
    "#v=1&distribution=1e999,0",
    "#v=1&distribution=%E0%A4%A",
    "#v=1&distribution=:::",
    "#%",
    "#v=9&target=1",
  ])("%s falls back to the opening", async (hash) => {
    const { page, problems } = await open(hash);
    expect(await number(page, "gamma")).toBe(0.7465);
    expect(problems).toEqual([]);
  });

  test("a teacher's switches hide parts", async () => {
    const { page } = await open("#v=1&target=1.2&embed=1&hide=table,fields");
    expect(await page.isVisible(".site-header")).toBe(false);
    expect(await page.isVisible(".fields")).toBe(false);
    expect(await page.isVisible("#bars")).toBe(true);
  });

  test("every preset opens by its name and is drawn by the engine", async () => {
    const { page, problems } = await open();
    await page.locator(".presets").scrollIntoViewIfNeeded();
    await frames(page, 5);
    for (const button of await page.locator("[data-preset]").all()) {
      expect(await button.locator("svg path").count()).toBe(2);
      await button.click();
      await frames(page);
      expect(await button.getAttribute("aria-pressed")).toBe("true");
      expect(await page.isVisible("#fault")).toBe(false);
      const { q, target } = await shown(page);
      expect(-q.reduce((sum, x) => sum + (x > 0 ? x * Math.log(x) : 0), 0)).toBeCloseTo(target, 9);
    }
    expect(problems).toEqual([]);
  });
});

describe("own data", () => {
  test("names and probabilities are taken; they travel in the address", async () => {
    const { page } = await open();
    await paste(page, "word,p\ncat,0.5\ndog,0.3\nfish,0.2");
    expect(await page.isVisible("#data-dialog")).toBe(false);
    expect((await shown(page)).p).toStrictEqual([0.5, 0.3, 0.2]);
    expect(await page.getAttribute('#bars [data-index="2"]', "aria-label")).toBe("Outcome fish");
    await page.waitForFunction(() => decodeURIComponent(location.hash).includes("fish:0.2"));
    await page.reload();
    await running(page);
    expect(await page.getAttribute('#bars [data-index="2"]', "aria-label")).toBe("Outcome fish");
  });

  test("a negative one is refused with its row; a wrong sum can be scaled", async () => {
    const { page } = await open();
    await paste(page, "0.5\n0.7\n-0.2");
    expect(await page.textContent("#data-error")).toBe("Row 3: -0.2 is negative, and a probability never is."); // prettier-ignore
    await page.fill("#data-text", "[2, 1, 1]");
    await page.click("#data-use");
    expect(await page.textContent("#data-error")).toBe("The numbers sum to 4, not to 1.");
    await page.click("#data-normalize");
    await frames(page);
    expect((await shown(page)).p).toStrictEqual([0.5, 0.25, 0.25]);
    await page.click("#undo");
    await frames(page);
    expect((await shown(page)).p).toHaveLength(8);
  });

  test("a file is dropped on the figure", async () => {
    const { page } = await open();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(["0.25\t0.75"], "mine.tsv"));
      document.querySelector(".stage")!.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })); // prettier-ignore
    });
    await expect.poll(async () => (await shown(page)).p).toStrictEqual([0.25, 0.75]);
  });

  test("5,000 outcomes are drawn and dragged", async () => {
    const { page, problems } = await open();
    const lines = Array.from({ length: 5000 }, (_, i) => 1 / (i + 1)).join("\n");
    await page.click("#own-data");
    const file = { name: "zipf.csv", mimeType: "text/csv", buffer: Buffer.from(lines) };
    await page.setInputFiles("#data-file", file);
    await page.click("#data-normalize");
    await frames(page);
    await expect.poll(() => page.evaluate(() => location.hash)).toBe("");
    await page.fill("#field-target", "5");
    await page.press("#field-target", "Enter");
    await drag(page, target, 0, 20);
    const { q, target: nats } = await shown(page);
    expect(-q.reduce((sum, x) => sum + x * Math.log(x), 0)).toBeCloseTo(nats, 8);
    expect(problems).toEqual([]);
  });
});

describe("what cannot be reached", () => {
  test.each([
    ["0.6,0.4,0", 0.9, /^At most ln 2 = 0\.693/, Math.log(2)],
    ["0.4,0.4,0.2", 0.3, /^2 equal maxima can never go below ln 2 = 0\.693/, Math.log(2)],
    ["0.25,0.25,0.25,0.25", 1, /flat/, Math.log(4)],
  ])("%s to %f nats names its cause, and one tap mends it", async (p, nats, cause, bound) => {
    const { page, problems } = await open(`#v=1&distribution=${p}&target=${nats}`);
    expect(await page.textContent("#fault-text")).toMatch(cause);
    expect(await page.textContent(".readouts [data-slot=gamma]")).toBe("–");
    await page.click("#fault-fix");
    await frames(page);
    expect(await page.isVisible("#fault")).toBe(false);
    expect((await shown(page)).target).toBeCloseTo(bound, 12);
    expect(problems).toEqual([]);
  });

  test("a bar pulled to nothing lowers what can be reached; the last picture stays", async () => {
    const { page } = await open("#v=1&target=2.05");
    await page.focus("#bars .selected");
    await page.keyboard.press("Home");
    await frames(page);
    expect(await page.textContent("#fault-text")).toMatch(/^At most ln 7 = 1\.946/);
    expect((await shown(page)).q).toHaveLength(8);
    expect(await page.textContent("main")).not.toContain("NaN");
  });
});

describe("what leaves the page", () => {
  test("the CSV has the rows of the table, with every digit", async () => {
    const { page } = await open();
    const [head, ...rows] = String(await save(page, "csv"))
      .trim()
      .split("\n");
    expect(head).toBe("outcome,p,q,gamma");
    const cells = await tableRows(page);
    expect(rows.map((row) => row.split(","))).toStrictEqual(cells);
    expect(rows.map((row) => Number(row.split(",")[2]))).toStrictEqual((await shown(page)).q);
  });

  test("the SVG stands on its own, the PNG is twice the size", async () => {
    const { page } = await open();
    const svg = String(await save(page, "svg"));
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/var\(|class=|role=/);
    expect(svg.match(/<rect/g)!.length).toBeGreaterThan(8);
    const [, width] = /width="(\d+)"/.exec(svg)!;
    const png = await save(page, "png");
    expect(png.readUInt32BE(16)).toBe(2 * Number(width));
  });

  test("the copied script prints the page's numbers in Node", async () => {
    const { page } = await open("#v=1&distribution=zipf&target=2.5");
    const printed = await runCopied(page, "entropy");
    const { q, target } = await shown(page);
    expect(printed.nats).toBeCloseTo(target, 9);
    expect(printed.gamma).toBeCloseTo(await number(page, "gamma"), 4);
    expect(printed.probabilities).toStrictEqual(q);
  });
});

test("the bet is revealed after a choice, or at once", async () => {
  const { page } = await open();
  expect(await page.isVisible("#bet-reveal")).toBe(false);
  await page.click("[data-choice='0']");
  expect(await page.textContent("#bet-verdict")).toBe("Not quite. ");
  await page.click("#halve");
  await frames(page);
  const { target } = await shown(page);
  expect(Math.exp(target)).toBeCloseTo(Math.exp(1.6224) / 2, 3);
});

test("figures that are off-screen do not draw", async () => {
  const { page } = await open("", { width: 390 });
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await frames(page, 6);
  const drawn = () => page.evaluate<number>("document.querySelector('#bars').drawn");
  const before = await drawn();
  await page.keyboard.press("Control+z");
  await page.evaluate("document.querySelector('#reset').click()");
  await frames(page, 6);
  expect(await drawn()).toBe(before);
});
