import type { Matrix, Projection } from "lemmata";
import type { Cloud, Rows } from "./state.ts";

export type Points = Matrix<Float32Array>;

export const cloudSeed = 2021;

/** Two points, and two numbers that are as far from each other: all that a ratio asks of them. */
export interface Pair {
  i: number;
  j: number;
  apart: Matrix;
}

/** `count` points of the page's own making, of `inputs` numbers each. `script.ts` says the same in words. */
export function pointsOf(
  projection: Projection,
  cloud: Cloud,
  count: number,
  inputs: number,
): Points {
  if (cloud === "onehot") {
    const rows = Math.min(count, inputs);
    const data = new Float32Array(rows * inputs);
    for (let i = 0; i < rows; i++) data[i * inputs + i] = 1;
    return { data, rows, cols: inputs };
  }
  // A projector's matrix of Gaussian numbers is a cloud of its rows.
  const projector = projection.projector(inputs, count, { seed: cloudSeed });
  const data = new Float32Array(projector.matrix().data);
  projector.dispose();
  if (cloud === "axis") for (let i = 0; i < count; i++) data[i * inputs]! += 100 * i;
  return { data, rows: count, cols: inputs };
}

/** The reader's points as a matrix. */
export function pointsOfRows(rows: Rows): Points {
  return { data: Float32Array.from(rows.flat()), rows: rows.length, cols: rows[0]!.length };
}

/** All pairs of points; of equal ones none is made, for they have no ratio. */
export function pairsOf(projection: Projection, points: Points): Pair[] {
  const unit = { data: Float64Array.of(0, 1), rows: 2, cols: 1 };
  const both = new Both(points);
  const pairs: Pair[] = [];
  for (let j = 1; j < points.rows; j++) {
    for (let i = 0; i < j; i++) {
      if (both.equal(i, j)) continue;
      // Beside a distance of 1 the ratio is the squared distance itself.
      const squared = projection.distortion(unit, both.of(i, j)).mean;
      const data = Float64Array.of(0, Math.sqrt(squared));
      pairs.push({ i, j, apart: { data, rows: 2, cols: 1 } });
    }
  }
  return pairs;
}

/** Two rows of a matrix at a time, as a matrix that the next call overwrites. */
export class Both {
  readonly #points: Points;
  readonly #both: Points;

  constructor(points: Points) {
    this.#points = points;
    this.#both = { data: new Float32Array(2 * points.cols), rows: 2, cols: points.cols };
  }

  of(i: number, j: number): Points {
    this.#both.data.set(this.#row(i));
    this.#both.data.set(this.#row(j), this.#points.cols);
    return this.#both;
  }

  equal(i: number, j: number): boolean {
    const other = this.#row(j);
    return this.#row(i).every((x, k) => x === other[k]);
  }

  #row(i: number): Float32Array {
    const { data, cols } = this.#points;
    return data.subarray(i * cols, (i + 1) * cols);
  }
}
