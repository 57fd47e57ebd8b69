import { defineFigure, Figure, type Tone } from "./figure.ts";
import { Handle } from "./handle.ts";
import { clamp, linear, type Scale } from "./scale.ts";
import { append, children, line, set } from "./svg.ts";
import { fixed } from "./format.ts";

export interface Axis {
  min: number;
  max: number;
  label?: string;
  /** About how many ticks; they are at round numbers. */
  ticks?: number;
  /** How a tick is written; by default as short as it is. */
  format?: (value: number) => string;
}

export interface Series {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  tone: Tone;
  dashed?: boolean;
  dotted?: boolean;
  /** Written above the line's end; or below the line, to the right of the point `labelAt`. */
  label?: string;
  labelAt?: number | undefined;
}

/** A straight line across the chart at one value of an axis: a bound, a target. */
export interface Guide {
  axis: "x" | "y";
  value: number;
  tone: Tone;
  dashed?: boolean;
  label?: string;
}

export interface Mark {
  x: number;
  y: number;
  tone: Tone;
  hollow?: boolean;
  label?: string;
  /** Where the label stands, seen from the mark. */
  side?: "above" | "below" | "left" | "right";
}

export interface ChartHandle {
  x: number;
  y: number;
  tone: Tone;
  label: string;
  text: string;
  /** One arrow key's way along x, and along y where the handle moves in both. */
  step: number;
  stepY?: number;
  min: number;
  max: number;
}

export interface ChartData {
  x: Axis;
  y: Axis;
  series: readonly Series[];
  guides?: readonly Guide[];
  marks?: readonly Mark[];
  /** A bracket along x at height y: a gap worth seeing. */
  bracket?: { from: number; to: number; y: number; label?: string };
  handle?: ChartHandle;
}

const margin = { top: 24, right: 16, bottom: 40, left: 44 };

/**
 * `<line-chart>`: lines, guides, marks and one handle over two linear axes. Property `data`. Event
 * `handlemove` with `{x, y}` in the units of the axes (a key's step has `y` unless the handle has `stepY`).
 */
export class LineChart extends Figure {
  static override styles = `
    .frame { fill: none; stroke: var(--rule); }
    .bracket { fill: none; stroke: var(--warn); stroke-width: 2; }
    text.warn { fill: var(--warn-text); }
    .hollow { fill: var(--surface); stroke: var(--tone); stroke-width: 2; }
    text.label { font-weight: 600; }
    text.limit { fill: var(--ink-soft); font-weight: 400; }
  `;

  #data: ChartData | undefined;
  readonly #axes = append(this.svg, "g");
  readonly #guides = append(this.svg, "g");
  readonly #series = append(this.svg, "g");
  readonly #bracket = append(this.svg, "path", { class: "bracket" });
  readonly #marks = append(this.svg, "g");
  readonly #labels = append(this.svg, "g");
  readonly #handle = new Handle(this, this.svg, "r", {
    drag: (px, py) => this.#moved(this.#x.invert(px), this.#y.invert(py)),
    step: (right, up) => {
      const { x, y, step, stepY } = this.#data!.handle!;
      if (stepY === undefined) this.#moved(x + (right + up) * step, y);
      else this.#moved(x + right * step, y + up * stepY);
    },
    edge: (which) => this.#moved(this.#data!.handle![which], this.#data!.handle!.y),
  });
  #x: Scale = linear([0, 1], [0, 1]);
  #y: Scale = linear([0, 1], [1, 0]);

  constructor() {
    super();
    this.#handle.visible = false;
  }

  get data(): ChartData | undefined {
    return this.#data;
  }
  set data(data: ChartData | undefined) {
    this.#data = data;
    this.requestDraw();
  }

  protected override draw(): void {
    const data = this.#data;
    if (data === undefined) return;
    this.#x = linear([data.x.min, data.x.max], [margin.left, this.width - margin.right]);
    this.#y = linear([data.y.min, data.y.max], [this.height - margin.bottom, margin.top]);
    this.#drawAxes(data);
    this.#drawGuides(data.guides ?? []);
    this.#drawSeries(data.series);
    this.#drawMarks(data.marks ?? []);
    this.#drawBracket(data.bracket);
    this.#drawLabels(data);
    this.#drawHandle(data.handle);
  }

  #drawAxes({ x, y }: ChartData): void {
    const [left, right] = [margin.left, this.width - margin.right];
    const [top, bottom] = [margin.top, this.height - margin.bottom];
    this.#axes.replaceChildren();
    for (const tick of this.#y.ticks(y.ticks ?? 4)) {
      const at = this.#y(tick);
      append(this.#axes, "line", { class: "grid", x1: left, x2: right, y1: at, y2: at });
      const text = (y.format ?? String)(tick);
      append(this.#axes, "text", { x: left - 8, y: at + 4, "text-anchor": "end" }, text);
    }
    for (const tick of this.#x.ticks(x.ticks ?? 6)) {
      const at = this.#x(tick);
      append(this.#axes, "line", { class: "axis", x1: at, x2: at, y1: bottom, y2: bottom + 4 });
      const text = (x.format ?? String)(tick);
      append(this.#axes, "text", { x: at, y: bottom + 18, "text-anchor": "middle" }, text);
    }
    append(this.#axes, "line", { class: "axis", x1: left, x2: right, y1: bottom, y2: bottom });
    if (x.label !== undefined) {
      const at = { class: "math ink", x: right, y: bottom + 35, "text-anchor": "end" };
      append(this.#axes, "text", at, x.label);
    }
    if (y.label !== undefined) {
      append(this.#axes, "text", { class: "math ink", x: 2, y: top - 8 }, y.label);
    }
  }

  #drawGuides(guides: readonly Guide[]): void {
    const lines = children(this.#guides, guides.length, () => append(this.#guides, "line"));
    guides.forEach(({ axis, value, tone, dashed }, i) => {
      const along = axis === "y" ? this.#y(value) : this.#x(value);
      const ends =
        axis === "y"
          ? { x1: margin.left, x2: this.width - margin.right, y1: along, y2: along }
          : { x1: along, x2: along, y1: margin.top, y2: this.height - margin.bottom };
      set(lines[i]!, {
        class: `line ${tone}${dashed ? " dashed" : ""}`,
        "stroke-opacity": 0.8,
        ...ends,
      });
    });
  }

  #drawSeries(series: readonly Series[]): void {
    const paths = children(this.#series, series.length, () => append(this.#series, "path"));
    series.forEach(({ x, y, tone, dashed, dotted }, i) => {
      const d = line(
        x.length,
        (k) => this.#x(x[k]!),
        (k) => this.#y(y[k]!),
      );
      set(paths[i]!, { class: `line ${tone}${dashed ? " dashed" : dotted ? " dotted" : ""}`, d });
    });
  }

  #drawMarks(marks: readonly Mark[]): void {
    const dots = children(this.#marks, marks.length, () =>
      append(this.#marks, "circle", { r: 4.5 }),
    );
    marks.forEach(({ x, y, tone, hollow }, i) => {
      set(dots[i]!, {
        class: `${hollow ? "hollow" : "fill"} ${tone}`,
        cx: this.#x(x),
        cy: this.#y(y),
      });
    });
  }

  #drawBracket(bracket: ChartData["bracket"]): void {
    if (bracket === undefined) return set(this.#bracket, { d: "" });
    const [a, b] = [this.#x(bracket.from), this.#x(bracket.to)];
    const y = this.#y(bracket.y) + 14;
    set(this.#bracket, { d: `M${a} ${y - 5}V${y}H${b}V${y - 5}` });
  }

  #drawLabels({ guides = [], series, marks = [], bracket }: ChartData): void {
    this.#labels.replaceChildren();
    const write = (text: string, x: number, y: number, tone: string, anchor: string): void => {
      const inside = clamp(y, 12, this.height - 4);
      append(
        this.#labels,
        "text",
        { class: `label halo ${tone}`, x, y: inside, "text-anchor": anchor },
        text,
      );
    };
    for (const { axis, value, tone, label } of guides) {
      if (label === undefined) continue;
      if (axis === "y") write(label, this.width - margin.right, this.#y(value) - 6, tone, "end");
      else write(label, this.#x(value) + 5, margin.top + 10, tone, "start");
    }
    for (const { x, y, tone, label, labelAt } of series) {
      if (label === undefined) continue;
      const last = x.length - 1;
      if (labelAt === undefined)
        write(label, this.#x(x[last]!) - 4, this.#y(y[last]!) - 8, tone, "end");
      else write(label, this.#x(x[labelAt]!) + 8, this.#y(y[labelAt]!) + 14, tone, "start");
    }
    for (const { x, y, tone, label, side = "above" } of marks) {
      if (label === undefined) continue;
      const [dx, dy, anchor] = labelPlaces[side];
      write(label, this.#x(x) + dx, this.#y(y) + dy, tone, anchor);
    }
    if (bracket?.label !== undefined) {
      const middle = (this.#x(bracket.from) + this.#x(bracket.to)) / 2;
      write(bracket.label, middle, this.#y(bracket.y) + 30, "warn", "middle");
    }
  }

  #drawHandle(handle: ChartHandle | undefined): void {
    this.#handle.visible = handle !== undefined;
    if (handle === undefined) return;
    const { x, y, tone, label, text, min, max } = handle;
    this.#handle.element.setAttribute("class", `handle ${tone}`);
    this.#handle.place(this.#x(x), this.#y(y), {
      label,
      text,
      now: Number(fixed(x, 4)) || x,
      min,
      max,
    });
  }

  #moved(x: number, y: number): void {
    this.emit("handlemove", { x, y });
  }
}

const labelPlaces = {
  above: [0, -12, "middle"],
  below: [0, 20, "middle"],
  left: [-10, 4, "end"],
  right: [10, 4, "start"],
} as const;

defineFigure("line-chart", LineChart);
