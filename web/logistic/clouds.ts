import type { GaussianDistances } from "lemmata";
import { directionOf, shapeOf, type Shape } from "../kit/ellipse.ts";
import type { Point } from "./presets.ts";

/** Mean and axes of a class, by the package. The axes are named as `before` names them, so that no handle jumps. */
export function shapeOfPoints(
  gaussian: GaussianDistances,
  points: readonly Point[],
  before: Shape | undefined,
): Shape {
  const { mean, covariance } = gaussian.fit(points);
  const shape = shapeOf(mean, covariance);
  if (before === undefined) return shape;
  let nearest = shape;
  let least = Infinity;
  for (let quarter = 0; quarter < 4; quarter++) {
    const angle = shape.angle + 90 * quarter;
    const turn = Math.abs(((((angle - before.angle) % 360) + 540) % 360) - 180);
    if (turn > least - 1e-9) continue;
    least = turn;
    const [along, across] = quarter % 2 === 0 ? [shape.along, shape.across] : [shape.across, shape.along]; // prettier-ignore
    nearest = { ...shape, along, across, angle: turned(angle) };
  }
  return nearest;
}

/** Moves points as their ellipse is moved, turned and stretched. */
export function carried(points: readonly Point[], from: Shape, to: Shape, grain: number): Point[] {
  const [c, s] = directionOf(from.angle);
  const [c1, s1] = directionOf(to.angle);
  const along = from.along > 0 ? to.along / from.along : 1;
  const across = from.across > 0 ? to.across / from.across : 1;
  return points.map(([px, py]) => {
    const [dx, dy] = [px - from.x, py - from.y];
    const [u, v] = [along * (c * dx + s * dy), across * (c * dy - s * dx)];
    return [rounded(to.x + c1 * u - s1 * v, grain), rounded(to.y + s1 * u + c1 * v, grain)];
  });
}

/** The value at the nearest multiple of 1/grain: addresses stay short, and no eye sees it. */
export function rounded(value: number, grain: number): number {
  return Math.round(value * grain) / grain;
}

/** How fine points are in a view of that half width: a power of ten. */
export function grainOf(half: number): number {
  return 10 ** Math.max(0, 4 - Math.floor(Math.log10(half)));
}

/** The same angle in (−180, 180]. */
export function turned(angle: number): number {
  const rest = angle % 360;
  return rest > 180 ? rest - 360 : rest <= -180 ? rest + 360 : rest;
}
