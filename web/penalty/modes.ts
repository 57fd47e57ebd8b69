import { bindPlay, type Course } from "../kit/play.ts";
import type { en } from "./en.ts";
import type { PenaltyModel } from "./model.ts";
import { activations } from "./network.ts";
import { limits, modes, norms } from "./state.ts";

const perMillisecond = 0.12;
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
  bindPlay(button("train"), { play: strings.train, pause: strings.pause }, courseOf(model));
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
function courseOf(model: PenaltyModel): Course {
  const last = (): number => model.known?.last ?? limits.steps;
  let from = 0;
  return {
    begin() {
      from = model.state.value.step >= last() ? 0 : model.state.value.step;
      model.begin();
      model.setStep(from);
    },
    go(milliseconds) {
      model.setStep(Math.min(from + Math.floor(milliseconds * perMillisecond), last()));
      return model.state.value.step < last();
    },
    end: () => model.end(),
    step() {
      const { step } = model.state.value;
      model.setStep(step >= last() && step > 0 ? 0 : step + perClick);
    },
  };
}
