/** W2: softmax and entropy of every row of a matrix of logits. */

import { logits as makeLogits } from "../data.mjs";
import { atMostTime, faster } from "../goals.mjs";

export function instances(quick) {
  const [rows, cols] = quick ? [100, 50] : [10_000, 1_000];
  return [
    {
      workload: "softmax",
      title: `W2: softmax and entropy of ${rows.toLocaleString("en")} × ${cols.toLocaleString("en")} logits`,
      label: "W2",
      unit: "ns/element",
      nanoseconds: rows * cols,
      sizes: [rows, cols],
      inputs() {
        const logits = makeLogits(rows, cols, 1);
        const logits32 = Float32Array.from(logits);
        return { logits, logits32, rows, cols, files: { logits } };
      },
      goals: {
        "softmax f64": [faster("lemmata", ["NumPy"], 1, "as fast as NumPy")],
        "softmax f32": [
          atMostTime("lemmata", 2, "ns/element"),
          faster("lemmata", ["jax-js, jit"], 4, "faster than jax-js"),
          faster("lemmata", ["tfjs-wasm"], 4, "faster than tfjs-wasm"),
        ],
      },
    },
  ];
}
