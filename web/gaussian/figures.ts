import { signal } from "@preact/signals-core";
import type { GaussianDistances } from "lemmata";
import type { Fault } from "../kit/fault.ts";
import { gesturesOf, on } from "../kit/figure.ts";
import { fill, fixed, nothing, significant } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { chartTop, pathChart } from "./chart.ts";
import { cells, type DensityStrip } from "./density-strip.ts";
import type { en } from "./en.ts";
import { densitiesAlong, mixed } from "./evaluate.ts";
import type { GaussianLine } from "./gaussian-line.ts";
import type { GaussianPlane } from "./gaussian-plane.ts";
import type { GaussianModel } from "./model.ts";
import { names, whos, type Scene, type SceneEvents } from "./scene.ts";
import { leastSigma, lineOfCentres, momentsOf } from "./shape.ts";
import type { GaussianState } from "./state.ts";

export interface GaussianParts {
  plane: GaussianPlane;
  line: GaussianLine;
  strip: DensityStrip;
  path: LineChart;
}

const large = 1e6;

/** The linked figures of a page or an element: what they say moves the model, what it holds they draw. */
export class GaussianFigures {
  /** The cell of the strip that is pointed at. */
  readonly hovered = signal<number | undefined>(undefined);
  #top = 1;

  constructor(
    readonly parts: GaussianParts,
    readonly model: GaussianModel,
    readonly gaussian: GaussianDistances,
    readonly strings: (typeof en)["live"],
  ) {
    const { plane, line, strip, path } = parts;
    line.engine = gaussian;
    gesturesOf([plane, line, path], model);
    type Events = SceneEvents;
    for (const stage of [plane, line]) {
      on<Events["shapechange"]>(stage, "shapechange", ({ who, change }) =>
        model.reshape(who, change),
      );
      on<Events["shapescale"]>(stage, "shapescale", ({ who, factor }) => model.scale(who, factor));
      on<Events["timechange"]>(stage, "timechange", ({ t }) => model.setTime(t));
    }
    on<{ cell: number | undefined }>(strip, "striphover", ({ cell }) => (this.hovered.value = cell)); // prettier-ignore
    on<{ x: number }>(path, "handlemove", ({ x }) => model.setTime(x));
  }

  /** The figure of the Gaussians themselves: in the plane or on the line. */
  get stage(): GaussianPlane | GaussianLine {
    return this.model.state.value.dimension === "2" ? this.parts.plane : this.parts.line;
  }

  draw(): void {
    this.drawStage();
    this.drawChart();
    this.drawStrip();
  }

  drawStage(): void {
    const { parts, stage } = this;
    parts.plane.hidden = stage !== parts.plane;
    parts.line.hidden = stage !== parts.line;
    stage.scene = this.#scene();
  }

  drawChart(): void {
    const { model, strings, parts } = this;
    const { t } = model.state.value;
    // Under the reader's hand the axis stays.
    if (!model.state.dragging.value) this.#top = chartTop(model.path.value);
    parts.path.data = pathChart(
      model.path.value,
      t,
      this.#distanceHere(),
      this.#top,
      strings.chart,
    );
  }

  /** Marks on the stage where the strip is pointed at. */
  mark(): void {
    const { stage } = this;
    if (stage.scene !== undefined) stage.scene = { ...stage.scene, marked: this.#marked() };
  }

  /** What the rulers say, by the names of the page's slots. */
  readings() {
    const { model } = this;
    const { klPQ, klQP, bhattacharyya, hellinger, wasserstein2 } = model.distances.value;
    const found = {
      w2: fixed(wasserstein2.distance),
      squared: fixed(wasserstein2.squared),
      "mean-part": fixed(wasserstein2.mean),
      "covariance-part": fixed(wasserstein2.bures),
      "kl-pq": this.#bounded(klPQ),
      "kl-qp": this.#bounded(klQP),
      ratio: this.#bounded(klPQ / klQP),
      bhattacharyya: this.#bounded(bhattacharyya),
      hellinger: shortOfOne(hellinger),
      "w2-t": fixed(this.#distanceHere()),
    };
    const none = model.rejected.value !== undefined;
    for (const name of Object.keys(found) as (keyof typeof found)[]) if (none) found[name] = nothing; // prettier-ignore
    return found;
  }

  /** The rulers' answers in one sentence. */
  summary(): string {
    const found = this.readings();
    return fill(this.strings.summary, {
      w2: found.w2,
      klPQ: found["kl-pq"],
      klQP: found["kl-qp"],
      b: found.bhattacharyya,
      h: found.hellinger,
    });
  }

  /** What stands where the strip is pointed at. */
  caption(): string {
    const { parts, strings } = this;
    const cell = this.hovered.value;
    if (cell === undefined || parts.strip.strip === undefined) return strings.help;
    const [p, q, g] = parts.strip.strip.rows.map(({ logs }) => significant(logs[cell]!, 3));
    return fill(strings.hover, { p: p!, q: q!, g: g! });
  }

  fault(): Fault | undefined {
    const { model, gaussian, strings } = this;
    const rejected = model.rejected.value;
    if (rejected !== undefined) {
      return {
        message: fill(strings.fault.indefinite, {
          eigenvalue: significant(rejected.eigenvalue, 4),
        }),
        fix: { label: strings.fault.nearest, apply: () => model.takeNearest(rejected) },
      };
    }
    const { dimension } = model.state.value;
    const keys = dimension === "1" ? (["along"] as const) : (["along", "across"] as const);
    const thin = whos.find((who) => keys.some((key) => model.state.value[who][key] <= leastSigma));
    if (thin === undefined) return undefined;
    // The limit itself, by the package: one standard deviation is exactly zero.
    const shape = { ...model.state.value[thin] };
    const flat = Object.fromEntries(
      keys.filter((key) => shape[key] <= leastSigma).map((key) => [key, 0]),
    );
    const limit = momentsOf({ ...shape, ...flat }, dimension);
    const { distance } = gaussian.wasserstein2(limit, thin === "p" ? model.q.value : model.p.value);
    return {
      message: fill(strings.fault.thin, { who: names[thin], w2: fixed(distance) }),
      fix: {
        label: strings.fault.widen,
        apply: () =>
          model.reshape(thin, Object.fromEntries(Object.keys(flat).map((key) => [key, 0.2]))),
      },
      note: true,
    };
  }

  #scene(): Scene {
    const { model, strings } = this;
    const { p, q, t, dimension, mix, points, view } = model.state.value;
    const { centre, along, across, time } = strings;
    const distance = fixed(this.#distanceHere());
    const text = (sentence: { text: string; line: string }): string =>
      dimension === "1" ? sentence.line : sentence.text;
    const shapes = { p, q };
    return {
      p,
      q,
      between: model.between.value,
      t,
      mix,
      moves: model.moves.value,
      points: pointsOf(points, dimension),
      view,
      dragging: model.state.dragging.value,
      marked: this.#marked(),
      words: {
        centre: (who) => {
          const { x, y } = shapes[who];
          return {
            label: fill(centre.label, { who: names[who] }),
            text: fill(text(centre), { x: fixed(x, 2), y: fixed(y, 2) }),
          };
        },
        along: (who) => ({
          label: fill(along.label, { who: names[who] }),
          text: fill(text(along), {
            sigma: fixed(shapes[who].along),
            angle: fixed(shapes[who].angle, 1),
          }),
        }),
        across: (who) => ({
          label: fill(across.label, { who: names[who] }),
          text: fill(across.text, { sigma: fixed(shapes[who].across) }),
        }),
        time: { label: time.label, text: fill(time.text, { t: fixed(t, 2), distance }) },
        timeLabel: fill(strings.timeLabel, { t: fixed(t, 2) }),
      },
    };
  }

  drawStrip(): void {
    const { model, gaussian, strings, parts } = this;
    const { p, q, t, dimension, mix, view } = model.state.value;
    const { from, to, centres, same } = lineOfCentres(p, q, view, dimension);
    const list = [model.p.value, model.q.value, momentsOf(model.between.value, dimension)];
    const [ofP, ofQ, ofBetween] = densitiesAlong(gaussian, list, from, to, cells);
    const between = mix ? mixed(ofP!, ofQ!, t) : ofBetween!;
    parts.strip.strip = {
      title:
        dimension === "1" ? strings.strip.line : same ? strings.strip.same : strings.strip.plane,
      rows: [
        { label: "P", tone: "p", logs: ofP! },
        { label: "Q", tone: "q", logs: ofQ! },
        { label: mix ? "M" : "G", tone: "r", logs: between },
      ],
      centres,
    };
  }

  #marked(): readonly number[] | undefined {
    const { model, hovered } = this;
    const { p, q, view, dimension } = model.state.value;
    if (hovered.value === undefined) return undefined;
    const { from, to } = lineOfCentres(p, q, view, dimension);
    const share = hovered.value / (cells - 1);
    return from.map((x, i) => x + share * (to[i]! - x));
  }

  #distanceHere(): number {
    const { model, gaussian } = this;
    const { t } = model.state.value;
    return gaussian.wasserstein2(model.p.value, gaussian.geodesic(model.p.value, model.q.value, t))
      .distance;
  }

  #bounded(value: number): string {
    return Number.isFinite(value) && value > large ? this.strings.over : fixed(value);
  }
}

// Points of a plane have no place on a line, and the other way round.
function pointsOf(points: GaussianState["points"], dimension: string): GaussianState["points"] {
  const fits = (rows: GaussianState["points"]["p"]) =>
    String(rows[0]?.length) === dimension ? rows : [];
  return { p: fits(points.p), q: fits(points.q) };
}

// Three decimals would call 0.9996 one, which no finite distance reaches.
function shortOfOne(value: number): string {
  return value < 1 && value > 0.9995 ? significant(value, 7) : fixed(value);
}
