import { defineFigure, Figure, type Tone } from "../kit/figure.ts";
import { Handle } from "../kit/handle.ts";
import { clamp, linear, type Scale } from "../kit/scale.ts";
import { append, set } from "../kit/svg.ts";

export interface Strip {
  value: number;
  /** The value that needs no choice, and what it is called; near it the handle snaps. */
  usual: number;
  usualLabel: string;
  min: number;
  max: number;
  /** One key's way. */
  step: number;
  name: string;
  tone: Tone;
  /** Nothing depends on it now. */
  idle: boolean;
  label: string;
  text: string;
}

const margin = { left: 16, right: 16 };
const track = 34;
const snap = 4;

/**
 * `<value-strip>`: one number on a track, and the value it has by itself. Property `strip`. Event
 * `stripchange` `{value}`, undefined at its own value, and the gesture's ends.
 */
export class ValueStrip extends Figure {
  static override styles = `
    .track { stroke: var(--rule-strong); stroke-width: 4; stroke-linecap: round; }
    .from { stroke: var(--tone); stroke-width: 4; stroke-linecap: round; }
    .usual { stroke: var(--ink); stroke-width: 1.5; }
    .idle { opacity: 0.4; }
    text.name { font-weight: 600; }
  `;

  #strip: Strip | undefined;
  #x: Scale = linear([0, 1], [0, 1]);
  readonly #group = append(this.svg, "g");
  readonly #track = append(this.#group, "line", { class: "track", y1: track, y2: track });
  readonly #from = append(this.#group, "line", { y1: track, y2: track });
  readonly #usual = append(this.#group, "line", { class: "usual", y1: track - 9, y2: track + 9 });
  readonly #name = append(this.#group, "text", { class: "name ink", y: 13 });
  readonly #usualLabel = append(this.#group, "text", { y: track + 23, "text-anchor": "middle" });
  readonly #ends = [append(this.#group, "text", { y: track + 23 }), append(this.#group, "text", { y: track + 23, "text-anchor": "end" })]; // prettier-ignore
  readonly #handle = new Handle(this, this.svg, "ink", {
    drag: (x) => {
      const near = Math.abs(x - this.#x(this.#strip!.usual)) <= snap;
      this.#moved(near ? undefined : this.#x.invert(x));
    },
    step: (right, up) => this.#moved(this.#strip!.value + (right + up) * this.#strip!.step),
    edge: (which) => this.#moved(this.#strip![which]),
  });

  get strip(): Strip | undefined {
    return this.#strip;
  }
  set strip(strip: Strip | undefined) {
    this.#strip = strip;
    this.requestDraw();
  }

  protected override draw(): void {
    if (this.#strip === undefined) return;
    const { value, usual, usualLabel, min, max, name, tone, idle, label, text } = this.#strip;
    this.#x = linear([min, max], [margin.left, this.width - margin.right]);
    const [at, own] = [this.#x(value), this.#x(usual)];
    set(this.#group, { class: idle ? "idle" : "" });
    set(this.#track, { x1: this.#x(min), x2: this.#x(max) });
    set(this.#from, { class: `from ${tone}`, x1: Math.min(at, own), x2: Math.max(at, own) });
    set(this.#usual, { x1: own, x2: own });
    set(this.#name, { x: 2 });
    this.#name.textContent = name;
    this.#usualLabel.textContent = usualLabel;
    const half = this.#usualLabel.getComputedTextLength() / 2;
    const middle = clamp(own, half + 2, this.width - half - 2);
    set(this.#usualLabel, { x: middle });
    const [low, high] = this.#ends as [SVGTextElement, SVGTextElement];
    set(low, { x: 2, visibility: middle - half > 30 ? "visible" : "hidden" });
    set(high, {
      x: this.width - 2,
      visibility: middle + half < this.width - 16 ? "visible" : "hidden",
    });
    low.textContent = String(min);
    high.textContent = String(max);
    this.#handle.element.setAttribute("class", `handle ${tone}`);
    this.#handle.place(at, track, { label, text, now: value, min, max });
  }

  #moved(value: number | undefined): void {
    const strip = this.#strip!;
    const inside = value === undefined ? undefined : clamp(value, strip.min, strip.max);
    this.emit("stripchange", { value: inside });
  }
}

defineFigure("value-strip", ValueStrip);
