import type { NonSmooth, PiecewiseLinear } from "lemmata";

export interface Point {
  x: number;
  y: number;
}

/** A line through points, and on with a slope at either end. Two points of one x are a jump. */
export interface Bent {
  points: readonly Point[];
  left: number;
  right: number;
}

/** Functions that jump for ever, which have no corners to drag. */
export type Periodic = "floor" | "round" | "frac";

/** What the page smooths. */
export type Shape = Bent | Periodic;

export const mostPoints = 24;

const bent = (left: number, right: number, ...points: readonly [number, number][]): Bent => ({
  points: points.map(([x, y]) => ({ x, y })),
  left,
  right,
});

/** The functions the page offers by name. */
export const shapes = {
  relu: bent(0, 1, [0, 0]),
  leaky: bent(0.25, 1, [0, 0]),
  abs: bent(-1, 1, [0, 0]),
  hinge: bent(-1, 0, [1, 0]),
  clip: bent(0, 0, [-1, -1], [1, 1]),
  "hard-sigmoid": bent(0, 0, [-3, 0], [3, 1]),
  "soft-threshold": bent(1, 1, [-1, 0], [1, 0]),
  step: bent(0, 0, [0, 0], [0, 1]),
  sign: bent(0, 0, [0, -1], [0, 1]),
  floor: "floor",
  round: "round",
  frac: "frac",
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof shapes;
export const shapeNames = Object.keys(shapes) as ShapeName[];

/** Corners and a jump: where a reader's own function may begin. */
export const hills: Bent = bent(0, 0, [-2.6, 0], [-1.4, 1.8], [0, 0.4], [1.2, 1], [1.2, 2.2], [2.6, 0.8]); // prettier-ignore

export function isBent(shape: Shape): shape is Bent {
  return typeof shape !== "string";
}

/** The name of a shape, if it is one that the page offers, however it came about. */
export function nameOf(shape: Shape): ShapeName | undefined {
  const written = JSON.stringify(shape);
  return shapeNames.find((name) => JSON.stringify(shapes[name]) === written);
}

/** The package's name of a function, where it has one with these very numbers. */
export function packageName(name: ShapeName | undefined): NonSmooth | undefined {
  return name === "leaky" ? undefined : name;
}

/** The same function as the package takes it. */
export function argumentOf(shape: Shape): Periodic | PiecewiseLinear {
  if (!isBent(shape)) return shape;
  const { points, left, right } = shape;
  const [knots, jumps, bends]: [number[], number[], number[]] = [[], [], []];
  let before = left;
  for (let i = 0; i < points.length;) {
    const { x, y } = points[i]!;
    let last = i;
    while (points[last + 1]?.x === x) last++;
    const [end, next] = [points[last]!, points[last + 1]];
    const after = next === undefined ? right : (next.y - end.y) / (next.x - x);
    knots.push(x);
    jumps.push(end.y - y);
    bends.push(after - before);
    before = after;
    i = last + 1;
  }
  const first = points[0]!;
  return { offset: first.y - left * first.x, slope: left, knots, jumps, bends };
}

/** Where a function bends or jumps between two places. */
export function cornersIn(shape: Shape, from: number, to: number): number[] {
  if (isBent(shape)) {
    const found = new Set(shape.points.map(({ x }) => x));
    return [...found].filter((x) => x >= from && x <= to);
  }
  const shift = shape === "round" ? 0.5 : 0;
  const corners: number[] = [];
  for (let k = Math.ceil(from - shift); k + shift <= to && corners.length < 64; k++) {
    corners.push(k + shift);
  }
  return corners;
}

/** Whether the function jumps. */
export function jumps(shape: Shape): boolean {
  return !isBent(shape) || shape.points.some(({ x, y }, i) => {
    const next = shape.points[i + 1];
    return next?.x === x && next.y !== y;
  }); // prettier-ignore
}
