import type { KernelName, NonSmooth, Smoothing } from "lemmata";
import { argumentOf, cornersIn, nameOf, packageName, type Shape } from "./shape.ts";
import { widthLimits, type View } from "./state.ts";

/** A function, its smoothed form and both derivatives at some places. */
export interface Curves {
  x: Float64Array;
  f: Float64Array;
  /** f′, where f has one. */
  fSlope: Float64Array;
  /** Undefined where the kernel has no mean and f grows: there is no average then. */
  smoothed: { g: Float64Array; slope: Float64Array; curvature: Float64Array } | undefined;
}

/** The largest |g − f|, with its sign, and where it is. */
export interface LargestError {
  value: number;
  where: number;
  positive: boolean;
  /** Known in closed form; otherwise the largest that was found on a grid. */
  exact: boolean;
}

export interface Smoothed {
  f: Shape;
  kernel: KernelName;
  width: number;
}

/** All curves at the places `x`. */
export function curvesAt(smoothing: Smoothing, { f, kernel, width }: Smoothed, x: Float64Array): Curves {
  const argument = argumentOf(f);
  const smooth = (order: 0 | 1 | 2): Float64Array =>
    smoothing.smooth(argument, x, { kernel, width, derivative: order }) as Float64Array;
  return {
    x,
    f: smoothing.smooth(argument, x, { kernel, width: 0 }) as Float64Array,
    fSlope: smoothing.smooth(argument, x, { kernel, width: 0, derivative: 1 }) as Float64Array,
    smoothed: attempt(() => ({ g: smooth(0), slope: smooth(1), curvature: smooth(2) })),
  };
} // prettier-ignore

/** What `compute` finds; undefined where the average does not exist. */
export function attempt<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (cause) {
    if ((cause as { code?: string }).code === "MOMENT_DIVERGES") return undefined;
    throw cause;
  }
}

/** Places over the view, closer where the function bends: a narrow kernel's work is seen there too. */
export function gridOf(f: Shape, width: number, view: View): Float64Array {
  const places = [...evenly(view, 241)];
  const tiny = besides(view);
  const corners = cornersIn(f, view.from, view.to);
  const count = corners.length > 12 ? 6 : 16;
  for (const corner of corners) {
    places.push(corner - tiny, corner, corner + tiny);
    for (let k = -count; k <= count; k++) places.push(corner + (k / count) ** 3 * 6 * width);
  }
  return Float64Array.from(places.filter((x) => x >= view.from && x <= view.to)).sort();
}

/** `count` places from the view's start to its end. */
export function evenly({ from, to }: View, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}

// So near to a jump is one of its sides.
function besides({ from, to }: View): number {
  return (to - from) * 1e-9;
}

/** The largest error: by the package's closed form where the function has a name, else by search. */
export function largestError(
  smoothing: Smoothing,
  smoothed: Smoothed,
  view: View,
  curves: Curves,
): LargestError | undefined {
  if (curves.smoothed === undefined) return undefined;
  const { f, kernel, width } = smoothed;
  let found = largestOf(curves);
  for (let round = 0; round < 3; round++) {
    const near = evenly({ from: found.left, to: found.right }, 33);
    const closer = largestOf(curvesAt(smoothing, smoothed, near));
    if (Math.abs(closer.value) > Math.abs(found.value)) found = closer;
  }
  const tiny = 2 * besides(view);
  const corner = cornersIn(f, view.from, view.to).find((x) => Math.abs(x - found.x) <= tiny);
  const named = exactError(smoothing, packageName(nameOf(f)), kernel, width);
  return {
    value: named ?? Math.abs(found.value),
    where: corner ?? found.x,
    positive: found.value >= 0,
    exact: named !== undefined,
  };
}

/** The package's own largest error of a function with a name. */
export function exactError(
  smoothing: Smoothing,
  name: NonSmooth | undefined,
  kernel: KernelName,
  width: number,
): number | undefined {
  return name && attempt(() => smoothing.maxError(name, kernel, width));
}

function largestOf({ x, f, smoothed }: Curves): { x: number; value: number; left: number; right: number } {
  let best = 0;
  const error = (i: number): number => smoothed!.g[i]! - f[i]!;
  const size = (i: number): number => Math.abs(error(i));
  for (let i = 1; i < x.length; i++) {
    // Of equal ones, the nearest to 0.
    const tie = size(i) > size(best) * (1 - 1e-9) && Math.abs(x[i]!) < Math.abs(x[best]!);
    if (tie || size(i) > size(best) * (1 + 1e-9)) best = i;
  }
  const [left, right] = [x[Math.max(0, best - 1)]!, x[Math.min(x.length - 1, best + 1)]!];
  return { x: x[best]!, value: error(best), left, right };
} // prettier-ignore

/** The largest error at many widths, for a chart whose axes are logarithms. */
export function errorsByWidth(
  smoothing: Smoothing,
  f: Shape,
  kernel: KernelName,
  view: View,
): { widths: Float64Array; errors: Float64Array } {
  const { min, max } = widthLimits(view);
  const [a, b] = [Math.log10(min), Math.log10(max)];
  const widths = evenly({ from: a, to: b }, 41).map((power) => 10 ** power);
  const name = packageName(nameOf(f));
  const x = gridOf(f, max / 4, view);
  const errors = widths.map((width) => {
    const named = exactError(smoothing, name, kernel, width);
    if (named !== undefined) return named;
    const curves = curvesAt(smoothing, { f, kernel, width }, x);
    return curves.smoothed === undefined ? NaN : Math.abs(largestOf(curves).value);
  });
  return { widths, errors };
}

/** The kernel's weights around its middle, as far as they can be seen. */
export interface Weights {
  offset: Float64Array;
  density: Float64Array;
  meanAbsolute: number;
  smoothness: number;
}

const sight = 7;

export function weightsOf(smoothing: Smoothing, name: KernelName, width: number): Weights {
  const kernel = smoothing.kernel(name, width);
  const reach = Math.min(kernel.support[1] * (1 - 1e-9), sight * width);
  const offset = evenly({ from: -reach, to: reach }, 97);
  const { meanAbsolute, smoothness } = kernel;
  return { offset, density: kernel.density(offset) as Float64Array, meanAbsolute, smoothness };
}

/** x Φ(x): the identity under a smoothed step, which is GELU for one kernel and SiLU for another. */
export function gatedCurve(
  smoothing: Smoothing,
  name: KernelName,
  width: number,
  x: Float64Array,
): Float64Array {
  const share = smoothing.kernel(name, width).cdf(x);
  return x.map((here, i) => here * share[i]!);
}
