import type { Numbers } from "../kit/data.ts";
import type { Refusal } from "../kit/data-dialog.ts";
import { fill, significant } from "../kit/format.ts";
import type { en } from "./en.ts";
import { scaled } from "./presets.ts";
import type { Distribution } from "./state.ts";

/** Makes a distribution of the reader's rows, or says in which row it fails. */
export function distributionOf(
  { rows, names }: Numbers,
  normalize: boolean,
  strings: (typeof en)["live"]["data"],
): { distribution: Distribution } | { refusal: Refusal } {
  const refuse = (message: string, offer = false) => ({ refusal: { message, normalize: offer } });
  // A single row of numbers is as good as a column of them.
  const values = rows.length === 1 ? rows[0]! : rows.map((row) => row[0]!);
  if (rows.length > 1 && rows[0]!.length !== 1) {
    return refuse(fill(strings.columns, { found: rows[0]!.length }));
  }
  if (values.length < 2) return refuse(strings.few);
  const negative = values.findIndex((value) => value < 0);
  if (negative >= 0) {
    return refuse(fill(strings.negative, { row: negative + 1, found: values[negative]! }));
  }
  const sum = values.reduce((a, b) => a + b, 0);
  if (sum === 0) return refuse(strings.zero);
  if (Math.abs(sum - 1) > 1e-9 && !normalize) {
    return refuse(fill(strings.sum, { found: significant(sum, 6) }), true);
  }
  const p = scaled(values);
  return { distribution: { preset: undefined, p, names: rows.length > 1 ? names : undefined } };
}
