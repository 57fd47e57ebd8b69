import type { GaussianDistances } from "lemmata";
import { defineFigure, Figure } from "../kit/figure.ts";
import { tween } from "../kit/frame.ts";
import { listen } from "../kit/handle.ts";
import { clamp, linear, type Scale } from "../kit/scale.ts";
import { append, children, line, set } from "../kit/svg.ts";
import { densitiesAlong, mixed } from "./evaluate.ts";
import { Grips, gripStyles, type Grip } from "../kit/grips.ts";
import { names, whos, type Scene, type SceneEvents } from "./scene.ts";
import type { Shape } from "../kit/ellipse.ts";
import { leastSigma, momentsOf } from "./shape.ts";
import type { Who } from "./state.ts";
import { Zoom } from "./zoom.ts";

const margin = { top: 34, bottom: 30 };
const samples = 321;
const keyStep = 0.05;

/**
 * `<gaussian-line>`: two Gaussians on a line as bells, and the one between them. Property `scene`, and
 * `engine`, which computes the densities. Events of `SceneEvents`, and the gesture's ends.
 */
export class GaussianLine extends Figure {
  static override styles = `
    ${gripStyles}
    svg { touch-action: pan-y; }
    .bell { fill: var(--tone); fill-opacity: 0.13; stroke: var(--tone); stroke-width: 2; cursor: grab; touch-action: none; }
    .between { fill: var(--r); fill-opacity: 0.1; stroke: var(--r); stroke-width: 2; stroke-dasharray: 7 5; cursor: grab; touch-action: none; }
    .stem { stroke: var(--tone); stroke-width: 1.5; stroke-dasharray: 2 3; }
    .point { stroke: var(--tone); stroke-opacity: 0.5; }
    .way { stroke: var(--ink-soft); stroke-opacity: 0.6; }
    .marker { stroke: var(--ink); stroke-width: 1.5; }
    .name { font-size: 20px; text-anchor: middle; }
    .time { font-weight: 600; text-anchor: middle; }
  `;

  #scene: Scene | undefined;
  #engine: GaussianDistances | undefined;
  #x: Scale = linear([0, 1], [0, 1]);
  #y: Scale = linear([0, 1], [1, 0]);
  #top = 0;
  #goal = 0;
  #stopTween = (): void => {};
  readonly #axis = append(this.svg, "g");
  readonly #points = {
    p: append(this.svg, "g", { class: "p" }),
    q: append(this.svg, "g", { class: "q" }),
  };
  readonly #bells = { p: this.#makeBell("p"), q: this.#makeBell("q") };
  readonly #between = append(this.svg, "path", { class: "between" });
  readonly #ways = append(this.svg, "g");
  readonly #marker = append(this.svg, "line", { class: "marker" });
  readonly #labels = append(this.svg, "g");
  readonly #stems = append(this.svg, "g");
  // Before the grips, so that a second finger is seen as one.
  readonly #zoom = new Zoom(this, {
    at: (x) => this.#whoAt(this.#x.invert(x)),
    scale: (who, factor) => this.#tell("shapescale", { who, factor }),
  });
  readonly #grips = new Grips(this);
  readonly #centre = { p: this.#makeCentre("p"), q: this.#makeCentre("q") };
  readonly #along = { p: this.#makeAlong("p"), q: this.#makeAlong("q") };
  readonly #time = this.#grips.add(this.svg, "r", {
    drag: (x) => this.#follow(x),
    step: (right, up) => this.#tell("timechange", { t: this.#scene!.t + (right + up) * 0.01 }),
    edge: (which) => this.#tell("timechange", { t: which === "min" ? 0 : 1 }),
  });

  constructor() {
    super();
    const place = (): readonly [number, number] => [this.#time.handle.x, this.#time.handle.y];
    listen(this.#between, this, place, { drag: (x) => this.#follow(x), step: () => {} });
  }

  set engine(engine: GaussianDistances) {
    this.#engine = engine;
    this.requestDraw();
  }
  get scene(): Scene | undefined {
    return this.#scene;
  }
  set scene(scene: Scene | undefined) {
    this.#scene = scene;
    this.requestDraw();
  }

  protected override draw(): void {
    const [scene, engine] = [this.#scene, this.#engine];
    if (scene === undefined || engine === undefined) return;
    const { x, half } = scene.view;
    this.#x = linear([x - half, x + half], [0, this.width]);
    const { p, q, between, mix, t } = scene;
    const shapes = mix ? [p, q] : [p, q, between];
    const logs = densitiesAlong(engine, shapes.map((shape) => momentsOf(shape, "1")), [x - half], [x + half], samples); // prettier-ignore
    this.#fitAxis(scene);
    this.#y = linear([0, this.#top], [this.height - margin.bottom, margin.top]);
    this.#drawAxis();
    this.#bell(this.#bells.p, logs[0]!);
    this.#bell(this.#bells.q, logs[1]!);
    this.#bell(this.#between, mix ? mixed(logs[0]!, logs[1]!, t) : logs[2]!);
    this.#labels.replaceChildren();
    for (const who of whos) this.#drawHandles(who, scene);
    this.#drawTime(scene);
    this.#drawData(scene);
  }

  // The higher bell sets the axis, but never under the reader's hand.
  #fitAxis({ p, q, dragging }: Scene): void {
    const wanted = 1.12 * Math.max(this.#peak(p), this.#peak(q));
    if (this.#top === 0) this.#top = this.#goal = wanted;
    if (dragging || wanted === this.#goal) return;
    this.#goal = wanted;
    this.#stopTween();
    const from = this.#top;
    this.#stopTween = tween(150, (share) => {
      this.#top = from + (wanted - from) * share;
      this.requestDraw();
    });
  }

  #drawAxis(): void {
    this.#axis.replaceChildren();
    const base = this.height - margin.bottom;
    append(this.#axis, "line", { class: "axis", x1: 0, x2: this.width, y1: base, y2: base });
    for (const tick of this.#x.ticks(9)) {
      const x = this.#x(tick);
      append(this.#axis, "line", { class: "grid", x1: x, x2: x, y1: 0, y2: base });
      if (x < 12 || x > this.width - 12) continue;
      append(this.#axis, "text", { x, y: base + 18, "text-anchor": "middle" }, String(tick));
    }
  }

  #bell(path: SVGPathElement, logs: Float64Array): void {
    const at = (i: number): number => (i / (samples - 1)) * this.width;
    const d = line(samples, at, (i) => this.#y(Math.exp(logs[i]!)));
    set(path, { d: `${d}V${this.#y(0)}H0Z` });
  }

  #drawHandles(who: Who, scene: Scene): void {
    const shape = scene[who];
    const { width, height } = this;
    const top = this.#height(this.#peak(shape));
    const x = this.#x(shape.x);
    this.#centre[who].place(x, top, width, height, {
      ...scene.words.centre(who),
      now: shape.x,
      min: -1e4,
      max: 1e4,
    });
    // The inflection of the bell is one standard deviation from its mean.
    const [side, bend] = [
      this.#x(shape.x + shape.along),
      this.#height(this.#peak(shape) * Math.exp(-0.5)),
    ];
    this.#along[who].place(side + 10, bend, width, height, {
      ...scene.words.along(who),
      now: shape.along,
      min: 0,
      max: 1e4,
    });
    const stems = children(this.#stems, 2, () => append(this.#stems, "line"));
    set(stems[who === "p" ? 0 : 1]!, {
      class: `stem ${who}`,
      x1: x,
      x2: side + 4,
      y1: bend,
      y2: bend,
    });
    const at = {
      class: `math name halo ${who}`,
      x: clamp(x, 16, width - 16),
      y: Math.max(20, top - 16),
    };
    append(this.#labels, "text", at, names[who]);
  }

  #drawTime({ between, t, words }: Scene): void {
    const { width, height } = this;
    const base = this.#y(0);
    this.#time.place(this.#x(between.x), base, width, height, {
      ...words.time,
      now: t,
      min: 0,
      max: 1,
    });
    const label = {
      class: "time halo r",
      x: clamp(this.#x(between.x), 30, width - 30),
      y: base - 16,
    };
    append(this.#labels, "text", label, words.timeLabel);
  }

  #drawData({ points, moves, marked }: Scene): void {
    const base = this.#y(0);
    for (const who of whos) {
      const group = this.#points[who];
      const ticks = children(group, points[who].length, () =>
        append(group, "line", { class: "point" }),
      );
      const y = who === "p" ? base + 3 : base + 9;
      ticks.forEach((tick, i) => {
        const x = this.#x(points[who][i]![0]!);
        set(tick, { x1: x, x2: x, y1: y, y2: y + 6 });
      });
    }
    const ways = children(this.#ways, moves.length, () =>
      append(this.#ways, "path", { class: "way", fill: "none" }),
    );
    ways.forEach((way, i) => {
      const [from, to] = [this.#x(moves[i]!.from[0]!), this.#x(moves[i]!.to[0]!)];
      const bow = Math.min(90, Math.abs(to - from) / 3);
      set(way, { d: `M${from} ${base}C${from} ${base - bow} ${to} ${base - bow} ${to} ${base}` });
    });
    set(this.#marker, { visibility: marked === undefined ? "hidden" : "visible" });
    if (marked === undefined) return;
    const x = this.#x(marked[0]!);
    set(this.#marker, { x1: x, x2: x, y1: base - 10, y2: base });
  }

  #follow(px: number): void {
    const { p, q } = this.#scene!;
    const [from, to] = [this.#x(p.x), this.#x(q.x)];
    // Where the means coincide, the stage's width stands for the way.
    const near = Math.abs(to - from) < 40;
    const t = near ? (px - this.width / 4) / (this.width / 2) : (px - from) / (to - from);
    this.#tell("timechange", { t });
  }

  #makeBell(who: Who): SVGPathElement {
    const bell = append(this.svg, "path", { class: `bell ${who}` });
    const centre = (): readonly [number, number] => [this.#x(this.#scene![who].x), 0];
    listen(bell, this, centre, {
      drag: (x) => this.#change(who, { x: this.#x.invert(x) }),
      step: () => {},
    });
    bell.addEventListener("pointerdown", () =>
      this.#centre[who].element.focus({ preventScroll: true }),
    );
    return bell;
  }

  #makeCentre(who: Who): Grip {
    return this.#grips.add(this.svg, who, {
      drag: (x) => this.#change(who, { x: this.#x.invert(x) }),
      step: (right, up) => this.#change(who, { x: this.#scene![who].x + (right + up) * keyStep }),
    });
  }

  #makeAlong(who: Who): Grip {
    return this.#grips.add(this.svg, `${who} tip`, {
      drag: (x) =>
        this.#change(who, {
          along: Math.max(leastSigma, this.#x.invert(x - 10) - this.#scene![who].x),
        }),
      step: (right, up) =>
        this.#change(who, { along: this.#scene![who].along + (right + up) * keyStep }),
    });
  }

  #peak(shape: Shape): number {
    return Math.exp(this.#engine!.logDensity(momentsOf(shape, "1"), [[shape.x]])[0]!);
  }

  #height(density: number): number {
    return this.#y(Math.min(density, this.#top));
  }

  #whoAt(x: number): Who | undefined {
    return whos.find((who) => Math.abs(x - this.#scene![who].x) <= 2 * this.#scene![who].along);
  }

  #change(who: Who, change: Partial<Shape>): void {
    if (!this.#zoom.pinching) this.#tell("shapechange", { who, change });
  }

  #tell<K extends keyof SceneEvents>(name: K, detail: SceneEvents[K]): void {
    this.emit(name, detail);
  }
}

defineFigure("gaussian-line", GaussianLine);
