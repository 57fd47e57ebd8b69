import { fill, fixed } from "../kit/format.ts";
import type { ChartData, Mark } from "../kit/line-chart.ts";
import { chance } from "./chance.ts";
import type { en } from "./en.ts";
import type { Curve } from "./hashing.ts";

type Strings = (typeof en)["live"];

/** The chance to meet over the angle; dots where pairs of directions were counted. */
export function curveChart(
  { degrees, oneBit, banded, share }: Curve,
  theta: number,
  meet: number,
  strings: Strings,
): ChartData {
  const marks: Mark[] = [];
  for (let i = 2; i < degrees.length; i += 2)
    marks.push({ x: degrees[i]!, y: share[i]!, tone: "limit", hollow: true });
  const apart = Math.abs(theta);
  return {
    x: { min: 0, max: 180, ticks: 6, format: (degree) => `${degree}°`, label: strings.curve.x },
    y: { min: 0, max: 1, ticks: 5 },
    series: [
      { x: degrees, y: oneBit, tone: "limit", dashed: true, label: strings.curve.one, labelAt: 27 },
      { x: degrees, y: banded, tone: "r" },
    ],
    marks,
    handle: {
      x: apart,
      y: meet,
      tone: "q",
      label: strings.curve.label,
      text: fill(strings.curve.text, { theta: fixed(apart, 1), chance: chance(meet) }),
      step: 1,
      min: 0,
      max: 180,
    },
  };
}
