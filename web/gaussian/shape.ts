import type { Gaussian, Matrix } from "lemmata";
import { set } from "../kit/svg.ts";

/**
 * A Gaussian as a hand takes it: its mean, its standard deviations along and across an axis, and that
 * axis' angle in degrees. On a line, `along` is its standard deviation, and y, across and angle rest.
 */
export interface Shape {
  x: number;
  y: number;
  along: number;
  across: number;
  angle: number;
}

/** Standard deviations stop here: a thinner ellipse could not be seen, nor taken hold of. */
export const leastSigma = 0.02;

export type Dimension = "1" | "2";

/** The mean and covariance that the package is given. */
export type Moments = Gaussian & { mean: readonly number[]; covariance: readonly number[][] };

export function momentsOf({ x, y, along, across, angle }: Shape, dimension: Dimension): Moments {
  if (dimension === "1") return { mean: [x], covariance: [[along * along]] };
  const [c, s] = directionOf(angle);
  const [a, b] = [along * along, across * across];
  const cross = (a - b) * c * s;
  return {
    mean: [x, y],
    covariance: [
      [a * c * c + b * s * s, cross],
      [cross, a * s * s + b * c * c],
    ],
  };
}

/** The unit vector at an angle in degrees. */
export function directionOf(angle: number): readonly [number, number] {
  const radians = (angle * Math.PI) / 180;
  return [Math.cos(radians), Math.sin(radians)];
}

/** Half axes and angle of the one-sigma ellipse of a symmetric 2×2 matrix, the longer one first. */
export function axesOf(covariance: Matrix): Pick<Shape, "along" | "across" | "angle"> {
  const [a, b, , c] = covariance.data as unknown as [number, number, number, number];
  const middle = (a + c) / 2;
  const spread = Math.hypot((a - c) / 2, b);
  return {
    along: Math.sqrt(middle + spread),
    across: Math.sqrt(Math.max(0, middle - spread)),
    angle: (Math.atan2(2 * b, a - c) * 90) / Math.PI,
  };
}

/** The shape of moments that the package returned, for a plane or a line. */
export function shapeOf(mean: ArrayLike<number>, covariance: Matrix): Shape {
  if (covariance.rows === 1) {
    const sigma = Math.sqrt(covariance.data[0]!);
    return { x: mean[0]!, y: 0, along: sigma, across: sigma, angle: 0 };
  }
  return { x: mean[0]!, y: mean[1]!, ...axesOf(covariance) };
}

/** What part of the plane a figure shows: its centre, and half its width. */
export interface View {
  x: number;
  y: number;
  half: number;
}

/** The map from the plane to pixels, and back; one unit is as long in both directions. */
export class Frame {
  readonly unit: number;

  constructor(
    readonly view: View,
    readonly width: number,
    readonly height: number,
  ) {
    this.unit = Math.min(width / (2 * view.half), height / (1.16 * view.half));
  }

  toX(x: number): number {
    return this.width / 2 + (x - this.view.x) * this.unit;
  }
  toY(y: number): number {
    return this.height / 2 - (y - this.view.y) * this.unit;
  }
  fromX(px: number): number {
    return this.view.x + (px - this.width / 2) / this.unit;
  }
  fromY(py: number): number {
    return this.view.y - (py - this.height / 2) / this.unit;
  }
}

/** Draws the ellipse of so many standard deviations. */
export function placeEllipse(
  ellipse: SVGEllipseElement,
  frame: Frame,
  { x, y, along, across, angle }: Shape,
  sigmas: number,
): void {
  const [cx, cy] = [frame.toX(x), frame.toY(y)];
  set(ellipse, {
    cx,
    cy,
    rx: sigmas * along * frame.unit,
    ry: sigmas * across * frame.unit,
    transform: `rotate(${-angle} ${cx} ${cy})`,
  });
}

/** The line through both centres, as far as a view reaches; horizontal where the centres coincide. */
export function lineOfCentres(
  p: Shape,
  q: Shape,
  view: View,
  dimension: Dimension,
): { from: number[]; to: number[]; centres: readonly [number, number]; same: boolean } {
  if (dimension === "1") {
    const share = (x: number): number => (x - view.x) / (2 * view.half) + 0.5;
    const [from, to] = [[view.x - view.half], [view.x + view.half]];
    return { from, to, centres: [share(p.x), share(q.x)], same: false };
  }
  const distance = Math.hypot(q.x - p.x, q.y - p.y);
  const same = distance < 1e-9;
  const [c, s] = same ? [1, 0] : [(q.x - p.x) / distance, (q.y - p.y) / distance];
  const reach = Math.max(view.half, 0.75 * distance);
  const [x, y] = [(p.x + q.x) / 2, (p.y + q.y) / 2];
  const half = distance / reach / 4;
  return {
    from: [x - c * reach, y - s * reach],
    to: [x + c * reach, y + s * reach],
    centres: [0.5 - half, 0.5 + half],
    same,
  };
}
