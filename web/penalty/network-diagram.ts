import { defineFigure, Figure } from "../kit/figure.ts";
import { pointIn } from "../kit/gesture.ts";
import { Handle } from "../kit/handle.ts";
import { clamp } from "../kit/scale.ts";
import { append, children, set, short } from "../kit/svg.ts";
import type { Edge } from "./network.ts";

/** What the diagram draws. */
export interface DiagramScene {
  sizes: readonly number[];
  edges: readonly Edge[];
  parameters: ArrayLike<number>;
  /** ∂f/∂W of every weight, layer by layer, row by row. */
  gradients: readonly ArrayLike<number>[];
  /** What each neuron holds at the probe. */
  activations: readonly ArrayLike<number>[];
  selected: number;
  /** The layer that is spoken of, which stands out. */
  layer: number | undefined;
  scale: number;
  scales: { least: number; most: number };
  words: {
    edge: { label: string; text: string; value: string };
    scale: { label: string; text: string; name: string };
    columns: readonly string[];
  };
}

const margin = { x: 26, top: 30, bottom: 70 };
const radius = 9;
/** A weight's change for a pixel of the hand's way, and for an arrow key. */
const perPixel = 1 / 50;
const perKey = 0.05;
const reach = 12;
const snap = 6;

/**
 * `<network-diagram>`: neurons in columns; each weight a line, blue below zero and vermilion above, as
 * wide as it is large, glowing green by its gradient. Any line is dragged up and down. Property `scene`.
 * Events `edgeselect` `{number}`, `weightchange` `{value}`, `scalechange` `{value}`, and the gesture's ends.
 */
export class NetworkDiagram extends Figure {
  static override styles = `
    svg { touch-action: pan-y; }
    .edge { stroke: var(--tone); stroke-linecap: round; }
    .glow { stroke: var(--r); stroke-linecap: round; }
    .chosen { stroke: var(--ink); fill: none; stroke-width: 1.5; stroke-dasharray: 3 3; }
    .neuron { stroke: var(--ink-soft); stroke-width: 1.25; fill: var(--surface); }
    .state { fill: var(--tone); }
    .track { stroke: var(--rule-strong); stroke-width: 3; stroke-linecap: round; }
    .tick { stroke: var(--ink-soft); stroke-width: 1.5; }
    .catch { fill: transparent; cursor: ns-resize; touch-action: pan-y; }
    text.column { text-anchor: middle; }
    text.value { font-weight: 600; }
  `;

  #scene: DiagramScene | undefined;
  #begun = 0;
  readonly #glows = append(this.svg, "g");
  readonly #lines = append(this.svg, "g");
  readonly #catch = append(this.svg, "rect", { class: "catch", x: 0, y: 0 });
  readonly #neurons = append(this.svg, "g", { "pointer-events": "none" });
  readonly #columns = append(this.svg, "g");
  readonly #track = append(this.svg, "line", { class: "track" });
  readonly #ticks = [0, 1, 2].map(() => append(this.svg, "line", { class: "tick" }));
  readonly #tickTexts = [0, 1, 2].map(() => append(this.svg, "text", { class: "column" }));
  readonly #name = append(this.svg, "text", { class: "ink" });
  readonly #chosen = append(this.svg, "line", { class: "chosen", "pointer-events": "none" });
  readonly #value = append(this.svg, "text", { class: "ink halo value column", "pointer-events": "none" }); // prettier-ignore
  readonly #edge = new Handle(this, this.svg, "ink", {
    drag: (_, y) => this.#weighed(this.#begun + (this.#edge.y - y) * perPixel),
    step: (right, up) => {
      const { selected } = this.#scene!;
      if (right !== 0) this.#select(selected + Math.sign(right) * Math.max(1, Math.abs(right)));
      else this.#weighed(this.#weight(selected) + up * perKey);
    },
  });
  readonly #scale = new Handle(this, this.svg, "ink", {
    drag: (x) => this.#scaled(this.#scaleAt(x)),
    step: (right, up) => this.#scaled(this.#scene!.scale + (right + up) * 0.05),
    edge: (which) => this.#scaled(this.#scene!.scales[which === "min" ? "least" : "most"]),
  });

  constructor() {
    super();
    this.addEventListener("gesturestart", () => {
      this.#begun = this.#weight(this.#scene?.selected ?? 0);
    });
    // A press near a line takes that line; a finger only chooses it, so that the page can scroll.
    this.#catch.addEventListener("pointerdown", (event) => this.#take(event));
    this.#catch.addEventListener("click", (event) => {
      const found = this.#nearest(...pointIn(this, event));
      if (found !== undefined) this.#select(found);
    });
  }

  get scene(): DiagramScene | undefined {
    return this.#scene;
  }
  set scene(scene: DiagramScene | undefined) {
    this.#scene = scene;
    this.requestDraw();
  }

  protected override draw(): void {
    const scene = this.#scene;
    if (scene === undefined) return;
    this.#drawEdges(scene);
    this.#drawNeurons(scene);
    this.#drawSelected(scene);
    this.#drawScale(scene);
    set(this.#catch, { width: this.width, height: Math.max(0, this.height - margin.bottom + 12) });
  }

  #place(column: number, index: number): readonly [number, number] {
    const { sizes } = this.#scene!;
    const [left, right] = [margin.x, this.width - margin.x];
    const [upper, lower] = [margin.top, this.height - margin.bottom];
    const most = Math.max(...sizes, 4);
    const gap = (lower - upper) / most;
    const x = left + ((right - left) * column) / (sizes.length - 1);
    return [x, (upper + lower) / 2 + (index - (sizes[column]! - 1) / 2) * gap];
  }

  #drawEdges({ edges, parameters, gradients, layer }: DiagramScene): void {
    let steepest = 1e-300;
    for (const part of gradients) {
      for (let i = 0; i < part.length; i++) steepest = Math.max(steepest, Math.abs(part[i]!));
    }
    const glows = children(this.#glows, edges.length, () => append(this.#glows, "line", { class: "glow" })); // prettier-ignore
    const lines = children(this.#lines, edges.length, () => append(this.#lines, "line"));
    const seen = new Array<number>(gradients.length).fill(0);
    edges.forEach((edge, k) => {
      const [x1, y1] = this.#place(edge.layer, edge.from);
      const [x2, y2] = this.#place(edge.layer + 1, edge.to);
      const weight = parameters[edge.at]!;
      const share = Math.abs(gradients[edge.layer]![seen[edge.layer]!++]!) / steepest;
      const dim = layer === undefined || layer === edge.layer ? 1 : 0.15;
      set(glows[k]!, {
        ...{ x1, y1, x2, y2 },
        "stroke-width": 1 + 9 * share,
        "stroke-opacity": short(0.85 * share * dim),
        // What cannot be seen need not be painted.
        visibility: share * dim > 0.02 ? "visible" : "hidden",
      });
      set(lines[k]!, {
        ...{ x1, y1, x2, y2 },
        class: `edge ${weight < 0 ? "p" : "q"}`,
        "stroke-width": clamp(2.2 * Math.abs(weight), 0.4, 7),
        "stroke-opacity": short((0.25 + 0.65 * Math.min(1, Math.abs(weight))) * dim),
      });
    });
  }

  #drawNeurons({ sizes, activations, words }: DiagramScene): void {
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const rings = children<SVGGElement>(this.#neurons, total, () => {
      const group = append(this.#neurons, "g");
      append(group, "circle", { class: "neuron", r: radius });
      append(group, "circle");
      return group;
    });
    let k = 0;
    sizes.forEach((size, column) => {
      for (let i = 0; i < size; i++) {
        const [cx, cy] = this.#place(column, i);
        const held = activations[column]?.[i] ?? 0;
        const [ring, state] = rings[k++]!.children as unknown as [Element, Element];
        set(ring, { cx, cy });
        set(state, {
          ...{ cx, cy, r: (radius - 1) * Math.sqrt(Math.min(1, Math.abs(held))) },
          class: `state ${held < 0 ? "p" : "q"}`,
        });
      }
    });
    const texts = children(this.#columns, sizes.length, () =>
      append(this.#columns, "text", { class: "column" }),
    );
    sizes.forEach((_, column) => {
      const [x] = this.#place(column, 0);
      set(texts[column]!, { x, y: 14 });
      texts[column]!.textContent = words.columns[column] ?? "";
    });
  }

  #drawSelected({ edges, selected, words }: DiagramScene): void {
    const edge = edges[selected];
    this.#edge.visible = edge !== undefined;
    if (edge === undefined) return;
    const [x1, y1] = this.#place(edge.layer, edge.from);
    const [x2, y2] = this.#place(edge.layer + 1, edge.to);
    set(this.#chosen, { x1, y1, x2, y2 });
    const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
    set(this.#value, { x, y: y - 16 });
    this.#value.textContent = words.edge.value;
    const { label, text } = words.edge;
    const now = this.#weight(selected);
    this.#edge.place(x, y, { label, text, now, min: -20, max: 20, orientation: "vertical" });
  }

  #drawScale({ scale, scales, words }: DiagramScene): void {
    const y = this.height - 28;
    const [from, to] = [this.#scaleX(scales.least), this.#scaleX(scales.most)];
    set(this.#track, { x1: from, x2: to, y1: y, y2: y });
    [scales.least, 1, scales.most].forEach((at, i) => {
      const x = this.#scaleX(at);
      set(this.#ticks[i]!, { x1: x, x2: x, y1: y - 5, y2: y + 5 });
      set(this.#tickTexts[i]!, { x, y: y + 22 });
      this.#tickTexts[i]!.textContent = `×${at === 0.25 ? "¼" : at}`;
    });
    set(this.#name, { x: from, y: y - 16 });
    this.#name.textContent = words.scale.name;
    const { label, text } = words.scale;
    this.#scale.place(this.#scaleX(scale), y, { label, text, now: scale, min: scales.least, max: scales.most }); // prettier-ignore
  }

  // Equal factors are equally far.
  #scaleX(scale: number): number {
    const { least, most } = this.#scene!.scales;
    const share = Math.log(scale / least) / Math.log(most / least);
    return margin.x + share * (this.width - 2 * margin.x);
  }

  #scaleAt(x: number): number {
    if (Math.abs(x - this.#scaleX(1)) <= snap) return 1;
    const { least, most } = this.#scene!.scales;
    return least * (most / least) ** ((x - margin.x) / (this.width - 2 * margin.x));
  }

  #take(event: PointerEvent): void {
    if (event.button !== 0 || event.pointerType === "touch" || this.#scene === undefined) return;
    const found = this.#nearest(...pointIn(this, event));
    if (found === undefined) return;
    this.#select(found);
    this.#drawSelected(this.#scene);
    event.preventDefault();
    this.#edge.element.dispatchEvent(new PointerEvent("pointerdown", event));
  }

  #nearest(px: number, py: number): number | undefined {
    let found: number | undefined;
    let least = reach;
    this.#scene!.edges.forEach((edge, k) => {
      const [x1, y1] = this.#place(edge.layer, edge.from);
      const [x2, y2] = this.#place(edge.layer + 1, edge.to);
      const [dx, dy] = [x2 - x1, y2 - y1];
      const share = clamp(((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy), 0, 1);
      const distance = Math.hypot(x1 + share * dx - px, y1 + share * dy - py);
      if (distance < least) [found, least] = [k, distance];
    });
    return found;
  }

  #weight(number: number): number {
    const edge = this.#scene?.edges[number];
    return edge === undefined ? 0 : this.#scene!.parameters[edge.at]!;
  }

  #select(number: number): void {
    const inside = clamp(Math.round(number), 0, this.#scene!.edges.length - 1);
    this.#scene = { ...this.#scene!, selected: inside };
    this.emit("edgeselect", { number: inside });
  }

  #weighed(value: number): void {
    this.emit("weightchange", { value });
  }

  #scaled(scale: number): void {
    const { least, most } = this.#scene!.scales;
    const inside = clamp(scale, least, most);
    this.emit("scalechange", { value: inside });
  }
}

defineFigure("network-diagram", NetworkDiagram);
