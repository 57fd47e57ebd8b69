import { defineFigure, Figure } from "../kit/figure.ts";
import { fixed } from "../kit/format.ts";
import { Handle } from "../kit/handle.ts";
import { clamp, linear, type Scale } from "../kit/scale.ts";
import { append, set } from "../kit/svg.ts";

export interface ScaleData {
  /** H(p), and the target, in nats. */
  entropy: number;
  target: number;
  /** The scale's end: the logarithm of the number of outcomes. */
  end: number;
  /** How it is written: "ln 8". */
  endLabel: string;
  reachable: { min: number; max: number };
  label: string;
  text: string;
}

const margin = { top: 44, bottom: 28 };

/**
 * `<entropy-scale>`: a thermometer from 0 to ln n with the distribution's entropy and a target that is
 * dragged. Property `scale`. Event `targetchange` `{value}` in nats, and the gesture's start and end.
 */
export class EntropyScale extends Figure {
  static override styles = `
    .tube { fill: var(--raised); stroke: var(--rule-strong); }
    .level { fill: var(--p); fill-opacity: 0.85; }
    .band { fill: var(--q); fill-opacity: 0.18; }
    .tick { stroke: var(--rule-strong); }
    .bound { stroke: var(--limit); stroke-width: 1.5; stroke-dasharray: 4 4; }
    .now { stroke: var(--p); stroke-width: 2; }
    .wish { stroke: var(--q); stroke-width: 2; }
    text.strong { font-weight: 600; }
  `;

  #data: ScaleData | undefined;
  #y: Scale = linear([0, 1], [1, 0]);
  readonly #marks = append(this.svg, "g");
  readonly #tube = append(this.svg, "rect", { class: "tube" });
  readonly #level = append(this.svg, "rect", { class: "level" });
  readonly #band = append(this.svg, "rect", { class: "band" });
  readonly #overlay = append(this.svg, "g");
  readonly #handle = new Handle(this, this.svg, "q", {
    drag: (_, y) => this.#moved(this.#y.invert(y)),
    step: (right, up) => this.#moved(this.#data!.target + (right + up) * 0.01),
    edge: (which) => this.#moved(this.#data!.reachable[which]),
  });

  get scale(): ScaleData | undefined {
    return this.#data;
  }
  set scale(data: ScaleData | undefined) {
    this.#data = data;
    this.requestDraw();
  }

  protected override draw(): void {
    const data = this.#data;
    if (data === undefined) return;
    const { entropy, target, end, endLabel, reachable, label, text } = data;
    const y = (this.#y = linear([0, end], [this.height - margin.bottom, margin.top]));
    const [x, width] = [this.width / 2 - 7, 14];
    const bottom = y(0);
    set(this.#tube, { x, y: y(end), width, height: bottom - y(end), rx: 7 });
    set(this.#level, { x, y: y(entropy), width, height: bottom - y(entropy), rx: 7 });
    const [low, high] = [Math.min(entropy, target), Math.max(entropy, target)];
    set(this.#band, {
      x: x - 4,
      y: y(high),
      width: width + 8,
      height: Math.max(0, y(low) - y(high)),
    });
    this.#drawMarks(data, x, width);
    append(this.#marks, "text", { class: "ink", x: this.width / 2, y: y(end) - 12, "text-anchor": "middle" }, endLabel); // prettier-ignore
    this.#overlay.replaceChildren();
    append(this.#overlay, "line", {
      class: "now",
      x1: x - 8,
      x2: x + width,
      y1: y(entropy),
      y2: y(entropy),
    });
    append(this.#overlay, "text", { class: "math p halo", x: x - 10, y: y(entropy) + 5, "text-anchor": "end" }, "H"); // prettier-ignore
    append(
      this.#overlay,
      "text",
      { class: "math q halo", x: x + width + 6, y: y(target) + 5 },
      "H*",
    );
    const { min, max } = reachable;
    this.#handle.place(x + width / 2, y(clamp(target, 0, end)), {
      label,
      text,
      now: target,
      min,
      max,
    });
  }

  #drawMarks({ end, entropy, reachable }: ScaleData, x: number, width: number): void {
    this.#marks.replaceChildren();
    for (const tick of this.#y.ticks(5)) {
      const y = this.#y(tick);
      append(this.#marks, "line", { class: "tick", x1: x - 5, x2: x, y1: y, y2: y });
      // A number would stand under the mark of H(p) otherwise.
      if (Math.abs(y - this.#y(entropy)) < 14) continue;
      append(this.#marks, "text", { x: x - 9, y: y + 4, "text-anchor": "end" }, fixed(tick, 1));
    }
    // Where ties or zeros narrow the range, its ends are dashed.
    for (const bound of [reachable.min, reachable.max]) {
      if (bound < 1e-9 || bound > end - 1e-9) continue;
      const y = this.#y(bound);
      append(this.#marks, "line", { class: "bound", x1: x - 14, x2: x + width + 14, y1: y, y2: y });
    }
  }

  #moved(value: number): void {
    const target = clamp(value, 0, this.#data!.end);
    this.emit("targetchange", { value: target });
  }
}

defineFigure("entropy-scale", EntropyScale);
