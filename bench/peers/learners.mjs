/** W8 and W9 by the package, and W8's closed form by hand on typed arrays. */

import { contestant } from "../harness.mjs";

/** lemmata's contestants of W8. */
export function logisticOf(logistic, { X, labels, rows, cols, classes }) {
  const data = { data: X, rows, cols };
  return [
    contestant({
      task: "closed form",
      name: "lemmata",
      work: () => logistic.fit(data, labels),
      values: (fit) => [...leveled(fit.weights.data, fit.bias.length)],
      tolerance: 1e-9,
    }),
    byHand(X, labels, rows, cols, classes),
    contestant({
      task: "maximum likelihood",
      name: "lemmata",
      // At this tolerance the loss is within 1e-8 of the least.
      work: () => logistic.refine(data, labels, { tolerance: 2e-5 }),
      values: ({ losses }) => [losses.at(-1)],
      tolerance: 1e-8,
    }),
  ];
}

/** lemmata's contestants of W9. */
export function penaltyOf(penalty, { layers, X, targets, batch, width }) {
  const t = { data: targets, rows: batch, cols: 1 };
  const one = (task, data, inputPenalty, tolerance) => {
    const x = { data, rows: batch, cols: width };
    const network = penalty.network(layers);
    const options = { loss: "squared", steps: 1, inputPenalty };
    return contestant({
      task,
      name: "lemmata",
      // A step so small that the network stays what it is.
      work: () => network.train(x, t, { ...options, rate: 1e-300 }),
      values() {
        const moved = penalty.network(layers);
        moved.train(x, t, { ...options, rate: 1 });
        const first = moved.weights().weights[0].data;
        return [...first.map((w, i) => layers[0].weights.data[i] - w)];
      },
      tolerance,
    });
  };
  const X32 = Float32Array.from(X);
  return [
    one("gradients f64", X, 0, 1e-12),
    one("gradient of the input penalty f64", X, 1, 1e-12),
    one("gradients f32", X32, 0, 1e-5),
    one("gradient of the input penalty f32", X32, 1, 1e-4),
  ];
}

/** Weights up to what is the same for all classes. */
function leveled(weights, columns) {
  return columns === 1 ? weights : weights.map((w, i) => w - weights[i - (i % columns)]);
}

/** Class means, the pooled covariance, its Cholesky factor, and two triangular solves a class. */
function byHand(X, labels, rows, d, classes) {
  const work = () => {
    const counts = new Float64Array(classes);
    const means = new Float64Array(classes * d);
    for (let i = 0; i < rows; i++) {
      const at = labels[i] * d;
      counts[labels[i]]++;
      for (let j = 0; j < d; j++) means[at + j] += X[i * d + j];
    }
    for (let k = 0; k < classes; k++) for (let j = 0; j < d; j++) means[k * d + j] /= counts[k];
    const S = new Float64Array(d * d);
    const x = new Float64Array(d);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < d; j++) x[j] = X[i * d + j] - means[labels[i] * d + j];
      for (let j = 0; j < d; j++) {
        const xj = x[j];
        for (let l = 0; l <= j; l++) S[j * d + l] += xj * x[l];
      }
    }
    for (let j = 0; j < d; j++) {
      for (let l = 0; l <= j; l++) {
        let sum = S[j * d + l] / rows;
        for (let m = 0; m < l; m++) sum -= S[j * d + m] * S[l * d + m];
        S[j * d + l] = j === l ? Math.sqrt(sum) : sum / S[l * d + l];
      }
    }
    const weights = new Float64Array(classes * d);
    for (let k = 0; k < classes; k++) {
      for (let j = 0; j < d; j++) {
        let sum = means[k * d + j];
        for (let l = 0; l < j; l++) sum -= S[j * d + l] * x[l];
        x[j] = sum / S[j * d + j];
      }
      for (let j = d - 1; j >= 0; j--) {
        let sum = x[j];
        for (let l = j + 1; l < d; l++) sum -= S[l * d + j] * weights[k * d + l];
        weights[k * d + j] = sum / S[j * d + j];
      }
    }
    return weights;
  };
  return contestant({ task: "closed form", name: "typed arrays", work });
}
