import type { InitializationState } from "./state.ts";

export type Preset = Omit<InitializationState, "own" | "cut">;

/** What the page opens with. */
export const opening: Preset = {
  blocks: "pre",
  activation: "gelu",
  depth: 24,
  width: 64,
  head: 16,
  gain: undefined,
  alpha: undefined,
  scale: "sqrt",
  seed: 1,
};

export const presets = {
  xavier: { ...opening, blocks: "layers", activation: "tanh", depth: 50, width: 128, gain: 1 },
  he: { ...opening, blocks: "layers", activation: "relu", depth: 50, width: 256 },
  forgot: { ...opening, blocks: "pre", head: 64, scale: "none" },
  post: { ...opening, blocks: "post", depth: 96 },
  loud: { ...opening, blocks: "layers", activation: "relu", depth: 50, width: 128, gain: 1.6 },
  rezero: { ...opening, blocks: "rezero", depth: 48 },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;
