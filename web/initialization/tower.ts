import type { Matrix } from "lemmata";
import { powerOfTen } from "../kit/format.ts";
import { bounds } from "./state.ts";

/** What the tower draws. */
export interface Tower {
  depth: number;
  /** Root mean squares at the input and after every block, of the network that was run. */
  forward: ArrayLike<number>;
  backward: ArrayLike<number>;
  predicted: ArrayLike<number>;
  /** What is left of the input. */
  share: ArrayLike<number>;
  /** How the entries are spread at the input and after every block: a row of shares each. */
  histograms: Matrix | undefined;
  /** The first block whose numbers are too large; −1 if none. */
  overflow: number;
  /** Between which signals other seeds lead, where one draw misleads. */
  band: Band | undefined;
  /** Whether the run is of the network that is asked for. */
  current: boolean;
  /** While a gesture goes on, the axes stay. */
  dragging: boolean;
  words: Words;
}

/** The least and the largest signal at the input and after every block. */
export interface Band {
  low: readonly number[];
  high: readonly number[];
}

export interface Words {
  depth: { label: string; text: string };
  share: string;
  forward: string;
  backward: string;
  predicted: string;
  axis: string;
  input: string;
}

/** How far the axes reach. */
export interface Ends {
  /** Blocks that have room. */
  blocks: number;
  /** Decades. */
  low: number;
  high: number;
}

/** Room for a quarter more blocks, and for two decades on either side of 1 at least. */
export function endsOf({ depth, forward, backward, predicted }: Tower): Ends {
  let [low, high] = [-2, 2];
  for (const values of [forward, backward, predicted]) {
    for (let i = 0; i < values.length; i++) {
      const decade = Math.log10(values[i]!);
      if (!Number.isFinite(decade)) continue;
      [low, high] = [Math.min(low, decade), Math.max(high, decade)];
    }
  }
  return {
    blocks: Math.min(bounds.depth.max, Math.ceil((depth * 1.2) / 4) * 4 + 2),
    low: Math.max(-46, Math.floor(low)),
    high: Math.min(40, Math.ceil(high)),
  };
}

/** A number as it is written beside a thread. */
export function brief(value: number): string {
  if (value >= 0.01 && value < 1000) return String(Number(value.toPrecision(2)));
  const decade = Math.floor(Math.log10(value));
  return `${(value / 10 ** decade).toFixed(1)} × ${powerOfTen(decade)}`;
}
