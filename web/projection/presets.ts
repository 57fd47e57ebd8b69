import type { ProjectionState } from "./state.ts";

/** A projection to look at, and what is asked of it. */
export type Preset = Pick<
  ProjectionState,
  "points" | "n" | "epsilon" | "kind" | "data" | "inputs" | "seed"
>;

const usual = { kind: "gaussian", data: "cloud", inputs: 512, seed: 1 } as const;

export const presets = {
  plane: { ...usual, points: 32, n: 2, epsilon: 0.5 },
  // The least n that the exact law allows 1,000 points at ε = 0.5; and the one that is often quoted, whose
  // formula gives 331.6 and is cut off.
  enough: { ...usual, points: 1000, n: 364, epsilon: 0.5 },
  quoted: { ...usual, points: 1000, n: 331, epsilon: 0.5 },
  axis: { ...usual, data: "axis", points: 32, n: 24, epsilon: 0.3 },
  sparse: { ...usual, kind: "sparse", data: "onehot", points: 32, n: 128, epsilon: 0.5 },
  sketch: { ...usual, kind: "count-sketch", data: "onehot", points: 32, n: 128, epsilon: 0.3 },
} satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;

/** What the page opens with. */
export const opening: Preset = { ...usual, points: 1000, n: 128, epsilon: 0.3 };
