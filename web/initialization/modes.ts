import type { InitializationModel } from "./model.ts";
import { activations, blockKinds, scales } from "./state.ts";

/** Makes the switches live; returns what shows their state. */
export function bindModes(model: InitializationModel): () => void {
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
}
