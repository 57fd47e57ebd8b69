/** W1: every row of a matrix of logits to an entropy of log 30 nats. */

import { logits as makeLogits } from "../data.mjs";
import { atMostTimes, faster } from "../goals.mjs";

const perplexity = 30;

export function instances(quick) {
  const [rows, cols] = quick ? [100, 50] : [10_000, 1_000];
  return [
    {
      workload: "normalize",
      title: `W1: ${rows.toLocaleString("en")} × ${cols.toLocaleString("en")} logits, each row to an entropy of log ${perplexity} nats`,
      label: "W1",
      unit: "ns/element",
      nanoseconds: rows * cols,
      sizes: [rows, cols, perplexity],
      inputs() {
        const logits = makeLogits(rows, cols, 1);
        return { logits, rows, cols, target: Math.log(perplexity), files: { logits } };
      },
      goals: { normalize: goals },
    },
  ];
}

const packages = ["tsne", "tsne-js", "druidjs"].map((name) => `${name}, bisection to 1e-5`);

const goals = [
  atMostTimes("lemmata", "lemmata, softmax + entropy", 3.5, "its own softmax + entropy passes"),
  faster("lemmata", packages, 15, "faster than the fastest t-SNE package at 1e-5"),
  faster("lemmata", ["scikit-learn, bisection to 1e-5"], 7, "faster than scikit-learn at 1e-5"),
  faster("lemmata", ["C++ with Eigen, Newton to 1e-12"], 1.9, "faster than C++ Newton, SSE4.2"),
];
