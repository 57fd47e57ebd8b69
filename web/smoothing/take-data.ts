import { bindData } from "../kit/data-dialog.ts";
import type { KitStrings } from "../kit/strings.ts";
import type { en } from "./en.ts";
import type { SmoothingModel } from "./model.ts";
import { functionOf } from "./own-data.ts";

/** Makes the dialog for own data live. */
export function bindOwnData(
  model: SmoothingModel,
  kit: KitStrings,
  strings: (typeof en)["live"]["data"],
): void {
  bindData(kit, (numbers) => {
    const taken = functionOf(numbers, strings);
    if ("refusal" in taken) return taken.refusal;
    model.take(taken.f, taken.view);
    return undefined;
  });
}
