import { effect } from "@preact/signals-core";
import type { GaussianDistances } from "lemmata";
import { bindData } from "../kit/data-dialog.ts";
import type { KitStrings } from "../kit/strings.ts";
import type { en } from "./en.ts";
import type { GaussianModel } from "./model.ts";
import { readMoments } from "./own-data.ts";

/** Makes the dialog for own data live: the reader chooses which Gaussian takes them. */
export function bindOwnData(
  model: GaussianModel,
  gaussian: GaussianDistances,
  kit: KitStrings,
  strings: (typeof en)["live"]["data"],
): void {
  const radio = (id: string): HTMLInputElement => document.getElementById(id) as HTMLInputElement;
  const radios = { p: radio("into-p"), q: radio("into-q") };
  effect(() => {
    radios[model.selected.value].checked = true;
  });
  bindData(kit, (numbers) => {
    const reading = readMoments(numbers, radios.q.checked ? "q" : "p", gaussian, strings);
    if ("refusal" in reading) return reading.refusal;
    if ("rejected" in reading) model.rejected.value = reading.rejected;
    else model.take(radios.q.checked ? "q" : "p", reading.moments);
    return undefined;
  });
}
