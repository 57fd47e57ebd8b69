/** onnxruntime-web on its WebAssembly backend, one thread: W3's product with a matrix that the model holds. */

import * as ort from "onnxruntime-web";
import { contestant } from "../harness.mjs";
import { installed } from "./installed.mjs";

ort.env.wasm.numThreads = 1;

export const version = `onnxruntime-web ${installed("onnxruntime-web")}`;

const elementTypes = { float32: 1, float64: 11 };

export async function contestants({ workload, ...data }) {
  if (workload !== "project") return [];
  return [
    await product("given f32", "float32", Float32Array, data, 1e-4),
    await product("given f64", "float64", Float64Array, data, 1e-11),
  ];
}

async function product(task, type, Numbers, { X, R, rows, cols, outputs }, tolerance) {
  const transposed = new Numbers(cols * outputs);
  for (let i = 0; i < outputs; i++)
    for (let j = 0; j < cols; j++) transposed[j * outputs + i] = R[i * cols + j];
  const session = await ort.InferenceSession.create(
    model(elementTypes[type], rows, cols, outputs, transposed),
    { executionProviders: ["wasm"] },
  );
  // It defines one in Node, by which jax-js, in the same process, would believe that it has threads.
  delete globalThis.Worker;
  const input = new ort.Tensor(type, Numbers.from(X), [rows, cols]);
  return contestant({
    task,
    name: "onnxruntime-web",
    work: async () => (await session.run({ X: input })).Y.data,
    // The first row's product, which a mistake in the model would change.
    values: (Y) => {
      let error = 0;
      for (let i = 0; i < outputs; i++) {
        let sum = 0;
        for (let j = 0; j < cols; j++) sum += X[j] * R[i * cols + j];
        error = Math.max(error, Math.abs(Y[i] - sum));
      }
      return [1 + error];
    },
    expected: () => [1],
    tolerance,
  });
}

// ── the model, in ONNX's protocol buffers (onnx.proto, IR version 8, operator set 13) ────────────────

function model(elementType, rows, cols, outputs, weights) {
  const value = (name, ...dimensions) =>
    message([1, name], [2, message([1, message([1, elementType], [2, shape(dimensions)])])]);
  const shape = (dimensions) => message(...dimensions.map((size) => [1, message([1, size])]));
  const tensor = message(
    [1, cols],
    [1, outputs],
    [2, elementType],
    [8, "R"],
    [9, new Uint8Array(weights.buffer)],
  );
  const node = message([1, "X"], [1, "R"], [2, "Y"], [4, "MatMul"]);
  const graph = message(
    [1, node],
    [2, "product"],
    [5, tensor],
    [11, value("X", rows, cols)],
    [12, value("Y", rows, outputs)],
  );
  return message([1, 8], [7, graph], [8, message([2, 13])]);
}

/** Fields by number: a number, a text, or bytes, which may be a message. */
function message(...fields) {
  return Buffer.concat(
    fields.map(([number, content]) => {
      if (typeof content === "number") return Buffer.concat([varint(8 * number), varint(content)]);
      const bytes = typeof content === "string" ? Buffer.from(content) : content;
      return Buffer.concat([varint(8 * number + 2), varint(bytes.length), bytes]);
    }),
  );
}

function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
}
