import type { Penalty } from "lemmata";
import { fixed, significant } from "../kit/format.ts";
import { writeSlots } from "../kit/slots.ts";
import { total } from "./evaluate.ts";
import { ratioOf } from "./figures.ts";
import type { PenaltyModel } from "./model.ts";
import { layersOf } from "./network.ts";

/** Brings the model's state into the page's numbers. */
export function writeNumbers(model: PenaltyModel, penalty: Penalty): void {
  const { inequality, difference, sides } = model.probe.value;
  const now = model.sides.value;
  const ratio = ratioOf(total(now.left), total(now.right));
  const norms = layersOf(model.held.value.numbers).map(({ weights }) => penalty.norm(weights, "spectral")); // prettier-ignore
  const rows = norms.flatMap((norm, t) => [
    [`norm-${t}`, fixed(norm, 2)],
    [`left-${t}`, significant(sides.left[t], 3)],
    [`right-${t}`, significant(sides.right[t], 3)],
    [`ratio-${t}`, fixed(ratioOf(sides.left[t]!, sides.right[t]!))],
  ]);
  for (const row of document.querySelectorAll<HTMLElement>("[data-layer-row]")) {
    row.hidden = Number(row.dataset.layerRow) >= norms.length;
  }
  const terms = inequality.terms.reduce((sum, term) => sum + term, 0);
  writeSlots({
    ratio: ratio < 1e4 ? fixed(ratio) : significant(ratio, 3),
    input: significant(inequality.inputGradientSquared, 4),
    parameter: significant(inequality.parameterGradientSquared, 4),
    terms: significant(terms, 4),
    left: significant(inequality.left, 4),
    largest: fixed(Math.max(...norms), 2),
    difference: significant(difference, 1),
    lipschitz: significant(model.held.value.network.lipschitzBound(), 3),
    ...Object.fromEntries(rows as [string, string][]),
  });
  // What only the text speaks of follows when the hand rests.
  if (!model.state.dragging.value) writeMeans(model);
}

function writeMeans(model: PenaltyModel): void {
  const { mean, batch } = model.samples.value;
  writeSlots({
    "mean-left": significant(total(mean.left), 3),
    "mean-right": significant(total(mean.right), 3),
    "mean-batch": significant(total(batch.right), 3),
  });
}
