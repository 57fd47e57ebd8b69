import { checkOptions, integerOption, seedOption } from "./arguments.js";
import type { Frame, Memory, PlacedMatrix } from "./memory.js";
import { largestSize } from "./projectors.js";
import type { Matrix, MatrixLike, Seed } from "./values.js";

/** The leading part U diag(S) Vᵀ of a matrix's singular value decomposition. */
export interface Svd {
  /** m × k, orthonormal columns. */
  U: Matrix;
  /** k singular values, descending. */
  S: Float64Array;
  /** n × k, orthonormal columns, the largest entry by magnitude of each positive. */
  V: Matrix;
  /** A-posteriori estimate of ‖A − U S Vᵀ‖₂: a bound of it but for a probability of 1e-10, at most its Frobenius norm. */
  residual: number;
}

/** The leading principal components of N points of d entries. */
export interface Pca {
  /** d × k, a component a column, orthonormal, the largest entry by magnitude of each positive. */
  components: Matrix;
  /** The k variances along them, over N − 1. */
  variance: Float64Array;
  /** The mean of the points. */
  mean: Float64Array;
  /** N × k, the centred points in the components. */
  scores: Matrix;
}

/** Options of the randomized decompositions. */
export interface SketchOptions {
  /** Directions looked at beyond the rank; 10 unless given. */
  oversample?: number;
  /** Multiplications with A Aᵀ, which sharpen a slowly falling spectrum; 2 unless given. */
  power?: number;
  /** 0 unless given. */
  seed?: Seed;
}

interface Sketching {
  rank: number;
  oversample: number;
  power: number;
  low: number;
  high: number;
}

function readSketching(rank: number, argument: string, options?: SketchOptions): Sketching {
  checkOptions(options, "options", ["oversample", "power", "seed"]);
  const range = { low: 0, high: largestSize };
  return {
    rank: integerOption(rank, argument, { low: 1, high: largestSize }),
    oversample: integerOption(options?.oversample, "options.oversample", range, 10),
    power: integerOption(options?.power, "options.power", { low: 0, high: 1000 }, 2),
    ...seedOption(options?.seed ?? 0, "options.seed"),
  };
}

/** At most as many as A has directions; more than that the core refuses before it writes. */
function atMost({ rows, cols }: PlacedMatrix, count: number): number {
  return Math.min(count, rows, cols);
}

export function rangeFinder(
  memory: Memory,
  A: MatrixLike,
  rank: number,
  options?: SketchOptions,
): Matrix {
  const sketching = readSketching(rank, "rank", options);
  return memory.frame((frame) => {
    const placed = frame.matrix(A, "A");
    const cols = atMost(placed, sketching.rank + sketching.oversample);
    const result = frame.reserve(placed.rows * cols);
    const { address, single, rows } = placed;
    const { oversample, power, low, high } = sketching;
    frame.core.randomizedRangeFinder(
      address,
      single,
      rows,
      placed.cols,
      sketching.rank,
      oversample,
      power,
      low,
      high,
      result.address,
    );
    return frame.takeMatrix(result, rows, cols);
  });
}

export function randomizedSvd(
  memory: Memory,
  A: MatrixLike,
  rank: number,
  options?: SketchOptions,
): Svd {
  const { oversample, power, low, high } = readSketching(rank, "rank", options);
  return memory.frame((frame) => {
    const placed = frame.matrix(A, "A");
    const { address, single, rows, cols } = placed;
    const k = atMost(placed, rank);
    const [U, S, V] = [frame.reserve(rows * k), frame.reserve(k), frame.reserve(cols * k)];
    const residual = frame.core.randomizedSvd(
      address,
      single,
      rows,
      cols,
      rank,
      oversample,
      power,
      low,
      high,
      U.address,
      S.address,
      V.address,
    );
    return {
      U: frame.takeMatrix(U, rows, k),
      S: frame.takeDoubles(S),
      V: frame.takeMatrix(V, cols, k),
      residual,
    };
  });
}

export function pca(
  memory: Memory,
  X: MatrixLike,
  components: number,
  options?: SketchOptions,
): Pca {
  const { oversample, power, low, high } = readSketching(components, "components", options);
  return memory.frame((frame) => {
    const placed = frame.matrix(X, "X");
    const { address, single, rows, cols } = placed;
    const k = atMost(placed, components);
    const [directions, variance] = [frame.reserve(cols * k), frame.reserve(k)];
    const [mean, scores] = [frame.reserve(cols), frame.reserve(rows * k)];
    frame.core.randomizedPca(
      address,
      single,
      rows,
      cols,
      components,
      oversample,
      power,
      low,
      high,
      directions.address,
      variance.address,
      mean.address,
      scores.address,
    );
    return {
      components: frame.takeMatrix(directions, cols, k),
      variance: frame.takeDoubles(variance),
      mean: frame.takeDoubles(mean),
      scores: frame.takeMatrix(scores, rows, k),
    };
  });
}

export function approximateProduct(
  memory: Memory,
  A: MatrixLike,
  B: MatrixLike,
  samples: number,
  seed: Seed,
): { product: Matrix; expectedError: number } {
  integerOption(samples, "samples", { low: 1, high: largestSize });
  const { low, high } = seedOption(seed, "seed");
  return memory.frame((frame: Frame) => {
    const [a, b] = [frame.matrix(A, "A"), frame.matrix(B, "B")];
    const product = frame.reserve(a.rows * b.cols);
    const expectedError = frame.core.randomizedProduct(
      a.address,
      a.single,
      a.rows,
      a.cols,
      b.address,
      b.single,
      b.rows,
      b.cols,
      samples,
      low,
      high,
      product.address,
    );
    return { product: frame.takeMatrix(product, a.rows, b.cols), expectedError };
  });
}
