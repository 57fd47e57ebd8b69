import type { Matrix, Projection } from "lemmata";
import type { Cloud, Rows } from "./state.ts";

export type Points = Matrix<Float32Array>;

export const cloudSeed = 2021;

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
