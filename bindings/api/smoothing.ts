import {
  booleanOption,
  checkOptions,
  choiceOption,
  integerOption,
  numberOption,
} from "./arguments.js";
import { countingFrom, describe, failure } from "./errors.js";
import { formulaOf, type Formula } from "./formula.js";
import { asVector, type Core, type Frame, type Memory } from "./memory.js";
import type { Real, ResultOptions, Vector } from "./values.js";

export type { Formula } from "./formula.js";

const kernelNames = [
  "gaussian",
  "logistic",
  "laplace",
  "uniform",
  "triangular",
  "epanechnikov",
  "cosine",
  "student-t2",
  "sech",
  "cauchy",
  "bump",
] as const;

const functionNames = [
  "relu",
  "leaky-relu",
  "abs",
  "step",
  "sign",
  "clip",
  "relu6",
  "hard-tanh",
  "hard-sigmoid",
  "soft-threshold",
  "hinge",
  "floor",
  "ceil",
  "round",
  "frac",
] as const;

const activationNames = [
  "gelu",
  "gelu-tanh",
  "gelu-sigmoid",
  "silu",
  "softplus",
  "sau",
  "squareplus",
  "mish",
] as const;

/** A density to smooth with. */
export type KernelName = (typeof kernelNames)[number];
/** A non-smooth function with a name. */
export type NonSmooth = (typeof functionNames)[number];
/** A smooth activation. */
export type SmoothActivation = (typeof activationNames)[number];

/** offset + slope·x + Σ jumpₖ·step(x − knotₖ) + Σ bendₖ·max(x − knotₖ, 0), knots ascending. */
export interface PiecewiseLinear {
  /** The first line's value at 0. */
  offset: number;
  /** The first line's slope, left of every knot. */
  slope: number;
  /** Where something happens: ascending numbers. */
  knots: Vector;
  /** How far the value jumps at each knot; 0 where it is continuous. */
  jumps: Vector;
  /** How much the slope changes at each knot. */
  bends: Vector;
}

/** How a function is smoothed. */
export interface SmoothOptions {
  /** "gaussian" unless given. */
  kernel?: KernelName;
  /**
   * σ (gaussian), 1/t (logistic), b (laplace), h (the compact kernels, which end at ±h; bump is
   * exp(−1/(1−u²)), normalized), c (student-t2, cauchy), s (sech); 0 is the function itself. Allowed
   * are 0 and 1e-150 to 1e150, for float32 numbers 1e-18 to 1e18.
   */
  width: number;
  /** The order of the derivative; 0 unless given. */
  derivative?: 0 | 1 | 2;
  /** What the derivative is with respect to; "x" unless given. A width of 0 has derivatives in x only. */
  withRespectTo?: "x" | "width";
  /** leaky-relu: slope = 0.01; clip: low = −1, high = 1; soft-threshold: threshold = 1. */
  parameters?: Readonly<Record<string, number>>;
}

/** A kernel of some width. */
export interface SmoothingKernel {
  /** φ at every x. */
  density(x: Vector, options?: ResultOptions): Real;
  /** Φ = ∫φ, the smoothed step, at every x. */
  cdf(x: Vector, options?: ResultOptions): Real;
  /** ∫Φ, the smoothed ReLU, at every x. Throws MOMENT_DIVERGES for the Cauchy kernel. */
  ramp(x: Vector, options?: ResultOptions): Real;
  /** 0 for every kernel but Cauchy, which has no mean: NaN. */
  readonly mean: number;
  /** E|e|, twice the ramp at 0; Infinity for Cauchy. */
  readonly meanAbsolute: number;
  /** Where the density is not 0. */
  readonly support: readonly [number, number];
  /** How many continuous derivatives the ramp has: 1 (uniform), 2, 3 (cosine) or Infinity. */
  readonly smoothness: number;
}

/** Which of a kernel's functions, as the core numbers them. */
const ramp = -1;
const cdf = 0;
const density = 1;

/** Parameters by name, of those that a function has. */
const functionParameters: Partial<Record<NonSmooth, readonly string[]>> = {
  "leaky-relu": ["slope"],
  clip: ["low", "high"],
  "soft-threshold": ["threshold"],
};
const activationParameters: Partial<Record<SmoothActivation, readonly string[]>> = {
  silu: ["beta"],
  "gelu-sigmoid": ["a"],
  sau: ["slope", "n"],
  squareplus: ["c"],
};

/** Smooth approximations of non-smooth functions, by convolution with a density. */
export class Smoothing {
  readonly #memory: Memory;

  /** @internal */
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /**
   * A kernel of a width: its density, distribution function and ramp as functions, and its moments.
   *
   * `width`: as in SmoothOptions; 0 is the point mass. The functions take n numbers and return n in
   * their precision, in `options.out` where that is given; left tails keep a relative accuracy of
   * 2e-15 (bump 1e-13). Throws INVALID_ARGUMENT; the functions NOT_FINITE, MOMENT_DIVERGES, and
   * SHAPE_MISMATCH or INVALID_ARGUMENT for an unsuitable `out`.
   * Source: kexue.fm/archives/8718.
   *
   * @example
   * const { cdf, ramp } = smoothing.kernel("logistic", 0.25);
   * console.assert(cdf([0])[0] === 0.5 && Math.abs(ramp([0])[0] - Math.LN2 / 4) < 1e-16);
   */
  kernel(name: KernelName, width: number): SmoothingKernel {
    const kernel = kernelNames.indexOf(choiceOption(name, "name", kernelNames));
    numberOption(width, "width");
    const [support = NaN, meanAbsolute = NaN, smoothness = NaN] = this.#memory.frame((frame) => {
      const facts = frame.reserve(3);
      frame.core.smoothingKernelFacts(kernel, width, facts.address);
      return frame.takeDoubles(facts);
    });
    const evaluate =
      (order: number) =>
      (x: Vector, options?: ResultOptions): Real => {
        checkOptions(options, "options", ["out"]);
        return this.#elementwise(x, options, ({ core }, single) => {
          const run = single ? core.smoothingKernel32 : core.smoothingKernel64;
          return (address, length) => run(kernel, order, width, address, length);
        });
      };
    return {
      density: evaluate(density),
      cdf: evaluate(cdf),
      ramp: evaluate(ramp),
      mean: name === "cauchy" && width > 0 ? NaN : 0,
      meanAbsolute,
      support: [-support, support],
      smoothness,
    };
  }

  /**
   * A non-smooth function convolved with a kernel, or a derivative of that in x or in the width.
   *
   * `x`: n numbers; the result has n, in their precision. At a jump the value is the mean of both sides.
   * floor, ceil, round and frac are summed over their jumps, or by Fourier series where the kernel is
   * wide. Throws INVALID_ARGUMENT (names, width, parameters), NOT_FINITE, SHAPE_MISMATCH (the lists of a
   * PiecewiseLinear, or `out`), MOMENT_DIVERGES (the Cauchy kernel and an unbounded function other than those
   * four). Source: kexue.fm/archives/8718.
   *
   * @example
   * const [value] = smoothing.smooth("relu", [0], { kernel: "gaussian", width: 1 });
   * console.assert(Math.abs(value - 1 / Math.sqrt(2 * Math.PI)) < 1e-16);
   */
  smooth(f: NonSmooth | PiecewiseLinear, x: Vector, options: SmoothOptions & ResultOptions): Real {
    const { kernel, width, derivative, inWidth } = smoothOptions(options, ["out"]);
    if (typeof f === "object" && f !== null) {
      const { offset, slope, knots, jumps, bends } = piecewiseArgument(f);
      checkParameters(options.parameters, []);
      return this.#elementwise(x, options, (frame, single) => {
        const a = frame.vector(knots, "f.knots", "double");
        const b = frame.vector(jumps, "f.jumps", "double");
        const c = frame.vector(bends, "f.bends", "double");
        const run = single ? frame.core.smoothingPiecewise32 : frame.core.smoothingPiecewise64;
        return (address, length) =>
          run(
            offset,
            slope,
            a.address,
            a.length,
            b.address,
            b.length,
            c.address,
            c.length,
            kernel,
            width,
            derivative,
            inWidth,
            address,
            length,
          );
      });
    }
    const name = choiceOption(f, "f", functionNames);
    const given = checkParameters(options.parameters, functionParameters[name] ?? []);
    const slope = given("slope", 0.01);
    const low = given("low", -1);
    const high = given("high", 1);
    const threshold = given("threshold", 1);
    const index = functionNames.indexOf(name);
    return this.#elementwise(x, options, ({ core }, single) => {
      const run = single ? core.smoothingNamed32 : core.smoothingNamed64;
      return (address, length) =>
        run(
          index,
          slope,
          low,
          high,
          threshold,
          kernel,
          width,
          derivative,
          inWidth,
          address,
          length,
        );
    });
  }

  /**
   * Any function convolved with a kernel, or a derivative of that, by adaptive Gauss–Kronrod quadrature.
   *
   * `f` is called at about 15 points for each of some tens of intervals an x; `x`: n numbers;
   * `options.breakpoints`: where f has kinks or jumps, which makes it faster and more exact;
   * `options.tolerance`: of the larger of 1 and |g|, 1e-10 unless given. `error` is estimated, absolute.
   * What f throws goes through. Throws INVALID_ARGUMENT, NOT_FINITE (x, or an f that is NaN),
   * MOMENT_DIVERGES (f grows as fast as the kernel decays), NOT_CONVERGED.
   * Source: kexue.fm/archives/8718; QUADPACK (Piessens et al. 1983).
   *
   * @example
   * const { values } = smoothing.convolve((x) => x * x, [3], { kernel: "gaussian", width: 2 });
   * console.assert(Math.abs(values[0] - 13) < 1e-9);
   */
  convolve(
    f: (x: number) => number,
    x: Vector,
    options: SmoothOptions & { breakpoints?: Vector; tolerance?: number },
  ): {
    /** g at every x. */
    values: Float64Array;
    /** Of each value, estimated and absolute. */
    error: Float64Array;
  } {
    if (typeof f !== "function") {
      throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be a function", {
        argument: "f",
        found: describe(f),
      });
    }
    const settings = smoothOptions(options, ["breakpoints", "tolerance"]);
    checkParameters(options.parameters, []);
    const tolerance = numberOption(options.tolerance, "options.tolerance", 1e-10);
    return this.#memory.frame((frame) => {
      const points = Float64Array.from(asVector(x, "x"));
      const placed = frame.vector(points, "x");
      frame.core.smoothingCheckPoints(placed.address, placed.length);
      const breakpoints = frame.vector(options.breakpoints ?? [], "options.breakpoints", "double");
      const values = new Float64Array(points.length);
      const error = new Float64Array(points.length);
      points.forEach((at, index) => {
        const { value, uncertainty } = integrate(frame, f, (core) =>
          core.smoothingConvolveBegin(
            settings.kernel,
            settings.width,
            settings.derivative,
            settings.inWidth,
            breakpoints.address,
            breakpoints.length,
            at,
            tolerance,
          ),
        );
        values[index] = value;
        error[index] = uncertainty;
      });
      return { values, error };
    });
  }

  /**
   * The smooth maximum log(Σ exp(t xᵢ))/t at sharpness t: the mean of max(xᵢ + noise), the noise
   * Gumbel's of scale 1/t and mean 0.
   *
   * `x`: n numbers; `sharpness`: above 0, Infinity is the maximum; `debias` takes log(n)/t off, so that
   * equal arguments are kept. Throws INVALID_ARGUMENT, NOT_FINITE. Source: kexue.fm/archives/8718.
   *
   * @example
   * const top = smoothing.maximum([2, 2, 2], 5, { debias: true });
   * console.assert(top === 2 && smoothing.maximum([0, 1], 50) - 1 < 1e-20);
   */
  maximum(x: Vector, sharpness: number, options?: { debias?: boolean }): number {
    return this.#extremum(x, sharpness, options, (core) => core.smoothingMaximum);
  }

  /**
   * The smooth minimum, −maximum(−x).
   *
   * `x`, `sharpness`, `debias` and errors as for `maximum`. Source: kexue.fm/archives/8718.
   *
   * @example
   * const bottom = smoothing.minimum([0, 0], 1);
   * console.assert(Math.abs(bottom + Math.LN2) < 1e-15);
   */
  minimum(x: Vector, sharpness: number, options?: { debias?: boolean }): number {
    return this.#extremum(x, sharpness, options, (core) => core.smoothingMinimum);
  }

  /**
   * A smooth activation or its first or second derivative.
   *
   * `x`: n numbers; the result has n, in their precision. Parameters: silu { beta = 1 }, gelu-sigmoid
   * { a = 1.702 }, sau { slope = 0.25, n = 1 }, squareplus { c = 1 }. Throws INVALID_ARGUMENT,
   * NOT_FINITE, SHAPE_MISMATCH (`out`). Sources: kexue.fm/archives/8718; SAU: arXiv 2109.13210.
   *
   * @example
   * const [value] = smoothing.activation("silu", [2]);
   * console.assert(Math.abs(value - 2 / (1 + Math.exp(-2))) < 1e-15);
   */
  activation(
    name: SmoothActivation,
    x: Vector,
    options?: ResultOptions & {
      derivative?: 0 | 1 | 2;
      parameters?: Readonly<Record<string, number>>;
    },
  ): Real {
    choiceOption(name, "name", activationNames);
    checkOptions(options, "options", ["derivative", "parameters", "out"]);
    const derivative = derivativeOption(options?.derivative);
    const given = checkParameters(options?.parameters, activationParameters[name] ?? []);
    const beta = given("beta", 1);
    const a = given("a", 1.702);
    const slope = given("slope", 0.25);
    const n = given("n", 1);
    const c = given("c", 1);
    const index = activationNames.indexOf(name);
    return this.#elementwise(x, options, ({ core }, single) => {
      const run = single ? core.smoothingActivation32 : core.smoothingActivation64;
      return (address, length) => run(index, beta, a, slope, n, c, derivative, address, length);
    });
  }

  /**
   * The largest |g − f| over the line of a named function with its default parameters.
   *
   * `width`: as in SmoothOptions; 0 has error 0. Functions that jump have half of the jump, whatever
   * the width. Throws INVALID_ARGUMENT, MOMENT_DIVERGES. Source: kexue.fm/archives/8718.
   *
   * @example
   * const error = smoothing.maxError("relu", "laplace", 0.5);
   * console.assert(error === 0.25 && smoothing.maxError("step", "bump", 3) === 0.5);
   */
  maxError(f: NonSmooth, kernel: KernelName, width: number): number {
    const name = functionNames.indexOf(choiceOption(f, "f", functionNames));
    const index = kernelNames.indexOf(choiceOption(kernel, "kernel", kernelNames));
    return this.#memory.core.smoothingMaxError(name, index, numberOption(width, "width"));
  }

  /**
   * The largest width whose `maxError` is at most `error`; Infinity where every width's is.
   *
   * `error`: above 0. Throws INVALID_ARGUMENT, MOMENT_DIVERGES, and TARGET_UNREACHABLE where f jumps by
   * more than twice the error. Source: kexue.fm/archives/8718.
   *
   * @example
   * const width = smoothing.widthForError("abs", "uniform", 0.25);
   * console.assert(width === 0.5);
   */
  widthForError(f: NonSmooth, kernel: KernelName, error: number): number {
    const name = functionNames.indexOf(choiceOption(f, "f", functionNames));
    const index = kernelNames.indexOf(choiceOption(kernel, "kernel", kernelNames));
    return this.#memory.core.smoothingWidthForError(name, index, numberOption(error, "error"));
  }

  /**
   * The formula of a smoothed function as LaTeX, and as the body of a JavaScript function (x, width,
   * parameters, erf) => number for a width above 0; undefined where there is none in elementary
   * functions and erf.
   *
   * The text of a PiecewiseLinear is made from its numbers. The body agrees with `smooth` to 1e-12.
   * Throws INVALID_ARGUMENT, SHAPE_MISMATCH, NOT_FINITE. Source: kexue.fm/archives/8718.
   *
   * @example
   * const { javascript } = smoothing.formula("relu", "student-t2");
   * console.assert(javascript.endsWith("return R(x);"));
   */
  formula(f: NonSmooth | PiecewiseLinear, kernel: KernelName): Formula | undefined {
    choiceOption(kernel, "kernel", kernelNames);
    if (typeof f !== "object" || f === null) {
      return formulaOf(choiceOption(f, "f", functionNames), kernel);
    }
    // What smooth refuses is refused here too, by the same checks.
    this.smooth(f, [], { width: 0 });
    const { offset, slope, knots, jumps, bends } = piecewiseArgument(f);
    return formulaOf({ offset, slope, knots, jumps, bends }, kernel);
  }

  /**
   * What `prepare` gives overwrites numbers with their results, here those of x, slice by slice; they
   * go to `options.out` or to a new array.
   */
  #elementwise(
    x: Vector,
    options: ResultOptions | undefined,
    prepare: (frame: Frame, single: boolean) => (address: number, length: number) => void,
  ): Real {
    return this.#memory.frame((frame) => {
      const slices = frame.pieces(x, "x");
      const results = slices.resultArray(options?.out);
      const overwrite = prepare(frame, slices.single);
      for (const slice of slices) {
        countingFrom(slice.first, () => {
          overwrite(slice.address, slice.rows);
        });
        slices.copyOut(slice, results);
      }
      return results;
    });
  }

  #extremum(
    x: Vector,
    sharpness: number,
    options: { debias?: boolean } | undefined,
    choose: (core: Core) => Core["smoothingMaximum"],
  ): number {
    numberOption(sharpness, "sharpness");
    checkOptions(options, "options", ["debias"]);
    const debias = booleanOption(options?.debias, "options.debias", false);
    return this.#memory.frame((frame) => {
      const { address, length } = frame.vector(x, "x", "double");
      return choose(frame.core)(address, length, sharpness, debias);
    });
  }
}

/** Evaluates f wherever the core asks for it. The core is not on the stack while f runs. */
function integrate(
  frame: Frame,
  f: (x: number) => number,
  begin: (core: Core) => number,
): { value: number; uncertainty: number } {
  const { core } = frame;
  const handle = begin(core);
  const where = frame.reserveIntegers(1);
  let values = frame.reserve(0);
  try {
    for (;;) {
      const count = core.smoothingConvolvePoints(handle, where.address);
      if (count === 0) break;
      const start = (frame.takeIntegers(where)[0]! >>> 0) / 8;
      const points = core.HEAPF64.slice(start, start + count);
      if (count > values.length) values = frame.reserve(Math.max(count, 480));
      const results = points.map((point) => numberOption(f(point), "f(x)"));
      frame.put(results, values);
      core.smoothingConvolveTake(handle, values.address, count);
    }
    return {
      value: core.smoothingConvolveValue(handle),
      uncertainty: core.smoothingConvolveError(handle),
    };
  } finally {
    core.smoothingConvolveEnd(handle);
  }
}

function derivativeOption(value: unknown): number {
  return integerOption(value, "options.derivative", { low: 0, high: 2 }, 0);
}

function smoothOptions(
  options: SmoothOptions | undefined,
  further: readonly ("breakpoints" | "tolerance" | "out")[],
): { kernel: number; width: number; derivative: number; inWidth: boolean } {
  const given: unknown = options;
  checkOptions(given, "options", [
    "kernel",
    "width",
    "derivative",
    "withRespectTo",
    "parameters",
    ...further,
  ]);
  const kernel = choiceOption(options?.kernel, "options.kernel", kernelNames, "gaussian");
  const variable = choiceOption(
    options?.withRespectTo,
    "options.withRespectTo",
    ["x", "width"],
    "x",
  );
  return {
    kernel: kernelNames.indexOf(kernel),
    width: numberOption(options?.width, "options.width"),
    derivative: derivativeOption(options?.derivative),
    inWidth: variable === "width",
  };
}

/** Refuses parameters that the function does not have; the result looks one up. */
function checkParameters(
  parameters: Readonly<Record<string, number>> | undefined,
  allowed: readonly string[],
): (name: string, fallback: number) => number {
  checkOptions(parameters, "options.parameters", allowed);
  const given = parameters as Readonly<Record<string, unknown>> | undefined;
  return (name, fallback) => numberOption(given?.[name], `options.parameters.${name}`, fallback);
}

function piecewiseArgument(f: PiecewiseLinear): Omit<
  PiecewiseLinear,
  "knots" | "jumps" | "bends"
> & {
  knots: Real;
  jumps: Real;
  bends: Real;
} {
  checkOptions(f, "f", ["offset", "slope", "knots", "jumps", "bends"]);
  return {
    offset: numberOption(f.offset, "f.offset"),
    slope: numberOption(f.slope, "f.slope"),
    // Copies: what is read after them could take the caller's own away.
    knots: new Float64Array(asVector(f.knots, "f.knots")),
    jumps: new Float64Array(asVector(f.jumps, "f.jumps")),
    bends: new Float64Array(asVector(f.bends, "f.bends")),
  };
}
