import { announce } from "../kit/announce.ts";
import { fixed, significant } from "../kit/format.ts";
import { writeSlots } from "../kit/slots.ts";
import { shareOf } from "./evaluate.ts";
import { gradientRatio, last, shareLeft, type InitializationFigures } from "./figures.ts";

/** Brings the model's state into numbers and sentences. */
export class Show {
  constructor(readonly figures: InitializationFigures) {}

  attention(): void {
    const { keys, entropy, logitStd } = this.figures.model.attention.value;
    writeSlots({
      "head-entropy": fixed(shareOf(entropy, keys)),
      "logit-std": fixed(logitStd, 2),
    });
  }

  numbers(): void {
    const { figures } = this;
    const { model, lemmata } = figures;
    const { depth, activation, head, blocks, gain } = model.state.value;
    const { run, current } = model.shown;
    const { kind } = model.runner.progress.value;
    const moments = lemmata.initialization.activationMoments(activation);
    const reading = gain ?? moments.secondMomentGain;
    const factor = reading * Math.sqrt(moments.second);
    // A network that waits, was stopped or failed has no numbers, and the last one's are not its own.
    const has = current || kind === "running" || kind === "idle";
    const result = has ? run?.result : undefined;
    writeSlots({
      forward: significant(last(result?.forward)),
      predicted: significant(last(result?.predicted)),
      gradient: significant(result && gradientRatio(result)),
      share: blocks === "layers" ? "0" : significant(result && shareLeft(result)),
      entropy: figures.entropyRange(result),
      gain: fixed(reading),
      second: fixed(moments.second),
      factor: fixed(factor),
      depth: String(depth),
      power: significant(factor ** depth),
      d: String(head),
      "post-share": significant(lemmata.initialization.residualWeights(2 * depth, "post")[0]),
      "pre-share": significant(lemmata.initialization.residualWeights(2 * depth, "pre")[0]),
    });
    if (current) announce(figures.summary());
  }

  /** What follows the pointer: the captions speak of the floor and the query under it. */
  pointed(): void {
    write("caption", this.figures.caption());
    write("row-caption", this.figures.rowCaption());
  }
}

function write(id: string, text: string): void {
  const element = document.getElementById(id)!;
  if (element.textContent !== text) element.textContent = text;
}
