/** W5: an index of clustered unit vectors in float32, and their nearest neighbours. */

import { centresOf, clustered } from "../data.mjs";
import { faster } from "../goals.mjs";

const k = 10;

export function instances(quick) {
  const [count, queries, dimension] = quick ? [2_000, 20, 32] : [100_000, 1_000, 128];
  return [
    {
      workload: "neighbors",
      title: `W5: ${count.toLocaleString("en")} × ${dimension} clustered unit vectors, ${queries.toLocaleString("en")} queries for ${k} neighbours`,
      label: "W5",
      unit: "ms",
      sizes: [count, queries, dimension, k],
      inputs() {
        const centres = centresOf(count, dimension);
        const X = clustered(count, dimension, centres, 6);
        const Q = clustered(queries, dimension, centres, 7);
        const files = { X: Float64Array.from(X), Q: Float64Array.from(Q) };
        return { X, Q, count, queries, dimension, k, files };
      },
      goals: {
        build: [
          faster("lemmata, 2 tables", ["typed arrays, 64 signs"], 10, "faster than JavaScript's"),
        ],
        query: [
          faster(
            "lemmata, 2 tables",
            ["faiss LSH, 64 signs, 300 ranked", "faiss LSH, 96 signs, 100 ranked"],
            3,
            "faster than faiss LSH",
          ),
          faster("lemmata, 2 tables", ["typed arrays, 64 signs"], 10, "faster than JavaScript's"),
        ],
      },
    },
  ];
}
