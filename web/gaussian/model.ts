import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { AllDistances, GaussianDistances, Matrix } from "lemmata";
import { clamp } from "../kit/scale.ts";
import { pageAddress, PageState } from "../kit/state.ts";
import { movesOf, pathOf, shapeAt, type Move, type Path } from "./evaluate.ts";
import { openingView, presets, type PresetName } from "./presets.ts";
import { shapeOf, type Shape } from "../kit/ellipse.ts";
import { leastSigma, momentsOf, type Moments } from "./shape.ts";
import type { View } from "../kit/plane.ts";
import { codecs, defaults, farthest, mostSigma, type GaussianState, type Points, type Who } from "./state.ts"; // prettier-ignore

// How high the plane is, at least, for its width.
const tallness = 0.58;

/** A pasted matrix that is no covariance, until it is mended or dropped. */
export interface Rejected {
  who: Who;
  mean: readonly number[];
  covariance: readonly (readonly number[])[];
  /** Its negative eigenvalue. */
  eigenvalue: number;
}

/** Moments from the reader, and the points they were fitted to. */
export interface Taken {
  mean: ArrayLike<number>;
  covariance: Matrix;
  points: Points;
}

/** The page's state, what the package makes of it, and the moves a reader has. */
export class GaussianModel {
  readonly state: PageState<GaussianState>;
  /** The Gaussian that was touched last; not part of the state that is shared and undone. */
  readonly selected = signal<Who>("p");
  readonly rejected = signal<Rejected | undefined>(undefined);
  readonly p: ReadonlySignal<Moments>;
  readonly q: ReadonlySignal<Moments>;
  readonly distances: ReadonlySignal<AllDistances>;
  readonly path: ReadonlySignal<Path>;
  /** The Gaussian at time t of the way from P to Q. */
  readonly between: ReadonlySignal<Shape>;
  readonly moves: ReadonlySignal<readonly Move[]>;
  readonly #gaussian: GaussianDistances;

  constructor(gaussian: GaussianDistances, address = pageAddress) {
    this.state = new PageState({ defaults, codecs, address, repair: inSight });
    this.#gaussian = gaussian;
    const { signal: state } = this.state;
    // Each follows its own part of the state, so that moving t computes neither distances nor path.
    const part = <K extends keyof GaussianState>(key: K) => computed(() => state.value[key]);
    const [p, q, t, dimension, arrows] = [part("p"), part("q"), part("t"), part("dimension"), part("arrows")]; // prettier-ignore
    this.p = computed(() => momentsOf(p.value, dimension.value));
    this.q = computed(() => momentsOf(q.value, dimension.value));
    this.distances = computed(() => gaussian.distances(this.p.value, this.q.value));
    this.path = computed(() => pathOf(gaussian, this.p.value, this.q.value));
    this.between = computed(() => shapeAt(gaussian, this.p.value, this.q.value, t.value));
    this.moves = computed(() =>
      arrows.value ? movesOf(gaussian, this.p.value, this.q.value) : [],
    );
  }

  begin(): void {
    this.rejected.value = undefined;
    this.state.begin();
  }

  end(): void {
    this.state.end();
  }

  /** Changes one Gaussian; means and standard deviations stay within their bounds. */
  reshape(who: Who, change: Partial<Shape>): void {
    const shape = { ...this.state.value[who], ...change };
    this.selected.value = who;
    this.change({
      [who]: {
        x: clamp(shape.x, -farthest, farthest),
        y: clamp(shape.y, -farthest, farthest),
        along: clamp(shape.along, leastSigma, mostSigma),
        across: clamp(shape.across, leastSigma, mostSigma),
        angle: turned(shape.angle),
      },
    });
  }

  /** Makes one Gaussian wider or narrower in all directions. */
  scale(who: Who, factor: number): void {
    const { along, across } = this.state.value[who];
    this.reshape(who, { along: along * factor, across: across * factor });
  }

  setTime(t: number): void {
    this.change({ t: clamp(t, 0, 1) });
  }

  /** The distance between the two means, in the plane or on the line. */
  get distance(): number {
    const { p, q, dimension } = this.state.value;
    return dimension === "1" ? Math.abs(q.x - p.x) : Math.hypot(q.x - p.x, q.y - p.y);
  }

  /** Moves the two means to a distance from each other, along the line they are on. */
  setDistance(distance: number): void {
    const { p, q, dimension } = this.state.value;
    const line = dimension === "1";
    const [dx, dy] = [q.x - p.x, line ? 0 : q.y - p.y];
    const now = Math.hypot(dx, dy);
    const [c, s] = now > 0 ? [dx / now, dy / now] : [1, 0];
    const push = (Math.min(distance, farthest) - now) / 2;
    this.change({
      p: { ...p, x: p.x - c * push, y: p.y - s * push },
      q: { ...q, x: q.x + c * push, y: q.y + s * push },
    });
  }

  choosePreset(name: PresetName): void {
    const { points, view } = defaults;
    const { p, q, t } = presets[name];
    this.change({ p, q, t, view, points, dimension: "2" });
  }

  /** The preset the page shows, if it still does. */
  get preset(): PresetName | undefined {
    const { p, q, dimension } = this.state.value;
    if (dimension === "1") return undefined;
    return (Object.keys(presets) as PresetName[]).find(
      (name) => presets[name].p === p && presets[name].q === q,
    );
  }

  /** Takes moments from the reader, with the points they were fitted to. */
  take(who: Who, { mean, covariance, points }: Taken): void {
    const found = shapeOf(mean, covariance);
    const shape = {
      ...found,
      along: clamp(found.along, leastSigma, mostSigma),
      across: clamp(found.across, leastSigma, mostSigma),
    };
    const other = this.state.value[who === "p" ? "q" : "p"];
    this.selected.value = who;
    this.change({
      [who]: shape,
      points: { ...this.state.value.points, [who]: points },
      dimension: covariance.rows === 1 ? "1" : "2",
      view: viewOf([shape, other]),
    });
  }

  /** The covariance nearest to a symmetric matrix: its negative eigenvalues become 0. */
  takeNearest({ who, mean, covariance }: Rejected): void {
    // The square root of S² is |S|, and (S + |S|)/2 is S without its negative part (Higham 1988).
    const rows = covariance.map((row) =>
      covariance.map((_, j) => row.reduce((sum, x, k) => sum + x * covariance[k]![j]!, 0)),
    );
    const { data } = this.#gaussian.squareRoot(rows);
    const nearest = data.map((x, i) => (x + covariance.flat()[i]!) / 2);
    const size = rows.length;
    this.take(who, { mean, covariance: { data: nearest, rows: size, cols: size }, points: [] });
  }

  change(change: Partial<GaussianState>): void {
    this.rejected.value = undefined;
    if (this.state.dragging.value) this.state.update(change);
    else this.state.set(change);
  }
}

/** The same angle in (−180, 180]. */
function turned(angle: number): number {
  const rest = angle % 360;
  return rest > 180 ? rest - 360 : rest <= -180 ? rest + 360 : rest;
}

// The opening view shows no Gaussian whose centre is outside: one that holds both takes its place.
function inSight(state: GaussianState): GaussianState {
  const { p, q, view } = state;
  const inside = ({ x, y }: Shape): boolean =>
    Math.abs(x) <= openingView.half && Math.abs(y) <= tallness * openingView.half;
  if (view !== openingView || (inside(p) && inside(q))) return state;
  return { ...state, view: viewOf([p, q]) };
}

// The opening view where that holds the shapes, else one around them.
function viewOf(shapes: readonly Shape[]): View {
  const reach = ({ along, across }: Shape): number => 2.5 * Math.max(along, across);
  const [left, right] = [
    Math.min(...shapes.map((shape) => shape.x - reach(shape))),
    Math.max(...shapes.map((shape) => shape.x + reach(shape))),
  ];
  const [bottom, top] = [
    Math.min(...shapes.map((shape) => shape.y - reach(shape))),
    Math.max(...shapes.map((shape) => shape.y + reach(shape))),
  ];
  const { half } = openingView;
  const tall = tallness * half;
  if (left > -half && right < half && bottom > -tall && top < tall) {
    if (right - left > half / 4) return openingView;
  }
  const wide = Math.max((right - left) / 2, (top - bottom) / 2 / tallness);
  return { x: (left + right) / 2, y: (bottom + top) / 2, half: Math.max(0.05, 1.05 * wide) };
}
