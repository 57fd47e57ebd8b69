import { fill } from "../kit/format.ts";
import type { ChartData, Mark, Series } from "../kit/line-chart.ts";
import type { en } from "./en.ts";
import type { Errors, SketchJob } from "./sketch.ts";

/** Decades between which the least errors lie, to 1e-5 of the picture at most. */
export function errorEnds(tails: Float64Array): readonly [number, number] {
  const norm = tails[0]!;
  const last = tails[Math.min(tails.length - 2, 128)]! / norm;
  const low = Math.max(Math.log10(Math.max(last, 1e-9)), -5);
  return [Math.floor(low * 4) / 4, Math.ceil(Math.log10(Math.max(tails[1]! / norm, 1e-4)) * 4) / 4 + 0.4]; // prettier-ignore
}

const decades: Record<number, string> = {
  0: "1",
  [-0.5]: "0.32",
  [-1]: "0.1",
  [-1.5]: "0.032",
  [-2]: "0.01",
  [-3]: "10⁻³",
  [-4]: "10⁻⁴",
  [-5]: "10⁻⁵",
};

/** Errors over the rank, both logarithmic: the least, those of the sketch, and those without a power step. */
export function errorChart(
  tails: Float64Array,
  errors: Errors | undefined,
  now: { rank: number; error: number } | undefined,
  { oversample, power }: SketchJob,
  [low, high]: readonly [number, number],
  words: (typeof en)["live"]["picture"],
): ChartData {
  // What is below the axis lies on it; what is no number stays a gap.
  const log = (value: number): number => Math.max(Math.log10(value), low);
  const ranks = Array.from({ length: Math.min(tails.length - 2, 128) }, (_, j) => j + 1);
  const logs = ranks.map((k) => Math.log10(k));
  const series: Series[] = [
    { x: logs, y: ranks.map((k) => log(tails[k]! / tails[0]!)), tone: "limit", dashed: true },
  ];
  // Above each other, the sketch's error and the least: between them is what chance costs.
  const marksAt = (rank: number): Mark[] => {
    const x = Math.log10(rank);
    const label = fill(words.now, { p: oversample, q: power });
    const best = tails[rank]! / tails[0]!;
    // With power steps the two lie upon each other, and above them is the curve without.
    const side = power > 0 ? "below" : "above";
    const mark: Mark = { x, y: log(now!.error), tone: "r", label, side };
    if (best < 10 ** low || power > 0) return [mark];
    return [{ x, y: log(best), tone: "limit", hollow: true, label: words.best, side: "below" }, mark]; // prettier-ignore
  };
  const marks = now === undefined || now.rank > 128 ? [] : marksAt(now.rank);
  if (errors !== undefined && errors.ranks.length > 1) {
    const x = errors.ranks.map((k) => Math.log10(k));
    if (power > 0) {
      series.push({ x, y: errors.plain.map(log), tone: "q" });
      const named = Math.min(3, x.length - 1);
      marks.push({ x: x[named]!, y: log(errors.plain[named]!), tone: "q", hollow: true, label: words.plain }); // prettier-ignore
    }
    series.push({ x, y: errors.now.map(log), tone: "r" });
  }
  return {
    x: { min: 0, max: Math.log10(128), ticks: 4, format: (tick) => String(Math.round(10 ** tick)), label: words.rank }, // prettier-ignore
    y: { min: low, max: high, ticks: 4, format: (tick) => decades[tick] ?? "", label: words.error },
    series,
    marks,
  };
}
