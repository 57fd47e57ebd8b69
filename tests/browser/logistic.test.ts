import { load } from "lemmata";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { readHash, writeHash } from "../../web/kit/hash.ts";
import { evaluate } from "../../web/logistic/evaluate.ts";
import { presets, type Classes, type PresetName } from "../../web/logistic/presets.ts";
import { codecs, defaults, type LogisticState } from "../../web/logistic/state.ts";
import { centre, drag, dragFrames, paste, runCopied, save, tableRows, type } from "./hands.ts";
import { browse, frames, running } from "./site.ts";

const site = browse();
const { logistic } = await load();

interface Shown {
  classes: number[][][];
  shapes: { x: number; y: number; along: number; across: number; angle: number }[];
  /** Weights and bias of the three classifiers; null where there is none. */
  lines: Record<"closed" | "whitened" | "likelihood", number[] | null>;
  predicted: number[];
}

async function open(hash = "", visit = {}): Promise<{ page: Page; problems: string[] }> {
  const opened = await site.open(`logistic/${hash}`, visit);
  await running(opened.page);
  return opened;
}

/** What the plane shows, with every bit. */
function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    interface Model {
      weights: { data: Float64Array };
      bias: Float64Array;
    }
    const { scene } = document.querySelector("#plane") as unknown as {
      scene: Omit<Shown, "lines"> & { models: Record<string, Model | undefined> };
    };
    const lines = Object.fromEntries(
      Object.entries(scene.models).map(([kind, model]) => [
        kind,
        model ? [...model.weights.data, model.bias[0]!] : null,
      ]),
    ) as Shown["lines"];
    const { classes, shapes, predicted } = scene;
    return { classes, shapes, lines, predicted: [...(predicted ?? [])] };
  });
}

const text = (page: Page, slot: string) => page.textContent(`.readout [data-slot=${slot}]`);
const number = async (page: Page, slot: string) => Number(await text(page, slot));
const handle = (name: string) => `#plane [aria-label="${name}"] .hit`;
const preset = async (page: Page, name: string) => {
  await page.click(`[data-preset=${name}]`);
  await frames(page);
};

function samplesOf(classes: number[][][]): { rows: number[][]; labels: number[] } {
  return { rows: classes.flat(), labels: classes.flatMap((points, k) => points.map(() => k)) };
}

/** The place of a point of a class on the screen. */
async function placeOf(page: Page, label: 0 | 1, index: number): Promise<[number, number]> {
  await page.locator("#plane").scrollIntoViewIfNeeded();
  return page.evaluate(
    ([k, i]) => {
      const root = document.querySelector("#plane")!.shadowRoot!;
      const box = root.querySelectorAll(".points")[k]!.children[i]!.getBoundingClientRect();
      return [box.x + box.width / 2, box.y + box.height / 2] as [number, number];
    },
    [label, index] as const,
  );
}

describe("the numbers on the page", () => {
  test.each(["", "far", "imbalanced", "unequal", "exponential", "xor"])(
    "are the package's: %s",
    async (name) => {
      const { page, problems } = await open();
      if (name !== "") await preset(page, name);
      const { classes, lines, predicted } = await shown(page);
      const { rows, labels } = samplesOf(classes);
      const closed = logistic.fit(rows, labels);
      const whitened = logistic.fit(rows, labels, { mode: "total-whitened" });
      const likelihood = logistic.refine(rows, labels, { start: "zero" });
      for (const [kind, model] of Object.entries({ closed, whitened, likelihood })) {
        const expected = [...model.weights.data, model.bias[0]!];
        const found = lines[kind as keyof typeof lines]!;
        expected.forEach((value, i) => expect(found[i]).toBeCloseTo(value, 9));
        const { logLoss, accuracy, calibrationError } = logistic.evaluate(model, rows, labels);
        expect(await number(page, `${kind}-loss`)).toBeCloseTo(logLoss, 3);
        expect(parseFloat((await text(page, `${kind}-accuracy`))!)).toBeCloseTo(100 * accuracy, 1);
        expect(await number(page, `${kind}-error`)).toBeCloseTo(calibrationError, 3);
        expect(await number(page, `${kind}-length`)).toBeCloseTo(Math.hypot(...model.weights.data), 2); // prettier-ignore
      }
      const cost =
        logistic.evaluate(closed, rows, labels).logLoss -
        logistic.evaluate(likelihood, rows, labels).logLoss;
      expect(await number(page, "cost")).toBeCloseTo(cost, 4);
      expect(await number(page, "iterations")).toBe(likelihood.iterations);
      expect(predicted).toStrictEqual([...logistic.predict(closed, rows)]);
      const slots = await page.$$eval(".formula .wide [data-slot^=short]", (all) =>
        all.map((e) => Number(e.textContent)),
      );
      expect(slots).toHaveLength(2);
      // The whitened weights are 1 − R² times too short.
      for (const slot of slots) expect(slot).toBeCloseTo(1 - closed.rSquared!, 3);
      expect(problems).toEqual([]);
    },
  );

  test("the losses are those of refine, step by step", async () => {
    const { page } = await open();
    const { classes } = await shown(page);
    const { rows, labels } = samplesOf(classes);
    const { losses } = logistic.refine(rows, labels, { start: "zero" });
    const drawn = await page.evaluate(() => {
      const chart = document.querySelector("#losses") as unknown as {
        data: { series: { y: ArrayLike<number> }[] };
      };
      return Array.from(chart.data.series[0]!.y);
    });
    expect(drawn).toHaveLength(losses.length);
    drawn.forEach((loss, k) => expect(loss).toBeCloseTo(losses[k]!, 9));
    expect(drawn[0]).toBeCloseTo(Math.LN2, 12);
  });

  test("far points turn the closed form by far more than the likelihood", async () => {
    const { page } = await open();
    const before = await shown(page);
    await page.click("[data-choice='0']");
    expect(await page.textContent("#bet-verdict")).toBe("You were right. ");
    await page.click("#add-far");
    await frames(page);
    const after = await shown(page);
    expect(after.classes[1]!.length).toBe(before.classes[1]!.length + 12);
    const turn = (kind: "closed" | "likelihood"): number => {
      const [[ax, ay], [bx, by]] = [before.lines[kind]!, after.lines[kind]!] as [number[], number[]]; // prettier-ignore
      return (Math.abs(Math.atan2(ax! * by! - ay! * bx!, ax! * bx! + ay! * by!)) * 180) / Math.PI;
    };
    const slot = (name: string) => page.textContent(`#bet-reveal [data-slot=${name}]`).then(Number);
    expect(await slot("bet-closed")).toBeCloseTo(turn("closed"), 1);
    expect(await slot("bet-likelihood")).toBeCloseTo(turn("likelihood"), 1);
    expect(turn("closed")).toBeGreaterThan(20 * turn("likelihood"));
    // They were right before, by either line, and still are.
    const far = after.classes[1]!.slice(-12);
    for (const { lines } of [before, after]) {
      for (const kind of ["closed", "likelihood"] as const) {
        const [x, y, b] = lines[kind]!;
        for (const [u, v] of far) expect(x! * u! + y! * v! + b!).toBeGreaterThan(0);
      }
    }
  });

  test("a prior moves the bias alone", async () => {
    const { page } = await open();
    const before = await shown(page);
    await type(page, "#field-prior", "0.2");
    const after = await shown(page);
    const [x, y, b] = before.lines.closed!;
    expect(after.lines.closed![0]).toBe(x);
    expect(after.lines.closed![1]).toBe(y);
    expect(after.lines.closed![2]).toBeCloseTo(b! + Math.log(4), 9);
    expect(after.lines.likelihood).toStrictEqual(before.lines.likelihood);
  });
});

describe("dragging", () => {
  test("a cloud takes its points along; undo and redo restore every bit", async () => {
    const { page } = await open();
    const before = await shown(page);
    await drag(page, handle("Centre of class 0"), -50, 30);
    const after = await shown(page);
    const [dx, dy] = [0, 1].map((i) => after.classes[0]![0]![i]! - before.classes[0]![0]![i]!);
    expect(dx).toBeLessThan(-0.5);
    expect(dy).toBeLessThan(-0.3);
    after.classes[0]!.forEach(([x, y], i) => {
      expect(x).toBeCloseTo(before.classes[0]![i]![0]! + dx!, 3);
      expect(y).toBeCloseTo(before.classes[0]![i]![1]! + dy!, 3);
    });
    expect(after.classes[1]).toStrictEqual(before.classes[1]);
    expect(after.lines.closed).not.toStrictEqual(before.lines.closed);
    await page.click("#undo");
    await frames(page);
    expect((await shown(page)).classes).toStrictEqual(before.classes);
    expect((await shown(page)).lines).toStrictEqual(before.lines);
    expect(await page.isDisabled("#undo")).toBe(true);
    await page.keyboard.press("Control+Shift+z");
    await frames(page);
    expect((await shown(page)).classes).toStrictEqual(after.classes);
    await page.click("#reset");
    await frames(page);
    expect((await shown(page)).classes).toStrictEqual(before.classes);
  });

  test("there and back within one gesture changes nothing", async () => {
    const { page } = await open();
    const before = await shown(page);
    const [x, y] = await centre(page, handle("Axis of class 1"));
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const [dx, dy] of [[-60, 20], [30, -40], [0, 0]] as const) {
      await page.mouse.move(x + dx, y + dy, { steps: 3 });
    } // prettier-ignore
    await page.mouse.up();
    await frames(page);
    const after = await shown(page);
    after.classes[1]!.flat().forEach((value, i) => expect(value).toBeCloseTo(before.classes[1]!.flat()[i]!, 3)); // prettier-ignore
  });

  test("the tip of an axis stretches the cloud, about its mean", async () => {
    const { page } = await open();
    const before = (await shown(page)).shapes[0]!;
    await drag(page, handle("Width of class 0"), -30, -30);
    const after = (await shown(page)).shapes[0]!;
    expect(after.across).toBeGreaterThan(before.across + 0.15);
    expect(after.along).toBeCloseTo(before.along, 3);
    expect(after.x).toBeCloseTo(before.x, 3);
    expect(after.y).toBeCloseTo(before.y, 3);
  });

  test("a single point is taken where it is, and the line answers", async () => {
    const { page } = await open();
    const before = await shown(page);
    const index = before.classes[1]!.findIndex(([x]) => x! > 4.4);
    const [x, y] = await placeOf(page, 1, index);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x - 90, y + 110, { steps: 6 });
    await page.mouse.up();
    await frames(page);
    const after = await shown(page);
    const moved = after.classes[1]!.filter((at, i) => String(at) !== String(before.classes[1]![i]));
    expect(moved).toHaveLength(1);
    expect(after.classes[1]![index]![0]).toBeLessThan(before.classes[1]![index]![0]! - 1);
    expect(after.lines.closed).not.toStrictEqual(before.lines.closed);
    expect(Number(await page.inputValue("#field-point"))).toBe(before.classes[0]!.length + index + 1); // prettier-ignore
  });

  test("the prior's handle moves the line, and finds back to the points' share", async () => {
    const { page } = await open();
    const before = await shown(page);
    await drag(page, "#prior .hit", -150, 0);
    const after = await shown(page);
    expect(after.lines.closed![2]).toBeGreaterThan(before.lines.closed![2]! + 0.5);
    await drag(page, "#prior .hit", 152, 0);
    expect((await shown(page)).lines.closed).toStrictEqual(before.lines.closed);
  });

  test("the dot of the losses goes back to an earlier Newton step", async () => {
    const { page } = await open();
    const { classes } = await shown(page);
    const { rows, labels } = samplesOf(classes);
    await drag(page, "#losses .hit", -1000, 0);
    expect(await number(page, "likelihood-loss")).toBe(0.693);
    await type(page, "#field-step", "2");
    const { weights } = logistic.refine(rows, labels, { start: "zero", maxIterations: 2 });
    expect((await shown(page)).lines.likelihood![0]).toBeCloseTo(weights.data[0]!, 9);
  });

  test("draws at most once a frame, however often the pointer reports", async () => {
    const { page } = await open();
    const log = await dragFrames(page, handle("Centre of class 1"), "#plane");
    expect(log.draws).toBeGreaterThan(10);
    expect(log.draws).toBeLessThanOrEqual(log.frames + 1);
    console.log(
      `drag: ${log.moves} moves, ${log.draws} draws, frame p95 ${log.p95.toFixed(1)} ms, ${log.long} long tasks`,
    );
  });

  test("a finger adds a point where it taps, and takes it away again", async () => {
    const { page } = await open("", { width: 390 });
    const before = await shown(page);
    await page.locator("#brush-0").scrollIntoViewIfNeeded();
    await page.tap("#brush-0");
    await page.locator("#plane").scrollIntoViewIfNeeded();
    const box = (await page.locator("#plane").boundingBox())!;
    await page.touchscreen.tap(box.x + box.width - 30, box.y + box.height - 60);
    await frames(page);
    const after = await shown(page);
    expect(after.classes[0]).toHaveLength(before.classes[0]!.length + 1);
    expect(after.classes[0]!.at(-1)![0]).toBeGreaterThan(4);
    await page.tap("#remove");
    await frames(page);
    expect((await shown(page)).classes).toStrictEqual(before.classes);
  });
});

describe("keys and fields", () => {
  test("arrows move the chosen point, Shift further and Alt less; Delete removes it", async () => {
    const { page } = await open();
    await type(page, "#field-point", "5");
    const before = (await shown(page)).classes[0]!;
    await page.focus("#plane .pick");
    const x = async (): Promise<number> => {
      await frames(page);
      return (await shown(page)).classes[0]![4]![0]!;
    };
    await page.keyboard.press("ArrowRight");
    expect(await x()).toBeCloseTo(before[4]![0]! + 0.05, 9);
    await page.keyboard.press("Shift+ArrowLeft");
    expect(await x()).toBeCloseTo(before[4]![0]! - 0.45, 9);
    await page.keyboard.press("Alt+ArrowRight");
    expect(await x()).toBeCloseTo(before[4]![0]! - 0.445, 9);
    for (let i = 0; i < 4; i++) await page.keyboard.down("ArrowRight");
    await page.keyboard.up("ArrowRight");
    expect(await x()).toBeCloseTo(before[4]![0]! - 0.245, 9);
    await page.keyboard.press("Control+z");
    expect(await x()).toBeCloseTo(before[4]![0]! - 0.445, 9);
    await page.keyboard.press("Delete");
    await frames(page);
    expect((await shown(page)).classes[0]).toHaveLength(before.length - 1);
  });

  test("arrows move clouds, axes, the prior and the Newton step", async () => {
    const { page } = await open();
    const before = await shown(page);
    const press = async (selector: string, key: string): Promise<Shown> => {
      await page.focus(selector);
      await page.keyboard.press(key);
      await frames(page);
      return shown(page);
    };
    const element = (name: string) => handle(name).replace(" .hit", "");
    const moved = await press(element("Centre of class 1"), "ArrowUp");
    expect(moved.shapes[1]!.y).toBeCloseTo(before.shapes[1]!.y + 0.05, 3);
    const wider = await press(element("Width of class 1"), "ArrowUp");
    expect(wider.shapes[1]!.across).toBeCloseTo(before.shapes[1]!.across + 0.05, 3);
    const longer = await press(element("Axis of class 0"), "Shift+ArrowRight");
    expect(longer.shapes[0]!.along).toBeGreaterThan(before.shapes[0]!.along);
    await press("#prior .handle", "ArrowRight");
    expect(await page.inputValue("#field-prior")).toBe("0.5100");
    await press("#losses .handle", "Home");
    expect(await page.inputValue("#field-step")).toBe("0");
    await press("#losses .handle", "ArrowRight");
    expect(await page.inputValue("#field-step")).toBe("1");
  });

  test("each handle has a number field that does the same", async () => {
    const { page } = await open();
    await type(page, "#class0-x", "-2");
    await type(page, "#class0-angle", "10");
    await type(page, "#class1-along", "2");
    const { shapes } = await shown(page);
    expect(shapes[0]!.x).toBeCloseTo(-2, 3);
    expect(shapes[0]!.angle).toBeCloseTo(10, 2);
    expect(shapes[1]!.along).toBeCloseTo(2, 3);
    await type(page, "#field-point", "40");
    await type(page, "#field-x", "3,25");
    await type(page, "#field-y", "-1");
    expect((await shown(page)).classes[1]![7]).toStrictEqual([3.25, -1]);
    await type(page, "#field-ridge", "0.1");
    const { classes, lines } = await shown(page);
    const { rows, labels } = samplesOf(classes);
    const { weights } = logistic.refine(rows, labels, { start: "zero", l2: 0.1 });
    expect(lines.likelihood![0]).toBeCloseTo(weights.data[0]!, 9);
    await type(page, "#field-ridge", "none");
    expect(await page.inputValue("#field-ridge")).toBe("0.1");
  });

  test("sliders say their names and values", async () => {
    const { page } = await open();
    expect(await page.getAttribute("#plane .pick", "aria-label")).toBe("Point 33, class 1");
    expect(await page.getAttribute("#prior .handle", "aria-valuetext")).toBe("0.500, of class 1 0.500"); // prettier-ignore
    await page.waitForFunction(() => document.querySelector("#summary")?.textContent);
    expect(await page.textContent("#summary")).toMatch(/^Log loss: closed form 0\.302/);
  });

  test("Train walks from the first step to the last, and is one step of undo", async () => {
    const { page } = await open("", { reducedMotion: true });
    const last = await page.inputValue("#field-step");
    await page.click("#train");
    await frames(page);
    expect(await page.inputValue("#field-step")).toBe("0");
    for (let i = 0; i < Number(last); i++) await page.click("#train");
    await frames(page);
    expect(await page.inputValue("#field-step")).toBe(last);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    await page.click("#reset");
    await page.click("#train");
    await expect.poll(() => page.inputValue("#field-step"), { timeout: 20_000 }).toBe("3");
    await expect.poll(() => page.inputValue("#field-step"), { timeout: 20_000 }).toBe(last);
    await expect.poll(() => page.textContent("#train")).toBe("Train");
  });
});

describe("separable classes", () => {
  test("are reported with the direction; the closed form stays, and a ridge mends it", async () => {
    const { page, problems } = await open("#v=1&samples=separable");
    const { classes, lines } = await shown(page);
    const { rows, labels } = samplesOf(classes);
    let direction: number[] = [];
    try {
      logistic.refine(rows, labels, { start: "zero" });
    } catch (cause) {
      direction = [...(cause as { details: { direction: Float64Array } }).details.direction];
    }
    expect(direction).toHaveLength(3);
    const written = `(${direction[0]!.toFixed(2)}, ${direction[1]!.toFixed(2)})`;
    expect(await page.textContent("#fault-text")).toContain(written);
    expect(await text(page, "likelihood-length")).toBe("→ ∞");
    expect(await text(page, "cost")).toBe("–");
    const { data } = logistic.fit(rows, labels).weights;
    expect(lines.closed![0]).toBeCloseTo(data[0]!, 9);
    // What is drawn of the likelihood does separate.
    const [x, y, b] = lines.likelihood!;
    rows.forEach(([u, v], i) => expect((x! * u! + y! * v! + b!) * (2 * labels[i]! - 1)).toBeGreaterThan(0)); // prettier-ignore
    await page.click("#fault-fix");
    await frames(page);
    expect(await page.isVisible("#fault")).toBe(false);
    const { weights } = logistic.refine(rows, labels, { start: "zero", l2: 0.01 });
    expect((await shown(page)).lines.likelihood![0]).toBeCloseTo(weights.data[0]!, 9);
    expect(problems).toEqual([]);
  });

  test("a strip that comes during a drag does not move the picture", async () => {
    const { page } = await open();
    const [x, y] = await centre(page, handle("Centre of class 1"));
    const top = async () => (await page.locator("#plane").boundingBox())!.y;
    const before = await top();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 220, y - 20, { steps: 12 });
    await frames(page);
    expect(await page.isVisible("#fault")).toBe(true);
    expect(await top()).toBe(before);
    await page.mouse.up();
    expect(await page.textContent("main")).not.toContain("NaN");
  });

  test("where neither class varies along their difference, the closed form is none either", async () => {
    const { page, problems } = await open("#v=1&samples=-1,0,-1,1,-1,2_1,0,1,1,1,2");
    expect(await page.textContent("#fault-text")).toMatch(/^Neither class varies along \(1\.00, 0\.00\)/); // prettier-ignore
    expect((await shown(page)).lines.closed).toBeNull();
    expect(await text(page, "closed-loss")).toBe("–");
    await page.click("#fault-fix");
    await frames(page);
    expect((await shown(page)).lines.closed).not.toBeNull();
    expect(await page.textContent("main")).not.toContain("NaN");
    expect(problems).toEqual([]);
  });

  test.each(["1,1,1,1_1,1,1,1", "0,0,0,0_1,1,1,1", "0,0,1,1_2,2,3,3", "0,0,1,0_0,0,1,0"])(
    "%s is drawn without a complaint of the browser's",
    async (samples) => {
      const { page, problems } = await open(`#v=1&samples=${samples}`);
      expect(await page.textContent("main")).not.toContain("NaN");
      expect(problems).toEqual([]);
    },
  );
});

describe("the address", () => {
  test("brings back the whole state, bit for bit, in either language", async () => {
    const { page } = await open();
    await drag(page, handle("Centre of class 1"), 21, -33);
    await page.click("#shade-whitened");
    await type(page, "#field-prior", "0.3");
    const state = await shown(page);
    await page.click("#link");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain("#v=1&samples=");
    await page.click("#language");
    await running(page);
    expect(new URL(page.url()).pathname).toBe("/zh/logistic/");
    expect(await page.getAttribute("#shade-whitened", "aria-pressed")).toBe("true");
    const { classes, lines } = await shown(page);
    expect({ classes, lines }).toStrictEqual({ classes: state.classes, lines: state.lines });
    await page.goto("about:blank");
    await page.goto(link);
    await running(page);
    expect((await shown(page)).lines).toStrictEqual(state.lines);
  });

  test("of random states is read back, and no mutation of it throws", () => {
    let seed = 8578;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let n = 0; n < 300; n++) {
      const points = () =>
        Array.from({ length: 2 + Math.floor(5 * random()) }, () => [20 * random() - 10, 20 * random() - 10] as const); // prettier-ignore
      const state: LogisticState = {
        samples: { preset: undefined, classes: [points(), points()] },
        prior: random() < 0.5 ? undefined : 0.001 + 0.998 * random(),
        ridge: random(),
        step: Math.floor(20 * random()),
        shade: random() < 0.5 ? "whitened" : "likelihood",
        view: { x: random(), y: -random(), half: 1 + random() },
      };
      const hash = writeHash(state, defaults, codecs);
      expect(readHash(hash, defaults, codecs)).toStrictEqual(state);
      const at = Math.floor(hash.length * random());
      readHash(hash.slice(0, at) + String.fromCharCode(33 + Math.floor(90 * random())) + hash.slice(at + 1), defaults, codecs); // prettier-ignore
    }
  });

  test.each([
    "#v=1&samples=NaN",
    "#v=1&samples=1,2,3_4,5,6,7",
    "#v=1&samples=1,2_3,4",
    "#v=1&samples=___",
    "#v=1&prior=1&ridge=-1&step=1.5&shade=none&view=0,0,0",
    "#%",
    "#v=9&samples=far",
  ])("%s falls back to the opening", async (hash) => {
    const { page, problems } = await open(hash);
    expect(await number(page, "closed-loss")).toBe(0.302);
    expect(problems).toEqual([]);
  });

  test("every preset opens, and its thumbnail is drawn by the engine", async () => {
    const { page, problems } = await open();
    await page.locator(".presets").scrollIntoViewIfNeeded();
    await frames(page, 5);
    for (const button of await page.locator("[data-preset]").all()) {
      const name = (await button.getAttribute("data-preset")) as PresetName;
      const classes: Classes = presets[name].classes;
      expect(await button.locator("svg circle").count()).toBe(classes.flat().length);
      expect(await button.locator("svg line").count()).toBe(2);
      await button.click();
      await frames(page);
      expect(await button.getAttribute("aria-pressed")).toBe("true");
      expect(await page.isVisible("#fault")).toBe(name === "separable");
      expect((await shown(page)).classes).toStrictEqual(classes);
    }
    expect(problems).toEqual([]);
  });

  test("only one preset is separable, and in the trap the whitened boundary is elsewhere", () => {
    for (const [name, { classes }] of Object.entries(presets)) {
      const { separable, closed, whitened } = evaluate(logistic, { classes, prior: undefined, ridge: 0 }); // prettier-ignore
      expect(separable !== undefined).toBe(name === "separable");
      if (name !== "imbalanced") continue;
      const cut = ({ weights, bias }: { weights: { data: Float64Array }; bias: Float64Array }) => -bias[0]! / weights.data[0]!; // prettier-ignore
      expect(cut(whitened!.model) - cut(closed!.model)).toBeGreaterThan(0.3);
    }
  });
});

describe("own data", () => {
  test("coordinates and a word for the class", async () => {
    const { page } = await open();
    await paste(page, "width,height,kind\n1,2,cat\n2,1,cat\n0.5,0.4,cat\n5,6,dog\n1.4,1.6,dog\n6,5,dog"); // prettier-ignore
    expect(await page.isVisible("#data-dialog")).toBe(false);
    expect((await shown(page)).classes).toStrictEqual([[[1, 2], [2, 1], [0.5, 0.4]], [[5, 6], [1.4, 1.6], [6, 5]]]); // prettier-ignore
    await page.click("#undo");
    await frames(page);
    expect((await shown(page)).classes[0]).toHaveLength(32);
  });

  test("a third number is the class; what cannot be used is refused", async () => {
    const { page } = await open();
    await paste(page, "1,2\n3,4");
    expect(await page.textContent("#data-error")).toContain("2 columns of numbers were found");
    await page.fill("#data-text", "1,2,0\n3,4,1\n1,1,2\n1,0,2");
    await page.click("#data-use");
    expect(await page.textContent("#data-error")).toBe("Two different labels are needed; 3 were found."); // prettier-ignore
    await page.fill("#data-text", "1,2,7\n3,4,7\n1,1,-2");
    await page.click("#data-use");
    expect(await page.textContent("#data-error")).toBe("Class “-2” needs at least 2 points.");
    await page.fill("#data-text", "1,2,7\n3,4,7\n1,1,-2\n30,4,-2");
    await page.click("#data-use");
    await frames(page);
    expect((await shown(page)).classes).toStrictEqual([[[1, 1], [30, 4]], [[1, 2], [3, 4]]]); // prettier-ignore
  });

  test("1,000 points are drawn and dragged", async () => {
    const { page, problems } = await open();
    const lines = Array.from({ length: 1000 }, (_, i) => `${Math.sin(i) + (i % 2)},${Math.cos(1.7 * i)},${i % 2}`); // prettier-ignore
    await paste(page, lines.join("\n"));
    const before = await shown(page);
    expect(before.classes.flat()).toHaveLength(1000);
    const log = await dragFrames(page, handle("Centre of class 1"), "#plane");
    console.log(`1,000 points: frame p95 ${log.p95.toFixed(1)} ms, ${log.long} long tasks`);
    expect((await shown(page)).lines.closed).not.toStrictEqual(before.lines.closed);
    expect(problems).toEqual([]);
  });
});

describe("what leaves the page", () => {
  test("the CSV has the rows of the table, with every digit", async () => {
    const { page } = await open();
    const [head, ...rows] = String(await save(page, "csv"))
      .trim()
      .split("\n");
    expect(head).toBe("point,x,y,class,closed form,whitened,likelihood");
    const cells = await tableRows(page);
    expect(rows.map((row) => row.split(","))).toStrictEqual(cells);
    const { classes } = await shown(page);
    const { rows: X, labels } = samplesOf(classes);
    const { data } = logistic.probabilities(logistic.fit(X, labels), X);
    cells.forEach((row, i) => expect(Number(row[4])).toBeCloseTo(data[2 * i + 1]!, 9));
  });

  test("the SVG stands on its own, the PNG is twice the size", async () => {
    const { page } = await open();
    const svg = String(await save(page, "svg"));
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/var\(|class=|role=/);
    expect(svg).toContain("linearGradient");
    const [, width] = /width="(\d+)"/.exec(svg)!;
    const png = await save(page, "png");
    expect(png.readUInt32BE(16)).toBe(2 * Number(width));
  });

  test.each(["#v=1&samples=unequal&prior=0.3&ridge=0.02", "#v=1&samples=separable"])(
    "the copied script prints the page's numbers in Node: %s",
    async (hash) => {
      const { page } = await open(hash);
      const { lines } = await shown(page);
      interface Printed {
        weights: number[];
        bias: number;
        code?: string;
        direction: number[];
      }
      const printed = (await runCopied(page, "logistic")) as unknown as Record<string, Printed>;
      for (const kind of ["closed", "whitened", "likelihood"] as const) {
        const { weights, bias, code, direction } = printed[kind]!;
        if (code !== undefined) {
          expect(code).toBe("SEPARABLE");
          const [x, y] = lines[kind]!;
          expect(direction[0]).toBeCloseTo(x! / Math.hypot(x!, y!), 9);
        } else [...weights, bias].forEach((value, i) => expect(value).toBeCloseTo(lines[kind]![i]!, 9)); // prettier-ignore
      }
      expect(printed.likelihood!.code).toBe(hash.includes("separable") ? "SEPARABLE" : undefined);
    },
  );
});

test("a point that is pointed at says its three probabilities", async () => {
  const { page } = await open();
  const [x, y] = await placeOf(page, 0, 3);
  await page.mouse.move(x, y);
  await frames(page);
  const { classes } = await shown(page);
  const { rows, labels } = samplesOf(classes);
  const probability = logistic.probabilities(logistic.fit(rows, labels), [rows[3]!]).data[1]!;
  const caption = (await page.textContent("#caption"))!;
  expect(caption).toMatch(/^Point 4, class 0\./);
  expect(caption).toContain(`closed form ${probability.toFixed(3)}`);
});

test("the Chinese page says the same in Chinese", async () => {
  const { page, problems } = await site.open("zh/logistic/");
  await running(page);
  expect(await page.textContent("h1")).toBe("训练循环能省掉吗？");
  expect(await number(page, "closed-loss")).toBe(0.302);
  expect(await page.getAttribute("#plane .pick", "aria-label")).toBe("点 33，类 1");
  expect(problems).toEqual([]);
});

test("figures that are off-screen do not draw", async () => {
  const { page } = await open("", { width: 390 });
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await frames(page, 6);
  const drawn = () => page.evaluate<number>("document.querySelector('#plane').drawn");
  const before = await drawn();
  await page.evaluate("document.querySelector('#reset').click()");
  await frames(page, 6);
  expect(await drawn()).toBe(before);
});
