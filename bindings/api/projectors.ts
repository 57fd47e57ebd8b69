import {
  checkOptions,
  choiceOption,
  integerOption,
  numberOption,
  seedOption,
} from "./arguments.js";
import { failure } from "./errors.js";
import { Held } from "./handle.js";
import type { Memory } from "./memory.js";
import type { Matrix, MatrixLike, Real, Seed } from "./values.js";

// In the order of the core's enumerators.
const kinds = ["gaussian", "rademacher", "sparse", "orthonormal", "srht", "count-sketch"] as const;

/** What a projector's matrix is made of; `Projection.projector` says what each kind is good for. */
export type ProjectionKind = (typeof kinds)[number];

/** Options of `Projection.projector`. */
export interface ProjectorOptions {
  /** "gaussian" unless given. */
  kind?: ProjectionKind;
  /** Of kind "sparse": the share of entries that are not 0, above 0 and at most 1; 1/√inputs unless given. */
  density?: number;
  /** 0 unless given. */
  seed?: Seed;
}

export const largestSize = 2 ** 31 - 1;

/** A row of X goes in among others of this many bytes together, or of more where each slice costs a new matrix. */
const sliceBytes = 2 ** 22;
const expensiveSliceBytes = 2 ** 28;

/** A random linear map that keeps squared lengths on average: a function of its kind, sizes and seed. */
export class Projector extends Held {
  /** What its matrix is made of. */
  readonly kind: ProjectionKind;
  /** The entries of a vector it takes. */
  readonly inputs: number;
  /** The entries of a vector it gives. */
  readonly outputs: number;
  /** The 64-bit key of its entries. */
  readonly seed: bigint;

  /** @internal */
  constructor(memory: Memory, inputs: number, outputs: number, options?: ProjectorOptions) {
    const range = { low: 1, high: largestSize };
    integerOption(inputs, "inputs", range);
    integerOption(outputs, "outputs", range);
    checkOptions(options, "options", ["kind", "density", "seed"]);
    const kind = choiceOption(options?.kind, "options.kind", kinds, "gaussian");
    if (options?.density !== undefined && kind !== "sparse") {
      throw failure("INVALID_ARGUMENT", "{argument} is given; only the kind {allowed} has one", {
        argument: "options.density",
        found: options.density,
        allowed: '"sparse"',
      });
    }
    const density = numberOption(options?.density, "options.density", 1 / Math.sqrt(inputs));
    const { low, high } = seedOption(options?.seed ?? 0, "options.seed");
    const address = memory.core.projectorMake(
      kinds.indexOf(kind),
      inputs,
      outputs,
      density,
      low,
      high,
    );
    super(memory, "projector", address >>> 0, (core, at) => core.projectorRelease(at));
    this.kind = kind;
    this.inputs = inputs;
    this.outputs = outputs;
    this.seed = (BigInt(high) << 32n) | BigInt(low);
  }

  /**
   * The projection of every row of X, in X's precision.
   *
   * `X`: N × inputs, or none for N = 0; `options.out`: an array for the N × outputs numbers of the
   * result, which has the bits of one row whatever its neighbours. Throws SHAPE_MISMATCH, NOT_FINITE
   * (also where a result leaves the range of its precision), OUT_OF_MEMORY, DISPOSED.
   * Source: kexue.fm/archives/8706.
   *
   * @example
   * const projector = projection.projector(3, 8, { kind: "orthonormal" });
   * console.assert(Math.abs(projector.apply([[2, 3, 6]]).data.reduce((sum, y) => sum + y * y, 0) - 49) < 1e-12);
   */
  apply(X: MatrixLike, options?: { out?: Real }): Matrix | Matrix<Float32Array> {
    checkOptions(options, "options", ["out"]);
    return this.use((frame, address) => {
      const { core } = frame;
      const bytes = core.projectorKeeps(address) ? sliceBytes : expensiveSliceBytes;
      const slices = frame.slices(X, "X", "as-given", bytes);
      const { rows, single, height } = slices;
      const result = frame.reserve(height * this.outputs, single);
      const data = slices.resultArray(options?.out, this.outputs);
      const apply = single ? core.projectorApply32 : core.projectorApply64;
      // An empty array of rows cannot say how long they are.
      const cols = rows === 0 ? this.inputs : slices.cols;
      for (const slice of slices) {
        apply(address, slice.address, slice.rows, cols, slice.first, result.address);
        frame.copy(result, slice.rows * this.outputs, data, slice.first * this.outputs);
      }
      return { data, rows, cols: this.outputs } as Matrix | Matrix<Float32Array>;
    });
  }

  /**
   * The matrix, for looking at: `apply(X)` is X times its transpose.
   *
   * Returns outputs × inputs. Throws OUT_OF_MEMORY, DISPOSED.
   *
   * @example
   * const projector = projection.projector(4, 2, { kind: "count-sketch", seed: 7 });
   * console.assert(projector.matrix().data.filter((entry) => entry !== 0).length === 4);
   */
  matrix(): Matrix {
    return this.use((frame, address) => {
      const result = frame.reserve(this.outputs * this.inputs);
      frame.core.projectorMatrix(address, result.address);
      return frame.takeMatrix(result, this.outputs, this.inputs);
    });
  }
}
