import { defineFigure, Figure } from "../kit/figure.ts";
import { pointIn } from "../kit/gesture.ts";
import { append, children, set } from "../kit/svg.ts";

export interface AttentionRows {
  queries: number;
  keys: number;
  probabilities: ArrayLike<number>;
  /** Of each row, as a share of ln keys. */
  share: readonly number[];
  words: { keys: string; queries: string; entropy: string };
}

const margin = { top: 22, left: 20, bottom: 4 };
const bars = { gap: 10, least: 54 };

/**
 * `<attention-map>`: what each query takes from each key, and beside each row its entropy. Property
 * `rows`. Event `rowhover` `{row}`, −1 for none.
 */
export class AttentionMap extends Figure {
  static override styles = `
    .back { fill: var(--raised); }
    .cell { fill: var(--p); }
    .bar { fill: var(--r); fill-opacity: 0.7; }
    .most { stroke: var(--limit); stroke-dasharray: 4 4; stroke-width: 1.5; }
    .row { fill: none; stroke: var(--ink); stroke-width: 1.5; }
  `;

  #rows: AttentionRows | undefined;
  #hovered = -1;
  readonly #back = append(this.svg, "rect", { class: "back" });
  readonly #cells = append(this.svg, "g");
  readonly #bars = append(this.svg, "g");
  readonly #most = append(this.svg, "line", { class: "most" });
  readonly #row = append(this.svg, "rect", { class: "row" });
  readonly #keys = append(this.svg, "text", { y: 14 });
  readonly #queries = append(this.svg, "text", { "text-anchor": "middle" });
  readonly #entropy = append(this.svg, "text", { y: 14, class: "r" });

  constructor() {
    super();
    this.addEventListener("pointermove", (event) => {
      const { queries = 0 } = this.#rows ?? {};
      const row = Math.floor((pointIn(this, event)[1] - margin.top) / this.#cell(queries));
      this.#tell(row >= 0 && row < queries ? row : -1);
    });
    this.addEventListener("pointerleave", () => this.#tell(-1));
  }

  get rows(): AttentionRows | undefined {
    return this.#rows;
  }
  set rows(rows: AttentionRows | undefined) {
    this.#rows = rows;
    this.requestDraw();
  }

  protected override draw(): void {
    if (this.#rows === undefined) return;
    const { queries, keys, probabilities, share, words } = this.#rows;
    const height = this.#cell(queries);
    const right = this.width - bars.least - 8;
    const width = Math.min((right - margin.left) / keys, 1.6 * height);
    const [left, total] = [margin.left, keys * width];
    set(this.#back, { x: left, y: margin.top, width: total, height: queries * height });
    const cells = children(this.#cells, queries * keys, () => append(this.#cells, "rect", { class: "cell" })); // prettier-ignore
    cells.forEach((cell, i) => {
      // The root makes small shares visible.
      set(cell, {
        x: left + (i % keys) * width,
        y: margin.top + Math.floor(i / keys) * height,
        width: width + 0.2,
        height: height + 0.2,
        "fill-opacity": Math.sqrt(probabilities[i]!),
      });
    });
    const from = left + total + bars.gap;
    const long = this.width - from - 6;
    const rows = children(this.#bars, queries, () => append(this.#bars, "rect", { class: "bar" }));
    rows.forEach((bar, i) => {
      set(bar, { x: from, y: margin.top + i * height + 0.5, width: long * share[i]!, height: Math.max(1, height - 1) }); // prettier-ignore
    });
    set(this.#most, { x1: from + long, x2: from + long, y1: margin.top, y2: margin.top + queries * height }); // prettier-ignore
    set(this.#keys, { x: left });
    this.#keys.textContent = words.keys;
    const middle = margin.top + (queries * height) / 2;
    set(this.#queries, { x: 12, y: middle, transform: `rotate(-90 12 ${middle})` });
    this.#queries.textContent = words.queries;
    set(this.#entropy, { x: from });
    this.#entropy.textContent = words.entropy;
    const visible = this.#hovered >= 0 && this.#hovered < queries;
    set(this.#row, { visibility: visible ? "visible" : "hidden" });
    if (visible) {
      set(this.#row, { x: left - 1, y: margin.top + this.#hovered * height - 1, width: this.width - left - 4, height: height + 2 }); // prettier-ignore
    }
  }

  #cell(queries: number): number {
    return (this.height - margin.top - margin.bottom) / queries;
  }

  #tell(row: number): void {
    if (row === this.#hovered) return;
    this.#hovered = row;
    this.requestDraw();
    this.emit("rowhover", { row });
  }
}

defineFigure("attention-map", AttentionMap);
