import type { KernelName } from "lemmata";
import { choice, flag, real, reals, type Codec, type Codecs } from "../kit/hash.ts";
import { clamp } from "../kit/scale.ts";
import { opening } from "./presets.ts";
import { isBent, mostPoints, nameOf, shapeNames, shapes, type Point, type Shape } from "./shape.ts";

export const kernelNames = [
  "gaussian",
  "logistic",
  "laplace",
  "uniform",
  "triangular",
  "epanechnikov",
  "cosine",
  "student-t2",
  "sech",
  "cauchy",
  "bump",
] as const satisfies readonly KernelName[];

export const chartNames = ["error", "slope", "curvature", "widths"] as const;
export type ChartName = (typeof chartNames)[number];

/** The part of the line that is shown. */
export interface View {
  from: number;
  to: number;
}

export interface SmoothingState {
  f: Shape;
  kernel: KernelName;
  width: number;
  /** Where the kernel lies. */
  at: number;
  chart: ChartName;
  /** x Φ(x) is drawn beside the smoothed ReLU. */
  gated: boolean;
  view: View;
}

export const farthest = 1e6;
export const openingView: View = { from: -4, to: 4 };

/** The widths a view can show. */
export function widthLimits({ from, to }: View): { min: number; max: number } {
  return { min: (to - from) / 800, max: (to - from) / 2 };
}

const numbers = reals(-farthest, farthest, 4, 2 + 2 * mostPoints);

// "relu", or the slopes at both ends and then the points: "0,1,0,0".
const shape: Codec<Shape> = {
  write: (f) => {
    const name = nameOf(f);
    if (name !== undefined || !isBent(f)) return name ?? String(f);
    return [f.left, f.right, ...f.points.flatMap(({ x, y }) => [x, y])].join();
  },
  read: (text) => {
    const name = shapeNames.find((known) => known === text);
    if (name !== undefined) return shapes[name];
    const [left, right, ...rest] = numbers.read(text) ?? [];
    if (left === undefined || right === undefined || rest.length % 2 === 1) return undefined;
    const points: Point[] = [];
    for (let i = 0; i < rest.length; i += 2) points.push({ x: rest[i]!, y: rest[i + 1]! });
    const ordered = points.every(({ x }, i) => i === 0 || x >= points[i - 1]!.x);
    return ordered ? { points, left, right } : undefined;
  },
};

const pair = reals(-2 * farthest, 2 * farthest, 2, 2);

const view: Codec<View> = {
  write: ({ from, to }) => pair.write([from, to]),
  read: (text) => {
    const [from, to] = pair.read(text) ?? [];
    return from !== undefined && to! - from > 1e-6 ? { from, to: to! } : undefined;
  },
};

export const defaults: SmoothingState = { ...opening, view: openingView };

/** The typed table of the page's address: `#v=1&f=…&kernel=…&width=…`. */
export const codecs: Codecs<SmoothingState> = {
  f: shape,
  kernel: choice(...kernelNames),
  width: real(0, farthest),
  at: real(-farthest, farthest),
  chart: choice(...chartNames),
  gated: flag,
  view,
};

/** Brings the corners, the width and the kernel's place into the view. */
export function repair(state: SmoothingState): SmoothingState {
  const view = holding(state.view, state.f);
  const { min, max } = widthLimits(view);
  return {
    ...state,
    view,
    width: clamp(state.width, min, max),
    at: clamp(state.at, view.from, view.to),
  };
}

// The view itself, or one that holds all corners too.
function holding(view: View, f: Shape): View {
  if (!isBent(f)) return view;
  const [first, last] = [f.points[0]!.x, f.points.at(-1)!.x];
  if (first > view.from && last < view.to) return view;
  const size = Math.max(last, view.to) - Math.min(first, view.from);
  return {
    from: Math.min(view.from, first - size / 16),
    to: Math.max(view.to, last + size / 16),
  };
}
