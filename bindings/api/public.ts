export type { Lemmata, LoadOptions } from "./load.js";
export type { WasmSource } from "./instantiate.js";
export type { Handle, Matrix, MatrixLike, Real, Seed, Vector } from "./values.js";
export { LemmataError, type ErrorCode } from "./errors.js";
export type * from "./entropy.js";
export type * from "./gaussian.js";
export type * from "./smoothing.js";
