/** ml-matrix: the squared 2-Wasserstein distance as its users write it. Its matrices are made
 *  beforehand. */

import { createRequire } from "node:module";
import { contestant } from "../harness.mjs";
import { installed } from "./installed.mjs";

const { Matrix, EigenvalueDecomposition, CholeskyDecomposition } = createRequire(import.meta.url)(
  "ml-matrix",
);

export const version = `ml-matrix ${installed("ml-matrix")}`;

// At 2,048 it does not finish in reason.
const largest = 512;

export function contestants({ workload, p, q, dimension }) {
  if (workload !== "pairs" || dimension > largest) return [];
  const [left, right] = [p, q].map((list) =>
    list.map(({ mean, covariance }) => ({
      mean,
      covariance: Matrix.from1DArray(dimension, dimension, covariance.data),
    })),
  );
  const one = (name, factor) =>
    contestant({
      task: "wasserstein2",
      name: `ml-matrix, ${name}`,
      work: () => left.map((a, k) => wasserstein2(a, right[k], factor)),
      values: (distances) => distances,
      tolerance: 1e-9,
      reference: true,
    });
  return [one("square root by EVD", squareRoot), one("Cholesky", cholesky)];
}

/** ‖mₚ − m_q‖² + tr Σₚ + tr Σ_q − 2 Σ √λ(FᵀΣ_qF), where Σₚ = F Fᵀ. */
function wasserstein2(p, q, factor) {
  const f = factor(p.covariance);
  const product = f.transpose().mmul(q.covariance).mmul(f);
  const { realEigenvalues } = new EigenvalueDecomposition(product, { assumeSymmetric: true });
  const cross = realEigenvalues.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
  const mean = p.mean.reduce((sum, value, i) => sum + (value - q.mean[i]) ** 2, 0);
  return mean + p.covariance.trace() + q.covariance.trace() - 2 * cross;
}

function squareRoot(covariance) {
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(covariance, {
    assumeSymmetric: true,
  });
  const roots = Matrix.rowVector(realEigenvalues.map((value) => Math.sqrt(Math.max(0, value))));
  return eigenvectorMatrix.clone().mulRowVector(roots).mmul(eigenvectorMatrix.transpose());
}

function cholesky(covariance) {
  return new CholeskyDecomposition(covariance).lowerTriangularMatrix;
}
