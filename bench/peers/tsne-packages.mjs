/**
 * The perplexity search of the t-SNE packages on npm: each package's own code, on the same rows, at a
 * tolerance of 1e-5 nats.
 *
 * The packages search square matrices of squared distances and leave the diagonal out. So the rows
 * are cut into blocks of `cols` rows; in each, row i gets one more entry at place i, which is then
 * left out, and a last row that repeats the one before makes it square. What is timed is the package's
 * function, which also symmetrizes the result (about one hundredth of the search).
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { contestant } from "../harness.mjs";
import { installed } from "./installed.mjs";
import { newton } from "./typed-arrays.mjs";

const require = createRequire(import.meta.url);

export const version = ["tsne", "tsne-js", "@saehrimnir/druidjs"]
  .map((name) => `${name} ${installed(name)}`)
  .join(", ");

export async function contestants({ workload, logits, rows, cols, target }) {
  if (workload !== "normalize") return [];
  const blocks = squareBlocks(logits, rows, cols);
  const perplexity = Math.exp(target);
  const druidTsne = await druid(perplexity);
  const one = (name, { prepare, search, result }) => {
    const inputs = blocks.map(prepare);
    return contestant({
      task: "normalize",
      name: `${name}, bisection to 1e-5`,
      work: () => inputs.map((input) => search(input, perplexity)),
      values: ([first]) => result(first).map((value) => 2 * blocks[0].size * value),
      expected: () => symmetrized(blocks[0], target),
      tolerance: 1e-4,
    });
  };
  return [one("tsne", tsne()), one("tsne-js", tsneJs()), one("druidjs", druidTsne)];
}

// d2p is not exported: the module's text is run with a line that does so.
function tsne() {
  const source = readFileSync(require.resolve("tsne"), "utf8");
  const marker = "// compute (p_{i|j} + p_{j|i})/(2n)";
  if (!source.includes(marker)) throw new Error("tsne: d2p is not where it was");
  const module = { exports: {} };
  const withExport = source.replace(marker, `global.d2p = (...args) => d2p(...args);`);
  const { d2p } = new Function("module", `${withExport}; return tsnejs;`)(module);
  return {
    prepare: ({ data }) => data,
    search: (distances, perplexity) => d2p(distances, perplexity, 1e-5),
    result: (probabilities) => probabilities,
  };
}

function tsneJs() {
  const ndarray = require("ndarray");
  return {
    prepare: ({ data, size }) => ndarray(data, [size, size]),
    search: require("tsne-js/dist/joint-probabilities.js"),
    result: (probabilities) => probabilities.data,
  };
}

// The tolerance is written into TSNE.init, whose text is taken with another number.
async function druid(perplexity) {
  const source = new URL("../node_modules/@saehrimnir/druidjs/src/", import.meta.url);
  const { TSNE } = await import(new URL("dimred/TSNE.js", source));
  const { Matrix } = await import(new URL("matrix/Matrix.js", source));
  const text = TSNE.prototype.init.toString();
  if (!text.includes("tol = 1e-4")) throw new Error("druidjs: the tolerance is not where it was");
  const exact = text.replace("tol = 1e-4", "tol = 1e-5");
  const { init } = new Function("Matrix", `return { ${exact} };`)(Matrix);
  return {
    prepare: ({ data, size }) =>
      new TSNE(new Matrix(size, size, (i, j) => data[i * size + j]), {
        metric: "precomputed",
        perplexity,
      }),
    search: (instance) => init.call(instance),
    result: (instance) => instance._P.values,
  };
}

/** What a package should find for the block, times 2·size: pᵢⱼ + pⱼᵢ, from rows solved to 1e-12. */
function symmetrized({ data, size }, target) {
  const p = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const logits = data.subarray(i * size, (i + 1) * size).map((distance) => -distance);
    p.set(
      newton(
        logits.filter((_, j) => j !== i),
        1,
        size - 1,
        target,
        1e-12,
      ),
      i * size,
    );
    p.copyWithin(i * size + i + 1, i * size + i, (i + 1) * size - 1);
    p[i * size + i] = 0;
  }
  return p.map((value, k) => value + p[(k % size) * size + Math.floor(k / size)]);
}

/** Blocks of squared distances max − logit, with a dummy on the diagonal. */
function squareBlocks(logits, rows, cols) {
  const size = cols + 1;
  const blocks = [];
  for (let first = 0; first < rows; first += cols) {
    const data = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      const row = Math.min(first + Math.min(i, cols - 1), rows - 1);
      const values = logits.subarray(row * cols, (row + 1) * cols);
      const max = values.reduce((a, b) => Math.max(a, b));
      for (let j = 0; j < size; j++) {
        if (j !== i) data[i * size + j] = max - values[j < i ? j : j - 1];
      }
    }
    blocks.push({ data, size });
  }
  return blocks;
}
