import type { JlMethod, Projection, ProjectionKind } from "lemmata";
import type { Points } from "./points.ts";
import { bounds } from "./state.ts";

/** The ways to bound what a projection does, from the most to the least cautious. */
export const methods = [
  "article",
  "existence",
  "chernoff",
  "dasgupta-gupta",
  "exact",
] as const satisfies readonly JlMethod[];

/** Points after a projection, and the ratio of every pair's squared distances but of equal points. */
export interface Run {
  points: Points;
  projected: Points;
  pairs: readonly (readonly [i: number, j: number])[];
  ratios: Float64Array;
}

/** Projects the points, and has the package compare every pair's distance with what it was. */
export function runOf(
  projection: Projection,
  points: Points,
  n: number,
  kind: ProjectionKind,
  seed: number,
): Run {
  const projector = projection.projector(points.cols, n, { kind, seed });
  const projected = projector.apply(points) as Points;
  projector.dispose();
  const { ratios } = projection.distortion(points, projected, { ratios: true });
  const known = (ratio: number): boolean => !Number.isNaN(ratio);
  const pairs: [number, number][] = [];
  for (let j = 1; j < points.rows; j++) for (let i = 0; i < j; i++) pairs.push([i, j]);
  return {
    points,
    projected,
    pairs: pairs.filter((_, k) => known(ratios[k]!)),
    ratios: ratios.filter(known),
  };
}

/** What theory says of N points in n dimensions. */
export interface Theory {
  /** By each of `methods`: the least n, and the bound on the probability that some pair is off at this n. */
  needs: readonly number[];
  failures: readonly number[];
  /** How likely one pair is off, exactly, and by the article's bound. */
  tail: number;
  tailBound: number;
  /** The ε that all pairs keep but with probability 1/N. */
  allowed: number;
  /** The most points that n dimensions keep within ε, but with probability 1/N. */
  maxPoints: number;
}

export function theoryOf(
  projection: Projection,
  points: number,
  n: number,
  epsilon: number,
): Theory {
  return {
    needs: methods.map((method) => projection.minDimension(points, epsilon, { method })),
    failures: methods.map((method) => projection.failureProbability(points, n, epsilon, method)),
    tail: projection.normTail(n, epsilon),
    tailBound: projection.normTail(n, epsilon, "article"),
    allowed: projection.distortionFor(points, n),
    maxPoints: projection.maxPoints(n, epsilon),
  };
}

/** Dimensions over the logarithm of a number of points or tokens. */
export interface Growth {
  /** log₁₀ of the number. */
  logs: Float64Array;
  curves: Readonly<Record<string, Float64Array>>;
}

/** The least n over log₁₀ N, by three of the methods. */
export function growthOf(projection: Projection, epsilon: number): Growth {
  const logs = grid(bounds.points, 13);
  const curve = (method: JlMethod): Float64Array =>
    logs.map((log) => projection.minDimension(Math.round(10 ** log), epsilon, { method }));
  return {
    logs,
    curves: { article: curve("article"), quoted: curve("dasgupta-gupta"), exact: curve("exact") },
  };
}

/** Widths of heads over log₁₀ of the tokens: the golden rule, and the exact ones of a pair and of a row. */
export function headGrowthOf(projection: Projection, lambda: number): Growth {
  const logs = grid(bounds.tokens, 15);
  const curve = (rule: "golden" | "exact", states: "pair" | "row"): Float64Array =>
    logs.map((log) =>
      projection.embeddingDimension(Math.round(10 ** log), { rule, states, lambda }),
    );
  return {
    logs,
    curves: {
      golden: curve("golden", "pair"),
      pair: curve("exact", "pair"),
      row: curve("exact", "row"),
    },
  };
}

/** The dimensions that heads need for so many tokens, by each rule. */
export interface Heads {
  /** The rules as published; they speak of λ = 1 only. */
  published: number | undefined;
  short: number | undefined;
  golden: number;
  pair: number;
  row: number;
  /** The entropy that attention of this width loses at the usual 1/√n, and at λ, in nats. */
  usualDrop: number;
  drop: number;
}

export function headsOf(projection: Projection, tokens: number, lambda: number): Heads {
  const width = (rule: "8.33" | "8" | "golden" | "exact", states: "pair" | "row" = "pair") =>
    projection.embeddingDimension(tokens, { rule, states, lambda });
  const pair = width("exact");
  return {
    published: lambda === 1 ? width("8.33") : undefined,
    short: lambda === 1 ? width("8") : undefined,
    golden: width("golden"),
    pair,
    row: width("exact", "row"),
    usualDrop: projection.entropyDrop(pair, 1 / Math.sqrt(pair)),
    drop: projection.entropyDrop(pair, lambda),
  };
}

function grid({ min, max }: { min: number; max: number }, count: number): Float64Array {
  const [from, to] = [Math.log10(min), Math.log10(max)];
  return Float64Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
}
