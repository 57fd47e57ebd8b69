import { bindData } from "../kit/data-dialog.ts";
import type { KitStrings } from "../kit/strings.ts";
import type { en } from "./en.ts";
import type { NeighboursModel } from "./model.ts";
import { readPoints } from "./own-data.ts";
import { readPicture } from "./own-picture.ts";

type Strings = (typeof en)["live"]["data"];

/** Makes the dialog for own data live: points as text, or an image file. */
export function bindOwnData(model: NeighboursModel, kit: KitStrings, strings: Strings): void {
  bindData(
    kit,
    (numbers) => {
      const read = readPoints(numbers, strings);
      if ("refusal" in read) return read.refusal;
      model.takePoints(read.rows);
      return undefined;
    },
    async (file) => {
      const read = await readPicture(file, strings);
      if ("refusal" in read) return read.refusal;
      model.takePicture(read.image);
      return undefined;
    },
  );
}
