import {
  checkOptions,
  choiceOption,
  integerOption,
  numberOption,
  seedOption,
} from "./arguments.js";
import { describe, failure, LemmataError } from "./errors.js";
import { Held } from "./handle.js";
import { activations, type Activation } from "./initialization-arguments.js";
import { schemes, type InitScheme } from "./initialization.js";
import type { Frame, Memory, Placed } from "./memory.js";
import { eachOf } from "./typed-arrays.js";
import type { Matrix, MatrixLike, Seed, Vector } from "./values.js";

// In the order of the core's enumerators.
const norms = [
  "spectral",
  "product",
  "frobenius",
  "nuclear",
  "max",
  "rms-frobenius",
  "induced-1",
  "induced-inf",
] as const;
const heads = ["half-square", "sum", "cotangent", "squaredError", "crossEntropy"] as const;
const losses = ["squared", "cross-entropy"] as const;

/** A layer z = W h + b, g(z): weights of outputs × inputs, a bias of outputs numbers or none, and g. */
export interface LayerSpec {
  /** W: outputs × inputs. */
  weights: MatrixLike;
  /** b: outputs numbers; no bias, and none to train, unless given. */
  bias?: Vector;
  /** g, entry for entry. */
  activation: Activation;
}

/**
 * A norm of matrices: the largest singular value; the same of the product W J where others take both
 * norms; Frobenius'; the sum of the singular values; the largest entry; Frobenius' over √min(rows, cols); the
 * largest column and the largest row sum.
 */
export type Norm =
  | "spectral"
  | "product"
  | "frobenius"
  | "nuclear"
  | "max"
  | "rms-frobenius"
  | "induced-1"
  | "induced-inf";

/**
 * A scalar f of the output h: ½‖h‖², Σh, cᵀh, the cross-entropy of softmax(h) with a class, or ½‖h − t‖².
 */
export type Head =
  | "half-square"
  | "sum"
  | {
      /** c: outputs numbers; f = cᵀh. */
      cotangent: Vector;
    }
  | {
      /** The class, from 0; f = −log softmax(h) of it, in nats. */
      crossEntropy: number;
    }
  | {
      /** t: outputs numbers; f = ½‖h − t‖². */
      squaredError: Vector;
    };

/** Both sides of the inequality ‖∇ₓf‖² Σ terms ≤ ‖∇_θf‖². */
export interface Inequality {
  /** (1 + ‖hₜ‖²)/(‖Wₜ‖² ‖∂hₜ/∂x‖²) of each layer; a layer without bias drops its "1". */
  terms: Float64Array;
  /** ‖∇ₓf‖² Σ terms. */
  left: number;
  /** ‖∇_θf‖². */
  right: number;
  /** left/right, 0 where both are 0. */
  ratio: number;
  /** left ≤ right, to a relative rounding of 1e-9. */
  holds: boolean;
  /** Whether theory promises it for this norm. */
  guaranteed: boolean;
  /** The layers, from 0, whose term has no denominator: it is 0 then. */
  deadLayers: number[];
  /** ‖∇ₓf‖². */
  inputGradientSquared: number;
  /** ‖∇_θf‖², the same as `right`. */
  parameterGradientSquared: number;
}

/** What a step of training reports: means over its rows, before the step. */
export interface TrainingReport {
  /** Of ℓ. */
  loss: number;
  /** Of ‖∇ₓℓ‖². */
  input: number;
  /** Of ‖∇_θℓ‖². */
  parameter: number;
}

/** Options of training. */
export interface TrainingOptions {
  /** A sample's own loss: ½‖h − t‖², or the cross-entropy of softmax(h). */
  loss: "squared" | "cross-entropy";
  /** How many steps are made, unless `onStep` stops them. */
  steps: number;
  /** How far a step goes along the gradient. */
  rate: number;
  /** λₓ, 0 unless given. */
  inputPenalty?: number;
  /** λ_θ, 0 unless given. */
  parameterPenalty?: number;
  /** Rows a step; all unless given. */
  batch?: number;
  /** Of the order in which batches take the rows. */
  seed?: Seed;
  /** Called after each step; false stops. */
  onStep?: (step: number, report: TrainingReport) => void | boolean;
}

/** A multilayer perceptron. Made by `penalty.network` and `penalty.randomNetwork`. */
export class Network extends Held {
  /** How many layers there are. */
  readonly layers: number;
  /** How many numbers go in. */
  readonly inputs: number;
  /** How many numbers come out. */
  readonly outputs: number;
  /** The numbers in all weights and biases. */
  readonly parameters: number;
  readonly #shapes: readonly Shape[];

  /** @internal */
  constructor(memory: Memory, address: number, shapes: readonly Shape[]) {
    super(memory, "network", address, (core, own) => core.penaltyNetworkDelete(own));
    this.#shapes = shapes;
    this.layers = shapes.length;
    this.inputs = shapes[0]!.cols;
    this.outputs = shapes.at(-1)!.rows;
    this.parameters = countOf(shapes);
  }

  /**
   * The outputs for the rows of X.
   *
   * `X`: N × inputs. Returns N × outputs. Throws SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT.
   *
   * @example
   * const network = penalty.network([{ weights: [[1, 2]], bias: [3], activation: "relu" }]);
   * console.assert(network.forward([[1, 1], [-9, 0]]).data.join() === "6,0");
   */
  forward(X: MatrixLike): Matrix {
    return this.use((frame, address) => {
      const x = frame.matrix(X, "X", "double");
      const result = frame.reserve(x.rows * this.outputs);
      frame.core.penaltyForward(address, x.address, x.rows, x.cols, result.address);
      return { data: frame.takeDoubles(result), rows: x.rows, cols: this.outputs };
    });
  }

  /**
   * f at x, and its gradients in the input and in every weight and bias.
   *
   * `x`: inputs numbers. `biases` are empty for layers that have none. Throws SHAPE_MISMATCH, NOT_FINITE,
   * INVALID_ARGUMENT. Source: kexue.fm/archives/8796.
   *
   * @example
   * const network = penalty.network([{ weights: [[1, 2]], bias: [3], activation: "identity" }]);
   * console.assert(network.gradients([1, 1], "half-square").weights[0].data.join() === "6,6");
   */
  gradients(
    x: Vector,
    head: Head,
  ): {
    /** f(x). */
    value: number;
    /** ∂f/∂x: inputs numbers. */
    input: Float64Array;
    /** ∂f/∂W of each layer: outputs × inputs. */
    weights: Matrix[];
    /** ∂f/∂b of each layer: outputs numbers, none where there is no bias. */
    biases: Float64Array[];
  } {
    return this.use((frame, address) => {
      const placed = frame.vector(x, "x", "double");
      const result = frame.reserve(1 + this.inputs + this.parameters);
      frame.core.penaltyGradients(
        address,
        placed.address,
        placed.length,
        ...placeHead(frame, head),
        result.address,
      );
      const numbers = frame.takeDoubles(result);
      return {
        value: numbers[0]!,
        input: numbers.slice(1, 1 + this.inputs),
        ...layered(this.#shapes, numbers.subarray(1 + this.inputs)),
      };
    });
  }

  /**
   * The derivative of the outputs in the inputs at x.
   *
   * `x`: inputs numbers. Returns outputs × inputs. Throws SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT.
   *
   * @example
   * const network = penalty.network([{ weights: [[1, 2]], activation: "relu2" }]);
   * console.assert(network.jacobian([1, 1]).data.join() === "6,12");
   */
  jacobian(x: Vector): Matrix {
    return this.use((frame, address) => {
      const placed = frame.vector(x, "x", "double");
      const result = frame.reserve(this.outputs * this.inputs);
      frame.core.penaltyJacobian(address, placed.address, placed.length, result.address);
      return { data: frame.takeDoubles(result), rows: this.outputs, cols: this.inputs };
    });
  }

  /**
   * Both sides of ‖∇ₓf‖² Σ (1 + ‖hₜ‖²)/(‖Wₜ‖² ‖∂hₜ/∂x‖²) ≤ ‖∇_θf‖² at x, with hₜ what layer t is given.
   *
   * `norm`: "spectral" unless given. It holds for the four first norms; the others have counterexamples, and
   * `guaranteed` is false. Singular values are exact to rounding, so that no norm is underestimated into
   * a violation. Throws SHAPE_MISMATCH, NOT_FINITE (also where the gradients overflow), INVALID_ARGUMENT.
   * Source: kexue.fm/archives/8796; Dherin, Munn and Barrett 2021.
   *
   * @example
   * const network = penalty.network([{ weights: [[1, 1], [1, 1]], bias: [0, 0], activation: "identity" }]);
   * console.assert(network.inequality([0, 0], { cotangent: [1, 1] }, "max").left === 8);
   */
  inequality(x: Vector, head: Head, norm?: Norm): Inequality {
    const which = norms.indexOf(choiceOption(norm, "norm", norms, "spectral"));
    return this.use((frame, address) => {
      const placed = frame.vector(x, "x", "double");
      const result = frame.reserve(6 + 2 * this.layers);
      frame.core.penaltyInequality(
        address,
        placed.address,
        placed.length,
        ...placeHead(frame, head),
        which,
        result.address,
      );
      const numbers = frame.takeDoubles(result);
      const [left, right, ratio, holds, input, dead] = numbers as Iterable<number> as number[];
      const rest = numbers.subarray(6);
      return {
        terms: rest.slice(0, this.layers),
        left: left!,
        right: right!,
        ratio: ratio!,
        holds: holds === 1,
        guaranteed: frame.core.penaltyGuaranteed(which) === 1,
        deadLayers: [...rest.slice(this.layers, this.layers + dead!)],
        inputGradientSquared: input!,
        parameterGradientSquared: right!,
      };
    });
  }

  /**
   * Both sides for every row of X, each a sample with its own gradients.
   *
   * The mean of `left` is bounded by `meanParameterGradientSquared`, the mean of the samples' own ‖∇_θfᵢ‖²,
   * but not by `batchGradientSquared`, the square of their mean: gradients of samples may cancel, as do
   * those of x = 1 with f = wx + b and with f = −(wx + b), whose mean is 0 while the left side is 2.
   *
   * `X`: N × inputs. Returns N numbers each. Throws as `inequality`. Source: kexue.fm/archives/8796.
   *
   * @example
   * const network = penalty.network([{ weights: [[1]], bias: [0], activation: "identity" }]);
   * const rows = network.inequalityRows([[1], [-1]], "half-square");
   * console.assert(rows.batchGradientSquared === 1 && rows.meanParameterGradientSquared === 2);
   */
  inequalityRows(
    X: MatrixLike,
    head: Head,
    norm?: Norm,
  ): {
    /** N numbers ‖∇ₓf‖² Σ terms. */
    left: Float64Array;
    /** N numbers ‖∇_θf‖². */
    right: Float64Array;
    /** N numbers left/right, 0 where both are 0. */
    ratio: Float64Array;
    /** The squared norm of the parameters' gradient of the mean f. */
    batchGradientSquared: number;
    /** The mean of `right`, which is at least as large. */
    meanParameterGradientSquared: number;
  } {
    const which = norms.indexOf(choiceOption(norm, "norm", norms, "spectral"));
    return this.use((frame, address) => {
      const x = frame.matrix(X, "X", "double");
      const result = frame.reserve(2 + 3 * x.rows);
      frame.core.penaltyInequalityRows(
        address,
        x.address,
        x.rows,
        x.cols,
        ...placeHead(frame, head),
        which,
        result.address,
      );
      const numbers = frame.takeDoubles(result);
      const column = (k: number): Float64Array =>
        numbers.slice(2 + k * x.rows, 2 + (k + 1) * x.rows);
      return {
        left: column(0),
        right: column(1),
        ratio: column(2),
        batchGradientSquared: numbers[0]!,
        meanParameterGradientSquared: numbers[1]!,
      };
    });
  }

  /**
   * The Dirichlet energy (1/N) Σ ‖∇ₓf‖² over the rows of X.
   *
   * `X`: N × inputs. Throws SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT. Source: kexue.fm/archives/8796.
   *
   * @example
   * const network = penalty.network([{ weights: [[3, 4]], activation: "identity" }]);
   * console.assert(network.dirichletEnergy([[0, 0], [1, 2]], "sum") === 25);
   */
  dirichletEnergy(X: MatrixLike, head: Head): number {
    return this.use((frame, address) => {
      const x = frame.matrix(X, "X", "double");
      const f = placeHead(frame, head);
      return frame.core.penaltyDirichletEnergy(address, x.address, x.rows, x.cols, ...f);
    });
  }

  /**
   * A Lipschitz constant of the network in Euclidean norms: the product of the weights' spectral norms and
   * the activations' largest slopes; Infinity with "relu2", which has none.
   *
   * @example
   * const network = penalty.network([{ weights: [[3, 4]], activation: "sigmoid" }]);
   * console.assert(network.lipschitzBound() === 1.25);
   */
  lipschitzBound(): number {
    return this.use(({ core }, address) => core.penaltyLipschitzBound(address));
  }

  /**
   * Gradient descent on the batch mean of ℓᵢ + λₓ‖∇ₓℓᵢ‖² + λ_θ‖∇_θℓᵢ‖² with exact second-order gradients, ℓᵢ a
   * sample's own loss: ½‖h − t‖² or the cross-entropy of softmax(h). Changes the network.
   *
   * `X`: N × inputs; `targets`: N × outputs or, for the cross-entropy, whose rows are distributions, N × 1 numbers
   * of classes. `batch`: rows a step, all unless given; they are taken in an order that is shuffled anew, from
   * `seed` (0 unless given), each time all have had their turn. `onStep` is called after each step with what was
   * before it, and stops by returning false; the same arguments give the same bits everywhere. Returns
   * the mean ℓ before each step made. With X in Float32Array the gradients are made in float32, about twice
   * as fast; weights, their sums and the losses stay float64.
   *
   * Throws NOT_CONVERGED where a step leads beyond finite numbers (the network is then as before that step);
   * NOT_A_DISTRIBUTION, SHAPE_MISMATCH, NOT_FINITE, INVALID_ARGUMENT. Source: kexue.fm/archives/8796.
   *
   * @example
   * const network = penalty.network([{ weights: [[0]], bias: [0], activation: "identity" }]);
   * const { losses } = network.train([[1], [2]], [[2], [4]], { loss: "squared", steps: 50, rate: 0.3 });
   * console.assert(losses[0] === 5 && losses[49] < 1e-2);
   */
  train(
    X: MatrixLike,
    targets: MatrixLike,
    options: TrainingOptions,
  ): {
    /** The loss before each step: as many numbers as steps. */
    losses: Float64Array;
  } {
    const known = [
      "loss",
      "steps",
      "rate",
      "inputPenalty",
      "parameterPenalty",
      "batch",
      "seed",
      "onStep",
    ] as const;
    requireOptions(options);
    checkOptions(options, "options", known);
    const loss = losses.indexOf(choiceOption(options.loss, "options.loss", losses));
    const range = { low: 1, high: 2 ** 28 - 1 };
    const steps = integerOption(options.steps, "options.steps", range);
    const rate = numberOption(options.rate, "options.rate");
    const inputPenalty = numberOption(options.inputPenalty, "options.inputPenalty", 0);
    const parameterPenalty = numberOption(options.parameterPenalty, "options.parameterPenalty", 0);
    const batch =
      options.batch === undefined ? 0 : integerOption(options.batch, "options.batch", range);
    const { low, high } = seedOption(options.seed ?? 0, "options.seed");
    const { onStep } = options;
    if (onStep !== undefined && typeof onStep !== "function") {
      throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be a function", {
        argument: "options.onStep",
        found: describe(onStep),
      });
    }
    const { core, training } = this.use((frame, address) => {
      const x = frame.matrix(X, "X");
      const t = frame.matrix(targets, "targets", "double");
      const { core } = frame;
      const start = x.single ? core.penaltyTrainingNew32 : core.penaltyTrainingNew;
      return {
        core,
        training: start(
          address,
          x.address,
          x.rows,
          x.cols,
          t.address,
          t.rows,
          t.cols,
          loss,
          rate,
          inputPenalty,
          parameterPenalty,
          batch,
          low,
          high,
        ),
      };
    });
    try {
      const means = new Float64Array(steps);
      for (let step = 0; step < steps; ++step) {
        // A frame for each step: onStep may do with the module whatever it likes, dispose it included.
        const report = this.use((frame, address) => {
          const result = frame.reserve(3);
          frame.core.penaltyTrainingStep(training, address, result.address);
          const [mean, input, parameter] = frame.takeDoubles(result);
          return { loss: mean!, input: input!, parameter: parameter! };
        });
        means[step] = report.loss;
        if (onStep?.(step, report) === false) return { losses: means.slice(0, step + 1) };
      }
      return { losses: means };
    } finally {
      core.penaltyTrainingDelete(training);
    }
  }

  /**
   * All weights (outputs × inputs) and biases (empty where there is none), as they are now.
   *
   * @example
   * const network = penalty.network([{ weights: [[3, 4]], activation: "relu" }]);
   * console.assert(network.weights().weights[0].data.join() === "3,4");
   */
  weights(): {
    /** Of each layer outputs × inputs. */
    weights: Matrix[];
    /** Of each layer outputs numbers, none where there is no bias. */
    biases: Float64Array[];
  } {
    return this.use((frame, address) => {
      const result = frame.reserve(this.parameters);
      frame.core.penaltyWeights(address, result.address);
      return layered(this.#shapes, frame.takeDoubles(result));
    });
  }
}

/** Penalties on the gradients of networks, and the inequality between them. */
export class Penalty {
  readonly #memory: Memory;

  /** @internal */
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /**
   * A network of these layers, of any depth and widths.
   *
   * Throws SHAPE_MISMATCH where a layer does not take what the one before gives, NOT_FINITE,
   * INVALID_ARGUMENT.
   *
   * @example
   * const network = penalty.network([{ weights: [[1, 2]], bias: [3], activation: "tanh" }]);
   * console.assert(network.parameters === 3);
   */
  network(layers: readonly LayerSpec[]): Network {
    if (!Array.isArray(layers)) {
      throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be an array of layers", {
        argument: "layers",
        found: describe(layers),
      });
    }
    return this.#memory.frame((frame) => {
      const shapes: Shape[] = [];
      const records = eachOf(layers as readonly unknown[], (layer, index) => {
        const name = `layers[${index}]`;
        const given = layerOf(layer, name);
        const W = frame.matrix(given.weights, `${name}.weights`, "double");
        const bias =
          given.bias === undefined
            ? { address: 0, length: 0 }
            : frame.vector(given.bias, `${name}.bias`, "double");
        if (given.bias !== undefined && bias.length !== W.rows) {
          throw failure("SHAPE_MISMATCH", "{argument} has {found} entries; {expected} are needed", {
            argument: `${name}.bias`,
            found: bias.length,
            expected: W.rows,
          });
        }
        const activation = choiceOption(given.activation, `${name}.activation`, activations);
        shapes.push({ rows: W.rows, cols: W.cols, bias: bias.length });
        return [
          W.address,
          W.rows,
          W.cols,
          bias.address,
          bias.length,
          activations.indexOf(activation),
        ];
      });
      const placed = frame.integers(Int32Array.from(records.flat()));
      const address = namingLayer(() =>
        frame.core.penaltyNetworkNew(placed.address, records.length),
      );
      return new Network(this.#memory, address, shapes);
    });
  }

  /**
   * A network with random weights and biases of 0; layer t is made from stream t of the seed.
   *
   * `sizes`: of the input, of each hidden layer, of the output. `outputActivation`: "identity" unless given.
   * `scheme`: of the standard deviations, "lecun" unless given, as `initialization.std` has it; "orthogonal" takes
   * Haar's matrices. Throws INVALID_ARGUMENT, OUT_OF_MEMORY.
   *
   * @example
   * const network = penalty.randomNetwork([2, 64, 1], { activation: "tanh", seed: 1 });
   * console.assert(network.layers === 2 && network.parameters === 257);
   */
  randomNetwork(
    sizes: readonly number[],
    options: {
      activation: Activation;
      outputActivation?: Activation;
      scheme?: InitScheme;
      seed: Seed;
    },
  ): Network {
    requireOptions(options);
    checkOptions(options, "options", ["activation", "outputActivation", "scheme", "seed"]);
    const hidden = choiceOption(options.activation, "options.activation", activations);
    const { outputActivation } = options;
    const output = choiceOption(
      outputActivation,
      "options.outputActivation",
      activations,
      "identity",
    );
    const scheme = choiceOption(options.scheme, "options.scheme", schemes, "lecun");
    const { low, high } = seedOption(options.seed, "options.seed");
    if (!Array.isArray(sizes) || sizes.length < 2) {
      throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be an array of sizes", {
        argument: "sizes",
        found: Array.isArray(sizes) ? `of length ${sizes.length}` : describe(sizes),
      });
    }
    const range = { low: 1, high: 2 ** 31 - 1 };
    const widths = eachOf(sizes, (size, i) => integerOption(size, `sizes[${i}]`, range));
    return this.#memory.frame((frame) => {
      const { core } = frame;
      const shapes = widths
        .slice(1)
        .map((rows, t) => ({ rows, cols: widths[t]!, bias: rows }) satisfies Shape);
      const deviations = shapes.map(({ rows, cols }) =>
        core.initializationStd(schemes.indexOf(scheme), cols, rows, 1, 1, 0),
      );
      const address = core.penaltyNetworkRandom(
        frame.integers(Int32Array.from(widths)).address,
        widths.length,
        frame.vector(deviations, "std").address,
        scheme === "orthogonal",
        activations.indexOf(hidden),
        activations.indexOf(output),
        low,
        high,
      );
      return new Network(this.#memory, address, shapes);
    });
  }

  /**
   * A norm of a matrix; "product" is "spectral" here.
   *
   * Throws NOT_FINITE, INVALID_ARGUMENT.
   *
   * @example
   * console.assert(penalty.norm([[3, 4]], "spectral") === 5 && penalty.norm([[3, -4]], "induced-inf") === 7);
   */
  norm(M: MatrixLike, norm: Norm): number {
    const which = norms.indexOf(choiceOption(norm, "norm", norms));
    return this.#memory.frame((frame) => {
      const { address, rows, cols } = frame.matrix(M, "M", "double");
      return frame.core.penaltyNorm(address, rows, cols, which);
    });
  }

  /**
   * The loss that gradient descent with a finite rate follows: L + (η/4)‖∇L‖².
   *
   * Throws INVALID_ARGUMENT. Source: kexue.fm/archives/8796; Barrett and Dherin 2020.
   *
   * @example
   * console.assert(penalty.implicitRegularizer(1, 8, 0.5) === 2);
   */
  implicitRegularizer(loss: number, gradientSquared: number, rate: number): number {
    return this.#memory.core.penaltyImplicitRegularizer(
      numberOption(loss, "loss"),
      numberOption(gradientSquared, "gradientSquared"),
      numberOption(rate, "rate"),
    );
  }
}

interface Shape {
  readonly rows: number;
  readonly cols: number;
  /** 0 or rows. */
  readonly bias: number;
}

function countOf(shapes: readonly Shape[]): number {
  return shapes.reduce((sum, { rows, cols, bias }) => sum + rows * cols + bias, 0);
}

/** Numbers that stand layer after layer, as matrices and vectors. */
function layered(
  shapes: readonly Shape[],
  numbers: Float64Array,
): { weights: Matrix[]; biases: Float64Array[] } {
  const weights: Matrix[] = [];
  const biases: Float64Array[] = [];
  let position = 0;
  const take = (length: number): Float64Array => numbers.slice(position, (position += length));
  for (const { rows, cols, bias } of shapes) {
    weights.push({ data: take(rows * cols), rows, cols });
    biases.push(take(bias));
  }
  return { weights, biases };
}

function layerOf(value: unknown, argument: string): LayerSpec {
  if (typeof value !== "object" || value === null || !("weights" in value)) {
    throw failure(
      "INVALID_ARGUMENT",
      "{argument} is {found}; allowed is { weights, bias, activation }",
      { argument, found: describe(value) },
    );
  }
  return value as LayerSpec;
}

/** Runs `body`; an error that tells a layer's number is made to name the layer. */
function namingLayer<Result>(body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof LemmataError)) throw error;
    const { argument, layer } = error.details;
    if (typeof layer !== "number" || (argument !== "weights" && argument !== "bias")) throw error;
    const named = `layers[${layer}].${argument}`;
    const message = error.message.replace(argument, named);
    throw new LemmataError(error.code, message, { ...error.details, argument: named });
  }
}

function requireOptions(options: unknown): void {
  if (typeof options === "object" && options !== null) return;
  throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be an object", {
    argument: "options",
    found: describe(options),
  });
}

/** A head as the core takes it: its kind, and c, t or the class. */
function placeHead(frame: Frame, head: Head): [kind: number, vector: number, size: number] {
  const given: unknown = head;
  if (given === "half-square" || given === "sum") return [heads.indexOf(given), 0, 0];
  if (typeof given === "object" && given !== null) {
    for (const name of ["cotangent", "squaredError", "crossEntropy"] as const) {
      if (!(name in given)) continue;
      const value = (given as Record<string, unknown>)[name];
      const argument = `head.${name}`;
      const placed: Placed = frame.vector(
        name === "crossEntropy" ? [numberOption(value, argument)] : (value as Vector),
        argument,
        "double",
      );
      return [heads.indexOf(name), placed.address, placed.length];
    }
  }
  throw failure(
    "INVALID_ARGUMENT",
    '{argument} is {found}; allowed are "half-square", "sum", { cotangent }, { crossEntropy }, { squaredError }',
    { argument: "head", found: describe(given) },
  );
}
