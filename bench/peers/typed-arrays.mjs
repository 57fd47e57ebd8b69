/** Hand-written JavaScript on typed arrays: what a careful user would write without a library. It is
 *  also the reference that the others' results are compared with. */

import { contestant } from "../harness.mjs";

export const version = `JavaScript of V8 ${process.versions.v8}`;

export function contestants({ workload, ...data }) {
  return { normalize, softmax, pairs, smoothing }[workload]?.(data) ?? [];
}

// ── entropy ──────────────────────────────────────────────────────────────────────────────────────

function normalize({ logits, rows, cols, target }) {
  return [
    contestant({
      task: "normalize",
      name: "typed arrays, Newton to 1e-12",
      work: () => newton(logits, rows, cols, target, 1e-12),
      values: (probabilities) => rowSummaries(probabilities, rows, cols),
      tolerance: 1e-11,
      reference: true,
    }),
  ];
}

/** Each row's power whose entropy is the target, by Newton's method on log γ between brackets. */
export function newton(logits, rows, cols, target, tolerance) {
  const probabilities = new Float64Array(rows * cols);
  for (let start = 0; start < rows * cols; start += cols) {
    const row = logits.subarray(start, start + cols);
    const out = probabilities.subarray(start, start + cols);
    let max = -Infinity;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < cols; i++) {
      max = Math.max(max, row[i]);
      sum += row[i];
      squares += row[i] * row[i];
    }
    // Where logits are normal, H = log n − γ²σ²/2.
    const deviation = Math.sqrt(squares / cols - (sum / cols) ** 2);
    let gamma = Math.sqrt(2 * (Math.log(cols) - target)) / deviation;
    let low = 0;
    let high = Infinity;
    for (let round = 0; round < 100; round++) {
      let z = 0;
      let first = 0;
      let second = 0;
      for (let i = 0; i < cols; i++) {
        const x = row[i] - max;
        const e = Math.exp(gamma * x);
        out[i] = e;
        z += e;
        first += e * x;
        second += e * x * x;
      }
      const mean = first / z;
      const error = Math.log(z) - gamma * mean - target;
      if (Math.abs(error) <= tolerance) {
        for (let i = 0; i < cols; i++) out[i] /= z;
        break;
      }
      if (error > 0) low = gamma;
      else high = gamma;
      // dH/d log γ = −γ² Var
      let next = gamma * Math.exp(error / (gamma * gamma * (second / z - mean * mean)));
      if (!(next > low && next < high)) next = high === Infinity ? 2 * gamma : (low + high) / 2;
      gamma = next;
    }
  }
  return probabilities;
}

function softmax({ logits, logits32, rows, cols }) {
  const values = ({ probabilities, entropy }) => [
    ...entropy,
    ...rowSummaries(probabilities, rows, cols),
  ];
  const typed = (task, input, tolerance) =>
    contestant({
      task,
      name: "typed arrays",
      work: () => softmaxRows(input, rows, cols),
      values,
      tolerance,
      reference: true,
    });
  return [typed("softmax f64", logits, 1e-11), typed("softmax f32", logits32, 1e-4)];
}

function softmaxRows(logits, rows, cols) {
  const probabilities = new logits.constructor(rows * cols);
  const entropy = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * cols;
    let max = -Infinity;
    for (let i = start; i < start + cols; i++) if (logits[i] > max) max = logits[i];
    let z = 0;
    let first = 0;
    for (let i = start; i < start + cols; i++) {
      const x = logits[i] - max;
      const e = Math.exp(x);
      probabilities[i] = e;
      z += e;
      first += e * x;
    }
    const scale = 1 / z;
    for (let i = start; i < start + cols; i++) probabilities[i] *= scale;
    entropy[row] = Math.log(z) - first / z;
  }
  return { probabilities, entropy };
}

/** Σp² and −Σp log p of each row: what results are compared by. */
export function rowSummaries(probabilities, rows, cols) {
  const summaries = new Float64Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    for (let i = row * cols; i < (row + 1) * cols; i++) {
      const p = probabilities[i];
      summaries[2 * row] += p * p;
      if (p > 0) summaries[2 * row + 1] -= p * Math.log(p);
    }
  }
  return summaries;
}

// ── gaussian ─────────────────────────────────────────────────────────────────────────────────────

function pairs({ p, q, count, dimension }) {
  if (count === 1) return [];
  const each = (task, distance) =>
    contestant({
      task,
      name: "typed arrays",
      work: () => p.map((_, k) => distance(p[k], q[k], dimension)),
      values: (distances) => distances,
      tolerance: 1e-10,
      reference: true,
    });
  return [each("kl", kl), each("bhattacharyya", bhattacharyya)];
}

function kl(p, q, d) {
  const lp = cholesky(p.covariance.data, d);
  const lq = cholesky(q.covariance.data, d);
  // tr Σq⁻¹Σp = ‖Lq⁻¹Lp‖²; Lp is lower triangular, so its columns begin at the diagonal.
  let trace = 0;
  const column = new Float64Array(d);
  for (let c = 0; c < d; c++) {
    for (let i = c; i < d; i++) {
      let sum = lp[i * d + c];
      for (let j = c; j < i; j++) sum -= lq[i * d + j] * column[j];
      column[i] = sum / lq[i * d + i];
      trace += column[i] * column[i];
    }
  }
  return (
    (trace + mahalanobisSquared(lq, p.mean, q.mean, d) - d) / 2 +
    (logDet(lq, d) - logDet(lp, d)) / 2
  );
}

function bhattacharyya(p, q, d) {
  const average = p.covariance.data.map((value, i) => (value + q.covariance.data[i]) / 2);
  const l = cholesky(average, d);
  const ends =
    logDet(cholesky(p.covariance.data, d), d) + logDet(cholesky(q.covariance.data, d), d);
  return mahalanobisSquared(l, p.mean, q.mean, d) / 8 + (logDet(l, d) - ends / 2) / 2;
}

function cholesky(matrix, d) {
  const l = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * d + j];
      for (let k = 0; k < j; k++) sum -= l[i * d + k] * l[j * d + k];
      l[i * d + j] = i === j ? Math.sqrt(sum) : sum / l[j * d + j];
    }
  }
  return l;
}

function logDet(l, d) {
  let sum = 0;
  for (let i = 0; i < d; i++) sum += Math.log(l[i * d + i]);
  return 2 * sum;
}

function mahalanobisSquared(l, a, b, d) {
  const solved = new Float64Array(d);
  let square = 0;
  for (let i = 0; i < d; i++) {
    let sum = a[i] - b[i];
    for (let j = 0; j < i; j++) sum -= l[i * d + j] * solved[j];
    solved[i] = sum / l[i * d + i];
    square += solved[i] * solved[i];
  }
  return square;
}

/** The largest entry of |QᵀQ − I| in the first eight rows. */
export function gramDeviation(data, size) {
  let most = 0;
  for (let a = 0; a < Math.min(size, 8); a++) {
    for (let b = 0; b < size; b++) {
      let product = 0;
      for (let k = 0; k < size; k++) product += data[k * size + a] * data[k * size + b];
      most = Math.max(most, Math.abs(product - Number(a === b)));
    }
  }
  return [most];
}

// ── smoothing ────────────────────────────────────────────────────────────────────────────────────

/** One pass of exp over the points, which every smooth ramp has to make at least. */
function smoothing({ x, block }) {
  const one = (task, numbers) =>
    contestant({
      task,
      name: "typed arrays, one Math.exp",
      work() {
        const made = [];
        for (let i = 0; i < numbers.length; i += block)
          made.push(numbers.subarray(i, i + block).map(Math.exp));
        return made;
      },
    });
  return [one("ramp f64", x), one("ramp f32", Float32Array.from(x))];
}
