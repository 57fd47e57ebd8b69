/** Smoothing: ReLU by the Gaussian kernel, beside one pass of exp over the same numbers. */

import { normals } from "../data.mjs";
import { atMostTimes, faster } from "../goals.mjs";

export function instances(quick) {
  const [count, block] = quick ? [1_000, 100] : [1_000_000, 10_000];
  return [
    {
      workload: "smoothing",
      title: `Smoothing: ReLU by kernels at ${count.toLocaleString("en")} points, ${block.toLocaleString("en")} a call`,
      label: "smoothing",
      unit: "ns/point",
      nanoseconds: count,
      sizes: [count, block],
      inputs() {
        const draw = normals(1);
        const x = Float64Array.from({ length: count }, () => 3 * draw());
        return { x, block, files: { x } };
      },
      goals: {
        "ramp f64": [
          faster("lemmata", ["SciPy, ndtr and exp", "PyTorch, gelu"], 1, "as fast as Python's"),
          atMostTimes("lemmata", "typed arrays, one Math.exp", 3, "× one pass of Math.exp"),
        ],
        "ramp f32": [faster("lemmata", ["PyTorch, gelu"], 1, "as fast as PyTorch")],
      },
    },
  ];
}
