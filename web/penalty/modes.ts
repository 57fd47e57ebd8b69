import { motionAllowed } from "../kit/frame.ts";
import type { en } from "./en.ts";
import type { PenaltyModel } from "./model.ts";
import { activations } from "./network.ts";
import { limits, modes, norms } from "./state.ts";

const perFrame = 2;
const perClick = 50;

/** Makes the switches around the stage live, and training; returns what shows their state. */
export function bindModes(
  model: PenaltyModel,
  strings: Pick<(typeof en)["live"], "train" | "pause">,
): () => void {
  const button = (id: string): HTMLButtonElement =>
    document.getElementById(id) as HTMLButtonElement;
  const switches = [
    ...modes.map((mode) => ({ id: `mode-${mode}`, on: () => model.state.value.mode === mode, act: () => model.change({ mode }) })), // prettier-ignore
    ...norms.map((norm) => ({ id: `norm-${norm}`, on: () => model.state.value.norm === norm, act: () => model.change({ norm }) })), // prettier-ignore
    ...activations.map((name) => ({
      id: `activation-${name}`,
      on: () => model.state.value.start.activation === name,
      act: () => model.begunFrom(model.state.value.start.seed ?? 7, name),
    })),
  ];
  for (const { id, act } of switches) button(id).addEventListener("click", act);
  button("new-seed").addEventListener("click", () => {
    model.begunFrom(((model.state.value.start.seed ?? 0) + 1) % (limits.seed + 1));
  });
  button("one-step").addEventListener("click", () => model.setStep(model.state.value.step + 1));
  button("rewind").addEventListener("click", () => model.setStep(0));
  button("stop").addEventListener("click", () => model.training.stop());
  bindTraining(model, button("train"), strings);
  const bar = document.getElementById("progress") as HTMLProgressElement;
  return () => {
    for (const { id, on } of switches) button(id).setAttribute("aria-pressed", String(on()));
    const progress = model.training.progress.value;
    bar.value = progress ?? (model.known?.last ?? 0) / limits.steps;
    // A training of a moment needs no button that flickers.
    button("stop").disabled = progress === undefined;
    document.documentElement.dataset.training = progress === undefined && model.settled ? "settled" : "running"; // prettier-ignore
  };
}

// From the step that is shown to the last in one gesture; where motion is not wanted, fifty steps each time.
function bindTraining(
  model: PenaltyModel,
  button: HTMLElement,
  strings: { train: string; pause: string },
): void {
  let frame = 0;
  const last = (): number => model.known?.last ?? limits.steps;
  const finish = (): void => {
    cancelAnimationFrame(frame);
    frame = 0;
    button.textContent = strings.train;
    model.end();
  };
  const run = (): void => {
    model.setStep(Math.min(model.state.value.step + perFrame, last()));
    if (model.state.value.step >= last()) finish();
    else frame = requestAnimationFrame(run);
  };
  button.addEventListener("click", () => {
    if (frame !== 0) return finish();
    const from = model.state.value.step >= last() ? 0 : model.state.value.step;
    if (!motionAllowed()) return model.setStep(from === 0 && model.state.value.step > 0 ? 0 : from + perClick); // prettier-ignore
    model.begin();
    button.textContent = strings.pause;
    model.setStep(from);
    frame = requestAnimationFrame(run);
  });
  // Whoever takes something in hand takes over.
  const takeOver = (event: Event): void => {
    if (frame !== 0 && event.target !== button) finish();
  };
  addEventListener("pointerdown", takeOver, { capture: true });
  addEventListener("keydown", takeOver, { capture: true });
}
