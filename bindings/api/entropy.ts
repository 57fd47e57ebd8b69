import {
  checkOnePerRow,
  checkOptions,
  choiceOption,
  integerOption,
  numberOption,
  booleanOption,
} from "./arguments.js";
import { describe, failure } from "./errors.js";
import type { Frame, Memory, Placed, RowSlice, RowSlices } from "./memory.js";
import { asTyped, eachOf } from "./typed-arrays.js";
import type { Matrix, MatrixLike, Real, ResultOptions, Vector } from "./values.js";

/**
 * An entropy that is asked for: a number means nats; `perplexity` is exp H; `fraction` is of the
 * logarithm of the support's size.
 */
export type EntropyTarget =
  | number
  | {
      /** H itself, in nats. */
      nats: number;
    }
  | {
      /** H in bits, log 2 nats each. */
      bits: number;
    }
  | {
      /** exp H, from 1 to the support's size. */
      perplexity: number;
    }
  | {
      /** H over the logarithm of the support's size; 0 to 1. */
      fraction: number;
    };

/** How a distribution is read, and how exactly it is solved for. */
export interface EntropyOptions {
  /** What the numbers are: probabilities (the default), or logits, of which −Infinity are masks. */
  input?: "probabilities" | "logits";
  /**
   * The largest |H − target| that is accepted, relative to the target's distance from the nearer
   * end of what is reachable, and never finer than H's own rounding; 1e-13 unless given.
   */
  tolerance?: number;
  /** Passes over a distribution after which NOT_CONVERGED is thrown; 100 unless given, 2 to 10 are needed. */
  maxIterations?: number;
  /** Logits (or log-probabilities) this close to the largest count as equal to it; 0 unless given. */
  tieTolerance?: number;
  /** Whether probabilities may have any sum above 0, rather than 1 ± 1e-8 (float32: 1e-4). */
  renormalize?: boolean;
}

/** A power of a distribution, with the entropy that was asked for. */
export interface NormalizedDistribution {
  /** n numbers with sum 1, in the precision of the argument. */
  probabilities: Real;
  /** The exponent: 0 for the uniform distribution, Infinity for that on the largest entries. */
  gamma: number;
  /** 1 / gamma. */
  temperature: number;
  /** In nats. */
  entropy: number;
  /** Passes over the distribution. */
  iterations: number;
  /** The least and the most entropy that a power can have, in nats. */
  reachable: {
    /** The least, in nats. */
    min: number;
    /** The most, in nats. */
    max: number;
  };
}

/** The same for every row of a matrix. */
export interface NormalizedRows {
  /** N × n in the precision of the argument; each row sums to 1. */
  probabilities: Matrix | Matrix<Float32Array>;
  /** N exponents; 0 to Infinity. */
  gamma: Float64Array;
  /** In nats. */
  entropy: Float64Array;
  /** N numbers: passes over each row. */
  iterations: Int32Array;
  /** 0: reached; −1 and 1: clamped to the least and to the most reachable entropy. */
  status: Int32Array;
}

/** The article's iteration, round by round. */
export interface ArticleIteration {
  /** The exponent of each round; NaN from a failed round on. */
  gammas: Float64Array;
  /** The product of the exponents. */
  totalGamma: number;
  /** The entropy at the start and after each round, in nats; NaN after a failed round. */
  entropies: Float64Array;
  /** The last distribution there is. */
  probabilities: Real;
  /** Whether the total exponent is negative, so that the least likely outcome became the most likely. */
  orderReversed: boolean;
  /** The first round whose exponent is not a finite number; −1 if there is none. */
  failedRound: number;
}

const inputs = ["probabilities", "logits"] as const;
const units = ["nats", "bits", "perplexity", "fraction"] as const;
const optionNames = ["input", "tolerance", "maxIterations", "tieTolerance", "renormalize"] as const;

/** Entropy of distributions, and powers that give them a prescribed one. */
export class Entropy {
  readonly #memory: Memory;

  /** @internal */
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /**
   * The Shannon entropy −Σ pᵢ log pᵢ of a distribution, in nats, or in units of log `base`.
   *
   * `p`: n probabilities; `base`: above 1. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT.
   * Source: kexue.fm/archives/8829.
   *
   * @example
   * const bits = entropy.shannon([0.5, 0.25, 0.25], { base: 2 });
   * console.assert(Math.abs(bits - 1.5) < 1e-15);
   */
  shannon(p: Vector, options?: { base?: number }): number {
    checkOptions(options, "options", ["base"]);
    const base = numberOption(options?.base, "options.base", Math.E);
    return this.#memory.frame((frame) => {
      const { address, length, single } = frame.vector(p, "p");
      const shannon = single ? frame.core.entropyShannon32 : frame.core.entropyShannon64;
      return shannon(address, length, base);
    });
  }

  /**
   * The perplexity exp H of a distribution: how many equally likely outcomes have its entropy.
   *
   * `p`: n probabilities. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT (empty).
   * Source: kexue.fm/archives/8829.
   *
   * @example
   * const outcomes = entropy.perplexity([0.25, 0.25, 0.25, 0.25, 0]);
   * console.assert(Math.abs(outcomes - 4) < 1e-14);
   */
  perplexity(p: Vector): number {
    return this.#memory.frame((frame) => {
      const { address, length, single } = frame.vector(p, "p");
      const perplexity = single ? frame.core.entropyPerplexity32 : frame.core.entropyPerplexity64;
      return perplexity(address, length);
    });
  }

  /**
   * The Rényi entropy log(Σ pᵢ^α)/(1 − α), in nats: Shannon's at order 1, −log max p at Infinity, the
   * log of the support's size at 0.
   *
   * `p`: n probabilities; `order`: α ≥ 0. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT.
   * Source: Rényi (1961).
   *
   * @example
   * const collision = entropy.renyi([0.5, 0.25, 0.25], 2);
   * console.assert(Math.abs(collision + Math.log(0.375)) < 1e-15);
   */
  renyi(p: Vector, order: number): number {
    numberOption(order, "order");
    return this.#memory.frame((frame) => {
      const { address, length, single } = frame.vector(p, "p");
      const renyi = single ? frame.core.entropyRenyi32 : frame.core.entropyRenyi64;
      return renyi(address, length, order);
    });
  }

  /**
   * The Tsallis entropy (1 − Σ pᵢ^α)/(α − 1): Shannon's at order 1, 0 at Infinity.
   *
   * `p`: n probabilities; `order`: α ≥ 0. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT.
   * Source: Tsallis (1988).
   *
   * @example
   * const gini = entropy.tsallis([0.5, 0.25, 0.25], 2);
   * console.assert(gini === 1 - 0.375);
   */
  tsallis(p: Vector, order: number): number {
    numberOption(order, "order");
    return this.#memory.frame((frame) => {
      const { address, length, single } = frame.vector(p, "p");
      const tsallis = single ? frame.core.entropyTsallis32 : frame.core.entropyTsallis64;
      return tsallis(address, length, order);
    });
  }

  /**
   * The probabilities exp(lᵢ/T)/Σ exp(lⱼ/T) of logits l at temperature T, 1 unless given.
   *
   * `logits`: n numbers, of which −Infinity are masks; `temperature`: 0 is the limit, uniform on the
   * largest, and Infinity uniform on all. Throws NOT_FINITE, INVALID_ARGUMENT. Source: kexue.fm/archives/8829.
   *
   * @example
   * const q = entropy.softmax([Math.log(3), 0, -Infinity]);
   * console.assert(Math.abs(q[0] - 0.75) < 1e-15 && q[2] === 0);
   */
  softmax(logits: Vector, temperature = 1): Real {
    numberOption(temperature, "temperature");
    return this.#memory.frame((frame) => {
      const placed = frame.vector(logits, "logits");
      const softmax = placed.single ? frame.core.entropySoftmax32 : frame.core.entropySoftmax64;
      softmax(placed.address, placed.length, temperature);
      return frame.take(placed);
    });
  }

  /**
   * `softmax` of each row with the row's Shannon entropy in nats, both from one pass over the exponentials.
   *
   * `X`: N×n logits; `probabilities`: N×n in the precision of X; `entropy`: N, for float32 logits to
   * float32 accuracy. Throws as `softmax`, naming the row, and for an unsuitable `out` SHAPE_MISMATCH
   * or INVALID_ARGUMENT.
   * Source: kexue.fm/archives/8829.
   *
   * @example
   * const { probabilities, entropy: nats } = entropy.softmaxRows([[0, 0], [0, -Infinity]]);
   * console.assert(probabilities.data.join() === "0.5,0.5,1,0" && nats[0] === Math.log(2));
   */
  softmaxRows(
    X: MatrixLike,
    temperature = 1,
    options?: ResultOptions,
  ): {
    /** N × n in the precision of X; each row sums to 1. */
    probabilities: Matrix | Matrix<Float32Array>;
    /** N entropies, in nats. */
    entropy: Float64Array;
  } {
    numberOption(temperature, "temperature");
    checkOptions(options, "options", ["out"]);
    return this.#memory.frame((frame) => {
      const slices = frame.slices(X, "X");
      const { rows, cols, single, height } = slices;
      const nats = frame.reserve(height);
      const data = slices.resultArray(options?.out);
      const entropy = new Float64Array(rows);
      const softmaxRows = single
        ? frame.core.entropySoftmaxRows32
        : frame.core.entropySoftmaxRows64;
      for (const slice of slices) {
        softmaxRows(slice.address, slice.rows, cols, temperature, nats.address, slice.first);
        slices.copyOut(slice, data);
        frame.copy(nats, slice.rows, entropy, slice.first);
      }
      return { probabilities: matrixOf(data, rows, cols), entropy };
    });
  }

  /**
   * The power pᵢ^γ/Σ pⱼ^γ of a distribution; zeros stay zero.
   *
   * `p`: n probabilities; `gamma`: 0, which is uniform on the support, to Infinity, which is uniform on
   * the largest entries. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT. Source: kexue.fm/archives/8829.
   *
   * @example
   * const q = entropy.power([0.75, 0.25, 0], 2);
   * console.assert(Math.abs(q[0] - 0.9) < 1e-15 && q[2] === 0);
   */
  power(p: Vector, gamma: number): Real {
    numberOption(gamma, "gamma");
    return this.#memory.frame((frame) => {
      const placed = frame.vector(p, "p");
      const power = placed.single ? frame.core.entropyPower32 : frame.core.entropyPower64;
      power(placed.address, placed.length, gamma);
      return frame.take(placed);
    });
  }

  /**
   * The least and the most entropy of a distribution's powers, in nats: the logarithms of the number
   * of largest entries and of the support's size.
   *
   * `p`: n probabilities or logits. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT.
   * Source: kexue.fm/archives/8829.
   *
   * @example
   * const { min, max } = entropy.reachable([0.4, 0.4, 0.2, 0]);
   * console.assert(min === Math.log(2) && Math.abs(max - Math.log(3)) < 1e-15);
   */
  reachable(
    p: Vector,
    options?: EntropyOptions,
  ): {
    /** The least, in nats. */
    min: number;
    /** The most, in nats. */
    max: number;
  } {
    const reading = readOptions(options);
    return this.#memory.frame((frame) => {
      const { address, length, single } = frame.vector(p, "p");
      const result = frame.reserve(2);
      const reachable = single ? frame.core.entropyReachable32 : frame.core.entropyReachable64;
      reachable(
        address,
        length,
        reading.input,
        reading.tieTolerance,
        reading.renormalize,
        result.address,
      );
      const [min, max] = frame.takeDoubles(result) as Iterable<number> as [number, number];
      return { min, max };
    });
  }

  /**
   * The power p^γ/Σp^γ whose entropy is the target, by a safeguarded solver that always converges on a
   * reachable one.
   *
   * `p`: n probabilities or logits. A target up to 1e-12 nats out of reach counts as the end of what is
   * reachable, where γ is 0 or Infinity; where all entries are equal, γ is 1. Throws TARGET_UNREACHABLE
   * (details: `min` and `max`, nats), NOT_CONVERGED, NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT.
   * Source: kexue.fm/archives/8829.
   *
   * @example
   * const { probabilities, gamma } = entropy.normalize([0.5, 0.3, 0.15, 0.05], { perplexity: 3 });
   * console.assert(Math.abs(entropy.perplexity(probabilities) - 3) < 1e-12 && gamma > 1);
   */
  normalize(p: Vector, target: EntropyTarget, options?: EntropyOptions): NormalizedDistribution {
    const { unit, value } = readTarget(target, "target");
    const reading = readOptions(options);
    return this.#memory.frame((frame) => {
      const placed = frame.vector(p, "p");
      const result = frame.reserve(6);
      const normalize = placed.single
        ? frame.core.entropyNormalize32
        : frame.core.entropyNormalize64;
      normalize(
        placed.address,
        placed.length,
        unit,
        value,
        reading.input,
        reading.tolerance,
        reading.maxIterations,
        reading.tieTolerance,
        reading.renormalize,
        result.address,
      );
      const [gamma, temperature, entropy, iterations, min, max] = frame.takeDoubles(
        result,
      ) as Iterable<number> as [number, number, number, number, number, number];
      const probabilities = frame.take(placed);
      return { probabilities, gamma, temperature, entropy, iterations, reachable: { min, max } };
    });
  }

  /**
   * `normalize` for every row of a matrix; each row's result depends on that row alone.
   *
   * `P`: N×n probabilities or logits; `target`: one, or one for each row (a Float64Array holds nats).
   * With `unreachable: "clamp"`, a target out of reach is replaced by the nearest reachable entropy and
   * `status` says so. Throws as `normalize`, naming the row, and SHAPE_MISMATCH. Source: kexue.fm/archives/8829.
   *
   * @example
   * const { entropy: nats } = entropy.normalizeRows([[0.7, 0.2, 0.1], [0.4, 0.3, 0.3]], { bits: 1 });
   * console.assert(nats.every((H) => Math.abs(H - Math.log(2)) < 1e-12));
   */
  normalizeRows(
    P: MatrixLike,
    target: EntropyTarget | readonly EntropyTarget[] | Float64Array,
    options?: EntropyOptions & ResultOptions & { unreachable?: "throw" | "clamp" },
  ): NormalizedRows {
    const list = readTargets(target);
    const reading = readOptions(options, ["unreachable", "out"]);
    const clamp =
      choiceOption(options?.unreachable, "options.unreachable", ["throw", "clamp"], "throw") ===
      "clamp";
    return this.#memory.frame((frame) => {
      const slices = frame.slices(P, "P");
      if (!list.shared) checkOnePerRow(list.values.length, slices.rows, "target");
      const results = new RowResults(frame, slices, options?.out);
      const units = frame.integers(list.units);
      const values = frame.vector(list.values, "target");
      const normalizeRows = slices.single
        ? frame.core.entropyNormalizeRows32
        : frame.core.entropyNormalizeRows64;
      for (const slice of slices) {
        normalizeRows(
          slice.address,
          slice.rows,
          slices.cols,
          slice.first,
          units.address,
          values.address,
          list.shared,
          reading.input,
          reading.tolerance,
          reading.maxIterations,
          reading.tieTolerance,
          reading.renormalize,
          clamp,
          results.doubles.address,
          results.integers.address,
        );
        results.take(slice);
      }
      return results.whole();
    });
  }

  /**
   * Leaves rows alone whose entropy lies in [min, max], where γ is 1, and normalizes the others to the
   * nearer end.
   *
   * `P`: N×n probabilities or logits; `range`: one end or both. Throws as `normalizeRows`, and
   * INVALID_ARGUMENT where min is above max. Source: kexue.fm/archives/8829.
   *
   * @example
   * const { gamma } = entropy.clampRows([[0.97, 0.02, 0.01], [0.4, 0.3, 0.3]], { min: { perplexity: 2 } });
   * console.assert(gamma[0] < 1 && gamma[1] === 1);
   */
  clampRows(
    P: MatrixLike,
    range: { min?: EntropyTarget; max?: EntropyTarget },
    options?: EntropyOptions & ResultOptions,
  ): NormalizedRows {
    checkOptions(range, "range", ["min", "max"]);
    if (range?.min === undefined && range?.max === undefined) {
      throw failure(
        "INVALID_ARGUMENT",
        "{argument} has neither min nor max; it needs one of them",
        {
          argument: "range",
        },
      );
    }
    const least = readTarget(range.min ?? 0, "range.min");
    const most = readTarget(range.max ?? Number.MAX_VALUE, "range.max");
    const reading = readOptions(options, ["out"]);
    return this.#memory.frame((frame) => {
      const slices = frame.slices(P, "P");
      const results = new RowResults(frame, slices, options?.out);
      const clampRows = slices.single
        ? frame.core.entropyClampRows32
        : frame.core.entropyClampRows64;
      for (const slice of slices) {
        clampRows(
          slice.address,
          slice.rows,
          slices.cols,
          slice.first,
          least.unit,
          least.value,
          most.unit,
          most.value,
          reading.input,
          reading.tolerance,
          reading.maxIterations,
          reading.tieTolerance,
          reading.renormalize,
          results.doubles.address,
          results.integers.address,
        );
        results.take(slice);
      }
      return results.whole();
    });
  }

  /**
   * The article's own iteration, round by round, its failures included: Newton's method on the total
   * exponent without a safeguard, which may overshoot to a negative one or break down.
   *
   * `p`: n probabilities; `rounds`: 0 to 1,000,000; `entropies[0]` is the start. A breakdown is no error
   * but `failedRound`. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT. Source: kexue.fm/archives/8829.
   *
   * @example
   * const { entropies, gammas } = entropy.articleIteration([0.5, 0.3, 0.15, 0.05], 0.8, 4);
   * console.assert(Math.abs(entropies[4] - 0.8) < 1e-12 && Math.abs(gammas[0] - 1.95236066689592) < 1e-13);
   */
  articleIteration(p: Vector, target: EntropyTarget, rounds: number): ArticleIteration {
    const { unit, value } = readTarget(target, "target");
    integerOption(rounds, "rounds", { low: 0, high: 1e6 });
    return this.#memory.frame((frame) => {
      const placed = frame.vector(p, "p");
      const gammas = frame.reserve(rounds);
      const entropies = frame.reserve(rounds + 1);
      const result = frame.reserve(3);
      const iterate = placed.single
        ? frame.core.entropyArticleIteration32
        : frame.core.entropyArticleIteration64;
      iterate(
        placed.address,
        placed.length,
        unit,
        value,
        rounds,
        gammas.address,
        entropies.address,
        result.address,
      );
      const [totalGamma, reversed, failedRound] = frame.takeDoubles(result) as Iterable<number> as [
        number,
        number,
        number,
      ];
      return {
        gammas: frame.takeDoubles(gammas),
        totalGamma,
        entropies: frame.takeDoubles(entropies),
        probabilities: frame.take(placed),
        orderReversed: reversed === 1,
        failedRound,
      };
    });
  }

  /**
   * The article's one-step exponent 1 + (target − H)/(H² − E log² p), from the first-order expansion
   * of H at γ = 1.
   *
   * `p`: n probabilities. Where all are equal it is 1 if the target is their entropy, otherwise
   * TARGET_UNREACHABLE. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT. Source: kexue.fm/archives/8829.
   *
   * @example
   * const gamma = entropy.firstOrderGamma([0.5, 0.3, 0.15, 0.05], 0.8);
   * console.assert(Math.abs(gamma - 1.95236066689592) < 1e-13);
   */
  firstOrderGamma(p: Vector, target: EntropyTarget): number {
    const { unit, value } = readTarget(target, "target");
    return this.#memory.frame((frame) => {
      const { address, length, single } = frame.vector(p, "p");
      const { entropyFirstOrderGamma32, entropyFirstOrderGamma64 } = frame.core;
      return (single ? entropyFirstOrderGamma32 : entropyFirstOrderGamma64)(
        address,
        length,
        unit,
        value,
      );
    });
  }

  /**
   * The root nearest 1 of the second-order expansion of H at γ = 1; the first-order value where it has
   * none.
   *
   * `p`: n probabilities. Throws as `firstOrderGamma`. Derived from kexue.fm/archives/8829.
   *
   * @example
   * const gamma = entropy.secondOrderGamma([0.5, 0.3, 0.15, 0.05], 1.12);
   * console.assert(Math.abs(gamma - entropy.normalize([0.5, 0.3, 0.15, 0.05], 1.12).gamma) < 1e-4);
   */
  secondOrderGamma(p: Vector, target: EntropyTarget): number {
    const { unit, value } = readTarget(target, "target");
    return this.#memory.frame((frame) => {
      const { address, length, single } = frame.vector(p, "p");
      const { entropySecondOrderGamma32, entropySecondOrderGamma64 } = frame.core;
      return (single ? entropySecondOrderGamma32 : entropySecondOrderGamma64)(
        address,
        length,
        unit,
        value,
      );
    });
  }

  /**
   * The entropy H(γ) of the power p^γ/Σp^γ, with its slope dH/dγ and curvature d²H/dγ², at each γ.
   *
   * `p`: n probabilities; `gammas`: finite numbers, of which negative ones reverse the order of the
   * outcomes, or Infinity. In nats. Throws NOT_FINITE, NOT_A_DISTRIBUTION, INVALID_ARGUMENT.
   * Source: kexue.fm/archives/8829; the curvature is derived.
   *
   * @example
   * const { entropy: H, slope } = entropy.curve([0.5, 0.3, 0.2], [0, 1, 2]);
   * console.assert(Math.abs(H[0] - Math.log(3)) < 1e-15 && slope[0] === 0 && H[1] > H[2]);
   */
  curve(
    p: Vector,
    gammas: Vector,
  ): {
    /** H at each γ, in nats. */
    entropy: Float64Array;
    /** dH/dγ at each γ, in nats. */
    slope: Float64Array;
    /** d²H/dγ² at each γ, in nats. */
    curvature: Float64Array;
  } {
    return this.#memory.frame((frame) => {
      const { address, length, single } = frame.vector(p, "p");
      const at = frame.vector(gammas, "gammas", "double");
      const result = frame.reserve(3 * at.length);
      const curve = single ? frame.core.entropyCurve32 : frame.core.entropyCurve64;
      curve(address, length, at.address, at.length, result.address);
      const values = frame.takeDoubles(result);
      return {
        entropy: values.slice(0, at.length),
        slope: values.slice(at.length, 2 * at.length),
        curvature: values.slice(2 * at.length),
      };
    });
  }

  /**
   * The vector-Jacobian product of `normalize` on logits, for training through it: the gradients of
   * v·q with respect to the logits and, per nat, to the target.
   *
   * `logits`: n, −Infinity masks; `cotangent`: v, n numbers. Where γ is 0 or Infinity, or all logits are
   * equal, there is no gradient: both are zero and `defined` is false. Throws TARGET_UNREACHABLE,
   * SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT. Source: implicit differentiation of kexue.fm/archives/8829.
   *
   * @example
   * const { logits } = entropy.normalizeVjp([2, 1, 0], { perplexity: 2 }, [1, 0, 0]);
   * console.assert(Math.abs(logits[0] + logits[1] + logits[2]) < 1e-15);
   */
  normalizeVjp(
    logits: Vector,
    target: EntropyTarget,
    cotangent: Vector,
  ): {
    /** n numbers: the gradient of v·q in the logits. */
    logits: Real;
    /** The derivative of v·q per nat of the target. */
    target: number;
    /** Whether there is a gradient; where there is none, both are zero. */
    defined: boolean;
  } {
    const { unit, value } = readTarget(target, "target");
    return this.#memory.frame((frame) => {
      const placed = frame.vector(logits, "logits");
      const v = frame.vector(cotangent, "cotangent", "double");
      const result = frame.reserve(2);
      const vjp = placed.single
        ? frame.core.entropyNormalizeVjp32
        : frame.core.entropyNormalizeVjp64;
      vjp(placed.address, placed.length, unit, value, v.address, v.length, result.address);
      const [gradient, defined] = frame.takeDoubles(result) as Iterable<number> as [number, number];
      return { logits: frame.take(placed), target: gradient, defined: defined === 1 };
    });
  }

  /**
   * The Jacobian ∂q/∂l of `normalize` on logits, γ(diag q − q qᵀ − c cᵀ/V): symmetric, and it kills
   * constants and the logits themselves.
   *
   * `logits`: n; the result is n×n, zeros where `normalizeVjp` is not defined. Throws as `normalizeVjp`.
   * Source: implicit differentiation of kexue.fm/archives/8829.
   *
   * @example
   * const { data, rows } = entropy.jacobian([2, 1, 0], { perplexity: 2 });
   * console.assert(rows === 3 && data[1] === data[3]);
   */
  jacobian(logits: Vector, target: EntropyTarget): Matrix {
    const { unit, value } = readTarget(target, "target");
    return this.#memory.frame((frame) => {
      const { address, length, single } = frame.vector(logits, "logits");
      const result = frame.reserve(length * length);
      const jacobian = single ? frame.core.entropyJacobian32 : frame.core.entropyJacobian64;
      jacobian(address, length, unit, value, result.address);
      return frame.takeMatrix(result, length, length);
    });
  }

  /**
   * The conditional affinities of t-SNE: row i holds exp(−βᵢ Dᵢⱼ)/Σⱼ with the βᵢ that gives it the
   * perplexity asked for.
   *
   * `squaredDistances`: N×M, of which only differences within a row matter; without self (the default),
   * N×N, the diagonal left out. Throws TARGET_UNREACHABLE (naming the row), SHAPE_MISMATCH, NOT_FINITE,
   * INVALID_ARGUMENT. Source: van der Maaten and Hinton (2008).
   *
   * @example
   * const { probabilities, beta } = entropy.affinities([[0, 1, 4], [1, 0, 2], [4, 2, 0]], 1.5);
   * console.assert(probabilities.data[0] === 0 && beta[1] > beta[0]);
   */
  affinities(
    squaredDistances: MatrixLike,
    perplexity: number,
    options?: ResultOptions & { self?: "exclude" | "include" },
  ): {
    /** N × M in the precision of the distances; each row sums to 1. */
    probabilities: Matrix | Matrix<Float32Array>;
    /** N numbers βᵢ, at least 0. */
    beta: Float64Array;
  } {
    numberOption(perplexity, "perplexity");
    checkOptions(options, "options", ["self", "out"]);
    const choices = ["exclude", "include"] as const;
    const self = choices.indexOf(choiceOption(options?.self, "options.self", choices, "exclude"));
    return this.#memory.frame((frame) => {
      const slices = frame.slices(squaredDistances, "squaredDistances");
      const { rows, cols, single, height } = slices;
      const betas = frame.reserve(height);
      const data = slices.resultArray(options?.out);
      const beta = new Float64Array(rows);
      const affinities = single ? frame.core.entropyAffinities32 : frame.core.entropyAffinities64;
      for (const slice of slices) {
        const { address, first } = slice;
        affinities(address, slice.rows, cols, first, rows, perplexity, self, betas.address);
        slices.copyOut(slice, data);
        frame.copy(betas, slice.rows, beta, first);
      }
      return { probabilities: matrixOf(data, rows, cols), beta };
    });
  }
}

/** Results of `normalizeRows` and `clampRows`: the matrix in the argument's place, and four vectors. */
class RowResults {
  readonly doubles: Placed;
  readonly integers: Placed;
  readonly #frame: Frame;
  readonly #slices: RowSlices;
  readonly #data: Real;
  readonly #gamma: Float64Array;
  readonly #entropy: Float64Array;
  readonly #iterations: Int32Array;
  readonly #status: Int32Array;

  constructor(frame: Frame, slices: RowSlices, out?: Real) {
    const { rows, height } = slices;
    this.#frame = frame;
    this.#slices = slices;
    this.doubles = frame.reserve(2 * height);
    this.integers = frame.reserveIntegers(2 * height);
    this.#data = slices.resultArray(out);
    this.#gamma = new Float64Array(rows);
    this.#entropy = new Float64Array(rows);
    this.#iterations = new Int32Array(rows);
    this.#status = new Int32Array(rows);
  }

  take(slice: RowSlice): void {
    const { first, rows } = slice;
    const [gamma, entropy] = halves(this.doubles, 8, rows);
    const [iterations, status] = halves(this.integers, 4, rows);
    this.#slices.copyOut(slice, this.#data);
    this.#frame.copy(gamma, rows, this.#gamma, first);
    this.#frame.copy(entropy, rows, this.#entropy, first);
    this.#frame.copyIntegers(iterations, rows, this.#iterations, first);
    this.#frame.copyIntegers(status, rows, this.#status, first);
  }

  whole(): NormalizedRows {
    return {
      probabilities: matrixOf(this.#data, this.#slices.rows, this.#slices.cols),
      gamma: this.#gamma,
      entropy: this.#entropy,
      iterations: this.#iterations,
      status: this.#status,
    };
  }
}

/** Two arrays of `length` numbers, one behind the other. */
function halves(placed: Placed, bytes: number, length: number): [Placed, Placed] {
  return [placed, { ...placed, address: placed.address + length * bytes }];
}

function matrixOf(data: Real, rows: number, cols: number): Matrix | Matrix<Float32Array> {
  return { data, rows, cols } as Matrix | Matrix<Float32Array>;
}

function readOptions(options: EntropyOptions | undefined, more: readonly string[] = []) {
  checkOptions(options, "options", [...optionNames, ...more] as readonly (keyof EntropyOptions)[]);
  return {
    input: inputs.indexOf(choiceOption(options?.input, "options.input", inputs, "probabilities")),
    tolerance: numberOption(options?.tolerance, "options.tolerance", 1e-13),
    maxIterations: integerOption(
      options?.maxIterations,
      "options.maxIterations",
      { low: 1, high: 1e9 },
      100,
    ),
    tieTolerance: numberOption(options?.tieTolerance, "options.tieTolerance", 0),
    renormalize: booleanOption(options?.renormalize, "options.renormalize", false),
  };
}

/** A target as the core takes it: the number of its unit, and its value. */
function readTarget(target: unknown, argument: string): { unit: number; value: number } {
  if (typeof target === "number") return { unit: 0, value: target };
  if (typeof target === "object" && target !== null) {
    const entries = Object.entries(target);
    const unit = units.indexOf(entries[0]?.[0] as (typeof units)[number]);
    const value: unknown = entries[0]?.[1];
    if (entries.length === 1 && unit >= 0 && typeof value === "number") return { unit, value };
  }
  throw failure(
    "INVALID_ARGUMENT",
    "{argument} is {found}; allowed are a number of nats, { nats }, { bits }, { perplexity } or { fraction }",
    { argument, found: describe(target) },
  );
}

interface TargetList {
  units: Int32Array;
  values: Float64Array;
  /** One for all rows, rather than one for each. */
  shared: boolean;
}

function readTargets(target: EntropyTarget | readonly EntropyTarget[] | Float64Array): TargetList {
  const values = asTyped(target, "Float64Array");
  if (values !== undefined) {
    return { units: new Int32Array(values.length), values, shared: false };
  }
  const shared = !Array.isArray(target);
  const list = shared
    ? [readTarget(target, "target")]
    : eachOf(target as readonly EntropyTarget[], (one, row) => readTarget(one, `target[${row}]`));
  return {
    units: Int32Array.from(list, ({ unit }) => unit),
    values: Float64Array.from(list, ({ value }) => value),
    shared,
  };
}
