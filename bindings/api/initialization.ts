import {
  checkOptions,
  choiceOption,
  integerOption,
  numberOption,
  seedOption,
} from "./arguments.js";
import { describe, failure } from "./errors.js";
import {
  activations,
  moments,
  placeAttentionScale,
  placeBlockSpec,
  placeTruncation,
  type Activation,
  type ActivationMoments,
  type BlockSpec,
  type Truncation,
} from "./initialization-arguments.js";
import { resultArray, type Core, type Frame, type Memory, type Placed } from "./memory.js";
import type { Matrix, MatrixLike, Seed, Vector } from "./values.js";

export type {
  Activation,
  ActivationMoments,
  BlockSpec,
  Truncation,
} from "./initialization-arguments.js";

// In the order of the core's enumerators.
const layouts = ["in-out", "out-in", "hwio", "oihw"] as const;
/** The names of `InitScheme`. */
export const schemes = [
  "lecun",
  "xavier",
  "he",
  "orthogonal",
  "t5-q",
  "t5-k",
  "t5-v",
  "t5-o",
  "t5-wi",
  "t5-wo",
  "ntk",
  "mup",
] as const;
const distributions = ["normal", "uniform", "truncated"] as const;
const optimizers = ["sgd", "adam"] as const;
const residuals = ["post", "pre", "rezero", "scaled"] as const;
const norms = { layer: 0, rms: 1 } as const;

/** Where inputs and outputs stand in a weight's shape: of a dense layer, or of a convolution after or before its kernel's sizes. */
export type WeightLayout = (typeof layouts)[number];

/** A rule for the standard deviation of initial weights. */
export type InitScheme = (typeof schemes)[number];

/** How many inputs an output sums, and how many outputs an input goes to. */
export interface Fans {
  /** Numbers that an output is summed from. */
  in: number;
  /** Outputs that an input goes into. */
  out: number;
}

/** The stream factor and the weight factor of DeepNorm. */
export interface DeepNormScale {
  /** What the stream is multiplied by before each normalization. */
  alpha: number;
  /** What the weights' standard deviations are multiplied by. */
  beta: number;
}

/** Which numbers of a stream are drawn. */
export interface DrawOptions {
  /** The stream's. */
  seed: Seed;
  /** How many outputs of the stream come before; 0 if not given. */
  offset?: number;
  /**
   * An array of `count` numbers to be written to instead of a new one: in a loop it saves the engine
   * the work of a fresh array. After an error its contents are undefined.
   */
  out?: Float64Array;
}

/** What `propagate` measures: depth + 1 numbers of each, at the input and after every block. */
export interface Propagation {
  /** Root mean squares of the states; Infinity from `overflowLayer` on. */
  forward: Float64Array;
  /** Those of the gradient of a random linear function of the last state (of the last finite one). */
  backward: Float64Array;
  /** Those of the states, as theory predicts them for wide networks. */
  predicted: Float64Array;
  /** The mean entropy of each block's attention, in nats; depth numbers, none without attention. */
  attentionEntropy: Float64Array;
  /** The norm of the input's part of each state, by the residual connections alone, over the state's. */
  inputShare: Float64Array;
  /**
   * How the entries of each state are spread: a row for each, of their shares in 24 equal parts of the
   * interval from −3 to 3 of its root mean square, the outer ones with what is beyond. 0 where all
   * entries are 0, and from `overflowLayer` on.
   */
  histograms: Matrix;
  /** The first state beyond the range of float32, else the last whose gradient is; −1 if none. */
  overflowLayer: number;
}

/** Parts of a state's histogram, as the core makes them. */
const histogramParts = 24;
/** The numbers of a draw that are made at a time: a megabyte of them. */
const sliceLength = 1 << 17;
const largestIndex = Number.MAX_SAFE_INTEGER;

/** Initial weights: random numbers, their scales, and what they do to a deep network. */
export class Initialization {
  readonly #memory: Memory;

  /** @internal */
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /**
   * Numbers uniform between `low` and `high`.
   *
   * `offset` counts outputs: a draw with offset k equals the entries from k on of a longer draw with
   * the same seed; so it is in every sampler. Throws INVALID_ARGUMENT unless low < high, SHAPE_MISMATCH
   * for an `out` of another length, OUT_OF_MEMORY.
   * Source: Philox4x32-10, Salmon et al. 2011.
   *
   * @example
   * const draw = initialization.uniform(5, { low: -1, high: 1, seed: 7 });
   * console.assert(draw[3] === initialization.uniform(1, { low: -1, high: 1, seed: 7, offset: 3 })[0]);
   */
  uniform(count: number, options: { low: number; high: number } & DrawOptions): Float64Array {
    checkOptions(options, "options", ["low", "high", "seed", "offset", "out"]);
    const low = numberOption(options?.low, "options.low");
    const high = numberOption(options?.high, "options.high");
    return this.#draw(count, options, (core, seed, first, length, to) =>
      core.initializationUniform(low, high, seed.low, seed.high, first, length, to),
    );
  }

  /**
   * Normal numbers of this `mean` (0) and standard deviation `std` (1).
   *
   * Each is the quantile of the uniform number of its index. Throws INVALID_ARGUMENT for a negative
   * std, OUT_OF_MEMORY. Source: Wichura 1988, algorithm AS 241; Salmon et al. 2011.
   *
   * @example
   * const draw = initialization.normal(10000, { std: 2, seed: 1 });
   * console.assert(Math.abs(draw.reduce((sum, x) => sum + x * x) / 10000 - 4) < 0.2);
   */
  normal(count: number, options: { mean?: number; std?: number } & DrawOptions): Float64Array {
    checkOptions(options, "options", ["mean", "std", "seed", "offset", "out"]);
    const mean = numberOption(options?.mean, "options.mean", 0);
    const std = numberOption(options?.std, "options.std", 1);
    return this.#draw(count, options, (core, seed, first, length, to) =>
      core.initializationNormal(mean, std, seed.low, seed.high, first, length, to),
    );
  }

  /**
   * Numbers of a normal that is cut off at two ends, by quantiles: nothing is rejected, and far tails
   * cost no more.
   *
   * `mean` (0) is that of the uncut normal; `truncation` says what its ends and `std` (1) mean, and is
   * ±2 std of the uncut normal if not given. Throws INVALID_ARGUMENT unless std > 0 and low < high,
   * TARGET_UNREACHABLE where "absolute" ends leave no such standard deviation, OUT_OF_MEMORY.
   * Source: kexue.fm/archives/8620.
   *
   * @example
   * const draw = initialization.truncatedNormal(100, { truncation: { mode: "parent", low: 40, high: Infinity }, seed: 1 });
   * console.assert(draw.every((x) => x >= 40 && x < 41));
   */
  truncatedNormal(
    count: number,
    options: { mean?: number; std?: number; truncation?: Truncation } & DrawOptions,
  ): Float64Array {
    checkOptions(options, "options", ["mean", "std", "truncation", "seed", "offset", "out"]);
    const mean = numberOption(options?.mean, "options.mean", 0);
    const std = numberOption(options?.std, "options.std", 1);
    const { mode, low, high } = placeTruncation(options?.truncation);
    const [parent, from, to] = this.#few<[number, number, number]>(3, (core, result) =>
      core.initializationTruncation(mean, std, mode, low, high, result),
    );
    return this.#draw(count, options, (core, seed, first, length, address) =>
      core.initializationTruncated(
        mean,
        parent,
        from,
        to,
        seed.low,
        seed.high,
        first,
        length,
        address,
      ),
    );
  }

  /**
   * Mean and variance of the normal of `mean` and `std` cut to [low, high].
   *
   * Infinite ends are none; far tails and narrow intervals lose no digits. Throws INVALID_ARGUMENT
   * unless std > 0 and low < high. Source: kexue.fm/archives/8620.
   *
   * @example
   * const { variance } = initialization.truncatedMoments(0, 1, -2, 2);
   * console.assert(Math.abs(variance - 0.773741303549923) < 1e-14);
   */
  truncatedMoments(
    mean: number,
    std: number,
    low: number,
    high: number,
  ): {
    /** Between `low` and `high`. */
    mean: number;
    /** At least 0, and at most std². */
    variance: number;
  } {
    numberOption(mean, "mean");
    numberOption(std, "std");
    numberOption(low, "low");
    numberOption(high, "high");
    const [m, variance] = this.#few<[number, number]>(2, (core, result) =>
      core.initializationTruncatedMoments(mean, std, low, high, result),
    );
    return { mean: m, variance };
  }

  /**
   * The factor that makes up for cutting a normal at ±cut of its standard deviations.
   *
   * Throws INVALID_ARGUMENT unless cut > 0. Source: kexue.fm/archives/8620.
   *
   * @example
   * const factor = initialization.truncationStdFactor(2);
   * console.assert(Math.abs(factor - 1.136847234338556) < 1e-14);
   */
  truncationStdFactor(cut: number): number {
    const { core } = this.#memory;
    return core.initializationTruncationStdFactor(numberOption(cut, "cut"));
  }

  /**
   * `gain` (1) times a matrix with orthonormal columns (rows ≥ cols) or rows, uniform among all of
   * them by Haar's measure.
   *
   * Returns rows × cols. Throws INVALID_ARGUMENT, OUT_OF_MEMORY. Source: Mezzadri 2007.
   *
   * @example
   * const { data } = initialization.orthogonal(1, 4, { seed: 1 });
   * console.assert(Math.abs(data.reduce((sum, x) => sum + x * x, 0) - 1) < 1e-15);
   */
  orthogonal(rows: number, cols: number, options: { gain?: number; seed: Seed }): Matrix {
    checkOptions(options, "options", ["gain", "seed"]);
    const size = { low: 1, high: 2 ** 31 - 1 };
    integerOption(rows, "rows", size);
    integerOption(cols, "cols", size);
    const gain = numberOption(options?.gain, "options.gain", 1);
    const { low, high } = seedOption(options?.seed, "options.seed");
    return this.#memory.frame((frame) => {
      const result = frame.reserve(rows * cols);
      frame.core.initializationOrthogonal(rows, cols, gain, low, high, result.address);
      return frame.takeMatrix(result, rows, cols);
    });
  }

  /**
   * Fan-in and fan-out of a weight: channels times the size of the kernel.
   *
   * `layout` is "in-out" if not given; "hwio" and "oihw" take kernels of any number of sizes, after
   * and before which the channels stand. For grouped convolutions the shape holds one group's.
   * Throws INVALID_ARGUMENT for sizes that are not whole numbers above 0. Source: He et al. 2015.
   *
   * @example
   * const fans = initialization.fans([3, 3, 16, 32], "hwio");
   * console.assert(fans.in === 144 && fans.out === 288);
   */
  fans(shape: readonly number[], layout?: WeightLayout): Fans {
    const name = choiceOption(layout, "layout", layouts, "in-out");
    return this.#memory.frame((frame) => {
      const { address, length } = frame.vector(shape, "shape", "double");
      const [fanIn, fanOut] = this.#few<[number, number]>(2, (core, result) =>
        core.initializationFans(address, length, layouts.indexOf(name), result),
      );
      return { in: fanIn, out: fanOut };
    });
  }

  /**
   * The standard deviation that a scheme gives the entries of a weight.
   *
   * "lecun", "mup" and the "t5-" ones but "t5-q": √(1/in); "t5-q": √(1/(in · out/heads)), which
   * replaces attention's 1/√d; "xavier": √(2/(in + out)); "he": √(2/in); "orthogonal": √(1/max(in,
   * out)); "ntk": 1. Times `gain` (1). `heads` (1) is for "t5-q"; with `depth` it is divided by
   * √(2 depth), as GPT-2 does for the last weights of its residual branches.
   * Throws INVALID_ARGUMENT. Source: kexue.fm/archives/8620; Raffel et al. 2020; Yang et al. 2022.
   *
   * @example
   * console.assert(initialization.std("he", { in: 8, out: 3 }) === 0.5);
   * console.assert(initialization.std("t5-q", { in: 64, out: 64 }, { heads: 4 }) === 1 / 32);
   */
  std(
    scheme: InitScheme,
    fans: Fans,
    options?: { gain?: number; heads?: number; depth?: number },
  ): number {
    checkOptions(options, "options", ["gain", "heads", "depth"]);
    if (typeof fans !== "object" || fans === null) {
      throw failure("INVALID_ARGUMENT", "{argument} is {found}; allowed is { in, out }", {
        argument: "fans",
        found: describe(fans),
      });
    }
    return this.#memory.core.initializationStd(
      schemes.indexOf(choiceOption(scheme, "scheme", schemes)),
      numberOption(fans.in, "fans.in"),
      numberOption(fans.out, "fans.out"),
      numberOption(options?.gain, "options.gain", 1),
      numberOption(options?.heads, "options.heads", 1),
      numberOption(options?.depth, "options.depth", 0),
    );
  }

  /**
   * A weight of this shape, initialized: mean 0 and the scheme's standard deviation.
   *
   * `distribution`: "normal" (the default), "uniform" between ±√3 std, or "truncated", a normal cut at
   * ±2 of its own standard deviations with `std` left. `activation`: its second-moment gain multiplies
   * the standard deviation. "orthogonal" weights are Haar's of the flattened matrix, outputs against
   * everything else. Throws as `fans` and `std`. Source: kexue.fm/archives/8620.
   *
   * @example
   * const weight = initialization.initialize([256, 64], "lecun", { activation: "relu", seed: 1 });
   * console.assert(weight.data.length === 256 * 64 && Math.abs(weight.std - Math.SQRT2 / 16) < 1e-15);
   */
  initialize(
    shape: readonly number[],
    scheme: InitScheme,
    options: {
      distribution?: (typeof distributions)[number];
      activation?: Activation;
      seed: Seed;
      layout?: WeightLayout;
    },
  ): {
    /** All numbers, the last index running fastest. */
    data: Float64Array;
    /** As given. */
    shape: readonly number[];
    /** The standard deviation they were drawn with. */
    std: number;
  } {
    checkOptions(options, "options", ["distribution", "activation", "seed", "layout"]);
    const layout = choiceOption(options?.layout, "options.layout", layouts, "in-out");
    const distribution = choiceOption(
      options?.distribution,
      "options.distribution",
      distributions,
      "normal",
    );
    const fans = this.fans(shape, layout);
    const sizes = Array.from(shape);
    const length = sizes.reduce((product, size) => product * size, 1);
    const gain =
      options?.activation === undefined
        ? 1
        : this.activationMoments(
            choiceOption(options.activation, "options.activation", activations),
          ).secondMomentGain;
    if (scheme === "orthogonal") {
      const outFirst = layout === "out-in" || layout === "oihw";
      const outputs = sizes[outFirst ? 0 : sizes.length - 1]!;
      const [rows, cols] = outFirst ? [outputs, length / outputs] : [length / outputs, outputs];
      const { data } = this.orthogonal(rows, cols, { gain, seed: options?.seed });
      return { data, shape: sizes, std: this.std(scheme, { in: rows, out: cols }, { gain }) };
    }
    const std = this.std(scheme, fans, { gain });
    const kind = distributions.indexOf(distribution);
    const data = this.#draw(length, { seed: options?.seed }, (core, seed, first, count, to) =>
      core.initializationWeights(kind, std, seed.low, seed.high, first, count, to),
    );
    return { data, shape: sizes, std };
  }

  /**
   * Moments of f(z), z ~ N(0, 1), by quadrature that respects kinks, and the three gains that are often
   * confused: factors of a weight's standard deviation after which f's second moment, its variance, or
   * its derivative's second moment is 1 (Infinity where that is 0).
   *
   * `f`: the name of an activation, to 1e-14, or any function of a number, whose derivative is that of
   * polynomials through its values: to 1e-12 where it is smooth between kinks and jumps, which are found.
   * Throws NOT_FINITE where f or its square is not, NOT_CONVERGED for a function too rough. Source: kexue.fm/archives/8620.
   *
   * @example
   * const { secondMomentGain, varianceGain } = initialization.activationMoments("relu");
   * console.assert(Math.abs(secondMomentGain - Math.SQRT2) < 1e-14 && Math.abs(varianceGain - 1.71285855) < 1e-8);
   */
  activationMoments(f: Activation | ((x: number) => number)): ActivationMoments {
    if (typeof f === "function") return this.#momentsOf(f);
    const activation = activations.indexOf(choiceOption(f, "f", activations));
    return moments(
      this.#numbers(6, (core, result) => core.initializationActivationMoments(activation, result)),
    );
  }

  /**
   * The constants with which SELU, λx for x > 0 and λα(eˣ − 1) elsewhere, keeps mean and variance of a
   * normal distribution.
   *
   * Throws INVALID_ARGUMENT unless variance > 0, TARGET_UNREACHABLE where there are none.
   * Source: Klambauer et al. 2017.
   *
   * @example
   * const { lambda, alpha } = initialization.solveSelu(0, 1);
   * console.assert(Math.abs(lambda - 1.0507009873554805) < 1e-14 && Math.abs(alpha - 1.6732632423543772) < 1e-14);
   */
  solveSelu(
    mean: number,
    variance: number,
  ): {
    /** λ, which multiplies all of f. */
    lambda: number;
    /** α, which multiplies exp(x) − 1 below 0. */
    alpha: number;
  } {
    numberOption(mean, "mean");
    numberOption(variance, "variance");
    const [lambda, alpha] = this.#few<[number, number]>(2, (core, result) =>
      core.initializationSolveSelu(mean, variance, result),
    );
    return { lambda, alpha };
  }

  /**
   * Layer normalization γ (x − mean)/√(variance + ε) + β of each row.
   *
   * `X`: n × d; `gamma`, `beta`: d numbers, 1 and 0 if not given; `epsilon`: 1e-5 if not given. A
   * constant row gives exactly β. Throws INVALID_ARGUMENT where ε = 0 and a row is constant,
   * SHAPE_MISMATCH, NOT_FINITE. Source: Ba, Kiros and Hinton 2016.
   *
   * @example
   * const { data } = initialization.layerNorm([[1, 3]], { epsilon: 0 });
   * console.assert(data[0] === -1 && data[1] === 1);
   */
  layerNorm(X: MatrixLike, options?: { gamma?: Vector; beta?: Vector; epsilon?: number }): Matrix {
    checkOptions(options, "options", ["gamma", "beta", "epsilon"]);
    return this.#normalize("layer", X, options, 1e-5);
  }

  /**
   * Root-mean-square normalization γ x/√(mean x² + ε) of each row, without centring and bias.
   *
   * `X`: n × d; `gamma`: d numbers, 1 if not given; `epsilon`: 1e-6 if not given. A zero row gives 0.
   * Throws as `layerNorm`. Source: Zhang and Sennrich 2019; T5, Raffel et al. 2020.
   *
   * @example
   * const { data } = initialization.rmsNorm([[3, 3, 3, 3]], { epsilon: 0 });
   * console.assert(data.every((x) => x === 1));
   */
  rmsNorm(X: MatrixLike, options?: { gamma?: Vector; epsilon?: number }): Matrix {
    checkOptions(options, "options", ["gamma", "epsilon"]);
    return this.#normalize("rms", X, options, 1e-6);
  }

  /**
   * What a cotangent of `layerNorm` pulls back to X, γ and β.
   *
   * `X`, `cotangent`: n × d. Throws as `layerNorm`. Source: kexue.fm/archives/8620.
   *
   * @example
   * const { X, beta } = initialization.layerNormVjp([[1, 2, 4]], [[1, 1, 1]]);
   * console.assert(X.data.every((x) => Math.abs(x) < 1e-15) && beta.join() === "1,1,1");
   */
  layerNormVjp(
    X: MatrixLike,
    cotangent: MatrixLike,
    options?: { gamma?: Vector; epsilon?: number },
  ): {
    /** n × d: the gradient in X. */
    X: Matrix;
    /** d numbers: the gradient in γ. */
    gamma: Float64Array;
    /** d numbers: the gradient in β. */
    beta: Float64Array;
  } {
    checkOptions(options, "options", ["gamma", "epsilon"]);
    return this.#normalizeVjp("layer", X, cotangent, options, 1e-5);
  }

  /**
   * What a cotangent of `rmsNorm` pulls back to X and γ.
   *
   * `X`, `cotangent`: n × d. Throws as `rmsNorm`. Source: Zhang and Sennrich 2019.
   *
   * @example
   * const { gamma } = initialization.rmsNormVjp([[2, 2]], [[1, 5]], { epsilon: 0 });
   * console.assert(gamma.join() === "1,5");
   */
  rmsNormVjp(
    X: MatrixLike,
    cotangent: MatrixLike,
    options?: { gamma?: Vector; epsilon?: number },
  ): {
    /** n × d: the gradient in X. */
    X: Matrix;
    /** d numbers: the gradient in γ. */
    gamma: Float64Array;
  } {
    checkOptions(options, "options", ["gamma", "epsilon"]);
    const gradient = this.#normalizeVjp("rms", X, cotangent, options, 1e-6);
    return { X: gradient.X, gamma: gradient.gamma };
  }

  /**
   * The learning rate in standard parameterization that equals `rate` in NTK parameterization: rate/in
   * for gradient descent, rate/√in for Adam.
   *
   * Throws INVALID_ARGUMENT. Source: kexue.fm/archives/8620.
   *
   * @example
   * console.assert(initialization.effectiveLearningRate(1, 256, "sgd") === 1 / 256);
   * console.assert(initialization.effectiveLearningRate(1, 256, "adam") === 1 / 16);
   */
  effectiveLearningRate(rate: number, fanIn: number, optimizer: "sgd" | "adam"): number {
    return this.#memory.core.initializationEffectiveLearningRate(
      numberOption(rate, "rate"),
      numberOption(fanIn, "fanIn"),
      optimizers.indexOf(choiceOption(optimizer, "optimizer", optimizers)),
    );
  }

  /**
   * What the input, then each block, contributes to the norm of a residual stream after `layers` blocks
   * that keep the scale of what they are given: a unit vector.
   *
   * "post" is (x + F)/√2, "pre" x + F of the normalized x, "scaled" x + F/√layers, "rezero" x + 0 F.
   * Throws INVALID_ARGUMENT. Source: kexue.fm/archives/8620.
   *
   * @example
   * const [input] = initialization.residualWeights(48, "post");
   * console.assert(input === 2 ** -24);
   */
  residualWeights(layers: number, kind: "post" | "pre" | "rezero" | "scaled"): Float64Array {
    integerOption(layers, "layers", { low: 0, high: 2 ** 24 });
    const index = residuals.indexOf(choiceOption(kind, "kind", residuals));
    return this.#numbers(layers + 1, (core, result) =>
      core.initializationResidualWeights(layers, index, result),
    );
  }

  /**
   * DeepNorm's α, which multiplies the stream, and β, which multiplies the weights' standard deviations.
   *
   * Throws INVALID_ARGUMENT where there are no layers. Source: Wang et al. 2022, table 2.
   *
   * @example
   * const { encoder, decoder } = initialization.deepNorm({ encoderLayers: 8 });
   * console.assert(encoder.alpha === 2 && decoder === undefined);
   */
  deepNorm(options: { encoderLayers?: number; decoderLayers?: number }): {
    /** Where there are encoder layers. */
    encoder?: DeepNormScale;
    /** Where there are decoder layers. */
    decoder?: DeepNormScale;
  } {
    checkOptions(options, "options", ["encoderLayers", "decoderLayers"]);
    const encoderLayers = numberOption(options?.encoderLayers, "options.encoderLayers", 0);
    const decoderLayers = numberOption(options?.decoderLayers, "options.decoderLayers", 0);
    const [a, b, c, d] = this.#few<[number, number, number, number]>(4, (core, result) =>
      core.initializationDeepNorm(encoderLayers, decoderLayers, result),
    );
    return {
      ...(encoderLayers > 0 && { encoder: { alpha: a, beta: b } }),
      ...(decoderLayers > 0 && { decoder: { alpha: c, beta: d } }),
    };
  }

  /**
   * How soft the attention softmax(scale · QKᵀ) is: each query's entropy in nats and 1 − Σp², and the
   * standard deviation of all logits.
   *
   * `Q`: n × d, `K`: T × d; `scale`: "sqrt" 1/√d, "none" 1, "log" log₅₁₂ T/√d, or a factor.
   * Throws SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT. Source: kexue.fm/archives/8620, 8823.
   *
   * @example
   * const { entropy: nats, saturation } = initialization.attentionStatistics([[0, 0]], [[1, 2], [3, 4]], "sqrt");
   * console.assert(nats[0] === Math.log(2) && saturation[0] === 0.5);
   */
  attentionStatistics(
    Q: MatrixLike,
    K: MatrixLike,
    scale: "sqrt" | "none" | "log" | number,
  ): {
    /** n numbers, in nats; 0 to log T. */
    entropy: Float64Array;
    /** n numbers 1 − Σp²; 0 for one-hot rows, 1 − 1/T for uniform ones. */
    saturation: Float64Array;
    /** Of all n·T logits. */
    logitStd: number;
  } {
    const { kind, factor } = placeAttentionScale(scale, "scale");
    return this.#memory.frame((frame) => {
      const q = frame.matrix(Q, "Q", "double");
      const k = frame.matrix(K, "K", "double");
      const entropy = frame.reserve(q.rows);
      const saturation = frame.reserve(q.rows);
      const logitStd = frame.core.initializationAttentionStatistics(
        q.address,
        q.rows,
        q.cols,
        k.address,
        k.rows,
        k.cols,
        kind,
        factor,
        entropy.address,
        saturation.address,
      );
      return {
        entropy: frame.takeDoubles(entropy),
        saturation: frame.takeDoubles(saturation),
        logitStd,
      };
    });
  }

  /**
   * A real random network, run forward and backward in float32 and measured block by block, beside what
   * theory predicts.
   *
   * Throws INVALID_ARGUMENT where heads do not divide the width, OUT_OF_MEMORY.
   * Source: kexue.fm/archives/8620; Wang et al. 2022; Bachlechner et al. 2020.
   *
   * @example
   * const { forward, predicted } = initialization.propagate({ depth: 8, width: 64, norm: "none", activation: "relu", gain: 1, seed: 1 });
   * console.assert(Math.abs(predicted[8] - 1 / 16) < 1e-4 && forward[8] < 0.2);
   */
  propagate(spec: BlockSpec): Propagation {
    return this.#memory.frame((frame) => {
      const { sizes, factors, seed, depth, attention } = placeBlockSpec(frame, spec);
      const each = depth + 1;
      const parts = each * histogramParts;
      const results = frame.reserve(4 * each + parts + (attention ? depth : 0));
      const overflowLayer = frame.core.initializationPropagate(
        sizes.address,
        factors.address,
        seed.low,
        seed.high,
        results.address,
      );
      const values = frame.takeDoubles(results);
      return {
        forward: values.slice(0, each),
        backward: values.slice(each, 2 * each),
        predicted: values.slice(2 * each, 3 * each),
        attentionEntropy: values.slice(4 * each + parts),
        inputShare: values.slice(3 * each, 4 * each),
        histograms: { data: values.slice(4 * each, 4 * each + parts), rows: each, cols: histogramParts }, // prettier-ignore
        overflowLayer,
      };
    });
  }

  /** A draw, made slice by slice in WebAssembly memory. */
  #draw(
    count: number,
    options: Partial<DrawOptions> | undefined,
    fill: (
      core: Core,
      seed: { low: number; high: number },
      first: number,
      length: number,
      address: number,
    ) => void,
  ): Float64Array {
    integerOption(count, "count", { low: 0, high: 2 ** 32 });
    const seed = seedOption(options?.seed, "options.seed");
    const range = { low: 0, high: largestIndex - count };
    const offset = integerOption(options?.offset, "options.offset", range, 0);
    return this.#memory.frame((frame) => {
      const slice = frame.reserve(Math.min(count, sliceLength));
      const result = resultArray(count, false, options?.out) as Float64Array;
      // One slice, if an empty one, so that arguments are looked at.
      let first = 0;
      do {
        const length = Math.min(sliceLength, count - first);
        fill(frame.core, seed, offset + first, length, slice.address);
        frame.copy(slice, length, result, first);
        first += length;
      } while (first < count);
      return result;
    });
  }

  /** A few numbers that the core writes. */
  #numbers(count: number, write: (core: Core, address: number) => void): Float64Array {
    return this.#memory.frame((frame) => {
      const result = frame.reserve(count);
      write(frame.core, result.address);
      return frame.takeDoubles(result);
    });
  }

  #few<Few extends readonly number[]>(
    count: Few["length"],
    write: (core: Core, address: number) => void,
  ): Few {
    return Array.from(this.#numbers(count, write)) as unknown as Few;
  }

  #momentsOf(f: (x: number) => number): ActivationMoments {
    const { core } = this.#memory;
    const quadrature = core.initializationMomentsBegin();
    try {
      for (;;) {
        const count = core.initializationMomentsCount(quadrature);
        if (count === 0) break;
        const nodes = this.#numbers(count, (_, address) =>
          core.initializationMomentsNodes(quadrature, address),
        );
        // What f does to the module, disposing it included, it does between two frames.
        const values = nodes.map((x) => numberOption(f(x), `f(${x})`));
        this.#memory.frame((frame) => {
          const placed = frame.vector(values, "f");
          frame.core.initializationMomentsValues(quadrature, placed.address, count);
        });
      }
      return moments(
        this.#numbers(6, (_, address) => core.initializationMomentsResult(quadrature, address)),
      );
    } finally {
      if (!this.#memory.disposed) core.initializationMomentsEnd(quadrature);
    }
  }

  #normalize(
    norm: keyof typeof norms,
    X: MatrixLike,
    options: { gamma?: Vector; beta?: Vector; epsilon?: number } | undefined,
    fallback: number,
  ): Matrix {
    const epsilon = numberOption(options?.epsilon, "options.epsilon", fallback);
    return this.#memory.frame((frame) => {
      const { address, rows, cols } = frame.matrix(X, "X", "double");
      const gamma = optionalVector(frame, options?.gamma, "options.gamma");
      const beta = optionalVector(frame, options?.beta, "options.beta");
      const result = frame.reserve(rows * cols);
      frame.core.initializationNormalizeRows(
        norms[norm],
        address,
        rows,
        cols,
        gamma.address,
        gamma.length,
        beta.address,
        beta.length,
        epsilon,
        result.address,
      );
      return { data: frame.takeDoubles(result), rows, cols };
    });
  }

  #normalizeVjp(
    norm: keyof typeof norms,
    X: MatrixLike,
    cotangent: MatrixLike,
    options: { gamma?: Vector; epsilon?: number } | undefined,
    fallback: number,
  ): { X: Matrix; gamma: Float64Array; beta: Float64Array } {
    const epsilon = numberOption(options?.epsilon, "options.epsilon", fallback);
    return this.#memory.frame((frame) => {
      const x = frame.matrix(X, "X", "double");
      const g = frame.matrix(cotangent, "cotangent", "double");
      const gamma = optionalVector(frame, options?.gamma, "options.gamma");
      const [resultX, resultGamma, resultBeta] = [x.rows * x.cols, x.cols, x.cols].map((length) =>
        frame.reserve(length),
      ) as [Placed, Placed, Placed];
      frame.core.initializationNormalizeRowsVjp(
        norms[norm],
        x.address,
        x.rows,
        x.cols,
        g.address,
        g.rows,
        g.cols,
        gamma.address,
        gamma.length,
        epsilon,
        resultX.address,
        resultGamma.address,
        resultBeta.address,
      );
      return {
        X: { data: frame.takeDoubles(resultX), rows: x.rows, cols: x.cols },
        gamma: frame.takeDoubles(resultGamma),
        beta: frame.takeDoubles(resultBeta),
      };
    });
  }
}

/** A vector in WebAssembly memory, at address 0 where it is not given. */
function optionalVector(
  frame: Frame,
  value: Vector | undefined,
  argument: string,
): { address: number; length: number } {
  return value === undefined ? { address: 0, length: 0 } : frame.vector(value, argument, "double");
}
