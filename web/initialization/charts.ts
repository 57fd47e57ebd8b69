import { fill, fixed, powerOfTen } from "../kit/format.ts";
import type { ChartData, Series } from "../kit/line-chart.ts";
import type { en } from "./en.ts";
import { dimensions } from "./evaluate.ts";
import { sequence } from "./state.ts";

type Strings = (typeof en)["live"];

export interface HeadChart {
  sqrt: readonly number[];
  none: readonly number[];
  chosen: readonly number[];
  scale: string;
  head: number;
}

/** The entropy of a drawn head, as a share of the most there can be, over its dimension. */
export function headChart(
  { sqrt, none, chosen, scale, head }: HeadChart,
  { heads: words }: Strings,
): ChartData {
  // prettier-ignore
  const x = dimensions.map(Math.log2);
  const series: Series[] = [
    { x, y: none, tone: "q" },
    { x, y: sqrt, tone: "p", label: words.sqrt },
  ];
  if (scale === "log" || scale === "t5") series.push({ x, y: chosen, tone: "r", dashed: true });
  const at = Math.log2(head);
  const here = chosen[dimensions.indexOf(head)]!;
  return {
    x: { min: x[0]!, max: x.at(-1)!, label: words.x, ticks: x.length, format: (value) => String(2 ** value) }, // prettier-ignore
    y: { min: 0, max: 1.05, label: words.y, ticks: 5 },
    series,
    guides: [{ axis: "y", value: 1, tone: "limit", dashed: true }],
    marks: [{ x: x[3]!, y: none[3]!, tone: "q", label: words.none, side: "left" }],
    handle: {
      x: at,
      y: here,
      tone: scale === "sqrt" ? "p" : scale === "none" ? "q" : "r",
      label: words.label,
      text: fill(words.text, { d: head, share: fixed(here, 2) }),
      step: 1,
      min: x[0]!,
      max: x.at(-1)!,
    },
  };
}

/** How far down the shares go, in decades. */
export function shareEnd(shares: ArrayLike<number>, theory: ArrayLike<number> | undefined): number {
  const kept = [...Array.from(shares), ...Array.from(theory ?? [])].filter((share) => share > 0);
  const least = kept.length > 0 ? Math.log10(Math.min(...kept)) : 0;
  return Math.max(-44, Math.min(-1, Math.floor(least)));
}

export interface ShareChart {
  shares: ArrayLike<number>;
  theory: readonly number[] | undefined;
  /** No block has a residual connection. */
  plain: boolean;
  low: number;
}

/** What is left of the input in the stream, on a logarithmic axis, beside what theory says. */
export function shareChart(
  { shares, theory, plain, low }: ShareChart,
  { shares: words }: Strings,
): ChartData {
  // prettier-ignore
  const logarithm = (values: ArrayLike<number>): number[] =>
    Array.from(values, (value) => (value > 0 ? Math.log10(value) : NaN));
  const count = Array.from(shares, (_, i) => i);
  const series: Series[] = [{ x: count, y: logarithm(shares), tone: "r" }];
  if (theory !== undefined) {
    series.push({ x: theory.map((_, i) => i), y: logarithm(theory), tone: "limit", dashed: true });
  }
  return {
    x: { min: 0, max: Math.max(shares.length - 1, 1), label: words.x, ticks: 6 },
    y: {
      min: low,
      max: -0.05 * low,
      label: words.y,
      ticks: Math.min(4, -low),
      format: decadeLabel,
    },
    series,
    ...(plain && { guides: [{ axis: "y", value: low / 2, tone: "limit", dashed: true, label: words.none }] }), // prettier-ignore
  };
}

/** How soft each block's attention is: 1 where all keys are alike, 0 where one takes everything. */
export function entropyChart(
  nats: ArrayLike<number>,
  depth: number,
  { entropies: words }: Strings,
): ChartData {
  // prettier-ignore
  const share = Array.from(nats, (h) => h / Math.log(sequence));
  const none = share.length === 0;
  return {
    x: { min: 0, max: depth, label: words.x, ticks: 6 },
    y: { min: 0, max: 1.05, label: words.y, ticks: 4 },
    series: [{ x: share.map((_, i) => i + 1), y: share, tone: "ink" }],
    guides: [
      { axis: "y", value: 1, tone: "limit", dashed: true },
      ...(none ? [{ axis: "y", value: 0.5, tone: "limit", dashed: true, label: words.none } as const] : []), // prettier-ignore
    ],
  };
}

function decadeLabel(decade: number): string {
  if (decade === 0) return "1";
  return Number.isInteger(decade) ? powerOfTen(decade) : "";
}
