import { defineFigure, Figure } from "../kit/figure.ts";
import { Handle } from "../kit/handle.ts";
import { clamp, linear, type Scale } from "../kit/scale.ts";
import { append, children, set } from "../kit/svg.ts";
import { bounds } from "./state.ts";

export interface RulerRow {
  name: string;
  /** The least n by this method. */
  need: number;
  /** What the method says of the n that is chosen. */
  says: string;
}

export interface Ruler {
  n: number;
  /** How many numbers a point has: more dimensions are never needed. */
  inputs: number;
  inputsLabel: string;
  rows: readonly RulerRow[];
  /** While a gesture goes on, the ruler keeps its length. */
  dragging: boolean;
  label: string;
  text: string;
}

const margin = { left: 10, right: 14, top: 24, bottom: 50 };
const rowHeight = 34;

/** The height of a ruler of so many rows, in CSS pixels. */
export const rulerHeight = (rows: number): number => margin.top + rows * rowHeight + margin.bottom;

/**
 * `<dimension-ruler>`: dimensions on a logarithmic ruler, from which n on each method gives its word, and
 * the n that is dragged. Property `ruler`. Event `dimensionchange` `{n}`, and the gesture's start and end.
 */
export class DimensionRuler extends Figure {
  static override styles = `
    .never { fill: var(--raised); }
    .track { stroke: var(--rule); stroke-width: 2; }
    .enough { stroke: var(--limit); stroke-width: 5; stroke-linecap: round; }
    .met .enough { stroke: var(--r); }
    .start { fill: var(--surface); stroke: var(--limit); stroke-width: 2.5; }
    .met .start { fill: var(--r); stroke: var(--r); }
    .now { stroke: var(--p); stroke-width: 2; }
    text.n { font-weight: 600; }
  `;

  #data: Ruler | undefined;
  #end = 0;
  #x: Scale = linear([0, 4], [0, 1]);
  readonly #never = append(this.svg, "rect", { class: "never" });
  readonly #axis = append(this.svg, "g");
  readonly #now = append(this.svg, "line", { class: "now" });
  readonly #rows = append(this.svg, "g");
  readonly #value = append(this.svg, "text", { class: "p halo n", "text-anchor": "middle" });
  readonly #handle = new Handle(this, this.svg, "p", {
    drag: (x) => this.#moved(10 ** this.#x.invert(x)),
    // A whole dimension is the least step, also with Alt.
    step: (right, up) => this.#moved(this.#data!.n + Math.sign(right + up) * Math.max(1, Math.abs(right + up))), // prettier-ignore
    edge: (which) => this.#moved(bounds.n[which]),
  });

  get ruler(): Ruler | undefined {
    return this.#data;
  }
  set ruler(ruler: Ruler | undefined) {
    this.#data = ruler;
    this.requestDraw();
  }

  protected override draw(): void {
    const data = this.#data;
    if (data === undefined) return;
    const { n, inputs, rows, dragging, label, text } = data;
    const most = Math.max(1000, ...rows.map(({ need }) => need));
    if (!dragging || this.#end === 0) this.#end = Math.ceil(Math.log10(most) - 1e-9);
    const [left, right] = [margin.left, this.width - margin.right];
    this.#x = linear([0, this.#end], [left, right]);
    const bottom = this.height - margin.bottom;
    const edge = this.#x(Math.log10(inputs));
    set(this.#never, { x: edge, y: 0, width: right - edge, height: bottom });
    this.#drawAxis(data, edge, bottom);
    this.#drawRows(data);
    const x = this.#x(Math.log10(n));
    set(this.#now, { x1: x, x2: x, y1: 20, y2: bottom });
    set(this.#value, { x: clamp(x, 24, this.width - 28), y: this.height - 3 });
    this.#value.textContent = `n = ${n}`;
    this.#handle.place(x, bottom, { label, text, now: n, ...bounds.n });
  }

  #drawAxis({ inputsLabel }: Ruler, edge: number, bottom: number): void {
    const [left, right] = [margin.left, this.width - margin.right];
    this.#axis.replaceChildren();
    append(this.#axis, "line", { class: "axis", x1: left, x2: right, y1: bottom, y2: bottom });
    for (let decade = 0; decade <= this.#end; decade++) {
      const x = this.#x(decade);
      append(this.#axis, "line", { class: "axis", x1: x, x2: x, y1: bottom, y2: bottom + 5 });
      const anchor = decade === 0 ? "start" : decade === this.#end ? "end" : "middle";
      const at = { x: decade === 0 ? x - 4 : x, y: bottom + 31, "text-anchor": anchor };
      append(this.#axis, "text", at, String(10 ** decade));
    }
    const end = edge > this.width - 130;
    append(this.#axis, "text", { x: end ? edge - 5 : edge + 5, y: 14, "text-anchor": end ? "end" : "start" }, inputsLabel); // prettier-ignore
  }

  #drawRows({ n, rows }: Ruler): void {
    const right = this.width - margin.right;
    const groups = children(this.#rows, rows.length, () => this.#makeRow());
    rows.forEach(({ name, need, says }, k) => {
      const y = margin.top + k * rowHeight + 24;
      const x = clamp(this.#x(Math.log10(need)), margin.left, right);
      const [track, enough, start, title, verdict] = [...groups[k]!.children] as Element[];
      groups[k]!.setAttribute("class", n >= need ? "met" : "");
      set(track!, { x1: margin.left, x2: right, y1: y, y2: y });
      set(enough!, { x1: x, x2: right, y1: y, y2: y });
      set(start!, { cx: x, cy: y });
      set(title!, { x: margin.left, y: y - 9 });
      set(verdict!, { x: right, y: y - 9 });
      write(title!, name);
      write(verdict!, says);
    });
  }

  #makeRow(): SVGGElement {
    const group = append(this.#rows, "g");
    append(group, "line", { class: "track" });
    append(group, "line", { class: "enough" });
    append(group, "circle", { class: "start", r: 5 });
    append(group, "text", { class: "ink halo" });
    append(group, "text", { class: "halo", "text-anchor": "end" });
    return group;
  }

  #moved(value: number): void {
    const n = clamp(Math.round(value), bounds.n.min, bounds.n.max);
    this.emit("dimensionchange", { n });
  }
}

function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

defineFigure("dimension-ruler", DimensionRuler);
