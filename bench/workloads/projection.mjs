/** W3: random projections of many rows. W4: the randomized singular value decomposition. */

import { load } from "../../dist/index.js";
import { samples } from "../data.mjs";
import { atMostTimes, faster } from "../goals.mjs";

export function instances(quick) {
  return [
    project(...(quick ? [40, 60, 20] : [10_000, 1_000, 300])),
    decompose(...(quick ? [80, 50, 4] : [2_000, 1_000, 20])),
  ];
}

function project(rows, cols, outputs) {
  const size = (value) => value.toLocaleString("en");
  return {
    workload: "project",
    title: `W3: ${size(rows)} × ${size(cols)} projected to ${outputs} columns`,
    label: "W3",
    unit: "ms",
    sizes: [rows, cols, outputs],
    inputs() {
      const X = samples(rows, cols, 8);
      const R = samples(outputs, cols, 9).map((value) => value / Math.sqrt(outputs));
      return { X, R, rows, cols, outputs, files: { X, R } };
    },
    goals: {
      "given f32": [
        faster("lemmata", ["tfjs-wasm"], 1, "faster than tfjs-wasm"),
        atMostTimes("lemmata", "C++ with Eigen", 1.25, "× Eigen, SSE4.2"),
      ],
      "given f64": [
        faster("lemmata", ["onnxruntime-web"], 1.8, "faster than onnxruntime-web"),
        atMostTimes("lemmata", "C++ with Eigen", 1.25, "× Eigen, SSE4.2"),
      ],
      "made f32": [atMostTimes("lemmata", "lemmata, kept", 1.15, "× with the matrix kept")],
      "made f64": [atMostTimes("lemmata", "lemmata, kept", 1.15, "× with the matrix kept")],
      "sparse f32": [faster("lemmata", ["scikit-learn"], 1, "faster than scikit-learn")],
      "sparse f64": [faster("lemmata", ["scikit-learn"], 1, "faster than scikit-learn")],
      srht: [faster("lemmata", ["NumPy, FWHT"], 4, "faster than NumPy's FWHT")],
      "count-sketch": [faster("lemmata", ["SciPy"], 1, "as fast as SciPy")],
    },
  };
}

function decompose(rows, cols, rank) {
  return {
    workload: "decompose",
    title: `W4: randomized SVD, rank ${rank} of ${rows.toLocaleString("en")} × ${cols.toLocaleString("en")}, two power steps`,
    label: "W4",
    unit: "ms",
    sizes: [rows, cols, rank],
    inputs() {
      const A = geometric(rows, cols, 0.7, Math.min(60, cols));
      return { A, rows, cols, rank, files: { A } };
    },
    goals: {
      decompose: [
        faster("lemmata", ["ml-matrix"], 20, "faster than ml-matrix"),
        atMostTimes("lemmata", "C++ with Eigen", 1.25, "× Eigen, SSE4.2"),
      ],
    },
  };
}

const { projection } = await load();

/** Σ ratioʲ uⱼ vⱼᵀ over `terms` orthonormal vectors of each side. */
function geometric(rows, cols, ratio, terms) {
  const [U, V] = [rows, cols].map((size, seed) => {
    const projector = projection.projector(size, terms, { kind: "orthonormal", seed });
    const { data } = projector.matrix();
    projector.dispose();
    return data.map((value) => value / Math.sqrt(size / terms));
  });
  const A = new Float64Array(rows * cols);
  for (let k = 0; k < terms; k++) {
    for (let i = 0; i < rows; i++) {
      const factor = ratio ** k * U[k * rows + i];
      for (let j = 0; j < cols; j++) A[i * cols + j] += factor * V[k * cols + j];
    }
  }
  return A;
}
