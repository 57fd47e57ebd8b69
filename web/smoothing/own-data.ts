import type { Numbers } from "../kit/data.ts";
import type { Refusal } from "../kit/data-dialog.ts";
import { fill } from "../kit/format.ts";
import type { en } from "./en.ts";
import { mostPoints, type Bent } from "./shape.ts";
import { farthest, openingView, type View } from "./state.ts";

/** Makes a function of the reader's points, flat beyond them, or says what is in the way. */
export function functionOf(
  { rows }: Numbers,
  strings: (typeof en)["live"]["data"],
): { f: Bent; view: View } | { refusal: Refusal } {
  const refuse = (message: string) => ({ refusal: { message } });
  if (rows[0]!.length !== 2) return refuse(fill(strings.columns, { found: rows[0]!.length }));
  if (rows.length > mostPoints) {
    return refuse(fill(strings.many, { found: rows.length, most: mostPoints }));
  }
  const far = rows.findIndex((row) => row.some((value) => Math.abs(value) > farthest));
  if (far >= 0) return refuse(fill(strings.far, { row: far + 1, most: farthest }));
  // Rows of one x keep their order: they are a jump.
  const points = rows.map(([x, y]) => ({ x: x!, y: y! })).sort((a, b) => a.x - b.x);
  const [first, last] = [points[0]!.x, points.at(-1)!.x];
  const fits = first >= -3.8 && last <= 3.8 && last - first >= 1;
  const size = last - first || Math.max(1, Math.abs(first));
  const view = fits ? openingView : { from: first - 0.15 * size, to: last + 0.15 * size };
  return { f: { points, left: 0, right: 0 }, view };
}
