import type { Smoothing } from "lemmata";
import type { Table } from "../kit/export.ts";
import { nothing } from "../kit/format.ts";
import type { en } from "./en.ts";
import { curvesAt, evenly } from "./evaluate.ts";
import type { SmoothingState } from "./state.ts";

/** The function, its smooth form, the error and both derivatives in rows over the view. */
export function curvesTable(
  smoothing: Smoothing,
  state: SmoothingState,
  names: (typeof en)["live"]["table"],
): Table {
  const { x, f, smoothed } = curvesAt(smoothing, state, evenly(state.view, 81));
  return {
    columns: [names.x, names.f, names.g, names.error, names.slope, names.curvature],
    rows: [...x].map((here, i) => {
      if (smoothed === undefined) return [here, f[i]!, nothing, nothing, nothing, nothing];
      const { g, slope, curvature } = smoothed;
      return [here, f[i]!, g[i]!, g[i]! - f[i]!, slope[i]!, curvature[i]!];
    }),
  };
}
