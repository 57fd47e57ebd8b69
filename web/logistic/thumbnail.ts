import type { Logistic } from "lemmata";
import { Frame } from "../kit/plane.ts";
import { append, set } from "../kit/svg.ts";
import { segmentAt } from "./boundary.ts";
import { evaluate } from "./evaluate.ts";
import type { Preset } from "./presets.ts";

/** Draws a preset small: its points, the line in closed form, and that of the likelihood. */
export function thumbnail(
  svg: SVGSVGElement,
  { classes, view }: Preset,
  width: number,
  height: number,
  logistic: Logistic,
): void {
  const frame = new Frame({ ...view, half: 0.85 * view.half }, width, height);
  classes.forEach((points, label) => {
    for (const [x, y] of points) {
      const at = { cx: frame.toX(x), cy: frame.toY(y), r: 1.5 };
      append(svg, "circle", { ...at, style: `fill: var(--${label === 0 ? "p" : "q"})` });
    }
  });
  const { closed, steps } = evaluate(logistic, { classes, prior: undefined, ridge: 0 });
  const styles = ["stroke: var(--r); stroke-width: 2.5", "stroke: var(--ink); stroke-width: 1.25"];
  [closed, steps.at(-1)].forEach((judged, i) => {
    const segment = judged && segmentAt(judged.model, 0, frame);
    if (segment !== undefined) set(append(svg, "line", { style: styles[i]! }), { ...segment });
  });
}
