import { defineFigure, Figure } from "../kit/figure.ts";
import { append, children, set, short } from "../kit/svg.ts";

/** What lies on the plates, layer by layer. */
export interface Balance {
  left: readonly number[];
  right: readonly number[];
  words: { left: string; right: string; layer: string };
}

const widest = 230;
const block = 74;
const foot = 62;
/** In degrees. */
const steepest = 9;
const tolerance = 1 + 1e-9;

/**
 * `<balance-beam>`: both sides of the inequality as blocks on two plates, one block a layer. The beam's
 * slope is the logarithm of right over left. Property `balance`. Event `layerhover` `{layer}`.
 */
export class BalanceBeam extends Figure {
  static override styles = `
    .beam { stroke: var(--ink); stroke-width: 4; stroke-linecap: round; }
    .post { fill: var(--raised); stroke: var(--ink); stroke-width: 1.5; stroke-linejoin: round; }
    .plate { stroke: var(--ink); stroke-width: 3; stroke-linecap: round; }
    .block { fill: var(--tone); stroke: var(--surface); stroke-width: 1; }
    .broken .beam { stroke: var(--warn); }
    text.side { font-size: 13px; }
    text.layer { text-anchor: middle; fill: var(--surface); font-weight: 600; font-size: 11px; pointer-events: none; }
  `;

  #balance: Balance | undefined;
  readonly #post = append(this.svg, "path", { class: "post" });
  readonly #beam = append(this.svg, "line", { class: "beam" });
  readonly #plates = [0, 1].map(() => append(this.svg, "line", { class: "plate" }));
  readonly #blocks = ["p", "q"].map((tone) => append(this.svg, "g", { class: tone }));
  readonly #names = ["p", "q"].map((tone) => append(this.svg, "text", { class: `side ${tone}` })); // prettier-ignore

  constructor() {
    super();
    this.svg.addEventListener("pointermove", (event) => {
      const layer = (event.target as Element).getAttribute("data-layer");
      this.emit("layerhover", { layer: layer === null ? undefined : Number(layer) });
    });
    this.svg.addEventListener("pointerleave", () => this.emit("layerhover", { layer: undefined }));
  }

  get balance(): Balance | undefined {
    return this.#balance;
  }
  set balance(balance: Balance | undefined) {
    this.#balance = balance;
    this.requestDraw();
  }

  protected override draw(): void {
    if (this.#balance === undefined) return;
    const { left, right, words } = this.#balance;
    const sides = [left, right].map((parts) => parts.reduce((sum, part) => sum + part, 0));
    const [l, r] = sides as [number, number];
    this.svg.classList.toggle("broken", l > r * tolerance);
    const arm = Math.min(widest, this.width / 2 - 52);
    const [cx, cy] = [this.width / 2, this.height - foot];
    const degrees = slopeOf(l, r);
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    set(this.#post, { d: `M${cx} ${cy}L${cx + 13} ${this.height - 4}H${cx - 13}Z` });
    set(this.#beam, { x1: cx - arm * c, y1: cy - arm * s, x2: cx + arm * c, y2: cy + arm * s });
    // The heavier stack has its full height; it is also the lower one.
    const unit = Math.max(18, cy - 14) / Math.max(l, r, 1e-300);
    [left, right].forEach((parts, side) => {
      const way = side === 0 ? -1 : 1;
      const [x, y] = [cx + way * arm * c, cy + way * arm * s - 3];
      set(this.#plates[side]!, { x1: x - block / 2 - 6, x2: x + block / 2 + 6, y1: y, y2: y });
      this.#drawBlocks(side, parts, x, y - 1.5, unit);
      // From the plate's outer end inwards, so that no word leaves the figure.
      const outer = cx + way * (arm + block / 2 + 6);
      set(this.#names[side]!, { x: outer, y: this.height - 6, "text-anchor": side === 0 ? "start" : "end" }); // prettier-ignore
    });
    this.#names[0]!.textContent = words.left;
    this.#names[1]!.textContent = words.right;
  }

  #drawBlocks(side: number, parts: readonly number[], x: number, base: number, unit: number): void {
    const group = this.#blocks[side]!;
    const marks = children<SVGGElement>(group, parts.length, () => {
      const mark = append(group, "g");
      append(mark, "rect", { class: "block" });
      append(mark, "text", { class: "layer" });
      return mark;
    });
    let y = base;
    parts.forEach((part, t) => {
      const height = part * unit;
      y -= height;
      const [rect, text] = marks[t]!.children as unknown as [Element, Element];
      const opacity = short(1 - (0.3 * t) / Math.max(1, parts.length - 1));
      set(rect, { x: x - block / 2, y, width: block, height, rx: 2, "fill-opacity": opacity, "data-layer": String(t) }); // prettier-ignore
      set(text, { x, y: y + height / 2 + 4, visibility: height >= 13 ? "visible" : "hidden" });
      text.textContent = `${this.#balance!.words.layer} ${t + 1}`;
    });
  }
}

/** How far the beam leans to the right, in degrees: level where both sides are one, full at a hundredfold. */
export function slopeOf(left: number, right: number): number {
  if (left === right) return 0;
  if (left === 0) return steepest;
  const decades = Math.log10(right / left);
  return steepest * Math.tanh(1.2 * decades);
}

defineFigure("balance-beam", BalanceBeam);
