import type { Lemmata } from "lemmata";
import type { DragNumber } from "../kit/drag-number.ts";
import { fixed } from "../kit/format.ts";
import { clamp } from "../kit/scale.ts";
import { writeSlots } from "../kit/slots.ts";
import { drawHead, factorOf, shareOf } from "./evaluate.ts";
import type { InitializationModel } from "./model.ts";
import { sequence, type Scale } from "./state.ts";

const cuts = { least: 0.5, most: 4 };
const betDimension = 256;

/** Makes the numbers in the text live; returns what shows the gain. */
export function bindReading(model: InitializationModel, lemmata: Lemmata): () => void {
  const { initialization } = lemmata;
  const element = (id: string): DragNumber => document.getElementById(id) as DragNumber;
  const gain = element("prose-gain");
  gain.addEventListener("gesturestart", () => model.begin());
  gain.addEventListener("gestureend", () => model.end());
  gain.addEventListener("input", () => model.setGain(gain.value));

  // The cut is the text's own: no figure depends on it.
  const cut = element("prose-cut");
  const showCut = (value: number): void => {
    const at = clamp(value, cuts.least, cuts.most);
    cut.show(at, fixed(at, 2));
    writeSlots({
      "cut-variance": fixed(initialization.truncatedMoments(0, 1, -at, at).variance),
      "cut-factor": fixed(initialization.truncationStdFactor(at)),
    });
  };
  cut.addEventListener("input", () => showCut(cut.value));
  showCut(2);

  const entropy = (scale: Scale): string => {
    const { Q, K } = drawHead(lemmata, betDimension, { gain: undefined, scale, seed: 1 });
    const { entropy: nats } = initialization.attentionStatistics(Q, K, factorOf(scale));
    return fixed(shareOf(nats, sequence), 2);
  };
  writeSlots({ "bet-sqrt": entropy("sqrt"), "bet-none": entropy("none") });
  document.getElementById("show-bet")!.addEventListener("click", () => {
    model.begin();
    model.setHead(betDimension);
    model.change({ scale: "none" });
    model.end();
  });
  return () => gain.show(model.gain, fixed(model.gain, 2));
}
