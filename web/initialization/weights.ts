import type { Lemmata } from "lemmata";
import { gesturesOf, on } from "../kit/figure.ts";
import { fill, fixed } from "../kit/format.ts";
import type { ChartData, LineChart } from "../kit/line-chart.ts";
import type { en } from "./en.ts";
import type { InitializationModel } from "./model.ts";
import { bounds } from "./state.ts";

type Strings = (typeof en)["live"];

/** Densities of drawn weights over bins of one width: whole, cut, and cut with the standard deviation made up for. */
export interface Weights {
  /** The bins' left ends, and the last one's right. */
  edges: readonly number[];
  whole: readonly number[];
  cut: readonly number[];
  mended: readonly number[];
  variance: number;
  factor: number;
}

const draws = 16384;
const binsPerUnit = 5;
const farthest = 4;

/** The chart of what the cut of a normal distribution leaves of it. */
export class WeightFigure {
  #shown: { at: number; seed: number; weights: Weights } | undefined;
  #top = 0;

  constructor(
    readonly chart: LineChart,
    readonly model: InitializationModel,
    readonly lemmata: Lemmata,
    readonly strings: Strings,
  ) {
    gesturesOf([chart], model);
    on<{ x: number }>(chart, "handlemove", ({ x }) => model.setCut(x));
  }

  get weights(): Weights {
    const { cut: at, seed } = this.model.state.value;
    if (at !== this.#shown?.at || seed !== this.#shown.seed) {
      this.#shown = { at, seed, weights: weightsOf(this.lemmata, at, seed) };
    }
    return this.#shown.weights;
  }

  draw(): void {
    const { weights, model } = this;
    // Under the reader's hand the axis stays.
    if (!model.state.dragging.value) this.#top = 1.15 * Math.max(...weights.cut, ...weights.whole);
    this.chart.data = weightChart(weights, model.state.value.cut, this.#top, this.strings);
  }
}

function weightsOf({ initialization }: Lemmata, cut: number, seed: number): Weights {
  const bins = 2 * farthest * binsPerUnit;
  const density = (values: Float64Array): number[] => {
    const counts = Array.from({ length: bins }, () => 0);
    for (const value of values) {
      const bin = Math.floor((value + farthest) * binsPerUnit);
      if (bin >= 0 && bin < bins) counts[bin]!++;
    }
    return counts.map((count) => (count * binsPerUnit) / draws);
  };
  const truncated = (mode: "parent" | "match-std"): number[] =>
    density(initialization.truncatedNormal(draws, { truncation: { mode, low: -cut, high: cut }, seed })); // prettier-ignore
  return {
    edges: Array.from({ length: bins + 1 }, (_, i) => i / binsPerUnit - farthest),
    whole: density(initialization.normal(draws, { seed })),
    cut: truncated("parent"),
    mended: truncated("match-std"),
    variance: initialization.truncatedMoments(0, 1, -cut, cut).variance,
    factor: initialization.truncationStdFactor(cut),
  };
}

/** Histograms of weights, whole and cut; the cut is dragged. */
function weightChart(
  weights: Weights,
  cut: number,
  top: number,
  { weights: words }: Strings,
): ChartData {
  // prettier-ignore
  const { edges, whole, mended } = weights;
  const x = edges.slice(0, -1).flatMap((edge, i) => [edge, edges[i + 1]!]);
  const steps = (densities: readonly number[]): number[] => densities.flatMap((d) => [d, d]);
  return {
    x: { min: edges[0]!, max: edges.at(-1)!, label: words.x, ticks: 8 },
    y: { min: 0, max: top, label: words.y, ticks: 4 },
    series: [
      { x, y: steps(whole), tone: "limit", dashed: true },
      { x, y: steps(mended), tone: "r", dotted: true },
      { x, y: steps(weights.cut), tone: "p" },
    ],
    marks: [
      { x: -1.6, y: 0.93 * top, tone: "p", label: words.cut, side: "left" },
      { x: -1.6, y: 0.83 * top, tone: "r", label: words.mended, side: "left" },
    ],
    handle: {
      x: cut,
      y: 0,
      tone: "p",
      label: words.label,
      text: fill(words.text, { cut: fixed(cut, 2), variance: fixed(weights.variance) }),
      step: 0.05,
      ...bounds.cut,
    },
  };
}
