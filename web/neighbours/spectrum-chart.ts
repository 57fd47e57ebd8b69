import { defineFigure, Figure } from "../kit/figure.ts";
import { Handle } from "../kit/handle.ts";
import { clamp, linear, type Scale } from "../kit/scale.ts";
import { append, children, line, set } from "../kit/svg.ts";
import { bounds } from "./state.ts";

export interface Spectrum {
  /** How many singular values there are. */
  most: number;
  exact: Float64Array | undefined;
  sketched: Float64Array | undefined;
  rank: number;
  oversample: number;
  /** While a gesture goes on, the axes stay. */
  dragging: boolean;
  words: {
    value: string;
    index: string;
    rank: { label: string; text: string };
    oversample: { label: string; text: string };
  };
}

const margin = { left: 46, right: 14, top: 22, bottom: 44 };
/** Values smaller than this share of the largest lie on the chart's floor. */
const depth = 1e-5;

/**
 * `<spectrum-chart>`: singular values over their number, both logarithmic, from which k is dragged along the curve and
 * p along the axis. Property `spectrum`. Events `rankchange` `{rank}`, `oversamplechange` `{oversample}`, and the
 * gestures' start and end.
 */
export class SpectrumChart extends Figure {
  static override styles = `
    .kept { fill: var(--r-soft); fill-opacity: 0.6; }
    .beyond { fill: var(--limit); fill-opacity: 0.28; }
    .dot { fill: var(--r); }
    .cut { stroke: var(--r); stroke-width: 1.5; }
    text.label { font-weight: 600; }
  `;

  #data: Spectrum | undefined;
  #range: readonly [number, number] | undefined;
  #x: Scale = linear([0, 1], [0, 1]);
  #y: Scale = linear([0, 1], [1, 0]);
  readonly #kept = append(this.svg, "rect", { class: "kept" });
  readonly #beyond = append(this.svg, "rect", { class: "beyond" });
  readonly #axes = append(this.svg, "g");
  readonly #line = append(this.svg, "path", { class: "line ink" });
  readonly #dots = append(this.svg, "g");
  readonly #cut = append(this.svg, "line", { class: "cut" });
  readonly #names = ["r", "ink"].map((tone) =>
    append(this.svg, "text", { class: `label halo ${tone}`, "text-anchor": "middle" }),
  );
  readonly #oversample = new Handle(this, this.svg, "limit", {
    drag: (px) => this.#sampled(10 ** this.#x.invert(px) - this.#data!.rank),
    step: (right, up) => this.#sampled(this.#data!.oversample + whole(right + up)),
    edge: (which) => this.#sampled(bounds.oversample[which]),
  });
  readonly #rank = new Handle(this, this.svg, "r", {
    drag: (px) => this.#ranked(10 ** this.#x.invert(px)),
    step: (right, up) => this.#ranked(this.#data!.rank + whole(right + up)),
    edge: (which) => this.#ranked(which === "min" ? 1 : this.#data!.most),
  });

  get spectrum(): Spectrum | undefined {
    return this.#data;
  }
  set spectrum(spectrum: Spectrum | undefined) {
    this.#data = spectrum;
    this.requestDraw();
  }

  protected override draw(): void {
    const data = this.#data;
    if (data === undefined) return;
    const { most, exact, sketched, rank, oversample, words } = data;
    const values = exact ?? sketched;
    if (!data.dragging || this.#range === undefined) this.#range = rangeOf(values);
    const [left, right] = [margin.left, this.width - margin.right];
    const [top, bottom] = [margin.top, this.height - margin.bottom];
    this.#x = linear([0, Math.log10(most)], [left, right]);
    this.#y = linear(this.#range, [bottom, top]);
    this.#drawAxes(data, bottom);
    const x = (j: number): number => this.#x(Math.log10(clamp(j, 1, most)));
    const y = (value: number): number => clamp(this.#y(Math.log10(value)), top, bottom);
    set(this.#kept, { x: left, y: top, width: x(rank) - left, height: bottom - top });
    set(this.#beyond, { x: x(rank), y: top, width: x(rank + oversample) - x(rank), height: bottom - top }); // prettier-ignore
    const count = exact?.length ?? 0;
    set(this.#line, { d: line(count, (j) => x(j + 1), (j) => y(exact![j]!)) }); // prettier-ignore
    const shown = sketched?.length ?? 0;
    const dots = children(this.#dots, shown, () => append(this.#dots, "circle", { class: "dot", r: 2.6 })); // prettier-ignore
    dots.forEach((dot, j) => set(dot, { cx: x(j + 1), cy: y(sketched![j]!) }));
    const k = Math.min(rank, most);
    const at = y((exact ?? sketched)?.[k - 1] ?? 1);
    set(this.#cut, { x1: x(k), x2: x(k), y1: at, y2: bottom });
    this.#rank.place(x(k), at, { ...words.rank, now: rank, min: 1, max: most });
    this.#oversample.place(x(rank + oversample), bottom, { ...words.oversample, now: oversample, ...bounds.oversample }); // prettier-ignore
    const [name, other] = this.#names as [SVGTextElement, SVGTextElement];
    set(name, { x: clamp(x(k), left + 18, right - 18), y: Math.max(at - 16, 12) });
    name.textContent = `k = ${rank}`;
    set(other, { x: clamp(x(rank + oversample), left + 18, right - 18), y: bottom + 34 });
    other.textContent = `p = ${oversample}`;
  }

  #drawAxes({ most, words }: Spectrum, bottom: number): void {
    const [left, right] = [margin.left, this.width - margin.right];
    this.#axes.replaceChildren();
    for (const tick of this.#y.ticks(4).filter(Number.isInteger)) {
      const at = this.#y(tick);
      append(this.#axes, "line", { class: "grid", x1: left, x2: right, y1: at, y2: at });
      append(this.#axes, "text", { x: left - 8, y: at + 4, "text-anchor": "end" }, powerOf(tick));
    }
    append(this.#axes, "line", { class: "axis", x1: left, x2: right, y1: bottom, y2: bottom });
    for (const j of [1, 2, 5, 10, 20, 50, 100, 200]) {
      if (j > most) continue;
      const at = this.#x(Math.log10(j));
      append(this.#axes, "line", { class: "axis", x1: at, x2: at, y1: bottom, y2: bottom + 4 });
      append(this.#axes, "text", { x: at, y: bottom + 18, "text-anchor": "middle" }, String(j));
    }
    append(this.#axes, "text", { class: "math ink", x: 2, y: 14 }, words.value);
    append(this.#axes, "text", { class: "math ink", x: right, y: bottom + 36, "text-anchor": "end" }, words.index); // prettier-ignore
  }

  #ranked(value: number): void {
    const rank = clamp(Math.round(value), 1, this.#data!.most);
    this.emit("rankchange", { rank });
  }

  #sampled(value: number): void {
    const oversample = clamp(Math.round(value), bounds.oversample.min, bounds.oversample.max);
    this.emit("oversamplechange", { oversample });
  }
}

// A whole number is the least step, also with Alt.
function whole(steps: number): number {
  return Math.sign(steps) * Math.max(1, Math.round(Math.abs(steps)));
}

function rangeOf(values: Float64Array | undefined): readonly [number, number] {
  if (values === undefined || !(values[0]! > 0)) return [-1, 2];
  const high = Math.log10(values[0]!);
  const least = Math.log10(Math.max(values.at(-1)!, values[0]! * depth));
  return [Math.min(least, high - 1) - 0.15, high + 0.15];
}

const digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
function powerOf(exponent: number): string {
  if (exponent >= 0 && exponent < 4) return String(10 ** exponent);
  return exponent > -3 ? String(10 ** exponent) : `10⁻${digits[-exponent]}`;
}

defineFigure("spectrum-chart", SpectrumChart);
