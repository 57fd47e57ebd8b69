/** The package as it is built, in one thread of Node: inputs and results are the caller's arrays. */

import { load } from "../../dist/index.js";
import { contestant } from "../harness.mjs";
import { logisticOf, penaltyOf } from "./learners.mjs";
import { gramDeviation, rowSummaries } from "./typed-arrays.mjs";

const lemmata = await load();
const { entropy, gaussian, initialization } = lemmata;

export const version = `lemmata ${lemmata.version}`;

export function contestants({ workload, ...data }) {
  return (
    { normalize, softmax, pairs, frechet, sampling, haar, smoothing, logistic, penalty }[
      workload
    ]?.(data) ?? []
  );
}

function normalize({ logits, rows, cols, target }) {
  const matrix = (data) => ({ data, rows, cols });
  const one = (name, X, tolerance, out) =>
    contestant({
      task: "normalize",
      name,
      work: () => entropy.normalizeRows(X, target, { input: "logits", out }).probabilities.data,
      values: (probabilities) => rowSummaries(probabilities, rows, cols),
      tolerance,
    });
  const logits32 = Float32Array.from(logits);
  // Another one, for results are looked at when all rounds are over.
  const softmax = { out: writtenTo(logits) };
  return [
    one("lemmata", matrix(logits), 1e-11, writtenTo(logits)),
    one("lemmata, float32", matrix(logits32), 1e-4, writtenTo(logits32)),
    one("lemmata, into a new array", matrix(logits), 1e-11),
    contestant({
      task: "normalize",
      name: "lemmata, softmax + entropy",
      work: () => entropy.softmaxRows(matrix(logits), 1, softmax),
    }),
    making("normalize", logits),
  ];
}

function softmax({ logits, logits32, rows, cols }) {
  const one = (task, name, data, tolerance, out) =>
    contestant({
      task,
      name,
      work: () => entropy.softmaxRows({ data, rows, cols }, 1, { out }),
      values: ({ probabilities, entropy }) => [
        ...entropy,
        ...rowSummaries(probabilities.data, rows, cols),
      ],
      tolerance,
    });
  const both = (task, data, tolerance) => [
    one(task, "lemmata", data, tolerance, writtenTo(data)),
    one(task, "lemmata, into a new array", data, tolerance),
    making(task, data),
  ];
  return [...both("softmax f64", logits, 1e-11), ...both("softmax f32", logits32, 1e-4)];
}

/** An array for results that the system has already given memory to. */
function writtenTo(data) {
  return data.slice().fill(0);
}

/** What the system takes for an array of this size and its first writing alone. */
function making(task, data) {
  return contestant({
    task,
    name: "a new array, filled",
    work: () => new data.constructor(data.length).fill(1),
  });
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

function sampling({ count }) {
  let seed = 0;
  const out = new Float64Array(count);
  const one = (task, draw) => [
    contestant({ task, name: "lemmata", work: () => draw(count, { seed: ++seed, out }) }),
    contestant({ task, name: "lemmata, new arrays", work: () => draw(count, { seed: ++seed }) }),
  ];
  return [
    ...one("normal", (n, options) => initialization.normal(n, options)),
    ...one("truncated normal", (n, options) => initialization.truncatedNormal(n, options)),
  ];
}

function haar({ size }) {
  let seed = 0;
  return [
    contestant({
      task: "haar",
      name: "lemmata",
      work: () => initialization.orthogonal(size, size, { seed: ++seed }).data,
      values: (data) => gramDeviation(data, size),
      expected: () => [0],
      tolerance: 1e-11,
    }),
  ];
}

function smoothing({ x, block }) {
  const one = (task, kernel, name, numbers, tolerance, anew = false) => {
    const out = eachBlock(numbers.slice(), block, (b) => (anew ? undefined : b));
    return contestant({
      task,
      name,
      work: () =>
        eachBlock(numbers, block, (b, index) =>
          lemmata.smoothing.smooth("relu", b, { kernel, width: 1, out: out[index] }),
        ),
      values: (blocks) => [...blocks[0].subarray(0, 1_000)],
      tolerance,
    });
  };
  const x32 = Float32Array.from(x);
  return [
    one("ramp f64", "gaussian", "lemmata", x, 1e-14),
    one("ramp f64", "gaussian", "lemmata, into a new array", x, 1e-14, true),
    one("ramp f64", "logistic", "lemmata, logistic kernel", x, 0),
    one("ramp f64", "student-t2", "lemmata, student-t2 kernel", x, 0),
    one("ramp f32", "gaussian", "lemmata", x32, 1e-6),
    one("ramp f32", "gaussian", "lemmata, into a new array", x32, 1e-6, true),
    one("ramp f32", "logistic", "lemmata, logistic kernel", x32, 0),
  ];
}

/** What a function makes of each block of an array. */
export function eachBlock(numbers, block, f) {
  const made = [];
  for (let i = 0; i < numbers.length; i += block)
    made.push(f(numbers.subarray(i, i + block), i / block));
  return made;
}

function logistic(data) {
  return logisticOf(lemmata.logistic, data);
}

function penalty(data) {
  return penaltyOf(lemmata.penalty, data);
}
