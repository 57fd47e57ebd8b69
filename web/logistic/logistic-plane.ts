import type { LinearClassifier } from "lemmata";
import { Grips, gripStyles, type Grip } from "../kit/grips.ts";
import { axesOf, directionOf, placeEllipse, type Shape } from "../kit/ellipse.ts";
import { Frame } from "../kit/plane.ts";
import { defineFigure, Figure } from "../kit/figure.ts";
import { pointIn } from "../kit/gesture.ts";
import { listen } from "../kit/handle.ts";
import { append, children, set, short } from "../kit/svg.ts";
import { ladder, segmentAt } from "./boundary.ts";
import type { Chosen, Label } from "./model.ts";
import { stops, type Scene, type SceneEvents } from "./scene.ts";
import { kinds } from "./state.ts";

const labels: readonly Label[] = [0, 1];
const tones = ["p", "q"] as const;
/** The tips stand on stems, so that those of a tiny ellipse can still be told apart. */
const stem = 18;
const tipSigmas = 2;
/** A point is meant within this distance, a handle within the other even where a point is nearer. */
const reach = { point: 13, knob: 9 };
const tapDistance = 5;
const deepest = 0.32;
const tenth = Math.log(9);

/**
 * `<logistic-plane>`: two classes of points, the ellipses that carry them, and the lines that three
 * classifiers draw between them. Property `scene`. Events of `SceneEvents`, and the gesture's ends.
 */
export class LogisticPlane extends Figure {
  static override styles = `
    ${gripStyles}
    svg { touch-action: pan-y; }
    .paper { fill: none; stroke: var(--rule); }
    .shade { stop-color: var(--tone); }
    .tenth { stroke: var(--ink-soft); stroke-dasharray: 1 4; stroke-linecap: round; stroke-width: 1.5; }
    .tenths { text-anchor: middle; }
    .own { fill: none; stroke: var(--tone); stroke-opacity: 0.75; stroke-width: 1.5; }
    .shared { fill: none; stroke: var(--r); stroke-dasharray: 6 5; stroke-width: 1.5; }
    .body { fill: transparent; cursor: grab; touch-action: none; }
    .body:active { cursor: grabbing; }
    .stem { stroke: var(--tone); stroke-width: 1.5; }
    .point { fill: var(--tone); stroke: var(--tone); stroke-width: 1.5; stroke-linejoin: round; }
    .wrong { fill: var(--surface); }
    .pick .knob { fill: none; stroke: var(--ink); stroke-width: 2; }
    .boundary { fill: none; stroke: var(--tone); stroke-linecap: round; }
    .closed { stroke-width: 4; }
    .whitened { stroke-width: 2.5; stroke-dasharray: 9 6; }
    .likelihood { stroke-width: 1.75; }
    .likelihood.open { stroke-dasharray: 2 5; stroke-width: 2.5; }
    .trail { fill: none; stroke: var(--ink); stroke-opacity: 0.22; }
    .adding { cursor: crosshair; }
    .adding * { cursor: crosshair; }
  `;

  #scene: Scene | undefined;
  #frame = new Frame({ x: 0, y: 0, half: 1 }, 1, 1);
  #paperKey = "";
  #chosen: Chosen = { label: 1, index: 0 };
  #pressed: readonly [number, number] = [0, 0];
  readonly #gradient = append(append(this.svg, "defs"), "linearGradient", {
    id: "probability",
    gradientUnits: "userSpaceOnUse",
  });
  readonly #shading = append(this.svg, "rect", { x: 0, y: 0, fill: "url(#probability)" });
  readonly #paper = append(this.svg, "g");
  readonly #tenths = append(this.svg, "g");
  readonly #shared = labels.map(() => append(this.svg, "ellipse", { class: "shared" }));
  readonly #own = tones.map((tone) => append(this.svg, "ellipse", { class: `own ${tone}` }));
  readonly #bodies = labels.map((label) => this.#makeBody(label));
  readonly #points = tones.map((tone) => append(this.svg, "g", { class: `points ${tone}` }));
  readonly #trail = append(this.svg, "g");
  readonly #lines = {
    closed: append(this.svg, "line", { class: "boundary closed r" }),
    whitened: append(this.svg, "line", { class: "boundary whitened warn" }),
    likelihood: append(this.svg, "line", { class: "boundary likelihood ink" }),
  };
  readonly #legend = append(this.svg, "g");
  readonly #stems = append(this.svg, "g");
  readonly #grips: Grips;
  readonly #pick: Grip;
  readonly #centre: readonly Grip[];
  readonly #across: readonly Grip[];
  readonly #along: readonly Grip[];

  constructor() {
    super();
    for (const logit of stops) {
      append(this.#gradient, "stop", {
        class: `shade ${logit < 0 ? "p" : "q"}`,
        offset: String((logit - stops[0]!) / (stops.at(-1)! - stops[0]!)),
      });
    }
    for (const part of [...this.#points, this.#trail, ...Object.values(this.#lines), ...this.#own, ...this.#shared, this.#shading]) {
      part.setAttribute("pointer-events", "none");
    } // prettier-ignore
    // Before the grips, so that the nearest point has its grip when they look for the nearest grip.
    this.svg.addEventListener("pointerdown", (event) => this.#press(event), { capture: true });
    this.#grips = new Grips(this);
    this.#pick = this.#makePick();
    this.#centre = labels.map((label) => this.#makeCentre(label));
    this.#across = labels.map((label) => this.#makeAcross(label));
    this.#along = labels.map((label) => this.#makeAlong(label));
    this.svg.addEventListener("click", (event) => this.#paint(event));
    this.svg.addEventListener("pointermove", (event) => {
      if (event.buttons === 0) this.emit("pointhover", { chosen: this.#nearest(...pointIn(this, event)) });
    }); // prettier-ignore
    this.svg.addEventListener("pointerleave", () => this.emit("pointhover", { chosen: undefined }));
  }

  get scene(): Scene | undefined {
    return this.#scene;
  }
  set scene(scene: Scene | undefined) {
    this.#scene = scene;
    if (scene !== undefined) this.#chosen = scene.chosen;
    this.requestDraw();
  }

  protected override draw(): void {
    const scene = this.#scene;
    if (scene === undefined) return;
    this.#frame = new Frame(scene.view, this.width, this.height);
    this.svg.classList.toggle("adding", scene.brush !== "move");
    this.#drawPaper();
    this.#drawShading(scene);
    this.#drawEllipses(scene);
    this.#drawPoints(scene);
    this.#drawLines(scene);
    this.#drawLegend(scene);
    this.#placeGrips(scene);
  }

  // Graph paper: one line a unit, or a round number of units; numbers stand at the edges.
  #drawPaper(): void {
    const frame = this.#frame;
    const key = [frame.unit, frame.view.x, frame.view.y, this.width, this.height].join();
    if (key === this.#paperKey) return;
    this.#paperKey = key;
    const power = 10 ** Math.ceil(Math.log10(26 / frame.unit));
    const step = [power / 5, power / 2].find((size) => size * frame.unit >= 26) ?? power;
    this.#paper.replaceChildren();
    let lines = "";
    const write = (value: number, x: number, y: number, anchor: string): void => {
      if (Math.round(value / step) % 2 !== 0) return;
      append(this.#paper, "text", { x, y, "text-anchor": anchor }, String(Number(value.toPrecision(6)))); // prettier-ignore
    };
    for (let x = Math.ceil(frame.fromX(0) / step) * step; frame.toX(x) < this.width; x += step) {
      lines += `M${short(frame.toX(x))} 0V${this.height}`;
      if (frame.toX(x) > 40) write(x, frame.toX(x), this.height - 6, "middle");
    }
    for (let y = Math.ceil(frame.fromY(this.height) / step) * step; frame.toY(y) > 0; y += step) {
      lines += `M0 ${short(frame.toY(y))}H${this.width}`;
      const at = frame.toY(y);
      if (at < this.height - 24 && at > 34) write(y, 6, at + 4, "start");
    }
    this.#paper.prepend(append(this.#paper, "path", { class: "paper", d: lines }));
  }

  // The probability is constant along lines, so that one gradient along the weights is all of it.
  #drawShading({ models, shade, shades }: Scene): void {
    const model = models[shade];
    const shown = model !== undefined && shades !== undefined;
    set(this.#shading, { width: this.width, height: this.height, visibility: shown ? "visible" : "hidden" }); // prettier-ignore
    const texts = [...this.#tenths.children];
    if (!shown) {
      for (const part of texts) part.setAttribute("visibility", "hidden");
      return;
    }
    const { at } = ladder(model);
    const [from, to] = [at(stops[0]!), at(stops.at(-1)!)];
    set(this.#gradient, {
      x1: this.#frame.toX(from[0]),
      y1: this.#frame.toY(from[1]),
      x2: this.#frame.toX(to[0]),
      y2: this.#frame.toY(to[1]),
    });
    [...this.#gradient.children].forEach((stop, i) =>
      stop.setAttribute("stop-opacity", short(Math.abs(2 * shades[i]! - 1) * deepest)),
    );
    const parts = children(this.#tenths, 4, () =>
      this.#tenths.childElementCount % 2 === 0
        ? append(this.#tenths, "line", { class: "tenth" })
        : append(this.#tenths, "text", { class: "tenths halo" }),
    );
    [-tenth, tenth].forEach((logit, i) => {
      const [line, text] = [parts[2 * i]!, parts[2 * i + 1]!];
      const segment = segmentAt(model, logit, this.#frame);
      for (const part of [line, text]) set(part, { visibility: segment ? "visible" : "hidden" });
      if (segment === undefined) return;
      set(line, { ...segment });
      // Near the upper end, on the side away from the boundary.
      const [x, y] = segment.y1 < segment.y2 ? [segment.x1, segment.y1] : [segment.x2, segment.y2];
      const [mx, my] = [segment.x1 + segment.x2 - 2 * x, segment.y1 + segment.y2 - 2 * y];
      const way = 44 / Math.max(44, Math.hypot(mx, my));
      const [wx, wy] = model.weights.data as unknown as [number, number];
      const away = Math.sign(logit) / Math.hypot(wx, wy);
      set(text, { x: x + mx * way + 22 * away * wx, y: y + my * way - 14 * away * wy + 4 });
      text.textContent = i === 0 ? "10 %" : "90 %";
    });
  }

  #drawEllipses({ shapes, shared }: Scene): void {
    for (const label of labels) {
      const shape = shapes[label];
      placeEllipse(this.#own[label]!, this.#frame, shape, tipSigmas);
      placeEllipse(this.#bodies[label]!, this.#frame, shape, tipSigmas);
      const ring = this.#shared[label]!;
      set(ring, { visibility: shared === undefined ? "hidden" : "visible" });
      if (shared === undefined) continue;
      placeEllipse(ring, this.#frame, { x: shape.x, y: shape.y, ...axesOf(shared) }, tipSigmas);
    }
  }

  #drawPoints({ classes, predicted }: Scene): void {
    let row = 0;
    for (const label of labels) {
      const group = this.#points[label]!;
      // Circles and triangles, so that hue is not all that tells them apart.
      const marks = children<SVGElement>(group, classes[label].length, () =>
        label === 0
          ? append(group, "circle", { r: 3.6 })
          : append(group, "path", { d: "M0 -4.8L4.4 3H-4.4Z" }),
      );
      marks.forEach((mark, i) => {
        const [x, y] = classes[label][i]!;
        const right = predicted === undefined || predicted[row++] === label;
        set(mark, {
          class: right ? "point" : "point wrong",
          transform: `translate(${short(this.#frame.toX(x))} ${short(this.#frame.toY(y))})`,
        });
      });
    }
  }

  #drawLines({ models, trail, separating }: Scene): void {
    for (const kind of kinds) this.#line(this.#lines[kind], models[kind]);
    this.#lines.likelihood.classList.toggle("open", separating);
    const lines = children(this.#trail, trail.length, () => append(this.#trail, "line", { class: "trail" })); // prettier-ignore
    lines.forEach((line, i) => this.#line(line, trail[i]));
  }

  #line(line: SVGLineElement, model: LinearClassifier | undefined): void {
    const segment = model && segmentAt(model, 0, this.#frame);
    set(line, { visibility: segment ? "visible" : "hidden", ...segment });
  }

  #drawLegend({ words }: Scene): void {
    // To measure words is to lay the page out: once is enough.
    if (this.#legend.childElementCount > 0) return;
    let x = 14;
    const write = (mark: "circle" | "path", classes: string, text: string): void => {
      const place: Record<string, string | number> =
        mark === "circle" ? { r: 4, cx: x, cy: 16 } : { d: `M${x} 11L${x + 5} 20H${x - 5}Z` };
      append(this.#legend, mark, { class: classes, ...place });
      const label = append(this.#legend, "text", { class: "ink halo", x: x + 10, y: 20 }, text);
      x += 10 + label.getComputedTextLength() + 20;
    };
    write("circle", "point p", words.classes[0]);
    write("path", "point q", words.classes[1]);
    write("circle", "point wrong ink", words.wrong);
  }

  #placeGrips({ classes, shapes, chosen, brush, words }: Scene): void {
    const { width, height } = this;
    const whole = { min: -1e4, max: 1e4 };
    for (const label of labels) {
      const shape = shapes[label];
      const [x, y] = [this.#frame.toX(shape.x), this.#frame.toY(shape.y)];
      this.#centre[label]!.place(x, y, width, height, { ...words.centre(label), now: shape.x, ...whole }); // prettier-ignore
      const long = this.#tip(shape, shape.along, shape.angle);
      const wide = this.#tip(shape, shape.across, shape.angle + 90);
      this.#along[label]!.place(...long, width, height, { ...words.along(label), now: shape.along, ...whole, min: 0 }); // prettier-ignore
      this.#across[label]!.place(...wide, width, height, { ...words.across(label), now: shape.across, ...whole, min: 0 }); // prettier-ignore
      this.#drawStems(label, [long, wide], shape);
    }
    const point = classes[chosen.label][chosen.index];
    this.#pick.visible = point !== undefined && brush === "move";
    if (point === undefined) return;
    this.#pick.place(this.#frame.toX(point[0]), this.#frame.toY(point[1]), width, height, { ...words.point, now: point[0], ...whole }); // prettier-ignore
  }

  #drawStems(label: Label, tips: readonly (readonly [number, number])[], shape: Shape): void {
    const lines = children(this.#stems, 4, () => append(this.#stems, "line"));
    tips.forEach(([x, y], i) => {
      const [c, s] = directionOf(shape.angle + 90 * i);
      const at = { x1: x - stem * c, y1: y + stem * s, x2: x, y2: y };
      set(lines[2 * label + i]!, { class: `stem ${tones[label]}`, ...at });
    });
  }

  #tip({ x, y }: Shape, sigma: number, angle: number): readonly [number, number] {
    const [c, s] = directionOf(angle);
    const distance = tipSigmas * sigma * this.#frame.unit + stem;
    return [this.#frame.toX(x) + c * distance, this.#frame.toY(y) - s * distance];
  }

  #sigma(pixels: number): number {
    return Math.max(0, pixels - stem) / (tipSigmas * this.#frame.unit);
  }

  #makeBody(label: Label): SVGEllipseElement {
    const body = append(this.svg, "ellipse", { class: "body" });
    const centre = (): readonly [number, number] => {
      const { x, y } = this.#scene!.shapes[label];
      return [this.#frame.toX(x), this.#frame.toY(y)];
    };
    listen(body, this, centre, { drag: (x, y) => this.#moveTo(label, x, y), step: () => {} });
    body.addEventListener("pointerdown", () =>
      this.#centre[label]!.element.focus({ preventScroll: true }),
    );
    return body;
  }

  #makeCentre(label: Label): Grip {
    return this.#grips.add(this.svg, tones[label], {
      drag: (x, y) => this.#moveTo(label, x, y),
      step: (right, up) => {
        const { x, y } = this.#scene!.shapes[label];
        this.#reshape(label, { x: x + right * this.#keyStep, y: y + up * this.#keyStep });
      },
    });
  }

  #moveTo(label: Label, x: number, y: number): void {
    this.#reshape(label, { x: this.#frame.fromX(x), y: this.#frame.fromY(y) });
  }

  #makeAlong(label: Label): Grip {
    const drag = (x: number, y: number): void => {
      const shape = this.#scene!.shapes[label];
      const [dx, dy] = [x - this.#frame.toX(shape.x), this.#frame.toY(shape.y) - y];
      const angle = (Math.atan2(dy, dx) * 180) / Math.PI;
      this.#reshape(label, { along: this.#sigma(Math.hypot(dx, dy)), angle });
    };
    return this.#grips.add(this.svg, `${tones[label]} tip`, {
      drag,
      step: (right, up) => {
        const shape = this.#scene!.shapes[label];
        const [x, y] = this.#tip(shape, shape.along, shape.angle);
        const pixels = this.#keyStep * this.#frame.unit;
        drag(x + right * pixels, y - up * pixels);
      },
    });
  }

  #makeAcross(label: Label): Grip {
    return this.#grips.add(this.svg, `${tones[label]} tip`, {
      drag: (x, y) => {
        const shape = this.#scene!.shapes[label];
        const [c, s] = directionOf(shape.angle + 90);
        const away = (x - this.#frame.toX(shape.x)) * c + (this.#frame.toY(shape.y) - y) * s;
        this.#reshape(label, { across: this.#sigma(away) });
      },
      step: (right, up) => {
        const { across } = this.#scene!.shapes[label];
        this.#reshape(label, { across: across + (right + up) * this.#keyStep });
      },
    });
  }

  #makePick(): Grip {
    const pick = this.#grips.add(this.svg, "ink pick", {
      drag: (x, y) => this.#movePoint(this.#frame.fromX(x), this.#frame.fromY(y)),
      step: (right, up) => {
        const [x, y] = this.#scene!.classes[this.#chosen.label][this.#chosen.index]!;
        this.#movePoint(x + right * this.#keyStep, y + up * this.#keyStep);
      },
    });
    pick.element.addEventListener("keydown", (event) => {
      if (event.key !== "Delete" && event.key !== "Backspace") return;
      event.preventDefault();
      this.#tell("pointremove", { chosen: this.#chosen });
    });
    return pick;
  }

  #movePoint(x: number, y: number): void {
    this.#tell("pointchange", { chosen: this.#chosen, x, y });
  }

  #reshape(label: Label, change: Partial<Shape>): void {
    this.#tell("shapechange", { label, change });
  }

  /** One arrow key's way: 0.05 in a view of the usual size. */
  get #keyStep(): number {
    return 0.05 * 10 ** Math.floor(Math.log10(this.#frame.view.half / 2));
  }

  #press(event: PointerEvent): void {
    if (!event.isTrusted || event.button !== 0 || this.#scene === undefined) return;
    const [x, y] = (this.#pressed = pointIn(this, event));
    // Painting takes nothing in hand, and a finger may still scroll.
    if (this.#scene.brush !== "move") return event.stopImmediatePropagation();
    const chosen = this.#nearest(x, y);
    const grips = [...this.#centre, ...this.#across, ...this.#along];
    const onKnob = grips.some(({ handle }) => Math.hypot(handle.x - x, handle.y - y) <= reach.knob);
    if (chosen === undefined || onKnob) return;
    this.#chosen = chosen;
    this.#scene = { ...this.#scene, chosen };
    this.#placeGrips(this.#scene);
    this.#tell("pointselect", { chosen });
  }

  #paint(event: MouseEvent): void {
    const brush = this.#scene?.brush ?? "move";
    const [x, y] = pointIn(this, event);
    const [px, py] = this.#pressed;
    if (brush === "move" || Math.hypot(x - px, y - py) > tapDistance) return;
    this.#tell("pointadd", { label: brush, x: this.#frame.fromX(x), y: this.#frame.fromY(y) });
  }

  #nearest(x: number, y: number): Chosen | undefined {
    let found: Chosen | undefined;
    let least: number = reach.point;
    for (const label of labels) {
      this.#scene?.classes[label].forEach((point, index) => {
        const distance = Math.hypot(this.#frame.toX(point[0]) - x, this.#frame.toY(point[1]) - y);
        if (distance < least) [found, least] = [{ label, index }, distance];
      });
    }
    return found;
  }

  #tell<K extends keyof SceneEvents>(name: K, detail: SceneEvents[K]): void {
    this.emit(name, detail);
  }
}

defineFigure("logistic-plane", LogisticPlane);
