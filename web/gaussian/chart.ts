import { fill, fixed } from "../kit/format.ts";
import type { ChartData } from "../kit/line-chart.ts";
import type { en } from "./en.ts";
import type { Path } from "./evaluate.ts";

type Strings = (typeof en)["live"]["chart"];

/** How far the Gaussian at time t is from P, by three rulers; its handle is t. */
export function pathChart(
  path: Path,
  t: number,
  distance: number,
  top: number,
  strings: Strings,
): ChartData {
  const { wasserstein2, bhattacharyya, hellinger } = path;
  const inside = bhattacharyya.filter((y) => y <= top).length;
  // Bhattacharyya's curve is steep at its end: its name stands below it, further left.
  const shown = Math.round(0.66 * inside);
  const roomy = bhattacharyya[shown]! > top / 7;
  return {
    x: { min: 0, max: 1, label: "t", ticks: 5, format: (value) => fixed(value, 1) },
    y: { min: 0, max: top, label: strings.y, ticks: 5 },
    series: [
      { x: path.t, y: hellinger, tone: "limit", label: strings.hellinger, labelAt: path.t.length >> 1 }, // prettier-ignore
      { x: path.t.subarray(0, inside), y: bhattacharyya.subarray(0, inside), tone: "ink", dashed: true, label: strings.bhattacharyya, labelAt: roomy ? shown : undefined }, // prettier-ignore
      { x: path.t, y: wasserstein2, tone: "r", label: strings.wasserstein2 },
    ],
    handle: {
      x: t,
      y: distance,
      tone: "r",
      label: strings.label,
      text: fill(strings.text, { t: fixed(t, 2), distance: fixed(distance) }),
      step: 0.01,
      min: 0,
      max: 1,
    },
  };
}

/** Where the chart's axis ends: W₂ and Hellinger are shown whole, the Bhattacharyya distance while it is of their size. */
export function chartTop({ wasserstein2, bhattacharyya, hellinger }: Path): number {
  const whole = Math.max(wasserstein2.at(-1)!, hellinger.at(-1)!);
  const highest = Math.max(whole, Math.min(bhattacharyya.at(-1)!, 1.6 * whole));
  return niceTop(highest > 0 ? highest * 1.08 : 1);
}

function niceTop(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
    .map((step) => step * unit)
    .find((top) => top >= value)!;
}
