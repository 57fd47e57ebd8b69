import type { Projection } from "lemmata";
import { drawOn } from "../kit/frame.ts";
import type { ChartData, LineChart } from "../kit/line-chart.ts";
import type { en } from "./en.ts";
import type { ProjectionModel } from "./model.ts";
import type { Points } from "./points.ts";

/** The chart of what the axes of a principal component analysis keep. */
export class Principal {
  #drawn: Points | undefined;

  constructor(
    readonly chart: LineChart,
    readonly model: ProjectionModel,
    readonly projection: Projection,
    readonly words: (typeof en)["live"]["principal"],
  ) {}

  /** Decomposes the points anew where they are others, and no hand waits for it. */
  draw(): void {
    const { points } = this.model.run.value;
    if (points === this.#drawn || this.model.state.dragging.value) return;
    this.#drawn = points;
    this.chart.data = principalChart(keptShares(this.projection, points), points.cols, this.words);
  }
}

/** Draws it on the page, once a reader comes near. */
export function bindPrincipal(
  model: ProjectionModel,
  projection: Projection,
  strings: (typeof en)["live"],
): void {
  const chart = document.getElementById("principal") as LineChart;
  const principal = new Principal(chart, model, projection, strings.principal);
  const sight = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      sight.disconnect();
      drawOn([model.run, model.state.dragging], () => principal.draw());
    },
    { rootMargin: "50%" },
  );
  sight.observe(chart);
}

/** The share of the points' variance that their first 0, 1, … principal axes keep; the last of them keep all. */
function keptShares(projection: Projection, points: Points): Float64Array {
  const { variance } = projection.pca(points, Math.min(points.rows - 1, points.cols));
  const sums = Float64Array.of(0, ...variance);
  for (let i = 1; i < sums.length; i++) sums[i]! += sums[i - 1]!;
  return sums.map((sum) => sum / sums.at(-1)!);
}

function principalChart(
  kept: Float64Array,
  dimensions: number,
  words: (typeof en)["live"]["principal"],
): ChartData {
  const axes = Array.from(kept, (_, i) => i);
  return {
    x: { min: 0, max: axes.length - 1, label: "n", ticks: 6 },
    y: { min: 0, max: 1, label: words.share, ticks: 5 },
    series: [
      // Of m orthonormal axes at random each keeps 1/m on average.
      { x: axes, y: axes.map((n) => n / dimensions), tone: "limit", dashed: true, label: words.random }, // prettier-ignore
      { x: axes, y: kept, tone: "r", label: words.principal },
    ],
  };
}
