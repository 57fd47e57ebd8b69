import type { Numbers } from "../kit/data.ts";
import type { Refusal } from "../kit/data-dialog.ts";
import { fill, significant } from "../kit/format.ts";
import type { en } from "./en.ts";
import type { Sample } from "./presets.ts";
import { limits } from "./state.ts";

/** Data as samples of the plane, or why not. */
export function samplesOf(
  { rows }: Numbers,
  strings: (typeof en)["live"]["data"],
): { points: Sample[] } | { refusal: Refusal } {
  const refuse = (sentence: string, values: Record<string, string | number>) => ({
    refusal: { message: fill(sentence, values) },
  });
  const columns = rows[0]!.length;
  if (columns !== 3) return refuse(strings.columns, { found: columns });
  const { least, most } = limits.samples;
  if (rows.length < least) return refuse(strings.few, { found: rows.length, allowed: least });
  if (rows.length > most) return refuse(strings.many, { found: rows.length, allowed: most });
  const far = rows.findIndex((row) => row.some((value) => Math.abs(value) > limits.far));
  if (far >= 0) {
    const found = rows[far]!.find((value) => Math.abs(value) > limits.far)!;
    return refuse(strings.large, { row: far + 1, found: significant(found, 6), allowed: limits.far }); // prettier-ignore
  }
  return { points: rows.map(([x, y, target]): Sample => [x!, y!, target!]) };
}
