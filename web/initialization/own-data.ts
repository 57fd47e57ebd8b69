import type { Numbers } from "../kit/data.ts";
import { bindData, type Refusal } from "../kit/data-dialog.ts";
import { fill, significant } from "../kit/format.ts";
import type { KitStrings } from "../kit/strings.ts";
import type { en } from "./en.ts";
import type { InitializationModel } from "./model.ts";
import type { Tokens } from "./state.ts";

const tokens = { least: 3, most: 48 };
const columns = { least: 4, most: 1024 };
const farthest = 1000;

/** Reads a query and a key a row, side by side; or says why it cannot. */
export function tokensOf(
  { rows }: Numbers,
  strings: (typeof en)["live"]["data"],
): { own: Tokens } | { refusal: Refusal } {
  const refuse = (sentence: string, values: Record<string, string | number>) => ({
    refusal: { message: fill(sentence, values) },
  });
  const wide = rows[0]!.length;
  if (wide > columns.most) return refuse(strings.wide, { found: wide });
  if (wide % 2 !== 0 || wide < columns.least) return refuse(strings.columns, { found: wide });
  if (rows.length < tokens.least || rows.length > tokens.most) {
    return refuse(strings.rows, { found: rows.length });
  }
  const row = rows.findIndex((values) => values.some((value) => Math.abs(value) > farthest));
  if (row >= 0) {
    const found = rows[row]!.find((value) => Math.abs(value) > farthest)!;
    return refuse(strings.large, { row: row + 1, found: significant(found, 6) });
  }
  return { own: rows };
}

/** Makes the dialog for own data live. */
export function bindOwnData(
  model: InitializationModel,
  kit: KitStrings,
  strings: (typeof en)["live"]["data"],
): void {
  bindData(kit, (numbers) => {
    const taken = tokensOf(numbers, strings);
    if ("refusal" in taken) return taken.refusal;
    model.take(taken.own);
    return undefined;
  });
}
