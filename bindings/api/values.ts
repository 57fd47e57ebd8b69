// Users compile against it whatever their own "lib" says; TypeScript before 5.2 has none that does.
declare global {
  interface SymbolConstructor {
    readonly dispose: unique symbol;
  }
  interface Disposable {
    /** Gives the memory back at the end of a `using` block. */
    [Symbol.dispose](): void;
  }
}

/** Numbers as results hold them. */
export type Real = Float64Array | Float32Array;

/** Numbers as arguments may hold them. */
export type Vector = Real | readonly number[];

/** A row-major matrix: `data.length === rows * cols`. */
export interface Matrix<T extends Real = Float64Array> {
  /** Row after row. */
  readonly data: T;
  /** How many rows there are. */
  readonly rows: number;
  /** How many numbers a row has. */
  readonly cols: number;
}

/**
 * What is accepted wherever a matrix is asked for: ours, nested arrays, or the `{ data, shape }` of
 * ndarray-like libraries.
 */
export type MatrixLike =
  | Matrix
  | Matrix<Float32Array>
  | readonly Vector[]
  | {
      /** rows · cols numbers, row by row. */
      readonly data: Real;
      /** [rows, cols]. */
      readonly shape: readonly [number, number];
    };

/** Where the result of a whole array or matrix is written. */
export interface ResultOptions {
  /**
   * An array of as many numbers as the result has and of its precision, to be written to instead of
   * a new one: in a loop it saves the engine the work of a fresh array. It may be the argument's own
   * data, entry for entry, but not overlap them otherwise. After an error its contents are undefined.
   */
  out?: Real;
}

/** The 64-bit Philox key: the same seed gives the same bits on every engine. */
export type Seed = number | bigint;

/**
 * What holds WebAssembly memory. Using it after `dispose()` throws DISPOSED; disposing twice is
 * harmless. With `using`, it is disposed at the end of the block.
 */
export interface Handle extends Disposable {
  /** Gives the memory back. */
  dispose(): void;
  /** Whether it was. */
  readonly disposed: boolean;
}
