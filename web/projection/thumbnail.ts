import type { Projection } from "lemmata";
import { append, short } from "../kit/svg.ts";
import { runOf } from "./evaluate.ts";
import { pointsOf } from "./points.ts";
import type { Preset } from "./presets.ts";
import { binned } from "./ratio-histogram.ts";

// So many points are enough to see the shape.
const count = 20;

/** Draws a preset small: the ratios as the engine finds them for a few points, and the band. */
export function thumbnail(
  svg: SVGSVGElement,
  { data, inputs, n, kind, seed, epsilon }: Preset,
  width: number,
  height: number,
  projection: Projection,
): void {
  const points = pointsOf(projection, data === "own" ? "cloud" : data, count, inputs);
  const { ratios } = runOf(projection, points, n, kind, seed);
  const end = 2;
  const bins = binned(ratios, end);
  const most = Math.max(...bins.map((bin) => bin.count));
  const x = (ratio: number): number => 4 + (ratio / end) * (width - 8);
  const left = x(1 - epsilon);
  append(svg, "rect", { x: left, y: 0, width: x(1 + epsilon) - left, height, style: "fill: var(--q); fill-opacity: 0.16" }); // prettier-ignore
  const half = (x(bins[1]!.to) - x(bins[1]!.from)) * 0.42;
  for (const [inside, style] of [
    [true, "fill: var(--r)"],
    [false, "fill: none; stroke: var(--warn); stroke-width: 1.25"],
  ] as const) {
    const d = bins.map((bin, k) => {
      const middle = (k * end) / (bins.length - 1);
      if (bin.count === 0 || Math.abs(middle - 1) <= epsilon !== inside) return "";
      const tall = Math.max(3, (bin.count / most) * (height - 6));
      return `M${short(x(middle) - half)} ${height}v${short(-tall)}h${short(2 * half)}v${short(tall)}`;
    });
    append(svg, "path", { d: d.join(""), style });
  }
}
