/** Random numbers as JavaScript's packages make them, and by rejection on typed arrays. */

import { createRequire } from "node:module";
import { contestant } from "../harness.mjs";
import { installed } from "./installed.mjs";
import { gramDeviation } from "./typed-arrays.mjs";

const require = createRequire(import.meta.url);
const { Matrix, QrDecomposition } = require("ml-matrix");
const ziggurat = require("@stdlib/random-base-improved-ziggurat");

export const version = `@stdlib/random-base-improved-ziggurat ${installed("@stdlib/random-base-improved-ziggurat")}`;

export function contestants({ workload, ...data }) {
  return { sampling, haar }[workload]?.(data) ?? [];
}

function sampling({ count }) {
  const normal = ziggurat.factory({ seed: 1 });
  const one = (task, name, draw) =>
    contestant({
      task,
      name,
      work() {
        const numbers = new Float64Array(count);
        for (let i = 0; i < count; i++) numbers[i] = draw();
        return numbers;
      },
    });
  const truncated = () => {
    for (;;) {
      const x = normal();
      if (x >= -2 && x <= 2) return x;
    }
  };
  return [
    one("normal", "@stdlib, improved ziggurat", normal),
    one("truncated normal", "@stdlib, rejection", truncated),
  ];
}

function haar({ size }) {
  const normal = ziggurat.factory({ seed: 1 });
  return [
    contestant({
      task: "haar",
      name: "ml-matrix, QR",
      work() {
        const { orthogonalMatrix, upperTriangularMatrix } = new QrDecomposition(
          new Matrix(size, size).apply(function (i, j) {
            this.set(i, j, normal());
          }),
        );
        const signs = Array.from({ length: size }, (_, i) =>
          upperTriangularMatrix.get(i, i) < 0 ? -1 : 1,
        );
        return orthogonalMatrix.mulRowVector(signs);
      },
      values: (Q) => gramDeviation(Q.to1DArray(), size),
      expected: () => [0],
      tolerance: 1e-11,
    }),
  ];
}
