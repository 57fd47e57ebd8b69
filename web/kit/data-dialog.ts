import { DataError, dataLimits, readData, type Numbers } from "./data.ts";
import { fill } from "./format.ts";
import type { KitStrings } from "./strings.ts";

/** Why a page cannot use data that was read, and whether scaling its sum to 1 would mend it. */
export interface Refusal {
  message: string;
  normalize?: boolean;
}

/** Takes data into the page; `normalize` where the reader asked for it. Says why where it cannot. */
export type TakeData = (numbers: Numbers, normalize: boolean) => Refusal | undefined;

/** Takes an image file into the page, or says why it cannot. */
export type TakeImage = (file: File) => Promise<Refusal | undefined>;

/** Makes the dialog for own data live, and the stage a place to drop a file on: of numbers, or an image where the page takes one. */
export function bindData(strings: KitStrings, take: TakeData, takeImage?: TakeImage): void {
  const dialog = document.getElementById("data-dialog") as HTMLDialogElement;
  const area = document.getElementById("data-text") as HTMLTextAreaElement;
  const error = document.getElementById("data-error")!;
  const normalize = document.getElementById("data-normalize")!;
  const file = document.getElementById("data-file") as HTMLInputElement;

  const use = (scale: boolean): void => {
    const refusal = attempt(strings, area.value, (numbers) => take(numbers, scale));
    error.textContent = refusal?.message ?? "";
    normalize.hidden = refusal?.normalize !== true;
    if (refusal === undefined) dialog.close();
  };
  const open = (text: string): void => {
    area.value = text;
    error.textContent = "";
    normalize.hidden = true;
    if (!dialog.open) dialog.showModal();
    if (text !== "") use(false);
  };
  const read = async (source: File | undefined): Promise<void> => {
    if (source === undefined) return;
    if (takeImage !== undefined && source.type.startsWith("image/")) {
      const refusal = await takeImage(source);
      if (refusal === undefined) return dialog.close();
      open("");
      error.textContent = refusal.message;
      return;
    }
    if (source.size > dataLimits.characters) {
      open("");
      const found = source.size;
      error.textContent = fill(strings.data.tooLarge, { found, allowed: dataLimits.characters });
      return;
    }
    open(await source.text());
  };

  document.getElementById("own-data")!.addEventListener("click", () => open(""));
  document.getElementById("data-use")!.addEventListener("click", () => use(false));
  normalize.addEventListener("click", () => use(true));
  file.addEventListener("change", () => {
    void read(file.files?.[0]);
    file.value = "";
  });
  for (const place of [document.querySelector<HTMLElement>(".stage")!, dialog]) {
    place.addEventListener("dragover", (event) => {
      event.preventDefault();
      place.toggleAttribute("data-dropping", true);
    });
    place.addEventListener("dragleave", () => place.toggleAttribute("data-dropping", false));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.toggleAttribute("data-dropping", false);
      void read(event.dataTransfer?.files[0]);
    });
  }
}

function attempt(
  strings: KitStrings,
  text: string,
  take: (numbers: Numbers) => Refusal | undefined,
): Refusal | undefined {
  try {
    return take(readData(text));
  } catch (cause) {
    if (!(cause instanceof DataError)) throw cause;
    return { message: fill(strings.data[cause.reason], cause.values) };
  }
}
