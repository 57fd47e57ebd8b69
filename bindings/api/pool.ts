/**
 * The row-wise functions on workers: the same names and results, as promises.
 *
 * @module lemmata/pool
 */
import { checkOnePerRow, checkOptions, integerOption } from "./arguments.js";
import type { EntropyOptions, EntropyTarget, NormalizedRows } from "./entropy.js";
import { failure, type PlainFailure } from "./errors.js";
import type { Gaussian } from "./gaussian.js";
import { asMatrix, resultArray, rowsOf, type MatrixParts } from "./memory.js";
import { unchanged } from "./typed-arrays.js";
import type { Handle, Matrix, MatrixLike, Real, ResultOptions } from "./values.js";
import { startWorker, Workers, type PoolWorker, type Task } from "./workers.js";

export type { PoolWorker };

/** Options of `createPool`. */
export interface PoolOptions {
  /** How many workers; as many as the machine has processors unless given. */
  workers?: number;
  /** Starts a worker that runs the package's `pool-worker.js`, where a bundler does not find it by itself. */
  startWorker?: () => PoolWorker | Promise<PoolWorker>;
}

/** How a call on the pool is followed and stopped. */
export interface RowOptions {
  /** Rejects the call with ABORTED when it is aborted; rows that a worker has already begun are dropped. */
  signal?: AbortSignal;
  /** Told how many of the rows are done; what it throws rejects the call. */
  onProgress?: (done: number, rows: number) => void;
}

/** `Entropy`'s functions of matrices, on the workers. */
export interface PooledEntropy {
  /** `Entropy.normalizeRows`. A failed row rejects the call with its error, which names the row. */
  normalizeRows(P: MatrixLike, target: EntropyTarget | readonly EntropyTarget[] | Float64Array, options?: EntropyOptions & ResultOptions & RowOptions & { unreachable?: "throw" | "clamp" }): Promise<NormalizedRows>; // prettier-ignore
  /** `Entropy.clampRows`. */
  clampRows(P: MatrixLike, range: { min?: EntropyTarget; max?: EntropyTarget }, options?: EntropyOptions & ResultOptions & RowOptions): Promise<NormalizedRows>; // prettier-ignore
  /** `Entropy.softmaxRows`. */
  softmaxRows(
    X: MatrixLike,
    temperature?: number,
    options?: ResultOptions & RowOptions,
  ): Promise<{
    /** N × n in the precision of X; each row sums to 1. */
    probabilities: Matrix | Matrix<Float32Array>;
    /** N entropies, in nats. */
    entropy: Float64Array;
  }>;
}

/** `GaussianDistances`' functions of points, on the workers. */
export interface PooledGaussian {
  /** `GaussianDistances.logDensity`. */
  logDensity(p: Gaussian, points: MatrixLike, options?: RowOptions): Promise<Float64Array>;
  /** `GaussianDistances.mahalanobis`. */
  mahalanobis(p: Gaussian, points: MatrixLike, options?: RowOptions): Promise<Float64Array>;
}

/** Workers that share the rows of one call after the other. */
export interface Pool extends Handle {
  /** How many workers there are. */
  readonly size: number;
  /** Entropies and powers of the rows of a matrix. */
  readonly entropy: PooledEntropy;
  /** Densities and distances of the rows of a matrix. */
  readonly gaussian: PooledGaussian;
}

/**
 * Starts workers, each with an instance of the module. Rows are cut into pieces of about a megabyte
 * that do not depend on the number of workers, so neither do the results, to the bit. A worker that
 * dies is replaced and its rows are done again. A call on a pool that was disposed rejects with DISPOSED.
 *
 * In Node it needs 20.16 or later. Throws INVALID_ARGUMENT for fewer than 1 or more than 64 workers,
 * and where the engine has none; what `startWorker` throws.
 *
 * @example
 * const pool = await createPool({ workers: 1 });
 * console.assert((await pool.entropy.softmaxRows([[0, 0]])).entropy[0] === Math.log(2)); pool.dispose();
 */
export async function createPool(options?: PoolOptions): Promise<Pool> {
  checkOptions(options, "options", ["workers", "startWorker"]);
  const count = integerOption(options?.workers, "options.workers", { low: 1, high: 64 }, processors()); // prettier-ignore
  const start = options?.startWorker ?? startWorker;
  return new RowPool(await Workers.begin(count, async () => start()));
}

function processors(): number {
  const node = globalThis.process?.getBuiltinModule?.("node:os");
  const count = node?.availableParallelism() ?? globalThis.navigator?.hardwareConcurrency ?? 2;
  return Math.max(1, Math.min(count, 64));
}

const pieceBytes = 2 ** 20;

/** One call: which function, and which of its arguments has a row of the matrix for each of its entries. */
interface RowCall {
  system: "entropy" | "gaussian";
  method: string;
  args: unknown[];
  /** The matrix' place among the arguments, and its name. */
  matrix: number;
  name: string;
  /** An argument that has one entry for each row. */
  perRow?: number | undefined;
  /** The place of the options, from which those of the pool are taken out. */
  options: number;
}

class RowPool implements Pool {
  readonly #workers: Workers;
  readonly entropy: PooledEntropy;
  readonly gaussian: PooledGaussian;

  constructor(workers: Workers) {
    this.#workers = workers;
    this.entropy = {
      normalizeRows: (P, target, options) =>
        this.#run({
          system: "entropy",
          method: "normalizeRows",
          args: [P, target, options],
          matrix: 0,
          name: "P",
          perRow: Array.isArray(target) || ArrayBuffer.isView(target) ? 1 : undefined,
          options: 2,
        }),
      clampRows: (P, range, options) =>
        this.#run({ system: "entropy", method: "clampRows", args: [P, range, options], matrix: 0, name: "P", options: 2 }), // prettier-ignore
      softmaxRows: (X, temperature, options) =>
        this.#run({ system: "entropy", method: "softmaxRows", args: [X, temperature, options], matrix: 0, name: "X", options: 2 }), // prettier-ignore
    };
    const atPoints =
      (method: string) =>
      (p: Gaussian, points: MatrixLike, options?: RowOptions): Promise<Float64Array> =>
        this.#run({
          system: "gaussian",
          method,
          args: [p, points, options],
          matrix: 1,
          name: "points",
          options: 2,
        });
    this.gaussian = { logDensity: atPoints("logDensity"), mahalanobis: atPoints("mahalanobis") };
  }

  get size(): number {
    return this.#workers.size;
  }
  get disposed(): boolean {
    return this.#workers.disposed;
  }
  dispose(): void {
    this.#workers.dispose();
  }
  [Symbol.dispose](): void {
    this.dispose();
  }

  #run<Result>(call: RowCall): Promise<Result> {
    return runOnRows(this.#workers, call) as Promise<Result>;
  }
}

/** Cuts the rows into pieces, hands them out and puts the results together as they come. */
async function runOnRows(workers: Workers, call: RowCall): Promise<unknown> {
  if (workers.disposed) throw failure("DISPOSED", "this pool was disposed", {});
  const { signal, onProgress, out, rest } = ownOptions(call);
  if (signal?.aborted) throw aborted();
  const matrix = asMatrix(call.args[call.matrix] as MatrixLike, call.name);
  const args = call.args.slice();
  args[call.options] = rest;
  const length = matrix.rows * matrix.cols;
  if (out !== undefined) resultArray(length, matrix.single, out);
  const perRow = call.perRow === undefined ? undefined : (args[call.perRow] as Float64Array);
  if (perRow !== undefined) checkOnePerRow(perRow.length, matrix.rows, "target");
  const whole = new Assembly(matrix.rows, out);
  const spare: ArrayBuffer[] = [];
  const height = Math.max(1, Math.floor(pieceBytes / (matrix.single ? 4 : 8) / Math.max(matrix.cols, 1))); // prettier-ignore
  return new Promise((resolve, reject) => {
    const open = new Map<Task, number>();
    // The first row that fails decides, as in the function itself: earlier pieces are waited for,
    // later ones given up.
    let failed: { first: number; error: PlainFailure } | undefined;
    let done = 0;
    const giveUp = (from: number): void => {
      workers.withdraw((task) => {
        const unwanted = (open.get(task) ?? -1) >= from;
        if (unwanted) open.delete(task);
        return unwanted;
      });
    };
    const settle = (): void => {
      if (open.size > 0) return;
      signal?.removeEventListener("abort", abort);
      if (failed === undefined) resolve(whole.result());
      else reject(reworded(failed.error, failed.first));
    };
    const end = (cause: Error): void => {
      signal?.removeEventListener("abort", abort);
      giveUp(0);
      open.clear();
      reject(cause);
    };
    const abort = (): void => end(aborted());
    signal?.addEventListener("abort", abort, { once: true });
    const tasks: Task[] = [];
    let first = 0;
    do {
      const piece = { first, rows: Math.min(height, matrix.rows - first) };
      const task: Task = {
        losses: 0,
        call: () => callOn(call, args, perRow, matrix, piece, spare.pop()),
        done: (result, lent) => {
          if (!open.delete(task)) return;
          try {
            if (out !== undefined) unchanged(out, length, "options.out");
            whole.put(result, piece);
            // The last piece is smaller, and what has its room comes after it where a worker was lost.
            if (piece.rows === height) spare.push(lent);
            done += piece.rows;
            onProgress?.(done, matrix.rows);
            settle();
          } catch (cause) {
            end(cause as Error);
          }
        },
        failed: (error) => {
          if (!open.delete(task)) return;
          if (failed === undefined || piece.first < failed.first)
            failed = { first: piece.first, error };
          giveUp(piece.first);
          settle();
        },
      };
      open.set(task, first);
      tasks.push(task);
      first += height;
    } while (first < matrix.rows);
    for (const task of tasks) workers.add(task);
  });
}

interface Piece {
  first: number;
  rows: number;
}

function callOn(
  { system, method, matrix: place, perRow: placeOfRows, options }: RowCall,
  args: readonly unknown[],
  perRow: Float64Array | undefined,
  matrix: MatrixParts,
  { first, rows }: Piece,
  // What an earlier piece had: memory that is new costs more than most of what is computed in it.
  spare: ArrayBuffer | undefined,
): ReturnType<Task["call"]> {
  const length = rows * matrix.cols;
  const room = spare && (matrix.single ? new Float32Array(spare, 0, length) : new Float64Array(spare, 0, length)); // prettier-ignore
  const data = rowsOf(matrix, first, rows, room);
  const given = args.slice();
  given[place] = { data, rows, cols: matrix.cols };
  if (perRow !== undefined) given[placeOfRows!] = perRow.slice(first, first + rows);
  const inPlace = writesInPlace(system) ? { inPlace: options } : {};
  return { call: { system, method, args: given, matrix: place, ...inPlace }, transfer: [data.buffer as ArrayBuffer] }; // prettier-ignore
}

/** The pool's own options, and what is left for the function. */
function ownOptions({
  args,
  options: place,
  system,
}: RowCall): RowOptions & ResultOptions & { rest: object } {
  const options = args[place] as (RowOptions & ResultOptions) | undefined;
  // Further ones are for the functions to look at, on the workers.
  const isObject = typeof options === "object" && options !== null && !Array.isArray(options);
  if (!isObject || !writesInPlace(system))
    checkOptions(options, "options", ["signal", "onProgress"]);
  const { signal, onProgress, out, ...rest } = options ?? {};
  return { signal, onProgress, out, rest };
}

/** Whether a system's functions write a matrix like their argument, and can do so in its place. */
function writesInPlace(system: RowCall["system"]): boolean {
  return system === "entropy";
}

function aborted(): Error {
  return failure("ABORTED", "the call was aborted by its signal", {});
}

/** The worker's failure with the row of the whole matrix. */
function reworded({ code, template, details }: PlainFailure, first: number): Error {
  const moved = { ...details };
  const counted = "row" in moved ? "row" : moved.argument === "target" ? "index" : undefined;
  if (counted !== undefined && typeof moved[counted] === "number") moved[counted] += first;
  return failure(code, template, moved);
}

type Numbers = Real | Int32Array;

/** A result of all rows, made of those of pieces: every array of it has its rows one after the other. */
class Assembly {
  readonly #rows: number;
  readonly #out: Real | undefined;
  #result: unknown;

  /** The matrix among the results is written to `out` where that is given. */
  constructor(rows: number, out: Real | undefined) {
    this.#rows = rows;
    this.#out = out;
  }

  put(part: unknown, piece: Piece): void {
    this.#result = this.#merged(this.#result, part, piece);
  }

  result(): unknown {
    return this.#result;
  }

  #merged(whole: unknown, part: unknown, piece: Piece): unknown {
    if (ArrayBuffer.isView(part)) {
      const numbers = part as Numbers;
      const width = piece.rows === 0 ? 0 : numbers.length / piece.rows;
      const all = (whole as Numbers | undefined) ?? arrayLike(numbers, this.#rows * width);
      all.set(numbers, piece.first * width);
      return all;
    }
    if (typeof part !== "object" || part === null) return part;
    const merged: Record<string, unknown> = (whole as Record<string, unknown> | undefined) ?? {};
    if (this.#out !== undefined && "data" in part) merged.data ??= this.#out;
    for (const [key, value] of Object.entries(part))
      merged[key] = key === "rows" ? this.#rows : this.#merged(merged[key], value, piece);
    return merged;
  }
}

function arrayLike(numbers: Numbers, length: number): Numbers {
  if (numbers instanceof Int32Array) return new Int32Array(length);
  return resultArray(length, numbers instanceof Float32Array);
}
