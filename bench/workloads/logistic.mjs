/** W8: classifiers of Gaussian classes, in closed form and by maximum likelihood. */

import { normals } from "../data.mjs";
import { atMostTimes, faster } from "../goals.mjs";

export function instances(quick) {
  const sizes = quick
    ? [
        [500, 5, 2, 1.2],
        [400, 6, 4, 1.5],
      ]
    : [
        [100_000, 50, 2, 1.2],
        [20_000, 100, 10, 1.5],
      ];
  return sizes.map(([rows, cols, classes, most]) => ({
    workload: "logistic",
    title: `W8: ${rows.toLocaleString("en")} × ${cols}, ${classes} classes`,
    label: `W8, ${classes} classes`,
    unit: "ms",
    sizes: [rows, cols, classes],
    inputs() {
      const { X, labels } = gaussianClasses(rows, cols, classes);
      return { X, labels, rows, cols, classes, files: { X, labels: Float64Array.from(labels) } };
    },
    goals: {
      "closed form": [
        faster("lemmata", ["scikit-learn, LDA lsqr"], 5, "faster than scikit-learn's LDA"),
        faster("lemmata", ["typed arrays"], 2, "faster than typed arrays"),
        atMostTimes("lemmata", "NumPy, Gram + Cholesky", 2.5, "NumPy's Gram matrices"),
      ],
      "maximum likelihood": [
        atMostTimes("lemmata", "scikit-learn, lbfgs", most, "scikit-learn's lbfgs"),
      ],
    },
  }));
}

/** Unit normals about means that are 0.3 normals, in classes that take turns. */
function gaussianClasses(rows, cols, classes) {
  const normal = normals(8);
  const means = Float64Array.from({ length: classes * cols }, () => 0.3 * normal());
  const X = new Float64Array(rows * cols);
  const labels = new Int32Array(rows);
  for (let i = 0; i < rows; i++) {
    labels[i] = i % classes;
    for (let j = 0; j < cols; j++) X[i * cols + j] = normal() + means[labels[i] * cols + j];
  }
  return { X, labels };
}
