import type { Numbers } from "../kit/data.ts";
import type { Refusal } from "../kit/data-dialog.ts";
import { fill, significant } from "../kit/format.ts";
import type { en } from "./en.ts";
import type { Classes, Point } from "./presets.ts";
import { farthest, fewest, most } from "./state.ts";

/** Reads two coordinates and a label a row, the label a word or a third number; or says why it cannot. */
export function classesOf(
  { rows, names }: Numbers,
  strings: (typeof en)["live"]["data"],
): { classes: Classes } | { refusal: Refusal } {
  const refuse = (sentence: string, values: Record<string, string | number> = {}) => ({
    refusal: { message: fill(sentence, values) },
  });
  const columns = rows[0]!.length;
  if (columns !== (names === undefined ? 3 : 2)) return refuse(strings.columns, { found: columns });
  if (rows.length > most) return refuse(strings.many, { found: rows.length, allowed: most });
  const far = rows.findIndex(([x, y]) => Math.max(Math.abs(x!), Math.abs(y!)) > farthest);
  if (far >= 0) {
    const found = rows[far]!.find((value) => Math.abs(value) > farthest)!;
    return refuse(strings.large, { row: far + 1, found: significant(found, 6) });
  }
  const written = rows.map((row, i) => names?.[i] ?? String(row[2]));
  const kinds = [...new Set(written)];
  if (names === undefined) kinds.sort((a, b) => Number(a) - Number(b));
  if (kinds.length !== 2) return refuse(strings.labels, { found: kinds.length });
  const [zero, one] = kinds.map((kind) =>
    rows.filter((_, i) => written[i] === kind).map(([x, y]): Point => [x!, y!]),
  ) as [Point[], Point[]];
  const small = [zero, one].findIndex((points) => points.length < fewest);
  if (small >= 0) return refuse(strings.few, { name: kinds[small]!, allowed: fewest });
  return { classes: [zero, one] };
}
