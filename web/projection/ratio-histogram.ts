import { defineFigure, Figure } from "../kit/figure.ts";
import { fixed } from "../kit/format.ts";
import { tween } from "../kit/frame.ts";
import { pointIn } from "../kit/gesture.ts";
import { Handle } from "../kit/handle.ts";
import { clamp, linear, type Scale } from "../kit/scale.ts";
import { append, set, short } from "../kit/svg.ts";
import { bounds } from "./state.ts";

export interface Histogram {
  ratios: ArrayLike<number>;
  epsilon: number;
  /** The ε that theory grants all pairs at once. */
  allowed: number;
  allowedLabel: string;
  /** What the count axis and the ratio axis are called. */
  pairs: string;
  ratio: string;
  outside: string;
  /** While a gesture goes on, the axes keep their ranges. */
  dragging: boolean;
  /** What the two handles of the band say of themselves. */
  labels: readonly [lower: string, upper: string];
  text: string;
}

/** What a bar counts. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

const margin = { top: 62, right: 14, bottom: 44, left: 40 };
const bins = 60;
// With these ends one bar is centred on the ratio 1.
const ends = [2, 3, 4, 6, 12];

/**
 * `<ratio-histogram>`: how the ratios of squared distances lie around 1, and the band 1 ± ε whose edges
 * are dragged. Property `histogram`. Events: `epsilonchange` `{epsilon}`, `barhover` `{bin | undefined}`,
 * and the gesture's start and end.
 */
export class RatioHistogram extends Figure {
  static override styles = `
    .band { fill: var(--q); fill-opacity: 0.1; }
    .edge { stroke: var(--q); stroke-width: 2; }
    .one { stroke: var(--rule-strong); }
    .allowed { stroke: var(--limit); stroke-width: 1.5; stroke-dasharray: 5 5; }
    .inside { fill: var(--r); }
    .outside { fill: var(--surface); stroke: var(--warn); stroke-width: 1.5; }
    text.outside-label { fill: var(--warn-text); font-weight: 600; }
    text.q { font-weight: 600; }
    .catch { fill: transparent; }
  `;

  #data: Histogram | undefined;
  #end = 0;
  #top = 0;
  #goal = 0;
  #stopTween = (): void => {};
  #x: Scale = linear([0, 2], [0, 1]);
  #y: Scale = linear([0, 1], [1, 0]);
  #bins: Bin[] = [];
  readonly #catch = append(this.svg, "rect", { class: "catch" });
  readonly #band = append(this.svg, "rect", { class: "band" });
  readonly #axes = append(this.svg, "g");
  readonly #allowed = append(this.svg, "path", { class: "allowed" });
  readonly #inside = append(this.svg, "path", { class: "inside" });
  readonly #outside = append(this.svg, "path", { class: "outside" });
  readonly #edges = append(this.svg, "path", { class: "edge" });
  readonly #labels = append(this.svg, "g");
  readonly #lower = this.#handle(-1);
  readonly #upper = this.#handle(1);

  constructor() {
    super();
    this.svg.addEventListener("pointermove", (event) => {
      const [x] = pointIn(this, event);
      const bin = this.#bins[Math.round((this.#x.invert(x) / this.#end) * bins)];
      this.emit("barhover", { bin: bin?.count ? bin : undefined });
    });
    this.svg.addEventListener("pointerleave", () => this.emit("barhover", { bin: undefined }));
  }

  get histogram(): Histogram | undefined {
    return this.#data;
  }
  set histogram(histogram: Histogram | undefined) {
    this.#data = histogram;
    this.requestDraw();
  }

  protected override draw(): void {
    const data = this.#data;
    if (data === undefined) return;
    this.#fitAxes(data);
    const { left, top } = margin;
    const [right, bottom] = [this.width - margin.right, this.height - margin.bottom];
    this.#x = linear([0, this.#end], [left, right]);
    this.#y = linear([0, this.#top], [bottom, top]);
    set(this.#catch, { x: left, y: top, width: right - left, height: bottom - top });
    this.#drawAxes(data);
    this.#drawBars(data);
    this.#drawBand(data);
    this.#drawLabels(data);
  }

  // The farthest ratio and the fullest bar set the axes, but never under the reader's hand.
  #fitAxes({ ratios, dragging }: Histogram): void {
    if (!dragging || this.#end === 0) {
      let most = 0;
      for (let k = 0; k < ratios.length; k++) most = Math.max(most, ratios[k]!);
      this.#end = ends.find((end) => end >= most) ?? ends.at(-1)!;
    }
    this.#bins = binned(ratios, this.#end);
    const wanted = niceTop(Math.max(...this.#bins.map(({ count }) => count)));
    if (this.#top === 0) this.#top = this.#goal = wanted;
    if (dragging || wanted === this.#goal) return;
    this.#goal = wanted;
    this.#stopTween();
    const from = this.#top;
    this.#stopTween = tween(150, (share) => {
      this.#top = from + (wanted - from) * share;
      this.requestDraw();
    });
  }

  #drawAxes({ pairs, ratio }: Histogram): void {
    const [left, right] = [margin.left, this.width - margin.right];
    const [top, bottom] = [margin.top, this.height - margin.bottom];
    this.#axes.replaceChildren();
    for (const tick of this.#y.ticks(4)) {
      const y = this.#y(tick);
      append(this.#axes, "line", { class: tick === 0 ? "axis" : "grid", x1: left, x2: right, y1: y, y2: y }); // prettier-ignore
      append(
        this.#axes,
        "text",
        { x: left - 8, y: y + 4, "text-anchor": "end" },
        String(Math.round(tick)),
      );
    }
    for (const tick of this.#x.ticks(this.width < 420 ? 5 : 8)) {
      const x = this.#x(tick);
      append(this.#axes, "line", { class: "axis", x1: x, x2: x, y1: bottom, y2: bottom + 4 });
      append(this.#axes, "text", { x, y: bottom + 18, "text-anchor": "middle" }, String(tick));
    }
    const one = this.#x(1);
    append(this.#axes, "line", { class: "one", x1: one, x2: one, y1: top, y2: bottom });
    append(this.#axes, "text", { x: 2, y: top - 10 }, pairs);
    append(this.#axes, "text", { x: right, y: bottom + 37, "text-anchor": "end" }, ratio);
  }

  // A bar may have pairs on both sides of the band's edge: those outside stand on the others.
  #drawBars({ ratios, epsilon }: Histogram): void {
    const off = new Float64Array(bins + 1);
    for (let k = 0; k < ratios.length; k++) {
      if (Math.abs(ratios[k]! - 1) > epsilon) off[binOf(ratios[k]!, this.#end)]!++;
    }
    const pitch = this.#x(this.#end / bins) - this.#x(0);
    const half = Math.max(1, pitch * 0.42);
    const bottom = this.#y(0);
    let [inside, outside] = ["", ""];
    this.#bins.forEach(({ count }, k) => {
      if (count === 0) return;
      const x = this.#x((k * this.#end) / bins);
      const [from, to] = [
        short(clamp(x - half, margin.left, this.width)),
        short(Math.min(x + half, this.width - margin.right)),
      ];
      const within = count - off[k]!;
      // One pair is to be seen among many.
      const height = (pairs: number): number =>
        pairs === 0
          ? 0
          : clamp(
              bottom - this.#y(pairs),
              3,
              bottom - margin.top + (pairs > this.#top ? margin.top / 4 : 0),
            );
      const middle = bottom - height(within);
      const top = Math.min(middle - (off[k]! > 0 ? 3 : 0), bottom - height(count));
      if (within > 0)
        inside += `M${from} ${short(bottom)}V${short(middle)}H${to}V${short(bottom)}z`;
      if (off[k]! > 0) outside += `M${from} ${short(middle)}V${short(top)}H${to}V${short(middle)}z`;
    });
    set(this.#inside, { d: inside });
    set(this.#outside, { d: outside });
  }

  #drawBand({ epsilon, allowed, labels, text }: Histogram): void {
    const { top } = margin;
    const bottom = this.height - margin.bottom;
    const [from, to] = [this.#x(1 - epsilon), this.#x(1 + epsilon)];
    set(this.#band, { x: from, y: top, width: to - from, height: bottom - top });
    set(this.#edges, { d: `M${short(from)} ${top}V${bottom}M${short(to)} ${top}V${bottom}` });
    const dashes = [1 - allowed, 1 + allowed].filter((ratio) => ratio > 0 && ratio < this.#end);
    set(this.#allowed, {
      d: dashes.map((ratio) => `M${short(this.#x(ratio))} ${top - 34}V${bottom}`).join(""),
    });
    const { min, max } = bounds.epsilon;
    const value = { text, now: epsilon, min, max };
    this.#lower.place(from, top, { ...value, label: labels[0] });
    this.#upper.place(to, top, { ...value, label: labels[1] });
  }

  #drawLabels({ epsilon, allowed, allowedLabel, outside }: Histogram): void {
    this.#labels.replaceChildren();
    const write = (text: string, x: number, y: number, tone: string, anchor: string): void => {
      append(this.#labels, "text", { class: `halo ${tone}`, x, y, "text-anchor": anchor }, text);
    };
    const above = margin.top - 16;
    write(fixed(1 - epsilon, 2), this.#x(1 - epsilon), above, "q", "middle");
    write(fixed(1 + epsilon, 2), this.#x(1 + epsilon), above, "q", "middle");
    const edge = this.#x(Math.min(1 + allowed, this.#end));
    write(allowedLabel, Math.min(edge + 6, this.width - 4), 14, "", edge > this.width * 0.45 ? "end" : "start"); // prettier-ignore
    if (outside !== "")
      append(this.#labels, "text", { class: "halo outside-label", x: this.width - margin.right, y: margin.top + 16, "text-anchor": "end" }, outside); // prettier-ignore
  }

  #handle(side: 1 | -1): Handle {
    const moved = (epsilon: number): void => this.#moved(epsilon);
    return new Handle(this, this.svg, "q", {
      drag: (x) => moved(side * (this.#x.invert(x) - 1)),
      step: (right, up) => moved(this.#data!.epsilon + (side * right + up) * 0.01),
      edge: (which) => moved(bounds.epsilon[which]),
    });
  }

  #moved(value: number): void {
    const epsilon = clamp(value, bounds.epsilon.min, bounds.epsilon.max);
    this.emit("epsilonchange", { epsilon });
  }
}

function binOf(ratio: number, end: number): number {
  return Math.min(bins, Math.round((ratio / end) * bins));
}

/** Counts ratios in bars around multiples of end/60; what lies beyond is in the last. */
export function binned(ratios: ArrayLike<number>, end: number): Bin[] {
  const width = end / bins;
  const found = Array.from({ length: bins + 1 }, (_, k) => ({
    from: Math.max(0, (k - 0.5) * width),
    to: (k + 0.5) * width,
    count: 0,
  }));
  for (let k = 0; k < ratios.length; k++) found[binOf(ratios[k]!, end)]!.count++;
  return found;
}

function niceTop(count: number): number {
  const wanted = Math.max(5, count * 1.05);
  const step = 10 ** Math.floor(Math.log10(wanted)) / 2;
  return Math.ceil(wanted / step) * step;
}

defineFigure("ratio-histogram", RatioHistogram);
