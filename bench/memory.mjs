/** How much WebAssembly memory the workloads take, beside the size of what they are given and give. */

// The inner boundary, for the package itself shows nothing of the module's memory.
import bytes from "../build/api/core/bytes.js";
import { createCore } from "../build/api/instantiate.js";
import { Lemmata } from "../build/api/load.js";
import { centresOf, clustered, logits, samples, wishart } from "./data.mjs";
import { figure } from "./harness.mjs";

/** Rows of the table: the workload and its sizes, megabytes in, megabytes out, the module's most. */
export async function memory(quick) {
  const size = (full, tiny) => (quick ? tiny : full);
  const matrix = (data, rows) => ({ data, rows, cols: data.length / rows });
  const pair = (d) =>
    [2, 4].map((seed) => ({
      mean: samples(1, d, seed),
      covariance: matrix(wishart(1, d, seed + 1), d),
    }));
  const labelled = (rows, cols, classes) => [
    matrix(samples(rows, cols, 1), rows),
    Int32Array.from({ length: rows }, (_, i) => i % classes),
  ];
  const [count, dimension] = [size(100_000, 2_000), size(128, 32)];
  const rows = size(10_000, 100);
  const X = matrix(logits(rows, size(1_000, 50), 1), rows);
  const X32 = { ...X, data: Float32Array.from(X.data) };
  const project = (kind, X) => (lemmata) =>
    lemmata.projection.projector(X.cols, size(300, 10), { kind, seed: 1 }).apply(X);
  const runs = [
    ["nothing", [], () => []],
    ["W1 normalizeRows", X, (l, X) => l.entropy.normalizeRows(X, Math.log(30), logitsGiven)],
    ["W2 softmaxRows", X, (l, X) => l.entropy.softmaxRows(X, 1)],
    ["W3 gaussian projection", X, project("gaussian", X)],
    ["W3 gaussian projection, float32", X32, project("gaussian", X32)],
    ["W3 srht", X, project("srht", X)],
    [
      "W4 randomizedSvd of rank 20",
      matrix(samples(size(2_000, 200), size(1_000, 50), 1), size(2_000, 200)),
      (l, A) => l.projection.randomizedSvd(A, 20, { oversample: 10, power: 2 }),
    ],
    [
      "W5 lsh",
      matrix(clustered(count, dimension, centresOf(count, dimension), 6), count),
      (l, X) => void l.projection.lsh(X),
    ],
    ["W6 wasserstein2", pair(size(2_048, 24)), (l, [p, q]) => l.gaussian.wasserstein2(p, q)],
    [
      "W6 frechet",
      [6, 7].map((seed) =>
        matrix(samples(size(1_000, 10), size(2_048, 20), seed), size(1_000, 10)),
      ),
      (l, [X, Y]) => l.gaussian.frechet(X, Y),
    ],
    ["W7 normal", [], (l) => l.initialization.normal(size(10_000_000, 1_000), { seed: 1 })],
    [
      "W7 orthogonal",
      [],
      (l) => l.initialization.orthogonal(size(1_024, 20), size(1_024, 20), { seed: 1 }),
    ],
    ["W8 fit", labelled(size(100_000, 500), 50, 2), (l, [X, y]) => l.logistic.fit(X, y)],
    [
      "W8 refine, 10 classes",
      labelled(size(20_000, 400), size(100, 6), 10),
      (l, [X, y]) => l.logistic.refine(X, y, { tolerance: 2e-5 }),
    ],
    [
      "W9 train, with the input penalty",
      [matrix(samples(128, 256, 10), 128), matrix(samples(128, 1, 11), 128)],
      (l, [X, targets]) => {
        const layers = [256, 256, 256, 256, 1];
        const network = l.penalty.randomNetwork(layers, { activation: "tanh", seed: 1 });
        const options = { loss: "squared", steps: 1, rate: 1e-3, inputPenalty: 1 };
        network.train(X, targets, options);
        return network.weights();
      },
    ],
  ];
  const table = [];
  for (const [name, given, call] of runs) {
    const core = await createCore(bytes());
    const made = call(new Lemmata(core), given);
    // It never shrinks, so what it is at the end is the most that it was.
    const most = core.HEAPU8.buffer.byteLength;
    table.push([name, shapes(given), ...[bytesOf(given), bytesOf(made), most].map(megabytes)]);
  }
  return table;
}

const logitsGiven = { input: "logits" };

const megabytes = (bytes) => figure(bytes / 1e6);

/** The bytes of all arrays in a value. */
function bytesOf(value) {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((sum, part) => sum + bytesOf(part), 0);
}

/** The sizes of all matrices in a value. */
function shapes(value) {
  if ("rows" in value)
    return `${value.rows.toLocaleString("en")} × ${value.cols.toLocaleString("en")}`;
  return Object.values(value)
    .filter((part) => typeof part === "object" && !ArrayBuffer.isView(part))
    .map((part) => shapes(part))
    .join(", ");
}
