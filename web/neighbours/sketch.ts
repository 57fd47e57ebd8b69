import type { Projection } from "lemmata";
import type { Greys, Painting } from "./state.ts";

/** A picture to decompose, by its name or by its greys. */
export interface SketchJob {
  /** Changes with the picture. */
  key: string;
  picture: Painting | Greys;
  rank: number;
  oversample: number;
  power: number;
  seed: number;
  /** While a hand is at work only the sketch itself is wanted. */
  dragging: boolean;
}

export type SketchReport =
  | ({ kind: "sketch" } & Sketched)
  | { kind: "exact"; S: Float64Array; milliseconds: number }
  | { kind: "timed"; milliseconds: number }
  | ({ kind: "errors"; done: number; all: number } & Errors)
  | { kind: "bet"; plain: number; more: number; step: number };

/** What a sketch of rank k makes of a picture. */
export interface Sketched {
  S: Float64Array;
  /** The package's own estimate of ‖A − Â‖₂. */
  residual: number;
  /** ‖A − Â‖ and ‖A‖, Frobenius. */
  error: number;
  norm: number;
  /** Â as greys from 0 to 255. */
  bytes: Uint8ClampedArray<ArrayBuffer>;
  milliseconds: number;
}

/** Errors over the rank, as shares of ‖A‖: with p and q as they are, and with no power step. */
export interface Errors {
  ranks: number[];
  now: number[];
  plain: number[];
}

export type Options = Pick<SketchJob, "rank" | "oversample" | "power" | "seed">;

/** The sketch, its picture, and its error. */
export function sketchOf(
  projection: Projection,
  A: Greys,
  { rank, oversample, power, seed }: Options,
): Sketched {
  // prettier-ignore
  const k = Math.min(rank, A.rows, A.cols);
  const start = performance.now();
  const { U, S, V, residual } = projection.randomizedSvd(A, k, { oversample, power, seed });
  const milliseconds = performance.now() - start;
  const bytes = new Uint8ClampedArray(A.data.length);
  let [squared, whole] = [0, 0];
  for (let i = 0; i < A.rows; i++) {
    // A row of Â: rows of Vᵀ, weighted.
    const weights = S.map((s, r) => s * U.data[i * k + r]!);
    for (let j = 0; j < A.cols; j++) {
      let grey = 0;
      for (let r = 0; r < k; r++) grey += weights[r]! * V.data[j * k + r]!;
      const n = i * A.cols + j;
      bytes[n] = grey * 255;
      squared += (A.data[n]! - grey) ** 2;
      whole += A.data[n]! ** 2;
    }
  }
  return { S, residual, error: Math.sqrt(squared), norm: Math.sqrt(whole), bytes, milliseconds };
}

/** The exact singular values: where all directions are looked at, nothing is left to chance. */
export function exactOf(
  projection: Projection,
  A: Greys,
): { S: Float64Array; milliseconds: number } {
  // prettier-ignore
  const start = performance.now();
  const { S } = projection.randomizedSvd(A, Math.min(A.rows, A.cols), { oversample: 0, power: 0 });
  return { S, milliseconds: performance.now() - start };
}

/** What remains beyond each rank: the least error that a matrix of rank k can have, k from 0 on. */
export function tailsOf(S: Float64Array): Float64Array {
  const tails = new Float64Array(S.length + 1);
  let sum = 0;
  for (let j = S.length - 1; j >= 0; j--) {
    sum += S[j]! ** 2;
    tails[j] = Math.sqrt(sum);
  }
  return tails;
}

/** How many singular values are above rounding. */
export function rankOf(S: Float64Array): number {
  const least = S[0]! * S.length * 2 ** -50;
  return S.reduce((n, value) => n + (value > least ? 1 : 0), 0);
}
