import { fill, fixed } from "../kit/format.ts";
import type { ChartData, Guide, Mark, Series } from "../kit/line-chart.ts";
import type { en } from "./en.ts";
import type { Evaluation, Judged } from "./evaluate.ts";

type Strings = (typeof en)["live"];

export interface Ends {
  steps: number;
  loss: number;
}

/** How far the axes of the losses reach. */
export function lossEnds({ steps, closed, whitened }: Evaluation): Ends {
  const losses = [...steps, closed, whitened].map((judged) => judged?.logLoss ?? 0);
  // A closed form that errs by far would press the steps flat: they set the height, and it at most doubles it.
  const start = steps[0]!.logLoss;
  const top = Math.max(start, Math.min(Math.max(...losses), 2 * start));
  return { steps: Math.max(6, steps.length - 1), loss: top * 1.08 };
}

/** The loss after each Newton step, from zero and from the closed form, beside the closed forms' own. */
export function lossChart(
  evaluation: Evaluation,
  step: number,
  ends: Ends,
  { loss: words }: Strings,
): ChartData {
  const { steps, newton, closed, whitened, fromClosed, separable } = evaluation;
  const series: Series[] = [];
  const count = (length: number, from = 0): number[] => Array.from({ length }, (_, i) => from + i);
  const losses = steps.map(({ logLoss }) => logLoss);
  if (separable !== undefined) {
    const from = Math.max(0, newton - 1);
    series.push({ x: count(steps.length - from, from), y: losses.slice(from), tone: "ink", dashed: true }); // prettier-ignore
  }
  series.push({ x: count(newton), y: losses.slice(0, newton), tone: "ink" });
  if (fromClosed !== undefined && closed !== undefined) {
    series.push({ x: count(fromClosed.length), y: fromClosed, tone: "r", dashed: true });
  }
  const guides: Guide[] = [];
  const inside = (judged: Judged | undefined): judged is Judged =>
    judged !== undefined && judged.logLoss <= ends.loss;
  const apart = Math.abs((closed?.logLoss ?? 0) - (whitened?.logLoss ?? 0)) > 0.09 * ends.loss;
  if (inside(whitened)) {
    guides.push({ axis: "y", value: whitened.logLoss, tone: "warn", dashed: true, ...(apart && { label: words.whitened }) }); // prettier-ignore
  }
  if (inside(closed)) {
    guides.push({ axis: "y", value: closed.logLoss, tone: "r", label: apart ? words.closed : words.both }); // prettier-ignore
  }
  const marks: Mark[] = losses.map((loss, i) => ({ x: i, y: loss, tone: "ink", hollow: i >= newton })); // prettier-ignore
  const here = losses[step]!;
  return {
    x: { min: 0, max: ends.steps, label: words.x, ticks: Math.min(ends.steps, 8) },
    y: { min: 0, max: ends.loss, label: words.y, ticks: 5 },
    series,
    guides,
    marks: marks.filter((_, i) => i !== step),
    handle: {
      x: step,
      y: here,
      tone: "ink",
      label: words.label,
      text: fill(words.text, { step, loss: fixed(here) }),
      step: 1,
      min: 0,
      max: steps.length - 1,
    },
  };
}

/** Points whose probability of class 1 is nearly the same, and how many of them are of class 1. */
export interface Bin {
  predicted: number;
  share: number;
  count: number;
}

export const bins = 8;

/** Bins of as many points each, by their probability of class 1. */
export function binned(probabilities: ArrayLike<number>, labels: readonly number[]): Bin[] {
  const order = labels.map((_, i) => i).sort((a, b) => probabilities[a]! - probabilities[b]!);
  const found: Bin[] = [];
  const count = Math.min(bins, Math.floor(labels.length / 3));
  for (let k = 0; k < count; k++) {
    const part = order.slice((k * order.length) / count, ((k + 1) * order.length) / count);
    const mean = (values: ArrayLike<number>): number =>
      part.reduce((sum, i) => sum + values[i]!, 0) / part.length;
    found.push({ predicted: mean(probabilities), share: mean(labels), count: part.length });
  }
  return found;
}

/** What was predicted against what came: a calibrated classifier's points lie on the diagonal. */
export function calibrationChart(
  found: readonly Bin[],
  tone: "r" | "warn" | "ink",
  { calibration: words }: Strings,
): ChartData {
  const [x, y] = [found.map((bin) => bin.predicted), found.map((bin) => bin.share)];
  return {
    x: { min: 0, max: 1, label: words.x, ticks: 4 },
    y: { min: 0, max: 1, label: words.y, ticks: 4 },
    series: [
      { x: [0, 1], y: [0, 1], tone: "limit", dashed: true },
      { x, y, tone },
    ],
    marks: found.map(({ predicted, share }) => ({ x: predicted, y: share, tone })),
  };
}
