import { type NeighboursState } from "./state.ts";

/** Half of the page's state: hash tables to look into, or a picture to sketch. */
export type Preset =
  | (Pick<NeighboursState, "x" | "y" | "bits" | "tables" | "seed" | "cloud"> & { panel: "points" })
  | (Pick<NeighboursState, "picture" | "rank" | "oversample" | "power" | "sketch"> & {
      panel: "picture";
    });

const query = { panel: "points", x: 0.66, y: 0.42, seed: 3, cloud: "even" } as const;
const sketch = { panel: "picture", sketch: 1 } as const;

export const presets = {
  picky: { ...query, bits: 10, tables: 1 },
  forgiving: { ...query, bits: 1, tables: 8 },
  empty: { ...query, x: -0.5, y: -0.62, cloud: "outlier", bits: 8, tables: 2 },
  landscape: { ...sketch, picture: "landscape", rank: 20, oversample: 0, power: 1 },
  steps: { ...sketch, picture: "steps", rank: 13, oversample: 5, power: 0 },
  noise: { ...sketch, picture: "noise", rank: 40, oversample: 20, power: 0 },
} satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;
