/**
 * The mathematics of eight machine-learning articles, in C++ compiled to WebAssembly SIMD.
 *
 * @module lemmata
 */
import { instantiate, type Lemmata, type LoadOptions } from "./load.js";

/**
 * Makes an instance of the module. Everything after it is synchronous and pure. An instance costs a
 * few milliseconds and its own memory; make one and keep it.
 *
 * Throws CORRUPT_DATA where `options.wasm` is not the module, INVALID_ARGUMENT where the engine has no
 * WebAssembly SIMD.
 *
 * @example
 * const { entropy } = await load();
 * console.assert(entropy.shannon([0.5, 0.5]) === Math.log(2));
 */
export function load(options?: LoadOptions): Promise<Lemmata> {
  return instantiate(options, async () => (await import("./core/bytes.js")).default());
}

export * from "./public.js";
