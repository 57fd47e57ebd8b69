/** W9: gradients of a multilayer perceptron, and of the penalty on its input gradient. */

import { normals, samples } from "../data.mjs";
import { atMostTimes, faster } from "../goals.mjs";

export function instances(quick) {
  const [batch, width] = quick ? [8, 16] : [128, 256];
  return [
    {
      workload: "penalty",
      title: `W9: 4 layers of ${width}, tanh, batch ${batch}`,
      label: "W9",
      unit: "ms",
      sizes: [batch, width],
      inputs() {
        const normal = normals(9);
        const weights = [width, width, width, 1].map((rows) =>
          Float64Array.from({ length: rows * width }, () => normal() / Math.sqrt(width)),
        );
        const layers = weights.map((data, t) => ({
          weights: { data, rows: data.length / width, cols: width },
          bias: new Float64Array(data.length / width),
          activation: t < 3 ? "tanh" : "identity",
        }));
        const X = samples(batch, width, 10);
        const targets = samples(batch, 1, 11);
        const all = new Float64Array(weights.reduce((sum, { length }) => sum + length, 0));
        weights.reduce((at, data) => (all.set(data, at), at + data.length), 0);
        return { layers, X, targets, batch, width, files: { weights: all, X, targets } };
      },
      goals: {
        "gradients f64": [
          atMostTimes("lemmata", "PyTorch", 4, "× PyTorch"),
          faster("lemmata", ["jax-js, jit"], 5, "faster than jax-js"),
        ],
        "gradients f32": [faster("lemmata", ["jax-js, jit"], 1, "faster than jax-js")],
        "gradient of the input penalty f64": [
          atMostTimes("lemmata", "PyTorch", 4, "× PyTorch"),
          faster("lemmata", ["jax-js, jit"], 8, "faster than jax-js"),
        ],
      },
    },
  ];
}
