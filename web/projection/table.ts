import type { Table } from "../kit/export.ts";
import type { en } from "./en.ts";
import type { Run } from "./evaluate.ts";

/** Every pair of points and its ratio. */
export function pairTable(
  { pairs, ratios }: Run,
  epsilon: number,
  names: (typeof en)["live"]["table"],
): Table {
  return {
    columns: [names.first, names.second, names.ratio, names.within],
    rows: pairs.map(([i, j], k) => [
      i + 1,
      j + 1,
      ratios[k]!,
      Math.abs(ratios[k]! - 1) > epsilon ? names.no : names.yes,
    ]),
  };
}
