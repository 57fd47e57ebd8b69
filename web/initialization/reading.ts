import type { Lemmata } from "lemmata";
import type { DragNumber } from "../kit/drag-number.ts";
import { gesturesOf } from "../kit/figure.ts";
import { fixed } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { writeSlots } from "../kit/slots.ts";
import type { en } from "./en.ts";
import { drawHead, factorOf, shareOf } from "./evaluate.ts";
import type { InitializationModel } from "./model.ts";
import { sequence, type Scale } from "./state.ts";
import { WeightFigure } from "./weights.ts";

const betDimension = 256;

/** Makes the numbers in the text live; returns what shows them. */
export function bindReading(
  model: InitializationModel,
  lemmata: Lemmata,
  strings: (typeof en)["live"],
): () => void {
  const { initialization } = lemmata;
  const element = (id: string): DragNumber => document.getElementById(id) as DragNumber;
  const [gain, cut] = [element("prose-gain"), element("prose-cut")];
  gesturesOf([gain, cut], model);
  gain.addEventListener("input", () => model.setGain(gain.value));
  cut.addEventListener("input", () => model.setCut(cut.value));
  const chart = document.getElementById("weights") as LineChart;
  const figure = new WeightFigure(chart, model, lemmata, strings);

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
  return () => {
    gain.show(model.gain, fixed(model.gain, 2));
    figure.draw();
    const { variance, factor } = figure.weights;
    const at = model.state.value.cut;
    cut.show(at, fixed(at, 2));
    writeSlots({ "cut-variance": fixed(variance), "cut-factor": fixed(factor) });
  };
}
