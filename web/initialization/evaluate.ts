import type { BlockSpec, Lemmata, Matrix } from "lemmata";
import type { Preset } from "./presets.ts";
import { sequence, type InitializationState, type Scale, type Tokens } from "./state.ts";

/** The package's specification of the network on the page. */
export function specOf(state: Preset): BlockSpec {
  const { blocks, activation, depth, width, head, gain, alpha, scale, seed } = state;
  const network = { depth, width, activation, seed, ...(gain !== undefined && { gain }) };
  if (blocks === "layers") return { ...network, norm: "none" };
  return {
    ...network,
    norm: blocks,
    heads: width / head,
    sequence,
    // Queries 1/√d as small are, as long as nothing is trained, the same as logits 1/√d as small.
    attentionScale: scale === "t5" ? "sqrt" : scale,
    ...(alpha !== undefined && { residualScale: alpha }),
  };
}

/** About how many multiplications a run takes, forward, backward and to predict it. */
export function workOf({ depth, width, heads, sequence: T = 32 }: BlockSpec): number {
  const block = heads === undefined ? 32 * width ** 2 : T * width * (6 * width + 2 * T);
  return depth * (3 * block + (heads === undefined ? 5e4 : 4e6));
}

/** One head's attention: what every query takes from every key. */
export interface Attention {
  queries: number;
  keys: number;
  dimension: number;
  probabilities: ArrayLike<number>;
  /** Of each query, in nats. */
  entropy: Float64Array;
  saturation: Float64Array;
  logitStd: number;
}

interface Head {
  Q: Matrix;
  K: Matrix;
}

/** Queries and keys of the first block's law: normal, with the gain as standard deviation. */
export function drawHead(
  { initialization }: Lemmata,
  dimension: number,
  { gain = 1, scale, seed }: Pick<InitializationState, "gain" | "scale" | "seed">,
): Head {
  const count = sequence * dimension;
  const fans = { in: dimension, out: dimension };
  // T5 draws a query's weights with a standard deviation smaller by √d.
  const small = scale === "t5" ? initialization.std("t5-q", fans) / initialization.std("t5-k", fans) : 1; // prettier-ignore
  const rows = { rows: sequence, cols: dimension };
  return {
    Q: { ...rows, data: initialization.normal(count, { std: gain * small, seed }) },
    K: { ...rows, data: initialization.normal(count, { std: gain, seed, offset: count }) },
  };
}

/** The reader's queries and keys. */
export function ownHead(tokens: Tokens): Head {
  const d = tokens[0]!.length / 2;
  const part = (from: number): Matrix => ({
    rows: tokens.length,
    cols: d,
    data: Float64Array.from(tokens.flatMap((token) => token.slice(from, from + d))),
  });
  return { Q: part(0), K: part(d) };
}

/** The package's name of a scale. */
export function factorOf(scale: Scale): "sqrt" | "none" | "log" {
  return scale === "t5" ? "none" : scale;
}

export function attentionOf(lemmata: Lemmata, { Q, K }: Head, scale: Scale): Attention {
  const { initialization, logistic, entropy, projection } = lemmata;
  const statistics = initialization.attentionStatistics(Q, K, factorOf(scale));
  // The logits of keys are those of a linear classifier whose classes they are.
  const [T, d] = [K.rows, K.cols];
  const data = Float64Array.from({ length: d * T }, (_, i) => K.data[(i % T) * d + Math.floor(i / T)]!); // prettier-ignore
  const classifier = {
    weights: { data, rows: d, cols: T },
    bias: new Float64Array(T),
    classes: T,
    features: d,
  };
  const temperature = {
    none: 1,
    sqrt: Math.sqrt(d),
    log: Math.sqrt(d) / projection.attentionLogScale(T, 512),
  };
  const { probabilities } = entropy.softmaxRows(logistic.logits(classifier, Q), temperature[factorOf(scale)]); // prettier-ignore
  return {
    queries: Q.rows,
    keys: T,
    dimension: d,
    probabilities: probabilities.data,
    ...statistics,
  };
}

export const dimensions = [4, 8, 16, 32, 64, 128, 256];

/** The mean entropy of a drawn head, as a share of its most, at each dimension. */
export function entropies(
  lemmata: Lemmata,
  scale: Scale,
  state: Pick<InitializationState, "gain" | "seed">,
): number[] {
  return dimensions.map((dimension) => {
    const { Q, K } = drawHead(lemmata, dimension, { ...state, scale });
    return shareOf(lemmata.initialization.attentionStatistics(Q, K, factorOf(scale)).entropy, sequence); // prettier-ignore
  });
}

/** The mean of entropies over the most there can be, ln T. */
export function shareOf(entropy: Float64Array, keys: number): number {
  return entropy.reduce((sum, h) => sum + h, 0) / entropy.length / Math.log(keys);
}

/** What residual connections alone leave of the input after each block: in theory, where branches keep the scale. */
export function sharesOf(
  { initialization }: Lemmata,
  state: InitializationState,
): number[] | undefined {
  // prettier-ignore
  const { blocks, depth, alpha } = state;
  if (alpha !== undefined || blocks === "layers" || blocks === "deepnorm" || blocks === "none") {
    return undefined;
  }
  // A transformer's block has two branches.
  return Array.from(
    { length: depth + 1 },
    (_, block) => initialization.residualWeights(2 * block, blocks)[0]!,
  );
}
