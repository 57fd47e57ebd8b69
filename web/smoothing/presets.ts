import { hills, shapes } from "./shape.ts";
import type { SmoothingState } from "./state.ts";

/** A function and a kernel to start from, and the chart that shows their point. */
export type Preset = Omit<SmoothingState, "view">;

/** What the page opens with. */
export const opening: Preset = {
  f: shapes.relu,
  kernel: "gaussian",
  width: 1,
  at: 0,
  chart: "error",
  gated: false,
};

export const presets = {
  softplus: { ...opening, kernel: "logistic", width: 0.5, chart: "slope" },
  gelu: { ...opening, gated: true, at: -0.75 },
  huber: { ...opening, f: shapes.abs, kernel: "uniform", chart: "curvature" },
  jump: { ...opening, f: hills, width: 0.25, at: 1.2, chart: "widths" },
  floor: { ...opening, f: shapes.floor, width: 0.1, at: 2 },
  dither: { ...opening, f: shapes.floor, kernel: "uniform", width: 0.5, at: 0.5, chart: "slope" },
} satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;
