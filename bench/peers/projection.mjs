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

function project({ X, rows, cols, outputs }) {
  const list = [];
  const tolerance = scatter({ rows, cols, outputs });
  const add = (task, name, work) =>
    list.push(
      contestant({ task, name, work, tolerance, values: (data) => meanRatio(data, X, rows) }),
    );
  for (const [precision, data] of [
    ["f32", Float32Array.from(X)],
    ["f64", X],
  ]) {
    const input = matrix(data, cols);
    // Each has its own array, for results are looked at when all rounds are over.
    const writtenTo = () => new data.constructor(rows * outputs).fill(0);
    const make = (kind) => projection.projector(cols, outputs, { kind, seed: 1 });
    const kept = () => {
      const [projector, out] = [make("gaussian"), writtenTo()];
      return () => projector.apply(input, { out }).data;
    };
    const made = (kind) => {
      const out = writtenTo();
      return () => {
        const projector = make(kind);
        projector.apply(input, { out });
        projector.dispose();
        return out;
      };
    };
    // The matrix of a projector is its own; peers multiply with one that is given.
    add(`given ${precision}`, "lemmata", kept());
    add(`made ${precision}`, "lemmata", made("gaussian"));
    add(`made ${precision}`, "lemmata, rademacher", made("rademacher"));
    add(`made ${precision}`, "lemmata, kept", kept());
    add(`sparse ${precision}`, "lemmata", made("sparse"));
    const name = precision === "f64" ? "lemmata" : "lemmata, float32";
    add("srht", name, made("srht"));
    add("count-sketch", name, made("count-sketch"));
  }
  return list;
}

function matrix(data, cols) {
  return { data, rows: data.length / cols, cols };
}

/** Five standard deviations of the difference of two mean ratios, for the kind that scatters most. */
function scatter({ rows, cols, outputs }) {
  return 5 * Math.sqrt(2 * ((Math.sqrt(cols) + 1) / (outputs * cols) + 2 / (outputs * rows)));
}

/** The mean of the ratios of squared lengths, after and before: 1 within what `scatter` says. */
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
        tolerance: scatter({ rows, cols, outputs }),
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
