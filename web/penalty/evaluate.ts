import type { Head, Inequality, Network, Penalty } from "lemmata";
import { layersOf, scaled, type Numbers } from "./network.ts";
import type { Sample } from "./presets.ts";
import type { Mode, PageNorm, Place } from "./state.ts";

/** The network that is shown, held by the package, and the parts of it that end at each hidden layer. */
export class Held {
  readonly network: Network;
  readonly #prefixes: readonly Network[];

  constructor(
    penalty: Penalty,
    readonly numbers: Numbers,
  ) {
    const layers = layersOf(numbers);
    this.network = penalty.network(layers);
    this.#prefixes = layers.slice(1).map((_, t) => penalty.network(layers.slice(0, t + 1)));
  }

  /** What every column of neurons holds at x: the input, the hidden layers, the output. */
  activations({ x, y }: Place): Float64Array[] {
    const parts = [...this.#prefixes, this.network];
    return [Float64Array.of(x, y), ...parts.map((part) => part.forward([[x, y]]).data)];
  }

  dispose(): void {
    for (const part of [this.network, ...this.#prefixes]) part.dispose();
  }
}

/** Start, training and scale together: the network that is shown. */
export function shownNumbers(trained: Numbers, scale: number): Numbers {
  return { ...trained, parameters: scaled(trained, scale) };
}

/** The two sides, each as its layers' parts. */
export interface Sides {
  left: readonly number[];
  right: readonly number[];
}

/** Everything that is said of one place. */
export interface AtProbe {
  inequality: Inequality;
  value: number;
  input: readonly [number, number];
  weights: readonly Float64Array[];
  biases: readonly Float64Array[];
  activations: readonly Float64Array[];
  sides: Sides;
  /** How far the input gradient is from central differences of f, as a share of its length. */
  difference: number;
}

const head: Head = "sum";
const nudge = 1e-5;

export function atProbe(held: Held, probe: Place, norm: PageNorm): AtProbe {
  const { network } = held;
  const { x, y } = probe;
  const inequality = network.inequality([x, y], head, norm);
  const { value, input, weights, biases } = network.gradients([x, y], head);
  const [gx, gy] = [input[0]!, input[1]!];
  const around = network.forward([[x + nudge, y], [x - nudge, y], [x, y + nudge], [x, y - nudge]]).data; // prettier-ignore
  const [dx, dy] = [(around[0]! - around[1]!) / (2 * nudge), (around[2]! - around[3]!) / (2 * nudge)]; // prettier-ignore
  return {
    inequality,
    value,
    input: [gx, gy],
    weights: weights.map(({ data }) => data),
    biases,
    activations: held.activations(probe),
    sides: sidesOf(inequality, weights, biases),
    difference: Math.hypot(gx - dx, gy - dy) / Math.max(Math.hypot(gx, gy), 1),
  };
}

// The theorem holds layer by layer, and these are its layers.
function sidesOf(
  { inputGradientSquared, terms }: Inequality,
  weights: readonly { data: Float64Array }[],
  biases: readonly Float64Array[],
): Sides {
  return {
    left: Array.from(terms, (term) => inputGradientSquared * term),
    right: weights.map(({ data }, t) => squared(data) + squared(biases[t]!)),
  };
}

function squared(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value * value, 0);
}

/** The samples' losses ℓᵢ = ½(f(xᵢ) − tᵢ)²: the means of both sides, and the square of the mean gradient. */
export interface OverSamples {
  mean: Sides;
  batch: Sides;
}

export function overSamples(held: Held, samples: readonly Sample[], norm: PageNorm): OverSamples {
  const { network } = held;
  const share = 1 / samples.length;
  const layers = network.layers;
  const [left, right] = [new Float64Array(layers), new Float64Array(layers)];
  let sum: Float64Array[] | undefined;
  for (const [x, y, target] of samples) {
    const loss: Head = { squaredError: [target] };
    const inequality = network.inequality([x, y], loss, norm);
    const { weights, biases } = network.gradients([x, y], loss);
    const sides = sidesOf(inequality, weights, biases);
    for (let t = 0; t < layers; t++) {
      left[t]! += share * sides.left[t]!;
      right[t]! += share * sides.right[t]!;
    }
    const parts = weights.flatMap(({ data }, t) => [data, biases[t]!]);
    sum ??= parts.map(({ length }) => new Float64Array(length));
    parts.forEach((part, k) => part.forEach((value, i) => (sum![k]![i]! += share * value)));
  }
  const of = (t: number): number => squared(sum![2 * t]!) + squared(sum![2 * t + 1]!);
  const batch = Array.from({ length: layers }, (_, t) => of(t));
  return {
    mean: { left: [...left], right: [...right] },
    batch: { left: [...left], right: batch },
  };
}

/** The two sides of the mode that is chosen. */
export function weighed(mode: Mode, probe: AtProbe, samples: OverSamples): Sides {
  return mode === "probe" ? probe.sides : samples[mode];
}

export const total = (parts: readonly number[]): number =>
  parts.reduce((sum, part) => sum + part, 0);

/** The map shows at least so much of the plane up and down, as a share of what it shows to the sides. */
export const upright = 0.8;

/** Places spread evenly over the part of the plane that is shown. */
export function placesIn(
  count: number,
  view: { x: number; y: number; half: number },
): [number, number][] {
  return Array.from({ length: count }, (_, i) => [
    view.x + view.half * (2 * ((0.5 + i * 0.7548776662466927) % 1) - 1),
    view.y + upright * view.half * (2 * ((0.5 + i * 0.5698402909980532) % 1) - 1),
  ]);
}

/** Both sides at many places: no one of them lies above the diagonal. */
export function scattered(
  { network }: Held,
  places: readonly (readonly [number, number])[],
  norm: PageNorm,
): { left: Float64Array; right: Float64Array; ratio: Float64Array } {
  return network.inequalityRows(places, head, norm);
}

/** Where something happens nearest to a place: f has an input gradient there. */
export function nearestAlive({ network }: Held, probe: Place, half: number): Place | undefined {
  for (let ring = 1; ring <= 24; ring++) {
    for (let k = 0; k < 16; k++) {
      const radius = (ring / 12) * half;
      const angle = (k * Math.PI) / 8;
      const [x, y] = [probe.x + radius * Math.cos(angle), probe.y + radius * Math.sin(angle)];
      const { input } = network.gradients([x, y], head);
      if (Math.hypot(input[0]!, input[1]!) > 0) return { x: rounded(x), y: rounded(y) };
    }
  }
  return undefined;
}

function rounded(value: number): number {
  return Math.round(value * 1e3) / 1e3;
}
