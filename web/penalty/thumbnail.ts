import type { Penalty } from "lemmata";
import { Frame } from "../kit/plane.ts";
import { append, set } from "../kit/svg.ts";
import { slopeOf } from "./balance-beam.ts";
import { atProbe, Held, overSamples, shownNumbers, total, weighed } from "./evaluate.ts";
import { isoline } from "./isolines.ts";
import { numbersOf, stateOf, taskOf, viewOf } from "./model.ts";
import type { Numbers } from "./network.ts";
import type { PresetName } from "./presets.ts";
import type { Training } from "./training.ts";

const cell = 4;
const levels = [-1, -0.5, 0, 0.5, 1];

/** Draws a preset small: the lines of equal f, the samples, and how the beam would lean. */
export function thumbnail(
  svg: SVGSVGElement,
  name: PresetName,
  trained: Numbers,
  width: number,
  height: number,
  penalty: Penalty,
): void {
  const state = stateOf(name);
  const held = new Held(penalty, shownNumbers(trained, state.scale));
  const view = viewOf(state.samples.points);
  const land = height - 14;
  const frame = new Frame({ ...view, half: 0.8 * view.half }, width, land);
  const [cols, rows] = [Math.ceil(width / cell) + 1, Math.ceil(land / cell) + 1];
  const [dx, dy] = [width / (cols - 1), land / (rows - 1)];
  const places = Array.from({ length: cols * rows }, (_, at) => [
    frame.fromX((at % cols) * dx),
    frame.fromY(Math.floor(at / cols) * dy),
  ]);
  const grid = { values: held.network.forward(places).data, cols, rows };
  for (const level of levels) {
    const tone = level < 0 ? "p" : level > 0 ? "q" : "ink";
    const style = `fill: none; stroke: var(--${tone}); stroke-width: ${level === 0 ? 2 : 1}`;
    append(svg, "path", { d: isoline(grid, level, dx, dy), style });
  }
  const probe = atProbe(held, state.probe, state.norm);
  const sides = weighed(state.mode, probe, overSamples(held, state.samples.points, state.norm));
  const slope = slopeOf(total(sides.left), total(sides.right));
  const beam = append(svg, "line", { style: "stroke: var(--ink); stroke-width: 2.5; stroke-linecap: round" }); // prettier-ignore
  const [x, y] = [width / 2, height - 7];
  const rise = 26 * Math.tan((slope * Math.PI) / 180);
  set(beam, { x1: x - 26, x2: x + 26, y1: y - rise, y2: y + rise });
  held.dispose();
}

const known = new Map<PresetName, Promise<Numbers>>();

/** A preset's network, trained once by the worker. */
export function trainedPreset(
  penalty: Penalty,
  training: Training,
  name: PresetName,
): Promise<Numbers> {
  const state = stateOf(name);
  const begun = numbersOf(penalty, state.start);
  if (state.step === 0) return Promise.resolve(begun);
  let found = known.get(name);
  if (found === undefined) {
    found = training.aside(taskOf(begun, state)).then(({ snapshots, last }) => ({
      ...begun,
      parameters: snapshots[Math.min(state.step, last)]!,
    }));
    known.set(name, found);
  }
  return found;
}
