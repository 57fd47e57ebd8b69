import { choice, integer, real, type Codec, type Codecs } from "../kit/hash.ts";

/** The page's two experiments, of which the stage shows one. */
export const panels = ["points", "picture"] as const;
export type Panel = (typeof panels)[number];

/** The clouds of points the page can make. */
export const clouds = ["even", "topics", "outlier"] as const;
export type Cloud = (typeof clouds)[number];

/** The pictures the page can draw. */
export const paintings = ["landscape", "gradient", "steps", "noise", "flag"] as const;
export type Painting = (typeof paintings)[number];

/** A picture as a matrix of greys from 0 to 1, a row of pixels a row. */
export interface Greys {
  readonly data: Float64Array;
  readonly rows: number;
  readonly cols: number;
}

/** The reader's points in the plane. */
export type Rows = readonly (readonly number[])[];

export interface NeighboursState {
  panel: Panel;
  /** The query, in a disc of radius 1; only its direction counts. */
  x: number;
  y: number;
  /** From the query's direction to the partner's, in degrees. */
  theta: number;
  /** Hashes in a table's key, and tables. */
  bits: number;
  tables: number;
  seed: number;
  cloud: Cloud | "own";
  own: Rows;
  picture: Painting | "own";
  /** The reader's picture, where `picture` is "own". */
  image: Greys | undefined;
  /** k, p and q of the randomized decomposition, and its seed. */
  rank: number;
  oversample: number;
  power: number;
  sketch: number;
}

export const bounds = {
  x: { min: -1, max: 1 },
  y: { min: -1, max: 1 },
  theta: { min: -180, max: 180 },
  bits: { min: 1, max: 10 },
  tables: { min: 1, max: 14 },
  seed: { min: 0, max: 2 ** 32 - 1 },
  rank: { min: 1, max: 256 },
  oversample: { min: 0, max: 20 },
  power: { min: 0, max: 3 },
  sketch: { min: 0, max: 2 ** 32 - 1 },
} as const;

export type Movable = keyof typeof bounds;
export const wholes: readonly Movable[] = ["bits", "tables", "seed", "rank", "oversample", "power", "sketch"]; // prettier-ignore

export const defaults: NeighboursState = {
  panel: "points",
  x: 0.66,
  y: 0.42,
  theta: 25,
  bits: 5,
  tables: 4,
  seed: 3,
  cloud: "even",
  own: [],
  picture: "landscape",
  image: undefined,
  rank: 20,
  oversample: 5,
  power: 0,
  sketch: 1,
};

// What is the reader's own stays in the tab; a link to it shows the page's own.
function local<T extends string>(names: readonly T[], usual: T): Codec<T | "own"> {
  const { read } = choice(...names);
  return { write: (name) => (name === "own" ? usual : name), read };
}
const nowhere = <T>(): Codec<T> => ({ write: () => "", read: () => undefined });
const whole = (key: Movable): Codec<number> => integer(bounds[key].min, bounds[key].max);
const number = (key: Movable): Codec<number> => real(bounds[key].min, bounds[key].max);

/** The typed table of the page's address: `#v=1&bits=…&tables=…`. */
export const codecs: Codecs<NeighboursState> = {
  panel: choice(...panels),
  x: number("x"),
  y: number("y"),
  theta: number("theta"),
  bits: whole("bits"),
  tables: whole("tables"),
  seed: whole("seed"),
  cloud: local(clouds, defaults.cloud as Cloud),
  own: nowhere(),
  picture: local(paintings, defaults.picture as Painting),
  image: nowhere(),
  rank: whole("rank"),
  oversample: whole("oversample"),
  power: whole("power"),
  sketch: whole("sketch"),
};
