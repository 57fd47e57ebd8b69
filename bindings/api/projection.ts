import {
  booleanOption,
  checkOptions,
  choiceOption,
  integerOption,
  numberOption,
  seedOption,
} from "./arguments.js";
import { describe, failure } from "./errors.js";
import { loadIndex, makeIndex, type LshIndex, type LshOptions } from "./lsh.js";
import type { Frame, Memory, Placed } from "./memory.js";
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
import { asTyped } from "./typed-arrays.js";
import type { Matrix, MatrixLike, Seed, Vector } from "./values.js";

export type { ProjectionKind, Projector, ProjectorOptions } from "./projectors.js";
export type { Pca, SketchOptions, Svd } from "./randomized.js";

/**
 * Ways to bound what a random projection does: the article's 24 log N/ε², its 16 log N/ε² (such a projection
 * exists), Dasgupta and Gupta's (2003), the optimized Chernoff pair, and exact χ² tails.
 */
export type JlMethod = "article" | "existence" | "dasgupta-gupta" | "chernoff" | "exact";

/** What a projection did to squared distances, as ratios ‖y − y′‖²/‖x − x′‖². */
export interface DistanceDistortion {
  /** The least ratio of squared distances, after over before. */
  min: number;
  /** The largest. */
  max: number;
  /** Their mean. */
  mean: number;
  /** At 0.01, 0.05, 0.25, 0.5, 0.75, 0.95 and 0.99, by linear interpolation. */
  quantiles: Float64Array;
  /** How many ratios are off 1 by more than ε. */
  violations: number;
  /** How many were looked at. */
  pairs: number;
  /** Pairs of equal rows, which have no ratio. */
  skipped: number;
  /**
   * Where they were asked for, the ratio of each pair, NaN for one of equal rows: of all pairs in the
   * order (1, 0), (2, 0), (2, 1), (3, 0), …, of drawn ones as they were drawn.
   */
  ratios?: Float64Array;
}

/** How distances are compared. */
export interface DistortionOptions {
  /** A ratio is off 1 by more than this, or it is not; above 0, 0.1 unless given. */
  epsilon?: number;
  /** Of more pairs so many are drawn, with replacement; 1 to 2²⁶, a million unless given. */
  maxPairs?: number;
  /** What they are drawn from; 0 unless given. */
  seed?: Seed;
  /** Whether the ratio of each pair is wanted as well, 8 bytes each; false unless given. */
  ratios?: boolean;
}

/** Hash tables' keys: `bands` tables with `rows` hashes each. */
export interface Banding {
  /** Hashes in a table's key, from 1. */
  rows: number;
  /** Tables, from 1. */
  bands: number;
  /** How likely near and far things meet in some table. */
  nearProbability: number;
  /** The same of far things; 0 to 1. */
  farProbability: number;
}

const methods = ["article", "existence", "dasgupta-gupta", "chernoff", "exact"] as const;
const rules = ["8.33", "8", "golden", "exact"] as const;
const states = ["pair", "row"] as const;

/** Random projections: what the Johnson–Lindenstrauss lemma promises, and what is built on it. */
export class Projection {
  readonly #memory: Memory;

  /** @internal */
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /**
   * P(|‖u‖² − 1| ≥ ε) of a vector with n entries N(0, 1/n), or a bound on it: how likely a projection to n
   * dimensions distorts one squared length. Clipped at 1.
   *
   * `n`: 1 to 1e9; `epsilon`: above 0, for the article's bound below 1 (from 1 on there is no lower tail).
   * `method`: "exact" unless given, relative error 1e-12 down to 1e-300. Throws INVALID_ARGUMENT.
   * Source: kexue.fm/archives/8679.
   *
   * @example
   * const [exact, bound] = [projection.normTail(1000, 0.2), projection.normTail(1000, 0.2, "article")];
   * console.assert(exact < 1e-4 && bound > 1e-2);
   */
  normTail(n: number, epsilon: number, method?: "article" | "chernoff" | "exact"): number {
    numbers({ n, epsilon });
    const chosen = choiceOption(method, "method", ["article", "chernoff", "exact"], "exact");
    return this.#memory.core.projectionNormTail(n, epsilon, methods.indexOf(chosen));
  }

  /**
   * A bound on P(|⟨u, v⟩| ≥ ε) of two such vectors, clipped at 1: Chernoff's (unless given), or the
   * article's, whose exponent is a quarter of it.
   *
   * `n`: 1 to 1e9; `epsilon`: above 0, for the article's below 1. Throws INVALID_ARGUMENT.
   * Source: kexue.fm/archives/8679.
   *
   * @example
   * console.assert(projection.innerProductTail(64, 0.5) < 1.5e-3);
   * console.assert(projection.innerProductTail(64, 0.5, "article") > 0.5);
   */
  innerProductTail(n: number, epsilon: number, method?: "article" | "chernoff"): number {
    numbers({ n, epsilon });
    const chosen = choiceOption(method, "method", ["article", "chernoff"], "chernoff");
    return this.#memory.core.projectionInnerProductTail(n, epsilon, methods.indexOf(chosen));
  }

  /**
   * The least number of dimensions with which all pairs of N points keep their squared distances within
   * 1 ± ε, but for the probability of failure; 1 for one point. More than the data has are never needed.
   *
   * `points`: a whole number from 1 on; `epsilon`: between 0 and 1, of squared distances (about twice
   * that of distances). `method`: "exact" unless given. `failure`: between 0 and 1, down to 1e-300; unless
   * given it is 1/N, but "existence" (which takes none) and "dasgupta-gupta" are then the published
   * 16 log N/ε² and 4 log N/(ε²/2 − ε³/3), which promise only that a projection exists.
   * Throws INVALID_ARGUMENT, also where more than 1e9 would be needed. Source: kexue.fm/archives/8679.
   *
   * @example
   * console.assert(projection.minDimension(1000, 0.1) === 7403);
   * console.assert(projection.minDimension(1000, 0.1, { method: "article" }) === 16579);
   */
  minDimension(
    points: number,
    epsilon: number,
    options?: { method?: JlMethod; failure?: number },
  ): number {
    numbers({ points, epsilon });
    checkOptions(options, "options", ["method", "failure"]);
    const method = choiceOption(options?.method, "options.method", methods, "exact");
    const [present, failure] = optional(options?.failure, "options.failure");
    const { projectionMinDimension } = this.#memory.core;
    return projectionMinDimension(points, epsilon, methods.indexOf(method), present, failure);
  }

  /**
   * The probability that some pair of N points is distorted by more than ε, or the method's bound on it:
   * N(N − 1)/2 tails, clipped at 1; 0 for one point.
   *
   * `points`: a whole number from 1 on; `n`: 1 to 1e9; `epsilon`: above 0, below 1 for all methods but
   * "chernoff" and "exact". `method`: "exact" unless given. Throws INVALID_ARGUMENT.
   * Source: kexue.fm/archives/8679.
   *
   * @example
   * const failure = projection.failureProbability(1000, 7403, 0.1);
   * console.assert(failure <= 1 / 1000 && failure > 0.99 / 1000);
   */
  failureProbability(points: number, n: number, epsilon: number, method?: JlMethod): number {
    numbers({ points, n, epsilon });
    const chosen = methods.indexOf(choiceOption(method, "method", methods, "exact"));
    return this.#memory.core.projectionFailureProbability(points, n, epsilon, chosen);
  }

  /**
   * The distortion ε of squared distances that N points have in n dimensions, but for the probability of
   * failure, 1/N unless given, by exact χ² tails; 0 for one point. It can be above 1.
   *
   * `points`: a whole number from 1 on; `n`: 1 to 1e9; `failure`: between 0 and 1. Throws
   * INVALID_ARGUMENT. Source: kexue.fm/archives/8679.
   *
   * @example
   * const epsilon = projection.distortionFor(1000, 7403);
   * console.assert(epsilon < 0.1 && epsilon > 0.0999);
   */
  distortionFor(points: number, n: number, failure?: number): number {
    numbers({ points, n });
    const [present, value] = optional(failure, "failure");
    return this.#memory.core.projectionDistortionFor(points, n, present, value);
  }

  /**
   * The most points that n dimensions keep within 1 ± ε, but for the probability of failure, 1/N unless
   * given, by exact χ² tails; Infinity where their number is beyond float64.
   *
   * `n`: 1 to 1e9; `epsilon`: above 0; `failure`: between 0 and 1. Throws INVALID_ARGUMENT.
   * Source: kexue.fm/archives/8679.
   *
   * @example
   * const points = projection.maxPoints(7403, 0.1);
   * console.assert(points >= 1000 && points < 1002);
   */
  maxPoints(n: number, epsilon: number, failure?: number): number {
    numbers({ n, epsilon });
    const [present, value] = optional(failure, "failure");
    return this.#memory.core.projectionMaxPoints(n, epsilon, present, value);
  }

  /**
   * How many dimensions an embedding of N tokens needs: the n > 8.33 log N rule, its shorter form 8 log N, its
   * golden-ratio form 4 log N/log((1 + √5)/2), or the exact minimum by the entropy on the sphere. The
   * rules give the least whole number above them; 1 for one token.
   *
   * `tokens`: a whole number from 1 on. `rule`: "exact" unless given. `states`: "pair" (unless given) for
   * the N² pairs of the articles, "row" for one softmax over N keys, which needs half as many. `lambda`:
   * logits are λn cos θ; 1 unless given, and only 1 with "8.33" and "8". Throws INVALID_ARGUMENT, also where
   * more than 1e9 would be needed. Source: kexue.fm/archives/7695, 8706.
   *
   * @example
   * console.assert(projection.embeddingDimension(100_000) === 96);
   * console.assert(projection.embeddingDimension(512, { rule: "8.33" }) === 52);
   */
  embeddingDimension(
    tokens: number,
    options?: {
      rule?: "8.33" | "8" | "golden" | "exact";
      states?: "pair" | "row";
      lambda?: number;
    },
  ): number {
    numbers({ tokens });
    checkOptions(options, "options", ["rule", "states", "lambda"]);
    const rule = rules.indexOf(choiceOption(options?.rule, "options.rule", rules, "exact"));
    const form = states.indexOf(choiceOption(options?.states, "options.states", states, "pair"));
    const lambda = numberOption(options?.lambda, "options.lambda", 1);
    return this.#memory.core.projectionEmbeddingDimension(tokens, rule, form, lambda);
  }

  /**
   * By how many nats weights e^{λn cos θ} lower the entropy of a uniform direction in n dimensions, −hₙ of
   * the article; about λ²n/2 for small λ, 0.2406 n at λ = 1.
   *
   * `n`: 1 to 1e9; `lambda`: from 0 on, 1 unless given. Relative error 1e-12. Throws INVALID_ARGUMENT.
   * Source: kexue.fm/archives/7695, 8823.
   *
   * @example
   * console.assert(projection.entropyDrop(96) > 2 * Math.log(100_000));
   * console.assert(projection.entropyDrop(95) < 2 * Math.log(100_000));
   */
  entropyDrop(n: number, lambda = 1): number {
    numbers({ n, lambda });
    return this.#memory.core.projectionEntropyDrop(n, lambda);
  }

  /**
   * What attention logits q·k/√d are multiplied by at another length than the usual one, so that their
   * softmax keeps its entropy: log length/log base.
   *
   * `length`: from 1 on; `base`: the length with factor 1, above 1, 512 unless given. Throws
   * INVALID_ARGUMENT. Source: kexue.fm/archives/8823.
   *
   * @example
   * console.assert(projection.attentionLogScale(512) === 1);
   * console.assert(Math.abs(projection.attentionLogScale(512 ** 2) - 2) < 1e-15);
   */
  attentionLogScale(length: number, base = 512): number {
    numbers({ length, base });
    return this.#memory.core.projectionAttentionLogScale(length, base);
  }

  /**
   * What a projection did to the squared distances of rows.
   *
   * `X`: N×m before, `Y`: N×n after. Throws NOT_FINITE, SHAPE_MISMATCH, INVALID_ARGUMENT (fewer than two
   * rows; all rows of X equal). Source: kexue.fm/archives/8679.
   *
   * @example
   * const { max, violations } = projection.distortion([[0, 0], [3, 4]], [[0], [5]]);
   * console.assert(max === 1 && violations === 0);
   */
  distortion(
    X: MatrixLike,
    Y: MatrixLike,
    options: DistortionOptions & Record<"ratios", true>,
  ): DistanceDistortion & Record<"ratios", Float64Array>;
  /** The same without the ratios. */
  distortion(X: MatrixLike, Y: MatrixLike, options?: DistortionOptions): DistanceDistortion;
  distortion(X: MatrixLike, Y: MatrixLike, options?: DistortionOptions): DistanceDistortion {
    checkOptions(options, "options", ["epsilon", "maxPairs", "seed", "ratios"]);
    const epsilon = numberOption(options?.epsilon, "options.epsilon", 0.1);
    const range = { low: 1, high: 2 ** 26 };
    const maxPairs = integerOption(options?.maxPairs, "options.maxPairs", range, 1e6);
    const wanted = booleanOption(options?.ratios, "options.ratios", false);
    const seed = seedOption(options?.seed ?? 0, "options.seed");
    return this.#memory.frame((frame) => {
      const x = frame.matrix(X, "X");
      const y = frame.matrix(Y, "Y");
      const each = wanted ? Math.min((x.rows * (x.rows - 1)) / 2, maxPairs) : 0;
      const ratios = frame.reserve(each);
      const result = frame.reserve(13);
      frame.core.projectionDistortion(
        x.address,
        x.rows,
        x.cols,
        x.single,
        y.address,
        y.rows,
        y.cols,
        y.single,
        epsilon,
        maxPairs,
        seed.low,
        seed.high,
        ratios.address,
        ratios.length,
        result.address,
      );
      const all = frame.takeDoubles(result);
      const [min, max, mean] = entries(all, 3);
      const [violations, pairs, skipped] = entries(all.subarray(10), 3);
      const found = { min, max, mean, quantiles: all.slice(3, 10), violations, pairs, skipped };
      return wanted ? { ...found, ratios: frame.takeDoubles(ratios) } : found;
    });
  }

  /**
   * Signs of random projections as bits, of which two vectors differ in a share of angle/π.
   *
   * `X`: N×d; `bits`: 1 to 65,536; `seed`: the same gives the same bits everywhere, and more bits go on where
   * fewer end. `codes`: N rows of `words` 32-bit words, bit j in word j/32. A zero row hashes to ones.
   * Throws NOT_FINITE, INVALID_ARGUMENT. Source: Charikar (2002), kexue.fm/archives/8706.
   *
   * @example
   * const { codes, words } = projection.simhash([[1, 2], [2, 4], [-1, -2]], 64, 7);
   * console.assert(words === 2 && codes[0] === codes[2] && codes[0] === ~codes[4] >>> 0);
   */
  simhash(
    X: MatrixLike,
    bits: number,
    seed: Seed,
  ): {
    /** N rows of `words` numbers. */
    codes: Uint32Array;
    /** 32-bit words a row: bits/32, rounded up. */
    words: number;
  } {
    integerOption(bits, "bits", { low: 1, high: 65536 });
    const { low, high } = seedOption(seed, "seed");
    const words = Math.ceil(bits / 32);
    return this.#memory.frame((frame) => {
      const { address, rows, cols, single } = frame.matrix(X, "X");
      const codes = frame.reserveIntegers(rows * words);
      const { projectionSimhash } = frame.core;
      projectionSimhash(address, rows, cols, single, bits, low, high, codes.address, words);
      return { codes: new Uint32Array(frame.takeIntegers(codes).buffer), words };
    });
  }

  /**
   * How many bits of two codes differ.
   *
   * `a`, `b`: equally long. Throws SHAPE_MISMATCH, INVALID_ARGUMENT. Source: Hamming (1950).
   *
   * @example
   * const different = projection.hamming(Uint32Array.of(0b1011, 1), Uint32Array.of(0b1101, 1));
   * console.assert(different === 2);
   */
  hamming(a: Uint32Array, b: Uint32Array): number {
    return this.#memory.frame((frame) => {
      const left = words(frame, a, "a");
      const right = words(frame, b, "b");
      const { projectionHamming } = frame.core;
      return projectionHamming(left.address, left.length, right.address, right.length);
    });
  }

  /**
   * The angle that so many different bits of two SimHash codes speak for, π·hamming/bits, with its standard
   * deviation, and its cosine.
   *
   * Whole numbers, 0 ≤ `hamming` ≤ `bits`. Radians. Throws INVALID_ARGUMENT. Source: Charikar (2002),
   * kexue.fm/archives/8706.
   *
   * @example
   * const { theta, cosine } = projection.angle(32, 64);
   * console.assert(theta === Math.PI / 2 && cosine === 0);
   */
  angle(
    hamming: number,
    bits: number,
  ): {
    /** 0 to π. */
    theta: number;
    /** Of θ, in radians. */
    standardDeviation: number;
    /** cos θ; −1 to 1. */
    cosine: number;
  } {
    numbers({ hamming, bits });
    return this.#memory.frame((frame) => {
      const result = frame.reserve(3);
      frame.core.projectionAngle(hamming, bits, result.address);
      const [theta, standardDeviation, cosine] = entries(frame.takeDoubles(result), 3);
      return { theta, standardDeviation, cosine };
    });
  }

  /**
   * How likely one hash of two vectors agrees: 1 − angle/π for signs, the p-stable formula for cells of a
   * width at a distance.
   *
   * `angle`: 0 to π; `distance`: from 0 on; `width`: above 0. Throws INVALID_ARGUMENT. Source: Charikar (2002);
   * Datar, Immorlica, Indyk and Mirrokni (2004).
   *
   * @example
   * console.assert(projection.collisionProbability({ angle: Math.PI / 4 }) === 0.75);
   * console.assert(Math.abs(projection.collisionProbability({ distance: 1, width: 4 }) - 0.8005) < 1e-4);
   */
  collisionProbability(options: { angle: number } | { distance: number; width: number }): number {
    checkOptions(options, "options", ["angle", "distance", "width"]);
    const { core } = this.#memory;
    const given: { angle?: number; distance?: number; width?: number } = options ?? {};
    if (given.angle !== undefined && given.distance === undefined && given.width === undefined)
      return core.projectionAngularCollision(numberOption(given.angle, "options.angle"));
    if (given.angle !== undefined || given.distance === undefined || given.width === undefined) {
      throw failure("INVALID_ARGUMENT", "{argument} must hold {allowed}", {
        argument: "options",
        allowed: "either angle, or distance and width",
      });
    }
    return core.projectionEuclideanCollision(
      numberOption(given.distance, "options.distance"),
      numberOption(given.width, "options.width"),
    );
  }

  /**
   * 1 − (1 − pʳ)ᵇ at each p: that some of b tables with keys of r hashes puts two things into one bucket,
   * whose single hashes agree with probability p.
   *
   * `similarity`: probabilities; `rows` (r), `bands` (b): from 1 on. Throws NOT_FINITE, INVALID_ARGUMENT.
   * Source: Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3.
   *
   * @example
   * const curve = projection.bandingCurve([0, 0.5, 1], 2, 3);
   * console.assert(curve[0] === 0 && Math.abs(curve[1] - (1 - 0.75 ** 3)) < 1e-15 && curve[2] === 1);
   */
  bandingCurve(similarity: Vector, rows: number, bands: number): Float64Array {
    numbers({ rows, bands });
    return this.#memory.frame((frame) => {
      const { address, length } = frame.vector(similarity, "similarity", "double");
      const result = frame.reserve(length);
      frame.core.projectionBandingCurve(address, length, rows, bands, result.address);
      return frame.takeDoubles(result);
    });
  }

  /**
   * Among rows × bands ≤ maxHashes, those with the largest difference of the curve at `near` and at `far`; the
   * fewest hashes among equals.
   *
   * 0 ≤ `far` < `near` ≤ 1: how likely single hashes agree; `maxHashes`: 1 to 1e6. Throws INVALID_ARGUMENT.
   * Source: as `bandingCurve`.
   *
   * @example
   * const { rows, bands, nearProbability } = projection.optimalBanding(0.9, 0.5, 100);
   * console.assert(rows * bands <= 100 && nearProbability > 0.95);
   */
  optimalBanding(near: number, far: number, maxHashes: number): Banding {
    numbers({ near, far, maxHashes });
    return this.#memory.frame((frame) => {
      const result = frame.reserve(4);
      frame.core.projectionOptimalBanding(near, far, maxHashes, result.address);
      const [rows, bands, nearProbability, farProbability] = entries(frame.takeDoubles(result), 4);
      return { rows, bands, nearProbability, farProbability };
    });
  }

  /**
   * An index of a matrix's rows for nearest neighbours by angle or Euclidean distance. Dispose of it when it is not
   * needed any more.
   *
   * `X`: N×d, N from 1 on; more rows can be added. Throws NOT_FINITE, INVALID_ARGUMENT (empty; a zero row, which
   * has no angle; Euclidean entries beyond ±1e15), OUT_OF_MEMORY. Source: Charikar (2002); Datar,
   * Immorlica, Indyk and Mirrokni (2004); kexue.fm/archives/8706.
   *
   * @example
   * const index = projection.lsh([[0, 0], [5, 5]], { metric: "euclidean" });
   * console.assert(index.query([4, 5], 1).distances[0] === 1);
   */
  lsh(X: MatrixLike, options?: LshOptions): LshIndex {
    return makeIndex(this.#memory, X, options);
  }

  /**
   * The index that `save` made these bytes of; it answers as the saved one.
   *
   * Throws CORRUPT_DATA for anything else: other data, another version, damaged or truncated bytes;
   * INVALID_ARGUMENT for what is no Uint8Array.
   *
   * @example
   * const bytes = projection.lsh([[1, 2]]).save();
   * console.assert(projection.lshLoad(bytes).size === 1);
   */
  lshLoad(bytes: Uint8Array): LshIndex {
    return loadIndex(this.#memory, bytes);
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
  ): {
    /** m × p. */
    product: Matrix;
    /** In Frobenius' norm, at least 0. */
    expectedError: number;
  } {
    return approximateProduct(this.#memory, A, B, samples, seed);
  }
}

/** Each of these is a number; what range it may have is the core's to say. */
function numbers(given: Record<string, unknown>): void {
  for (const [argument, value] of Object.entries(given)) numberOption(value, argument);
}

/** Whether an optional number is there, and it. */
function optional(value: unknown, argument: string): [present: boolean, value: number] {
  return value === undefined ? [false, 0] : [true, numberOption(value, argument)];
}

type Tuple<N extends number, T extends number[] = []> = T["length"] extends N
  ? T
  : Tuple<N, [...T, number]>;

function entries<N extends number>(values: Float64Array, _count: N): Tuple<N> {
  return Array.from(values) as Tuple<N>;
}

function words(frame: Frame, codes: Uint32Array, argument: string): Placed {
  const given = asTyped(codes, "Uint32Array");
  if (given === undefined) {
    throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be a Uint32Array", {
      argument,
      found: describe(codes),
    });
  }
  const placed = frame.reserveIntegers(given.length);
  if (given.length > 0) frame.core.HEAP32.set(given, placed.address / 4);
  return placed;
}
