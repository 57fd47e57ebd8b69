import { load } from "lemmata";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { readHash, writeHash } from "../../web/kit/hash.ts";
import { keysOf, Lines, meeting, wedge } from "../../web/neighbours/hashing.ts";
import { paint } from "../../web/neighbours/paintings.ts";
import { pointsOf } from "../../web/neighbours/points.ts";
import { presets } from "../../web/neighbours/presets.ts";
import { exactOf, rankOf, sketchOf } from "../../web/neighbours/sketch.ts";
import { bounds, codecs, defaults, paintings, wholes, type NeighboursState } from "../../web/neighbours/state.ts"; // prettier-ignore
import { centre, drag, dragFrames, paste, runCopied, save, tableRows, type } from "./hands.ts";
import { browse, frames, running } from "./site.ts";

const site = browse();
let lemmata: Awaited<ReturnType<typeof load>>;
beforeAll(async () => {
  lemmata = await load();
});

async function open(hash = "", visit = {}): Promise<{ page: Page; problems: string[] }> {
  const opened = await site.open(`neighbours/${hash}`, visit);
  await running(opened.page);
  return opened;
}

interface Points {
  query: [number, number];
  /** Degrees from the query to the partner. */
  theta: number;
  met: number[];
  nearest: number[];
  bits: number;
  tables: number;
  keys: number[];
  lines: number[];
}

/** What the disc and the grid show, with every bit. */
function points(page: Page): Promise<Points> {
  return page.evaluate(() => {
    const of = <T>(id: string, name: string): T =>
      (document.getElementById(id) as unknown as Record<string, T>)[name]!;
    interface Disc {
      query: [number, number];
      partner: number;
      angle: number;
      met: Int32Array | undefined;
      nearest: Set<number>;
      lines: number[];
    }
    const { query, partner, angle, met, nearest, lines } = of<Disc>("disc", "disc");
    interface Codes {
      bits: number;
      tables: number;
      keys: Uint32Array | undefined;
    }
    const { bits, tables, keys } = of<Codes>("grid", "codes");
    const theta = ((partner - angle) * 180) / Math.PI;
    return { query, theta, met: [...(met ?? [])], nearest: [...nearest], bits, tables, keys: [...(keys ?? [])], lines: lines.slice(0, bits * tables) }; // prettier-ignore
  });
}

interface Spectrum {
  rank: number;
  oversample: number;
  most: number;
  exact: number[];
  sketched: number[];
}

function spectrum(page: Page): Promise<Spectrum> {
  return page.evaluate(() => {
    interface Shown {
      rank: number;
      oversample: number;
      most: number;
      exact?: Float64Array;
      sketched?: Float64Array;
    }
    const { spectrum } = document.getElementById("spectrum") as unknown as { spectrum: Shown };
    const { rank, oversample, most, exact, sketched } = spectrum;
    return { rank, oversample, most, exact: [...(exact ?? [])], sketched: [...(sketched ?? [])] };
  });
}

const text = (page: Page, slot: string) => page.textContent(`.readouts [data-slot=${slot}]`);
const number = async (page: Page, slot: string) => Number.parseFloat((await text(page, slot))!);

/** Waits until the worker has answered for what the fields ask, and has finished. */
async function sketched(page: Page): Promise<Spectrum> {
  // What was changed last has then been asked for.
  await frames(page);
  await page.waitForFunction(() => {
    const shown = (document.getElementById("spectrum") as unknown as { spectrum?: { rank: number; most: number; sketched?: Float64Array; exact?: Float64Array } }).spectrum; // prettier-ignore
    const idle = document.getElementById("progress-line")!.hidden;
    return idle && shown?.exact !== undefined && shown.sketched?.length === Math.min(shown.rank, shown.most); // prettier-ignore
  });
  await frames(page);
  return spectrum(page);
}

const query = "#disc .handle.p .hit";
const partner = "#disc .handle.q .hit";
const corner = "#grid .hit";
const angle = "#curve .hit";
const rank = "#spectrum .handle.r .hit";
const oversample = "#spectrum .handle.limit .hit";

describe("the first sight", () => {
  test("is a query with its buckets, its neighbours, and the curve", async () => {
    const { page, problems } = await open();
    const state = await points(page);
    expect(state).toMatchObject({ bits: 5, tables: 4, query: [0.66, 0.42] });
    const rows = pointsOf(lemmata.initialization, "even");
    const { projection } = lemmata;
    const keys = keysOf(projection, rows, 5, 4, defaults.seed);
    const own = keysOf(projection, [state.query], 5, 4, defaults.seed);
    expect(state.keys).toStrictEqual([...own]);
    expect(state.met).toStrictEqual(rows.map((_, i) => meeting(keys, i, own, 0, 4)));
    const scanned = state.met.filter((table) => table >= 0).length;
    expect(await text(page, "scanned")).toBe(`${scanned} of 200`);
    const near = [...projection.lsh(rows).query(state.query, 10).ids];
    expect(state.nearest).toStrictEqual(near);
    const found = near.filter((id) => state.met[id]! >= 0).length;
    expect(await text(page, "found")).toBe(`${found} of 10`);
    expect(await number(page, "one-bit")).toBeCloseTo(1 - 25 / 180, 3);
    expect(await number(page, "meet")).toBeCloseTo(1 - (1 - (1 - 25 / 180) ** 5) ** 4, 3);
    // A thousand bits measure the angle to within a few of their standard deviations.
    expect(Math.abs((await number(page, "estimate")) - 25)).toBeLessThan(8);
    expect(await page.getAttribute("#disc .handle.p", "aria-label")).toBe("Query q");
    expect(await page.getAttribute("#grid .handle", "aria-valuetext")).toBe("5 bits in each of 4 tables"); // prettier-ignore
    await page.waitForFunction(() => document.querySelector("#summary")?.textContent);
    expect(await page.textContent("#summary")).toMatch(/of 10 nearest points found/);
    expect(problems).toEqual([]);
  });

  test("lines are where bits flip, and a bucket is the wedge between them", () => {
    const { projection } = lemmata;
    const lines = new Lines(projection).of(20, 3);
    lines.forEach((line, j) => {
      const [before, after] = [-1e-3, 1e-3].map((step) => {
        const { codes } = projection.simhash([[Math.cos(line + step), Math.sin(line + step)]], 20, 3); // prettier-ignore
        return (codes[0]! >>> j) & 1;
      });
      expect(before).not.toBe(after);
    });
    const [from, to] = wedge(0.5, lines);
    const key = (at: number) => keysOf(projection, [[Math.cos(at), Math.sin(at)]], 20, 1, 3)[0];
    expect(key(from + 1e-3)).toBe(key(0.5));
    expect(key(to - 1e-3)).toBe(key(0.5));
    expect(key(from - 1e-3)).not.toBe(key(0.5));
    expect(key(to + 1e-3)).not.toBe(key(0.5));
  });
});

describe("dragging", () => {
  test("the query flips bits, the corner makes tables; undo and redo restore every bit", async () => {
    const { page } = await open();
    const before = await points(page);
    await drag(page, query, -150, -40);
    const turned = await points(page);
    expect(turned.keys).not.toStrictEqual(before.keys);
    // The partner keeps its angle, and the points their hashes.
    expect(turned.theta).toBeCloseTo(before.theta, 9);
    expect(turned.lines).toStrictEqual(before.lines);
    await drag(page, corner, 45, 65);
    const larger = await points(page);
    expect(larger.bits).toBeGreaterThan(before.bits);
    expect(larger.tables).toBeGreaterThan(before.tables);
    // A seed's lines do not depend on how many are asked for.
    expect(larger.lines.slice(0, 20)).toStrictEqual(before.lines);
    await page.click("#undo");
    await page.click("#undo");
    await frames(page);
    expect(await points(page)).toStrictEqual(before);
    expect(await page.isDisabled("#undo")).toBe(true);
    await page.keyboard.press("Control+Shift+z");
    await page.keyboard.press("Control+y");
    await frames(page);
    expect(await points(page)).toStrictEqual(larger);
    await page.click("#reset");
    await frames(page);
    expect(await points(page)).toStrictEqual(before);
  });

  test("the partner turns in the disc, on the curve and in the text alike", async () => {
    const { page } = await open();
    const before = await points(page);
    await drag(page, partner, -120, 20);
    const after = await points(page);
    expect(after.theta).toBeGreaterThan(before.theta + 20);
    expect(after.met).toStrictEqual(before.met);
    await drag(page, angle, -30, 50);
    expect((await points(page)).theta).toBeLessThan(after.theta - 8);
    await type(page, "#field-theta", "-60");
    expect((await points(page)).theta).toBeCloseTo(-60, 9);
    expect(await number(page, "one-bit")).toBeCloseTo(2 / 3, 3);
    await page.locator("#prose-theta").scrollIntoViewIfNeeded();
    await page.focus("#prose-theta");
    await page.keyboard.press("ArrowRight");
    await frames(page);
    expect((await points(page)).theta).toBeCloseTo(-60.5, 9);
  });

  test("more bits are picky, more tables forgiving", async () => {
    const { page } = await open();
    const scanned = async (bits: string, tables: string) => {
      await type(page, "#field-bits", bits);
      await type(page, "#field-tables", tables);
      return number(page, "scanned");
    };
    const picky = await scanned("9", "4");
    const plain = await scanned("3", "4");
    const forgiving = await scanned("3", "12");
    expect(picky).toBeLessThan(plain);
    expect(plain).toBeLessThan(forgiving);
    expect(await number(page, "expected-found")).toBeGreaterThan(0.99);
    // Beyond their bounds numbers stay at them; what is none is not taken.
    await type(page, "#field-bits", "99");
    expect(await page.inputValue("#field-bits")).toBe(String(bounds.bits.max));
    await type(page, "#field-tables", "many");
    expect(await page.inputValue("#field-tables")).toBe("12");
  });

  test("a finger drags too, and every drag draws at most once a frame", async () => {
    const { page } = await open("", { width: 390 });
    const before = await points(page);
    await drag(page, query, -60, 30);
    expect((await points(page)).query).not.toStrictEqual(before.query);
    for (const [handle, figure] of [
      [query, "#disc"],
      [corner, "#grid"],
    ] as const) {
      // prettier-ignore
      const log = await dragFrames(page, handle, figure);
      expect(log.draws).toBeGreaterThan(3);
      expect(log.draws).toBeLessThanOrEqual(log.frames + 1);
      console.log(`drag ${figure}: ${log.moves} moves, ${log.draws} draws, frame p95 ${log.p95.toFixed(1)} ms, ${log.long} long tasks`); // prettier-ignore
    }
  });
});

test("arrows move every handle of the points, Shift further and Alt less", async () => {
  const { page } = await open();
  const at = async () => (await frames(page), points(page));
  await page.focus("#disc .handle.p");
  await page.keyboard.press("ArrowRight");
  expect((await at()).query[0]).toBeCloseTo(0.68, 12);
  await page.keyboard.press("Shift+ArrowDown");
  expect((await at()).query[1]).toBeCloseTo(0.22, 12);
  await page.keyboard.press("Alt+ArrowUp");
  expect((await at()).query[1]).toBeCloseTo(0.222, 12);
  await page.focus("#disc .handle.q");
  await page.keyboard.press("ArrowUp");
  expect((await at()).theta).toBeCloseTo(26, 9);
  await page.keyboard.press("End");
  expect(Math.abs((await at()).theta)).toBeCloseTo(180, 9);
  await page.focus("#grid .handle");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  expect(await at()).toMatchObject({ bits: 6, tables: 5 });
  await page.keyboard.press("Shift+ArrowUp");
  expect(await at()).toMatchObject({ bits: 6, tables: 2 });
  await page.keyboard.press("Home");
  expect(await at()).toMatchObject({ bits: 1, tables: 1 });
  await page.keyboard.press("Control+z");
  expect(await at()).toMatchObject({ bits: 6, tables: 2 });
  await page.focus("#curve .handle");
  await page.keyboard.press("Home");
  expect((await at()).theta).toBeCloseTo(0, 9);
  expect(await text(page, "meet")).toBe("1");
});

describe("faults of the points", () => {
  test("an empty bucket is said, and one tap asks for fewer bits", async () => {
    const { page, problems } = await open();
    await page.click("[data-preset=empty]");
    await frames(page);
    expect(await text(page, "scanned")).toBe("0 of 200");
    expect(await page.textContent("#fault-text")).toMatch(/^0 candidates: no point shares any of q’s 2 buckets/); // prettier-ignore
    expect(await text(page, "speed")).toBe("–");
    await page.click("#fault-fix");
    await frames(page);
    expect((await points(page)).bits).toBe(4);
    expect(problems).toEqual([]);
  });

  test("zero has no direction: it is refused, and one tap moves it away", async () => {
    const { page, problems } = await open();
    const [x, y] = await centre(page, query);
    const box = (await page.locator("#disc").boundingBox())!;
    await drag(page, query, box.x + box.width / 2 - x, box.y + box.height / 2 - y);
    expect((await points(page)).query).toStrictEqual([0, 0]);
    expect(await page.textContent("#fault-text")).toMatch(/^q is the zero vector/);
    for (const slot of ["found", "scanned", "speed", "equal", "estimate"]) expect(await text(page, slot)).toBe("–"); // prettier-ignore
    expect(await page.textContent("main")).not.toMatch(/NaN|undefined/);
    await page.click("#fault-fix");
    await frames(page);
    expect(await page.isVisible("#fault")).toBe(false);
    expect(await text(page, "scanned")).toMatch(/^\d+ of 200$/);
    expect(problems).toEqual([]);
  });
});

describe("the picture", () => {
  test("is sketched in a worker; the numbers are the package’s", async () => {
    const { page, problems } = await open();
    expect(await page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("sketch-worker")))).toBe(false); // prettier-ignore
    await page.click("#panel-picture");
    const shown = await sketched(page);
    const { projection, initialization } = lemmata;
    const A = paint(initialization, "landscape");
    const own = sketchOf(projection, A, { rank: 20, oversample: 5, power: 0, seed: 1 });
    const { S } = exactOf(projection, A);
    shown.sketched.forEach((value, j) => expect(value).toBeCloseTo(own.S[j]!, 9));
    shown.exact.forEach((value, j) => expect(value).toBeCloseTo(S[j]!, 9));
    expect(await number(page, "error")).toBeCloseTo((100 * own.error) / own.norm, 2);
    const best = Math.hypot(...S.subarray(20));
    expect(await number(page, "times")).toBeCloseTo(own.error / best, 3);
    // The certificate is no less than the least that rank 20 allows.
    expect(await number(page, "residual")).toBeGreaterThanOrEqual(S[20]! * 0.99);
    expect(await page.textContent("[data-slot=sketch-time]")).toMatch(/ ms$/);
    // One power step rescues the landscape, more mixtures do not.
    expect(await page.isVisible("#bet-reveal")).toBe(false);
    await page.click("[data-choice='1']");
    expect(await page.textContent("#bet-verdict")).toBe("You were right. ");
    const slot = async (name: string) => Number(await page.textContent(`#bet-reveal [data-slot=${name}]`)); // prettier-ignore
    expect(await slot("bet-q")).toBeLessThan(1.1);
    expect(await slot("bet-p")).toBeGreaterThan(1.15);
    expect(await slot("bet-plain")).toBeGreaterThan(await slot("bet-p"));
    await page.click("#do-it");
    await expect.poll(() => number(page, "times")).toBeLessThan(1.1);
    expect(await page.getAttribute("#power-1", "aria-pressed")).toBe("true");
    expect(problems).toEqual([]);
  });

  test("k is dragged on the spectrum, p behind it; keys and fields do the same", async () => {
    const { page, problems } = await open("#v=1&panel=picture");
    const before = await sketched(page);
    await drag(page, rank, 90, 0);
    const more = await sketched(page);
    expect(more.rank).toBeGreaterThan(before.rank + 10);
    expect(more.exact).toStrictEqual(before.exact);
    await drag(page, oversample, 40, 0);
    const wider = await sketched(page);
    expect(wider.rank).toBe(more.rank);
    expect(wider.oversample).toBeGreaterThan(more.oversample);
    await page.click("#undo");
    await page.click("#undo");
    expect(await sketched(page)).toStrictEqual(before);
    await page.focus("#spectrum .handle.r");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowUp");
    await page.keyboard.press("Alt+ArrowRight");
    await page.focus("#spectrum .handle.limit");
    await page.keyboard.press("ArrowLeft");
    expect(await sketched(page)).toMatchObject({ rank: 32, oversample: 4 });
    await type(page, "#field-rank", "3");
    await type(page, "#field-oversample", "20");
    await type(page, "#field-power", "2");
    expect(await sketched(page)).toMatchObject({ rank: 3, oversample: 20 });
    expect(await page.getAttribute("#power-2", "aria-pressed")).toBe("true");
    expect(await number(page, "times")).toBeLessThan(1.01);
    const log = await dragFrames(page, rank, "#spectrum");
    console.log(`drag k: ${log.moves} moves, ${log.draws} draws, frame p95 ${log.p95.toFixed(1)} ms, ${log.long} long tasks`); // prettier-ignore
    expect(log.draws).toBeLessThanOrEqual(log.frames + 1);
    // The latest request wins: what is shown in the end is what the field asks.
    const { rank: last } = await sketched(page);
    expect(await page.inputValue("#field-rank")).toBe(String(last));
    expect(problems).toEqual([]);
  });

  test("zero singular values, and more mixtures than there are, are named and mended", async () => {
    const { page, problems } = await open("#v=1&panel=picture&picture=flag&rank=12");
    await sketched(page);
    expect(await page.textContent("#fault-text")).toMatch(/^This picture has rank 2:/);
    expect(await text(page, "times")).toBe("–");
    await page.click("#fault-fix");
    expect((await sketched(page)).rank).toBe(2);
    expect(await page.isVisible("#fault")).toBe(false);
    await page.click("#painting-noise");
    await type(page, "#field-rank", "190");
    await sketched(page);
    expect(await page.textContent("#fault-text")).toBe("k + p = 195 is more than the 192 singular values there are; the package takes 192."); // prettier-ignore
    await page.click("#fault-fix");
    expect((await sketched(page)).oversample).toBe(2);
    await type(page, "#field-rank", "250");
    await sketched(page);
    expect(await page.textContent("#fault-text")).toMatch(/^k = 250 is more than the 192/);
    await page.click("#fault-fix");
    expect((await sketched(page)).rank).toBe(192);
    // Stopped, it keeps what it has; the next change starts again.
    await page.evaluate(async () => {
      const element = (id: string) => document.getElementById(id)!;
      element("painting-landscape").click();
      for (let i = 0; i < 3; i++) await new Promise((done) => requestAnimationFrame(done));
      while (element("progress-line").hidden)
        await new Promise((done) => requestAnimationFrame(done));
      element("stop").click();
    });
    await frames(page);
    expect(await page.textContent("#caption")).toMatch(/^Stopped/);
    await type(page, "#field-rank", "11");
    expect((await sketched(page)).sketched).toHaveLength(11);
    expect(await page.textContent("#caption")).toMatch(/^Drag the green k/);
    expect(await page.textContent("main")).not.toMatch(/NaN|undefined/);
    expect(problems).toEqual([]);
  });

  test("a worker that does not come is said, and asked again", async () => {
    const { page } = await open("#v=1&panel=picture", {
      prepare: (context: import("playwright-core").BrowserContext) =>
        context.route(/sketch-worker/, (route) => route.abort()),
    });
    await page.waitForSelector("#fault:not([hidden])");
    expect(await page.textContent("#fault-text")).toMatch(
      /^The worker that sketches did not start/,
    );
    await page.context().unroute(/sketch-worker/);
    await page.click("#fault-fix");
    await sketched(page);
    expect(await page.isVisible("#fault")).toBe(false);
  });

  test("of their kinds: falling fast, at a step, never", () => {
    const { projection, initialization } = lemmata;
    const spectra = Object.fromEntries(
      paintings.map((name) => [name, exactOf(projection, paint(initialization, name)).S]),
    );
    expect(rankOf(spectra.flag!)).toBe(2);
    expect(spectra.gradient![20]! / spectra.gradient![0]!).toBeLessThan(1e-9);
    expect(spectra.steps![12]! / spectra.steps![13]!).toBeGreaterThan(5);
    expect(spectra.noise![100]! / spectra.noise![1]!).toBeGreaterThan(0.3);
  });
});

describe("own data", () => {
  test("points are taken; what is none is refused", async () => {
    const { page } = await open();
    await paste(page, "a,3,0\nb,0,4\nc,-1,-1\nd,2,2.1");
    expect(await page.isVisible("#data-dialog")).toBe(false);
    expect((await points(page)).nearest).toHaveLength(4);
    expect((await points(page)).nearest[0]).toBe(3);
    for (const [given, said] of [
      ["1,2,3\n4,5,6", "A point has two numbers here; 3 columns were found."],
      ["1,2\n0,0", "Row 2 is the zero vector, which has no direction."],
      ["1,2", "From 2 to 500 points are used; 1 were found."],
    ] as const) {
      await paste(page, given);
      expect(await page.textContent("#data-error")).toBe(said);
      await page.click("#data-cancel");
    }
    const printed = await runCopied(page, "neighbours-own");
    expect(printed.nearest).toStrictEqual((await points(page)).nearest);
    await page.click("#undo");
    await frames(page);
    expect((await points(page)).met).toHaveLength(200);
  });

  test("an image is made grey and small, and stays here; too large a one is refused", async () => {
    const { page, problems } = await open();
    const image = (width: number, height: number) =>
      page.evaluate(async ([w, h]) => {
        const canvas = new OffscreenCanvas(w!, h!);
        const context = canvas.getContext("2d")!;
        const ramp = context.createLinearGradient(0, 0, w!, h!);
        ramp.addColorStop(0, "black");
        ramp.addColorStop(1, w! > 2000 ? "black" : "yellow");
        context.fillStyle = ramp;
        context.fillRect(0, 0, w!, h!);
        const blob = await canvas.convertToBlob();
        return [...new Uint8Array(await blob.arrayBuffer())];
      }, [width, height]); // prettier-ignore
    const give = async (bytes: number[]) =>
      page.setInputFiles("#data-file", { name: "ramp.png", mimeType: "image/png", buffer: Buffer.from(bytes) }); // prettier-ignore
    await give(await image(2100, 2000));
    await page.waitForSelector("#data-dialog[open]");
    await expect.poll(() => page.textContent("#data-error")).toBe("The image has 4.2 megapixels; at most 4 are read, so that your tab stays quick."); // prettier-ignore
    await page.click("#data-cancel");
    await give(Array.from({ length: 40 }, (_, i) => i));
    await expect.poll(() => page.textContent("#data-error")).toMatch(/^The browser cannot read this image/); // prettier-ignore
    await page.click("#data-cancel");
    await give(await image(640, 320));
    await page.waitForSelector("#panel-picture[aria-pressed=true]");
    const shown = await sketched(page);
    expect(shown.most).toBe(128);
    const printed = await runCopied(page, "neighbours-image");
    (printed.values as number[]).forEach((value, j) => expect(value).toBeCloseTo(shown.sketched[j]!, 9)); // prettier-ignore
    expect(new URL(page.url()).hash).not.toContain("own");
    expect(problems).toEqual([]);
  });
});

describe("the address", () => {
  test("brings back the whole state, bit for bit, in either language", async () => {
    const { page } = await open();
    await drag(page, query, -33, -71);
    await page.click("#cloud-topics");
    await page.click("#new-seed");
    await type(page, "#field-theta", "12.5");
    await type(page, "#field-tables", "7");
    const state = await points(page);
    await page.click("#link");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/#v=1&x=.*&theta=12.5&tables=7&seed=4&cloud=topics/);
    await page.click("#theme");
    await page.click("#language");
    await running(page);
    expect(new URL(page.url()).pathname).toBe("/zh/neighbours/");
    expect(await points(page)).toStrictEqual(state);
    expect(await page.textContent("h1")).toBe("随机，但不随便");
    expect(await page.getAttribute("#disc .handle.p", "aria-label")).toBe("查询向量 q");
    await page.goto("about:blank");
    await page.goto(link);
    await running(page);
    expect(await points(page)).toStrictEqual(state);
  });

  test("of random states is read back, and no mutation of it throws", () => {
    let seed = 8706;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let n = 0; n < 500; n++) {
      const state: NeighboursState = { ...defaults, panel: random() < 0.5 ? "points" : "picture", picture: "steps" }; // prettier-ignore
      for (const key of Object.keys(bounds) as (keyof typeof bounds)[]) {
        const { min, max } = bounds[key];
        const value = min + (max - min) * random();
        state[key] = wholes.includes(key) ? Math.round(value) : value;
      }
      const hash = writeHash(state, defaults, codecs);
      expect(readHash(hash, defaults, codecs)).toStrictEqual(state);
      const at = Math.floor(hash.length * random());
      readHash(hash.slice(0, at) + String.fromCharCode(33 + Math.floor(90 * random())) + hash.slice(at + 1), defaults, codecs); // prettier-ignore
    }
  });

  test("that is broken falls back to the opening; ends of every range are drawn", async () => {
    const { page, problems } = await open("#v=1&x=NaN&bits=0&tables=1.5&cloud=own&panel=none&rank=-1&seed=x"); // prettier-ignore
    expect(await points(page)).toMatchObject({ bits: 5, tables: 4, query: [0.66, 0.42] });
    await page.goto(`${site.url()}neighbours/#v=9&bits=2`);
    await running(page);
    expect((await points(page)).bits).toBe(5);
    await page.goto(`${site.url()}neighbours/#v=1&x=-1&y=1&theta=-180&bits=10&tables=14&seed=4294967295&cloud=outlier&rank=256&oversample=20&power=3&panel=picture&picture=noise&sketch=4294967295`); // prettier-ignore
    await running(page);
    await sketched(page);
    await page.click("#panel-points");
    await frames(page);
    expect(await page.textContent("main")).not.toMatch(/NaN|undefined/);
    expect(problems).toEqual([]);
  });

  test("every preset opens, and its thumbnail is drawn by the engine", async () => {
    const { page, problems } = await open();
    await page.locator(".presets").scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelectorAll(".presets svg :is(line, rect)").length > 9); // prettier-ignore
    for (const button of await page.locator("[data-preset]").all()) {
      const name = (await button.getAttribute("data-preset")) as keyof typeof presets;
      const { panel } = presets[name];
      expect(await button.locator(panel === "points" ? "svg circle" : "svg rect").count()).toBeGreaterThan(40); // prettier-ignore
      await button.click();
      await frames(page);
      expect(await button.getAttribute("aria-pressed")).toBe("true");
      expect(await page.isVisible("#disc")).toBe(panel === "points");
      expect(await page.isVisible("#pair")).toBe(panel === "picture");
      expect(await page.isVisible("#fault")).toBe(name === "empty");
    }
    // Noise is an honest disaster: the best is bad, and the sketch is near it.
    await sketched(page);
    expect(await number(page, "optimal")).toBeGreaterThan(20);
    expect(problems).toEqual([]);
  });
});

describe("what leaves the page", () => {
  test("of the points: CSV, table, script and SVG agree", async () => {
    const { page } = await open("#v=1&cloud=topics&bits=4&tables=3&seed=11");
    const [head, ...rows] = String(await save(page, "csv")).trim().split("\n"); // prettier-ignore
    expect(head).toBe("point,angle (rad),chance,table");
    expect(rows.map((row) => row.split(","))).toStrictEqual(await tableRows(page));
    const printed = await runCopied(page, "neighbours-points");
    const state = await points(page);
    expect(printed.nearest).toStrictEqual(state.nearest);
    expect(printed.scanned).toBe(state.met.filter((table) => table >= 0).length);
    expect(await text(page, "found")).toBe(`${printed.found as number} of 10`);
    expect(await number(page, "expected-scanned")).toBeCloseTo(
      printed.expectedScanned as number,
      1,
    );
    rows.forEach((row, i) => expect(Number(row.split(",")[1])).toBeCloseTo((printed.angles as number[])[i]!, 9)); // prettier-ignore
    const svg = String(await save(page, "svg"));
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/var\(|class=|role=/);
  });

  test("of the picture: CSV, table, script and image agree", async () => {
    const { page, problems } = await open("#v=1&panel=picture&picture=steps&rank=13&power=1&sketch=7"); // prettier-ignore
    const shown = await sketched(page);
    const [head, ...rows] = String(await save(page, "csv")).trim().split("\n"); // prettier-ignore
    expect(head).toBe("j,exact,sketched,best error");
    expect(rows).toHaveLength(192);
    expect(rows.map((row) => row.split(","))).toStrictEqual(await tableRows(page));
    const printed = await runCopied(page, "neighbours-picture");
    (printed.values as number[]).forEach((value, j) => expect(value).toBeCloseTo(shown.sketched[j]!, 9)); // prettier-ignore
    (printed.exact as number[]).forEach((value, j) =>
      expect(value).toBeCloseTo(shown.exact[j]!, 9),
    );
    expect(await number(page, "error")).toBeCloseTo(100 * (printed.error as number), 2);
    expect(Number(rows[12]!.split(",")[3])).toBeCloseTo(printed.best as number, 9);
    const svg = String(await save(page, "svg"));
    expect(svg.match(/<image [^>]*href="data:image\/png/g)).toHaveLength(2);
    const png = await save(page, "png");
    const [, width] = /width="(\d+)"/.exec(svg)!;
    expect(png.readUInt32BE(16)).toBe(2 * Number(width));
    expect(png.length).toBeGreaterThan(60_000);
    expect(problems).toEqual([]);
  });
});

test("what is pointed at is spoken of; figures off-screen do not draw", async () => {
  const { page } = await open();
  const at = await page.evaluate(() => {
    const disc = document.getElementById("disc")!;
    const box = disc.shadowRoot!.querySelectorAll(".point")[7]!.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  });
  await page.mouse.move(at[0]!, at[1]!);
  await frames(page);
  expect(await page.textContent("#caption")).toMatch(/^Point \d+: \d+\.\d° from q, met in/);
  const grid = (await page.locator("#grid").boundingBox())!;
  await page.mouse.move(grid.x + 60, grid.y + grid.height / 2);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await frames(page, 6);
  const drawn = () => page.evaluate<number>("document.querySelector('#disc').drawn");
  const before = await drawn();
  await page.evaluate("document.querySelector('#new-seed').click()");
  await frames(page, 6);
  expect(await drawn()).toBe(before);
});
