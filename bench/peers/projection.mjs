/** W3 and W4 in this process: the package, and of its peers those that are installed. */

import { createRequire } from "node:module";
import { load } from "../../dist/index.js";
import { contestant } from "../harness.mjs";

const { projection } = await load();

// The other peer files say which versions these are.
export const version = "";

export async function contestants({ workload, ...data }) {
  if (workload === "project") return [...project(data), ...(await onTfjs(data))];
  if (workload === "decompose") return [decompose(data), ...onMlMatrix(data)];
  return [];
}

function project({ X, R, rows, cols, outputs }) {
  const matrix = (data, cols) => ({ data, rows: data.length / cols, cols });
  const X32 = Float32Array.from(X);
  const list = [];
  const add = (task, name, tolerance, work) =>
    list.push(
      contestant({ task, name, work, tolerance, values: (data) => meanRatio(data, X, rows) }),
    );
  for (const [precision, data] of [
    ["f32", X32],
    ["f64", X],
  ]) {
    const out = new data.constructor(rows * outputs);
    const kept = (kind) => projection.projector(cols, outputs, { kind, seed: 1 });
    const gaussian = kept("gaussian");
    const onlyKept = () => gaussian.apply(matrix(data, cols), { out }).data;
    const made = (kind) => () => {
      const projector = kept(kind);
      const { data: result } = projector.apply(matrix(data, cols), { out });
      projector.dispose();
      return result;
    };
    // The matrix of a projector is its own; peers multiply with one that is given.
    add(`given ${precision}`, "lemmata", 0.05, onlyKept);
    add(`made ${precision}`, "lemmata", 0.05, made("gaussian"));
    add(`made ${precision}`, "lemmata, rademacher", 0.05, made("rademacher"));
    add(`made ${precision}`, "lemmata, kept", 0.05, onlyKept);
    add(`sparse ${precision}`, "lemmata", 0.05, made("sparse"));
    if (precision === "f64") {
      add("srht", "lemmata", 0.05, made("srht"));
      add("count-sketch", "lemmata", 0.05, made("count-sketch"));
    } else {
      add("srht", "lemmata, float32", 0.05, made("srht"));
      add("count-sketch", "lemmata, float32", 0.05, made("count-sketch"));
    }
  }
  return list;
}

/** The mean of the ratios of squared lengths, after and before: 1 within a few thousandths. */
function meanRatio(Y, X, rows) {
  const square = (data, row) => {
    const size = data.length / rows;
    let sum = 0;
    for (let i = row * size; i < (row + 1) * size; i++) sum += data[i] * data[i];
    return sum;
  };
  let sum = 0;
  for (let row = 0; row < rows; row++) sum += square(Y, row) / square(X, row);
  return [sum / rows];
}

async function onTfjs({ X, R, rows, cols, outputs }) {
  try {
    const require = createRequire(import.meta.url);
    const tf = require("@tensorflow/tfjs-core");
    require("@tensorflow/tfjs-backend-wasm").setThreadsCount(1);
    await tf.setBackend("wasm");
    const x = tf.tensor2d(Float32Array.from(X), [rows, cols]);
    const r = tf.tensor2d(Float32Array.from(R), [outputs, cols]);
    const work = () => {
      const product = tf.matMul(x, r, false, true);
      const data = product.dataSync();
      product.dispose();
      return data;
    };
    return [
      contestant({
        task: "given f32",
        name: "tfjs-wasm",
        work,
        values: (Y) => meanRatio(Y, X, rows),
        tolerance: 0.05,
      }),
    ];
  } catch {
    return [];
  }
}

function decompose({ A, rows, cols, rank }) {
  return contestant({
    task: "decompose",
    name: "lemmata",
    work: () =>
      projection.randomizedSvd({ data: A, rows, cols }, rank, { oversample: 10, power: 2 }),
    values: ({ S }) => [...S],
    tolerance: 1e-10,
  });
}

function onMlMatrix({ A, rows, cols, rank }) {
  let ml;
  try {
    ml = createRequire(import.meta.url)("ml-matrix");
  } catch {
    return [];
  }
  const { Matrix, QrDecomposition, SVD } = ml;
  const a = Matrix.from1DArray(rows, cols, A);
  const basis = (Y) => new QrDecomposition(Y).orthogonalMatrix;
  const work = () => {
    const transposed = a.transpose();
    const size = Math.min(rank + 10, rows, cols);
    let Q = basis(a.mmul(Matrix.rand(cols, size).sub(0.5)));
    for (let step = 0; step < 2; step++) Q = basis(a.mmul(basis(transposed.mmul(Q))));
    const { diagonal, leftSingularVectors } = new SVD(Q.transpose().mmul(a), {
      autoTranspose: true,
    });
    return { S: diagonal.slice(0, rank), U: Q.mmul(leftSingularVectors) };
  };
  return [
    contestant({
      task: "decompose",
      name: "ml-matrix",
      work,
      values: ({ S }) => S,
      tolerance: 1e-10,
    }),
  ];
}
