import { defineFigure, Figure } from "../kit/figure.ts";
import { pointIn } from "../kit/gesture.ts";
import { Grips, gripStyles } from "../kit/grips.ts";
import { append, children, set, short } from "../kit/svg.ts";
import type { Rows } from "./state.ts";

/** What the disc draws. */
export interface Disc {
  rows: Rows;
  /** For each point the first table in which it meets the query, or −1. */
  met: ArrayLike<number> | undefined;
  /** The true neighbours. */
  nearest: ReadonlySet<number>;
  query: readonly [number, number];
  /** The partner's direction and the query's, in radians. */
  partner: number;
  angle: number;
  /** Directions of the lines, table after table, `bits` a table. */
  lines: readonly number[];
  bits: number;
  wedges: readonly (readonly [number, number])[];
  /** The table whose lines are drawn strongly. */
  table: number | undefined;
  /** The point that is pointed at. */
  point: number | undefined;
  words: {
    query: { label: string; text: string };
    partner: { label: string; text: string };
    theta: string;
  };
}

const rim = 27;
const step = 0.02;
const turn = Math.PI / 180;

/**
 * `<hash-disc>`: points, the lines of their hashes, the buckets of a query, and a partner to compare it
 * with. Property `disc`. Events `querymove` `{x, y}`, `partnerturn` `{angle}`, `pointhover` `{point}`,
 * and the gestures' start and end.
 */
export class HashDisc extends Figure {
  static override styles = `${gripStyles}
    .rim { fill: var(--paper); stroke: var(--rule-strong); }
    .wedge { fill: var(--r); }
    .wedge.one { stroke: var(--r); stroke-width: 1.5; }
    .plane { stroke: var(--ink-soft); stroke-width: 1; }
    .plane.one { stroke: var(--ink); stroke-width: 1.75; }
    .point { fill: var(--limit); }
    .point.met { fill: var(--r); }
    .near { fill: none; stroke: var(--ink); stroke-width: 1.5; }
    .near.missed { stroke: var(--warn); stroke-dasharray: 3 2.5; stroke-width: 2; }
    .pointed { fill: none; stroke: var(--ink); stroke-width: 1.5; }
    .arrow { stroke: var(--tone); stroke-width: 2.5; stroke-linecap: round; }
    .arrow.q { stroke-dasharray: 7 5; }
    .arc { fill: none; stroke: var(--q); stroke-width: 1.5; }
    text.name { font: italic 20px KaTeX_Math, var(--math); fill: var(--tone); }
    text.theta { font: 15px var(--math); }
    .handle .knob { r: 9px; }
  `;

  #data: Disc | undefined;
  #middle = { x: 0, y: 0, radius: 1 };
  readonly #rim = append(this.svg, "circle", { class: "rim" });
  readonly #wedges = append(this.svg, "g");
  readonly #lines = append(this.svg, "g");
  readonly #points = append(this.svg, "g");
  readonly #near = append(this.svg, "g");
  readonly #pointed = append(this.svg, "circle", { class: "pointed", r: 8 });
  readonly #arc = append(this.svg, "path", { class: "arc" });
  readonly #partnerArrow = append(this.svg, "line", { class: "arrow q" });
  readonly #queryArrow = append(this.svg, "line", { class: "arrow p" });
  readonly #theta = append(this.svg, "text", { class: "theta q", x: 2, y: 18 });
  readonly #names = ["p", "q"].map((tone, k) =>
    append(
      this.svg,
      "text",
      { class: `name halo ${tone}`, "text-anchor": "middle" },
      k ? "v" : "q",
    ),
  );
  readonly #grips = new Grips(this);
  readonly #partner = this.#grips.add(this.svg, "q", {
    drag: (px, py) => {
      const [x, y] = this.#from(px, py);
      if (x !== 0 || y !== 0) this.#turned(Math.atan2(y, x));
    },
    step: (right, up) => this.#turned(this.#data!.partner + (up - right) * turn),
    edge: (which) => this.#turned(this.#data!.angle + (which === "min" ? 0 : Math.PI)),
  });
  readonly #query = this.#grips.add(this.svg, "p", {
    drag: (px, py) => this.#moved(...this.#from(px, py)),
    step: (right, up) => {
      const [x, y] = this.#data!.query;
      this.#moved(x + right * step, y + up * step);
    },
  });

  constructor() {
    super();
    this.svg.addEventListener("pointermove", (event) => {
      if (event.buttons === 0) this.#point(...pointIn(this, event));
    });
    this.svg.addEventListener("pointerleave", () => this.emit("pointhover", { point: undefined }));
  }

  get disc(): Disc | undefined {
    return this.#data;
  }
  set disc(disc: Disc | undefined) {
    this.#data = disc;
    this.requestDraw();
  }

  protected override draw(): void {
    const data = this.#data;
    if (data === undefined) return;
    const { width, height } = this;
    const radius = Math.min(width, height) / 2 - rim;
    this.#middle = { x: width / 2, y: height / 2, radius };
    set(this.#rim, { cx: width / 2, cy: height / 2, r: radius });
    this.#drawWedges(data);
    this.#drawLines(data);
    this.#drawPoints(data);
    this.#drawArrows(data);
  }

  #drawWedges({ wedges, table }: Disc): void {
    const paths = children(this.#wedges, wedges.length, () => append(this.#wedges, "path"));
    // Where more tables agree, the glow is stronger.
    const usual = Math.max(0.07, 0.34 / Math.sqrt(Math.max(1, wedges.length)));
    wedges.forEach(([from, to], t) => {
      set(paths[t]!, {
        class: `wedge${t === table ? " one" : ""}`,
        d: this.#sector(from, to),
        "fill-opacity": table === undefined ? usual : t === table ? 0.32 : 0.05,
      });
    });
  }

  #drawLines({ lines, bits, wedges, table }: Disc): void {
    const shown = lines.slice(0, bits * Math.max(1, wedges.length));
    const faint = Math.min(0.6, 5 / shown.length + 0.08);
    const drawn = children(this.#lines, shown.length, () => append(this.#lines, "line"));
    shown.forEach((angle, i) => {
      const own = table !== undefined && Math.floor(i / bits) === table;
      const [x, y] = this.#at(angle, 1);
      const [u, v] = this.#at(angle + Math.PI, 1);
      set(drawn[i]!, {
        class: `plane${own ? " one" : ""}`,
        x1: x,
        y1: y,
        x2: u,
        y2: v,
        "stroke-opacity": own ? 1 : table === undefined ? faint : 0.12,
      });
    });
  }

  #drawPoints({ rows, met, nearest, point }: Disc): void {
    const r = rows.length > 250 ? 2.6 : 3.4;
    const circles = children(this.#points, rows.length, () => append(this.#points, "circle"));
    rows.forEach(([x, y], i) => {
      const [cx, cy] = this.#to(x!, y!);
      set(circles[i]!, { class: met && met[i]! >= 0 ? "point met" : "point", cx, cy, r });
    });
    const rings = children(this.#near, nearest.size, () =>
      append(this.#near, "circle", { r: 6.5 }),
    );
    [...nearest].forEach((i, n) => {
      const [cx, cy] = this.#to(rows[i]![0]!, rows[i]![1]!);
      set(rings[n]!, { class: met && met[i]! < 0 ? "near missed" : "near", cx, cy });
    });
    const at = point === undefined ? undefined : rows[point];
    this.#pointed.style.display = at === undefined ? "none" : "";
    if (at === undefined) return;
    const [cx, cy] = this.#to(at[0]!, at[1]!);
    set(this.#pointed, { cx, cy });
  }

  #drawArrows({ query, partner, angle, words }: Disc): void {
    const { x, y, radius } = this.#middle;
    const [qx, qy] = this.#to(...query);
    const [vx, vy] = this.#at(partner, 1);
    const zero = query[0] === 0 && query[1] === 0;
    set(this.#queryArrow, { x1: x, y1: y, x2: qx, y2: qy });
    set(this.#partnerArrow, { x1: x, y1: y, x2: vx, y2: vy });
    const size = { now: Math.round((angle / Math.PI) * 180), min: -180, max: 180 };
    this.#query.place(qx, qy, this.width, this.height, { ...words.query, ...size });
    const theta = Math.round(((partner - angle) / Math.PI) * 180);
    this.#partner.visible = !zero;
    this.#partner.place(vx, vy, this.width, this.height, { ...words.partner, now: theta, min: -180, max: 180 }); // prettier-ignore
    for (const part of [this.#arc, this.#theta, this.#partnerArrow, this.#names[1]!])
      part.style.display = zero ? "none" : "";
    const [ax, ay] = this.#at(angle, 0.24);
    const [bx, by] = this.#at(partner, 0.24);
    const r = short(radius * 0.24);
    const large = Math.abs(partner - angle) > Math.PI ? 1 : 0;
    set(this.#arc, { d: `M${short(ax)} ${short(ay)}A${r} ${r} 0 ${large} ${partner > angle ? 0 : 1} ${short(bx)} ${short(by)}` }); // prettier-ignore
    this.#theta.textContent = words.theta;
    // The names stand beside the tips, on the side away from the other arrow.
    const side = partner > angle ? -1 : 1;
    const [nx, ny] = this.#beside(angle, Math.hypot(...query), side);
    set(this.#names[0]!, { x: nx, y: ny + 6 });
    const [mx, my] = this.#beside(partner, 1, -side);
    set(this.#names[1]!, { x: mx, y: my + 6 });
  }

  // A place 20 pixels to one side of the point at `share` of the radius.
  #beside(angle: number, share: number, side: number): readonly [number, number] {
    const [x, y] = this.#at(angle, share);
    return [x - side * 21 * Math.sin(angle), y - side * 21 * Math.cos(angle)];
  }

  #sector(from: number, to: number): string {
    const { x, y, radius } = this.#middle;
    const [ax, ay] = this.#at(from, 1);
    const [bx, by] = this.#at(to, 1);
    const r = short(radius);
    if (to - from > 2 * Math.PI - 1e-9)
      return `M${short(x - radius)} ${short(y)}a${r} ${r} 0 1 0 ${short(2 * radius)} 0a${r} ${r} 0 1 0 ${short(-2 * radius)} 0`; // prettier-ignore
    const large = to - from > Math.PI ? 1 : 0;
    return `M${short(x)} ${short(y)}L${short(ax)} ${short(ay)}A${r} ${r} 0 ${large} 0 ${short(bx)} ${short(by)}Z`; // prettier-ignore
  }

  #at(angle: number, share: number): readonly [number, number] {
    return this.#to(share * Math.cos(angle), share * Math.sin(angle));
  }
  #to(x: number, y: number): readonly [number, number] {
    const { radius } = this.#middle;
    return [this.#middle.x + x * radius, this.#middle.y - y * radius];
  }
  #from(px: number, py: number): readonly [number, number] {
    const { x, y, radius } = this.#middle;
    return [(px - x) / radius, (y - py) / radius];
  }

  #moved(x: number, y: number): void {
    this.emit("querymove", { x, y });
  }

  #turned(angle: number): void {
    this.emit("partnerturn", { angle });
  }

  #point(px: number, py: number): void {
    const rows = this.#data?.rows ?? [];
    let point: number | undefined;
    let least = 10;
    rows.forEach(([x, y], i) => {
      const [cx, cy] = this.#to(x!, y!);
      const distance = Math.hypot(cx - px, cy - py);
      if (distance < least) [point, least] = [i, distance];
    });
    if (point !== this.#data?.point) this.emit("pointhover", { point });
  }
}

defineFigure("hash-disc", HashDisc);
