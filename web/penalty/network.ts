import type { LayerSpec } from "lemmata";

/** The activations a reader may choose for the hidden layers; the last layer is linear. */
export const activations = ["tanh", "relu"] as const;
export type Hidden = (typeof activations)[number];

/** The widths of a network, input first, and its hidden layers' activation. */
export interface Shape {
  sizes: readonly number[];
  activation: Hidden;
}

/** A network as numbers: layer after layer, the weights row by row and then the bias. */
export interface Numbers extends Shape {
  parameters: Float64Array;
}

/** A weight: from a neuron of one column to one of the next, and its place among the parameters. */
export interface Edge {
  layer: number;
  from: number;
  to: number;
  at: number;
}

export function countOf(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, rows, t) => sum + rows * (sizes[t]! + 1), 0);
}

/** The layers as the package takes them. */
export function layersOf({ sizes, activation, parameters }: Numbers): LayerSpec[] {
  let position = 0;
  const take = (count: number): Float64Array => parameters.subarray(position, (position += count));
  return sizes.slice(1).map((rows, t) => {
    const cols = sizes[t]!;
    return {
      weights: { data: take(rows * cols), rows, cols },
      bias: take(rows),
      activation: t === sizes.length - 2 ? ("identity" as const) : activation,
    };
  });
}

/** Weights and biases as the package returns them, in one row. */
export function flattened(parts: {
  weights: readonly { data: Float64Array }[];
  biases: readonly Float64Array[];
}): Float64Array {
  const all = parts.weights.flatMap(({ data }, t) => [data, parts.biases[t]!]);
  const flat = new Float64Array(all.reduce((sum, { length }) => sum + length, 0));
  let position = 0;
  for (const part of all) {
    flat.set(part, position);
    position += part.length;
  }
  return flat;
}

const known = new Map<string, readonly Edge[]>();

/** Every weight of a network of these sizes, in the order of its parameters. */
export function edgesOf(sizes: readonly number[]): readonly Edge[] {
  const key = sizes.join();
  const found = known.get(key);
  if (found !== undefined) return found;
  const edges: Edge[] = [];
  let position = 0;
  for (let layer = 0; layer + 1 < sizes.length; layer++) {
    const [cols, rows] = [sizes[layer]!, sizes[layer + 1]!];
    for (let to = 0; to < rows; to++) {
      for (let from = 0; from < cols; from++) edges.push({ layer, from, to, at: position++ });
    }
    position += rows;
  }
  known.set(key, edges);
  return edges;
}

/** The parameters with every weight, but no bias, times `factor`. */
export function scaled({ sizes, parameters }: Numbers, factor: number): Float64Array {
  if (factor === 1) return parameters;
  const result = Float64Array.from(parameters);
  for (const { at } of edgesOf(sizes)) result[at]! *= factor;
  return result;
}
