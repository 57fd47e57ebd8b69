import { motionAllowed, tween } from "../kit/frame.ts";
import type { en } from "./en.ts";
import type { GaussianModel } from "./model.ts";

const wholeWay = 3000;

/** Makes the switches above the stage live, and Play; returns what shows their state. */
export function bindModes(
  model: GaussianModel,
  strings: Pick<(typeof en)["live"], "play" | "pause">,
): () => void {
  const button = (id: string): HTMLElement => document.getElementById(id)!;
  const { state } = model;
  button("dimension-1").addEventListener("click", () => model.change({ dimension: "1" }));
  button("dimension-2").addEventListener("click", () => model.change({ dimension: "2" }));
  button("move").addEventListener("click", () => model.change({ mix: false }));
  button("mix").addEventListener("click", () => model.change({ mix: true }));
  button("arrows").addEventListener("click", () => model.change({ arrows: !state.value.arrows }));
  bindPlay(model, button("play"), strings);
  return () => {
    const { dimension, mix, arrows } = state.value;
    const pressed = { "dimension-1": dimension === "1", "dimension-2": dimension === "2", move: !mix, mix, arrows }; // prettier-ignore
    for (const [id, is] of Object.entries(pressed))
      button(id).setAttribute("aria-pressed", String(is));
    document.querySelector<HTMLElement>(".stage")!.dataset.dimension = dimension;
  };
}

// One gesture from where t stands to the end; where motion is not wanted, a step each time.
function bindPlay(
  model: GaussianModel,
  button: HTMLElement,
  strings: { play: string; pause: string },
): void {
  let stop: (() => void) | undefined;
  const finish = (): void => {
    stop?.();
    stop = undefined;
    button.textContent = strings.play;
    model.end();
  };
  button.addEventListener("click", () => {
    if (stop !== undefined) return finish();
    const { t } = model.state.value;
    const from = t > 0.999 ? 0 : t;
    if (!motionAllowed()) return model.setTime(t > 0.999 ? 0 : t + 0.1);
    model.begin();
    button.textContent = strings.pause;
    stop = tween(wholeWay * (1 - from), (share) => {
      model.setTime(from + (1 - from) * share);
      if (share === 1) finish();
    });
  });
  // Whoever takes something in hand takes over.
  addEventListener("pointerdown", (event) => {
    if (stop !== undefined && event.target !== button) finish();
  }, { capture: true }); // prettier-ignore
}
