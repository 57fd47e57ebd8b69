import type { ReadonlySignal } from "@preact/signals-core";
import type { GaussianDistances } from "lemmata";
import { announce } from "../kit/announce.ts";
import { showFault, type Fault } from "../kit/fault.ts";
import { fill, fixed, nothing, significant } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { writeSlots } from "../kit/slots.ts";
import { chartTop, pathChart } from "./chart.ts";
import { cells, type DensityStrip } from "./density-strip.ts";
import type { en } from "./en.ts";
import { densitiesAlong, mixed } from "./evaluate.ts";
import type { GaussianLine } from "./gaussian-line.ts";
import type { GaussianPlane } from "./gaussian-plane.ts";
import type { GaussianModel } from "./model.ts";
import { names, whos, type Scene } from "./scene.ts";
import { leastSigma, lineOfCentres, momentsOf } from "./shape.ts";
import type { GaussianState } from "./state.ts";

export interface ShowSources {
  model: GaussianModel;
  gaussian: GaussianDistances;
  strings: (typeof en)["live"];
  figures: { plane: GaussianPlane; line: GaussianLine; strip: DensityStrip; chart: LineChart };
  /** The cell of the strip that is pointed at. */
  hovered: ReadonlySignal<number | undefined>;
}

const large = 1e6;

/** Brings the model's state into figures, numbers and sentences. */
export class Show {
  readonly #from: ShowSources;
  #top = 1;

  constructor(from: ShowSources) {
    this.#from = from;
    const { gaussian } = from;
    const unit = (x: number) => ({ mean: [x, 0], covariance: { variance: 1 } });
    const at = (distance: number): string =>
      fixed(gaussian.hellinger(unit(0), unit(distance)).distance);
    writeSlots({ "bet-h4": at(4), "bet-h8": at(8) });
  }

  figures(): void {
    const { model, strings, figures } = this.#from;
    const { dimension, t } = model.state.value;
    const stage = dimension === "2" ? figures.plane : figures.line;
    stage.scene = this.#scene();
    // Under the reader's hand the axis stays.
    if (!model.state.dragging.value) this.#top = chartTop(model.path.value);
    figures.chart.data = pathChart(
      model.path.value,
      t,
      this.#distanceHere(),
      this.#top,
      strings.chart,
    );
    this.#showStrip();
  }

  numbers(): void {
    const { model, strings } = this.#from;
    const { klPQ, klQP, bhattacharyya, hellinger, wasserstein2 } = model.distances.value;
    const values: Record<string, string> = {
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
    for (const name of Object.keys(values)) if (none) values[name] = nothing;
    writeSlots(values);
    announce(
      fill(strings.summary, {
        w2: values.w2!,
        klPQ: values["kl-pq"]!,
        klQP: values["kl-qp"]!,
        b: values.bhattacharyya!,
        h: values.hellinger!,
      }),
    );
  }

  /** What follows a pointer over the strip: the caption, and the mark on the stage. */
  pointed(): void {
    const { model, strings, hovered, figures } = this.#from;
    const caption = document.getElementById("caption")!;
    const stage = model.state.value.dimension === "2" ? figures.plane : figures.line;
    const cell = hovered.value;
    if (stage.scene !== undefined) stage.scene = { ...stage.scene, marked: this.#marked() };
    if (cell === undefined || figures.strip.strip === undefined) {
      caption.textContent = strings.help;
      return;
    }
    const [p, q, g] = figures.strip.strip.rows.map(({ logs }) => significant(logs[cell]!, 3));
    caption.textContent = fill(strings.hover, { p: p!, q: q!, g: g! });
  }

  fault(): void {
    showFault(this.#fault());
  }

  #scene(): Scene {
    const { model, strings } = this.#from;
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

  #showStrip(): void {
    const { model, gaussian, strings, figures } = this.#from;
    const { p, q, t, dimension, mix, view } = model.state.value;
    const { from, to, centres, same } = lineOfCentres(p, q, view, dimension);
    const list = [model.p.value, model.q.value, momentsOf(model.between.value, dimension)];
    const [ofP, ofQ, ofBetween] = densitiesAlong(gaussian, list, from, to, cells);
    const between = mix ? mixed(ofP!, ofQ!, t) : ofBetween!;
    figures.strip.strip = {
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
    const { model, hovered } = this.#from;
    const { p, q, view, dimension } = model.state.value;
    if (hovered.value === undefined) return undefined;
    const { from, to } = lineOfCentres(p, q, view, dimension);
    const share = hovered.value / (cells - 1);
    return from.map((x, i) => x + share * (to[i]! - x));
  }

  #distanceHere(): number {
    const { model, gaussian } = this.#from;
    const { t } = model.state.value;
    return gaussian.wasserstein2(model.p.value, gaussian.geodesic(model.p.value, model.q.value, t))
      .distance;
  }

  #fault(): Fault | undefined {
    const { model, gaussian, strings } = this.#from;
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

  #bounded(value: number): string {
    return Number.isFinite(value) && value > large ? this.#from.strings.over : fixed(value);
  }
}

/** The distance between the two means, in the plane or on the line. */
export function distanceOfMeans({ p, q, dimension }: GaussianState): number {
  return dimension === "1" ? Math.abs(q.x - p.x) : Math.hypot(q.x - p.x, q.y - p.y);
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
