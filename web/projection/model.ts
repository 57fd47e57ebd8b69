import { computed, type ReadonlySignal } from "@preact/signals-core";
import type { DistanceDistortion, Projection } from "lemmata";
import { clamp } from "../kit/scale.ts";
import { pageAddress, PageState } from "../kit/state.ts";
import { growthOf, headGrowthOf, headsOf, runOf, theoryOf, type Growth, type Heads, type Run, type Theory } from "./evaluate.ts"; // prettier-ignore
import { pointsOf, pointsOfRows, type Points } from "./points.ts";
import { presets, type Preset, type PresetName } from "./presets.ts";
import { bounds, codecs, defaults, mostProjected, type ProjectionState, type Rows } from "./state.ts"; // prettier-ignore

/** Multiplications of a QR decomposition that fit into a frame. */
const mostInFrame = 1.5e7;

/** The page's state, what the package makes of it, and the moves a reader has. */
export class ProjectionModel {
  readonly state: PageState<ProjectionState>;
  /** N, whole. */
  readonly points: ReadonlySignal<number>;
  readonly sample: ReadonlySignal<Points>;
  /** The points before and after, with every pair's ratio. */
  readonly run: ReadonlySignal<Run>;
  readonly distortion: ReadonlySignal<DistanceDistortion>;
  readonly theory: ReadonlySignal<Theory>;
  readonly growth: ReadonlySignal<Growth>;
  readonly tokens: ReadonlySignal<number>;
  readonly heads: ReadonlySignal<Heads>;
  readonly headGrowth: ReadonlySignal<Growth>;
  readonly #projection: Projection;

  constructor(projection: Projection, address = pageAddress) {
    this.state = new PageState({ defaults, codecs, address });
    this.#projection = projection;
    const { signal: state, dragging } = this.state;
    // Each follows its own part of the state, so that moving ε projects nothing anew.
    const part = <K extends keyof ProjectionState>(key: K) => computed(() => state.value[key]);
    const [n, epsilon, kind, seed] = [part("n"), part("epsilon"), part("kind"), part("seed")];
    const [data, inputs, own, lambda] = [part("data"), part("inputs"), part("own"), part("lambda")];
    this.points = computed(() => Math.round(state.value.points));
    const count = computed(() => Math.min(this.points.value, mostProjected));
    this.sample = computed(() =>
      data.value === "own"
        ? pointsOfRows(own.value)
        : pointsOf(projection, data.value, count.value, inputs.value),
    );
    let last: Run | undefined;
    this.run = computed(() => {
      const points = this.sample.value;
      const work = kind.value === "orthonormal" ? n.value * Math.min(n.value, points.cols) * points.cols : 0; // prettier-ignore
      // Such a projection waits until the hand lets go; the rest of the page does not.
      const waits = work > mostInFrame && dragging.value && last?.points === points;
      if (!waits) last = runOf(projection, points, n.value, kind.value, seed.value);
      return last!;
    });
    this.distortion = computed(() =>
      projection.distortion(this.run.value.points, this.run.value.projected, {
        epsilon: epsilon.value,
      }),
    );
    this.theory = computed(() => theoryOf(projection, this.points.value, n.value, epsilon.value));
    this.growth = computed(() => growthOf(projection, epsilon.value));
    this.tokens = computed(() => Math.round(state.value.tokens));
    this.heads = computed(() => headsOf(projection, this.tokens.value, lambda.value));
    this.headGrowth = computed(() => headGrowthOf(projection, lambda.value));
  }

  /** The least dimensions that the exact law allows so many points at the page's ε. */
  needed(points: number): number {
    return this.#projection.minDimension(points, this.state.value.epsilon);
  }

  /** Moves numbers of the state; each stays within its bounds, and whole ones are rounded. */
  move(change: Partial<Pick<ProjectionState, keyof typeof bounds>>): void {
    const moved: Partial<Record<keyof typeof bounds, number>> = {};
    for (const key of Object.keys(change) as (keyof typeof bounds)[]) {
      const { min, max } = bounds[key];
      const whole = key === "n" || key === "inputs" || key === "seed";
      const value = clamp(change[key]!, min, max);
      moved[key] = whole ? Math.round(value) : value;
    }
    // The reader's points have as many numbers as they have.
    if (this.state.value.data === "own") delete moved.inputs;
    this.change(moved);
  }

  nextSeed(): void {
    this.move({ seed: (this.state.value.seed + 1) % bounds.seed.max });
  }

  choosePreset(name: PresetName): void {
    this.change({ ...presets[name], own: defaults.own });
  }

  /** The preset the page shows, if it still does. */
  get preset(): PresetName | undefined {
    const state = this.state.value;
    return (Object.keys(presets) as PresetName[]).find((name) => {
      const preset: Preset = presets[name];
      return (Object.keys(preset) as (keyof Preset)[]).every((key) => preset[key] === state[key]);
    });
  }

  /** Takes the reader's points: `rows` are projected, `total` is how many there are. */
  take(rows: Rows, total: number): void {
    this.change({ data: "own", own: rows, inputs: rows[0]!.length, points: total });
  }

  change(change: Partial<ProjectionState>): void {
    if (this.state.dragging.value) this.state.update(change);
    else this.state.set(change);
  }
}
