import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { KernelName, Smoothing } from "lemmata";
import { clamp } from "../kit/scale.ts";
import { pageAddress, PageState } from "../kit/state.ts";
import { attempt, curvesAt, errorsByWidth, gatedCurve, gridOf, largestError, weightsOf, type Curves, type LargestError, type Smoothed, type Weights } from "./evaluate.ts"; // prettier-ignore
import { presets, type PresetName } from "./presets.ts";
import { argumentOf, hills, isBent, mostPoints, nameOf, packageName, shapes, type Bent, type Point, type ShapeName } from "./shape.ts"; // prettier-ignore
import { codecs, defaults, farthest, openingView, repair, widthLimits, type SmoothingState, type View } from "./state.ts"; // prettier-ignore

/** Everything at the kernel's place. */
export interface Here {
  f: number;
  g: number | undefined;
  slope: number | undefined;
  curvature: number | undefined;
}

/** An error that no width has: the function jumps by more than twice that. */
export interface Unreachable {
  error: number;
}

/** The page's state, what the package makes of it, and the moves a reader has. */
export class SmoothingModel {
  readonly state: PageState<SmoothingState>;
  /** Which corner the fields speak of; not part of the state that is shared and undone. */
  readonly selected = signal(0);
  readonly unreachable = signal<Unreachable | undefined>(undefined);
  readonly name: ReadonlySignal<ShapeName | undefined>;
  readonly curves: ReadonlySignal<Curves>;
  readonly error: ReadonlySignal<LargestError | undefined>;
  readonly weights: ReadonlySignal<Weights>;
  readonly here: ReadonlySignal<Here>;
  readonly gated: ReadonlySignal<Float64Array | undefined>;
  readonly byWidth: ReadonlySignal<{ widths: Float64Array; errors: Float64Array }>;
  /** The heights the stage shows; they stay while a gesture goes on. */
  readonly heights: ReadonlySignal<View>;
  readonly #smoothing: Smoothing;

  constructor(smoothing: Smoothing, address = pageAddress) {
    this.state = new PageState({ defaults, codecs, repair, address });
    this.#smoothing = smoothing;
    const { signal: state, dragging } = this.state;
    // Each follows its own part of the state, so that sliding the kernel computes no curve anew.
    const part = <K extends keyof SmoothingState>(key: K) => computed(() => state.value[key]);
    const [f, kernel, width, at, view, gated] = [part("f"), part("kernel"), part("width"), part("at"), part("view"), part("gated")]; // prettier-ignore
    const smoothed = computed<Smoothed>(() => ({
      f: f.value,
      kernel: kernel.value,
      width: width.value,
    }));
    this.name = computed(() => nameOf(f.value));
    this.curves = computed(() => {
      const x = gridOf(f.value, width.value, view.value);
      return curvesAt(smoothing, smoothed.value, x);
    });
    this.error = computed(() =>
      largestError(smoothing, smoothed.value, view.value, this.curves.value),
    );
    this.weights = computed(() => weightsOf(smoothing, kernel.value, width.value));
    this.here = computed(() => this.#at(smoothed.value, at.value));
    this.gated = computed(() =>
      gated.value && this.name.value === "relu"
        ? gatedCurve(smoothing, kernel.value, width.value, this.curves.value.x)
        : undefined,
    );
    this.byWidth = computed(() => errorsByWidth(smoothing, f.value, kernel.value, view.value));
    let heights: View | undefined;
    this.heights = computed(() => {
      const { curves, gated: beside } = this;
      if (!dragging.value || heights === undefined) {
        heights = around([curves.value.f, curves.value.smoothed?.g, beside.value]);
      }
      return heights;
    });
  }

  begin(): void {
    this.state.begin();
  }

  end(): void {
    this.state.end();
  }

  /** f, g and the derivatives at any place. */
  at(x: number): Here {
    return this.#at(this.state.value, x);
  }

  /** The corners, where there are any. */
  get points(): readonly Point[] {
    const { f } = this.state.value;
    return isBent(f) ? f.points : [];
  }

  setFunction(name: ShapeName | "own"): void {
    const f = name === "own" ? hills : shapes[name];
    this.selected.value = 0;
    this.change(repair({ ...this.state.value, f, view: openingView }));
  }

  /** Takes a function from the reader, and a view that shows it. */
  take(f: Bent, view: View): void {
    this.selected.value = 0;
    const width = (view.to - view.from) / 40;
    this.change(repair({ ...this.state.value, f, view, width, gated: false }));
  }

  /** Moves a corner; it stays between its neighbours, and a place shared with one is a jump. */
  movePoint(index: number, x: number, y: number): void {
    const { f, view } = this.state.value;
    if (!isBent(f) || f.points[index] === undefined) return;
    const inset = (view.to - view.from) / 80;
    const low = f.points[index - 1]?.x ?? view.from + inset;
    const high = f.points[index + 1]?.x ?? view.to - inset;
    const moved = {
      x: tidy(clamp(x, Math.min(low, high), Math.max(low, high))),
      y: tidy(clamp(y, -farthest, farthest)),
    };
    this.selected.value = index;
    this.change({ f: { ...f, points: f.points.map((point, i) => (i === index ? moved : point)) } });
  }

  /** Adds a corner on the function itself, which does not change it. */
  addPoint(x: number, y?: number): void {
    const { f, view } = this.state.value;
    if (!isBent(f) || f.points.length >= mostPoints) return;
    const inset = (view.to - view.from) / 80;
    const at = tidy(clamp(x, view.from + inset, view.to - inset));
    const added = { x: at, y: tidy(y ?? this.at(at).f) };
    const index = f.points.filter((point) => point.x < at).length;
    this.selected.value = index;
    this.change({
      f: { ...f, points: [...f.points.slice(0, index), added, ...f.points.slice(index)] },
    });
  }

  /** Takes a corner away; the last one stays. */
  removePoint(index: number): void {
    const { f } = this.state.value;
    if (!isBent(f) || f.points.length < 2) return;
    this.selected.value = clamp(this.selected.value, 0, f.points.length - 2);
    this.change({ f: { ...f, points: f.points.filter((_, i) => i !== index) } });
  }

  /** Sets the slope with which the function leaves the picture. */
  setSlope(side: "left" | "right", slope: number): void {
    const { f } = this.state.value;
    if (isBent(f)) this.change({ f: { ...f, [side]: tidy(clamp(slope, -farthest, farthest)) } });
  }

  /** Turns the line beyond the corners so that it leaves the picture at this height. */
  setEnd(side: "left" | "right", y: number): void {
    const { f, view } = this.state.value;
    if (!isBent(f)) return;
    const [corner, border] = side === "left" ? [f.points[0]!, view.from] : [f.points.at(-1)!, view.to]; // prettier-ignore
    if (border !== corner.x) this.setSlope(side, (y - corner.y) / (border - corner.x));
  }

  setAt(x: number): void {
    const { from, to } = this.state.value.view;
    const at = tidy(clamp(x, from, to));
    if (at !== this.state.value.at) this.change({ at });
  }

  setWidth(width: number): void {
    const { min, max } = widthLimits(this.state.value.view);
    this.change({ width: tidy(clamp(width, min, max)) });
  }

  /** Takes the largest width whose error is at most `error`, where the package knows it. */
  setError(error: number): void {
    const name = packageName(this.name.value);
    if (name === undefined || !(error > 0)) return;
    try {
      const width = attempt(() =>
        this.#smoothing.widthForError(name, this.state.value.kernel, error),
      );
      const { min, max } = widthLimits(this.state.value.view);
      if (width !== undefined) this.change({ width: clamp(width, min, max) });
    } catch (cause) {
      if ((cause as { code?: string }).code !== "TARGET_UNREACHABLE") throw cause;
      this.unreachable.value = { error };
    }
  }

  setKernel(kernel: KernelName): void {
    this.change({ kernel });
  }

  choosePreset(name: PresetName): void {
    this.selected.value = 0;
    this.change({ ...presets[name], view: openingView });
  }

  /** The preset the page shows, whichever chart is beside it. */
  get preset(): PresetName | undefined {
    const now = this.state.value;
    return (Object.keys(presets) as PresetName[]).find((name) => {
      const { f, kernel, width, at, gated } = presets[name];
      return f === now.f && kernel === now.kernel && width === now.width && at === now.at && gated === now.gated; // prettier-ignore
    });
  }

  select(index: number): void {
    this.selected.value = clamp(Math.round(index), 0, Math.max(0, this.points.length - 1));
  }

  change(change: Partial<SmoothingState>): void {
    this.unreachable.value = undefined;
    if (this.state.dragging.value) this.state.update(change);
    else this.state.set(change);
  }

  #at({ f, kernel, width }: Smoothed, x: number): Here {
    const argument = argumentOf(f);
    const smooth = (derivative: 0 | 1 | 2): number | undefined =>
      attempt(() => this.#smoothing.smooth(argument, [x], { kernel, width, derivative })[0]);
    const here = this.#smoothing.smooth(argument, [x], { width: 0 })[0]!;
    return { f: here, g: smooth(0), slope: smooth(1), curvature: smooth(2) };
  }
}

// Sums of steps without the tail that binary fractions leave.
function tidy(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}

// A range with some air that holds all curves.
function around(curves: readonly (Float64Array | undefined)[]): View {
  let [low, high] = [Infinity, -Infinity];
  for (const y of curves.flatMap((curve) => (curve ? [...curve] : []))) {
    [low, high] = [Math.min(low, y), Math.max(high, y)];
  }
  const size = high - low || Math.max(1, Math.abs(high));
  return { from: low - 0.14 * size, to: high + 0.12 * size };
}
