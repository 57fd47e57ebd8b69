import {
  checkOptions,
  choiceOption,
  integerOption,
  numberOption,
  seedOption,
} from "./arguments.js";
import {
  namingPosition,
  placeGaussian,
  placeGaussians,
  type Gaussian,
  type PlacedGaussians,
} from "./gaussian-arguments.js";
import type { Core, Frame, Memory } from "./memory.js";
import type { Matrix, MatrixLike, Seed, Vector } from "./values.js";

export type { Covariance, Gaussian } from "./gaussian-arguments.js";

/** The 2-Wasserstein distance and its parts. */
export interface W2 {
  /** W2², the sum of `mean` and `bures`. */
  squared: number;
  /** W2. */
  distance: number;
  /** |μp − μq|². */
  mean: number;
  /** The covariances' part, the squared Bures distance. */
  bures: number;
}

/** Every distance of a pair: KL, Jeffreys and Bhattacharyya in nats. */
export interface AllDistances {
  /** KL(p‖q), in nats; 0 to Infinity. */
  klPQ: number;
  /** KL(q‖p), in nats; 0 to Infinity. */
  klQP: number;
  /** KL(p‖q) + KL(q‖p), in nats. */
  jeffreys: number;
  /** −log ∫√(pq), in nats; 0 to Infinity. */
  bhattacharyya: number;
  /** The Bhattacharyya coefficient ∫√(pq). */
  coefficient: number;
  /** The distance √(1 − ∫√(pq)), not its square. */
  hellinger: number;
  /** In the units of the points. */
  wasserstein2: W2;
  /** Bounds, in nats. */
  jensenShannon: {
    /** At least 0. */
    lower: number;
    /** At most log 2. */
    upper: number;
  };
  /** Bounds of ½∫|p − q|. */
  totalVariation: {
    /** At least 0. */
    lower: number;
    /** At most 1. */
    upper: number;
  };
}

const metrics = ["kl", "jeffreys", "bhattacharyya", "hellinger", "wasserstein2"] as const;
const differentiable = ["kl", "jeffreys", "bhattacharyya", "wasserstein2"] as const;
const estimators = ["ml", "unbiased", "ledoit-wolf", "oas"] as const;

/** A distance that `pairwise` knows. */
export type GaussianMetric = (typeof metrics)[number];

/** Distances between normal distributions, and what belongs to them. */
export class GaussianDistances {
  readonly #memory: Memory;

  /** @internal */
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /**
   * The differential entropy ½ log det(2πe Σ), in nats; −Infinity where Σ is singular.
   *
   * Throws NOT_FINITE, SHAPE_MISMATCH, NOT_SYMMETRIC, NOT_POSITIVE_DEFINITE, INVALID_ARGUMENT, as
   * everything does that takes a Gaussian. Source: kexue.fm/archives/8512.
   *
   * @example
   * const nats = gaussian.entropy({ mean: [0, 0], covariance: { variance: 1 / (2 * Math.PI * Math.E) } });
   * console.assert(Math.abs(nats) < 1e-15);
   */
  entropy(p: Gaussian): number {
    return this.#memory.frame((frame) =>
      frame.core.gaussianEntropy(placeGaussian(frame, p, "p").address),
    );
  }

  /**
   * The logarithm of the density, in nats, at each row of `points`.
   *
   * `points`: N × d. Throws SINGULAR where Σ is, SHAPE_MISMATCH, NOT_FINITE.
   * Source: kexue.fm/archives/8512.
   *
   * @example
   * const [log] = gaussian.logDensity({ mean: [1, 2], covariance: { variance: 1 } }, [[1, 2]]);
   * console.assert(Math.abs(log + Math.log(2 * Math.PI)) < 1e-15);
   */
  logDensity(p: Gaussian, points: MatrixLike): Float64Array {
    return this.#atPoints("gaussianLogDensity", p, points);
  }

  /**
   * The Mahalanobis distance √((x − μ)ᵀ Σ⁻¹ (x − μ)) of each row of `points`, not its square.
   *
   * `points`: N × d. Where Σ is singular, the distance within the affine subspace that carries p, and
   * Infinity outside. Throws SHAPE_MISMATCH, NOT_FINITE. Source: Mahalanobis 1936.
   *
   * @example
   * const distances = gaussian.mahalanobis({ mean: [0, 0], covariance: { diagonal: [9, 16] } }, [[3, 0], [3, 4]]);
   * console.assert(distances[0] === 1 && distances[1] === Math.SQRT2);
   */
  mahalanobis(p: Gaussian, points: MatrixLike): Float64Array {
    return this.#atPoints("gaussianMahalanobis", p, points);
  }

  /**
   * Independent draws, one a row; the same seed gives the same numbers on every engine, and fewer
   * draws are the first ones of more.
   *
   * Returns count × d. Throws INVALID_ARGUMENT. Source: Philox4x32-10, Salmon et al. 2011.
   *
   * @example
   * const draws = gaussian.sample({ mean: [5], covariance: { variance: 4 } }, 1000, 7);
   * console.assert(draws.rows === 1000 && Math.abs(draws.data.reduce((a, b) => a + b) / 1000 - 5) < 0.3);
   */
  sample(p: Gaussian, count: number, seed: Seed): Matrix {
    const rows = integerOption(count, "count", { low: 1, high: 2 ** 31 - 1 });
    const { low, high } = seedOption(seed, "seed");
    return this.#memory.frame((frame) => {
      const { address, size } = placeGaussian(frame, p, "p");
      const result = frame.reserve(rows * size);
      frame.core.gaussianSample(address, rows, low, high, result.address);
      return frame.takeMatrix(result, rows, size);
    });
  }

  /**
   * Mean and covariance of samples, the rows of X.
   *
   * `X`: N × d. `covariance`: "ml" over N (the default), "unbiased" over N − 1, or shrunk towards a
   * multiple of the identity as scikit-learn does, by Ledoit and Wolf's 2004 or by OAS, which leaves
   * out the published formula's terms 2/d. Throws INVALID_ARGUMENT (too few samples), NOT_FINITE.
   * Source: kexue.fm/archives/8512; Ledoit and Wolf 2004; Chen et al. 2010.
   *
   * @example
   * const { mean, covariance } = gaussian.fit([[0, 0], [2, 4]]);
   * console.assert(mean[1] === 2 && covariance.data[3] === 4);
   */
  fit(
    X: MatrixLike,
    options?: { covariance?: (typeof estimators)[number] },
  ): {
    /** d numbers. */
    mean: Float64Array;
    /** d × d. */
    covariance: Matrix;
  } {
    checkOptions(options, "options", ["covariance"]);
    const name = choiceOption(options?.covariance, "options.covariance", estimators, "ml");
    return this.#memory.frame((frame) => {
      const { address, rows, cols } = frame.matrix(X, "X", "double");
      return moments(frame, cols, (mean, covariance) =>
        frame.core.gaussianFit(address, rows, cols, estimators.indexOf(name), mean, covariance),
      );
    });
  }

  /**
   * The Kullback–Leibler divergence KL(p‖q) = ∫ p log(p/q), in nats.
   *
   * Exactly 0 for identical p and q; Infinity where the affine subspaces that carry them differ
   * (either is singular), finite where both are singular on the same one. Throws SHAPE_MISMATCH and
   * as `entropy`. Source: kexue.fm/archives/8512.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [2], covariance: { variance: 1 } };
   * console.assert(gaussian.kl(p, q) === 2 && gaussian.kl(p, p) === 0);
   */
  kl(p: Gaussian, q: Gaussian): number {
    return this.#pair(p, q, (core, a, b) => core.gaussianKl(a, b));
  }

  /**
   * The cross-entropy −∫ p log q = entropy(p) + KL(p‖q), in nats.
   *
   * Where q is singular: −Infinity if it carries p, else Infinity. Throws as `kl`.
   * Source: kexue.fm/archives/8512.
   *
   * @example
   * const p = { mean: [0, 1], covariance: [[2, 1], [1, 2]] };
   * console.assert(Math.abs(gaussian.crossEntropy(p, p) - gaussian.entropy(p)) < 1e-14);
   */
  crossEntropy(p: Gaussian, q: Gaussian): number {
    return this.#pair(p, q, (core, a, b) => core.gaussianCrossEntropy(a, b));
  }

  /**
   * Jeffreys' divergence KL(p‖q) + KL(q‖p), in nats.
   *
   * Throws as `kl`. Source: Jeffreys 1946.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [2], covariance: { variance: 1 } };
   * console.assert(gaussian.jeffreys(p, q) === 4);
   */
  jeffreys(p: Gaussian, q: Gaussian): number {
    return this.#pair(p, q, (core, a, b) => core.gaussianJeffreys(a, b));
  }

  /**
   * The Bhattacharyya distance −log ∫√(pq), in nats, and the coefficient ∫√(pq).
   *
   * Infinity and 0 where the affine supports differ. Throws as `kl`. Source: kexue.fm/archives/8512.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [2], covariance: { variance: 1 } };
   * console.assert(gaussian.bhattacharyya(p, q).distance === 0.5);
   */
  bhattacharyya(
    p: Gaussian,
    q: Gaussian,
  ): {
    /** −log of the coefficient, in nats; 0 to Infinity. */
    distance: number;
    /** ∫√(pq); 0 to 1. */
    coefficient: number;
  } {
    const [distance, coefficient] = this.#numbers("gaussianBhattacharyya", p, q, 2);
    return { distance: distance!, coefficient: coefficient! };
  }

  /**
   * Hellinger's distance and its square H² = 1 − ∫√(pq), both between 0 and 1.
   *
   * (Some texts double the square.) Throws as `kl`. Source: kexue.fm/archives/8512.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [2], covariance: { variance: 1 } };
   * console.assert(Math.abs(gaussian.hellinger(p, q).squared - (1 - Math.exp(-0.5))) < 1e-15);
   */
  hellinger(
    p: Gaussian,
    q: Gaussian,
  ): {
    /** 1 − ∫√(pq); 0 to 1. */
    squared: number;
    /** Its root; 0 to 1. */
    distance: number;
  } {
    const [squared, distance] = this.#numbers("gaussianHellinger", p, q, 2);
    return { squared: squared!, distance: distance! };
  }

  /**
   * The Chernoff distance −log ∫ p^α q^(1−α), in nats; Bhattacharyya's at α = ½.
   *
   * `alpha`: from 0 to 1. Throws INVALID_ARGUMENT and as `kl`. Source: Chernoff 1952.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [2], covariance: { variance: 1 } };
   * console.assert(gaussian.chernoff(p, q, 0.5) === 0.5 && gaussian.chernoff(p, q, 1) === 0);
   */
  chernoff(p: Gaussian, q: Gaussian, alpha: number): number {
    const at = numberOption(alpha, "alpha");
    return this.#pair(p, q, (core, a, b) => core.gaussianChernoff(a, b, at));
  }

  /**
   * The α at which the Chernoff distance is largest, and that distance, the Chernoff information: the
   * best exponent at which the error of telling p from q falls with the number of draws.
   *
   * In nats. Throws as `kl`. Source: Chernoff 1952.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [2], covariance: { variance: 1 } };
   * console.assert(gaussian.bestChernoff(p, q).alpha === 0.5 && gaussian.bestChernoff(p, q).value === 0.5);
   */
  bestChernoff(
    p: Gaussian,
    q: Gaussian,
  ): {
    /** The exponent of p; 0 to 1. */
    alpha: number;
    /** The Chernoff information, in nats. */
    value: number;
  } {
    const [alpha, value] = this.#numbers("gaussianBestChernoff", p, q, 2);
    return { alpha: alpha!, value: value! };
  }

  /**
   * Rényi's divergence log ∫ p^a q^(1−a) / (a − 1), in nats; KL at order 1.
   *
   * `order`: a from 0 to 1e100; above 1 it is Infinity where a Σq + (1 − a) Σp is not positive definite.
   * Throws INVALID_ARGUMENT and as `kl`. Source: Rényi 1961.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [2], covariance: { variance: 1 } };
   * console.assert(gaussian.renyi(p, q, 0.5) === 1 && gaussian.renyi(p, q, 1) === gaussian.kl(p, q));
   */
  renyi(p: Gaussian, q: Gaussian, order: number): number {
    const at = numberOption(order, "order");
    return this.#pair(p, q, (core, a, b) => core.gaussianRenyi(a, b, at));
  }

  /**
   * The χ² divergence ∫ p²/q − 1; Infinity where 2Σq − Σp is not positive definite.
   *
   * Throws as `kl`. Source: Pearson 1900.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [1], covariance: { variance: 1 } };
   * console.assert(Math.abs(gaussian.chiSquared(p, q) - (Math.E - 1)) < 1e-15);
   */
  chiSquared(p: Gaussian, q: Gaussian): number {
    return this.#pair(p, q, (core, a, b) => core.gaussianChiSquared(a, b));
  }

  /**
   * The 2-Wasserstein distance: how far, in root mean square, the mass of p travels to become q.
   *
   * Singular covariances are welcome; exactly 0 for identical ones. `mean` and `bures` are squares
   * too, and add up to `squared`. Throws as `kl`. Source: kexue.fm/archives/8512.
   *
   * @example
   * const line = (a, b, c) => ({ mean: [0, 0, 0], covariance: { diagonal: [a, b, c] } });
   * console.assert(gaussian.wasserstein2(line(1, 0, 0), line(0, 4, 0)).squared === 5);
   */
  wasserstein2(p: Gaussian, q: Gaussian): W2 {
    return w2(this.#numbers("gaussianWasserstein2", p, q, 4));
  }

  /**
   * Entropic optimal transport: the least E|x − y|² + ε KL(π ‖ p ⊗ q) over the couplings π of p and q,
   * with the KL term included.
   *
   * `epsilon`: at least 0; at 0 it is W2². Throws INVALID_ARGUMENT and as `kl`.
   * Source: Janati, Muzellec, Peyré and Cuturi 2020.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [1], covariance: { variance: 4 } };
   * console.assert(gaussian.entropicWasserstein(p, q, 0) === 2 && gaussian.entropicWasserstein(p, q, 1) > 2);
   */
  entropicWasserstein(p: Gaussian, q: Gaussian, epsilon: number): number {
    const at = numberOption(epsilon, "epsilon");
    return this.#pair(p, q, (core, a, b) => core.gaussianEntropicWasserstein(a, b, at));
  }

  /**
   * Bounds of the Jensen–Shannon divergence, which has no closed form, in nats.
   *
   * Throws as `kl`. Source: derived, from Bhattacharyya, Jeffreys and total variation.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [9], covariance: { variance: 1 } };
   * console.assert(gaussian.jensenShannonBounds(p, q).upper <= Math.LN2);
   */
  jensenShannonBounds(
    p: Gaussian,
    q: Gaussian,
  ): {
    /** In nats, at least 0. */
    lower: number;
    /** In nats, at most log 2. */
    upper: number;
  } {
    return bounds(this.#numbers("gaussianJensenShannonBounds", p, q, 2));
  }

  /**
   * The Jensen–Shannon divergence, in nats, by Monte Carlo, with its standard error.
   *
   * `samples`: draws from each of p and q, at least 2. log 2 without error where the affine supports
   * differ. Throws INVALID_ARGUMENT and as `kl`. Source: derived.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [1], covariance: { variance: 1 } };
   * const { value, standardError } = gaussian.jensenShannon(p, q, { samples: 20000, seed: 1 });
   * console.assert(Math.abs(value - 0.110997) < 5 * standardError && standardError < 1e-3);
   */
  jensenShannon(
    p: Gaussian,
    q: Gaussian,
    options: { samples: number; seed: Seed },
  ): {
    /** The estimate, in nats. */
    value: number;
    /** Of the estimate, in nats. */
    standardError: number;
  } {
    checkOptions(options, "options", ["samples", "seed"]);
    const samples = integerOption(options?.samples, "options.samples", {
      low: 2,
      high: 2 ** 31 - 1,
    });
    const { low, high } = seedOption(options?.seed, "options.seed");
    const [value, standardError] = this.#pairInto(p, q, 2, (core, a, b, result) =>
      core.gaussianJensenShannon(a, b, samples, low, high, result),
    );
    return { value: value!, standardError: standardError! };
  }

  /**
   * Every distance of the pair, each covariance factorized once.
   *
   * Throws as `kl`. Source: kexue.fm/archives/8512.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [2], covariance: { variance: 1 } };
   * console.assert(gaussian.distances(p, q).klPQ === 2 && gaussian.distances(p, q).wasserstein2.distance === 2);
   */
  distances(p: Gaussian, q: Gaussian): AllDistances {
    const all = this.#numbers("gaussianDistances", p, q, 14);
    const [klPQ, klQP, jeffreys, bhattacharyya, coefficient, hellinger] = all;
    return {
      klPQ: klPQ!,
      klQP: klQP!,
      jeffreys: jeffreys!,
      bhattacharyya: bhattacharyya!,
      coefficient: coefficient!,
      hellinger: hellinger!,
      wasserstein2: w2(all.subarray(6, 10)),
      jensenShannon: bounds(all.subarray(10, 12)),
      totalVariation: bounds(all.subarray(12, 14)),
    };
  }

  /**
   * The distances of all pairs of one list, or of each p from each q, each covariance factorized once.
   *
   * Returns p.length × (q ?? p).length distances, not squares: for "wasserstein2" W2, for "hellinger"
   * H; "kl" is KL(pᵢ‖qⱼ). Throws INVALID_ARGUMENT (empty list, unknown metric) and as `kl`.
   * Source: kexue.fm/archives/8512.
   *
   * @example
   * const list = [0, 3, 7].map((x) => ({ mean: [x], covariance: { variance: 1 } }));
   * console.assert(gaussian.pairwise("wasserstein2", list).data[2] === 7);
   */
  pairwise(metric: GaussianMetric, p: readonly Gaussian[], q?: readonly Gaussian[]): Matrix {
    const index = metrics.indexOf(choiceOption(metric, "metric", metrics));
    return namingPosition(() =>
      this.#memory.frame((frame) => {
        const rows = placeGaussians(frame, p, "p");
        const cols = q === undefined ? rows : placeGaussians(frame, q, "q");
        const result = frame.reserve(rows.count * cols.count);
        if (q === undefined) {
          frame.core.gaussianPairwiseWithin(index, rows.address, rows.count, result.address);
        } else {
          frame.core.gaussianPairwise(
            index,
            rows.address,
            rows.count,
            cols.address,
            cols.count,
            result.address,
          );
        }
        return frame.takeMatrix(result, rows.count, cols.count);
      }),
    );
  }

  /**
   * The derivatives of a divergence with respect to both means and both covariances; for
   * "wasserstein2" of the squared distance.
   *
   * Covariances vary as symmetric matrices: the divergence changes by Σᵢⱼ Gᵢⱼ dΣᵢⱼ, off-diagonal
   * entries not doubled. d means, d × d covariances. Throws SINGULAR where a covariance is,
   * NOT_FINITE where an overflow leaves no number, INVALID_ARGUMENT, and as `kl`. Source: derived
   * from kexue.fm/archives/8512.
   *
   * @example
   * const p = { mean: [3], covariance: { variance: 1 } }, q = { mean: [1], covariance: { variance: 1 } };
   * console.assert(gaussian.gradient("wasserstein2", p, q).meanP[0] === 4);
   */
  gradient(
    metric: Exclude<GaussianMetric, "hellinger">,
    p: Gaussian,
    q: Gaussian,
  ): {
    /** d numbers. */
    meanP: Float64Array;
    /** d × d, symmetric. */
    covarianceP: Matrix;
    /** d numbers. */
    meanQ: Float64Array;
    /** d × d, symmetric. */
    covarianceQ: Matrix;
  } {
    const index = metrics.indexOf(choiceOption(metric, "metric", differentiable));
    return this.#memory.frame((frame) => {
      const [a, b] = pairOf(frame, p, q);
      const { size } = a;
      const meanP = frame.reserve(size);
      const covarianceP = frame.reserve(size * size);
      const meanQ = frame.reserve(size);
      const covarianceQ = frame.reserve(size * size);
      frame.core.gaussianGradient(
        index,
        a.address,
        b.address,
        meanP.address,
        covarianceP.address,
        meanQ.address,
        covarianceQ.address,
      );
      return {
        meanP: frame.takeDoubles(meanP),
        covarianceP: frame.takeMatrix(covarianceP, size, size),
        meanQ: frame.takeDoubles(meanQ),
        covarianceQ: frame.takeMatrix(covarianceQ, size, size),
      };
    });
  }

  /**
   * The optimal map T(x) = A x + b from p to q: A is symmetric, A Σp A = Σq and T(μp) = μq.
   *
   * Returns A (d × d) and b (d); q may be singular. Throws SINGULAR where p is, for then there is no
   * one map, and as `kl`. Source: kexue.fm/archives/8512.
   *
   * @example
   * const p = { mean: [1], covariance: { variance: 1 } }, q = { mean: [5], covariance: { variance: 9 } };
   * console.assert(gaussian.transportMap(p, q).matrix.data[0] === 3 && gaussian.transportMap(p, q).offset[0] === 2);
   */
  transportMap(
    p: Gaussian,
    q: Gaussian,
  ): {
    /** A: d × d, symmetric. */
    matrix: Matrix;
    /** b: d numbers. */
    offset: Float64Array;
  } {
    return this.#memory.frame((frame) => {
      const [a, b] = pairOf(frame, p, q);
      const matrix = frame.reserve(a.size * a.size);
      const offset = frame.reserve(a.size);
      frame.core.gaussianTransportMap(a.address, b.address, matrix.address, offset.address);
      return {
        matrix: frame.takeMatrix(matrix, a.size, a.size),
        offset: frame.takeDoubles(offset),
      };
    });
  }

  /**
   * The distribution at `t` of the shortest path from p to q, whose W2 distance from p is t W2(p, q).
   *
   * `t`: from 0 to 1. Returns the mean (d) and the covariance (d × d). Throws INVALID_ARGUMENT and as
   * `kl`. Source: McCann 1997.
   *
   * @example
   * const p = { mean: [0], covariance: { variance: 1 } }, q = { mean: [4], covariance: { variance: 9 } };
   * console.assert(gaussian.geodesic(p, q, 0.5).mean[0] === 2 && gaussian.geodesic(p, q, 0.5).covariance.data[0] === 4);
   */
  geodesic(
    p: Gaussian,
    q: Gaussian,
    t: number,
  ): {
    /** d numbers. */
    mean: Float64Array;
    /** d × d. */
    covariance: Matrix;
  } {
    const at = numberOption(t, "t");
    return this.#memory.frame((frame) => {
      const [a, b] = pairOf(frame, p, q);
      return moments(frame, a.size, (mean, covariance) =>
        frame.core.gaussianGeodesic(a.address, b.address, at, mean, covariance),
      );
    });
  }

  /**
   * The 2-Wasserstein barycenter, the distribution with the least weighted sum of squared distances
   * from those of the list.
   *
   * `weights`: at least 0, divided by their sum; equal unless given. `tolerance`: relative change of
   * the covariance in the last iteration, 1e-12 unless given. `maxIterations`: 1000 unless given.
   * Throws NOT_CONVERGED, INVALID_ARGUMENT and as `kl`.
   * Source: Agueh and Carlier 2011; Álvarez-Esteban et al. 2016.
   *
   * @example
   * const list = [1, 9].map((variance) => ({ mean: [variance], covariance: { variance } }));
   * console.assert(gaussian.barycenter(list).covariance.data[0] === 4 && gaussian.barycenter(list).mean[0] === 5);
   */
  barycenter(
    list: readonly Gaussian[],
    weights?: Vector,
    options?: { tolerance?: number; maxIterations?: number },
  ): {
    /** d numbers. */
    mean: Float64Array;
    /** d × d. */
    covariance: Matrix;
    /** How many were needed. */
    iterations: number;
    /** The relative change of the covariance in the last of them. */
    residual: number;
  } {
    checkOptions(options, "options", ["tolerance", "maxIterations"]);
    const tolerance = numberOption(options?.tolerance, "options.tolerance", 1e-12);
    const range = { low: 1, high: 2 ** 31 - 1 };
    const most = integerOption(options?.maxIterations, "options.maxIterations", range, 1000);
    return namingPosition(() =>
      this.#memory.frame((frame) => {
        const placed = placeGaussians(frame, list, "list");
        const equal = new Float64Array(placed.count).fill(1);
        const given = frame.vector(weights ?? equal, "weights", "double");
        const numbers = frame.reserve(2);
        const result = moments(frame, placed.size, (mean, covariance) =>
          frame.core.gaussianBarycenter(
            placed.address,
            placed.count,
            given.address,
            given.length,
            tolerance,
            most,
            mean,
            covariance,
            numbers.address,
          ),
        );
        const [iterations, residual] = frame.takeDoubles(numbers);
        return { ...result, iterations: iterations!, residual: residual! };
      }),
    );
  }

  /**
   * The Fréchet distance (FID) between two sets of samples: `wasserstein2` of their means and
   * covariances over N − 1.
   *
   * `X`: N × d; `Y`: M × d. Works on N × M matrices, never d × d ones, where N and M are at most d.
   * Throws INVALID_ARGUMENT (fewer than two samples), SHAPE_MISMATCH, NOT_FINITE.
   * Source: Dowson and Landau 1982; kexue.fm/archives/8512.
   *
   * @example
   * const { squared } = gaussian.frechet([[0, 0], [2, 0]], [[1, 5], [3, 5]]);
   * console.assert(squared === 26);
   */
  frechet(X: MatrixLike, Y: MatrixLike): W2 {
    return this.#memory.frame((frame) => {
      const x = frame.matrix(X, "X", "double");
      const y = frame.matrix(Y, "Y", "double");
      const result = frame.reserve(4);
      frame.core.gaussianFrechet(
        x.address,
        x.rows,
        x.cols,
        y.address,
        y.rows,
        y.cols,
        result.address,
      );
      return w2(frame.takeDoubles(result));
    });
  }

  /**
   * The symmetric positive semi-definite square root of such a matrix.
   *
   * `S`: d × d. Throws NOT_FINITE, SHAPE_MISMATCH, NOT_SYMMETRIC, NOT_POSITIVE_DEFINITE,
   * INVALID_ARGUMENT (empty). Source: kexue.fm/archives/8512.
   *
   * @example
   * const { data } = gaussian.squareRoot([[5, 4], [4, 5]]);
   * console.assert(Math.abs(data[0] - 2) < 1e-15 && Math.abs(data[1] - 1) < 1e-15);
   */
  squareRoot(S: MatrixLike): Matrix {
    return this.#memory.frame((frame) => {
      const { address, rows, cols } = frame.matrix(S, "S", "double");
      const result = frame.reserve(rows * rows);
      frame.core.gaussianSquareRoot(address, rows, cols, result.address);
      return frame.takeMatrix(result, rows, rows);
    });
  }

  /**
   * The geometric mean A # B of two symmetric positive definite matrices: the one X with X A⁻¹ X = B.
   *
   * `A`, `B`: d × d; B may be semi-definite. Throws SINGULAR where A is, and as `squareRoot`.
   * Source: Pusz and Woronowicz 1975.
   *
   * @example
   * const { data } = gaussian.geometricMean([[4, 0], [0, 1]], [[9, 0], [0, 16]]);
   * console.assert(Math.abs(data[0] - 6) < 1e-14 && Math.abs(data[3] - 4) < 1e-14);
   */
  geometricMean(A: MatrixLike, B: MatrixLike): Matrix {
    return this.#memory.frame((frame) => {
      const a = frame.matrix(A, "A", "double");
      const b = frame.matrix(B, "B", "double");
      const result = frame.reserve(a.rows * a.rows);
      frame.core.gaussianGeometricMean(
        a.address,
        a.rows,
        a.cols,
        b.address,
        b.rows,
        b.cols,
        result.address,
      );
      return frame.takeMatrix(result, a.rows, a.rows);
    });
  }

  #atPoints(
    name: "gaussianLogDensity" | "gaussianMahalanobis",
    p: Gaussian,
    points: MatrixLike,
  ): Float64Array {
    return this.#memory.frame((frame) => {
      const { address } = placeGaussian(frame, p, "p");
      const X = frame.matrix(points, "points", "double");
      const result = frame.reserve(X.rows);
      frame.core[name](address, X.address, X.rows, X.cols, result.address);
      return frame.takeDoubles(result);
    });
  }

  #pair(p: Gaussian, q: Gaussian, call: (core: Core, p: number, q: number) => number): number {
    return this.#memory.frame((frame) => {
      const [a, b] = pairOf(frame, p, q);
      return call(frame.core, a.address, b.address);
    });
  }

  #pairInto(
    p: Gaussian,
    q: Gaussian,
    count: number,
    call: (core: Core, p: number, q: number, result: number) => void,
  ): Float64Array {
    return this.#memory.frame((frame) => {
      const [a, b] = pairOf(frame, p, q);
      const result = frame.reserve(count);
      call(frame.core, a.address, b.address, result.address);
      return frame.takeDoubles(result);
    });
  }

  #numbers(
    name:
      | "gaussianBhattacharyya"
      | "gaussianHellinger"
      | "gaussianBestChernoff"
      | "gaussianWasserstein2"
      | "gaussianJensenShannonBounds"
      | "gaussianDistances",
    p: Gaussian,
    q: Gaussian,
    count: number,
  ): Float64Array {
    return this.#pairInto(p, q, count, (core, a, b, result) => core[name](a, b, result));
  }
}

function pairOf(frame: Frame, p: Gaussian, q: Gaussian): [PlacedGaussians, PlacedGaussians] {
  return [placeGaussian(frame, p, "p"), placeGaussian(frame, q, "q")];
}

function moments(
  frame: Frame,
  size: number,
  call: (mean: number, covariance: number) => void,
): { mean: Float64Array; covariance: Matrix } {
  const mean = frame.reserve(size);
  const covariance = frame.reserve(size * size);
  call(mean.address, covariance.address);
  return {
    mean: frame.takeDoubles(mean),
    covariance: frame.takeMatrix(covariance, size, size),
  };
}

function w2([squared, distance, mean, bures]: Float64Array): W2 {
  return { squared: squared!, distance: distance!, mean: mean!, bures: bures! };
}

function bounds([lower, upper]: Float64Array): { lower: number; upper: number } {
  return { lower: lower!, upper: upper! };
}
