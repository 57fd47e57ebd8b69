import { motionAllowed } from "../kit/frame.ts";
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
  bindTraining(model, button("train"), strings);
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
function bindTraining(
  model: LogisticModel,
  button: HTMLElement,
  strings: { train: string; pause: string },
): void {
  let timer = 0;
  const last = (): number => model.evaluation.value.steps.length - 1;
  const finish = (): void => {
    clearInterval(timer);
    timer = 0;
    button.textContent = strings.train;
    model.end();
  };
  button.addEventListener("click", () => {
    if (timer !== 0) return finish();
    const from = model.step >= last() ? 0 : model.step + 1;
    if (!motionAllowed()) return model.setStep(from);
    model.begin();
    button.textContent = strings.pause;
    model.setStep(from);
    timer = window.setInterval(() => {
      if (model.step < last()) model.setStep(model.step + 1);
      if (model.step >= last()) finish();
    }, perStep);
  });
  // Whoever takes something in hand takes over.
  const takeOver = (event: Event): void => {
    if (timer !== 0 && event.target !== button) finish();
  };
  addEventListener("pointerdown", takeOver, { capture: true });
  addEventListener("keydown", takeOver, { capture: true });
}
