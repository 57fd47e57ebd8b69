import type { Gaussian } from "lemmata";
import { directionOf, type Shape } from "../kit/ellipse.ts";
import type { View } from "../kit/plane.ts";

/** Standard deviations stop here: a thinner ellipse could not be seen, nor taken hold of. */
export const leastSigma = 0.02;

export type Dimension = "1" | "2";

/** The mean and covariance that the package is given. */
export type Moments = Gaussian & { mean: readonly number[]; covariance: readonly number[][] };

export function momentsOf({ x, y, along, across, angle }: Shape, dimension: Dimension): Moments {
  if (dimension === "1") return { mean: [x], covariance: [[along * along]] };
  const [c, s] = directionOf(angle);
  const [a, b] = [along * along, across * across];
  const cross = (a - b) * c * s;
  return {
    mean: [x, y],
    covariance: [
      [a * c * c + b * s * s, cross],
      [cross, a * s * s + b * c * c],
    ],
  };
}

/** The line through both centres, as far as a view reaches; horizontal where the centres coincide. */
export function lineOfCentres(
  p: Shape,
  q: Shape,
  view: View,
  dimension: Dimension,
): { from: number[]; to: number[]; centres: readonly [number, number]; same: boolean } {
  if (dimension === "1") {
    const share = (x: number): number => (x - view.x) / (2 * view.half) + 0.5;
    const [from, to] = [[view.x - view.half], [view.x + view.half]];
    return { from, to, centres: [share(p.x), share(q.x)], same: false };
  }
  const distance = Math.hypot(q.x - p.x, q.y - p.y);
  const same = distance < 1e-9;
  const [c, s] = same ? [1, 0] : [(q.x - p.x) / distance, (q.y - p.y) / distance];
  const reach = Math.max(view.half, 0.75 * distance);
  const [x, y] = [(p.x + q.x) / 2, (p.y + q.y) / 2];
  const half = distance / reach / 4;
  return {
    from: [x - c * reach, y - s * reach],
    to: [x + c * reach, y + s * reach],
    centres: [0.5 - half, 0.5 + half],
    same,
  };
}
