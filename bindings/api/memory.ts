import type { Exports } from "./core/exports.js";
import type { MainModule } from "./core/factory.js";
import { describe, failure, outOfMemory } from "./errors.js";
import { asTyped, eachOf, largestAllocation, tagOf, unchanged } from "./typed-arrays.js";
import type { Matrix, MatrixLike, Real, Vector } from "./values.js";

/** The inner boundary: Emscripten's module, and the functions that C++ exports, by their names. */
export type Core = MainModule & Exports;

/** An array in WebAssembly memory, for the length of one call. */
export interface Placed {
  readonly address: number;
  readonly length: number;
  /** float32 rather than float64. */
  readonly single: boolean;
}
export interface PlacedMatrix extends Placed {
  readonly rows: number;
  readonly cols: number;
}

/** Which precision arguments are copied in: as they are, or always float64. */
export type Precision = "as-given" | "double";

/**
 * How much of a matrix is in WebAssembly memory at a time where rows are worked on one by one. It
 * stays in the second-level cache on its way in, through and out, and the module's memory does not
 * grow with the matrix; the calls of smaller slices would begin to show.
 */
const sliceBytes = 2 ** 17;

/** The module's memory: arrays are copied in and out of it, one `set` or `slice` for each. */
export class Memory {
  #core: Core | undefined;

  constructor(core: Core) {
    this.#core = core;
  }

  get disposed(): boolean {
    return this.#core === undefined;
  }

  get core(): Core {
    if (this.#core === undefined) {
      throw failure("DISPOSED", "this module was disposed; load() makes a new one", {});
    }
    return this.#core;
  }

  dispose(): void {
    this.#core = undefined;
  }

  /** Runs `body`; what it placed in the frame is given back when it ends, however it ends. */
  frame<Result>(body: (frame: Frame) => Result): Result {
    const frame = new Frame(this.core);
    try {
      return body(frame);
    } finally {
      frame.release();
    }
  }
}

/** The arrays of one call. */
export class Frame {
  readonly core: Core;
  readonly #addresses: number[] = [];

  constructor(core: Core) {
    this.core = core;
  }

  /** Room for `length` numbers, not cleared. */
  reserve(length: number, single = false): Placed {
    return { address: this.#allocate(length * (single ? 4 : 8)), length, single };
  }

  /** Room for `length` 32-bit integers. */
  reserveIntegers(length: number): Placed {
    return { address: this.#allocate(length * 4), length, single: true };
  }

  /** Copies integers in. */
  integers(values: Int32Array): Placed {
    const placed = this.reserveIntegers(values.length);
    this.core.HEAP32.set(values, placed.address / 4);
    return placed;
  }

  /** Copies numbers in. */
  vector(value: Vector, argument: string, precision: Precision = "as-given"): Placed {
    const entries = asVector(value, argument);
    const placed = this.reserve(entries.length, precision === "as-given" && isSingle(entries));
    this.put(entries, placed);
    return placed;
  }

  /** Copies a matrix in, row after row. */
  matrix(value: MatrixLike, argument: string, precision: Precision = "as-given"): PlacedMatrix {
    const matrix = asMatrix(value, argument);
    const { rows, cols, single } = matrix;
    const placed = this.reserve(rows * cols, precision === "as-given" && single);
    let position = 0;
    for (const part of partsOf(matrix, 0, rows)) {
      this.put(part, placed, position);
      position += part.length;
    }
    return { ...placed, rows, cols };
  }

  /** A matrix whose rows go through WebAssembly memory slice by slice, of `bytes` where a row is not larger. */
  slices(
    value: MatrixLike,
    argument: string,
    precision: Precision = "as-given",
    bytes = sliceBytes,
  ): RowSlices {
    return new RowSlices(this, asMatrix(value, argument), precision, bytes);
  }

  /** The same for a vector, as a matrix of one column. */
  pieces(value: Vector, argument: string): RowSlices {
    const data = asVector(value, argument);
    const column = { argument, rows: data.length, cols: 1, parts: [data], single: isSingle(data) };
    return new RowSlices(this, column, "as-given", sliceBytes);
  }

  /** Copies an array's numbers into those at a place, from its start on. */
  put(values: Real, placed: Placed, position = 0): void {
    // As in `copy`.
    if (values.length > 0)
      this.#heap(placed.single).set(values, placed.address / bytesOf(placed) + position);
  }

  /** Copies the first `count` numbers out, into `to` from `position` on. */
  copy(placed: Placed, count: number, to: Real, position: number): void {
    const start = placed.address / bytesOf(placed);
    // An empty array may be a detached one, which `set` would not take.
    if (count > 0) to.set(this.#heap(placed.single).subarray(start, start + count), position);
  }

  /** The same for 32-bit integers. */
  copyIntegers(placed: Placed, count: number, to: Int32Array, position: number): void {
    const start = placed.address / 4;
    to.set(this.core.HEAP32.subarray(start, start + count), position);
  }

  /** Copies numbers out, into an array that JavaScript owns. */
  take(placed: Placed): Real {
    const start = placed.address / bytesOf(placed);
    return this.#heap(placed.single).slice(start, start + placed.length);
  }

  /** The same where the result is always float64. */
  takeDoubles(placed: Placed): Float64Array {
    const start = placed.address / 8;
    return this.core.HEAPF64.slice(start, start + placed.length);
  }

  takeIntegers(placed: Placed): Int32Array {
    const start = placed.address / 4;
    return this.core.HEAP32.slice(start, start + placed.length);
  }

  takeMatrix(placed: Placed, rows: number, cols: number): Matrix {
    return { data: this.takeDoubles(placed), rows, cols };
  }

  release(): void {
    for (const address of this.#addresses.splice(0)) this.core._free(address);
  }

  #allocate(bytes: number): number {
    const address = bytes < largestAllocation ? this.core._malloc(Math.max(bytes, 1)) : 0;
    if (address === 0) {
      throw outOfMemory(bytes, largestAllocation);
    }
    // Addresses beyond 2 GB arrive as negative numbers.
    this.#addresses.push(address);
    return address >>> 0;
  }

  #heap(single: boolean): Real {
    return single ? this.core.HEAPF32 : this.core.HEAPF64;
  }
}

/** Some of a matrix's rows, in WebAssembly memory. */
export interface RowSlice {
  readonly address: number;
  /** The number of its first row, and how many it has. */
  readonly first: number;
  readonly rows: number;
}

/**
 * A matrix's rows, copied in slice by slice: each is overwritten by the next. There is always one
 * slice, if an empty one.
 */
export class RowSlices implements Iterable<RowSlice> {
  readonly rows: number;
  readonly cols: number;
  readonly single: boolean;
  /** The rows of every slice but the last, which may have fewer. */
  readonly height: number;
  readonly #frame: Frame;
  readonly #matrix: MatrixParts;
  readonly #placed: Placed;

  constructor(frame: Frame, matrix: MatrixParts, precision: Precision, bytes: number) {
    const { rows, cols, single } = matrix;
    this.rows = rows;
    this.cols = cols;
    this.single = precision === "as-given" && single;
    const fitting = Math.floor(bytes / (this.single ? 4 : 8) / Math.max(cols, 1));
    this.height = Math.min(Math.max(fitting, 1), Math.max(rows, 1));
    this.#frame = frame;
    this.#matrix = matrix;
    this.#placed = frame.reserve(this.height * cols, this.single);
  }

  *[Symbol.iterator](): Iterator<RowSlice> {
    const { address } = this.#placed;
    let first = 0;
    do {
      const rows = Math.min(this.height, this.rows - first);
      this.#copyIn(first, rows);
      yield { address, first, rows };
      first += rows;
    } while (first < this.rows);
  }

  /** Copies the slice, which was overwritten with results, to its place in a matrix of them. */
  copyOut({ first, rows }: RowSlice, to: Real): void {
    this.#frame.copy(this.#placed, rows * this.cols, to, first * this.cols);
  }

  /**
   * Where results of as many rows go, of `cols` entries each: the caller's own array, `options.out`,
   * or else a new one.
   */
  resultArray(out?: unknown, cols = this.cols): Real {
    const own = resultArray(this.rows * cols, this.single, out);
    if (out === undefined) return own;
    let position = own.byteOffset;
    for (const part of this.#matrix.parts) {
      // A slice is written after it was read, so the very same place is no danger; one further on is.
      const same = part.byteOffset === position && isSingle(part) === this.single;
      if (overlap(part, own) && !(same && cols === this.cols)) {
        throw failure(
          "INVALID_ARGUMENT",
          "{argument} overlaps the numbers it is made from; it may be the same, or have none of them",
          { argument: "options.out" },
        );
      }
      position += part.length * own.BYTES_PER_ELEMENT;
    }
    return own;
  }

  #copyIn(first: number, rows: number): void {
    let position = 0;
    for (const part of partsOf(this.#matrix, first, rows)) {
      this.#frame.put(part, this.#placed, position);
      position += part.length;
    }
  }
}

/** Some of a matrix's rows, as views of where they are. */
function partsOf(matrix: MatrixParts, first: number, rows: number): readonly Real[] {
  const { cols, parts, argument } = matrix;
  const [whole] = parts;
  if (parts.length !== 1 || whole === undefined) {
    // What is read after a row, another row or an option, may have taken it away.
    return parts.slice(first, first + rows).map((part) => unchanged(part, cols, argument));
  }
  unchanged(whole, matrix.rows * cols, argument);
  if (rows === matrix.rows) return [whole];
  const kind: new (buffer: ArrayBufferLike, start: number, length: number) => Real = isSingle(whole)
    ? Float32Array
    : Float64Array;
  const start = whole.byteOffset + first * cols * whole.BYTES_PER_ELEMENT;
  // Not `subarray`, which asks the array's own class.
  return [new kind(whole.buffer, start, rows * cols)];
}

/** A copy of some of a matrix's rows, in `copy` where that is given. */
export function rowsOf(
  matrix: MatrixParts,
  first: number,
  rows: number,
  copy = resultArray(rows * matrix.cols, matrix.single),
): Real {
  let position = 0;
  for (const part of partsOf(matrix, first, rows)) {
    copy.set(part, position);
    position += part.length;
  }
  return copy;
}

/**
 * The array that results go to: the caller's own, `options.out`, where there is one, else a new one.
 * OUT_OF_MEMORY where the engine has no room for that.
 */
export function resultArray(length: number, single: boolean, out?: unknown): Real {
  if (out !== undefined) return ownArray(out, length, single);
  try {
    return single ? new Float32Array(length) : new Float64Array(length);
  } catch {
    throw outOfMemory(length * (single ? 4 : 8), largestAllocation);
  }
}

function overlap(a: Real, b: Real): boolean {
  return (
    a.buffer === b.buffer &&
    a.byteOffset < b.byteOffset + b.byteLength &&
    b.byteOffset < a.byteOffset + a.byteLength
  );
}

function ownArray(out: unknown, length: number, single: boolean): Real {
  const argument = "options.out";
  const allowed = single ? "Float32Array" : "Float64Array";
  const array = asTyped(out, allowed);
  if (array === undefined) {
    throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be a {allowed}", {
      argument,
      found: asReal(out) ? `a ${tagOf(out)}` : describe(out),
      allowed,
    });
  }
  if (array.length !== length) {
    throw failure("SHAPE_MISMATCH", "{argument} has {found} entries; the result has {expected}", {
      argument,
      found: array.length,
      expected: length,
    });
  }
  return out as Real;
}

function bytesOf(placed: Placed): number {
  return placed.single ? 4 : 8;
}

/** The value where it is a vector; otherwise an error that says what it is. */
export function asVector(value: Vector, argument: string): Real {
  const given = asReal(value);
  if (given !== undefined) return given;
  if (!Array.isArray(value)) {
    throw failure(
      "INVALID_ARGUMENT",
      "{argument} is {found}; allowed are an array of numbers, a Float64Array or a Float32Array",
      { argument, found: describe(value) },
    );
  }
  const { length } = value;
  if (length >= largestAllocation / 8) throw outOfMemory(length * 8, largestAllocation);
  // The loop reads each entry once, holes included, and hands on what it has read: an entry that
  // changes afterwards, behind a getter or a proxy, changes nothing.
  const entries = new Float64Array(length);
  for (let index = 0; index < entries.length; ++index) {
    const entry: unknown = value[index];
    if (typeof entry !== "number") {
      throw failure("INVALID_ARGUMENT", "{argument}[{index}] is {found}; it must be a number", {
        argument,
        index,
        found: describe(entry),
      });
    }
    entries[index] = entry;
  }
  return entries;
}

export interface MatrixParts {
  /** What messages call it. */
  argument: string;
  rows: number;
  cols: number;
  parts: readonly Real[];
  single: boolean;
}

/** Any form of `MatrixLike` as its rows, or as one part where it is contiguous. */
export function asMatrix(value: MatrixLike, argument: string): MatrixParts {
  if (Array.isArray(value)) return fromRows(value as readonly Vector[], argument);
  const given = value as Partial<Matrix<Real>> & { shape?: readonly [number, number] };
  const data = typeof value === "object" && value !== null ? asReal(given.data) : undefined;
  if (data === undefined) {
    throw failure(
      "INVALID_ARGUMENT",
      "{argument} is {found}; allowed are { data, rows, cols } or { data, shape } with a typed array, or an array of rows",
      { argument, found: describe(value) },
    );
  }
  const [rows, cols] = Array.isArray(given.shape) ? given.shape : [given.rows, given.cols];
  const length = data.length;
  if (!isSize(rows) || !isSize(cols) || rows * cols !== length) {
    throw failure(
      "SHAPE_MISMATCH",
      "{argument} has {length} numbers and is said to be {rows} × {cols}",
      { argument, length, rows: describe(rows), cols: describe(cols) },
    );
  }
  return { argument, rows, cols, parts: [data], single: isSingle(data) };
}

function fromRows(rows: readonly Vector[], argument: string): MatrixParts {
  let cols: number | undefined;
  let single = true;
  const parts = eachOf(rows, (row, index) => {
    const part = asVector(row, `${argument}[${index}]`);
    cols ??= part.length;
    if (part.length !== cols) {
      throw failure(
        "SHAPE_MISMATCH",
        "{argument}[{index}] has {found} entries; the rows before it have {expected}",
        { argument, index, found: part.length, expected: cols },
      );
    }
    single &&= isSingle(part);
    return part;
  });
  return {
    argument,
    rows: parts.length,
    cols: cols ?? 0,
    parts,
    single: single && parts.length > 0,
  };
}

function asReal(value: unknown): Real | undefined {
  return asTyped(value, "Float64Array") ?? asTyped(value, "Float32Array");
}

function isSingle(value: Real): boolean {
  return tagOf(value) === "Float32Array";
}

/** As far as rows can be counted: of rows without entries there is room for any number. */
function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31;
}
