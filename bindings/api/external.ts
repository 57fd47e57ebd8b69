/**
 * The same package with the WebAssembly as a file beside the JavaScript, for those who want it
 * streamed or cached on its own.
 *
 * @module lemmata/external
 */
import { instantiate, type Lemmata, type LoadOptions } from "./load.js";

/** `load` of the main entry, with the WebAssembly from `lemmata.wasm` beside this file unless `options.wasm` says otherwise. */
export function load(options?: LoadOptions): Promise<Lemmata> {
  return instantiate(options, () => new URL("./lemmata.wasm", import.meta.url));
}

export * from "./public.js";
