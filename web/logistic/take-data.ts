import { bindData } from "../kit/data-dialog.ts";
import type { KitStrings } from "../kit/strings.ts";
import type { en } from "./en.ts";
import type { LogisticModel } from "./model.ts";
import { classesOf } from "./own-data.ts";

/** Makes the dialog for own data live. */
export function bindOwnData(
  model: LogisticModel,
  kit: KitStrings,
  strings: (typeof en)["live"]["data"],
): void {
  bindData(kit, (numbers) => {
    const taken = classesOf(numbers, strings);
    if ("refusal" in taken) return taken.refusal;
    model.take(taken.classes);
    return undefined;
  });
}
