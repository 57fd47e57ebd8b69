import { defineFigure, Figure } from "../kit/figure.ts";
import { tween } from "../kit/frame.ts";
import { Gesture, pointIn } from "../kit/gesture.ts";
import { Handle, type SliderValue } from "../kit/handle.ts";
import { clamp, linear, type Scale } from "../kit/scale.ts";
import { append, children, line, set, short } from "../kit/svg.ts";
import type { Point } from "./shape.ts";
import type { View } from "./state.ts";

export interface Scene {
  view: View;
  heights: View;
  x: Float64Array;
  f: Float64Array;
  /** Undefined where the average does not exist. */
  g: Float64Array | undefined;
  gated: Float64Array | undefined;
  /** The corners that can be dragged. */
  points: readonly Point[];
  selected: number;
  /** Whether the slopes beyond the corners can be dragged. */
  open: boolean;
  at: number;
  width: number;
  weights: { offset: Float64Array; density: Float64Array };
  here: { f: number; g: number | undefined };
  /** A place that is pointed at, here or in the chart. */
  hovered: number | undefined;
  dragging: boolean;
  words: {
    corner(index: number): { label: string; text: string };
    end(side: Side, height: number): { label: string; text: string };
    at: { label: string; text: string };
    width: { label: string; text: string };
    gated: string;
  };
}

export type Side = "left" | "right";

export interface StageEvents {
  pointmove: { index: number; x: number; y: number };
  pointselect: { index: number };
  pointadd: { x: number; y: number };
  pointremove: { index: number };
  endmove: { side: Side; y: number };
  atchange: { x: number };
  widthchange: { width: number };
  stagehover: { x: number | undefined };
}

const margin = { top: 30, right: 14, left: 42, bottom: 26 };
/** The strip under the plot in which the kernel lies. */
const strip = 92;
const block = 64;
const reach = 22;
const slack = 4;

/**
 * `<smoothing-stage>`: a function with corners, the kernel that lies under it, and the smooth curve.
 * Property `scene`. Events of `StageEvents`, and the gesture's start and end.
 */
export class SmoothingStage extends Figure {
  static override styles = `
    svg { touch-action: pan-y; }
    .f { fill: none; stroke: var(--p); stroke-width: 2; stroke-linejoin: round; }
    .g { fill: none; stroke: var(--r); stroke-width: 3; stroke-linejoin: round; }
    .gated { fill: none; stroke: var(--ink-soft); stroke-width: 2; stroke-dasharray: 6 5; }
    .cast { stroke: none; }
    .kernel { fill: var(--q); fill-opacity: 0.22; stroke: var(--q); stroke-width: 2; stroke-linejoin: round; }
    .stem { stroke: var(--q); stroke-width: 1.25; stroke-dasharray: 3 4; }
    .measure { stroke: var(--q); stroke-width: 1.5; }
    .gap { stroke: var(--warn); stroke-width: 3; }
    .cursor { stroke: var(--ink-soft); stroke-width: 1; }
    .dot { fill: var(--r); stroke: var(--surface); stroke-width: 2; }
    .end .knob { r: 6px; stroke-width: 2.5; }
    .selected .knob { fill: var(--tone); }
    text.name { font: italic 19px KaTeX_Math, var(--math); }
    text.value { font-weight: 600; }
    stop { stop-color: var(--q); }
  `;

  #scene: Scene | undefined;
  #x: Scale = linear([0, 1], [0, 1]);
  #y: Scale = linear([0, 1], [1, 0]);
  #range: View | undefined;
  #goal: View | undefined;
  #stopTween = (): void => {};
  readonly #gesture = new Gesture(this);
  readonly #defs = append(this.svg, "defs");
  readonly #light = append(this.#defs, "linearGradient", { id: "light", gradientUnits: "userSpaceOnUse", y1: 0, y2: 0 }); // prettier-ignore
  readonly #axes = append(this.svg, "g");
  readonly #cast = append(this.svg, "path", { class: "cast", fill: "url(#light)" });
  readonly #kernel = append(this.svg, "path", { class: "kernel" });
  readonly #stem = append(this.svg, "line", { class: "stem" });
  readonly #measure = append(this.svg, "line", { class: "measure" });
  readonly #cursor = append(this.svg, "line", { class: "cursor" });
  readonly #f = append(this.svg, "path", { class: "f" });
  readonly #gated = append(this.svg, "path", { class: "gated" });
  readonly #g = append(this.svg, "path", { class: "g" });
  readonly #gap = append(this.svg, "line", { class: "gap" });
  readonly #dot = append(this.svg, "circle", { class: "dot", r: 6 });
  readonly #labels = append(this.svg, "g");
  readonly #ends = { left: this.#makeEnd("left"), right: this.#makeEnd("right") };
  readonly #corners = append(this.svg, "g");
  readonly #handles: Handle[] = [];
  readonly #at = new Handle(this, this.svg, "q", {
    drag: (x) => this.#slide(this.#x.invert(x)),
    step: (right, up) => this.#slide(this.#scene!.at + (right + up) * this.#unit),
    edge: (which) => this.#slide(this.#scene!.view[which === "min" ? "from" : "to"]),
  });
  readonly #width = new Handle(this, this.svg, "q", {
    drag: (x) => this.#widen(Math.abs(this.#x.invert(x) - this.#scene!.at)),
    step: (right, up) => this.#widen(this.#scene!.width + (right + up) * this.#unit),
    edge: (which) => this.#widen(which === "min" ? 0 : Infinity),
  });
  #slid: { x: number; y: number; moved: boolean } | undefined;

  constructor() {
    super();
    this.#listen();
  }

  get scene(): Scene | undefined {
    return this.#scene;
  }
  set scene(scene: Scene | undefined) {
    this.#scene = scene;
    this.requestDraw();
  }

  protected override draw(): void {
    const scene = this.#scene;
    if (scene === undefined) return;
    this.#fitHeights(scene);
    const { view } = scene;
    this.#x = linear([view.from, view.to], [margin.left, this.width - margin.right]);
    this.#y = linear([this.#range!.from, this.#range!.to], [this.#plotBottom, margin.top]);
    this.#drawAxes();
    this.#drawWeights(scene);
    this.#drawCurves(scene);
    this.#drawHere(scene);
    this.#drawHandles(scene);
  }

  // What the curves need sets the axis, but never under the reader's hand.
  #fitHeights({ heights, dragging }: Scene): void {
    this.#range ??= heights;
    if (dragging || heights === this.#goal) return;
    const [first, from] = [this.#goal === undefined, this.#range];
    this.#goal = heights;
    this.#stopTween();
    if (first) return;
    this.#stopTween = tween(150, (share) => {
      this.#range = {
        from: from.from + (heights.from - from.from) * share,
        to: from.to + (heights.to - from.to) * share,
      };
      this.requestDraw();
    });
  }

  #drawAxes(): void {
    const [left, right] = [margin.left, this.width - margin.right];
    const [base, bottom] = [this.#base, this.#plotBottom];
    this.#axes.replaceChildren();
    for (const tick of this.#y.ticks(5)) {
      const y = this.#y(tick);
      append(this.#axes, "line", { class: tick === 0 ? "axis" : "grid", x1: left, x2: right, y1: y, y2: y }); // prettier-ignore
      append(this.#axes, "text", { x: left - 8, y: y + 4, "text-anchor": "end" }, label(tick));
    }
    for (const tick of this.#x.ticks(this.width < 480 ? 5 : 9)) {
      const x = this.#x(tick);
      append(this.#axes, "line", { class: tick === 0 ? "axis" : "grid", x1: x, x2: x, y1: margin.top, y2: bottom }); // prettier-ignore
      append(this.#axes, "text", { x, y: base + 18, "text-anchor": "middle" }, label(tick));
    }
    append(this.#axes, "line", { class: "axis", x1: left, x2: right, y1: base, y2: base });
  }

  // The kernel as a block of constant height, and the light it casts on f: the weights of the average.
  #drawWeights({ at, weights: { offset, density }, x, f }: Scene): void {
    const peak = Math.max(...density) || 1;
    const [left, right] = [margin.left, this.width - margin.right];
    const px = (i: number): number => clamp(this.#x(at + offset[i]!), left, right);
    const curve = line(offset.length, px, (i) => this.#base - (block * density[i]!) / peak);
    set(this.#kernel, { d: `${curve}V${this.#base}H${short(px(0))}Z` });
    const last = offset.length - 1;
    const ends = { x1: this.#x(at + offset[0]!), x2: this.#x(at + offset[last]!) };
    set(this.#light, ends);
    const stops = children(this.#light, offset.length + 2, () => append(this.#light, "stop"));
    stops.forEach((stop, k) => {
      const i = clamp(k - 1, 0, last);
      const outside = k === 0 || k === stops.length - 1;
      const share = outside ? 0 : density[i]! / peak;
      set(stop, { offset: String(i / last), "stop-opacity": (0.36 * share).toFixed(3) });
    });
    const zero = short(this.#inPlot(this.#y(0)));
    const under = line(x.length, (i) => this.#x(x[i]!), (i) => this.#inPlot(this.#y(f[i]!))); // prettier-ignore
    set(this.#cast, { d: `${under}V${zero}H${left}Z` });
  }

  #drawCurves({ x, f, g, gated }: Scene): void {
    const path = (y: Float64Array | undefined): string =>
      y === undefined ? "" : line(x.length, (i) => this.#x(x[i]!), (i) => this.#inPlot(this.#y(y[i]!))); // prettier-ignore
    set(this.#f, { d: path(f) });
    set(this.#g, { d: path(g) });
    set(this.#gated, { d: path(gated) });
  }

  #drawHere({ at, here: { f, g }, gated, hovered, words }: Scene): void {
    const x = this.#x(at);
    const [low, high] = [this.#inPlot(this.#y(f)), this.#inPlot(this.#y(g ?? f))];
    set(this.#stem, { x1: x, x2: x, y1: margin.top, y2: this.#base });
    set(this.#gap, { x1: x, x2: x, y1: low, y2: high });
    set(this.#dot, { cx: x, cy: high, visibility: g === undefined ? "hidden" : "visible" });
    const cursor = hovered === undefined ? -9 : this.#x(hovered);
    set(this.#cursor, { x1: cursor, x2: cursor, y1: margin.top, y2: this.#base });
    this.#labels.replaceChildren();
    const write = (text: string, left: number, y: number, tone: string, kind = "math name"): void => {
      append(this.#labels, "text", { class: `${kind} halo ${tone}`, x: left, y }, text);
    }; // prettier-ignore
    write("f", margin.left + 4, 20, "p");
    if (g !== undefined) write("g = f ∗ φ", margin.left + 24, 20, "r");
    if (gated !== undefined) write(words.gated, margin.left + 118, 20, "");
    write("φ", margin.left + 4, this.#base - block + 4, "q");
    if (g === undefined) return;
    const leftward = x > margin.left + 70;
    const value = append(this.#labels, "text", { class: "value halo r", x: x + (leftward ? -12 : 12), y: clamp(high - 10, 40, this.#plotBottom), "text-anchor": leftward ? "end" : "start" }, g.toFixed(3)); // prettier-ignore
    value.textContent = value.textContent!.replace("-", "−");
  }

  #drawHandles(scene: Scene): void {
    const { points, selected, open, view, words, x, f, at, width } = scene;
    while (this.#handles.length < points.length) this.#handles.push(this.#makeCorner());
    this.#handles.forEach((handle, index) => {
      const point = points[index];
      handle.visible = point !== undefined;
      if (point === undefined) return;
      handle.element.classList.toggle("selected", index === selected);
      const aria = { ...words.corner(index), now: point.x, min: view.from, max: view.to };
      handle.place(this.#x(point.x), this.#inPlot(this.#y(point.y)), aria);
    });
    for (const side of ["left", "right"] as const) {
      const end = this.#ends[side];
      end.visible = open;
      if (!open) continue;
      const height = f[side === "left" ? 0 : f.length - 1]!;
      const place = this.#x(x[side === "left" ? 0 : x.length - 1]!);
      const { from, to } = this.#range!;
      const aria: SliderValue = { ...words.end(side, height), now: height, min: Math.min(from, height), max: Math.max(to, height), orientation: "vertical" }; // prettier-ignore
      end.place(place, this.#inPlot(this.#y(height)), aria);
    }
    this.#at.place(this.#x(at), this.#base, {
      ...words.at,
      now: at,
      min: view.from,
      max: view.to,
    });
    const [middle, flank, level] = [this.#x(at), this.#x(at + this.#side * width), this.#base - 44];
    set(this.#measure, { x1: middle, x2: flank, y1: level, y2: level });
    this.#width.place(flank, level, {
      ...words.width,
      now: width,
      min: 0,
      max: (view.to - view.from) / 2,
    });
  }

  #makeCorner(): Handle {
    const index = this.#handles.length;
    const point = (): Point => this.#scene!.points[index]!;
    const handle = new Handle(this, this.#corners, "p corner", {
      drag: (x, y) => this.#move(index, this.#snapped(this.#x.invert(x)), this.#snapped(this.#y.invert(this.#inPlot(y)))), // prettier-ignore
      step: (right, up) =>
        this.#move(index, point().x + right * this.#unit, point().y + up * this.#unit),
    });
    handle.element.addEventListener("focus", () => this.#tell("pointselect", { index }));
    handle.element.addEventListener("keydown", (event) => {
      if (event.key !== "Delete" && event.key !== "Backspace") return;
      event.preventDefault();
      this.#tell("pointremove", { index });
    });
    handle.element.addEventListener("dblclick", (event) => {
      event.stopPropagation();
      this.#tell("pointremove", { index });
    });
    return handle;
  }

  #makeEnd(side: Side): Handle {
    const height = (): number => {
      const { f } = this.#scene!;
      return f[side === "left" ? 0 : f.length - 1]!;
    };
    return new Handle(this, this.svg, "p end", {
      drag: (_, y) => this.#turn(side, this.#snapped(this.#y.invert(this.#inPlot(y)))),
      step: (right, up) => this.#turn(side, height() + (right + up) * this.#unit),
    });
  }

  #listen(): void {
    const { svg } = this;
    svg.addEventListener("pointerdown", (event) => this.#press(event), { capture: true });
    svg.addEventListener("pointermove", (event) => {
      const [x, y] = pointIn(this, event);
      const slid = this.#slid;
      if (slid === undefined) {
        const inside = x >= margin.left && x <= this.width - margin.right;
        return this.#tell("stagehover", { x: inside ? this.#x.invert(x) : undefined });
      }
      if (!slid.moved && Math.hypot(x - slid.x, y - slid.y) < slack) return;
      slid.moved = true;
      this.#gesture.begin();
      this.#slide(this.#snapped(this.#x.invert(x)));
    });
    svg.addEventListener("pointerup", (event) => {
      const slid = this.#slid;
      this.#slid = undefined;
      if (slid !== undefined && !slid.moved) {
        this.#gesture.begin();
        this.#slide(this.#snapped(this.#x.invert(pointIn(this, event)[0])));
      }
      this.#gesture.end();
    });
    svg.addEventListener("pointercancel", () => {
      this.#slid = undefined;
      this.#gesture.end();
    });
    svg.addEventListener("pointerleave", () => this.#tell("stagehover", { x: undefined }));
    svg.addEventListener("dblclick", (event) => {
      const [x, y] = pointIn(this, event);
      if (y > this.#plotBottom || this.#scene?.points.length === 0) return;
      this.#tell("pointadd", {
        x: this.#snapped(this.#x.invert(x)),
        y: this.#snapped(this.#y.invert(y)),
      });
    });
  }

  // Targets of 44 pixels overlap where corners are close: whichever is on top, the nearest is meant.
  // Where there is none, the finger slides the kernel.
  #press(event: PointerEvent): void {
    if (!event.isTrusted || event.button !== 0 || this.#scene === undefined) return;
    const [x, y] = pointIn(this, event);
    const handle = this.#nearest(x, y);
    if (handle === undefined) {
      this.#slid = { x, y, moved: false };
      this.svg.setPointerCapture(event.pointerId);
      return;
    }
    if (handle.element.contains(event.target as Node)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    handle.element.dispatchEvent(new PointerEvent("pointerdown", event));
  }

  #nearest(x: number, y: number): Handle | undefined {
    let found: Handle | undefined;
    let least = reach;
    for (const handle of [...Object.values(this.#ends), ...this.#handles, this.#at, this.#width]) {
      const distance = Math.hypot(handle.x - x, handle.y - y);
      if (handle.element.style.display === "none" || distance > least) continue;
      [found, least] = [handle, distance];
    }
    return found;
  }

  #move(index: number, x: number, y: number): void {
    this.#tell("pointmove", { index, x, y });
  }
  #turn(side: Side, y: number): void {
    this.#tell("endmove", { side, y });
  }
  #slide(x: number): void {
    this.#tell("atchange", { x });
  }
  #widen(width: number): void {
    this.#tell("widthchange", { width });
  }
  #tell<Name extends keyof StageEvents>(name: Name, detail: StageEvents[Name]): void {
    this.emit(name, detail);
  }

  // The width's handle lies on the side that has room for it.
  get #side(): 1 | -1 {
    const { at, view } = this.#scene!;
    return at <= (view.from + view.to) / 2 ? 1 : -1;
  }
  get #unit(): number {
    const { from, to } = this.#scene!.view;
    return (to - from) / 160;
  }
  get #base(): number {
    return this.height - margin.bottom;
  }
  get #plotBottom(): number {
    return this.#base - strip;
  }
  #inPlot(y: number): number {
    return clamp(y, margin.top - 8, this.#plotBottom + 8);
  }
  // A pointer has no more digits than pixels.
  #snapped(value: number): number {
    const { from, to } = this.#scene!.view;
    const unit = 10 ** Math.floor(Math.log10((to - from) / 400));
    return Math.round(value / unit) * unit;
  }
}

function label(tick: number): string {
  return String(tick).replace("-", "−");
}

defineFigure("smoothing-stage", SmoothingStage);
