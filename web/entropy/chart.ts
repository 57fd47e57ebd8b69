import { fill, fixed } from "../kit/format.ts";
import type { ChartData, Guide, Mark } from "../kit/line-chart.ts";
import type { en } from "./en.ts";
import type { Evaluation } from "./evaluate.ts";

type Strings = (typeof en)["live"];

/** The curve H(γ), its tangent at γ = 1, the target, and the gap between the two answers. */
export function entropyChart(
  evaluation: Evaluation,
  target: number,
  outcomes: number,
  gammaEnd: number,
  strings: Strings,
): ChartData {
  const { entropy, slope, reachable, normalized, firstOrder, curve } = evaluation;
  const top = Math.log(outcomes) * 1.04;
  const gamma = normalized?.gamma;
  const inside = gamma !== undefined && gamma <= gammaEnd;
  const guides: Guide[] = [
    { axis: "y", value: target, tone: "q", label: `H* = ${fixed(target, 2)}` },
  ];
  for (const bound of [reachable.min, reachable.max]) {
    if (bound > 1e-9) guides.push({ axis: "y", value: bound, tone: "limit", dashed: true });
  }
  const marks: Mark[] = [{ x: 1, y: entropy, tone: "p", label: "H(p)", side: "right" }];
  const near = firstOrder !== undefined && firstOrder >= 0 && firstOrder <= gammaEnd;
  if (near && normalized !== undefined)
    marks.push({ x: firstOrder, y: target, tone: "p", hollow: true });
  const gap = inside && near ? Math.abs(gamma - firstOrder) : 0;
  return {
    x: { min: 0, max: gammaEnd, label: strings.curve.x },
    y: { min: 0, max: top, label: strings.curve.y, ticks: 5, format: (value) => fixed(value, top < 1 ? 2 : 1) },
    guides,
    series: [tangent(entropy, slope, gammaEnd, top), { x: curve.gammas, y: curve.entropy, tone: "ink" }],
    marks,
    bracket:
      gap > gammaEnd / 120
        ? { from: Math.min(gamma!, firstOrder!), to: Math.max(gamma!, firstOrder!), y: target, label: fixed(gap, 3) }
        : undefined,
    handle: inside
      ? {
          x: gamma,
          y: target,
          tone: "r",
          label: strings.curve.label,
          text: fill(strings.curve.text, { gamma: fixed(gamma, 4), entropy: fixed(target, 3) }),
          step: 0.01,
          min: 0,
          max: gammaEnd,
        }
      : undefined,
  }; // prettier-ignore
}

// The part of the line through (1, H) with the given slope that the chart holds.
function tangent(
  entropy: number,
  slope: number,
  end: number,
  top: number,
): ChartData["series"][number] {
  const at = (gamma: number): number => entropy + slope * (gamma - 1);
  const where = (height: number): number => 1 + (height - entropy) / slope;
  const from = slope < 0 ? Math.max(0, where(top)) : 0;
  const to = slope < 0 ? Math.min(end, where(0)) : end;
  return { x: [from, to], y: [at(from), at(to)], tone: "p", dashed: true };
}
