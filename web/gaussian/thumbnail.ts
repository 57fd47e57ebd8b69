import type { GaussianDistances } from "lemmata";
import { append } from "../kit/svg.ts";
import { shapeAt } from "./evaluate.ts";
import type { Preset } from "./presets.ts";
import { placeEllipse } from "../kit/ellipse.ts";
import { momentsOf } from "./shape.ts";
import { Frame } from "../kit/plane.ts";

/** Draws a preset small: both Gaussians, and the one between them as the package finds it. */
export function thumbnail(
  svg: SVGSVGElement,
  { p, q, t }: Preset,
  width: number,
  height: number,
  gaussian: GaussianDistances,
): void {
  const middle = { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
  const reach = Math.max(...[p, q].map((shape) => Math.abs(shape.x - middle.x) + 2 * shape.along));
  const tall = Math.max(...[p, q].map((shape) => Math.abs(shape.y - middle.y) + 1.6 * shape.along));
  const half = Math.max(reach, (tall * width) / height / 1.5, 2.4);
  const frame = new Frame({ ...middle, half }, width, height);
  const between = shapeAt(gaussian, momentsOf(p, "2"), momentsOf(q, "2"), t);
  for (const [shape, tone] of [[p, "p"], [q, "q"]] as const) {
    const style = `fill: var(--${tone}); fill-opacity: 0.16; stroke: var(--${tone}); stroke-width: 1.75`;
    placeEllipse(append(svg, "ellipse", { style }), frame, shape, 1.5);
  } // prettier-ignore
  const style = "fill: none; stroke: var(--r); stroke-width: 1.75; stroke-dasharray: 4 3";
  placeEllipse(append(svg, "ellipse", { style }), frame, between, 1.5);
}
