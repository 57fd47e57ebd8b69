import type { LinearClassifier } from "lemmata";
import type { Frame } from "../kit/plane.ts";

/** A piece of a line in pixels. */
export interface Segment {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** Where the logit of a two-class classifier has a value, as far as the figure shows it. */
export function segmentAt(
  { weights, bias }: LinearClassifier,
  logit: number,
  frame: Frame,
): Segment | undefined {
  const [x, y] = weights.data as unknown as [number, number];
  // In pixels: a·px + b·py = c.
  const [a, b] = [x / frame.unit, -y / frame.unit];
  const c = logit - bias[0]! - x * frame.fromX(0) - y * frame.fromY(0);
  const squared = a * a + b * b;
  if (!(squared > 0)) return undefined;
  const [px, py] = [(a * c) / squared, (b * c) / squared];
  const length = Math.sqrt(squared);
  const [dx, dy] = [-b / length, a / length];
  // The part of the line in which each coordinate is within the figure.
  const range = (at: number, way: number, size: number): readonly [number, number] => {
    if (Math.abs(way) < 1e-12) return at >= 0 && at <= size ? [-Infinity, Infinity] : [1, 0];
    const [s, t] = [-at / way, (size - at) / way];
    return s < t ? [s, t] : [t, s];
  };
  const [fromX, toX] = range(px, dx, frame.width);
  const [fromY, toY] = range(py, dy, frame.height);
  const [from, to] = [Math.max(fromX, fromY), Math.min(toX, toY)];
  if (!(from < to)) return undefined;
  return { x1: px + from * dx, y1: py + from * dy, x2: px + to * dx, y2: py + to * dy };
}

/** A point of the plane at which the logit has a value, and a step along the weights that adds one to it. */
export function ladder({ weights, bias }: LinearClassifier): {
  at: (logit: number) => readonly [number, number];
} {
  const [x, y] = weights.data as unknown as [number, number];
  const squared = x * x + y * y;
  return {
    at: (logit) => {
      const share = (logit - bias[0]!) / squared;
      return [share * x, share * y];
    },
  };
}
