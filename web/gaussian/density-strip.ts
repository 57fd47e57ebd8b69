import { defineFigure, Figure } from "../kit/figure.ts";
import { pointIn } from "../kit/gesture.ts";
import { clamp } from "../kit/scale.ts";
import { append, children, set } from "../kit/svg.ts";
import type { Tone } from "../kit/figure.ts";

export interface StripRow {
  label: string;
  tone: Tone;
  /** Log-densities at evenly spaced points from the strip's left to its right. */
  logs: ArrayLike<number>;
}

export interface Strip {
  rows: readonly StripRow[];
  /** Where the two centres are, as shares of the strip's width. */
  centres: readonly [number, number];
  title: string;
}

/** The shades' ends, in nats: fixed, so that a shade always means the same density. */
export const shades = { from: -20, to: 2 };
export const cells = 96;
const left = 26;
const top = 22;
const rowHeight = 17;

/**
 * `<density-strip>`: log-densities along a line as rows of shades. Property `strip`. Event `striphover`
 * `{cell | undefined}`.
 */
export class DensityStrip extends Figure {
  static override styles = `
    .back { fill: var(--raised); }
    .cell { fill: var(--tone); shape-rendering: crispEdges; }
    .centre { stroke-width: 2; stroke: var(--tone); }
    .cursor { stroke: var(--ink); stroke-width: 1.5; }
  `;

  #strip: Strip | undefined;
  readonly #title = append(this.svg, "text", { x: 0, y: 12 });
  readonly #rows = append(this.svg, "g");
  readonly #centres = append(this.svg, "g");
  readonly #cursor = append(this.svg, "line", { class: "cursor", visibility: "hidden" });

  constructor() {
    super();
    this.svg.addEventListener("pointermove", (event) => this.#hover(pointIn(this, event)[0]));
    this.svg.addEventListener("pointerleave", () => this.#leave());
  }

  get strip(): Strip | undefined {
    return this.#strip;
  }
  set strip(strip: Strip | undefined) {
    this.#strip = strip;
    this.requestDraw();
  }

  protected override draw(): void {
    const strip = this.#strip;
    if (strip === undefined) return;
    if (this.#title.textContent !== strip.title) this.#title.textContent = strip.title;
    const width = (this.width - left) / cells;
    const groups = children(this.#rows, strip.rows.length, () => this.#makeRow());
    groups.forEach((group, k) => {
      const { label, tone, logs } = strip.rows[k]!;
      const y = top + k * (rowHeight + 3);
      const [name, back, ...rects] = [...group.children] as [Element, Element, ...Element[]];
      group.setAttribute("class", tone);
      set(name, { class: `math ${tone}`, x: 0, y: y + 13 });
      if (name.textContent !== label) name.textContent = label;
      set(back, { x: left, y, width: this.width - left, height: rowHeight });
      rects.forEach((rect, i) => {
        // On whole pixels, so that neither seam nor overlap shows between two shades.
        const [from, to] = [Math.round(left + i * width), Math.round(left + (i + 1) * width)];
        set(rect, {
          x: from,
          y,
          width: to - from,
          height: rowHeight,
          "fill-opacity": shade(logs[i]!),
        });
      });
    });
    const marks = children(this.#centres, 2, () => append(this.#centres, "line"));
    strip.centres.forEach((share, i) => {
      const x = clamp(left + share * (this.width - left), left, this.width - 1);
      const row = top + i * (rowHeight + 3);
      set(marks[i]!, {
        class: `centre ${i === 0 ? "p" : "q"}`,
        x1: x,
        x2: x,
        y1: row - 3,
        y2: row + rowHeight + 3,
      });
    });
  }

  #makeRow(): SVGGElement {
    const group = append(this.#rows, "g");
    append(group, "text");
    append(group, "rect", { class: "back" });
    for (let i = 0; i < cells; i++) append(group, "rect", { class: "cell" });
    return group;
  }

  #hover(x: number): void {
    if (this.#strip === undefined) return;
    const at = clamp(x, left, this.width - 1);
    set(this.#cursor, { x1: at, x2: at, y1: top - 4, y2: this.height, visibility: "visible" });
    const cell = clamp(Math.floor(((at - left) / (this.width - left)) * cells), 0, cells - 1);
    this.emit("striphover", { cell });
  }

  #leave(): void {
    set(this.#cursor, { visibility: "hidden" });
    this.emit("striphover", { cell: undefined });
  }
}

function shade(log: number): number {
  const share = clamp((log - shades.from) / (shades.to - shades.from), 0, 1);
  return share * share;
}

defineFigure("density-strip", DensityStrip);
