import type { Activation } from "lemmata";
import { choice, integer, real, type Codec, type Codecs } from "../kit/hash.ts";
import { opening } from "./presets.ts";

/** How blocks are joined: single layers without residual connections, or a transformer's blocks. */
export const blockKinds = ["layers", "none", "pre", "post", "deepnorm", "rezero"] as const;
export type BlockKind = (typeof blockKinds)[number];

export const activations = [
  "relu",
  "gelu",
  "silu",
  "tanh",
] as const satisfies readonly Activation[];

/** What keeps the logits of attention small: a factor, or queries drawn smaller, as in T5. */
export const scales = ["sqrt", "none", "log", "t5"] as const;
export type Scale = (typeof scales)[number];

/** A query and a key, side by side, of each token. */
export type Tokens = readonly (readonly number[])[];

export interface InitializationState {
  blocks: BlockKind;
  activation: (typeof activations)[number];
  depth: number;
  /** Powers of two, the logarithms of which are moved: the width, and the dimension of a head. */
  width: number;
  head: number;
  /** Of all weights; undefined: 1, times the activation's own gain for those that read it. */
  gain: number | undefined;
  /** α of the residual connection; undefined for the kind's own, 1 or 0. */
  alpha: number | undefined;
  scale: Scale;
  seed: number;
  /** Where the normal distribution of the text is cut, in standard deviations. */
  cut: number;
  /** The reader's queries and keys, which stay in the tab; none: they are drawn. */
  own: Tokens;
}

export const bounds = {
  depth: { min: 2, max: 96 },
  width: { min: 32, max: 512 },
  head: { min: 4, max: 256 },
  gain: { min: 0.1, max: 3 },
  alpha: { min: 0, max: 2 },
  seed: { min: 0, max: 2 ** 32 - 1 },
  cut: { min: 0.5, max: 4 },
} as const;

/** Tokens of a sequence. */
export const sequence = 32;

/** The power of two nearest to a value, within bounds that are powers themselves. */
export function powerOfTwo(value: number, { min, max }: { min: number; max: number }): number {
  return 2 ** Math.round(Math.log2(Math.min(Math.max(value, min), max)));
}

const power = (range: { min: number; max: number }): Codec<number> => {
  const { read } = integer(range.min, range.max);
  return {
    write: String,
    read: (text) => {
      const value = read(text);
      return value !== undefined && Number.isInteger(Math.log2(value)) ? value : undefined;
    },
  };
};

const fitted = ({ min, max }: { min: number; max: number }): Codec<number | undefined> => ({
  write: (value) => (value === undefined ? "fitted" : String(value)),
  read: (text) => (text === "fitted" ? undefined : real(min, max).read(text)),
});

export const defaults: InitializationState = { ...opening, cut: 2, own: [] };

/** The typed table of the page's address: `#v=1&blocks=…&depth=…`. */
export const codecs: Codecs<InitializationState> = {
  blocks: choice(...blockKinds),
  activation: choice(...activations),
  depth: integer(bounds.depth.min, bounds.depth.max),
  width: power(bounds.width),
  head: power(bounds.head),
  gain: fitted(bounds.gain),
  alpha: fitted(bounds.alpha),
  scale: choice(...scales),
  seed: integer(bounds.seed.min, bounds.seed.max),
  cut: real(bounds.cut.min, bounds.cut.max),
  // A link to them shows those that are drawn.
  own: { write: () => "", read: () => undefined },
};

/** A head is no wider than the network. */
export function repair(state: InitializationState): InitializationState {
  return { ...state, width: Math.max(state.width, state.head) };
}
