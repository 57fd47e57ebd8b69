import { load, type Network } from "lemmata";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { readHash, writeHash } from "../../web/kit/hash.ts";
import { wagers } from "../../web/penalty/bet-numbers.ts";
import { numbersOf, stateOf } from "../../web/penalty/model.ts";
import { edgesOf, flattened, layersOf, scaled } from "../../web/penalty/network.ts";
import { presets, type PresetName, type Sample } from "../../web/penalty/presets.ts";
import { codecs, defaults, limits, type PenaltyState } from "../../web/penalty/state.ts";
import { drag, dragFrames, paste, runCopied, save, tableRows, type } from "./hands.ts";
import { browse, frames, running } from "./site.ts";

const site = browse();
const { penalty } = await load();

interface Shown {
  probe: { x: number; y: number };
  gradient: number[];
  parameters: number[];
  scale: number;
  selected: number;
  left: number[];
  right: number[];
  mix: { input: number; parameter: number };
}

/** Waits until the network that the state asks for is trained and drawn. */
async function settled(page: Page): Promise<void> {
  await frames(page);
  await page.waitForSelector("html[data-training=settled]");
  await frames(page);
}

async function open(hash = "", visit = {}): Promise<{ page: Page; problems: string[] }> {
  const opened = await site.open(`penalty/${hash}`, visit);
  await running(opened.page);
  await settled(opened.page);
  return opened;
}

/** What the figures show, with every bit. */
function shown(page: Page): Promise<Shown> {
  return page.evaluate(() => {
    const of = (name: string) => document.querySelector(name) as unknown as Record<string, never>;
    const map = of("#map")["scene"] as unknown as Pick<Shown, "probe" | "gradient">;
    const { parameters, scale, selected } = of("#diagram")["scene"] as unknown as Shown;
    const { left, right } = of("#beam")["balance"] as unknown as Shown;
    const { input, parameter } = of("#pad")["mix"] as unknown as Shown["mix"];
    return {
      probe: map.probe,
      gradient: [...map.gradient],
      parameters: [...parameters],
      scale,
      selected,
      left: [...left],
      right: [...right],
      mix: { input, parameter },
    };
  });
}

/** The network of a state, trained in one go. */
function networkOf(state: PenaltyState): { network: Network; losses: Float64Array } {
  const begun = numbersOf(penalty, state.start);
  const trained = penalty.network(layersOf(begun));
  const { rate, inputPenalty, parameterPenalty, step } = state;
  let losses: Float64Array = new Float64Array();
  if (step > 0) {
    const X = state.samples.points.map(([x, y]) => [x, y]);
    const targets = state.samples.points.map(([, , target]) => [target]);
    ({ losses } = trained.train(X, targets, { loss: "squared", steps: step, rate, inputPenalty, parameterPenalty })); // prettier-ignore
  }
  const after = { ...begun, parameters: flattened(trained.weights()) };
  const numbers = { ...after, parameters: scaled(after, state.scale) };
  return { network: penalty.network(layersOf(numbers)), losses };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
const text = (page: Page, slot: string) => page.textContent(`.readout [data-slot=${slot}]`);
const number = async (page: Page, slot: string) => Number(await text(page, slot));
const handle = (figure: string, name: string) => `${figure} [aria-label="${name}"] .hit`;
const probe = handle("#map", "Probe");
const factor = handle("#diagram", "Factor of all weights");
const weight = "#diagram [aria-label^='Weight of layer'] .hit";
const press = async (page: Page, selector: string, ...keys: string[]): Promise<Shown> => {
  await page.focus(selector.replace(" .hit", ""));
  for (const key of keys) await page.keyboard.press(key);
  await frames(page);
  return shown(page);
};

describe("the numbers on the page", () => {
  test("of every preset are the package's, and its thumbnail is the engine's", async () => {
    const { page, problems } = await open();
    await page.locator(".presets").scrollIntoViewIfNeeded();
    const states: [string, PenaltyState][] = [["", defaults]];
    for (const name of Object.keys(presets) as PresetName[]) states.push([name, stateOf(name)]);
    for (const [name, state] of states) {
      if (name !== "") {
        await page.click(`[data-preset=${name}]`);
        await settled(page);
        expect(await page.getAttribute(`[data-preset=${name}]`, "aria-pressed")).toBe("true");
        expect(await page.locator(`[data-preset=${name}] svg path`).count()).toBe(5);
      }
      const { network } = networkOf(state);
      const { x, y } = state.probe;
      const { input } = network.gradients([x, y], "sum");
      const inequality = network.inequality([x, y], "sum", state.norm);
      const now = await shown(page);
      // Trained in pieces by a worker, and in one go here: the same bits.
      expect(now.parameters).toStrictEqual([...flattened(network.weights())]);
      expect(now.gradient).toStrictEqual([...input]);
      if (state.mode === "probe") {
        expect(sum(now.left)).toBeCloseTo(inequality.left, 9);
        expect(sum(now.right)).toBeCloseTo(inequality.right, 9);
        expect(await number(page, "ratio")).toBeCloseTo(inequality.ratio, 3);
      }
      expect(await text(page, "input")).toBe(String(Number(inequality.inputGradientSquared.toPrecision(4)))); // prettier-ignore
      expect(await page.isVisible("#fault")).toBe(["finished", "norm", "dead"].includes(name));
      expect(await page.textContent("main")).not.toContain("NaN");
    }
    expect(problems).toEqual([]);
  });

  test("layer by layer the left is never the heavier, and the layers add up", async () => {
    const { page } = await open();
    const { left, right } = await shown(page);
    expect(left).toHaveLength(3);
    left.forEach((part, t) => expect(part).toBeLessThanOrEqual(right[t]!));
    for (let t = 0; t < 3; t++) {
      expect(await number(page, `left-${t}`)).toBeCloseTo(left[t]!, 2);
      expect(await number(page, `ratio-${t}`)).toBeCloseTo(left[t]! / right[t]!, 3);
    }
    const slots = await page.$$eval(".formula .wide [data-slot]", (all) =>
      all.map((e) => Number(e.textContent)),
    );
    const [input, terms, product, parameter] = slots as [number, number, number, number];
    expect(slots).toHaveLength(4);
    expect(input * terms).toBeCloseTo(product, 2);
    expect(product).toBeLessThan(parameter);
    // Checked by differences of f, which round.
    expect(await text(page, "difference")).toMatch(/× 10⁻(⁹|¹)/);
  });

  test("the bet's numbers are three trainings, and punishing parameters quiets both", async () => {
    const { page } = await open();
    const reveal = (slot: string) => page.textContent(`#bet-reveal [data-slot=${slot}]`).then(Number); // prettier-ignore
    await expect.poll(() => reveal("bet-parameter-parameter")).toBeGreaterThan(0);
    const found: Record<string, { input: number; parameter: number }> = {};
    for (const [name, change] of Object.entries(wagers)) {
      const network = penalty.network(layersOf(numbersOf(penalty, defaults.start)));
      const X = defaults.samples.points.map(([x, y]) => [x, y]);
      const targets = defaults.samples.points.map(([, , target]) => [target]);
      network.train(X, targets, { loss: "squared", steps: limits.steps + 1, rate: defaults.rate, ...change, onStep: (_, report) => void (found[name] = report) }); // prettier-ignore
      expect(await reveal(`bet-${name}-input`)).toBeCloseTo(found[name]!.input, 2);
      expect(await reveal(`bet-${name}-parameter`)).toBeCloseTo(found[name]!.parameter, 2);
    }
    const { none, input, parameter } = found as Record<keyof typeof wagers, { input: number; parameter: number }>; // prettier-ignore
    expect(parameter.input).toBeLessThan(none.input / 2);
    expect(parameter.parameter).toBeLessThan(none.parameter / 2);
    expect(input.parameter).toBeGreaterThan(none.parameter / 2);
    await page.click("[data-choice='0']");
    expect(await page.textContent("#bet-verdict")).toBe("You were right. ");
    await page.click("#try-penalty");
    await settled(page);
    expect((await shown(page)).mix).toStrictEqual({ input: 0, parameter: 0.03 });
  });

  test("the mean of the samples' sides holds; the mean gradient breaks it, with a way back", async () => {
    const { page } = await open("#v=1&mode=mean");
    const { network } = networkOf(defaults);
    const loss = ({ 2: t }: Sample) => ({ squaredError: [t] });
    const rows = defaults.samples.points.map((s) => network.inequality([s[0], s[1]], loss(s)));
    const mean = (pick: (row: (typeof rows)[0]) => number) => sum(rows.map(pick)) / rows.length;
    const { left, right } = await shown(page);
    expect(sum(left)).toBeCloseTo(mean((row) => row.left), 9); // prettier-ignore
    expect(sum(right)).toBeCloseTo(mean((row) => row.right), 9); // prettier-ignore
    expect(sum(left)).toBeLessThan(sum(right));
    expect(await page.isVisible("#fault")).toBe(false);
    await page.click("#mode-batch");
    await frames(page);
    const broken = await shown(page);
    const total = new Float64Array(network.parameters);
    for (const s of defaults.samples.points) {
      flattened(network.gradients([s[0], s[1]], loss(s))).forEach((g, i) => (total[i]! += g / rows.length)); // prettier-ignore
    }
    expect(sum(broken.right)).toBeCloseTo(total.reduce((a, g) => a + g * g, 0), 12); // prettier-ignore
    expect(sum(broken.left)).toBeGreaterThan(sum(broken.right));
    await page.click("#fault-fix");
    await frames(page);
    expect(await page.getAttribute("#mode-mean", "aria-pressed")).toBe("true");
    expect(await page.isVisible("#fault")).toBe(false);
  });
});

describe("dragging", () => {
  test("the probe weighs anew; undo and redo restore every bit", async () => {
    const { page } = await open();
    const before = await shown(page);
    await drag(page, probe, -60, 40);
    const after = await shown(page);
    expect(after.probe.x).toBeLessThan(before.probe.x - 0.4);
    expect(after.probe.y).toBeLessThan(before.probe.y - 0.2);
    expect(after.parameters).toStrictEqual(before.parameters);
    const { network } = networkOf(defaults);
    const { left } = network.inequality([after.probe.x, after.probe.y], "sum");
    expect(sum(after.left)).toBeCloseTo(left, 9);
    await page.click("#undo");
    await frames(page);
    expect(await shown(page)).toStrictEqual(before);
    expect(await page.isDisabled("#undo")).toBe(true);
    await page.keyboard.press("Control+Shift+z");
    await frames(page);
    expect(await shown(page)).toStrictEqual(after);
    // A press on the land brings the probe there, and holds it: one step of undo.
    await page.locator("#map").scrollIntoViewIfNeeded();
    const box = (await page.locator("#map").boundingBox())!;
    await page.mouse.move(box.x + 50, box.y + box.height - 50);
    await page.mouse.down();
    await frames(page);
    expect((await shown(page)).probe.x).toBeLessThan(-1);
    await page.mouse.move(box.x + 90, box.y + box.height - 50, { steps: 4 });
    await page.mouse.up();
    await frames(page);
    expect((await shown(page)).probe.x).toBeGreaterThan(-1.1);
    await page.click("#undo");
    await frames(page);
    expect(await shown(page)).toStrictEqual(after);
    await page.click("#reset");
    await frames(page);
    expect(await shown(page)).toStrictEqual(before);
  });

  test("a weight's line is taken where it is, and the whole page follows", async () => {
    const { page } = await open();
    const before = await shown(page);
    await page.locator("#diagram").scrollIntoViewIfNeeded();
    // The last line of all: from the lowest neuron of the second hidden column to f.
    const box = (await page.locator("#diagram").boundingBox())!;
    const [from, to] = await page.evaluate(() => {
      const rings = [...document.querySelector("#diagram")!.shadowRoot!.querySelectorAll(".neuron")]; // prettier-ignore
      return rings.slice(-2).map((ring) => [Number(ring.getAttribute("cx")), Number(ring.getAttribute("cy"))]); // prettier-ignore
    });
    const [x, y] = [box.x + 0.6 * from![0]! + 0.4 * to![0]!, box.y + 0.6 * from![1]! + 0.4 * to![1]!]; // prettier-ignore
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y - 50, { steps: 5 });
    await page.mouse.up();
    await settled(page);
    const after = await shown(page);
    expect(after.selected).toBe(edgesOf([2, 8, 8, 1]).length - 1);
    const at = before.parameters.length - 2;
    expect(after.parameters[at]).toBeCloseTo(before.parameters[at]! + 1, 2);
    expect(after.parameters.filter((value, i) => value !== before.parameters[i])).toHaveLength(1);
    expect(after.left).not.toStrictEqual(before.left);
    // What was trained is now where training begins.
    expect(await page.inputValue("#field-step")).toBe("0");
    await page.click("#undo");
    await settled(page);
    expect({ ...(await shown(page)), selected: 0 }).toStrictEqual(before);
  });

  test("the factor multiplies weights and no bias; the triangle trains anew", async () => {
    const { page } = await open();
    const before = await shown(page);
    await drag(page, factor, 60, 0);
    const after = await shown(page);
    expect(after.scale).toBeGreaterThan(1.3);
    const edges = new Set(edgesOf([2, 8, 8, 1]).map(({ at }) => at));
    after.parameters.forEach((value, i) => {
      expect(value).toBe(before.parameters[i]! * (edges.has(i) ? after.scale : 1));
    });
    await drag(page, factor, -58, 0);
    expect(await shown(page)).toStrictEqual(before);
    await drag(page, handle("#pad", "Penalties of training"), 30, -40);
    await settled(page);
    const trained = await shown(page);
    expect(trained.mix.input).toBeGreaterThan(0.02);
    expect(trained.mix.parameter).toBeGreaterThan(0.01);
    const { input, parameter } = trained.mix;
    const { network, losses } = networkOf({ ...defaults, inputPenalty: input, parameterPenalty: parameter }); // prettier-ignore
    expect(trained.parameters).toStrictEqual([...flattened(network.weights())]);
    const drawn = await page.evaluate(() => {
      const chart = document.querySelector("#learning") as unknown as {
        data: { series: { x: number[]; y: number[] }[] };
      };
      const { x, y } = chart.data.series[2]!;
      return x.map((step, k) => [step, y[k]!] as const);
    });
    for (const [step, log] of drawn.filter(([k]) => k < 400)) {
      expect(log).toBeCloseTo(Math.log10(losses[step]!), 9);
    }
    // Beyond the slanted side both give way, and neither leaves its range.
    await drag(page, handle("#pad", "Penalties of training"), 400, -400);
    const { mix } = await shown(page);
    expect(mix.input / limits.inputPenalty + mix.parameter / limits.parameterPenalty).toBeLessThan(1.001); // prettier-ignore
  });

  test("draws at most once a frame, however often the pointer reports", async () => {
    const { page } = await open();
    for (const [name, figure] of [[probe, "#map"], [weight, "#diagram"]] as const) {
      const log = await dragFrames(page, name, figure);
      expect(log.draws).toBeGreaterThan(10);
      expect(log.draws).toBeLessThanOrEqual(log.frames + 1);
      console.log(`${figure}: ${log.moves} moves, ${log.draws} draws, frame p95 ${log.p95.toFixed(1)} ms, ${log.long} long tasks`); // prettier-ignore
    } // prettier-ignore
  });

  test("a finger brings the probe, chooses a weight, and drags its knob", async () => {
    const { page, problems } = await open("", { width: 390 });
    const before = await shown(page);
    await page.locator("#map").scrollIntoViewIfNeeded();
    const map = (await page.locator("#map").boundingBox())!;
    await page.touchscreen.tap(map.x + 40, map.y + map.height - 60);
    await frames(page);
    const tapped = await shown(page);
    expect(tapped.probe.x).toBeLessThan(-1);
    await page.click("#undo");
    await page.locator("#diagram").scrollIntoViewIfNeeded();
    const [x, y] = await page.evaluate(() => {
      const root = document.querySelector("#diagram")!;
      const lines = root.shadowRoot!.querySelectorAll(".edge");
      const line = lines[lines.length - 1]!;
      const at = (name: string) => Number(line.getAttribute(name));
      const box = root.getBoundingClientRect();
      return [box.x + (at("x1") + at("x2")) / 2, box.y + (at("y1") + at("y2")) / 2] as const;
    });
    await page.touchscreen.tap(x, y);
    await frames(page);
    expect((await shown(page)).selected).toBe(before.parameters.length - 17 - 1);
    expect((await shown(page)).parameters).toStrictEqual(before.parameters);
    expect(problems).toEqual([]);
  });
});

describe("keys and fields", () => {
  test("arrows move the probe, weights, the factor, the penalties and the step", async () => {
    const { page } = await open();
    const at = await shown(page);
    const moved = await press(page, probe, "ArrowRight", "Shift+ArrowUp", "Alt+ArrowLeft");
    expect(moved.probe.x).toBeCloseTo(at.probe.x + 0.045, 9);
    expect(moved.probe.y).toBeCloseTo(at.probe.y + 0.5, 9);
    const third = await press(page, weight, "ArrowRight", "ArrowRight");
    expect(third.selected).toBe(2);
    expect(third.parameters).toStrictEqual(at.parameters);
    const heavier = await press(page, weight, "ArrowUp", "ArrowUp", "Alt+ArrowDown");
    expect(heavier.parameters[2]).toBeCloseTo(at.parameters[2]! + 0.095, 2);
    const larger = await press(page, factor, "ArrowRight");
    expect(larger.scale).toBe(1.05);
    expect((await press(page, factor, "End")).scale).toBe(4);
    const pad = handle("#pad", "Penalties of training");
    const mixed = await press(page, pad, "ArrowRight", "ArrowUp", "ArrowUp");
    expect(mixed.mix.input).toBeCloseTo(0.02 * limits.inputPenalty, 9);
    expect(mixed.mix.parameter).toBeCloseTo(0.04 * limits.parameterPenalty, 9);
    await settled(page);
    await press(page, handle("#learning", "Step of training"), "Shift+ArrowRight", "ArrowRight");
    expect(await page.inputValue("#field-step")).toBe("55");
    // A held key is one step of undo.
    await page.focus(probe.replace(" .hit", ""));
    const held = await shown(page);
    for (let i = 0; i < 4; i++) await page.keyboard.down("ArrowLeft");
    await page.keyboard.up("ArrowLeft");
    await frames(page);
    expect((await shown(page)).probe.x).toBeCloseTo(held.probe.x - 0.2, 9);
    await page.keyboard.press("Control+z");
    await settled(page);
    expect((await shown(page)).probe).toStrictEqual(held.probe);
  });

  test("each handle has a number field that does the same, and sliders say what they are", async () => {
    const { page } = await open();
    expect(await page.getAttribute(probe.replace(" .hit", ""), "aria-valuetext")).toMatch(/^0\.90, 0\.35: f -?\d\.\d{3}, input gradient/); // prettier-ignore
    expect(await page.getAttribute(weight.replace(" .hit", ""), "aria-label")).toBe("Weight of layer 1, from neuron 1 to neuron 1"); // prettier-ignore
    await page.waitForFunction(() => document.querySelector("#summary")?.textContent);
    expect(await page.textContent("#summary")).toMatch(/^At the probe: left \d/);
    await type(page, "#field-x", "-0,4");
    await type(page, "#field-y", "0.25");
    await type(page, "#field-edge", "80");
    await type(page, "#field-weight", "-1.5");
    await type(page, "#field-scale", "2");
    await settled(page);
    const { probe: place, selected, parameters, scale } = await shown(page);
    expect(place).toStrictEqual({ x: -0.4, y: 0.25 });
    expect(selected).toBe(79);
    expect(parameters[edgesOf([2, 8, 8, 1])[79]!.at]).toBe(-3);
    expect(scale).toBe(2);
    await type(page, "#field-input", "0.1");
    await type(page, "#field-parameter", "9");
    expect((await shown(page)).mix).toStrictEqual({ input: 0.1, parameter: limits.parameterPenalty }); // prettier-ignore
    await type(page, "#field-rate", "none");
    expect(await page.inputValue("#field-rate")).toBe("0.2");
    await type(page, "#field-seed", "12");
    await settled(page);
    await type(page, "#field-step", "40");
    await type(page, "#field-scale", "1");
    await page.click("#norm-product");
    await settled(page);
    const state = { ...defaults, start: { ...defaults.start, seed: 12 }, step: 40, inputPenalty: 0.1, parameterPenalty: limits.parameterPenalty }; // prettier-ignore
    const { network } = networkOf(state);
    expect((await shown(page)).parameters).toStrictEqual([...flattened(network.weights())]);
    const { ratio } = network.inequality([-0.4, 0.25], "sum", "product");
    expect(await number(page, "ratio")).toBeCloseTo(ratio, 3);
    await page.click("#new-seed");
    await settled(page);
    expect(await page.inputValue("#field-seed")).toBe("13");
    await page.click("#activation-relu");
    await settled(page);
    expect(await page.evaluate(() => location.hash)).toContain("relu-2-8-8-1-seed-13");
  });
});

describe("training", () => {
  test("plays to the end as one step of undo, pauses, steps and rewinds", async () => {
    const { page } = await open();
    const before = await shown(page);
    const step = () => page.inputValue("#field-step");
    await page.click("#rewind");
    await frames(page);
    expect(await step()).toBe("0");
    expect((await shown(page)).parameters).toStrictEqual([...numbersOf(penalty, defaults.start).parameters]); // prettier-ignore
    await page.click("#one-step");
    await frames(page);
    expect(await step()).toBe("1");
    const { network } = networkOf({ ...defaults, step: 1 });
    expect((await shown(page)).parameters).toStrictEqual([...flattened(network.weights())]);
    await page.click("#train");
    await expect.poll(async () => Number(await step())).toBeGreaterThan(20);
    expect(await page.textContent("#train")).toBe("Pause");
    await page.click("#train");
    await frames(page);
    const paused = await step();
    expect(Number(paused)).toBeLessThan(600);
    await page.waitForTimeout(200);
    expect(await step()).toBe(paused);
    await type(page, "#field-step", "570");
    await settled(page);
    await page.click("#train");
    await expect.poll(step, { timeout: 60_000 }).toBe("600");
    await expect.poll(() => page.textContent("#train")).toBe("Train");
    for (const expected of ["570", paused, "1", "0", "400"]) {
      await page.click("#undo");
      await frames(page);
      expect(await step()).toBe(expected);
    }
    expect((await shown(page)).parameters).toStrictEqual(before.parameters);
    // Where motion is not wanted, fifty steps at a time.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.click("#train");
    await frames(page);
    expect(await step()).toBe("450");
  });

  test("that leaves finite numbers stops at the last of them, and offers a smaller rate", async () => {
    const { page, problems } = await open("#v=1&rate=5&step=600&start=relu-2-8-8-1-seed-7");
    await expect.poll(() => page.isVisible("#fault")).toBe(true);
    const message = (await page.textContent("#fault-text"))!;
    expect(message).toMatch(/^Step \d+ leads beyond finite numbers: with η = 5/);
    expect(await page.textContent("main")).not.toContain("NaN");
    for (let i = 0; i < 4 && (await page.isVisible("#fault")); i++) {
      await page.click("#fault-fix");
      await settled(page);
    }
    expect(await page.isVisible("#fault")).toBe(false);
    expect(Number(await page.inputValue("#field-rate"))).toBeLessThan(2);
    expect(problems).toEqual([]);
  });

  test("can be stopped, says so, and goes on when asked", async () => {
    const { page } = await open();
    const rows = Array.from({ length: 150 }, (_, i) => `${Math.sin(i)},${Math.cos(2 * i)},${i % 2}`); // prettier-ignore
    await page.click("#own-data");
    await page.fill("#data-text", rows.join("\n"));
    await page.evaluate(async () => {
      const stop = document.querySelector<HTMLButtonElement>("#stop")!;
      document.querySelector<HTMLElement>("#data-use")!.click();
      while (stop.disabled) await new Promise((done) => requestAnimationFrame(done));
      stop.click();
    });
    await frames(page);
    expect(await page.textContent("#fault-text")).toMatch(/^You stopped the training at step \d+\.$/); // prettier-ignore
    await page.click("#fault-fix");
    await settled(page);
    expect(await page.isVisible("#fault")).toBe(false);
  });

  test("whose worker does not come is a named fault, and the page stays", async () => {
    const { page } = await site.open("penalty/", {
      prepare: (context) => context.route(/training-worker/, (route) => route.abort()),
    });
    await running(page);
    await expect.poll(() => page.isVisible("#fault")).toBe(true);
    expect(await page.textContent("#fault-text")).toMatch(/^Training did not start/);
    // The network before its training is there to be weighed.
    expect((await shown(page)).parameters).toStrictEqual([...numbersOf(penalty, defaults.start).parameters]); // prettier-ignore
    expect(await page.textContent("main")).not.toContain("NaN");
  });
});

describe("what the theorem does not cover", () => {
  test("dead ReLUs, the wrong norm and a finished training say why, and a tap mends each", async () => {
    const { page, problems } = await open();
    const choose = async (name: PresetName): Promise<string> => {
      await page.click(`[data-preset=${name}]`);
      await settled(page);
      return (await page.textContent("#fault-text"))!;
    };
    const mend = async (): Promise<void> => {
      await page.click("#fault-fix");
      await settled(page);
      expect(await page.isVisible("#fault")).toBe(false);
    };
    expect(await choose("dead")).toMatch(/^Layer 2 is given nothing/);
    expect(sum((await shown(page)).left)).toBe(0);
    await mend();
    expect(Math.hypot(...(await shown(page)).gradient)).toBeGreaterThan(0);
    expect(await choose("norm")).toMatch(/^The left plate is heavier: the largest entry/);
    expect(await number(page, "ratio")).toBeGreaterThan(1);
    await mend();
    expect(await number(page, "ratio")).toBeLessThan(1);
    expect(await choose("finished")).toMatch(/^The left plate is heavier: in the mean gradient/);
    const finished = await shown(page);
    expect(sum(finished.right)).toBeLessThan(1e-20);
    expect(sum(finished.left)).toBeGreaterThan(0.1);
    await mend();
    await page.click("[data-preset=linear]");
    await settled(page);
    // One linear layer leaves no gap.
    const { left, right } = await shown(page);
    expect(left[0]! / right[0]!).toBeCloseTo(1, 12);
    expect(problems).toEqual([]);
  });
});

describe("the address", () => {
  test("brings back the whole state, bit for bit, in either language", async () => {
    const { page } = await open();
    await drag(page, probe, -33, 21);
    await press(page, weight, "ArrowUp");
    await page.click("#norm-frobenius");
    await type(page, "#field-step", "30");
    await settled(page);
    const { selected: _, ...state } = await shown(page);
    await page.click("#link");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain("#v=1&start=tanh-2-8-8-1_");
    await page.click("#language");
    await running(page);
    await settled(page);
    expect(new URL(page.url()).pathname).toBe("/zh/penalty/");
    expect(await shown(page)).toMatchObject(state);
    expect(await page.getAttribute("#norm-frobenius", "aria-pressed")).toBe("true");
    await page.goto("about:blank");
    await page.goto(link);
    await running(page);
    await settled(page);
    expect(await shown(page)).toMatchObject(state);
    // What is not an address of this page is the opening.
    for (const hash of ["v=1&start=tanh-2-9-1-seed-1", "v=1&start=relu-2-1_1,2", "v=1&start=tanh-2-8-8-1-seed--1", "v=1&samples=1,2", "v=1&samples=1,2,3,4", "v=1&probe=NaN,1&step=1.5&norm=none&scale=99&mode=", "%", "v=9&step=3"]) {
      await page.evaluate((written) => (location.hash = written), hash);
      await settled(page);
      expect((await shown(page)).parameters).toStrictEqual([...flattened(networkOf(defaults).network.weights())]); // prettier-ignore
    } // prettier-ignore
  });

  test("of random states is read back, and no mutation of it throws", () => {
    let seed = 8796;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let n = 0; n < 300; n++) {
      const numbers = Array.from({ length: 17 }, () => 6 * random() - 3);
      const points = Array.from({ length: 2 + Math.floor(4 * random()) }, (): Sample => [random(), -random(), random()]); // prettier-ignore
      const start =
        random() < 0.5
          ? { sizes: [2, 4, 1], activation: "relu" as const, seed: undefined, numbers }
          : { sizes: [2, 8, 8, 1], activation: "tanh" as const, seed: n, numbers: undefined };
      const state: PenaltyState = {
        start,
        samples: random() < 0.5 ? defaults.samples : { name: undefined, points },
        step: Math.floor(600 * random()),
        rate: 0.01 + random(),
        inputPenalty: limits.inputPenalty * random(),
        parameterPenalty: limits.parameterPenalty * random(),
        scale: 0.25 + random(),
        probe: { x: 4 * random() - 2, y: random() },
        norm: random() < 0.5 ? "product" : "max",
        mode: random() < 0.5 ? "batch" : "mean",
      };
      const hash = writeHash(state, defaults, codecs);
      expect(readHash(hash, defaults, codecs)).toStrictEqual(state);
      const at = Math.floor(hash.length * random());
      readHash(hash.slice(0, at) + String.fromCharCode(33 + Math.floor(90 * random())) + hash.slice(at + 1), defaults, codecs); // prettier-ignore
    }
  });
});

describe("own data and what leaves the page", () => {
  test("three columns are samples; what cannot be used is refused", async () => {
    const { page, problems } = await open();
    await paste(page, "1,2\n3,4");
    expect(await page.textContent("#data-error")).toBe("Three columns of numbers are needed; 2 were found."); // prettier-ignore
    for (const [data, message] of [
      ["1,2,3", "1 row was found; at least 2 are needed."],
      ["1,2,3\n4,5,600", "Row 2: 600 is beyond ±20, where this figure ends."],
      [Array.from({ length: 151 }, () => "1,2,3").join("\n"), "151 rows were found; at most 150 are used."], // prettier-ignore
    ] as const) {
      await page.fill("#data-text", data);
      await page.click("#data-use");
      expect(await page.textContent("#data-error")).toBe(message);
    }
    const points: Sample[] = [[0, 0, 1], [6, 1, -1], [5, 7, 0.5], [1, 4, -0.25]]; // prettier-ignore
    await page.fill("#data-text", `x,y,target\n${points.map((p) => p.join()).join("\n")}`);
    await page.click("#data-use");
    await settled(page);
    const { network } = networkOf({ ...defaults, samples: { name: undefined, points } });
    const now = await shown(page);
    expect(now.parameters).toStrictEqual([...flattened(network.weights())]);
    expect(now.probe).toStrictEqual({ x: 3, y: 3.5 });
    await page.click("#undo");
    await settled(page);
    expect((await shown(page)).probe).toStrictEqual(defaults.probe);
    expect(problems).toEqual([]);
  });

  test("CSV, SVG, PNG and the copied script are what the page shows", async () => {
    const { page, problems } = await open("#v=1&parameterPenalty=0.01&probe=-0.5,0.2");
    const [head, ...rows] = String(await save(page, "csv"))
      .trim()
      .split("\n");
    expect(head).toBe("place,x,y,left,right,ratio");
    const cells = await tableRows(page);
    expect(rows.map((row) => row.split(","))).toStrictEqual(cells);
    expect(cells).toHaveLength(161);
    const { network } = networkOf({ ...defaults, parameterPenalty: 0.01 });
    for (const [, x, y, left, right] of cells) {
      const found = network.inequality([Number(x), Number(y)], "sum");
      expect(Number(left)).toBeCloseTo(found.left, 9);
      expect(Number(right)).toBeCloseTo(found.right, 9);
      expect(Number(left)).toBeLessThanOrEqual(Number(right));
    }
    const svg = String(await save(page, "svg"));
    expect(svg).toMatch(/^<svg /);
    expect(svg).not.toMatch(/var\(|class=|role=/);
    // The land is within the file, not beside it.
    expect(svg).toMatch(/<image [^>]*href="data:image\/png;base64,/);
    const [, width] = /width="(\d+)"/.exec(svg)!;
    const png = await save(page, "png");
    expect(png.readUInt32BE(16)).toBe(2 * Number(width));
    for (const hash of ["", "v=1&start=relu-2-8-8-1-seed-3&step=120&scale=1.5&norm=frobenius&inputPenalty=0.05", "v=1&start=tanh-2-1_0.8,0.5,0.1&step=0&samples=halves"]) {
      await page.evaluate((written) => (location.hash = written), hash);
      await settled(page);
      const now = await shown(page);
      const printed = (await runCopied(page, "penalty")) as { input: number[]; left: number; right: number; losses: number[] }; // prettier-ignore
      printed.input.forEach((value, i) => expect(value).toBeCloseTo(now.gradient[i]!, 9));
      expect(printed.left).toBeCloseTo(sum(now.left), 9);
      expect(printed.right).toBeCloseTo(sum(now.right), 9);
      expect(printed.losses).toHaveLength(Number(await page.inputValue("#field-step")));
    } // prettier-ignore
    expect(problems).toEqual([]);
  });
});
