import { checkOptions, choiceOption, integerOption, numberOption } from "./arguments.js";
import { countingFrom, describe, failure, LemmataError } from "./errors.js";
import { Held } from "./handle.js";
import { asLabels, type Labels } from "./labels.js";
import {
  resultArray,
  asMatrix,
  asVector,
  type Frame,
  type Memory,
  type Placed,
  type PlacedMatrix,
} from "./memory.js";
import { asTyped } from "./typed-arrays.js";
import type { Matrix, MatrixLike, Vector } from "./values.js";

// In the order of the core's enumerators.
const modes = ["within", "total-whitened"] as const;
const estimators = ["ml", "unbiased", "ledoit-wolf", "oas", "oas-paper"] as const;
const fitEstimators = [...estimators, "diagonal"] as const;
const whitenings = ["total", "within", "zca"] as const;

const mostIterations = 100_000;

/** Options of the closed form. */
export interface FitOptions {
  /**
   * "within", the default, inverts the covariance within the classes. "total-whitened" is the article's
   * script, which whitens with the covariance of all samples and takes the classes' own for the identity
   * then: the weights come out 1 − R² times too short, and for unequal classes the boundary moves.
   */
  mode?: "within" | "total-whitened";
  /** "ml" over N, the default; "unbiased" over N − K; three shrinkages; or only the diagonal. */
  covariance?: "ml" | "unbiased" | "ledoit-wolf" | "oas" | "oas-paper" | "diagonal";
  /** Added to the diagonal of the covariance, absolute; 0 unless given. */
  ridge?: number;
  /** K numbers above 0, divided by their sum; the classes' shares unless given. They change the bias only. */
  priors?: Vector;
  /** N numbers from 0: a row of weight w counts like w equal rows. */
  sampleWeights?: Vector;
}

/** The logits Wᵀx + b. */
export interface LinearClassifier {
  /** features × classes; for two classes features × 1, the log-odds of class 1. */
  weights: Matrix;
  /** One number for each column of the weights. */
  bias: Float64Array;
  /** K, from 2. */
  classes: number;
  /** d, from 1. */
  features: number;
}

/** A closed form and what it was made from. */
export interface LogisticFit extends LinearClassifier {
  /** classes × features. */
  means: Matrix;
  /** As used: given ones divided by their sum, or the classes' shares. */
  priors: Float64Array;
  /** features × features: as it was inverted, shrunk and with the ridge; in mode "total-whitened", which inverts another, plain. */
  withinCovariance: Matrix;
  /** ρ of (1 − ρ) S + ρ (tr S / d) I. */
  shrinkage: number;
  /** Of the covariance that was inverted; below the number of features its pseudo-inverse was used. */
  rank: number;
  /**
   * Of two classes: Δ² = (μ₁ − μ₀)ᵀ Σ⁻¹ (μ₁ − μ₀) with Σ as it was inverted; in mode "total-whitened"
   * (wᵀ(μ₁ − μ₀))²/wᵀΣw of the weights w, with `withinCovariance`.
   */
  mahalanobisSquared?: number;
  /** Of two classes: how much of the labels' variance their regression on x explains, p₀p₁Δ²/(1 + p₀p₁Δ²). */
  rSquared?: number;
}

/** A classifier of maximum likelihood. */
export interface RefinedClassifier extends LinearClassifier {
  /** How many were made. */
  iterations: number;
  /** Mean negative log-likelihood in nats + ½ l2 ‖w‖², at the start and after each iteration. */
  losses: Float64Array;
  /** The length of the loss's gradient in weights and bias, for features about their means. */
  gradientNorm: number;
}

/**
 * Class statistics, streaming and mergeable: any split of the rows, in any order, gives the same fit to
 * rounding. Made by `logistic.statistics` and `logistic.statisticsLoad`.
 *
 * Source: Chan, Golub and LeVeque 1983.
 */
export class ClassStatistics extends Held {
  readonly #features: number;
  readonly #classes: number;

  /** @internal */
  constructor(memory: Memory, address: number, features: number, classes: number) {
    super(memory, "statistics object", address, (core, own) => core.logisticStatisticsDelete(own));
    this.#features = features;
    this.#classes = classes;
  }

  /** How many rows were added. */
  get count(): number {
    return this.use(({ core }, address) => core.logisticStatisticsCount(address));
  }

  /**
   * Adds labelled rows. Where an argument is refused, nothing was added.
   *
   * `X`: N × features; `labels`: N whole numbers from 0 to classes − 1; `weights`: N numbers from 0, 1
   * unless given. Throws SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT.
   *
   * @example
   * const statistics = logistic.statistics(1, 2); statistics.add([[0], [1]], [0, 1]); statistics.add([[2]], [0]);
   * console.assert(statistics.count === 3);
   */
  add(X: MatrixLike, labels: Labels, weights?: Vector): void {
    this.use((frame, address) => {
      const { core } = frame;
      // What is added goes into statistics of its own first, so that a refused row undoes all.
      const part = core.logisticStatisticsNew(this.#features, this.#classes);
      try {
        addRows(frame, part, X, asLabels(labels, "labels"), weights, "weights");
        core.logisticStatisticsMerge(address, part);
      } finally {
        core.logisticStatisticsDelete(part);
      }
    });
  }

  /**
   * Adds all that was added to others, of as many features and classes.
   *
   * Throws SHAPE_MISMATCH, DISPOSED, INVALID_ARGUMENT.
   *
   * @example
   * const parts = [0, 1].map((label) => logistic.statistics(1, 2)); parts[1].add([[5]], [1]);
   * parts[0].merge(parts[1]); console.assert(parts[0].count === 1);
   */
  merge(other: ClassStatistics): void {
    if (!(other instanceof ClassStatistics)) {
      throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be statistics", {
        argument: "other",
        found: describe(other),
      });
    }
    this.use(({ core }, address) =>
      other.use((frame, from) => {
        if (frame.core !== core) {
          throw failure("INVALID_ARGUMENT", "{argument} belongs to another module; save it there", {
            argument: "other",
          });
        }
        core.logisticStatisticsMerge(address, from);
      }),
    );
  }

  /**
   * The closed form of all rows so far, which is `logistic.fit` of them.
   *
   * Takes every covariance but "ledoit-wolf", which needs the rows themselves, and no sample weights,
   * which were added with the rows. Throws as `logistic.fit`. Source: kexue.fm/archives/8578.
   *
   * @example
   * const statistics = logistic.statistics(1, 2); statistics.add([[0], [2], [3], [5]], [0, 0, 1, 1]);
   * console.assert(statistics.fit().weights.data[0] === 3);
   */
  fit(options?: Omit<FitOptions, "sampleWeights">): LogisticFit {
    checkOptions(options, "options", ["mode", "covariance", "ridge", "priors"]);
    return this.use((frame, address) =>
      fitInto(frame, options, this.#features, this.#classes, (given, result) =>
        frame.core.logisticStatisticsFit(address, ...given, result),
      ),
    );
  }

  /**
   * All of it as bytes, versioned and checksummed, from which `logistic.statisticsLoad` makes it again.
   *
   * @example
   * const statistics = logistic.statistics(3, 2);
   * console.assert(logistic.statisticsLoad(statistics.save()).count === 0);
   */
  save(): Uint8Array {
    return this.use((frame, own) => {
      const size = frame.core.logisticStatisticsSave(own, 0, 0);
      const { address } = frame.reserveIntegers(Math.ceil(size / 4));
      frame.core.logisticStatisticsSave(own, address, size);
      return frame.core.HEAPU8.slice(address, address + size);
    });
  }
}

/** Logistic regression in closed form, and what belongs to it. */
export class Logistic {
  readonly #memory: Memory;

  /** @internal */
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /**
   * The classifier of Gaussian classes with one covariance Σ: W_k = Σ⁻¹μ_k, b_k = log p_k − ½ μ_kᵀΣ⁻¹μ_k, with
   * the means μ_k about that of all samples, which no probability depends on. No iteration, no learning
   * rate, and no inverse is formed.
   *
   * `X`: N × d; `labels`: N whole numbers 0 … K − 1. Two classes give one column, that of class 1 less that of
   * class 0. Collinear features reduce `rank`, and the pseudo-inverse stands in; with fewer rows than
   * features that goes through the thin singular system of the rows.
   *
   * Throws EMPTY_CLASS; SEPARABLE where the classes differ along a direction in which neither varies, which
   * is then `details.direction` (d numbers, length 1); SINGULAR where nothing varies; INVALID_ARGUMENT (one class, bad
   * labels or options); SHAPE_MISMATCH; NOT_FINITE. Source: kexue.fm/archives/8578; Fisher 1936.
   *
   * @example
   * const { weights, bias } = logistic.fit([[0], [2], [3], [5]], [0, 0, 1, 1]);
   * console.assert(weights.data[0] === 3 && bias[0] === -7.5);
   */
  fit(X: MatrixLike, labels: Labels, options?: FitOptions): LogisticFit {
    const allowed = ["mode", "covariance", "ridge", "priors", "sampleWeights"] as const;
    checkOptions(options, "options", allowed);
    const y = asLabels(labels, "labels");
    const { rows, cols } = asMatrix(X, "X");
    // Ledoit and Wolf's shrinkage and the thin singular system need all rows at once; else they pass
    // through the statistics slice by slice, which gives the same bits.
    const whole = options?.covariance === "ledoit-wolf" || rows < cols;
    return this.#memory.frame((frame) => {
      const { core } = frame;
      const classes = core.logisticCountClasses(frame.integers(y).address, y.length);
      if (whole) {
        const x = frame.matrix(X, "X", "double");
        const placed = frame.integers(y);
        const weights = placeOptional(frame, options?.sampleWeights, "options.sampleWeights");
        return fitInto(frame, options, cols, classes, (given, result) =>
          core.logisticFit(
            x.address,
            rows,
            cols,
            placed.address,
            y.length,
            weights.address,
            weights.length,
            ...given,
            result,
          ),
        );
      }
      const statistics = core.logisticStatisticsNew(cols, classes);
      try {
        addRows(frame, statistics, X, y, options?.sampleWeights, "options.sampleWeights");
        return fitInto(frame, options, cols, classes, (given, result) =>
          core.logisticStatisticsFit(statistics, ...given, result),
        );
      } finally {
        core.logisticStatisticsDelete(statistics);
      }
    });
  }

  /**
   * Empty class statistics, for rows of `features` numbers and labels 0 … classes − 1.
   *
   * Throws INVALID_ARGUMENT, OUT_OF_MEMORY (it holds features² numbers).
   *
   * @example
   * const statistics = logistic.statistics(2, 2);
   * console.assert(statistics.count === 0);
   */
  statistics(features: number, classes: number): ClassStatistics {
    const range = { high: 2 ** 31 - 1 };
    const d = integerOption(features, "features", { low: 1, ...range });
    const k = integerOption(classes, "classes", { low: 2, ...range });
    const address = this.#memory.core.logisticStatisticsNew(d, k);
    return new ClassStatistics(this.#memory, address, d, k);
  }

  /**
   * The statistics that were saved. Throws CORRUPT_DATA for anything else, each kind of damage with a
   * message of its own.
   *
   * @example
   * const saved = logistic.statistics(2, 2).save();
   * console.assert(logistic.statisticsLoad(saved).count === 0);
   */
  statisticsLoad(bytes: Uint8Array): ClassStatistics {
    const given = asTyped(bytes, "Uint8Array");
    if (given === undefined) {
      throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be a Uint8Array", {
        argument: "bytes",
        found: describe(bytes),
      });
    }
    return this.#memory.frame((frame) => {
      const { address } = frame.reserveIntegers(Math.ceil(given.length / 4));
      if (given.length > 0) frame.core.HEAPU8.set(given, address);
      const loaded = frame.core.logisticStatisticsLoad(address, given.length);
      const features = frame.core.logisticStatisticsFeatures(loaded);
      const classes = frame.core.logisticStatisticsClasses(loaded);
      return new ClassStatistics(this.#memory, loaded, features, classes);
    });
  }

  /**
   * The linear classifier of maximum likelihood, by Newton's method from the closed form on.
   *
   * `X`: N × d; `labels`: N whole numbers 0 … K − 1. `start`: a classifier, or "zero". `l2`: ½ l2 ‖w‖² is added
   * to the mean negative log-likelihood; the bias is free; 0 unless given. Ends when the gradient's length is
   * at most `tolerance` (1e-8 unless given) or after `maxIterations` (100 unless given), which `gradientNorm` tells.
   *
   * Without l2, classes that a hyperplane separates have no maximum: SEPARABLE, with `details.direction`, the
   * weights (d × columns, length 1, row-major) and then the biases along which the likelihood grows forever. Throws
   * EMPTY_CLASS, SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT. Source: kexue.fm/archives/8578; Böhning 1992.
   *
   * @example
   * const { weights, gradientNorm } = logistic.refine([[0], [2], [1], [3]], [0, 0, 1, 1]);
   * console.assert(weights.data[0] > 0 && gradientNorm <= 1e-8);
   */
  refine(
    X: MatrixLike,
    labels: Labels,
    options?: {
      start?: LinearClassifier | "zero";
      l2?: number;
      tolerance?: number;
      maxIterations?: number;
    },
  ): RefinedClassifier {
    checkOptions(options, "options", ["start", "l2", "tolerance", "maxIterations"]);
    const l2 = numberOption(options?.l2, "options.l2", 0);
    const tolerance = numberOption(options?.tolerance, "options.tolerance", 1e-8);
    const range = { low: 0, high: mostIterations };
    const most = integerOption(options?.maxIterations, "options.maxIterations", range, 100);
    const start = options?.start;
    if (typeof start === "string") choiceOption(start, "options.start", ["zero"]);
    return this.#memory.frame((frame) => {
      const y = asLabels(labels, "labels");
      const x = frame.matrix(X, "X", "double");
      const placed = frame.integers(y);
      const model =
        typeof start === "object"
          ? placeModel(frame, start, "options.start")
          : ([0, 0, 0, 0, 0, 0] as const);
      const classes =
        typeof start === "object"
          ? model[5]
          : frame.core.logisticCountClasses(placed.address, y.length);
      const outputs = classes === 2 ? 1 : classes;
      const numbers = outputs * (x.cols + 1);
      const result = frame.reserve(Math.max(2 + numbers + most + 1, numbers));
      describingSeparation(frame, result, numbers, () =>
        frame.core.logisticRefine(
          x.address,
          x.rows,
          x.cols,
          placed.address,
          y.length,
          start === undefined ? 0 : start === "zero" ? 1 : 2,
          ...model,
          l2,
          tolerance,
          most,
          result.address,
        ),
      );
      const cursor = new Cursor(frame, result);
      const [iterations, gradientNorm] = cursor.take(2) as Iterable<number> as [number, number];
      return {
        weights: cursor.matrix(x.cols, outputs),
        bias: cursor.take(outputs),
        classes,
        features: x.cols,
        iterations,
        losses: cursor.take(iterations + 1),
        gradientNorm,
      };
    });
  }

  /**
   * The logits of each row, Wᵀx + b.
   *
   * `X`: N × features. Returns N × columns of the weights. Throws SHAPE_MISMATCH, NOT_FINITE,
   * INVALID_ARGUMENT.
   *
   * @example
   * const model = logistic.fit([[0], [2], [3], [5]], [0, 0, 1, 1]);
   * console.assert(logistic.logits(model, [[2.5]]).data[0] === 0);
   */
  logits(model: LinearClassifier, X: MatrixLike): Matrix {
    return this.#rows("logisticLogits", model, X, (classes) => (classes === 2 ? 1 : classes));
  }

  /**
   * The probabilities of all classes in each row, also where there are two.
   *
   * `X`: N × features. Returns N × classes. Throws SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT.
   *
   * @example
   * const model = logistic.fit([[0], [2], [3], [5]], [0, 0, 1, 1]);
   * console.assert(logistic.probabilities(model, [[2.5]]).data[1] === 0.5);
   */
  probabilities(model: LinearClassifier, X: MatrixLike): Matrix {
    return this.#rows("logisticProbabilities", model, X, (classes) => classes);
  }

  /**
   * The most probable class of each row; of equal ones the first.
   *
   * `X`: N × features. Throws SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT.
   *
   * @example
   * const model = logistic.fit([[0], [2], [3], [5]], [0, 0, 1, 1]);
   * console.assert(logistic.predict(model, [[-1], [9]]).join() === "0,1");
   */
  predict(model: LinearClassifier, X: MatrixLike): Int32Array {
    return this.#memory.frame((frame) => {
      const placed = placeModel(frame, model, "model");
      const slices = frame.slices(X, "X", "double");
      const result = new Int32Array(slices.rows);
      const room = frame.reserveIntegers(slices.height);
      for (const { address, first, rows } of slices) {
        countingFrom(first, () =>
          frame.core.logisticPredict(...placed, address, rows, slices.cols, room.address),
        );
        frame.copyIntegers(room, rows, result, first);
      }
      return result;
    });
  }

  /**
   * How well a classifier does on labelled rows: the mean negative log-likelihood in nats, the share of
   * right predictions, and the expected calibration error over 15 bins of equal width of the predicted
   * class's probability.
   *
   * `X`: N × features; `labels`: N whole numbers 0 … classes − 1. Throws SHAPE_MISMATCH, NOT_FINITE,
   * INVALID_ARGUMENT. Source: Guo, Pleiss, Sun and Weinberger 2017.
   *
   * @example
   * const model = logistic.fit([[0], [2], [3], [5]], [0, 0, 1, 1]);
   * console.assert(logistic.evaluate(model, [[0], [5]], [0, 1]).accuracy === 1);
   */
  evaluate(
    model: LinearClassifier,
    X: MatrixLike,
    labels: Labels,
  ): {
    /** In nats a row. */
    logLoss: number;
    /** 0 to 1. */
    accuracy: number;
    /** 0 to 1. */
    calibrationError: number;
  } {
    return this.#memory.frame((frame) => {
      const placed = placeModel(frame, model, "model");
      const x = frame.matrix(X, "X", "double");
      const y = frame.integers(asLabels(labels, "labels"));
      const result = frame.reserve(3);
      frame.core.logisticEvaluate(...placed, ...sizes(x), y.address, y.length, result.address);
      const [logLoss, accuracy, calibrationError] = frame.takeDoubles(result);
      return { logLoss: logLoss!, accuracy: accuracy!, calibrationError: calibrationError! };
    });
  }

  /**
   * The covariance of samples, and ρ of (1 − ρ) S + ρ (tr S / d) I where it is shrunk.
   *
   * `X`: N × d. "ml" is over N, "unbiased" over N − 1; "ledoit-wolf" and "oas" are scikit-learn's to the digit,
   * "oas-paper" is OAS as published, with the terms 2/d that scikit-learn's leaves out. Throws
   * INVALID_ARGUMENT (too few samples), NOT_FINITE.
   * Source: Ledoit and Wolf 2004; Chen, Wiesel, Eldar and Hero 2010.
   *
   * @example
   * const { covariance, shrinkage } = logistic.covariance([[0, 0], [2, 4]], "ml");
   * console.assert(covariance.data.join() === "1,2,2,4" && shrinkage === 0);
   */
  covariance(
    X: MatrixLike,
    estimator: (typeof estimators)[number],
  ): {
    /** d × d. */
    covariance: Matrix;
    /** ρ; 0 to 1, 0 where nothing is shrunk. */
    shrinkage: number;
  } {
    const name = choiceOption(estimator, "estimator", estimators);
    return this.#memory.frame((frame) => {
      const x = frame.matrix(X, "X", "double");
      const result = frame.reserve(x.cols * x.cols);
      const index = estimators.indexOf(name);
      const shrinkage = frame.core.logisticCovariance(...sizes(x), index, result.address);
      return { covariance: frame.takeMatrix(result, x.cols, x.cols), shrinkage };
    });
  }

  /**
   * Samples in coordinates in which their covariance over N is the identity: data = (X − mean) · matrix.
   *
   * `X`: N × d. "total" (the default): along the principal axes, the largest variance first; "within": the
   * same with the covariance within the classes of `labels`; "zca": by the symmetric root, which changes the data
   * least. Directions without variance are left out (`matrix` is d × rank), with "zca" mapped to 0. Throws
   * SINGULAR where nothing varies, SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT.
   * Source: kexue.fm/archives/8578.
   *
   * @example
   * const { data, mean } = logistic.whiten([[1], [5]]);
   * console.assert(Math.abs(data.data[1] - 1) < 1e-15 && mean[0] === 3);
   */
  whiten(
    X: MatrixLike,
    options?: { labels?: Labels; kind?: "total" | "within" | "zca" },
  ): {
    /** N × rank (N × d with "zca"): the samples in the new coordinates. */
    data: Matrix;
    /** d × rank (d × d with "zca"). */
    matrix: Matrix;
    /** d numbers, which were taken off first. */
    mean: Float64Array;
  } {
    checkOptions(options, "options", ["labels", "kind"]);
    const kind = choiceOption(options?.kind, "options.kind", whitenings, "total");
    if (kind === "within" && options?.labels === undefined) {
      throw failure("INVALID_ARGUMENT", '{argument} is undefined; kind "within" needs labels', {
        argument: "options.labels",
        found: "undefined",
      });
    }
    const labels = asLabels(options?.labels ?? [], "options.labels");
    return this.#memory.frame((frame) => {
      const x = frame.matrix(X, "X", "double");
      const y = frame.integers(labels);
      const result = frame.reserve(x.cols + x.cols * x.cols + x.rows * x.cols);
      const rank = frame.core.logisticWhiten(
        ...sizes(x),
        y.address,
        y.length,
        whitenings.indexOf(kind),
        result.address,
      );
      const cursor = new Cursor(frame, result);
      const mean = cursor.take(x.cols);
      const matrix = cursor.matrix(x.cols, rank);
      return { data: cursor.matrix(x.rows, rank), matrix, mean };
    });
  }

  /**
   * Linear regression by the same philosophy: E[y|x] = Wᵀx + b of the joint Gaussian of x and y, which is
   * least squares. Collinear columns get the weights of least length.
   *
   * `X`: N × d; `Y`: N × m. Returns W (d × m), b (m) and the residuals' covariance over N (m × m). Throws
   * SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT. Source: kexue.fm/archives/8578.
   *
   * @example
   * const { weights, bias } = logistic.linearRegression([[0], [1], [2]], [[1], [3], [5]]);
   * console.assert(Math.abs(weights.data[0] - 2) < 1e-14 && Math.abs(bias[0] - 1) < 1e-14);
   */
  linearRegression(
    X: MatrixLike,
    Y: MatrixLike,
  ): {
    /** W: d × m. */
    weights: Matrix;
    /** b: m numbers. */
    bias: Float64Array;
    /** m × m, over N. */
    residualCovariance: Matrix;
  } {
    return this.#memory.frame((frame) => {
      const x = frame.matrix(X, "X", "double");
      const y = frame.matrix(Y, "Y", "double");
      const result = frame.reserve((x.cols + 1 + y.cols) * y.cols);
      frame.core.logisticLinearRegression(...sizes(x), ...sizes(y), result.address);
      const cursor = new Cursor(frame, result);
      return {
        weights: cursor.matrix(x.cols, y.cols),
        bias: cursor.take(y.cols),
        residualCovariance: cursor.matrix(y.cols, y.cols),
      };
    });
  }

  #rows(
    name: "logisticLogits" | "logisticProbabilities",
    model: LinearClassifier,
    X: MatrixLike,
    columns: (classes: number) => number,
  ): Matrix {
    return this.#memory.frame((frame) => {
      const placed = placeModel(frame, model, "model");
      const slices = frame.slices(X, "X", "double");
      const cols = columns(placed[5]);
      const room = frame.reserve(slices.height * cols);
      const data = resultArray(slices.rows * cols, false) as Float64Array;
      for (const { address, first, rows } of slices) {
        countingFrom(first, () =>
          frame.core[name](...placed, address, rows, slices.cols, room.address),
        );
        frame.copy(room, rows * cols, data, first * cols);
      }
      return { data, rows: slices.rows, cols };
    });
  }
}

/** Results that stand one behind the other. */
class Cursor {
  readonly #frame: Frame;
  #address: number;

  constructor(frame: Frame, { address }: Placed) {
    this.#frame = frame;
    this.#address = address;
  }

  take(length: number): Float64Array {
    const placed = { address: this.#address, length, single: false };
    this.#address += 8 * length;
    return this.#frame.takeDoubles(placed);
  }

  matrix(rows: number, cols: number): Matrix {
    return { data: this.take(rows * cols), rows, cols };
  }
}

function sizes({ address, rows, cols }: PlacedMatrix): [number, number, number] {
  return [address, rows, cols];
}

function placeOptional(frame: Frame, value: Vector | undefined, argument: string): Placed {
  if (value === undefined) return { address: 0, length: 0, single: false };
  const placed = frame.vector(value, argument, "double");
  // To the core, none at all are none given.
  if (placed.length === 0) {
    throw failure("SHAPE_MISMATCH", "{argument} is empty", { argument, found: 0 });
  }
  return placed;
}

/** Adds rows to statistics, slice by slice. */
function addRows(
  frame: Frame,
  statistics: number,
  X: MatrixLike,
  labels: Int32Array,
  weights: Vector | undefined,
  argument: string,
): void {
  const slices = frame.slices(X, "X", "double");
  const y = frame.integers(labels);
  const w = weights === undefined ? undefined : placeOptional(frame, weights, argument);
  for (const [name, length] of [
    ["labels", labels.length],
    [argument, w?.length ?? slices.rows],
  ] as const) {
    if (length !== slices.rows) {
      throw failure("SHAPE_MISMATCH", "{argument} has {found} entries; X has {expected} rows", {
        argument: name,
        found: length,
        expected: slices.rows,
      });
    }
  }
  for (const { address, first, rows } of slices) {
    countingFrom(first, () =>
      frame.core.logisticStatisticsAdd(
        statistics,
        address,
        rows,
        slices.cols,
        y.address + 4 * first,
        rows,
        w === undefined ? 0 : w.address + 8 * first,
        w === undefined ? 0 : rows,
      ),
    );
  }
}

/** The core's arguments for the options of a fit. */
type Given = [mode: number, estimator: number, ridge: number, priors: number, priorCount: number];

/** Makes a fit by `call`, which writes its numbers one behind the other. */
function fitInto(
  frame: Frame,
  options: FitOptions | undefined,
  features: number,
  classes: number,
  call: (given: Given, result: number) => void,
): LogisticFit {
  const mode = choiceOption(options?.mode, "options.mode", modes, "within");
  const name = choiceOption(options?.covariance, "options.covariance", fitEstimators, "ml");
  const ridge = numberOption(options?.ridge, "options.ridge", 0);
  const priors = placeOptional(frame, options?.priors, "options.priors");
  const outputs = classes === 2 ? 1 : classes;
  const numbers = (features + 1) * (outputs + classes) + features * features;
  const result = frame.reserve(4 + numbers);
  const given: Given = [
    modes.indexOf(mode),
    fitEstimators.indexOf(name),
    ridge,
    priors.address,
    priors.length,
  ];
  describingSeparation(frame, result, features, () => call(given, result.address));
  const cursor = new Cursor(frame, result);
  const [shrinkage, rank, mahalanobisSquared, rSquared] = cursor.take(4) as Iterable<number> as [
    number,
    number,
    number,
    number,
  ];
  return {
    weights: cursor.matrix(features, outputs),
    bias: cursor.take(outputs),
    classes,
    features,
    means: cursor.matrix(classes, features),
    priors: cursor.take(classes),
    withinCovariance: cursor.matrix(features, features),
    shrinkage,
    rank,
    ...(classes === 2 && { mahalanobisSquared, rSquared }),
  };
}

/** Runs `call`; where it finds the data separable, the error is given the direction it left. */
function describingSeparation(
  frame: Frame,
  result: Placed,
  length: number,
  call: () => void,
): void {
  try {
    call();
  } catch (error) {
    if (!(error instanceof LemmataError) || error.code !== "SEPARABLE") throw error;
    const direction = frame.takeDoubles({ ...result, length });
    throw new LemmataError(error.code, error.message, { ...error.details, direction });
  }
}

/** A classifier as the core takes it. */
type PlacedModel = readonly [
  weights: number,
  features: number,
  outputs: number,
  bias: number,
  biases: number,
  classes: number,
];

function placeModel(frame: Frame, model: LinearClassifier, argument: string): PlacedModel {
  const given: unknown = model;
  if (typeof given !== "object" || given === null || !("weights" in given) || !("bias" in given)) {
    throw failure(
      "INVALID_ARGUMENT",
      "{argument} is {found}; it must be { weights, bias, classes, features }",
      { argument, found: describe(given) },
    );
  }
  const range = { low: 2, high: 2 ** 31 - 1 };
  const classes = integerOption(model.classes, `${argument}.classes`, range);
  const weights = frame.matrix(model.weights, `${argument}.weights`, "double");
  const bias = frame.vector(asVector(model.bias, `${argument}.bias`), `${argument}.bias`, "double");
  return [weights.address, weights.rows, weights.cols, bias.address, bias.length, classes];
}
