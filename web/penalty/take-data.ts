import { bindData } from "../kit/data-dialog.ts";
import type { KitStrings } from "../kit/strings.ts";
import type { en } from "./en.ts";
import type { PenaltyModel } from "./model.ts";
import { samplesOf } from "./own-data.ts";

/** Makes the dialog for own data live. */
export function bindOwnData(
  model: PenaltyModel,
  kit: KitStrings,
  strings: (typeof en)["live"]["data"],
): void {
  bindData(kit, (numbers) => {
    const taken = samplesOf(numbers, strings);
    if ("refusal" in taken) return taken.refusal;
    model.take(taken.points);
    return undefined;
  });
}
