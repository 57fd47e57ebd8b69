import type { Lemmata } from "lemmata";
import { timeAtRest } from "../kit/engine.ts";
import type { KitStrings } from "../kit/strings.ts";
import { keysOf } from "./hashing.ts";
import type { NeighboursModel } from "./model.ts";

/** Says at the foot of the page how long hashing every point takes. */
export function bindTiming(model: NeighboursModel, lemmata: Lemmata, kit: KitStrings): void {
  timeAtRest(lemmata, kit, model.state.dragging, () => {
    const { bits, tables, seed, panel } = model.state.value;
    if (panel !== "points") return undefined;
    return () => keysOf(lemmata.projection, model.indexed.value.rows, bits, tables, seed);
  });
}
