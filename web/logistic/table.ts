import type { Logistic } from "lemmata";
import type { Table } from "../kit/export.ts";
import { nothing } from "../kit/format.ts";
import type { en } from "./en.ts";
import type { LogisticModel } from "./model.ts";
import { kinds } from "./state.ts";

/** The points in rows, each with its class and the three probabilities of class 1. */
export function pointTable(
  model: LogisticModel,
  logistic: Logistic,
  names: (typeof en)["live"]["table"],
): Table {
  const { rows, labels } = model.evaluation.value;
  const columns = kinds.map((kind) => {
    const judged = model.judged(kind);
    return judged && logistic.probabilities(judged.model, rows).data;
  });
  return {
    columns: [names.point, names.x, names.y, names.label, ...kinds.map((kind) => names[kind])],
    rows: rows.map(([x, y], i) => [
      String(i + 1),
      x!,
      y!,
      labels[i]!,
      ...columns.map((data) => (data ? data[2 * i + 1]! : nothing)),
    ]),
  };
}
