import { effect } from "@preact/signals-core";
import { fill, significant } from "../kit/format.ts";
import type { en } from "./en.ts";
import { workOf } from "./evaluate.ts";
import type { InitializationModel } from "./model.ts";

/** A run shorter than this needs no word. */
const patience = 250;

/** The line under the tower: what runs and for how long, with a stop; or how long the last run took. */
export function bindStatus(
  model: InitializationModel,
  strings: (typeof en)["live"]["status"],
  time: (milliseconds: number) => string,
): void {
  const line = document.getElementById("status")!;
  const bar = document.getElementById("progress") as HTMLProgressElement;
  const button = document.getElementById("stop") as HTMLButtonElement;
  const stopWord = button.textContent!;
  const { runner } = model;
  let timer = 0;
  button.addEventListener("click", () => {
    if (runner.progress.value.kind === "running") runner.stop();
    else runner.request(model.spec.value, true);
  });
  const show = (since: number, estimate: number): void => {
    const gone = performance.now() - since;
    if (gone < patience) return;
    bar.hidden = button.hidden = false;
    bar.value = Math.min(0.97, gone / Math.max(estimate, patience));
    line.textContent = fill(strings.running, { time: time(estimate) });
  };
  effect(() => {
    const { kind, since = 0, estimate = 0 } = runner.progress.value;
    const run = runner.run.value;
    clearInterval(timer);
    if (kind === "running") {
      button.textContent = stopWord;
      timer = window.setInterval(() => show(since, estimate), 100);
      return;
    }
    bar.hidden = true;
    button.hidden = kind !== "stopped";
    if (kind === "stopped") {
      button.textContent = strings.again;
      line.textContent = strings.stopped;
    } else if (run !== undefined) {
      const work = significant(workOf(run.spec) / strings.unit, 2);
      const sentence = run.milliseconds > 0 ? strings.idle : strings.recorded;
      line.textContent = fill(sentence, { work, time: time(run.milliseconds) });
    }
  });
}
