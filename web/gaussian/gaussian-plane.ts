import { defineFigure, Figure } from "../kit/figure.ts";
import { listen } from "../kit/handle.ts";
import { clamp } from "../kit/scale.ts";
import { append, children, set, short } from "../kit/svg.ts";
import { Cloud, cloudStyles } from "./cloud.ts";
import { Grips, gripStyles, type Grip } from "../kit/grips.ts";
import { names, whos, type Scene, type SceneEvents } from "./scene.ts";
import { directionOf, placeEllipse, type Shape } from "../kit/ellipse.ts";
import { Frame } from "../kit/plane.ts";
import type { Who } from "./state.ts";
import { Zoom } from "./zoom.ts";

/** The tips stand on stems, so that those of a tiny ellipse can still be told apart. */
const stem = 18;
const tipSigmas = 2;
const keyStep = 0.05;
const shortestTrack = 70;
const rail = { length: 160, bottom: 26 };

/**
 * `<gaussian-plane>`: two Gaussians as ellipses of one, two and three standard deviations, and the one
 * between them, all taken by hand. Property `scene`. Events of `SceneEvents`, and the gesture's ends.
 */
export class GaussianPlane extends Figure {
  static override styles = `
    ${cloudStyles} ${gripStyles}
    svg { touch-action: pan-y; }
    .paper { fill: none; stroke: var(--rule); }
    .centres { stroke: var(--limit); stroke-dasharray: 2 5; }
    .rings { fill: none; stroke: var(--tone); }
    .rings :nth-child(1) { stroke-width: 2; }
    .rings :nth-child(2) { stroke-width: 1.25; stroke-opacity: 0.8; }
    .rings :nth-child(3) { stroke-width: 1; stroke-opacity: 0.45; }
    .between { stroke-dasharray: 7 5; }
    .body { fill: transparent; cursor: grab; touch-action: none; }
    .body:active { cursor: grabbing; }
    .catch { fill: none; stroke: transparent; stroke-width: 24; pointer-events: stroke; cursor: grab; touch-action: none; }
    .stem { stroke: var(--tone); stroke-width: 1.5; }
    .point { fill: var(--tone); fill-opacity: 0.55; }
    .arrow-line { fill: none; stroke: var(--ink-soft); stroke-opacity: 0.7; }
    .rail { stroke: var(--rule-strong); stroke-width: 2; }
    .marker { fill: none; stroke: var(--ink); stroke-width: 1.5; }
    .name { font-size: 20px; text-anchor: middle; }
    .time { font-weight: 600; text-anchor: middle; }
  `;

  #scene: Scene | undefined;
  #frame = new Frame({ x: 0, y: 0, half: 1 }, 1, 1);
  #paperKey = "";
  readonly #defs = append(this.svg, "defs");
  readonly #paper = append(this.svg, "g");
  readonly #centres = append(this.svg, "line", { class: "centres" });
  readonly #clouds = {
    p: new Cloud(this.#defs, this.svg, "p"),
    q: new Cloud(this.#defs, this.svg, "q"),
    from: new Cloud(this.#defs, this.svg, "r"),
    to: new Cloud(this.#defs, this.svg, "r"),
  };
  readonly #points = {
    p: append(this.svg, "g", { class: "p" }),
    q: append(this.svg, "g", { class: "q" }),
  };
  readonly #rings = { p: this.#makeRings("p", 3), q: this.#makeRings("q", 3) };
  readonly #between = this.#makeRings("r between", 2);
  readonly #ends = { p: this.#makeRings("r between", 2), q: this.#makeRings("r between", 2) };
  readonly #moved = append(this.svg, "g");
  readonly #bodies = { p: this.#makeBody("p"), q: this.#makeBody("q") };
  readonly #catch = append(this.svg, "ellipse", { class: "catch" });
  readonly #rail = append(this.svg, "line", { class: "rail" });
  readonly #labels = append(this.svg, "g");
  readonly #marker = append(this.svg, "circle", { class: "marker", r: 5 });
  readonly #stems = append(this.svg, "g");
  // Before the grips, so that a second finger is seen as one.
  readonly #zoom = new Zoom(this, {
    at: (x, y) => this.#whoAt(x, y),
    scale: (who, factor) => this.#tell("shapescale", { who, factor }),
  });
  readonly #grips = new Grips(this);
  readonly #centre = { p: this.#makeCentre("p"), q: this.#makeCentre("q") };
  readonly #across = { p: this.#makeAcross("p"), q: this.#makeAcross("q") };
  readonly #along = { p: this.#makeAlong("p"), q: this.#makeAlong("q") };
  readonly #time = this.#grips.add(this.svg, "r", {
    drag: (x, y) => this.#follow(x, y),
    step: (right, up) => this.#tell("timechange", { t: this.#scene!.t + (right + up) * 0.01 }),
    edge: (which) => this.#tell("timechange", { t: which === "min" ? 0 : 1 }),
  });

  constructor() {
    super();
    const track = (): readonly [number, number] => [this.#time.handle.x, this.#time.handle.y];
    listen(this.#catch, this, track, { drag: (x, y) => this.#follow(x, y), step: () => {} });
    this.#catch.addEventListener("pointerdown", () =>
      this.#time.element.focus({ preventScroll: true }),
    );
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
    this.#frame = new Frame(scene.view, this.width, this.height);
    this.#drawPaper();
    this.#drawClouds(scene);
    this.#drawPoints(scene);
    this.#drawMoves(scene);
    this.#labels.replaceChildren();
    for (const who of whos) this.#drawGaussian(who, scene);
    this.#drawBetween(scene);
    this.#drawMarker(scene);
  }

  // Graph paper: one line a unit, or a round number of units; numbers stand at the edges.
  #drawPaper(): void {
    const frame = this.#frame;
    const key = [frame.unit, frame.view.x, frame.view.y, this.width, this.height].join();
    if (key === this.#paperKey) return;
    this.#paperKey = key;
    const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4]
      .find((size) => size * frame.unit >= 26) ?? 1e5; // prettier-ignore
    this.#paper.replaceChildren();
    let lines = "";
    const write = (value: number, x: number, y: number, anchor: string): void => {
      if (Math.round(value / step) % 2 !== 0) return;
      append(
        this.#paper,
        "text",
        { x, y, "text-anchor": anchor },
        String(Number(value.toPrecision(6))),
      );
    };
    for (let x = Math.ceil(frame.fromX(0) / step) * step; frame.toX(x) < this.width; x += step) {
      lines += `M${short(frame.toX(x))} 0V${this.height}`;
      if (frame.toX(x) > 40) write(x, frame.toX(x), this.height - 6, "middle");
    }
    for (let y = Math.ceil(frame.fromY(this.height) / step) * step; frame.toY(y) > 0; y += step) {
      lines += `M0 ${short(frame.toY(y))}H${this.width}`;
      if (frame.toY(y) < this.height - 24) write(y, 6, frame.toY(y) + 4, "start");
    }
    const paper = append(this.#paper, "path", { class: "paper", d: lines });
    this.#paper.prepend(paper);
  }

  #drawClouds({ p, q, between, mix, t }: Scene): void {
    const { from, to } = this.#clouds;
    this.#clouds.p.place(this.#frame, p, mix ? 0.35 : 1);
    this.#clouds.q.place(this.#frame, q, mix ? 0.35 : 1);
    from.place(this.#frame, mix ? p : between, mix ? 1 - t : 0.85);
    to.place(this.#frame, q, mix ? t : 0);
  }

  #drawPoints({ points }: Scene): void {
    for (const who of whos) {
      const group = this.#points[who];
      const dots = children(group, points[who].length, () =>
        append(group, "circle", { class: "point", r: 2.5 }),
      );
      dots.forEach((dot, i) => {
        const [x, y] = points[who][i] as [number, number];
        set(dot, { cx: this.#frame.toX(x), cy: this.#frame.toY(y) });
      });
    }
  }

  // Sixteen points on their way: each is at share t of its arrow, or fades from one end to the other.
  #drawMoves({ moves, t, mix }: Scene): void {
    const groups = children(this.#moved, moves.length, () => {
      const group = append(this.#moved, "g");
      append(group, "path", { class: "arrow-line" });
      append(group, "circle", { class: "fill p", r: 2.5 });
      append(group, "circle", { class: "fill q", r: 2.5 });
      append(group, "circle", { class: "fill r", r: 4.5 });
      append(group, "circle", { class: "fill r", r: 4.5 });
      return group;
    });
    groups.forEach((group, i) => {
      const { from, to } = moves[i]!;
      const [x0, y0] = [this.#frame.toX(from[0]!), this.#frame.toY(from[1]!)];
      const [x1, y1] = [this.#frame.toX(to[0]!), this.#frame.toY(to[1]!)];
      const [line, start, end, here, there] = [...group.children] as [
        Element,
        Element,
        Element,
        Element,
        Element,
      ];
      set(line, { d: arrow(x0, y0, x1, y1) });
      set(start, { cx: x0, cy: y0 });
      set(end, { cx: x1, cy: y1 });
      const share = mix ? 0 : t;
      set(here, {
        cx: x0 + share * (x1 - x0),
        cy: y0 + share * (y1 - y0),
        opacity: mix ? 1 - t : 1,
      });
      set(there, { cx: x1, cy: y1, opacity: mix ? t : 0 });
    });
  }

  #drawGaussian(who: Who, { words, mix, t, ...scene }: Scene): void {
    const shape = scene[who];
    this.#ring(this.#rings[who], shape);
    this.#ring(this.#ends[who], shape);
    set(this.#rings[who], { opacity: mix ? 0.5 : 1 });
    set(this.#ends[who], { opacity: mix ? (who === "p" ? 1 - t : t) : 0 });
    placeEllipse(this.#bodies[who], this.#frame, shape, tipSigmas);
    const [x, y] = [this.#frame.toX(shape.x), this.#frame.toY(shape.y)];
    const { width, height } = this;
    this.#centre[who].place(x, y, width, height, {
      ...words.centre(who),
      now: shape.x,
      min: -1e4,
      max: 1e4,
    });
    const long = this.#tip(shape, shape.along, shape.angle);
    const thin = this.#tip(shape, shape.across, shape.angle + 90);
    this.#along[who].place(...long, width, height, {
      ...words.along(who),
      now: shape.along,
      min: 0,
      max: 1e4,
    });
    this.#across[who].place(...thin, width, height, {
      ...words.across(who),
      now: shape.across,
      min: 0,
      max: 1e4,
    });
    this.#drawStems(who, [long, thin], shape);
    // The name stands at the end of the long axis that has no handle.
    const [c, s] = directionOf(shape.angle);
    const distance = tipSigmas * shape.along * this.#frame.unit + 20;
    const at = {
      class: `math name halo ${who}`,
      x: clamp(x - c * distance, 14, width - 14),
      y: clamp(y + s * distance + 7, 20, height - 8),
    };
    append(this.#labels, "text", at, names[who]);
  }

  #drawStems(who: Who, tips: readonly (readonly [number, number])[], shape: Shape): void {
    const lines = children(this.#stems, 4, () => append(this.#stems, "line", { class: "stem" }));
    tips.forEach(([x, y], i) => {
      const angle = shape.angle + 90 * i;
      const [c, s] = directionOf(angle);
      const [x1, y1] = [x - stem * c, y + stem * s];
      set(lines[(who === "p" ? 0 : 2) + i]!, { class: `stem ${who}`, x1, y1, x2: x, y2: y });
    });
  }

  #drawBetween({ p, q, between, t, mix, words }: Scene): void {
    this.#ring(this.#between, between);
    set(this.#between, { opacity: mix ? 0 : 1 });
    placeEllipse(this.#catch, this.#frame, between, 1);
    const { ends, railed } = this.#track(p, q);
    const [[x0, y0], [x1, y1]] = ends;
    set(this.#centres, { x1: this.#frame.toX(p.x), y1: this.#frame.toY(p.y), x2: this.#frame.toX(q.x), y2: this.#frame.toY(q.y) }); // prettier-ignore
    set(this.#rail, { x1: x0, y1: y0, x2: x1, y2: y1, visibility: railed ? "visible" : "hidden" });
    const [x, y] = [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
    this.#time.place(x, y, this.width, this.height, { ...words.time, now: t, min: 0, max: 1 });
    const label = {
      class: "time halo r",
      x: clamp(x, 30, this.width - 30),
      y: railed ? y - 16 : y + 26,
    };
    append(this.#labels, "text", label, words.timeLabel);
  }

  #drawMarker({ marked }: Scene): void {
    set(this.#marker, { visibility: marked === undefined ? "hidden" : "visible" });
    if (marked === undefined) return;
    set(this.#marker, { cx: this.#frame.toX(marked[0]!), cy: this.#frame.toY(marked[1]!) });
  }

  // The way of the green handle: between the centres, or along a rail where they are too near.
  #track(p: Shape, q: Shape): { ends: readonly [Place, Place]; railed: boolean } {
    const place = ({ x, y }: Shape): Place => [this.#frame.toX(x), this.#frame.toY(y)];
    const ends = [place(p), place(q)] as const;
    if (Math.hypot(ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]) >= shortestTrack) {
      return { ends, railed: false };
    }
    const [middle, y] = [this.width / 2, this.height - rail.bottom];
    return { ends: [[middle - rail.length / 2, y], [middle + rail.length / 2, y]], railed: true }; // prettier-ignore
  }

  #follow(x: number, y: number): void {
    const { p, q } = this.#scene!;
    const [[x0, y0], [x1, y1]] = this.#track(p, q).ends;
    const [dx, dy] = [x1 - x0, y1 - y0];
    this.#tell("timechange", { t: ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy) });
  }

  #tip({ x, y }: Shape, sigma: number, angle: number): Place {
    const [c, s] = directionOf(angle);
    const distance = tipSigmas * sigma * this.#frame.unit + stem;
    return [this.#frame.toX(x) + c * distance, this.#frame.toY(y) - s * distance];
  }

  #sigma(pixels: number): number {
    return Math.max(0, pixels - stem) / (tipSigmas * this.#frame.unit);
  }

  #ring(group: SVGGElement, shape: Shape): void {
    [...group.children].forEach((ellipse, i) =>
      placeEllipse(ellipse as SVGEllipseElement, this.#frame, shape, i + 1),
    );
  }

  #makeRings(classes: string, count: number): SVGGElement {
    const group = append(this.svg, "g", { class: `rings ${classes}` });
    for (let i = 0; i < count; i++) append(group, "ellipse");
    return group;
  }

  #makeBody(who: Who): SVGEllipseElement {
    const body = append(this.svg, "ellipse", { class: "body" });
    const centre = (): readonly [number, number] => {
      const { x, y } = this.#scene![who];
      return [this.#frame.toX(x), this.#frame.toY(y)];
    };
    listen(body, this, centre, { drag: (x, y) => this.#moveTo(who, x, y), step: () => {} });
    body.addEventListener("pointerdown", () =>
      this.#centre[who].element.focus({ preventScroll: true }),
    );
    return body;
  }

  #makeCentre(who: Who): Grip {
    return this.#grips.add(this.svg, who, {
      drag: (x, y) => this.#moveTo(who, x, y),
      step: (right, up) => {
        const { x, y } = this.#scene![who];
        this.#change(who, { x: x + right * keyStep, y: y + up * keyStep });
      },
    });
  }

  #moveTo(who: Who, x: number, y: number): void {
    this.#change(who, { x: this.#frame.fromX(x), y: this.#frame.fromY(y) });
  }

  #makeAlong(who: Who): Grip {
    const drag = (x: number, y: number): void => {
      const { x: cx, y: cy } = this.#scene![who];
      const [dx, dy] = [x - this.#frame.toX(cx), this.#frame.toY(cy) - y];
      const angle = (Math.atan2(dy, dx) * 180) / Math.PI;
      this.#change(who, { along: this.#sigma(Math.hypot(dx, dy)), angle });
    };
    return this.#grips.add(this.svg, `${who} tip`, {
      drag,
      step: (right, up) => {
        const shape = this.#scene![who];
        const [x, y] = this.#tip(shape, shape.along, shape.angle);
        const pixels = keyStep * this.#frame.unit;
        drag(x + right * pixels, y - up * pixels);
      },
    });
  }

  #makeAcross(who: Who): Grip {
    return this.#grips.add(this.svg, `${who} tip`, {
      drag: (x, y) => {
        const { x: cx, y: cy, angle } = this.#scene![who];
        const [c, s] = directionOf(angle + 90);
        const along = (x - this.#frame.toX(cx)) * c + (this.#frame.toY(cy) - y) * s;
        this.#change(who, { across: this.#sigma(along) });
      },
      step: (right, up) => {
        const { across } = this.#scene![who];
        this.#change(who, { across: across + (right + up) * keyStep });
      },
    });
  }

  #whoAt(x: number, y: number): Who | undefined {
    const inside = (who: Who): boolean => {
      const shape = this.#scene![who];
      const [c, s] = directionOf(shape.angle);
      const [dx, dy] = [this.#frame.fromX(x) - shape.x, this.#frame.fromY(y) - shape.y];
      const [u, v] = [(c * dx + s * dy) / shape.along, (c * dy - s * dx) / shape.across];
      return Math.hypot(u, v) <= tipSigmas;
    };
    return inside("q") ? "q" : inside("p") ? "p" : undefined;
  }

  #change(who: Who, change: Partial<Shape>): void {
    if (!this.#zoom.pinching) this.#tell("shapechange", { who, change });
  }

  #tell<K extends keyof SceneEvents>(name: K, detail: SceneEvents[K]): void {
    this.emit(name, detail);
  }
}

type Place = readonly [number, number];

// A line with its head, in pixels; the head shrinks with a short line.
function arrow(x0: number, y0: number, x1: number, y1: number): string {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 3) return "";
  const head = Math.min(7, length / 2);
  const [c, s] = [(x1 - x0) / length, (y1 - y0) / length];
  const wing = (side: number): string =>
    `${short(x1 - head * (c - 0.5 * side * s))} ${short(y1 - head * (s + 0.5 * side * c))}`;
  return `M${short(x0)} ${short(y0)}L${short(x1)} ${short(y1)}M${wing(1)}L${short(x1)} ${short(y1)}L${wing(-1)}`;
}

defineFigure("gaussian-plane", GaussianPlane);
