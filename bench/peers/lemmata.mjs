/** The package as it is built, in one thread of Node: inputs and results are the caller's arrays. */

import { load } from "../../dist/index.js";
import { contestant } from "../harness.mjs";
import { rowSummaries } from "./typed-arrays.mjs";

const lemmata = await load();
const { entropy, gaussian } = lemmata;

export const version = `lemmata ${lemmata.version}`;

export function contestants({ workload, ...data }) {
  return { normalize, softmax, pairs, frechet }[workload](data);
}

function normalize({ logits, rows, cols, target }) {
  const matrix = (data) => ({ data, rows, cols });
  const one = (name, X, tolerance) =>
    contestant({
      task: "normalize",
      name,
      work: () => entropy.normalizeRows(X, target, { input: "logits" }).probabilities.data,
      values: (probabilities) => rowSummaries(probabilities, rows, cols),
      tolerance,
    });
  return [
    one("lemmata", matrix(logits), 1e-11),
    one("lemmata, float32", matrix(Float32Array.from(logits)), 1e-4),
    contestant({
      task: "normalize",
      name: "lemmata, softmax + entropy",
      work: () => entropy.softmaxRows(matrix(logits)),
    }),
    contestant({
      task: "normalize",
      name: "copying the matrix",
      work: () => logits.slice(),
    }),
  ];
}

function softmax({ logits, logits32, rows, cols }) {
  const one = (task, data, tolerance) =>
    contestant({
      task,
      name: "lemmata",
      work: () => entropy.softmaxRows({ data, rows, cols }),
      values: ({ probabilities, entropy }) => [
        ...entropy,
        ...rowSummaries(probabilities.data, rows, cols),
      ],
      tolerance,
    });
  const copy = (task, data) =>
    contestant({ task, name: "copying the matrix", work: () => data.slice() });
  return [
    one("softmax f64", logits, 1e-11),
    one("softmax f32", logits32, 1e-4),
    copy("softmax f64", logits),
    copy("softmax f32", logits32),
  ];
}

const distances = {
  kl: (p, q) => gaussian.kl(p, q),
  bhattacharyya: (p, q) => gaussian.bhattacharyya(p, q).distance,
  wasserstein2: (p, q) => gaussian.wasserstein2(p, q).squared,
};

function pairs({ p, q, count }) {
  const metrics = count > 1 ? Object.keys(distances) : ["wasserstein2"];
  return metrics.flatMap((metric) => [
    contestant({
      task: metric,
      name: "lemmata",
      work: () => p.map((_, k) => distances[metric](p[k], q[k])),
      values: (found) => found,
      tolerance: 1e-9,
    }),
    ...(count > 1 ? [lists(metric, p, q)] : []),
  ]);
}

/** As many pairs, of two lists: each covariance is factorized once. */
function lists(metric, p, q) {
  const rows = Math.max(1, Math.floor(Math.sqrt(p.length / 1.6)));
  const cols = Math.floor(p.length / rows);
  return contestant({
    task: metric,
    name: `lemmata, pairwise ${rows} × ${cols}`,
    work: () => gaussian.pairwise(metric, p.slice(0, rows), q.slice(0, cols)),
  });
}

function frechet({ X, Y, count, dimension }) {
  const [x, y] = [X, Y].map((data) => ({ data, rows: count, cols: dimension }));
  return [
    contestant({
      task: "frechet",
      name: "lemmata",
      work: () => gaussian.frechet(x, y).squared,
      values: (found) => [found],
      tolerance: 1e-9,
    }),
  ];
}
