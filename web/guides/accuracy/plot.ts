import { scaleLog } from "d3-scale";
import { line } from "d3-shape";

/** What is known of one function in one situation. */
export interface Line {
  function: string;
  situation: string;
  cases: number;
  worst: { at: number; error: number; unavoidable: number };
  /** The most times that an error is the unavoidable one. */
  times: number;
  points: readonly (readonly [at: number, error: number, unavoidable: number])[];
}

const width = 320;
const height = 210;
const margin = { left: 42, right: 20, top: 8, bottom: 36 };

/** Errors over places, both on logarithmic axes; dashed, what rounding the arguments does. */
export function plot(lines: readonly Line[], label: string, axis: string): string {
  const places = lines.flatMap(({ points }) => points.map(([at]) => at));
  const x = scaleLog([Math.min(...places), Math.max(...places)], [margin.left, width - margin.right]); // prettier-ignore
  const errors = lines.flatMap(({ points }) => points.flatMap(([, ...both]) => both));
  const most = Math.max(1e-14, ...errors);
  const y = scaleLog([1e-17, most * 2], [height - margin.bottom, margin.top]).clamp(true);
  const curve = (points: Line["points"], which: 1 | 2): string =>
    line<Line["points"][number]>(
      (point) => round(x(point[0])),
      (point) => round(y(Math.max(point[which], 1e-17))),
    )(points)!;
  const drawn = lines.map(({ points }, i) => {
    const dots = points.map(
      ([at, error]) =>
        `<circle cx="${round(x(at))}" cy="${round(y(Math.max(error, 1e-17)))}" r="2.2"/>`,
    );
    return `<g class="key-${i}"><path class="bound" d="${curve(points, 2)}"/><path d="${curve(points, 1)}"/>${dots.join("")}</g>`;
  });
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">${grid(x, y)}${drawn.join("")}<text x="${(margin.left + width - margin.right) / 2}" y="${height - 4}" text-anchor="middle">${axis}</text></svg>`;
}

type Scale = ReturnType<typeof scaleLog<number, number>>;

function grid(x: Scale, y: Scale): string {
  const across = decades(x).map((exponent) => {
    const at = round(x(10 ** exponent));
    return `<line x1="${at}" x2="${at}" y1="${margin.top}" y2="${height - margin.bottom}"/>${power(exponent, at, height - margin.bottom + 14, "middle")}`;
  });
  const up = decades(y).map((exponent) => {
    const at = round(y(10 ** exponent));
    return `<line x1="${margin.left}" x2="${width - margin.right}" y1="${at}" y2="${at}"/>${power(exponent, margin.left - 5, at + 3.5, "end")}`;
  });
  return `<g class="grid">${across.join("")}${up.join("")}</g>`;
}

/** Four or five whole powers of ten within a scale. */
function decades(scale: Scale): number[] {
  const [from, to] = scale.domain().map(Math.log10) as [number, number];
  const span = to - from;
  const step = [1, 2, 3, 4, 5, 10, 20, 50, 100].find((step) => span / step <= 5) ?? 100;
  const first = Math.ceil((from - 1e-9) / step) * step;
  return Array.from({ length: Math.floor((to - first) / step + 1e-9) + 1 }, (_, i) => first + i * step); // prettier-ignore
}

function power(exponent: number, x: number, y: number, anchor: string): string {
  const text = exponent === 0 ? "1" : `10<tspan class="raised" dy="-4">${String(exponent).replace("-", "−")}</tspan>`; // prettier-ignore
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${text}</text>`;
}

function round(x: number): number {
  return Math.round(x * 10) / 10;
}
