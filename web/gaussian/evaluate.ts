import type { Gaussian, GaussianDistances } from "lemmata";
import { shapeOf, type Shape } from "../kit/ellipse.ts";
import type { Moments } from "./shape.ts";

type Fitted = ReturnType<GaussianDistances["geodesic"]>;

/** The way from P to Q, sampled: each Gaussian on it, and how far it is from P by three rulers. */
export interface Path {
  t: Float64Array;
  between: readonly Fitted[];
  wasserstein2: Float64Array;
  bhattacharyya: Float64Array;
  hellinger: Float64Array;
}

const samples = 41;
const times = Float64Array.from({ length: samples }, (_, i) => i / (samples - 1));

export function pathOf(gaussian: GaussianDistances, p: Moments, q: Moments): Path {
  const between = Array.from(times, (t) => gaussian.geodesic(p, q, t));
  const from = (metric: "wasserstein2" | "bhattacharyya" | "hellinger"): Float64Array =>
    gaussian.pairwise(metric, [p], between).data;
  return {
    t: times,
    between,
    wasserstein2: from("wasserstein2"),
    bhattacharyya: from("bhattacharyya"),
    hellinger: from("hellinger"),
  };
}

/** The Gaussian at one time of the way, as a shape to draw. */
export function shapeAt(gaussian: GaussianDistances, p: Moments, q: Moments, t: number): Shape {
  const { mean, covariance } = gaussian.geodesic(p, q, t);
  return shapeOf(mean, covariance);
}

/** A point of P, and where the optimal transport takes it. */
export interface Move {
  from: readonly number[];
  to: readonly number[];
}

const movedPoints = 16;
const seed = 8512;

/** Sixteen points of P, and where the transport map of the package sends them. */
export function movesOf(gaussian: GaussianDistances, p: Moments, q: Moments): Move[] {
  const d = p.mean.length;
  const { data } = gaussian.sample(p, movedPoints, seed);
  const { matrix, offset } = gaussian.transportMap(p, q);
  return Array.from({ length: movedPoints }, (_, i) => {
    const from = Array.from(data.subarray(i * d, (i + 1) * d));
    const to = from.map((_, row) =>
      from.reduce((sum, x, column) => sum + matrix.data[row * d + column]! * x, offset[row]!),
    );
    return { from, to };
  });
}

/** The log-densities of Gaussians at evenly spaced points of a line. */
export function densitiesAlong(
  gaussian: GaussianDistances,
  list: readonly Gaussian[],
  from: readonly number[],
  to: readonly number[],
  count: number,
): Float64Array[] {
  const cols = from.length;
  const data = new Float64Array(count * cols);
  for (let i = 0; i < count; i++) {
    const share = i / (count - 1);
    for (let j = 0; j < cols; j++) data[i * cols + j] = from[j]! + share * (to[j]! - from[j]!);
  }
  return list.map((one) => gaussian.logDensity(one, { data, rows: count, cols }));
}

/** The log-density of the mixture (1 − t)P + tQ, from those of its parts. */
export function mixed(p: ArrayLike<number>, q: ArrayLike<number>, t: number): Float64Array {
  return Float64Array.from(p, (log, i) => {
    const top = Math.max(log, q[i]!);
    return top + Math.log((1 - t) * Math.exp(log - top) + t * Math.exp(q[i]! - top));
  });
}
