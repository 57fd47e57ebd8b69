import type { Numbers } from "../kit/data.ts";
import type { Refusal } from "../kit/data-dialog.ts";
import { fill } from "../kit/format.ts";
import type { en } from "./en.ts";
import type { Rows } from "./state.ts";

type Strings = (typeof en)["live"]["data"];

export const pointLimits = { min: 2, max: 500 };

/** Reads points of the plane, or says why it cannot. */
export function readPoints(
  { rows }: Numbers,
  strings: Strings,
): { rows: Rows } | { refusal: Refusal } {
  // prettier-ignore
  const refuse = (sentence: string, values: Record<string, string | number> = {}) => ({
    refusal: { message: fill(sentence, values) },
  });
  const columns = rows[0]!.length;
  const { min, max } = pointLimits;
  if (columns !== 2) return refuse(strings.columns, { found: columns });
  if (rows.length < min || rows.length > max) return refuse(strings.rows, { found: rows.length, min, max }); // prettier-ignore
  const large = rows.findIndex((row) => row.some((x) => Math.abs(x) > 1e12));
  if (large >= 0) return refuse(strings.large, { row: large + 1 });
  // Beside the longest, anything shorter than this would vanish when all are scaled into the disc.
  const longest = Math.max(...rows.map(([x, y]) => Math.hypot(x!, y!)));
  const zero = rows.findIndex(([x, y]) => Math.hypot(x!, y!) <= longest * 1e-300);
  return zero >= 0 ? refuse(strings.zero, { row: zero + 1 }) : { rows };
}
