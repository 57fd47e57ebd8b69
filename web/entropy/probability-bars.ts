import { defineFigure, Figure } from "../kit/figure.ts";
import { tween } from "../kit/frame.ts";
import { fixed } from "../kit/format.ts";
import { Gesture, pointIn } from "../kit/gesture.ts";
import { describe, listenToKeys } from "../kit/handle.ts";
import { clamp, linear, type Scale } from "../kit/scale.ts";
import { append, children, set, short } from "../kit/svg.ts";

export interface Bars {
  p: ArrayLike<number>;
  /** The normalized distribution, as outlines. */
  q: ArrayLike<number> | undefined;
  names: readonly string[] | undefined;
  /** What the bars and the outlines are called. */
  legend: { p: string; q: string };
  selected: number;
  /** While a gesture goes on, the axis keeps its range. */
  dragging: boolean;
  /** "Outcome {name}, probability {p}, normalized {q}" for one bar. */
  describe: (i: number) => { label: string; text: string };
}

const margin = { top: 44, right: 6, bottom: 28, left: 40 };
/** Up to here each bar is a slider of its own; beyond, one slider stands for the selected bar. */
const mostSliders = 64;
const hitSize = 44;

/**
 * `<probability-bars>`: a distribution whose bars are dragged by their tops. Property `bars`. Events:
 * `barchange` `{index, value, odds}` (a probability, or with Alt the odds beside the others' sum),
 * `barselect` `{index}`, `barhover` `{index | undefined}`, and the gesture's start and end.
 */
export class ProbabilityBars extends Figure {
  static override styles = `
    .bar { fill: var(--p); }
    .ghost { fill: none; stroke: var(--r); stroke-width: 2; stroke-linejoin: round; }
    .ghost-fill { fill: var(--r); fill-opacity: 0.09; }
    .slider { outline: none; cursor: ns-resize; }
    .slider .grip { fill: var(--surface); stroke: var(--p); stroke-width: 2.5; opacity: 0; }
    .slider.selected .grip, .slider:hover .grip { opacity: 1; }
    .slider:focus-visible .grip { stroke: var(--focus); stroke-width: 3.5; opacity: 1; }
    .area { fill: transparent; }
    .value { font-weight: 600; text-anchor: middle; }
    .legend { font-weight: 600; }
  `;

  #bars: Bars | undefined;
  #top = 0;
  #stopTween = (): void => {};
  #y: Scale = linear([0, 1], [1, 0]);
  readonly #gesture = new Gesture(this);
  readonly #axis = append(this.svg, "g");
  readonly #solid = append(this.svg, "g");
  readonly #many = append(this.svg, "path", { class: "bar" });
  readonly #ghostFill = append(this.svg, "path", { class: "ghost-fill" });
  readonly #ghost = append(this.svg, "path", { class: "ghost" });
  readonly #area = append(this.svg, "rect", { class: "area" });
  readonly #sliders = append(this.svg, "g");
  readonly #legend = append(this.svg, "g");
  readonly #value = append(this.svg, "text", { class: "value p halo" });
  #grab: { index: number; offset: number } | undefined;

  constructor() {
    super();
    this.#listen();
  }

  get bars(): Bars | undefined {
    return this.#bars;
  }
  set bars(bars: Bars | undefined) {
    this.#bars = bars;
    this.requestDraw();
  }

  protected override draw(): void {
    const bars = this.#bars;
    if (bars === undefined) return;
    this.#fitAxis(bars);
    this.#y = linear([0, this.#top], [this.height - margin.bottom, margin.top]);
    this.#drawAxis(bars);
    this.#drawBars(bars);
    this.#drawGhost(bars);
    this.#drawSliders(bars);
    this.#drawLegend(bars.legend);
  }

  // The highest bar or outline sets the axis, but never under the reader's hand.
  #fitAxis({ p, q, dragging }: Bars): void {
    const wanted = Math.min(1, niceTop(Math.max(largest(p), q ? largest(q) : 0)));
    if (this.#top === 0) this.#top = wanted;
    if (dragging || wanted === this.#goal) return;
    this.#goal = wanted;
    this.#stopTween();
    const from = this.#top;
    this.#stopTween = tween(150, (share) => {
      this.#top = from + (wanted - from) * share;
      this.requestDraw();
    });
  }
  #goal = 0;

  #drawAxis({ p, names }: Bars): void {
    const [left, right] = [margin.left, this.width - margin.right];
    this.#axis.replaceChildren();
    for (const tick of this.#y.ticks(5)) {
      const y = this.#y(tick);
      append(this.#axis, "line", {
        class: tick === 0 ? "axis" : "grid",
        x1: left,
        x2: right,
        y1: y,
        y2: y,
      });
      append(this.#axis, "text", { x: left - 8, y: y + 4, "text-anchor": "end" }, fixed(tick, this.#top < 0.1 ? 3 : this.#top < 0.5 ? 2 : 1)); // prettier-ignore
    }
    const step = labelStep(p.length, this.#pitch(p.length), names);
    for (let i = step > 1 ? step - 1 : 0; i < p.length; i += step) {
      const name = names?.[i] ?? String(i + 1);
      const at = { x: this.#centre(i, p.length), y: this.height - 9, "text-anchor": "middle" };
      append(this.#axis, "text", at, name.length > 9 ? `${name.slice(0, 8)}…` : name);
    }
    set(this.#area, { x: left, y: 0, width: right - left, height: this.height - margin.bottom });
  }

  #drawBars({ p }: Bars): void {
    const single = p.length <= 240;
    const count = single ? p.length : 0;
    const rects = children(this.#solid, count, () => append(this.#solid, "rect", { class: "bar" }));
    const width = this.#barWidth(p.length);
    const shades = ranks(p);
    rects.forEach((rect, i) => {
      const y = this.#y(p[i]!);
      set(rect, {
        x: this.#centre(i, p.length) - width / 2,
        y,
        width,
        height: Math.max(0, this.#y(0) - y),
        rx: Math.min(3, width / 4),
        // The larger the probability's rank, the deeper the blue.
        "fill-opacity": 1 - 0.55 * shades[i]!,
      });
    });
    set(this.#many, { d: single ? "" : this.#outline(p, true) });
  }

  #drawGhost({ q }: Bars): void {
    const d = q === undefined ? "" : this.#outline(q, q.length > 60);
    set(this.#ghost, { d, "stroke-width": q && q.length > 60 ? 1.5 : 2 });
    set(this.#ghostFill, { d });
  }

  #drawLegend({ p, q }: Bars["legend"]): void {
    this.#legend.replaceChildren();
    let x = this.width - margin.right;
    for (const [tone, words] of [
      ["r", q],
      ["p", p],
    ] as const) {
      const at = { class: `legend ${tone}`, x, y: 14, "text-anchor": "end" };
      const text = append(this.#legend, "text", at, words);
      x -= text.getComputedTextLength() + 18;
      const key = { class: tone === "r" ? "ghost" : "bar", x, y: 4, width: 11, height: 11, rx: 2 };
      append(this.#legend, "rect", key);
      x -= 16;
    }
  }

  #outline(values: ArrayLike<number>, joined: boolean): string {
    const half = (joined ? this.#pitch(values.length) : this.#barWidth(values.length) + 6) / 2;
    const base = short(this.#y(0));
    let d = joined ? `M${short(margin.left)} ${base}` : "";
    for (let i = 0; i < values.length; i++) {
      const x = this.#centre(i, values.length);
      const y = short(this.#y(values[i]!));
      const [a, b] = [short(x - half), short(x + half)];
      d += joined ? `L${a} ${y}H${b}` : `M${a} ${base}V${y}H${b}V${base}`;
    }
    return joined ? `${d}V${base}` : d;
  }

  #drawSliders({ p, selected, describe: say }: Bars): void {
    const count = p.length <= mostSliders ? p.length : 1;
    const sliders = children(this.#sliders, count, () => this.#makeSlider());
    const width = clamp(this.#barWidth(p.length), 8, 30);
    sliders.forEach((slider, k) => {
      const i = count === 1 ? selected : k;
      const [x, y] = [this.#centre(i, p.length), this.#y(p[i]!)];
      slider.dataset.index = String(i);
      slider.setAttribute("class", `slider${i === selected ? " selected" : ""}`);
      slider.setAttribute("tabindex", i === selected ? "0" : "-1");
      set(slider.querySelector(".grip")!, { x: x - width / 2, y: y - 5, width, height: 10, rx: 5 });
      set(slider.querySelector(".hit")!, { x: x - hitSize / 2, y: y - hitSize / 2, width: hitSize, height: hitSize }); // prettier-ignore
      describe(slider, { ...say(i), now: p[i]!, min: 0, max: 1, orientation: "vertical" });
    });
    const x = clamp(this.#centre(selected, p.length), margin.left + 20, this.width - 24);
    set(this.#value, { x, y: this.#y(p[selected] ?? 0) - 12 });
    this.#value.textContent = fixed(p[selected], 3);
  }

  #makeSlider(): SVGGElement {
    const slider = append(this.#sliders, "g", { role: "slider" });
    append(slider, "rect", { class: "hit" });
    append(slider, "rect", { class: "grip" });
    listenToKeys(slider, this.#gesture, {
      step: (right, up) => {
        if (up !== 0) this.#change(this.#index(slider), this.#p(this.#index(slider)) + up * 0.005);
        else this.#select(this.#index(slider) + Math.sign(right), true);
      },
      edge: (which) => this.#change(this.#index(slider), which === "min" ? 0 : 1),
    });
    return slider;
  }

  #listen(): void {
    const { svg } = this;
    svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || this.#bars === undefined) return;
      const [x, y] = pointIn(this, event);
      const index = this.#nearest(x);
      const top = this.#y(this.#p(index));
      if (y > this.height - margin.bottom + 4) return this.#select(index, true);
      // A press near the top grabs it; elsewhere it selects, and on the selected bar it places the top.
      if (Math.abs(y - top) <= hitSize / 2) {
        this.#grab = { index, offset: top - y };
        svg.setPointerCapture(event.pointerId);
        this.#select(index, true);
        this.#gesture.begin();
      } else if (index === this.#bars.selected) {
        this.#gesture.begin();
        this.#change(index, this.#y.invert(y), event.altKey);
        this.#gesture.end();
      } else this.#select(index, true);
      event.preventDefault();
    });
    svg.addEventListener("pointermove", (event) => {
      const [x, y] = pointIn(this, event);
      if (this.#grab === undefined) return this.emit("barhover", { index: this.#nearest(x) });
      this.#change(this.#grab.index, this.#y.invert(y + this.#grab.offset), event.altKey);
    });
    const release = (): void => {
      this.#grab = undefined;
      this.#gesture.end();
    };
    svg.addEventListener("pointerup", release);
    svg.addEventListener("pointercancel", release);
    svg.addEventListener("pointerleave", () => this.emit("barhover", { index: undefined }));
  }

  #change(index: number, value: number, odds = false): void {
    const wanted = clamp(value, 0, 1);
    this.emit("barchange", { index, value: wanted, odds });
  }

  #select(index: number, focus: boolean): void {
    const last = this.#bars!.p.length - 1;
    this.emit("barselect", { index: clamp(index, 0, last) });
    if (!focus) return;
    const sliders = [...this.#sliders.children] as SVGGElement[];
    const slider = sliders.length === 1 ? sliders[0] : sliders[clamp(index, 0, last)];
    slider?.focus({ preventScroll: true });
  }

  #index(slider: SVGGElement): number {
    return Number(slider.dataset.index);
  }
  #p(index: number): number {
    return this.#bars!.p[index]!;
  }
  #pitch(count: number): number {
    return (this.width - margin.left - margin.right) / count;
  }
  #centre(i: number, count: number): number {
    return margin.left + (i + 0.5) * this.#pitch(count);
  }
  #barWidth(count: number): number {
    const pitch = this.#pitch(count);
    return pitch > 6 ? Math.min(64, pitch * 0.66) : pitch * 0.9;
  }
  #nearest(x: number): number {
    const count = this.#bars!.p.length;
    return clamp(Math.floor((x - margin.left) / this.#pitch(count)), 0, count - 1);
  }
}

function largest(values: ArrayLike<number>): number {
  let found = 0;
  for (let i = 0; i < values.length; i++) found = Math.max(found, values[i]!);
  return found;
}

// A little above, at a step that does not jitter.
function niceTop(value: number): number {
  const step = 10 ** Math.floor(Math.log10(value * 1.1)) / 4;
  return Math.ceil((value * 1.1) / step) * step;
}

function labelStep(count: number, pitch: number, names: readonly string[] | undefined): number {
  const wide = names ? 64 : 22;
  if (pitch >= wide) return 1;
  return [2, 5, 10, 20, 50, 100, 200, 500, 1000].find((step) => pitch * step >= wide + 8) ?? count;
}

// 0 for the largest probability, 1 for the smallest.
function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[b]! - values[a]!);
  const shades = new Float64Array(values.length);
  order.forEach((i, rank) => (shades[i] = rank / Math.max(1, values.length - 1)));
  return shades;
}

defineFigure("probability-bars", ProbabilityBars);
