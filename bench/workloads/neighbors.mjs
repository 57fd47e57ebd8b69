/** W5: an index of clustered unit vectors in float32, and their nearest neighbours. */

import { normals } from "../data.mjs";
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
        const clusters = Math.ceil(count / 100);
        const centres = Float64Array.from({ length: clusters * dimension }, normals(5));
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
          // faiss's LSH, which is not measured here, took 1.42 times as long as the scan in C++.
          faster(
            "lemmata, 2 tables",
            ["C++ scan of 64 signs"],
            3 / 1.42,
            "than the scan in C++, so 3 × faiss LSH",
          ),
          faster("lemmata, 2 tables", ["typed arrays, 64 signs"], 10, "faster than JavaScript's"),
        ],
      },
    },
  ];
}

/** Unit vectors around the centres, 0.6 times as far from them as those are from the origin. */
function clustered(count, dimension, centres, seed) {
  const normal = normals(seed);
  const clusters = centres.length / dimension;
  const data = new Float32Array(count * dimension);
  const row = new Float64Array(dimension);
  for (let i = 0; i < count; i++) {
    const cluster = Math.floor(((i * 0.618033988749895) % 1) * clusters);
    let squares = 0;
    for (let j = 0; j < dimension; j++) {
      row[j] = centres[cluster * dimension + j] + 0.6 * normal();
      squares += row[j] * row[j];
    }
    const length = Math.sqrt(squares);
    for (let j = 0; j < dimension; j++) data[i * dimension + j] = row[j] / length;
  }
  return data;
}
