import { defineFigure, Figure } from "../kit/figure.ts";
import { drawNow } from "../kit/frame.ts";
import { Grips, gripStyles, type Grip } from "../kit/grips.ts";
import { pointIn } from "../kit/gesture.ts";
import { appearance } from "../kit/appearance.ts";
import { Frame, type View } from "../kit/plane.ts";
import { append, children, set, short } from "../kit/svg.ts";
import { isoline, type Grid } from "./isolines.ts";
import type { Sample } from "./presets.ts";
import { colourOf, paintRelief, type Colour } from "./relief.ts";
import type { Place } from "./state.ts";

/** What the map draws. */
export interface MapScene {
  view: View;
  /** What the land is: while it stays the same, nothing is computed anew. */
  land: object;
  /** f at the rows of a matrix with two columns. */
  heights(places: Float64Array): ArrayLike<number>;
  /** The input gradient at a place. */
  slope(x: number, y: number): readonly [number, number];
  samples: readonly Sample[];
  probe: Place;
  gradient: readonly [number, number];
  words: { label: string; text: string; value: string; low: string; high: string };
}

const cell = 7;
const levels = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5];
const top = 1.5;
const arrowsAcross = 9;
const keyStep = 0.05;

/**
 * `<relief-map>`: f over a part of the plane as a map of heights, arrows along its input gradient, the
 * samples, and a probe. Property `scene`. Events `probemove` `{x, y}`, and the gesture's ends.
 */
export class ReliefMap extends Figure {
  static override styles = `
    ${gripStyles}
    canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
    svg { touch-action: pan-y; }
    .p-ink { fill: var(--p); } .q-ink { fill: var(--q); } .paper { fill: var(--surface); }
    .iso { fill: none; stroke: var(--ink); stroke-opacity: 0.22; }
    .zero { stroke-opacity: 0.75; stroke-width: 1.75; }
    .arrow-field { stroke: var(--ink); stroke-opacity: 0.6; stroke-width: 1.25; fill: none; stroke-linecap: round; stroke-linejoin: round; }
    .sample { fill: var(--tone); stroke: var(--surface); stroke-width: 1.25; }
    .needle { stroke: var(--ink); stroke-width: 3; fill: none; stroke-linecap: round; stroke-linejoin: round; }
    .needle-halo { stroke: var(--surface); stroke-width: 6; fill: none; stroke-linecap: round; }
    .legend rect { stroke: var(--rule-strong); }
  `;

  #scene: MapScene | undefined;
  #frame = new Frame({ x: 0, y: 0, half: 1 }, 1, 1);
  #drawnLand = "";
  #land: object | undefined;
  #look: number | undefined;
  #palette: readonly Colour[] = [];
  readonly #canvas = document.createElement("canvas");
  readonly #inks = (["p-ink", "paper", "q-ink"] as const).map((name) =>
    append(this.svg, "rect", { class: name, width: 0, height: 0 }),
  );
  readonly #raster = append(this.svg, "rect", { x: 0, y: 0, fill: "none" });
  readonly #iso = append(this.svg, "path", { class: "iso" });
  readonly #zero = append(this.svg, "path", { class: "iso zero" });
  readonly #field = append(this.svg, "path", { class: "arrow-field" });
  readonly #samples = append(this.svg, "g");
  readonly #halo = append(this.svg, "path", { class: "needle-halo" });
  readonly #needle = append(this.svg, "path", { class: "needle" });
  readonly #value = append(this.svg, "text", { class: "ink halo" });
  readonly #legend = append(this.svg, "g", { class: "legend" });
  readonly #grip: Grip;

  constructor() {
    super();
    this.svg.before(this.#canvas);
    Object.assign(this.#raster, { raster: () => this.#canvas.toDataURL() });
    this.#grip = new Grips(this).add(this.svg, "ink", {
      drag: (x, y) => this.#moved(this.#frame.fromX(x), this.#frame.fromY(y)),
      step: (right, up) => {
        const { x, y } = this.#scene!.probe;
        const step = keyStep * 10 ** Math.floor(Math.log10(this.#frame.view.half));
        this.#moved(x + right * step, y + up * step);
      },
    });
    // A press anywhere on the land brings the probe there, and takes it in hand.
    this.svg.addEventListener("pointerdown", (event) => this.#jump(event), { capture: true });
    this.svg.addEventListener("click", (event) => this.#tap(event));
  }

  // A finger that only taps has not scrolled: it may bring the probe, too.
  #tap(event: MouseEvent): void {
    if ((event as PointerEvent).pointerType !== "touch" || this.#scene === undefined) return;
    const [x, y] = pointIn(this, event);
    const { handle } = this.#grip;
    if (Math.hypot(handle.x - x, handle.y - y) <= 22) return;
    this.emit("gesturestart");
    this.#moved(this.#frame.fromX(x), this.#frame.fromY(y));
    this.emit("gestureend");
  }

  get scene(): MapScene | undefined {
    return this.#scene;
  }
  set scene(scene: MapScene | undefined) {
    this.#scene = scene;
    this.requestDraw();
  }

  protected override draw(): void {
    const scene = this.#scene;
    if (scene === undefined) return;
    this.#frame = new Frame(scene.view, this.width, this.height);
    this.#drawLand(scene);
    this.#drawSamples(scene);
    this.#drawProbe(scene);
    this.#drawLegend(scene);
  }

  #drawLand(scene: MapScene): void {
    const look = appearance.peek();
    if (look !== this.#look) [this.#look, this.#palette] = [look, this.#inks.map(colourOf)];
    const [low, paper, high] = this.#palette as [Colour, Colour, Colour];
    const key = [this.width, this.height, look].join();
    if (this.#land === scene.land && key === this.#drawnLand) return;
    [this.#land, this.#drawnLand] = [scene.land, key];
    const [cols, rows] = [Math.ceil(this.width / cell) + 1, Math.ceil(this.height / cell) + 1];
    const [dx, dy] = [this.width / (cols - 1), this.height / (rows - 1)];
    const places = new Float64Array(2 * cols * rows);
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < cols; i++) {
        places[2 * (j * cols + i)] = this.#frame.fromX(i * dx);
        places[2 * (j * cols + i) + 1] = this.#frame.fromY(j * dy);
      }
    }
    const grid: Grid = { values: scene.heights(places), cols, rows };
    paintRelief(this.#canvas, grid, { low, paper, high }, top);
    set(this.#raster, { width: this.width, height: this.height });
    const lines = levels
      .filter((level) => level !== 0)
      .map((level) => isoline(grid, level, dx, dy));
    set(this.#iso, { d: lines.join("") });
    set(this.#zero, { d: isoline(grid, 0, dx, dy) });
    this.#drawField(scene);
  }

  // Arrows point where f rises, and are longer where it is steeper.
  #drawField({ slope }: MapScene): void {
    const gap = this.width / arrowsAcross;
    const down = Math.max(1, Math.round(this.height / gap));
    let d = "";
    for (let j = 0; j < down; j++) {
      for (let i = 0; i < arrowsAcross; i++) {
        const [x, y] = [(i + 0.5) * gap, ((j + 0.5) * this.height) / down];
        const [gx, gy] = slope(this.#frame.fromX(x), this.#frame.fromY(y));
        d += arrow(x, y, gx, -gy, 0.46 * gap, true);
      }
    }
    set(this.#field, { d });
  }

  #drawSamples({ samples }: MapScene): void {
    const marks = children<SVGPathElement>(this.#samples, samples.length, () =>
      append(this.#samples, "path"),
    );
    marks.forEach((mark, i) => {
      const [x, y, target] = samples[i]!;
      set(mark, {
        class: `sample ${target < 0 ? "p" : "q"}`,
        d: target < 0 ? "M4 0A4 4 0 1 0 -4 0A4 4 0 1 0 4 0Z" : "M0 -5L4.8 3.4H-4.8Z",
        transform: `translate(${short(this.#frame.toX(x))} ${short(this.#frame.toY(y))})`,
      });
    });
  }

  #drawProbe({ probe, gradient, words, view }: MapScene): void {
    const [x, y] = [this.#frame.toX(probe.x), this.#frame.toY(probe.y)];
    const d = arrow(x, y, gradient[0], -gradient[1], 58, false);
    set(this.#halo, { d });
    set(this.#needle, { d });
    const left = x > this.width - 90;
    const lower = gradient[1] > 0;
    const at = { x: x + (left ? -14 : 14), y: Math.min(Math.max(y + (lower ? 26 : -18), 34), this.height - 6) }; // prettier-ignore
    set(this.#value, { ...at, "text-anchor": left ? "end" : "start" });
    this.#value.textContent = words.value;
    const { label, text } = words;
    this.#grip.place(x, y, this.width, this.height, {
      label,
      text,
      now: probe.x,
      min: view.x - view.half,
      max: view.x + view.half,
    });
  }

  #drawLegend({ words }: MapScene): void {
    // To measure words is to lay the page out: once is enough.
    if (this.#legend.childElementCount > 0) return;
    append(this.#legend, "path", { class: "sample p", d: "M18 16A4 4 0 1 0 10 16A4 4 0 1 0 18 16Z" }); // prettier-ignore
    const low = append(this.#legend, "text", { class: "ink halo", x: 24, y: 20 }, words.low);
    const x = 24 + low.getComputedTextLength() + 18;
    append(this.#legend, "path", { class: "sample q", d: `M${x} 11L${x + 4.8} 19.4H${x - 4.8}Z` });
    append(this.#legend, "text", { class: "ink halo", x: x + 10, y: 20 }, words.high);
  }

  #jump(event: PointerEvent): void {
    if (!event.isTrusted || event.button !== 0 || this.#scene === undefined) return;
    if (event.pointerType === "touch") return;
    const [x, y] = pointIn(this, event);
    const { handle, element } = this.#grip;
    if (Math.hypot(handle.x - x, handle.y - y) <= 22) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    // The probe is put there first, so that it is there to be taken.
    this.emit("gesturestart");
    this.#moved(this.#frame.fromX(x), this.#frame.fromY(y));
    drawNow();
    element.dispatchEvent(new PointerEvent("pointerdown", event));
  }

  #moved(x: number, y: number): void {
    this.emit("probemove", { x, y });
  }
}

// An arrow of a gradient: its length grows with the gradient's, to at most `longest`.
function arrow(
  x: number,
  y: number,
  gx: number,
  gy: number,
  longest: number,
  centred: boolean,
): string {
  const length = Math.hypot(gx, gy);
  const pixels = longest * Math.tanh(length / 2);
  if (!(pixels > 1.5)) return "";
  const [ux, uy] = [gx / length, gy / length];
  const [x0, y0] = centred ? [x - (ux * pixels) / 2, y - (uy * pixels) / 2] : [x, y];
  const [x1, y1] = [x0 + ux * pixels, y0 + uy * pixels];
  const tip = Math.min(centred ? 4 : 9, pixels * 0.5);
  const wing = (side: number): string =>
    `${short(x1 - tip * (ux + side * 0.6 * uy))} ${short(y1 - tip * (uy - side * 0.6 * ux))}`;
  return `M${short(x0)} ${short(y0)}L${short(x1)} ${short(y1)}M${wing(1)}L${short(x1)} ${short(y1)}L${wing(-1)}`; // prettier-ignore
}

defineFigure("relief-map", ReliefMap);
