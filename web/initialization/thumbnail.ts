import { append, line } from "../kit/svg.ts";
import { specOf } from "./evaluate.ts";
import type { Preset } from "./presets.ts";
import type { Runner } from "./runner.ts";

/** Draws a preset small, when the worker has time for it: the signal upwards, the gradient downwards. */
export function thumbnail(
  svg: SVGSVGElement,
  preset: Preset,
  width: number,
  height: number,
  runner: Runner,
): void {
  const floors = append(svg, "g");
  const threads = append(svg, "g");
  const y = (block: number): number => height - 4 - (block / preset.depth) * (height - 8);
  for (let block = 0; block <= 96; block += 8) {
    if (block > preset.depth) break;
    append(floors, "line", { x1: 6, x2: width - 6, y1: y(block), y2: y(block), style: "stroke: var(--rule)" }); // prettier-ignore
  }
  void runner.aside(specOf(preset)).then(({ result }) => {
    threads.replaceChildren();
    // Eight decades, the middle is 1.
    const x = (value: number): number => width / 2 + (Math.log10(value) * (width - 16)) / 8;
    for (const [values, tone] of [
      [result.predicted, "stroke: var(--limit); stroke-dasharray: 3 3"],
      [result.backward, "stroke: var(--q); stroke-width: 2"],
      [result.forward, "stroke: var(--p); stroke-width: 2"],
    ] as const) {
      append(threads, "path", { d: line(values.length, (i) => x(values[i]!), y), style: `fill: none; ${tone}` }); // prettier-ignore
    }
  });
}
