import { effect } from "@preact/signals-core";
import { bindNumber } from "../kit/number-field.ts";
import { bindPlay, type Course } from "../kit/play.ts";
import { clamp } from "../kit/scale.ts";
import type { en } from "./en.ts";
import type { InitializationFigures } from "./figures.ts";
import { activations, blockKinds, scales } from "./state.ts";

const wholeWay = 4000;
const leastPerBlock = 60;

/** Makes the switches live, and the way up the tower; returns what shows their state. */
export function bindModes(
  { model, floor }: InitializationFigures,
  strings: Pick<(typeof en)["live"], "follow" | "pause">,
): () => void {
  const button = (id: string): HTMLElement => document.getElementById(id)!;
  const { state } = model;
  for (const kind of blockKinds) {
    button(`blocks-${kind}`).addEventListener("click", () => model.setBlocks(kind));
  }
  for (const activation of activations) {
    button(`activation-${activation}`).addEventListener("click", () => model.change({ activation })); // prettier-ignore
  }
  for (const scale of scales) {
    button(`scale-${scale}`).addEventListener("click", () => model.change({ scale }));
  }
  button("new-seed").addEventListener("click", () => model.nextSeed());
  const block = bindNumber("field-block", { step: 1, change: (to) => (floor.value = inside(to)) });
  const inside = (to: number): number => clamp(Math.round(to), 1, state.value.depth);
  button("next-block").addEventListener("click", () => (floor.value = inside(floor.value + 1)));
  bindPlay(button("follow"), { play: strings.follow, pause: strings.pause }, way());
  effect(() => block.show(floor.value < 1 ? "" : String(floor.value)));
  const press = (group: string, names: readonly string[], chosen: string): void => {
    for (const name of names) {
      button(`${group}-${name}`).setAttribute("aria-pressed", String(name === chosen));
    }
  };
  return () => {
    const { blocks, activation, scale } = state.value;
    press("blocks", blockKinds, blocks);
    press("activation", activations, activation);
    press("scale", scales, scale);
  };

  // Block after block with the signal; where motion is not wanted, one each time.
  function way(): Course {
    const next = (): number => (floor.value < 1 || floor.value >= state.value.depth ? 1 : floor.value + 1); // prettier-ignore
    let from = 1;
    return {
      begin: () => (floor.value = from = next()),
      go(milliseconds) {
        const { depth } = state.value;
        const steps = Math.floor(milliseconds / Math.max(leastPerBlock, wholeWay / depth));
        floor.value = Math.min(from + steps, depth);
        return from + steps < depth;
      },
      end: () => {},
      step: () => (floor.value = next()),
    };
  }
}
