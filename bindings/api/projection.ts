import type { Memory } from "./memory.js";
import { Projector, type ProjectorOptions } from "./projectors.js";
import {
  approximateProduct,
  pca,
  randomizedSvd,
  rangeFinder,
  type Pca,
  type SketchOptions,
  type Svd,
} from "./randomized.js";
import type { Matrix, MatrixLike, Seed } from "./values.js";

export type { ProjectionKind, Projector, ProjectorOptions } from "./projectors.js";
export type { Pca, SketchOptions, Svd } from "./randomized.js";

/** Random projections. */
export class Projection {
  readonly #memory: Memory;

  /** @internal */
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  // ── projectors and randomized linear algebra ──────────────────────────────────────────────────

  /**
   * A random linear map of vectors of `inputs` entries to vectors of `outputs`, which keeps squared
   * lengths and inner products on average, whatever the vectors.
   *
   * `kind`: "gaussian" (the default; entries N(0, 1/outputs)), "rademacher" (±1), "sparse" (of the given
   * density, 1/√inputs unless given; 1/3 is Achlioptas's), "orthonormal" (uniform among the matrices
   * with orthonormal rows: the least distortion, at the cost of a QR decomposition), "srht" (a
   * subsampled randomized Hadamard transform: the fastest for many outputs) or "count-sketch" (one sign
   * a column: the fastest). It holds memory until disposed. Throws INVALID_ARGUMENT, OUT_OF_MEMORY.
   * Source: kexue.fm/archives/8706; Achlioptas 2003; Li, Hastie and Church 2006; Ailon and Chazelle
   * 2006; Charikar, Chen and Farach-Colton 2002.
   *
   * @example
   * const projector = projection.projector(1000, 300, { kind: "rademacher", seed: 1 });
   * console.assert(projector.apply([new Float32Array(1000).fill(1)]).data.length === 300);
   * projector.dispose(); // or: using projector = …
   */
  projector(inputs: number, outputs: number, options?: ProjectorOptions): Projector {
    return new Projector(this.#memory, inputs, outputs, options);
  }

  /**
   * An orthonormal basis that nearly holds the columns of A: the first step of randomized linear
   * algebra.
   *
   * `A`: m × n; `rank`: from 1 to min(m, n). Returns m × min(rank + oversample, m, n), orthonormal
   * columns. Throws INVALID_ARGUMENT, NOT_FINITE, OUT_OF_MEMORY.
   * Source: Halko, Martinsson and Tropp 2011.
   *
   * @example
   * const Q = projection.rangeFinder([[3, 6], [4, 8]], 1, { oversample: 0 });
   * console.assert(Q.cols === 1 && Math.abs(Math.abs(Q.data[0]) - 0.6) < 1e-15);
   */
  rangeFinder(A: MatrixLike, rank: number, options?: SketchOptions): Matrix {
    return rangeFinder(this.#memory, A, rank, options);
  }

  /**
   * The `rank` largest singular values of A and their vectors, from a few products of A with thin
   * random matrices.
   *
   * `A`: m × n; `rank`: from 1 to min(m, n). Computed in float64. Throws INVALID_ARGUMENT, NOT_FINITE,
   * NOT_CONVERGED, OUT_OF_MEMORY. Source: kexue.fm/archives/8706; Halko, Martinsson and Tropp 2011.
   *
   * @example
   * const { S, residual } = projection.randomizedSvd([[3, 0], [0, 4], [0, 0]], 1);
   * console.assert(Math.abs(S[0] - 4) < 1e-14 && Math.abs(residual - 3) < 1e-6);
   */
  randomizedSvd(A: MatrixLike, rank: number, options?: SketchOptions): Svd {
    return randomizedSvd(this.#memory, A, rank, options);
  }

  /**
   * The leading principal components of the rows of X, whose mean is taken out as they are read.
   *
   * `X`: N × d with N ≥ 2; `components`: from 1 to min(N, d). Computed in float64. Throws
   * INVALID_ARGUMENT, NOT_FINITE, NOT_CONVERGED, OUT_OF_MEMORY.
   * Source: Halko, Martinsson and Tropp 2011.
   *
   * @example
   * const { components, variance } = projection.pca([[1, 1], [2, 2], [3, 3]], 1);
   * console.assert(Math.abs(components.data[0] - Math.SQRT1_2) < 1e-15 && Math.abs(variance[0] - 2) < 1e-14);
   */
  pca(X: MatrixLike, components: number, options?: SketchOptions): Pca {
    return pca(this.#memory, X, components, options);
  }

  /**
   * The product AB from `samples` random combinations of the terms of its sums, without bias.
   *
   * `A`: m × n; `B`: n × p. `expectedError` is √E‖error‖²_F = √((‖A‖²‖B‖² + ‖AB‖²)/samples), with
   * ‖AB‖² estimated from the product found. Throws INVALID_ARGUMENT, SHAPE_MISMATCH, NOT_FINITE,
   * OUT_OF_MEMORY. Source: kexue.fm/archives/8706; Drineas, Kannan and Mahoney 2006.
   *
   * @example
   * const { product, expectedError } = projection.approximateProduct([[1, 2]], [[3], [4]], 10000, 1);
   * console.assert(Math.abs(product.data[0] - 11) < 5 * expectedError && expectedError < 0.2);
   */
  approximateProduct(
    A: MatrixLike,
    B: MatrixLike,
    samples: number,
    seed: Seed,
  ): { product: Matrix; expectedError: number } {
    return approximateProduct(this.#memory, A, B, samples, seed);
  }
}
