import { defineFigure, Figure } from "../kit/figure.ts";
import { pointIn } from "../kit/gesture.ts";
import { Handle } from "../kit/handle.ts";
import { append, children, set } from "../kit/svg.ts";
import { bounds } from "./state.ts";

/** What the grid draws: a row for each table, a square for each bit. */
export interface Codes {
  bits: number;
  tables: number;
  /** The query's key in each table and the partner's; undefined where the query has none. */
  keys: Uint32Array | undefined;
  partner: Uint32Array | undefined;
  /** How many points share the query's bucket, a table. */
  sizes: Int32Array | undefined;
  /** The table that is pointed at. */
  table: number | undefined;
  words: { bits: string; tables: string; sizes: string; label: string; text: string };
}

const margin = { left: 22, right: 38, top: 30, bottom: 26 };

/**
 * `<code-grid>`: the query's bits, a table a row. Its corner is dragged: wider for more bits, taller for more
 * tables. Property `codes`. Events `gridchange` `{bits, tables}`, `tablehover` `{table}`, and the gesture's.
 */
export class CodeGrid extends Figure {
  static override styles = `
    .room { fill: var(--rule-strong); }
    .cell { fill: var(--surface); stroke: var(--p); stroke-width: 1.5; }
    .cell.on { fill: var(--p); }
    .cell.none { stroke: var(--limit); }
    .other { stroke: var(--q); stroke-width: 2.25; stroke-linecap: round; }
    .row { fill: transparent; }
    .row.same { fill: var(--r-soft); }
    .row.one { stroke: var(--ink); stroke-width: 1.5; }
    .edge { fill: none; stroke: var(--ink); stroke-width: 1.25; stroke-dasharray: 4 4; }
    text.size { font-variant-numeric: tabular-nums; }
    text.size.same { fill: var(--r-text); font-weight: 600; }
  `;

  #data: Codes | undefined;
  #cell = 16;
  #top = 0;
  readonly #room = append(this.svg, "g");
  readonly #rows = append(this.svg, "g");
  readonly #cells = append(this.svg, "g");
  readonly #others = append(this.svg, "g");
  readonly #sizes = append(this.svg, "g");
  readonly #words = [0, 1, 2].map(() => append(this.svg, "text", { class: "ink" }));
  readonly #edge = append(this.svg, "path", { class: "edge" });
  readonly #handle = new Handle(this, this.svg, "ink", {
    drag: (x, y) => this.#moved((x - margin.left) / this.#cell, (y - this.#top) / this.#cell),
    // A whole bit, a whole table is the least step, also with Alt; down is one more table.
    step: (right, up) => {
      const whole = (n: number): number => Math.sign(n) * Math.max(n === 0 ? 0 : 1, Math.round(Math.abs(n) / 3)); // prettier-ignore
      const { bits, tables } = this.#data!;
      this.#moved(bits + whole(right), tables - whole(up));
    },
    edge: (which) => this.#moved(bounds.bits[which], bounds.tables[which]),
  });

  constructor() {
    super();
    for (let t = 0; t < bounds.tables.max; t++)
      for (let j = 0; j < bounds.bits.max; j++)
        append(this.#room, "circle", { class: "room", r: 1 });
    const hover = (event: PointerEvent): void => {
      const { tables, table } = this.#data ?? { tables: 0, table: undefined };
      const row = Math.floor((pointIn(this, event)[1] - this.#top) / this.#cell);
      const now = row >= 0 && row < tables ? row : undefined;
      if (now !== table) this.emit("tablehover", { table: now });
    };
    this.svg.addEventListener("pointermove", hover);
    this.svg.addEventListener("pointerdown", hover);
    this.svg.addEventListener("pointerleave", () => this.emit("tablehover", { table: undefined }));
  }

  get codes(): Codes | undefined {
    return this.#data;
  }
  set codes(codes: Codes | undefined) {
    this.#data = codes;
    this.requestDraw();
  }

  protected override draw(): void {
    const data = this.#data;
    if (data === undefined) return;
    this.#cell = Math.min(
      (this.width - margin.left - margin.right) / bounds.bits.max,
      (this.height - margin.top - margin.bottom) / bounds.tables.max,
      27,
    );
    // The room for all tables stands in the middle.
    this.#top = Math.max(margin.top, (this.height - bounds.tables.max * this.#cell) / 2);
    this.#drawRoom();
    this.#drawRows(data);
    this.#drawCells(data);
    const { bits, tables, words } = data;
    const [x, y] = [margin.left + bits * this.#cell, this.#top + tables * this.#cell];
    set(this.#edge, { d: `M${x} ${this.#top}V${y}H${margin.left}` });
    this.#handle.place(x, y, { label: words.label, text: words.text, now: bits * tables, min: 1, max: 140 }); // prettier-ignore
    const [across, down, head] = this.#words as unknown as [Element, Element, Element];
    set(across, { x: margin.left, y: this.#top - 10 });
    set(down, { x: 0, y: 0, transform: `translate(${margin.left - 9} ${this.#top}) rotate(-90)`, "text-anchor": "end" }); // prettier-ignore
    set(head, { x: this.width - 2, y: this.#top - 10, "text-anchor": "end", class: "" });
    across.textContent = words.bits;
    down.textContent = words.tables;
    head.textContent = words.sizes;
  }

  #drawRoom(): void {
    [...this.#room.children].forEach((dot, i) => {
      const [t, j] = [Math.floor(i / bounds.bits.max), i % bounds.bits.max];
      set(dot, {
        cx: margin.left + (j + 0.5) * this.#cell,
        cy: this.#top + (t + 0.5) * this.#cell,
      });
    });
  }

  #drawRows({ bits, tables, keys, partner, sizes, table }: Codes): void {
    const rows = children(this.#rows, tables, () => append(this.#rows, "rect", { rx: 4 }));
    const texts = children(this.#sizes, tables, () => append(this.#sizes, "text"));
    for (let t = 0; t < tables; t++) {
      const same = keys !== undefined && keys[t] === partner![t] ? " same" : "";
      const y = this.#top + t * this.#cell;
      const size = { width: bits * this.#cell + 4, height: this.#cell - 2 };
      set(rows[t]!, { class: `row${same}${t === table ? " one" : ""}`, x: margin.left - 2, y: y + 1, ...size }); // prettier-ignore
      set(texts[t]!, {
        class: `size${same}`,
        x: this.width - 2,
        y: y + this.#cell / 2 + 4,
        "text-anchor": "end",
      });
      texts[t]!.textContent = sizes === undefined ? "–" : String(sizes[t]);
    }
  }

  #drawCells({ bits, tables, keys, partner }: Codes): void {
    const cells = children(this.#cells, bits * tables, () =>
      append(this.#cells, "rect", { rx: 2 }),
    );
    const others = children(this.#others, bits * tables, () => append(this.#others, "path", { class: "other" })); // prettier-ignore
    const size = this.#cell * 0.58;
    for (let t = 0; t < tables; t++) {
      for (let j = 0; j < bits; j++) {
        const i = t * bits + j;
        const x = margin.left + j * this.#cell + (this.#cell - size) / 2;
        const y = this.#top + t * this.#cell + (this.#cell - size) / 2;
        const on = keys === undefined ? " none" : (keys[t]! >>> j) & 1 ? " on" : "";
        set(cells[i]!, { class: `cell${on}`, x, y, width: size, height: size });
        const differs = keys !== undefined && ((keys[t]! ^ partner![t]!) >>> j) & 1;
        // The bit that the partner has otherwise is crossed out.
        set(others[i]!, { d: differs ? `M${x - 2} ${y + size + 2}L${x + size + 2} ${y - 2}` : "" });
      }
    }
  }

  #moved(bits: number, tables: number): void {
    const inside = (value: number, { min, max }: { min: number; max: number }): number =>
      Math.min(Math.max(Math.round(value), min), max);
    const [b, t] = [inside(bits, bounds.bits), inside(tables, bounds.tables)];
    this.#data = { ...this.#data!, bits: b, tables: t };
    this.emit("gridchange", { bits: b, tables: t });
  }
}

defineFigure("code-grid", CodeGrid);
