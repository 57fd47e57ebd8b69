import { bindPlay, type Course } from "../kit/play.ts";
import type { en } from "./en.ts";
import type { Brush, LogisticModel } from "./model.ts";
import { kinds } from "./state.ts";

const perStep = 450;
const brushes: readonly (readonly [string, Brush])[] = [
  ["brush-move", "move"],
  ["brush-0", 0],
  ["brush-1", 1],
];

/** Makes the switches around the stage live, and Train; returns what shows their state. */
export function bindModes(
  model: LogisticModel,
  strings: Pick<(typeof en)["live"], "train" | "pause">,
): () => void {
  const button = (id: string): HTMLElement => document.getElementById(id)!;
  for (const kind of kinds) {
    button(`shade-${kind}`).addEventListener("click", () => model.change({ shade: kind }));
  }
  for (const [id, brush] of brushes) {
    button(id).addEventListener("click", () => (model.brush.value = brush));
  }
  bindPlay(button("train"), { play: strings.train, pause: strings.pause }, courseOf(model));
  return () => {
    for (const kind of kinds) {
      const pressed = String(model.state.value.shade === kind);
      button(`shade-${kind}`).setAttribute("aria-pressed", pressed);
    }
    for (const [id, brush] of brushes) {
      button(id).setAttribute("aria-pressed", String(model.brush.value === brush));
    }
  };
}

// From the first step to the last in one gesture; where motion is not wanted, a step each time.
function courseOf(model: LogisticModel): Course {
  const last = (): number => model.evaluation.value.steps.length - 1;
  const next = (): number => (model.step >= last() ? 0 : model.step + 1);
  let from = 0;
  return {
    begin() {
      from = next();
      model.begin();
      model.setStep(from);
    },
    go(milliseconds) {
      const step = Math.min(from + Math.floor(milliseconds / perStep), last());
      if (step !== model.step) model.setStep(step);
      return step < last();
    },
    end: () => model.end(),
    step: () => model.setStep(next()),
  };
}
