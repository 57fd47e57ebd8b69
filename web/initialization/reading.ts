import type { Lemmata } from "lemmata";
import type { DragNumber } from "../kit/drag-number.ts";
import { fixed } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { writeSlots } from "../kit/slots.ts";
import type { en } from "./en.ts";
import { drawHead, factorOf, shareOf } from "./evaluate.ts";
import type { InitializationModel } from "./model.ts";
import { sequence, type Scale } from "./state.ts";
import { weightChart, weightsOf, type Weights } from "./weights.ts";

const betDimension = 256;

/** Makes the numbers in the text live; returns what shows them. */
export function bindReading(
  model: InitializationModel,
  lemmata: Lemmata,
  strings: (typeof en)["live"],
): () => void {
  const { initialization } = lemmata;
  const element = (id: string): DragNumber => document.getElementById(id) as DragNumber;
  const gain = element("prose-gain");
  gain.addEventListener("gesturestart", () => model.begin());
  gain.addEventListener("gestureend", () => model.end());
  gain.addEventListener("input", () => model.setGain(gain.value));

  const cut = element("prose-cut");
  const chart = document.getElementById("weights") as LineChart;
  for (const source of [cut, chart]) {
    source.addEventListener("gesturestart", () => model.begin());
    source.addEventListener("gestureend", () => model.end());
  }
  cut.addEventListener("input", () => model.setCut(cut.value));
  chart.addEventListener("handlemove", (event) => {
    model.setCut((event as CustomEvent<{ x: number }>).detail.x);
  });
  let shown: { at: number; seed: number; weights: Weights } | undefined;
  let top = 0;
  const showCut = (): void => {
    const { cut: at, seed } = model.state.value;
    if (at !== shown?.at || seed !== shown.seed) {
      shown = { at, seed, weights: weightsOf(lemmata, at, seed) };
    }
    const { weights } = shown;
    cut.show(at, fixed(at, 2));
    // Under the reader's hand the axis stays.
    if (!model.state.dragging.value) top = 1.15 * Math.max(...weights.cut, ...weights.whole);
    chart.data = weightChart(weights, at, top, strings);
    writeSlots({ "cut-variance": fixed(weights.variance), "cut-factor": fixed(weights.factor) });
  };

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
    showCut();
  };
}
