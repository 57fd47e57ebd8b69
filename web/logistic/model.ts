import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { Lemmata } from "lemmata";
import type { Shape } from "../kit/ellipse.ts";
import type { View } from "../kit/plane.ts";
import { clamp } from "../kit/scale.ts";
import { pageAddress, PageState } from "../kit/state.ts";
import { carried, grainOf, rounded, shapeOfPoints, turned } from "./clouds.ts";
import { evaluate, type Evaluation, type Judged } from "./evaluate.ts";
import {
  farPoints,
  opening,
  presets,
  type Classes,
  type Point,
  type PresetName,
} from "./presets.ts";
import { codecs, defaults, farthest, fewest, lastStep, most, mostRidge, priors, type Kind, type LogisticState } from "./state.ts"; // prettier-ignore

export type Label = 0 | 1;

// How high the plane is, at least, for its width.
const tallness = 0.58;

/** A point by its class, and its place there. */
export interface Chosen {
  label: Label;
  index: number;
}

/** What a press on the paper does: move what is there, or add a point of a class. */
export type Brush = "move" | Label;

/** The page's state, what the package makes of it, and the moves a reader has. */
export class LogisticModel {
  readonly state: PageState<LogisticState>;
  /** The point the fields speak of; not part of the state that is shared and undone. */
  readonly selected = signal<Chosen>({ label: 1, index: 0 });
  readonly brush = signal<Brush>("move");
  readonly evaluation: ReadonlySignal<Evaluation>;
  /** Each class as an ellipse: its mean and its axes. */
  readonly shapes: ReadonlySignal<readonly [Shape, Shape]>;
  // The classes and ellipses a gesture began with: dragging there and back restores every bit.
  #base: { classes: Classes; shapes: readonly [Shape, Shape] } | undefined;
  // The ellipse in hand, which no rounding of its points turns.
  #held: { label: Label; shape: Shape } | undefined;

  constructor(
    { logistic, gaussian }: Pick<Lemmata, "logistic" | "gaussian">,
    address = pageAddress,
  ) {
    this.state = new PageState({ defaults, codecs, address, repair: inSight });
    const { signal: state } = this.state;
    const classes = computed(() => state.value.samples.classes);
    const prior = computed(() => state.value.prior);
    const ridge = computed(() => state.value.ridge);
    this.evaluation = computed(() =>
      evaluate(logistic, { classes: classes.value, prior: prior.value, ridge: ridge.value }),
    );
    const shape = (label: Label): ReadonlySignal<Shape> => {
      const points = computed(() => classes.value[label]);
      let before: Shape | undefined;
      return computed(() => {
        const found = shapeOfPoints(gaussian, points.value, before);
        before = this.#held?.label === label ? this.#held.shape : found;
        return before;
      });
    };
    const [zero, one] = [shape(0), shape(1)];
    this.shapes = computed(() => [zero.value, one.value]);
  }

  get classes(): Classes {
    return this.state.value.samples.classes;
  }

  /** The share of class 0 among the points. */
  get counted(): number {
    const [zero, one] = this.classes;
    return zero.length / (zero.length + one.length);
  }

  /** The Newton step that is shown. */
  get step(): number {
    return Math.min(this.state.value.step, this.evaluation.value.steps.length - 1);
  }

  /** The classifier of one kind, where there is one. */
  judged(kind: Kind): Judged | undefined {
    const evaluation = this.evaluation.value;
    return kind === "likelihood" ? evaluation.steps[this.step] : evaluation[kind];
  }

  begin(): void {
    this.#base = { classes: this.classes, shapes: this.shapes.value };
    this.state.begin();
  }

  end(): void {
    this.#base = undefined;
    this.#held = undefined;
    this.state.end();
  }

  /** Moves, turns or stretches a whole class. */
  reshape(label: Label, change: Partial<Shape>): void {
    const now = { ...this.shapes.value[label], ...change };
    const { half } = this.state.value.view;
    // A cloud may become a line, not a point, and stays where it can be found again.
    const [least, widest] = [half / 1e3, 100 * half];
    const shape = {
      x: clamp(now.x, -farthest, farthest),
      y: clamp(now.y, -farthest, farthest),
      along: clamp(now.along, least, widest),
      across: clamp(now.across, least, widest),
      angle: turned(now.angle),
    };
    const { classes, shapes } = this.#base ?? { classes: this.classes, shapes: this.shapes.value };
    this.#held = { label, shape };
    this.#setClass(label, carried(classes[label], shapes[label], shape, grainOf(half)));
    if (!this.state.dragging.value) this.#held = undefined;
  }

  movePoint({ label, index }: Chosen, x: number, y: number): void {
    const at: Point = [this.#inside(x), this.#inside(y)];
    this.#setClass(label, this.classes[label].map((point, i) => (i === index ? at : point))); // prettier-ignore
  }

  addPoint(label: Label, x: number, y: number): void {
    if (this.classes.flat().length >= most) return;
    const points: Point[] = [...this.classes[label], [this.#inside(x), this.#inside(y)]];
    this.selected.value = { label, index: points.length - 1 };
    this.#setClass(label, points);
  }

  /** Takes a point away, unless its class would be left with too few. */
  removePoint({ label, index }: Chosen): void {
    const points = this.classes[label];
    if (points.length <= fewest) return;
    this.selected.value = { label, index: Math.min(index, points.length - 2) };
    this.#setClass(label, points.filter((_, i) => i !== index)); // prettier-ignore
  }

  select(chosen: Chosen): void {
    const last = this.classes[chosen.label].length - 1;
    this.selected.value = { label: chosen.label, index: clamp(Math.round(chosen.index), 0, last) };
  }

  /** Selects by a number from 1 that counts through both classes. */
  selectNumber(number: number): void {
    const index = clamp(Math.round(number) - 1, 0, this.classes.flat().length - 1);
    const zeros = this.classes[0].length;
    this.select(index < zeros ? { label: 0, index } : { label: 1, index: index - zeros });
  }

  /** The point that is selected, or the first where an undone one was. */
  get chosen(): Chosen & { number: number; point: Point } {
    const { label } = this.selected.value;
    const index = Math.min(this.selected.value.index, this.classes[label].length - 1);
    const number = index + 1 + (label === 1 ? this.classes[0].length : 0);
    return { label, index, number, point: this.classes[label][index]! };
  }

  /** Gives class 0 a prior probability; undefined takes its share of the points. */
  setPrior(prior: number | undefined): void {
    const inside = prior === undefined ? undefined : clamp(prior, priors.least, priors.most);
    this.change({ prior: inside });
  }

  setRidge(ridge: number): void {
    this.change({ ridge: clamp(ridge, 0, mostRidge) });
  }

  /** Shows a Newton step; the last one stays the last whatever the points become. */
  setStep(step: number): void {
    const last = this.evaluation.value.steps.length - 1;
    const wanted = clamp(Math.round(step), 0, last);
    this.change({ step: wanted === last ? lastStep : wanted });
  }

  choosePreset(preset: PresetName): void {
    const { classes, view } = presets[preset];
    this.selected.value = { label: 1, index: 0 };
    this.change({ ...defaults, shade: this.state.value.shade, samples: { preset, classes }, view });
  }

  /** Adds the far points of the bet. */
  addFarPoints(): void {
    const [zero, one] = opening.classes;
    if (this.classes[0] === zero && this.classes[1] === one) return this.choosePreset("far");
    if (this.classes.flat().length + farPoints.length > most) return;
    this.#setClass(1, [...this.classes[1], ...farPoints]);
  }

  /** Takes the reader's points. */
  take(classes: Classes): void {
    this.selected.value = { label: 1, index: 0 };
    this.change({ ...defaults, shade: this.state.value.shade, samples: { preset: undefined, classes }, view: viewOf(classes.flat()) }); // prettier-ignore
  }

  change(change: Partial<LogisticState>): void {
    if (this.state.dragging.value) this.state.update(change);
    else this.state.set(change);
  }

  #setClass(label: Label, points: readonly Point[]): void {
    const [zero, one] = this.classes;
    const classes: Classes = label === 0 ? [points, one] : [zero, points];
    this.change({ samples: { preset: undefined, classes } });
  }

  #inside(value: number): number {
    return clamp(rounded(value, grainOf(this.state.value.view.half)), -farthest, farthest);
  }
}

// The opening view suits neither every preset nor a class whose middle is outside.
function inSight(state: LogisticState): LogisticState {
  const { samples, view } = state;
  if (view !== defaults.view) return state;
  if (samples.preset !== undefined) return { ...state, view: presets[samples.preset].view };
  const inside = (points: readonly Point[]): boolean =>
    Math.abs(meanOf(points, 0)) <= view.half && Math.abs(meanOf(points, 1)) <= tallness * view.half;
  return samples.classes.every(inside) ? state : { ...state, view: viewOf(samples.classes.flat()) };
}

function meanOf(points: readonly Point[], axis: 0 | 1): number {
  return points.reduce((sum, point) => sum + point[axis], 0) / points.length;
}

// A view around the points.
function viewOf(points: readonly Point[]): View {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [bottom, top] = [Math.min(bottom, y), Math.max(top, y)];
  }
  const half = Math.max((right - left) / 2, (top - bottom) / 2 / tallness) * 1.15;
  return { x: (left + right) / 2, y: (bottom + top) / 2, half: Math.max(half, 1e-3) };
}
