/** jax-js, its WebAssembly backend (in Node one thread). The input is a tensor already; the results
 *  are read back. Its exp in float64 has the precision of float32, hence the tolerance. */

import { contestant } from "../harness.mjs";
import { installed } from "./installed.mjs";
import { rowSummaries } from "./typed-arrays.mjs";

// jax-js asks for this by name; Node 20 does not have it, and nothing here uses it.
globalThis.Float16Array ??= class Float16Array {};
const { numpy: np, jit, init, defaultDevice } = await import("@jax-js/jax");
await init("wasm");
defaultDevice("wasm");

export const version = `@jax-js/jax ${installed("@jax-js/jax")}`;

export function contestants({ workload, logits, logits32, rows, cols }) {
  if (workload !== "softmax") return [];
  const one = (task, data, dtype, tolerance) => {
    const input = np.array(data, { shape: [rows, cols], dtype });
    return contestant({
      task,
      name: "jax-js, jit",
      work: async () => {
        const [probabilities, entropy] = softmax(input.ref);
        return { probabilities: await probabilities.data(), entropy: await entropy.data() };
      },
      values: ({ probabilities, entropy }) => [
        ...entropy,
        ...rowSummaries(probabilities, rows, cols),
      ],
      tolerance,
    });
  };
  return [
    one("softmax f64", logits, np.float64, 1e-4),
    one("softmax f32", logits32, np.float32, 1e-4),
  ];
}

// Every use of a value but the last takes a reference to it.
const softmax = jit((logits) => {
  const shifted = logits.ref.sub(np.max(logits, 1, { keepdims: true }));
  const exponentials = np.exp(shifted.ref);
  const z = np.sum(exponentials.ref, 1, { keepdims: true });
  const probabilities = exponentials.div(z.ref);
  const first = np.sum(probabilities.ref.mul(shifted), 1);
  return [probabilities, np.log(z).reshape([-1]).sub(first)];
});
