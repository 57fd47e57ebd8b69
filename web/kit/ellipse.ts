import type { Matrix } from "lemmata";
import type { Frame } from "./plane.ts";
import { set } from "./svg.ts";

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
