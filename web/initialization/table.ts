import type { Table } from "../kit/export.ts";
import { nothing } from "../kit/format.ts";
import type { en } from "./en.ts";
import type { InitializationModel } from "./model.ts";

/** The blocks in rows, the input first. */
export function blockTable(model: InitializationModel, names: (typeof en)["live"]["table"]): Table {
  const { block, forward, backward, predicted, share, entropy } = names;
  const columns = [block, forward, backward, predicted, share, entropy];
  const result = model.runner.run.value?.result;
  if (result === undefined) return { columns, rows: [] };
  return {
    columns,
    rows: Array.from(result.forward, (value, i) => [
      String(i),
      value,
      result.backward[i]!,
      result.predicted[i]!,
      result.inputShare[i]!,
      result.attentionEntropy[i - 1] ?? nothing,
    ]),
  };
}
