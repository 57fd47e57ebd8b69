import { fill, fixed, significant } from "../kit/format.ts";
import type { Axis, ChartData, ChartHandle, Guide, Series } from "../kit/line-chart.ts";
import { clamp } from "../kit/scale.ts";
import type { en } from "./en.ts";
import type { SmoothingModel } from "./model.ts";
import { cornersIn } from "./shape.ts";
import { widthLimits, type View } from "./state.ts";

type Strings = (typeof en)["live"];

/** What is drawn beside the stage: the error, a derivative, or the error of every width. */
export function chartOf(model: SmoothingModel, range: View, hovered: number | undefined, strings: Strings): ChartData {
  const { chart, view, at } = model.state.value;
  if (chart === "widths") return widthsChart(model, range, strings);
  const { here } = model;
  const { y: label, value, series, guides } = {
    error: () => errorChart(model, strings),
    slope: () => slopeChart(model, strings),
    curvature: () => curvatureChart(model, strings),
  }[chart](); // prettier-ignore
  const handle: ChartHandle | undefined =
    value === undefined
      ? undefined
      : {
          x: at,
          y: clamp(value, range.from, range.to),
          tone: "r",
          label: strings.chart.at,
          text: fill(strings.chart.text, { x: fixed(at, 2), g: fixed(here.value.g), y: fixed(value) }), // prettier-ignore
          step: (view.to - view.from) / 160,
          min: view.from,
          max: view.to,
        };
  const pointed: Guide[] = hovered === undefined ? [] : [{ axis: "x", value: hovered, tone: "limit" }]; // prettier-ignore
  return {
    x: { min: view.from, max: view.to, label: "x", ticks: 5, format: plain },
    y: heights(range, label),
    guides: [{ axis: "y", value: 0, tone: "limit" }, ...guides, ...pointed],
    series: series.map((one) => ({ ...one, y: within(one.y, range) })),
    handle,
  };
} // prettier-ignore

/** The heights that a chart's curves need. */
export function rangeOf(model: SmoothingModel): View {
  const { chart } = model.state.value;
  const { f, fSlope, smoothed } = model.curves.value;
  if (chart === "widths") {
    const powers = finite(model.byWidth.value.errors.map(Math.log10));
    if (powers.length === 0) return { from: -3, to: 0 };
    const [low, high] = [Math.max(-6, Math.min(...powers)), Math.max(...powers)];
    return { from: Math.min(low, high - 1) - 0.2, to: high + 0.3 };
  }
  if (smoothed === undefined) return { from: -1, to: 1 };
  const { g, slope, curvature } = smoothed;
  const values = {
    error: () => [...g.map((y, i) => y - f[i]!)],
    slope: () => [...slope, ...finite(fSlope)],
    curvature: () => [...curvature],
  }[chart]();
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const size = high - low > 1e-9 ? high - low : 1;
  return { from: low - 0.08 * size, to: high + 0.16 * size };
}

interface Curve {
  y: string;
  value: number | undefined;
  series: readonly (Series & { y: Float64Array })[];
  guides: readonly Guide[];
}

function errorChart({ curves, here, error }: SmoothingModel, strings: Strings): Curve {
  const { x, f, smoothed } = curves.value;
  const largest = error.value;
  return {
    y: "g − f",
    value: here.value.g === undefined ? undefined : here.value.g - here.value.f,
    series: smoothed ? [{ x, y: smoothed.g.map((y, i) => y - f[i]!), tone: "r" }] : [],
    guides: largest
      ? [
          {
            axis: "y",
            value: largest.positive ? largest.value : -largest.value,
            tone: "limit",
            dashed: true,
            label: fill(strings.chart.largest, { error: significant(largest.value, 4) }),
          },
        ]
      : [],
  };
}

function slopeChart({ curves, here }: SmoothingModel, strings: Strings): Curve {
  const { x, fSlope, smoothed } = curves.value;
  return {
    y: strings.chart.slope,
    value: here.value.slope,
    series: [
      { x, y: fSlope, tone: "p", dashed: true },
      ...(smoothed ? [{ x, y: smoothed.slope, tone: "r" as const }] : []),
    ],
    guides: [],
  };
}

function curvatureChart({ curves, here, state }: SmoothingModel, strings: Strings): Curve {
  const { f, view } = state.value;
  const { x, smoothed } = curves.value;
  return {
    y: strings.chart.curvature,
    value: here.value.curvature,
    series: smoothed ? [{ x, y: smoothed.curvature, tone: "r" }] : [],
    // Where f″ would be a spike.
    guides: cornersIn(f, view.from, view.to).map((value) => ({ axis: "x", value, tone: "p", dashed: true })), // prettier-ignore
  };
}

// Both axes are logarithms: a straight line of slope 1 is an error that shrinks as the width does.
function widthsChart({ byWidth, error, state }: SmoothingModel, range: View, strings: Strings): ChartData {
  const { view, width } = state.value;
  const { widths, errors } = byWidth.value;
  const { min, max } = widthLimits(view);
  const now = error.value?.value;
  const power = (value: number): string => significant(10 ** value, 2);
  return {
    x: { min: Math.log10(min), max: Math.log10(max), label: strings.chart.width, ticks: 5, format: power },
    y: { min: range.from, max: range.to, label: strings.chart.errors, ticks: 5, format: power },
    series: [{ x: widths.map(Math.log10), y: within(errors.map(Math.log10), range), tone: "r" }],
    handle:
      now === undefined || !(now > 0)
        ? undefined
        : {
            x: Math.log10(width),
            y: clamp(Math.log10(now), range.from, range.to),
            tone: "q",
            label: strings.chart.widthLabel,
            text: fill(strings.chart.widthText, { width: significant(width, 4), error: significant(now, 4) }),
            step: 0.02,
            min: Math.log10(min),
            max: Math.log10(max),
          },
  };
} // prettier-ignore

function heights({ from, to }: View, label: string): Axis {
  return { min: from, max: to, label, ticks: 5, format: plain };
}

function plain(value: number): string {
  return significant(value, 3).replace("-", "−");
}

// While a width is dragged the axis stands still, and a spike ends where the chart does.
function within(values: Float64Array, { from, to }: View): Float64Array {
  return values.map((y) => (Number.isFinite(y) ? clamp(y, from, to) : NaN));
}

function finite(values: Float64Array): Float64Array {
  return values.filter(Number.isFinite);
}
