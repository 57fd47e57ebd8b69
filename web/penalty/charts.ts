import type { Axis, ChartData, Mark } from "../kit/line-chart.ts";
import { fill, significant } from "../kit/format.ts";
import type { en } from "./en.ts";
import { limits } from "./state.ts";
import type { Trajectory } from "./training.ts";

type Strings = (typeof en)["live"];

/** The decades an axis reaches over. */
export interface Decades {
  min: number;
  max: number;
}

const superscripts: Record<string, string> = { "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸", "9": "⁹" }; // prettier-ignore

function power(decade: number): string {
  if (!Number.isInteger(decade)) return "";
  return `10${[...String(decade)].map((c) => superscripts[c]).join("")}`;
}

const decadesAxis = ({ min, max }: Decades, label: string): Axis => ({
  min,
  max,
  label,
  ticks: Math.min(6, Math.max(2, max - min)),
  format: power,
});

/** The decades that hold these numbers, at most eight of them. */
export function decadesOf(...columns: readonly ArrayLike<number>[]): Decades {
  let [min, max] = [Infinity, -Infinity];
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      const value = Math.log10(column[i]!);
      if (!Number.isFinite(value)) continue;
      [min, max] = [Math.min(min, value), Math.max(max, value)];
    }
  }
  if (min > max) return { min: -1, max: 1 };
  const top = Math.ceil(max + 0.05);
  return { min: Math.max(Math.floor(min - 0.05), top - 8), max: top };
}

/** Both sides at many places and at the probe: under the diagonal, wherever the theorem holds. */
export function scatterChart(
  { left, right }: { left: ArrayLike<number>; right: ArrayLike<number> },
  probe: { left: number; right: number },
  ends: { left: Decades; right: Decades },
  { scatter: words }: Strings,
): ChartData {
  const within = (value: number, { min, max }: Decades): boolean =>
    value >= 10 ** min && value <= 10 ** max;
  const inside = (l: number, r: number): boolean => within(l, ends.left) && within(r, ends.right);
  const marks: Mark[] = [];
  for (let i = 0; i < left.length; i++) {
    const [l, r] = [left[i]!, right[i]!];
    if (!inside(l, r)) continue;
    const above = l > r * (1 + 1e-9);
    marks.push({
      x: Math.log10(r),
      y: Math.log10(l),
      tone: above ? "warn" : "limit",
      hollow: true,
    });
  }
  if (inside(probe.left, probe.right)) {
    marks.push({ x: Math.log10(probe.right), y: Math.log10(probe.left), tone: "r", label: words.probe, side: "above" }); // prettier-ignore
  }
  const from = Math.max(ends.left.min, ends.right.min);
  const to = Math.min(ends.left.max, ends.right.max);
  const diagonal = from < to ? [from, to] : [];
  return {
    x: decadesAxis(ends.right, words.x),
    y: decadesAxis(ends.left, words.y),
    series: [{ x: diagonal, y: diagonal, tone: "limit", dashed: true }],
    marks,
  };
}

/** The loss and both squared norms before each step, on one logarithmic axis. */
export function learningChart(
  known: Trajectory | undefined,
  step: number,
  ends: Decades,
  { learning: words }: Strings,
): ChartData {
  const drawn = (values: readonly number[]): { x: number[]; y: number[] } => {
    const x: number[] = [];
    const y: number[] = [];
    // Every third step is as fine as the eye.
    for (let k = 0; k < values.length; k += k < 60 ? 1 : 3) {
      x.push(k);
      y.push(Math.max(Math.log10(values[k]!), ends.min));
    }
    return { x, y };
  };
  const { losses = [], inputs = [], parameters = [] } = known ?? {};
  const at = Math.min(step, Math.max(0, losses.length - 1));
  const loss = losses[at];
  return {
    x: { min: 0, max: limits.steps, label: words.x, ticks: 4 },
    y: decadesAxis(ends, words.y),
    series:
      losses.length === 0
        ? []
        : [
            { ...drawn(parameters), tone: "q", label: words.parameter },
            { ...drawn(inputs), tone: "p", label: words.input },
            { ...drawn(losses), tone: "ink", label: words.loss },
          ],
    guides: [{ axis: "x", value: at, tone: "limit", dashed: true }],
    handle: {
      x: at,
      y: loss === undefined ? ends.max : Math.max(Math.log10(loss), ends.min),
      tone: "r",
      label: words.label,
      text: fill(words.text, { step: at, loss: significant(loss, 3) }),
      step: 5,
      min: 0,
      max: known?.last ?? limits.steps,
    },
  };
}
