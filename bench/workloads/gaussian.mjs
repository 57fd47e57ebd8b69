/** W6: distances between normal distributions with Wishart covariances. */

import { samples, wishart } from "../data.mjs";
import { faster } from "../goals.mjs";

export function instances(quick) {
  return [
    pairs(...(quick ? [5, 8] : [1_000, 64]), pairGoals),
    pairs(...(quick ? [1, 16] : [1, 512]), goals512),
    pairs(...(quick ? [1, 24] : [1, 2_048]), goals2048),
    frechet(...(quick ? [10, 20] : [1_000, 2_048])),
  ];
}

function pairs(count, dimension, goals) {
  return {
    workload: "pairs",
    title: `W6: ${count === 1 ? "one pair" : `${count.toLocaleString("en")} pairs`}, d = ${dimension.toLocaleString("en")}`,
    label: `W6, d = ${dimension},`,
    unit: "ms",
    sizes: [count, dimension],
    inputs() {
      const files = {
        meanP: samples(count, dimension, 2),
        covarianceP: wishart(count, dimension, 3),
        meanQ: samples(count, dimension, 4),
        covarianceQ: wishart(count, dimension, 5),
      };
      const list = (mean, covariance) =>
        Array.from({ length: count }, (_, k) => gaussian(mean, covariance, k, dimension));
      const p = list(files.meanP, files.covarianceP);
      const q = list(files.meanQ, files.covarianceQ);
      return { p, q, count, dimension, files };
    },
    goals,
  };
}

function gaussian(means, covariances, k, d) {
  const covariance = covariances.slice(k * d * d, (k + 1) * d * d);
  return {
    mean: means.slice(k * d, (k + 1) * d),
    covariance: { data: covariance, rows: d, cols: d },
  };
}

function frechet(count, dimension) {
  return {
    workload: "frechet",
    title: `W6: Fréchet distance (FID) of ${count} + ${count} samples, d = ${dimension.toLocaleString("en")}`,
    label: "W6",
    unit: "ms",
    sizes: [count, dimension],
    inputs() {
      const X = samples(count, dimension, 6);
      const Y = samples(count, dimension, 7).map((value) => 1.1 * value + 0.1);
      return { X, Y, count, dimension, files: { X, Y } };
    },
    goals: {
      frechet: [
        faster("lemmata", ["SciPy, sqrtm of full matrices"], 10, "faster than by full matrices"),
      ],
    },
  };
}

const mlMatrix = ["ml-matrix, square root by EVD", "ml-matrix, Cholesky"];

const pairGoals = {
  kl: [
    faster("lemmata", ["NumPy, batched"], 1, "as fast as NumPy"),
    faster("lemmata", ["typed arrays"], 2.5, "faster than typed arrays"),
  ],
  bhattacharyya: [faster("lemmata", ["NumPy, batched"], 1, "as fast as NumPy")],
  wasserstein2: [
    faster("lemmata", ["NumPy, batched Cholesky, eigvalsh"], 1, "as fast as NumPy"),
    faster("lemmata", mlMatrix, 15, "faster than ml-matrix"),
  ],
};

const goals512 = {
  wasserstein2: [
    faster("lemmata", mlMatrix, 15, "faster than ml-matrix"),
    faster("lemmata", ["SciPy, sqrtm"], 2.5, "faster than SciPy's sqrtm"),
  ],
};

const goals2048 = {
  wasserstein2: [faster("lemmata", ["SciPy, sqrtm"], 1, "as fast as SciPy's sqrtm")],
};
