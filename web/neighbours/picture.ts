import { signal } from "@preact/signals-core";
import type { Lemmata } from "lemmata";
import type { Table } from "../kit/export.ts";
import type { Fault } from "../kit/fault.ts";
import type { en } from "./en.ts";
import type { NeighboursModel } from "./model.ts";

/** Makes the panel of the picture live. */
export function bindPicture(
  _model: NeighboursModel,
  _lemmata: Lemmata,
  strings: (typeof en)["live"],
) {
  return {
    changed: signal(0),
    show(): void {},
    svgs: (): readonly SVGSVGElement[] => [],
    table: (): Table => ({ columns: [], rows: [] }),
    fault: (): Fault | undefined => undefined,
    caption: (): string => strings.picture.help,
  };
}
