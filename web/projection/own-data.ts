import type { KitStrings } from "../kit/strings.ts";
import type { Numbers } from "../kit/data.ts";
import { bindData, type Refusal } from "../kit/data-dialog.ts";
import { fill } from "../kit/format.ts";
import type { en } from "./en.ts";
import type { ProjectionModel } from "./model.ts";
import { bounds, mostProjected, type Rows } from "./state.ts";

type Strings = (typeof en)["live"]["data"];

/** Makes the dialog for the reader's own points live. */
export function bindOwnData(model: ProjectionModel, kit: KitStrings, strings: Strings): void {
  bindData(kit, (numbers) => {
    const read = readPoints(numbers, strings);
    if ("refusal" in read) return read.refusal;
    model.take(read.rows, numbers.rows.length);
    return undefined;
  });
}

/** The points to project: all, or so many evenly spread over the rows; or why there are none. */
export function readPoints(
  { rows }: Numbers,
  strings: Strings,
): { rows: Rows } | { refusal: Refusal } {
  const refuse = (message: string) => ({ refusal: { message } });
  const columns = rows[0]!.length;
  const { min, max } = bounds.inputs;
  if (rows.length < 2) return refuse(strings.few);
  if (columns < min || columns > max)
    return refuse(fill(strings.columns, { found: columns, min, max }));
  const large = rows.findIndex((row) => row.some((x) => Math.abs(x) > 1e12));
  if (large >= 0) return refuse(fill(strings.large, { row: large + 1 }));
  const count = Math.min(rows.length, mostProjected);
  const chosen = Array.from({ length: count }, (_, k) => rows[Math.floor((k * rows.length) / count)]!); // prettier-ignore
  // Points are projected in single precision; what it cannot tell apart is equal here.
  const same = chosen.every((row) =>
    row.every((x, k) => Math.fround(x) === Math.fround(chosen[0]![k]!)),
  );
  return same ? refuse(strings.equal) : { rows: chosen };
}
