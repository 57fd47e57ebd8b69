import type { Matrix, Projection } from "lemmata";
import type { Cloud, Rows } from "./state.ts";

export type Points = Matrix<Float32Array>;

export const cloudSeed = 2021;

/** Two points, of which the second row's distance from the first is asked. */
export interface Pair {
  i: number;
  j: number;
  points: Points;
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
export function pairsOf({ data, rows, cols }: Points): Pair[] {
  const row = (i: number): Float32Array => data.subarray(i * cols, (i + 1) * cols);
  const pairs: Pair[] = [];
  for (let j = 1; j < rows; j++) {
    for (let i = 0; i < j; i++) {
      const both = new Float32Array(2 * cols);
      both.set(row(i));
      both.set(row(j), cols);
      if (row(i).some((x, k) => x !== both[cols + k])) {
        pairs.push({ i, j, points: { data: both, rows: 2, cols } });
      }
    }
  }
  return pairs;
}
