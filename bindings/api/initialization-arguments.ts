import {
  checkOptions,
  choiceOption,
  integerOption,
  numberOption,
  seedOption,
} from "./arguments.js";
import { describe, failure } from "./errors.js";
import type { Frame, Placed } from "./memory.js";
import type { Seed } from "./values.js";

// In the order of the core's enumerators.
const truncationModes = ["parent", "match-std", "absolute"] as const;
const scales = ["sqrt", "none", "log"] as const;
const stackNorms = ["none", "pre", "post", "deepnorm", "rezero"] as const;
/** An activation by its name; "leaky-relu" has the slope 0.01, "relu2" is relu squared. */
export type Activation =
  | "identity"
  | "relu"
  | "leaky-relu"
  | "gelu"
  | "gelu-tanh"
  | "silu"
  | "sigmoid"
  | "tanh"
  | "softplus"
  | "elu"
  | "selu"
  | "mish"
  | "relu2"
  | "sin"
  | "hard-swish";

/** @internal */
export const activations: readonly Activation[] = [
  "identity",
  "relu",
  "leaky-relu",
  "gelu",
  "gelu-tanh",
  "silu",
  "sigmoid",
  "tanh",
  "softplus",
  "elu",
  "selu",
  "mish",
  "relu2",
  "sin",
  "hard-swish",
];

/**
 * What the ends of a truncated normal are, and what `std` means. In modes "parent" and "match-std" they
 * are multiples of the uncut normal's standard deviation, counted from its mean; in "absolute" plain
 * values. `std` is the uncut normal's in "parent" (as in `tf.random.truncated_normal`), the result's in
 * "match-std" (as in the variance scaling of Keras and JAX) and "absolute".
 */
export interface Truncation {
  /** What the ends and `std` mean. */
  mode: (typeof truncationModes)[number];
  /** −Infinity for none. */
  low: number;
  /** Infinity for none. */
  high: number;
}

/**
 * A random network. With `heads` or `sequence` its blocks are attention and feed-forward, each with its
 * own residual connection; else feed-forward alone, f(xW₁)W₂ of the same width; and with neither `norm`
 * nor `residualScale` single layers f(xW).
 */
export interface BlockSpec {
  /** How many blocks. */
  depth: number;
  /** Numbers in a state, from 1. */
  width: number;
  /** Attention heads, 1 if only `sequence` is given; they divide the width. */
  heads?: number;
  /** Tokens, 32 if only `heads` is given. */
  sequence?: number;
  /**
   * How a branch F joins the stream x: "none" x + αF(x), "pre" x + αF(n(x)), "post" n(x + αF(x)),
   * "deepnorm" n(ax + αF(x)) with its a and β, "rezero" x + αF(x) with α = 0 if not given. n is the
   * layer normalization.
   */
  norm: (typeof stackNorms)[number];
  /** What stands between the two matrices of a feed-forward, or after a single layer. */
  activation: Activation;
  /**
   * Weights have the standard deviation gain/√in; if it is not given, 1/√in, times the activation's
   * second-moment gain for those that read it.
   */
  gain?: number;
  /** What attention's logits are multiplied by: 1/√d ("sqrt", the default), 1, log₅₁₂ n/√d, or a factor. */
  attentionScale?: (typeof scales)[number] | number;
  /** α, 1 if not given. */
  residualScale?: number;
  /** Inputs of normal numbers, sequences with attention: 1 if not given, 32 without. */
  samples?: number;
  /** Of the weights and the inputs. */
  seed: Seed;
}

/** Moments of an activation at normal numbers. */
export interface ActivationMoments {
  /** E f. */
  mean: number;
  /** E f². */
  second: number;
  /** Var f = E f² − (E f)². */
  variance: number;
  /** (E f²)^−½. */
  secondMomentGain: number;
  /** (Var f)^−½, for weight standardization. */
  varianceGain: number;
  /** (E f′²)^−½. */
  backwardGain: number;
}

/** From the core's six numbers. */
export function moments(values: Float64Array): ActivationMoments {
  const [mean, second, variance, secondMomentGain, varianceGain, backwardGain] =
    values as unknown as [number, number, number, number, number, number];
  return { mean, second, variance, secondMomentGain, varianceGain, backwardGain };
}

/** A truncation, ±2 standard deviations of the uncut normal if it is not given. */
export function placeTruncation(value: Truncation | undefined): {
  mode: number;
  low: number;
  high: number;
} {
  const argument = "options.truncation";
  checkOptions(value, argument, ["mode", "low", "high"]);
  if (value === undefined) return { mode: 0, low: -2, high: 2 };
  return {
    mode: truncationModes.indexOf(choiceOption(value.mode, `${argument}.mode`, truncationModes)),
    low: numberOption(value.low, `${argument}.low`),
    high: numberOption(value.high, `${argument}.high`),
  };
}

/** A scale of logits, "sqrt" if it is not given. */
export function placeAttentionScale(
  value: (typeof scales)[number] | number | undefined,
  argument: string,
): { kind: number; factor: number } {
  if (typeof value === "number") return { kind: scales.length, factor: value };
  return { kind: scales.indexOf(choiceOption(value, argument, scales, "sqrt")), factor: 1 };
}

/** A specification as the core's eleven integers and three factors. */
export function placeBlockSpec(
  frame: Frame,
  spec: BlockSpec,
): {
  sizes: Placed;
  factors: Placed;
  seed: { low: number; high: number };
  depth: number;
  attention: boolean;
} {
  if (typeof spec !== "object" || spec === null) {
    throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be an object", {
      argument: "spec",
      found: describe(spec),
    });
  }
  checkOptions(spec, "spec", [
    "depth",
    "width",
    "heads",
    "sequence",
    "norm",
    "activation",
    "gain",
    "attentionScale",
    "residualScale",
    "samples",
    "seed",
  ]);
  const attention = spec.heads !== undefined || spec.sequence !== undefined;
  const size = (key: "depth" | "width" | "heads" | "sequence" | "samples", fallback?: number) =>
    integerOption(spec[key], `spec.${key}`, { low: 1, high: 2 ** 20 }, fallback);
  const depth = size("depth");
  const scale = placeAttentionScale(spec.attentionScale, "spec.attentionScale");
  const factor = (key: "gain" | "residualScale") => numberOption(spec[key], `spec.${key}`, 1);
  const sizes = frame.integers(
    Int32Array.of(
      depth,
      size("width"),
      Number(attention),
      size("heads", 1),
      size("sequence", attention ? 32 : 1),
      size("samples", attention ? 1 : 32),
      stackNorms.indexOf(choiceOption(spec.norm, "spec.norm", stackNorms)),
      activations.indexOf(choiceOption(spec.activation, "spec.activation", activations)),
      scale.kind,
      Number(spec.gain !== undefined),
      Number(spec.residualScale !== undefined),
    ),
  );
  const given = [factor("gain"), scale.factor, factor("residualScale")];
  const factors = frame.vector(given, "spec");
  return { sizes, factors, seed: seedOption(spec.seed, "spec.seed"), depth, attention };
}
