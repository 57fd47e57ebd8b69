import type { Table } from "../kit/export.ts";
import type { en } from "./en.ts";
import { placesIn } from "./evaluate.ts";
import { probes, type PenaltyModel } from "./model.ts";

/** The places of the scatter, each with both sides; the probe is the first of them. */
export function placeTable(model: PenaltyModel, names: (typeof en)["live"]["table"]): Table {
  const { left, right, ratio } = model.scatter.value;
  const { inequality } = model.probe.value;
  const { x, y } = model.state.value.probe;
  const places = placesIn(probes, model.view.value);
  return {
    columns: [names.place, names.x, names.y, names.left, names.right, names.ratio],
    rows: [
      [names.probe, x, y, inequality.left, inequality.right, inequality.ratio],
      ...places.map(([px, py], i) => [String(i + 1), px, py, left[i]!, right[i]!, ratio[i]!]),
    ],
  };
}
