/** TensorFlow.js on its WebAssembly backend, one thread; it has float32 only. The input is a tensor
 *  already; the results are read back. */

import { createRequire } from "node:module";
import { contestant } from "../harness.mjs";
import { installed } from "./installed.mjs";
import { rowSummaries } from "./typed-arrays.mjs";

const require = createRequire(import.meta.url);
const tf = require("@tensorflow/tfjs-core");
require("@tensorflow/tfjs-backend-wasm").setThreadsCount(1);
await tf.setBackend("wasm");

export const version = `@tensorflow/tfjs-backend-wasm ${installed("@tensorflow/tfjs-backend-wasm")}`;

export function contestants({ workload, logits32, rows, cols }) {
  if (workload !== "softmax") return [];
  const input = tf.tensor2d(logits32, [rows, cols]);
  return [
    contestant({
      task: "softmax f32",
      name: "tfjs-wasm",
      work: () =>
        read(() => {
          const probabilities = tf.softmax(input);
          const first = tf.sum(tf.mul(probabilities, input), 1);
          return [probabilities, tf.sub(tf.logSumExp(input, 1), first)];
        }),
      values: ([probabilities, entropy]) => [
        ...entropy,
        ...rowSummaries(probabilities, rows, cols),
      ],
      // It subtracts numbers near 100 in float32.
      tolerance: 1e-3,
    }),
    contestant({
      task: "softmax f32",
      name: "tfjs-wasm, softmax alone",
      work: () => read(() => [tf.softmax(input)]),
    }),
  ];
}

/** The tensors that `compute` returns, as typed arrays; nothing stays allocated. */
function read(compute) {
  const tensors = tf.tidy(compute);
  const arrays = tensors.map((tensor) => tensor.dataSync());
  tf.dispose(tensors);
  return arrays;
}
