import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { load } from "lemmata";
import { specOf } from "../../web/initialization/evaluate.ts";
import { opened } from "../../web/initialization/opened.ts";
import { defaults } from "../../web/initialization/state.ts";
import { drag, dragFrames, paste, runCopied, save, tableRows, type } from "./hands.ts";
import { browse, frames, running } from "./site.ts";

const site = browse();

interface Shown {
  depth: number;
  forward: number[];
  backward: number[];
  predicted: number[];
  share: number[];
  overflow: number;
  gain: number;
  alpha: number;
  probabilities: number[];
  entropies: number[];
  head: number;
}

/** Waits until the network that is asked for has been run and drawn. */
async function ran(page: Page): Promise<void> {
  await frames(page);
  await page.waitForFunction(() => {
    const { tower } = document.querySelector("#tower") as unknown as { tower?: { current: boolean } }; // prettier-ignore
    return tower?.current === true;
  });
  await frames(page);
}

/** The heights along the outline of each floor's violin. */
async function violins(page: Page): Promise<number[][]> {
  const path = await page.evaluate(() => document.querySelector("#tower")!.shadowRoot!.querySelector(".violins")!.getAttribute("d")!); // prettier-ignore
  const outlines = path.split("M").slice(1);
  return outlines.map((outline) => outline.split("L").map((point) => Number(point.split(" ")[1])));
}

/** Goes to a part of the page that is made when a reader comes near. */
async function near(page: Page, selector: string): Promise<void> {
  await page.locator(selector).scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector("#prose-cut")?.textContent);
  await frames(page);
}

async function open(hash = "", visit = {}): Promise<{ page: Page; problems: string[] }> {
  const opened = await site.open(`initialization/${hash}`, visit);
  await running(opened.page);
  await ran(opened.page);
  return opened;
}

/** What the figures show, with every bit. */
function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const property = <T>(id: string, name: string): T =>
      (document.getElementById(id) as unknown as Record<string, T>)[name]!;
    type Numbers = ArrayLike<number>;
    interface Tower {
      depth: number;
      forward: Numbers;
      backward: Numbers;
      predicted: Numbers;
      share: Numbers;
      overflow: number;
    }
    const { depth, forward, backward, predicted, share, overflow } = property<Tower>("tower", "tower"); // prettier-ignore
    const { probabilities } = property<{ probabilities: Numbers }>("map", "rows");
    interface Chart {
      handle: { x: number };
      series: { y: Numbers }[];
    }
    return {
      depth,
      forward: [...Array.from(forward)],
      backward: [...Array.from(backward)],
      predicted: [...Array.from(predicted)],
      share: [...Array.from(share)],
      overflow,
      gain: property<{ value: number }>("gain", "strip").value,
      alpha: property<{ value: number }>("alpha", "strip").value,
      probabilities: [...Array.from(probabilities)],
      entropies: [...Array.from(property<Chart>("entropies", "data").series[0]!.y)],
      head: 2 ** property<Chart>("heads", "data").handle.x,
    };
  });
}

/** Where the normal distribution of the text is cut. */
const cutOf = (page: Page) =>
  page.evaluate<number>("document.querySelector('#weights').data.handle.x");
const text = (page: Page, slot: string) => page.textContent(`[data-slot=${slot}]`);
const number = async (page: Page, slot: string) => Number(await text(page, slot));

const depth = "#tower .hit";
const gain = "#gain .hit";
const alpha = "#alpha .hit";
const head = "#heads .hit";

describe("the first sight", () => {
  test("is the package's run of the opening's network, to the bit", async () => {
    const { initialization } = await load();
    expect(initialization.propagate(specOf(defaults))).toStrictEqual(opened);
  });

  test("shows on each floor how its numbers are spread, a saturated tanh at two places", async () => {
    const { page } = await open();
    expect(await violins(page)).toHaveLength(24);
    const { page: saturated } = await open("#v=1&blocks=layers&activation=tanh&depth=4&gain=3");
    // There and back along the first floor: twelve heights above its middle and as many below.
    const [first] = await violins(saturated);
    const heights = first!.slice(0, 12).map((y, i) => first![23 - i]! - y);
    const centre = Math.max(heights[5]!, heights[6]!);
    expect(Math.max(...heights.slice(0, 5))).toBeGreaterThan(1.5 * centre);
    expect(Math.max(...heights.slice(7))).toBeGreaterThan(1.5 * centre);
  });

  test("is a pre-norm transformer that was run, whose stream grows as theory says", async () => {
    const { page, problems } = await open();
    const state = await shown(page);
    expect(state).toMatchObject({ depth: 24, overflow: -1, alpha: 1, gain: 1, head: 16 });
    expect(state.forward).toHaveLength(25);
    expect(state.forward[24]! / state.predicted[24]!).toBeCloseTo(1, 1);
    expect(await number(page, "forward")).toBeCloseTo(state.forward[24]!, 1);
    expect(await number(page, "predicted")).toBeCloseTo(state.predicted[24]!, 1);
    expect(await number(page, "gradient")).toBeCloseTo(state.backward[0]! / state.backward[24]!, 1);
    // Each row of the attention is a distribution.
    const row = state.probabilities.slice(0, 32).reduce((a, b) => a + b, 0);
    expect(row).toBeCloseTo(1, 12);
    await near(page, "#weights");
    expect(await cutOf(page)).toBe(2);
    expect(await number(page, "cut-variance")).toBe(0.774);
    expect(await number(page, "cut-factor")).toBe(1.137);
    expect(await page.textContent("#status")).toMatch(/^\d+ million multiplications, done/);
    expect(await page.textContent("main")).not.toMatch(/NaN|undefined|\{\w+\}/);
    // Nothing of what a reader could tell from the sliders is missing for those who hear them.
    expect(await page.getAttribute("#tower .handle", "aria-valuetext")).toBe("24 blocks");
    expect(await page.getAttribute("#gain .handle", "aria-valuetext")).toBe("1.000, as fits");
    await page.waitForFunction(() => document.querySelector("#summary")?.textContent);
    expect(await page.textContent("#summary")).toMatch(/^24 blocks: signal 6\.\d+/);
    expect(problems).toEqual([]);
  });

  test("is what the package makes of it today, to the bit", async () => {
    const { page } = await open();
    const printed = await runCopied(page, "initialization-opening");
    const { forward, backward, predicted, share, entropies } = await shown(page);
    expect(printed.forward).toStrictEqual(forward);
    expect(printed.backward).toStrictEqual(backward);
    expect(printed.predicted).toStrictEqual(predicted);
    expect(printed.inputShare).toStrictEqual(share);
    expect((printed.attentionEntropy as number[]).map((h) => h / Math.log(32))).toStrictEqual(entropies); // prettier-ignore
  });
});

describe("dragging", () => {
  test("depth, gain and α each run another network; undo and redo restore every bit", async () => {
    const { page } = await open();
    const before = await shown(page);
    await drag(page, depth, 0, -50);
    await ran(page);
    const higher = await shown(page);
    expect(higher.depth).toBeGreaterThan(26);
    expect(higher.forward).toHaveLength(higher.depth + 1);
    expect(higher.forward.slice(0, 25)).toStrictEqual(before.forward);
    await drag(page, gain, 40, 0);
    await ran(page);
    const louder = await shown(page);
    expect(louder.gain).toBeGreaterThan(1.2);
    expect(louder.forward.at(-1)).toBeGreaterThan(higher.forward.at(-1)!);
    await drag(page, alpha, -80, 0);
    await ran(page);
    const softer = await shown(page);
    expect(softer.alpha).toBeLessThan(0.7);
    expect(softer.share.at(-1)).toBeGreaterThan(louder.share.at(-1)!);
    for (const state of [louder, higher, before]) {
      await page.click("#undo");
      await ran(page);
      expect(await shown(page)).toStrictEqual(state);
    }
    expect(await page.isDisabled("#undo")).toBe(true);
    for (let i = 0; i < 3; i++) await page.keyboard.press("Control+Shift+z");
    await ran(page);
    expect(await shown(page)).toStrictEqual(softer);
    await page.click("#reset");
    await ran(page);
    expect(await shown(page)).toStrictEqual(before);
  });

  test("a gain near the fitted one snaps to it", async () => {
    const { page } = await open("#v=1&gain=1.5");
    const [from, to] = await page.evaluate(() => {
      const strip = document.querySelector("#gain")!.shadowRoot!;
      const usual = strip.querySelector(".usual")!;
      const knob = strip.querySelector(".knob")!;
      return [Number(knob.getAttribute("cx")), Number(usual.getAttribute("x1"))] as const;
    });
    await drag(page, gain, to - from + 2, 0);
    await ran(page);
    expect((await shown(page)).gain).toBe(1);
    expect(await page.evaluate(() => location.hash)).not.toContain("gain");
  });

  test("the dimension of a head moves by powers of two, and its entropy follows the curve", async () => {
    const { page } = await open("#v=1&scale=none");
    const before = await number(page, "head-entropy");
    await page.locator("#heads").scrollIntoViewIfNeeded();
    await frames(page);
    await drag(page, head, 60, 0);
    const state = await shown(page);
    expect([32, 64]).toContain(state.head);
    expect(await number(page, "head-entropy")).toBeLessThan(before);
    await page.click("#scale-sqrt");
    await frames(page);
    expect(await number(page, "head-entropy")).toBeGreaterThan(0.85);
    expect(await number(page, "logit-std")).toBeGreaterThan(0.8);
    // T5's smaller queries are the same numbers.
    const scaled = (await shown(page)).probabilities;
    await page.click("#scale-t5");
    await frames(page);
    const drawn = (await shown(page)).probabilities;
    drawn.forEach((p, i) => expect(p).toBeCloseTo(scaled[i]!, 12));
  });

  test("the cut of the normal distribution is dragged in its histogram", async () => {
    const { page } = await open();
    await near(page, "#weights");
    await drag(page, "#weights .hit", -70, 0);
    const cut = await cutOf(page);
    expect(cut).toBeLessThan(1.5);
    expect(await number(page, "cut-variance")).toBeLessThan(0.6);
    await page.focus("#prose-cut");
    await page.keyboard.press("Shift+ArrowRight");
    await frames(page);
    expect(await cutOf(page)).toBeCloseTo(cut + 0.2, 10);
  });

  test("a finger drags too", async () => {
    const { page } = await open("", { width: 390 });
    await drag(page, depth, 0, 60);
    await ran(page);
    expect((await shown(page)).depth).toBeLessThan(20);
  });

  test("the page keeps drawing while networks run, at most once a frame", async () => {
    const { page } = await open("#v=1&width=128");
    for (const [handle, figure] of [
      [depth, "#tower"],
      [gain, "#gain"],
    ] as const) {
      // prettier-ignore
      const log = await dragFrames(page, handle, figure);
      expect(log.draws).toBeGreaterThan(5);
      expect(log.draws).toBeLessThanOrEqual(log.frames + 1);
      console.log(
        `drag ${figure}: ${log.moves} moves, ${log.draws} draws, frame p95 ${log.p95.toFixed(1)} ms, ${log.long} long tasks`,
      );
    }
    await ran(page);
  });
});

describe("what the article says", () => {
  test("a gain of 1 silences 50 layers of ReLU, He's keeps them, 13 % more explodes", async () => {
    const { page } = await open("#v=1&blocks=layers&activation=relu&depth=50&width=256&gain=1");
    expect((await shown(page)).forward[50]).toBeLessThan(1e-6);
    await page.click("[data-preset=he]");
    await ran(page);
    const he = await shown(page);
    expect(he.gain).toBeCloseTo(Math.SQRT2, 12);
    expect(he.forward[50]).toBeGreaterThan(0.3);
    expect(he.forward[50]).toBeLessThan(3);
    await type(page, "#field-gain", "1.6");
    await ran(page);
    expect((await shown(page)).forward[50]).toBeGreaterThan(100);
    expect(await page.getAttribute("#alpha .handle", "aria-valuetext")).toBe("no residual branch here"); // prettier-ignore
    expect(await text(page, "entropy")).toBe("–");
  });

  test("in a narrow network other seeds lead elsewhere, and a band shows where", async () => {
    const { page } = await open("#v=1&width=32&blocks=layers&activation=relu&depth=48");
    await page.waitForFunction(() => {
      const { tower } = document.querySelector("#tower") as unknown as { tower: { band?: object } };
      return tower.band !== undefined;
    });
    const { low, high } = await page.evaluate<{ low: number[]; high: number[] }>("document.querySelector('#tower').tower.band"); // prettier-ignore
    expect(low).toHaveLength(49);
    expect(high[48]! / low[48]!).toBeGreaterThan(2);
    expect(await page.textContent("#caption")).toContain("With only 32 numbers");
    await type(page, "#field-width", "64");
    await ran(page);
    expect(await page.getAttribute("#tower .spread", "d")).toBe("");
  });

  test("post-norm loses the input by half a block, pre-norm by a root, ReZero keeps it", async () => {
    const { page } = await open("#v=1&blocks=post");
    const post = (await shown(page)).share[24]!;
    expect(Math.log2(post)).toBeGreaterThan(-24);
    expect(Math.log2(post)).toBeLessThan(-16);
    expect(await text(page, "post-share")).toBe("5.96 × 10⁻⁸");
    await page.click("#blocks-pre");
    await ran(page);
    expect((await shown(page)).share[24]).toBeGreaterThan(0.1);
    expect(await number(page, "pre-share")).toBe(0.143);
    await page.click("#blocks-rezero");
    await ran(page);
    const rezero = await shown(page);
    expect(rezero.alpha).toBe(0);
    expect(rezero.share[24]).toBe(1);
    expect(rezero.forward[24]).toBe(rezero.forward[0]);
  });

  test("without 1/√d attention is nearly one-hot: the bet, and its way out", async () => {
    const { page } = await open();
    expect(await page.isVisible("#bet-reveal")).toBe(false);
    await near(page, "#bet");
    await page.click("[data-choice='0']");
    expect(await page.textContent("#bet-verdict")).toBe("You were right. ");
    expect(await number(page, "bet-sqrt")).toBeGreaterThan(0.83);
    expect(await number(page, "bet-none")).toBeLessThan(0.1);
    await page.click("#show-bet");
    await ran(page);
    expect((await shown(page)).head).toBe(256);
    expect(await page.inputValue("#field-width")).toBe("256");
    expect(await number(page, "head-entropy")).toBeCloseTo(await number(page, "bet-none"), 2);
  });
});

describe("faults", () => {
  test("a block beyond float32 is named, and one tap mends it", async () => {
    const { page, problems } = await open("#v=1&blocks=none&gain=3");
    const { overflow, forward } = await shown(page);
    expect(forward[overflow]).toBe(Infinity);
    expect(await page.textContent("#fault-text")).toContain(`Block ${overflow} leaves the range`);
    expect(await text(page, "forward")).toBe("∞");
    expect(await text(page, "share")).toBe("–");
    expect((await shown(page)).entropies).toHaveLength(overflow - 1);
    expect(await page.locator("#tower .over").count()).toBe(24 - overflow + 1);
    await page.click("#fault-fix");
    await ran(page);
    expect(await page.isVisible("#fault")).toBe(false);
    expect((await shown(page)).overflow).toBe(-1);
    expect(problems).toEqual([]);
  });

  test("a long run waits for a word, then says how long it takes and can be stopped", async () => {
    const { page } = await open("#v=1&depth=48");
    const before = await shown(page);
    await page.evaluate(() => (location.hash = "#v=1&depth=96&width=512&head=64"));
    await page.waitForSelector("#fault:not([hidden])");
    expect(await page.textContent("#fault-text")).toMatch(/takes about \d+\.\d s/);
    await page.click("#fault-fix");
    await page.waitForSelector("#stop:not([hidden])");
    expect(await page.textContent("#status")).toMatch(/^Running: about/);
    await page.click("#stop");
    await frames(page);
    expect(await text(page, "forward")).toBe("–");
    expect(await page.textContent("#status")).toMatch(/^Stopped/);
    expect((await shown(page)).forward).toStrictEqual(before.forward);
    await page.click("#undo");
    await ran(page);
    expect(await shown(page)).toStrictEqual(before);
    // Another worker has taken the place of the one that was stopped.
    await page.click("#new-seed");
    await ran(page);
    expect((await shown(page)).forward).not.toStrictEqual(before.forward);
  });
});

describe("keys and fields", () => {
  test("arrows move every handle, Shift further and Alt less; a held key is one step of undo", async () => {
    const { page } = await open();
    const at = async () => {
      await ran(page);
      return shown(page);
    };
    await page.focus("#tower .handle");
    for (let i = 0; i < 4; i++) await page.keyboard.down("ArrowUp");
    await page.keyboard.up("ArrowUp");
    expect((await at()).depth).toBe(28);
    await page.keyboard.press("Shift+ArrowDown");
    expect((await at()).depth).toBe(18);
    await page.keyboard.press("Home");
    expect((await at()).depth).toBe(2);
    for (let i = 0; i < 3; i++) await page.keyboard.press("Control+z");
    expect((await at()).depth).toBe(24);
    await page.focus("#alpha .handle");
    await page.keyboard.press("ArrowLeft");
    expect((await at()).alpha).toBeCloseTo(0.99, 12);
    await page.keyboard.press("Alt+ArrowLeft");
    expect((await at()).alpha).toBeCloseTo(0.989, 12);
    await page.keyboard.press("Shift+ArrowLeft");
    expect((await at()).alpha).toBeCloseTo(0.889, 12);
    await page.locator("#heads").scrollIntoViewIfNeeded();
    await frames(page);
    await page.focus("#heads .handle");
    await page.keyboard.press("ArrowRight");
    expect((await at()).head).toBe(32);
  });

  test("each handle has a number field; what is no number changes nothing", async () => {
    const { page } = await open();
    for (const [field, value, wanted] of [
      ["depth", "12", "12"],
      ["width", "100", "128"],
      ["head", "128", "128"],
      ["gain", "1,2", "1.200"],
      ["alpha", "0.5", "0.500"],
      ["seed", "7", "7"],
      ["depth", "tall", "12"],
      ["depth", "1000", "96"],
      ["depth", "4", "4"],
      ["width", "64", "64"],
    ] as const) {
      await type(page, `#field-${field}`, value);
      expect(await page.inputValue(`#field-${field}`)).toBe(wanted);
    }
    await ran(page);
    expect(await shown(page)).toMatchObject({ depth: 4, gain: 1.2, alpha: 0.5, head: 64 });
    await page.press("#field-width", "ArrowUp");
    await frames(page);
    expect(await page.inputValue("#field-width")).toBe("128");
  });
});

describe("the address", () => {
  test("brings back the whole state, bit for bit, in either language", async () => {
    const { page } = await open();
    await page.click("#blocks-deepnorm");
    await page.click("#activation-tanh");
    await page.click("#scale-log");
    await page.click("#new-seed");
    await drag(page, gain, 21, 0);
    await drag(page, depth, 0, 31);
    await ran(page);
    const state = await shown(page);
    await page.click("#link");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain("#v=1&blocks=deepnorm&activation=tanh");
    await page.click("#language");
    await running(page);
    await ran(page);
    expect(new URL(page.url()).pathname).toBe("/zh/initialization/");
    expect(await shown(page)).toStrictEqual(state);
    expect(await page.textContent("#status")).toMatch(/亿次乘法，用时/);
    await page.goto("about:blank");
    await page.goto(link);
    await running(page);
    await ran(page);
    expect(await shown(page)).toStrictEqual(state);
  });

  test("what is no state falls back to the opening, and the ends of everything are shown", async () => {
    const { page, problems } = await open("#v=1&depth=1&width=63&gain=NaN&seed=-1&blocks=magic");
    const opening = await shown(page);
    expect(opening).toMatchObject({ depth: 24, gain: 1, head: 16 });
    for (const hash of ["#%", "#v=9&depth=5", "#v=1&own=1,2,3,4&head=512&cut=0", "#v=1&alpha=3"]) {
      await page.goto("about:blank");
      await page.goto(`${site.url()}initialization/${hash}`);
      await running(page);
      await ran(page);
      expect(await shown(page)).toStrictEqual(opening);
    }
    for (const hash of [
      "#v=1&depth=2&width=32&head=4&gain=0.1&alpha=0&cut=0.5&seed=4294967295",
      "#v=1&depth=96&width=32&head=32&gain=3&alpha=2&cut=4&scale=log&blocks=post",
      "#v=1&depth=96&width=32&gain=0.1&blocks=layers&activation=relu",
      "#v=1&width=32&head=256&depth=2",
    ]) {
      await page.goto("about:blank");
      await page.goto(`${site.url()}initialization/${hash}`);
      await running(page);
      await ran(page);
      expect(await page.textContent("main")).not.toMatch(/NaN|undefined/);
    }
    expect(await page.inputValue("#field-width")).toBe("256");
    expect(problems).toEqual([]);
  });

  test("every preset opens, and its thumbnail is drawn by the engine", async () => {
    const { page, problems } = await open();
    await page.locator(".presets").scrollIntoViewIfNeeded();
    for (const button of await page.locator("[data-preset]").all()) {
      await button.locator("svg path").nth(2).waitFor({ state: "attached" });
      await button.click();
      await ran(page);
      expect(await button.getAttribute("aria-pressed")).toBe("true");
    }
    expect(problems).toEqual([]);
  });
});

describe("own data", () => {
  test("queries and keys of one's own are measured, and what is none is refused", async () => {
    const { page } = await open();
    await paste(page, "5,0,5,0\n0,5,0,5\n0,0,0,0");
    expect(await page.isVisible("#data-dialog")).toBe(false);
    const { probabilities } = await shown(page);
    const large = Math.exp(25 / Math.SQRT2);
    expect(probabilities).toHaveLength(9);
    expect(probabilities[0]).toBeCloseTo(large / (large + 2), 12);
    expect(probabilities[8]).toBeCloseTo(1 / 3, 12);
    const printed = await runCopied(page, "initialization-own");
    expect((printed.entropy as number[])[2]).toBeCloseTo(Math.log(3), 9);
    await page.click("#undo");
    await frames(page);
    expect((await shown(page)).probabilities).toHaveLength(1024);
    await paste(page, "1,2,3\n4,5,6\n7,8,9");
    expect(await page.textContent("#data-error")).toMatch(/even number of columns/);
    await page.fill("#data-text", "1,2,3,4\n4,5,6,7\n7,8,1e9,9");
    await page.click("#data-use");
    expect(await page.textContent("#data-error")).toMatch(/^Row 3: .* beyond ±1000/);
  });
});

describe("what leaves the page", () => {
  test("the CSV has the rows of the table, the SVG stands on its own", async () => {
    const { page } = await open("#v=1&depth=6");
    const [names, ...rows] = String(await save(page, "csv")).trim().split("\n"); // prettier-ignore
    expect(names).toBe("block,signal,gradient,predicted,left of input,attention entropy");
    expect(rows.map((row) => row.split(","))).toStrictEqual(await tableRows(page));
    const { forward } = await shown(page);
    expect(rows.map((row) => Number(row.split(",")[1]))).toStrictEqual(forward);
    const svg = String(await save(page, "svg"));
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/var\(|class=|role=/);
    const png = await save(page, "png");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
  });

  test("the copied script prints the page's numbers in Node", async () => {
    const { page } = await open("#v=1&blocks=none&gain=1.1&alpha=0.4&scale=t5&seed=5&cut=1.5");
    for (const preset of ["", "xavier", "forgot"]) {
      if (preset !== "") await page.click(`[data-preset=${preset}]`);
      await ran(page);
      const printed = await runCopied(page, "initialization");
      await near(page, "#weights");
      const state = await shown(page);
      const close = (a: unknown, b: number[]) => {
        expect(a).toHaveLength(b.length);
        (a as number[]).forEach((value, i) => expect(value / b[i]!).toBeCloseTo(1, 9));
      };
      close(printed.forward, state.forward);
      close(printed.backward, state.backward);
      close(printed.predicted, state.predicted);
      (printed.inputShare as number[]).forEach((value, i) => expect(value).toBeCloseTo(state.share[i]!, 9)); // prettier-ignore
      close(
        (printed.attentionEntropy as number[]).map((h) => h / Math.log(32)),
        state.entropies,
      );
      const mean = (printed.entropy as number[]).reduce((a, b) => a + b, 0) / 32 / Math.log(32);
      expect(await number(page, "head-entropy")).toBeCloseTo(mean, 3);
      expect(await number(page, "cut-variance")).toBeCloseTo(printed.cutVariance as number, 3);
    }
  });
});

test("figures that are off-screen do not draw", async () => {
  const { page } = await open("", { width: 390 });
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await frames(page, 6);
  const drawn = () => page.evaluate<number>("document.querySelector('#tower').drawn");
  const before = await drawn();
  await page.evaluate("document.querySelector('#new-seed').click()");
  await ran(page);
  expect(await drawn()).toBe(before);
});
