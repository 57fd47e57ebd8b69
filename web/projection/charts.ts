import { fill, fixed, significant } from "../kit/format.ts";
import type { ChartData, Guide, Mark } from "../kit/line-chart.ts";
import type { en } from "./en.ts";
import type { Growth, Heads, Theory } from "./evaluate.ts";
import { bounds } from "./state.ts";

type Strings = (typeof en)["live"];

const decades = ["1", "10", "100", "1000", "10⁴", "10⁵", "10⁶", "10⁷"];
const power = (log: number): string => decades[log] ?? "";
const thousands = (n: number): string => (n >= 1e4 ? `${n / 1000}k` : String(n));

/** Dimensions over the number of points: straight lines, for N is on a logarithmic axis. */
export function growthChart(
  { logs, curves }: Growth,
  { needs, maxPoints }: Theory,
  { points, n, top }: { points: number; n: number; top: number },
  strings: Strings,
): ChartData {
  const need = needs.at(-1)!;
  const guides: Guide[] = [
    { axis: "y", value: n, tone: "p", label: fill(strings.growth.n, { n: String(n) }) },
  ];
  const marks: Mark[] = [];
  if (maxPoints >= bounds.points.min && maxPoints <= bounds.points.max) {
    marks.push({ x: Math.log10(maxPoints), y: n, tone: "p", hollow: true });
  }
  return {
    x: { ...logRange(bounds.points), label: "N", format: power, ticks: 7 },
    y: { min: 0, max: top, label: "n", ticks: 5, format: thousands },
    guides,
    series: [
      { x: logs, y: curves.article!, tone: "limit", dashed: true, label: strings.methods.article },
      {
        x: logs,
        y: curves.quoted!,
        tone: "ink",
        dashed: true,
        label: strings.methods["dasgupta-gupta"],
        labelAt: 7,
      },
      { x: logs, y: curves.exact!, tone: "r", label: strings.methods.exact },
    ],
    marks,
    handle: {
      x: Math.log10(points),
      y: need,
      tone: "r",
      label: strings.growth.label,
      text: fill(strings.growth.text, { points: String(Math.round(points)), n: String(need) }),
      step: 0.1,
      ...logRange(bounds.points),
    },
  };
}

/** Where the axis of n ends: the article's line leaves it at the largest N. */
export function growthTop({ curves }: Growth): number {
  const wanted = curves.article!.at(-1)! * 1.08;
  const unit = 10 ** Math.floor(Math.log10(wanted));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * unit).find((end) => end >= wanted)!;
}

/** The width of attention heads over the number of tokens. */
export function headsChart(
  { logs, curves }: Growth,
  heads: Heads,
  tokens: number,
  strings: Strings,
): ChartData {
  const most = Math.max(curves.golden!.at(-1)!, curves.pair!.at(-1)!) * 1.1;
  return {
    x: { ...logRange(bounds.tokens), label: "N", format: power, ticks: 7 },
    y: { min: 0, max: most, label: "n", ticks: 5, format: thousands },
    series: [
      { x: logs, y: curves.golden!, tone: "limit", dashed: true },
      { x: logs, y: curves.pair!, tone: "r", label: strings.heads.pair },
      { x: logs, y: curves.row!, tone: "q", label: strings.heads.row },
    ],
    marks: [{ x: Math.log10(tokens), y: heads.row, tone: "q", label: String(heads.row), side: "below" }],
    handle: {
      x: Math.log10(tokens),
      y: heads.pair,
      tone: "r",
      label: strings.heads.label,
      text: fill(strings.heads.text, { tokens: String(Math.round(tokens)), n: String(heads.pair), row: String(heads.row) }),
      step: 0.1,
      ...logRange(bounds.tokens),
    },
  }; // prettier-ignore
}

function logRange({ min, max }: { min: number; max: number }): { min: number; max: number } {
  return { min: Math.log10(min), max: Math.log10(max) };
}

/** How a probability, or a bound on one, is written. */
export function chance(value: number): string {
  if (value === 1) return "1";
  return value >= 0.0995 ? fixed(value, 2) : significant(value, 2);
}
