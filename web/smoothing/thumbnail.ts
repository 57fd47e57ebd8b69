import type { Smoothing } from "lemmata";
import { linear } from "../kit/scale.ts";
import { append, line } from "../kit/svg.ts";
import { curvesAt, evenly, gatedCurve } from "./evaluate.ts";
import type { Preset } from "./presets.ts";

const view = { from: -3.2, to: 3.2 };

/** Draws a preset small: the function in blue, its smooth form in green, computed by the engine. */
export function thumbnail(
  svg: SVGSVGElement,
  preset: Preset,
  width: number,
  height: number,
  smoothing: Smoothing,
): void {
  const curves = curvesAt(smoothing, preset, evenly(view, 321));
  const { x, f, smoothed } = curves;
  const g = smoothed?.g ?? f;
  const px = linear([view.from, view.to], [1, width - 1]);
  const py = linear([Math.min(...f), Math.max(...f, ...g)], [height - 4, 4]);
  const draw = (y: Float64Array, style: string): void => {
    const d = line(x.length, (i) => px(x[i]!), (i) => py(y[i]!)); // prettier-ignore
    append(svg, "path", { d, style: `fill: none; ${style}` });
  };
  draw(f, "stroke: var(--p); stroke-width: 1.5");
  if (preset.gated) {
    const beside = gatedCurve(smoothing, preset.kernel, preset.width, x);
    draw(beside, "stroke: var(--ink-soft); stroke-width: 1.5; stroke-dasharray: 4 3");
  }
  draw(g, "stroke: var(--r); stroke-width: 2");
}
