import { defineFigure, Figure } from "../kit/figure.ts";
import { fixed } from "../kit/format.ts";
import { Handle } from "../kit/handle.ts";
import { clamp, linear, type Scale } from "../kit/scale.ts";
import { append, set } from "../kit/svg.ts";
import { priors } from "./state.ts";

export interface Prior {
  /** The prior probability of class 0. */
  value: number;
  /** Its share of the points. */
  counted: number;
  label: string;
  text: string;
}

const margin = 16;
const bar = { top: 14, height: 16 };
const snap = 5;

/**
 * `<class-prior>`: the prior of class 0 in blue and of class 1 in vermilion, divided by a handle.
 * Property `prior`. Event `priorchange` `{value}`, undefined at the points' own share, and the gesture's ends.
 */
export class ClassPrior extends Figure {
  static override styles = `
    .side { fill: var(--tone); fill-opacity: 0.3; }
    .tick { stroke: var(--ink); stroke-width: 1.5; }
  `;

  #prior: Prior | undefined;
  #x: Scale = linear([0, 1], [0, 1]);
  readonly #zero = append(this.svg, "rect", { class: "side p" });
  readonly #one = append(this.svg, "rect", { class: "side q" });
  readonly #tick = append(this.svg, "line", { class: "tick" });
  readonly #texts = ["p", "q"].map((tone) => append(this.svg, "text", { class: tone, y: 26 }));
  readonly #handle = new Handle(this, this.svg, "ink", {
    drag: (x) => {
      const near = Math.abs(x - this.#x(this.#prior!.counted)) <= snap;
      this.#moved(near ? undefined : this.#x.invert(x));
    },
    step: (right, up) => this.#moved(this.#prior!.value + (right + up) * 0.01),
    edge: (which) => this.#moved(which === "min" ? priors.least : priors.most),
  });

  get prior(): Prior | undefined {
    return this.#prior;
  }
  set prior(prior: Prior | undefined) {
    this.#prior = prior;
    this.requestDraw();
  }

  protected override draw(): void {
    if (this.#prior === undefined) return;
    const { value, counted, label, text } = this.#prior;
    this.#x = linear([0, 1], [margin, this.width - margin]);
    const [left, x, right] = [this.#x(0), this.#x(value), this.#x(1)];
    set(this.#zero, { x: left, y: bar.top, width: x - left, height: bar.height, rx: 4 });
    set(this.#one, { x, y: bar.top, width: right - x, height: bar.height, rx: 4 });
    const tick = this.#x(counted);
    set(this.#tick, { x1: tick, x2: tick, y1: bar.top - 5, y2: bar.top + bar.height + 5 });
    const [zero, one] = this.#texts as [SVGTextElement, SVGTextElement];
    set(zero, { x: left + 8, visibility: value > 0.18 ? "visible" : "hidden" });
    set(one, { x: right - 8, "text-anchor": "end", visibility: value < 0.82 ? "visible" : "hidden" }); // prettier-ignore
    zero.textContent = `p₀ = ${fixed(value, 2)}`;
    one.textContent = `p₁ = ${fixed(1 - value, 2)}`;
    const y = bar.top + bar.height / 2;
    this.#handle.place(x, y, { label, text, now: value, min: priors.least, max: priors.most });
  }

  #moved(value: number | undefined): void {
    const inside = value === undefined ? undefined : clamp(value, priors.least, priors.most);
    this.emit("priorchange", { value: inside });
  }
}

defineFigure("class-prior", ClassPrior);
