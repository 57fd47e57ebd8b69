import { effect } from "@preact/signals-core";
import type { Lemmata } from "lemmata";
import { showTiming } from "../kit/engine.ts";
import type { KitStrings } from "../kit/strings.ts";
import { keysOf } from "./hashing.ts";
import type { NeighboursModel } from "./model.ts";

/** Says at the foot of the page how long hashing every point takes, once nothing is being dragged. */
export function bindTiming(model: NeighboursModel, lemmata: Lemmata, kit: KitStrings): void {
  let timer = 0;
  effect(() => {
    const { bits, tables, seed, panel } = model.state.value;
    clearTimeout(timer);
    if (model.state.dragging.value || panel !== "points") return;
    timer = window.setTimeout(() => {
      const { rows } = model.indexed.value;
      showTiming(lemmata, kit, () => keysOf(lemmata.projection, rows, bits, tables, seed));
    }, 600);
  });
}
