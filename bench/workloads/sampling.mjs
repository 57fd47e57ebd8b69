/** W7: random numbers: normals, truncated normals, and Haar-orthogonal matrices. */

import { atMostTimes, faster } from "../goals.mjs";

export function instances(quick) {
  const [count, size] = quick ? [10_000, 24] : [10_000_000, 1_024];
  return [
    {
      workload: "sampling",
      title: `W7: ${count.toLocaleString("en")} random numbers`,
      label: "W7",
      unit: "ns/number",
      nanoseconds: count,
      sizes: [count],
      inputs: () => ({ count, files: {} }),
      goals: {
        normal: [
          faster("lemmata", ["NumPy, Philox"], 1, "as fast as NumPy's counter-based generator"),
          faster("lemmata", ["@stdlib, improved ziggurat"], 1.8, "faster than @stdlib"),
        ],
        "truncated normal": [
          faster("lemmata", ["NumPy, rejection"], 1, "faster than NumPy"),
          faster("lemmata", ["PyTorch, trunc_normal_ f64"], 1, "faster than PyTorch"),
        ],
      },
    },
    {
      workload: "haar",
      title: `W7: a Haar-orthogonal matrix of ${size} × ${size}`,
      label: "W7",
      unit: "ms",
      sizes: [size],
      inputs: () => ({ size, files: {} }),
      goals: {
        haar: [
          atMostTimes("lemmata", "NumPy, QR", 2, "× NumPy"),
          faster("lemmata", ["ml-matrix, QR"], 20, "faster than ml-matrix"),
        ],
      },
    },
  ];
}
