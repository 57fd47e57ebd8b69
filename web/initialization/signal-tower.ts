import type { Matrix } from "lemmata";
import { defineFigure, Figure } from "../kit/figure.ts";
import { powerOfTen } from "../kit/format.ts";
import { tween } from "../kit/frame.ts";
import { pointIn } from "../kit/gesture.ts";
import { Handle } from "../kit/handle.ts";
import { clamp, linear, type Scale } from "../kit/scale.ts";
import { append, children, line, set } from "../kit/svg.ts";
import { bounds } from "./state.ts";
import { brief, endsOf, type Ends, type Tower } from "./tower.ts";

const margin = { top: 46, right: 18, bottom: 44 };
const leftOf = (width: number): number => clamp(0.2 * width, 70, 132);

/**
 * `<signal-tower>`: a floor for each block, filled by what is left of the input, and the threads of the
 * signal going up and of the gradient coming down. Properties `tower` and `floor`. Events `depthchange` `{depth}`,
 * `floorhover` `{block}`, and the gesture's start and end.
 */
export class SignalTower extends Figure {
  static override styles = `
    .band { fill: var(--raised); }
    .slab { fill: var(--surface); stroke: var(--rule-strong); stroke-width: 1; }
    .left { fill: var(--r); fill-opacity: 0.75; }
    .violins { fill: var(--ink); fill-opacity: 0.6; }
    .over { fill: url(#hatch); stroke: var(--warn); }
    .hatch { stroke: var(--warn); stroke-width: 2; }
    .spread { fill: var(--p); fill-opacity: 0.14; }
    .glow { stroke-width: 9; stroke-opacity: 0.16; }
    .thread { stroke-width: 2.5; }
    .stale { stroke-opacity: 0.45; }
    .pointed { fill: none; stroke: var(--ink); stroke-width: 1.5; }
    .here { fill: var(--surface); stroke: var(--tone); stroke-width: 2.5; }
    .sheet { fill: transparent; }
    text.label { font-weight: 600; }
    text.warn { fill: var(--warn-text); }
    text.limit { fill: var(--ink-soft); }
  `;

  #tower: Tower | undefined;
  #ends: Ends = { blocks: 30, low: -2, high: 2 };
  #target: Ends | undefined;
  #stopTween = (): void => {};
  #floor = -1;
  #x: Scale = linear([-2, 2], [0, 1]);
  #y: Scale = linear([0, 30], [1, 0]);
  readonly #sheet = append(this.svg, "rect", { class: "sheet" });
  readonly #band = append(this.svg, "rect", { class: "band" });
  readonly #axes = append(this.svg, "g");
  readonly #slabs = append(this.svg, "g");
  readonly #lefts = append(this.svg, "g");
  /** How long they took to draw when they were drawn last, in milliseconds. */
  #violinsTook = 0;
  readonly #violins = append(this.svg, "path", { class: "violins" });
  readonly #threads = append(this.svg, "g");
  readonly #spread = this.#thread("spread");
  readonly #predicted = this.#thread("line limit dashed");
  readonly #glowBack = this.#thread("line q glow");
  readonly #glow = this.#thread("line p glow");
  readonly #backward = this.#thread("line q thread");
  readonly #forward = this.#thread("line p thread");
  readonly #pointed = append(this.svg, "rect", { class: "pointed" });
  readonly #here = ["q", "p"].map((tone) =>
    append(this.svg, "circle", { class: `here ${tone}`, r: 4.5 }),
  );
  readonly #labels = append(this.svg, "g");
  readonly #handle = new Handle(this, this.svg, "ink", {
    drag: (_, y) => this.#moved(this.#y.invert(y)),
    step: (right, up) => this.#moved(this.#tower!.depth + Math.sign(right + up) * Math.max(1, Math.abs(right + up))), // prettier-ignore
    edge: (which) => this.#moved(bounds.depth[which]),
  });

  constructor() {
    super();
    const defs = append(this.svg, "defs");
    const hatch = append(defs, "pattern", { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }); // prettier-ignore
    append(hatch, "line", { class: "hatch", x1: 0, x2: 0, y1: 0, y2: 6 });
    const clip = append(append(defs, "clipPath", { id: "inside" }), "rect");
    this.#clip = clip;
    this.#threads.setAttribute("clip-path", "url(#inside)");
    this.addEventListener("pointermove", (event) => this.#hover(pointIn(this, event)[1]));
    this.addEventListener("pointerleave", () => this.#tell(-1));
  }
  readonly #clip: SVGRectElement;

  get tower(): Tower | undefined {
    return this.#tower;
  }
  set tower(tower: Tower | undefined) {
    this.#tower = tower;
    if (tower !== undefined && !tower.dragging) this.#rescale(endsOf(tower));
    this.requestDraw();
  }

  /** The floor that is marked; −1 for none. */
  get floor(): number {
    return this.#floor;
  }
  set floor(block: number) {
    if (block === this.#floor) return;
    this.#floor = block;
    this.requestDraw();
  }

  protected override draw(): void {
    const tower = this.#tower;
    if (tower === undefined) return;
    const left = leftOf(this.width);
    const { blocks, low, high } = this.#ends;
    this.#x = linear([low, high], [left + 22, this.width - margin.right]);
    this.#y = linear([0, blocks], [this.height - margin.bottom, margin.top]);
    const sheet = { x: 0, y: 0, width: this.width, height: this.height };
    set(this.#sheet, sheet);
    const inside = { x: this.#x(low) - 6, y: margin.top - 8, width: this.#x(high) - this.#x(low) + 12, height: this.#y(0) - margin.top + 16 }; // prettier-ignore
    set(this.#clip, inside);
    this.#drawAxes(tower);
    this.#drawFloors(tower, left);
    this.#drawThreads(tower);
    this.#drawLabels(tower, left);
    this.#drawPointed(tower, left);
    const y = clamp(this.#y(tower.depth), margin.top - 14, this.height);
    const { label, text } = tower.words.depth;
    this.#handle.place(left / 2 + 5, y, { label, text, now: tower.depth, ...bounds.depth, orientation: "vertical" }); // prettier-ignore
  }

  #drawAxes({ words }: Tower): void {
    const { low, high, blocks } = this.#ends;
    const [top, bottom] = [margin.top, this.height - margin.bottom];
    const [from, to] = [this.#x(Math.max(-1, low)), this.#x(Math.min(1, high))];
    set(this.#band, {
      x: from,
      y: top - 8,
      width: Math.max(0, to - from),
      height: bottom - top + 8,
    });
    this.#axes.replaceChildren();
    const every = Math.max(1, Math.ceil((high - low) / Math.max(4, this.width / 90)));
    for (let decade = Math.ceil(low); decade <= high; decade++) {
      if (decade % every !== 0) continue;
      const x = this.#x(decade);
      append(this.#axes, "line", { class: "grid", x1: x, x2: x, y1: top - 8, y2: bottom });
      const text = append(this.#axes, "text", { x, y: bottom + 17, "text-anchor": "middle" });
      text.textContent = Math.abs(decade) <= 2 ? String(10 ** decade) : powerOfTen(decade);
    }
    append(this.#axes, "line", { class: "axis", x1: this.#x(low), x2: this.#x(high), y1: bottom, y2: bottom }); // prettier-ignore
    append(this.#axes, "text", { x: this.#x(high), y: bottom + 35, "text-anchor": "end" }, words.axis); // prettier-ignore
    const step = blocks > 60 ? 24 : blocks > 24 ? 8 : blocks > 10 ? 4 : 2;
    for (let block = step; block < blocks; block += step) {
      const y = this.#y(block);
      const x = this.#x(low) - 5;
      append(this.#axes, "text", { x, y: y + 4, "text-anchor": "end" }, String(block));
    }
    append(this.#axes, "text", { x: 6, y: bottom + 17 }, words.input);
  }

  #drawFloors(
    { depth, share, overflow, forward, histograms, dragging }: Tower,
    left: number,
  ): void {
    const width = left - 12;
    const pitch = this.#y(0) - this.#y(1);
    const height = Math.max(1, pitch - (pitch > 5 ? 2 : 0.6));
    const shown = Math.min(depth, Math.floor(this.#ends.blocks + 2));
    const slabs = children(this.#slabs, shown, () => append(this.#slabs, "rect", { rx: 1.5 }));
    const lefts = children(this.#lefts, shown, () => append(this.#lefts, "rect", { class: "left", rx: 1.5 })); // prettier-ignore
    slabs.forEach((slab, i) => {
      const block = i + 1;
      const y = this.#y(block);
      const over = overflow >= 0 && block >= overflow && !(forward[block]! < Infinity);
      set(slab, { class: over && block < forward.length ? "slab over" : "slab", x: 5, y, width, height }); // prettier-ignore
      const kept = clamp(share[block] ?? 0, 0, 1);
      set(lefts[i]!, { x: 5, y, width: over ? 0 : width * kept, height });
    });
    // Most of the tower's points are theirs: where they take long, they wait until the hand rests.
    const begun = performance.now();
    const waits = dragging && this.#violinsTook > 0.7;
    set(this.#violins, { d: waits ? "" : this.#violinsOf(histograms, shown, width, height) });
    if (!waits) this.#violinsTook = performance.now() - begun;
  }

  /** On each floor how its entries are spread, from −3 to 3 root mean squares, as wide as the floor allows. */
  #violinsOf(histograms: Matrix | undefined, shown: number, width: number, height: number): string {
    if (histograms === undefined || height < 4) return "";
    // Two by two: finer than a floor shows.
    const { data, rows, cols } = histograms;
    const parts = cols / 2;
    let path = "";
    for (let floor = 1; floor <= Math.min(shown, rows - 1); floor++) {
      const at = floor * cols;
      const shares = Array.from({ length: parts }, (_, i) => data[at + 2 * i]! + data[at + 2 * i + 1]!); // prettier-ignore
      const scale = (0.45 * height) / Math.max(...shares);
      const middle = this.#y(floor) + height / 2;
      // There and back; a floor without numbers has no shape.
      path += line(
        2 * parts,
        (k) => 5 + ((Math.min(k, 2 * parts - 1 - k) + 0.5) / parts) * width,
        (k) => middle + (k < parts ? -scale * shares[k]! : scale * shares[2 * parts - 1 - k]!),
      );
    }
    return path;
  }

  #drawThreads({ forward, backward, predicted, band, current }: Tower): void {
    const path = (values: ArrayLike<number>): string =>
      line(
        values.length,
        (i) => this.#x(Math.log10(values[i]!)),
        (i) => this.#y(i),
      );
    const outline = band ? [...band.low, ...band.high.toReversed()] : [];
    const block = (i: number): number => Math.min(i, outline.length - 1 - i);
    set(this.#spread, { d: line(outline.length, (i) => this.#x(Math.log10(outline[i]!)), (i) => this.#y(block(i))) }); // prettier-ignore
    const [up, down] = [path(forward), path(backward)];
    set(this.#forward, { d: up, class: `line p thread${current ? "" : " stale"}` });
    set(this.#backward, { d: down, class: `line q thread${current ? "" : " stale"}` });
    set(this.#glow, { d: up });
    set(this.#glowBack, { d: down });
    set(this.#predicted, { d: path(predicted) });
  }

  #drawLabels({ words, forward, backward, overflow, depth }: Tower, left: number): void {
    this.#labels.replaceChildren();
    const write = (text: string, x: number, y: number, tone: string, anchor = "start"): void => {
      append(this.#labels, "text", { class: `label halo ${tone}`, x, y, "text-anchor": anchor }, text); // prettier-ignore
    };
    append(this.#labels, "text", { class: "label r", x: 5, y: 16 }, words.share);
    let [x, y] = [left + 22, 16];
    for (const [text, tone] of [
      [`↑ ${words.forward}`, "p"],
      [`↓ ${words.backward}`, "q"],
      [`┄ ${words.predicted}`, "limit"],
    ] as const) {
      const item = append(this.#labels, "text", { class: `label ${tone}`, x, y }, text);
      const length = item.getComputedTextLength();
      // On a narrow screen the last begins a line of its own.
      if (x + length > this.width) set(item, { x: (x = left + 22), y: (y += 15) });
      x += length + 14;
    }
    const place = (value: number): number => clamp(this.#x(Math.log10(value)), left + 46, this.width - 46); // prettier-ignore
    const top = forward[forward.length - 1]!;
    if (top > 0 && top < Infinity && forward.length - 1 === depth) {
      write(brief(top), place(top), clamp(this.#y(depth) - 9, 32, this.height), "p", "middle");
    }
    const bottom = backward[0]!;
    if (bottom > 0 && bottom < Infinity) {
      const at = this.#x(Math.log10(bottom));
      const outer = at > this.width - 90;
      write(brief(bottom), at + (outer ? -10 : 10), this.#y(0) - 5, "q", outer ? "end" : "start");
    }
    if (overflow >= 0) {
      const y = clamp(this.#y(overflow) + 4, 40, this.height - margin.bottom);
      write(`> 10³⁸`, this.width - margin.right, y, "warn", "end");
    }
  }

  #drawPointed({ depth, forward, backward }: Tower, left: number): void {
    const block = this.#floor;
    const visible = block >= 1 && block <= depth;
    const y = this.#y(block);
    set(this.#pointed, { visibility: visible ? "visible" : "hidden" });
    set(this.#pointed, { x: 3, y: y - 1, width: left - 8, height: this.#y(0) - this.#y(1) + 1 });
    [backward, forward].forEach((values, i) => {
      const x = this.#x(Math.log10(visible ? (values[block] ?? NaN) : NaN));
      const inside = x >= this.#x(this.#ends.low) && x <= this.width;
      set(this.#here[i]!, { visibility: inside ? "visible" : "hidden", cx: inside ? x : 0, cy: y });
    });
  }

  #thread(name: string): SVGPathElement {
    return append(this.#threads, "path", { class: name });
  }

  #hover(y: number): void {
    const block = Math.ceil(this.#y.invert(y));
    this.#tell(block >= 1 && block <= (this.#tower?.depth ?? 0) ? block : -1);
  }

  #tell(block: number): void {
    if (block !== this.#floor) this.emit("floorhover", { block });
  }

  #rescale(target: Ends): void {
    const goal = this.#target ?? this.#ends;
    if (goal.blocks === target.blocks && goal.low === target.low && goal.high === target.high) return; // prettier-ignore
    const first = this.#target === undefined;
    this.#target = target;
    this.#stopTween();
    const from = this.#ends;
    if (first) {
      this.#ends = target;
      return;
    }
    const between = (a: number, b: number, share: number): number => a + (b - a) * share;
    this.#stopTween = tween(150, (share) => {
      this.#ends = {
        blocks: between(from.blocks, target.blocks, share),
        low: between(from.low, target.low, share),
        high: between(from.high, target.high, share),
      };
      this.requestDraw();
    });
  }

  #moved(value: number): void {
    const depth = Math.round(clamp(value, bounds.depth.min, bounds.depth.max));
    this.emit("depthchange", { depth });
  }
}

defineFigure("signal-tower", SignalTower);
