import { eased } from "../kit/frame.ts";
import { bindPlay, type Course } from "../kit/play.ts";
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
  bindPlay(button("play"), strings, courseOf(model));
  return () => {
    const { dimension, mix, arrows } = state.value;
    const pressed = { "dimension-1": dimension === "1", "dimension-2": dimension === "2", move: !mix, mix, arrows }; // prettier-ignore
    for (const [id, is] of Object.entries(pressed))
      button(id).setAttribute("aria-pressed", String(is));
    document.querySelector<HTMLElement>(".stage")!.dataset.dimension = dimension;
  };
}

// One gesture from where t stands to the end; where motion is not wanted, a step each time.
function courseOf(model: GaussianModel): Course {
  const start = (): number => (model.state.value.t > 0.999 ? 0 : model.state.value.t);
  let from = 0;
  return {
    begin() {
      from = start();
      model.begin();
    },
    go(milliseconds) {
      const share = eased(milliseconds / (wholeWay * (1 - from)));
      model.setTime(from + (1 - from) * share);
      return share < 1;
    },
    end: () => model.end(),
    step: () => model.setTime(model.state.value.t > 0.999 ? 0 : model.state.value.t + 0.1),
  };
}
