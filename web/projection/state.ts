import type { ProjectionKind } from "lemmata";
import { choice, integer, real, type Codec, type Codecs } from "../kit/hash.ts";
import { opening } from "./presets.ts";

export const kinds = [
  "gaussian",
  "rademacher",
  "sparse",
  "orthonormal",
  "srht",
  "count-sketch",
] as const satisfies readonly ProjectionKind[];

/** The clouds of points the page can make. */
export const clouds = ["cloud", "onehot", "axis"] as const;
export type Cloud = (typeof clouds)[number];

/** The reader's points: those that are projected. */
export type Rows = readonly (readonly number[])[];

export interface ProjectionState {
  /** N, how many points the theory speaks of; rounded where it is used, so that small steps add up. */
  points: number;
  /** n, the dimension that is projected to. */
  n: number;
  /** How much a squared distance may be off, as a share of it. */
  epsilon: number;
  kind: ProjectionKind;
  data: Cloud | "own";
  /** How many numbers a point has. */
  inputs: number;
  seed: number;
  /** The reader's points, where `data` is "own". */
  own: Rows;
  /** Of the rule for heads: how many tokens, and λ of the logits λn cos θ. */
  tokens: number;
  lambda: number;
}

export const bounds = {
  points: { min: 2, max: 1e6 },
  n: { min: 1, max: 512 },
  epsilon: { min: 0.02, max: 0.99 },
  inputs: { min: 2, max: 512 },
  seed: { min: 0, max: 2 ** 32 - 1 },
  tokens: { min: 2, max: 1e7 },
  lambda: { min: 0.1, max: 4 },
} as const;

/** So many points are really projected, at most: their pairs are ready within a frame. */
export const mostProjected = 32;

const whole = (min: number, max: number): Codec<number> => {
  const { read } = integer(min, max);
  return { read, write: (value) => String(Math.round(value)) };
};

// The reader's own points stay in the tab; a link to them shows the cloud.
const data: Codec<Cloud | "own"> = {
  write: (name) => (name === "own" ? defaults.data : name),
  read: choice(...clouds).read,
};
const own: Codec<Rows> = { write: () => "", read: () => undefined };

export const defaults: ProjectionState = {
  ...opening,
  inputs: 512,
  own: [],
  tokens: 512,
  lambda: 1,
};

/** The typed table of the page's address: `#v=1&n=…&epsilon=…`. */
export const codecs: Codecs<ProjectionState> = {
  points: whole(bounds.points.min, bounds.points.max),
  n: integer(bounds.n.min, bounds.n.max),
  epsilon: real(bounds.epsilon.min, bounds.epsilon.max),
  kind: choice(...kinds),
  data,
  inputs: integer(bounds.inputs.min, bounds.inputs.max),
  seed: integer(bounds.seed.min, bounds.seed.max),
  own,
  tokens: whole(bounds.tokens.min, bounds.tokens.max),
  lambda: real(bounds.lambda.min, bounds.lambda.max),
};
