import { defineFigure, Figure } from "../kit/figure.ts";
import { Handle } from "../kit/handle.ts";
import { clamp } from "../kit/scale.ts";
import { append, set } from "../kit/svg.ts";

/** Where the two penalties stand. */
export interface Mix {
  /** λₓ and λ_θ. */
  input: number;
  parameter: number;
  /** The triangle's ends. */
  most: { input: number; parameter: number };
  words: { label: string; text: string; none: string; input: string; parameter: string };
}

const inset = { left: 30, right: 30, top: 26, bottom: 30 };

/**
 * `<penalty-pad>`: a triangle between no penalty, the input's alone and the parameters' alone.
 * Property `mix`. Event `mixchange` `{input, parameter}`, and the gesture's ends.
 */
export class PenaltyPad extends Figure {
  static override styles = `
    .pad { fill: var(--raised); stroke: var(--rule-strong); stroke-linejoin: round; }
    .along { stroke: var(--tone); stroke-width: 3; stroke-linecap: round; }
    text { font-size: 13px; }
  `;

  #mix: Mix | undefined;
  readonly #pad = append(this.svg, "path", { class: "pad" });
  readonly #along = ["p", "q"].map((tone) => append(this.svg, "line", { class: `along ${tone}` }));
  readonly #none = append(this.svg, "text", { class: "ink" });
  readonly #input = append(this.svg, "text", { class: "p", "text-anchor": "end" });
  readonly #parameter = append(this.svg, "text", { class: "q" });
  readonly #handle = new Handle(this, this.svg, "r", {
    drag: (x, y) => {
      const box = this.#box();
      this.#moved((x - box.left) / box.width, (box.bottom - y) / box.height);
    },
    step: (right, up) => {
      const { input, parameter, most } = this.#mix!;
      this.#moved(input / most.input + right * 0.02, parameter / most.parameter + up * 0.02);
    },
    edge: (which) => this.#moved(which === "min" ? 0 : 1, 0),
  });

  get mix(): Mix | undefined {
    return this.#mix;
  }
  set mix(mix: Mix | undefined) {
    this.#mix = mix;
    this.requestDraw();
  }

  #box(): { left: number; bottom: number; width: number; height: number } {
    return {
      left: inset.left,
      bottom: this.height - inset.bottom,
      width: this.width - inset.left - inset.right,
      height: this.height - inset.top - inset.bottom,
    };
  }

  protected override draw(): void {
    if (this.#mix === undefined) return;
    const { input, parameter, most, words } = this.#mix;
    const { left, bottom, width, height } = this.#box();
    const [right, top] = [left + width, bottom - height];
    set(this.#pad, { d: `M${left} ${bottom}H${right}L${left} ${top}Z` });
    const [x, y] = [left + (input / most.input) * width, bottom - (parameter / most.parameter) * height]; // prettier-ignore
    set(this.#along[0]!, { x1: left, x2: x, y1: bottom, y2: bottom });
    set(this.#along[1]!, { x1: left, x2: left, y1: bottom, y2: y });
    set(this.#none, { x: 4, y: bottom + 24 });
    set(this.#input, { x: this.width - 2, y: bottom + 24 });
    set(this.#parameter, { x: 4, y: top - 10 });
    this.#none.textContent = words.none;
    this.#input.textContent = words.input;
    this.#parameter.textContent = words.parameter;
    const { label, text } = words;
    this.#handle.place(x, y, { label, text, now: input, min: 0, max: most.input });
  }

  // Beyond the slanted side both give way alike.
  #moved(input: number, parameter: number): void {
    let [u, v] = [clamp(input, 0, 1), clamp(parameter, 0, 1)];
    const over = u + v - 1;
    if (over > 0) {
      [u, v] = [u - over / 2, v - over / 2];
      if (u < 0) [u, v] = [0, 1];
      if (v < 0) [u, v] = [1, 0];
    }
    const { most } = this.#mix!;
    this.emit("mixchange", { input: u * most.input, parameter: v * most.parameter });
  }
}

defineFigure("penalty-pad", PenaltyPad);
