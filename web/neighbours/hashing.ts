import type { LshIndex, Projection } from "lemmata";
import type { Rows } from "./state.ts";

/** So many neighbours are the true ones that a search should find. */
export const wanted = 10;

/** A set of points with an index that knows every angle to a query. */
export interface Indexed {
  rows: Rows;
  index: LshIndex;
}

/** The keys of rows in each table: row after row, `tables` numbers of `bits` bits each. */
export function keysOf(
  projection: Projection,
  rows: Rows,
  bits: number,
  tables: number,
  seed: number,
): Uint32Array {
  const { codes, words } = projection.simhash(rows, bits * tables, seed);
  const keys = new Uint32Array(rows.length * tables);
  for (let row = 0; row < rows.length; row++) {
    for (let table = 0; table < tables; table++) {
      let key = 0;
      for (let j = 0; j < bits; j++) {
        const at = table * bits + j;
        key |= ((codes[row * words + (at >> 5)]! >>> (at & 31)) & 1) << j;
      }
      keys[row * tables + table] = key;
    }
  }
  return keys;
}

/** The first table in which two rows of keys are equal; −1 where there is none. */
export function meeting(
  a: Uint32Array,
  i: number,
  b: Uint32Array,
  j: number,
  tables: number,
): number {
  // prettier-ignore
  for (let t = 0; t < tables; t++) if (a[i * tables + t] === b[j * tables + t]) return t;
  return -1;
}

export const direction = (angle: number): readonly [number, number] => [Math.cos(angle), Math.sin(angle)]; // prettier-ignore

const fan = 256;
const halvings = 5;

/**
 * Where the hashes of a seed change sign: the directions of their lines, between 0 and π. The hashes
 * themselves are asked, round the half circle and then between two neighbours that differ.
 */
export class Lines {
  #angles: number[] = [];
  #seed: number | undefined;

  constructor(readonly projection: Projection) {}

  of(count: number, seed: number): readonly number[] {
    if (seed !== this.#seed) [this.#seed, this.#angles] = [seed, []];
    if (this.#angles.length < count) this.#find(count, seed);
    return this.#angles;
  }

  #find(count: number, seed: number): void {
    const first = this.#angles.length;
    const bit = (
      { codes, words }: { codes: Uint32Array; words: number },
      row: number,
      at: number,
    ) => (codes[row * words + (at >> 5)]! >>> (at & 31)) & 1;
    const around = Array.from({ length: fan + 1 }, (_, i) => direction((Math.PI * i) / fan));
    const hashed = this.projection.simhash(around, count, seed);
    const ends = Array.from({ length: count - first }, (_, n) => {
      let i = 1;
      while (i < fan && bit(hashed, i, first + n) === bit(hashed, 0, first + n)) i++;
      return { low: ((i - 1) * Math.PI) / fan, high: (i * Math.PI) / fan, before: bit(hashed, 0, first + n) }; // prettier-ignore
    });
    for (let round = 0; round < halvings; round++) {
      const middles = ends.map(({ low, high }) => direction((low + high) / 2));
      const found = this.projection.simhash(middles, count, seed);
      ends.forEach((end, n) => {
        const middle = (end.low + end.high) / 2;
        if (bit(found, n, first + n) === end.before) end.low = middle;
        else end.high = middle;
      });
    }
    this.#angles.push(...ends.map(({ low, high }) => (low + high) / 2));
  }
}

/** The wedge of directions in which no line of a table lies between them and `angle`. */
export function wedge(angle: number, lines: readonly number[]): readonly [number, number] {
  let [below, above] = [Math.PI, Math.PI];
  for (const line of lines) {
    // How far the line is ahead, round a half circle.
    const ahead = (((line - angle) % Math.PI) + Math.PI) % Math.PI;
    above = Math.min(above, ahead);
    below = Math.min(below, Math.PI - ahead);
  }
  return [angle - below, angle + above];
}

/** What the tables answer to a query. */
export interface Answer {
  /** The query's keys, and the partner's. */
  keys: Uint32Array;
  partner: Uint32Array;
  /** For each point the first table in which it meets the query; −1 where it meets it in none. */
  met: Int32Array;
  /** How many points share the query's bucket, a table. */
  sizes: Int32Array;
  candidates: number;
  /** Points from the nearest on, and their angles in radians. */
  order: Int32Array;
  angles: Float64Array;
  /** How many of the true neighbours are candidates, of so many. */
  found: number;
  of: number;
  /** What the S-curve lets one expect. */
  expectedRecall: number;
  expectedCandidates: number;
}

export function answer(
  projection: Projection,
  { rows, index }: Indexed,
  keys: Uint32Array,
  query: readonly number[],
  partner: readonly number[],
  { bits, tables, seed }: { bits: number; tables: number; seed: number },
): Answer {
  const both = keysOf(projection, [query, partner], bits, tables, seed);
  const met = new Int32Array(rows.length);
  const sizes = new Int32Array(tables);
  let candidates = 0;
  for (let i = 0; i < rows.length; i++) {
    met[i] = meeting(keys, i, both, 0, tables);
    if (met[i]! >= 0) candidates++;
    for (let t = 0; t < tables; t++) if (keys[i * tables + t] === both[t]) sizes[t]!++;
  }
  // Asked for so many, the index ranks every point.
  const { ids: order, distances: angles } = index.query(query, rows.length);
  const of = Math.min(wanted, rows.length);
  const chances = projection.bandingCurve(
    angles.map((angle) => projection.collisionProbability({ angle })),
    bits,
    tables,
  );
  const sum = (numbers: Float64Array): number => numbers.reduce((a, b) => a + b, 0);
  return {
    keys: both.subarray(0, tables),
    partner: both.subarray(tables),
    met,
    sizes,
    candidates,
    order,
    angles,
    found: order.subarray(0, of).reduce((n, id) => n + (met[id]! >= 0 ? 1 : 0), 0),
    of,
    expectedRecall: sum(chances.subarray(0, of)) / of,
    expectedCandidates: sum(chances),
  };
}

/** So many bits measure the angle to the partner. */
export const measuringBits = 1024;

/** The share of equal hashes of two vectors, and the angle that it speaks of. */
export function measured(
  projection: Projection,
  query: readonly number[],
  partner: readonly number[],
  seed: number,
): { equal: number; theta: number; standardDeviation: number } {
  const { codes, words } = projection.simhash([query, partner], measuringBits, seed);
  const differing = projection.hamming(codes.subarray(0, words), codes.subarray(words));
  return { equal: 1 - differing / measuringBits, ...projection.angle(differing, measuringBits) };
}

/** Chances to meet over the angle in degrees, every 5°. */
export interface Curve {
  degrees: Float64Array;
  oneBit: Float64Array;
  banded: Float64Array;
  /** The share that did meet of the 72 pairs of directions that are so far apart. */
  share: Float64Array;
}

const around = 72;

export function curveOf(projection: Projection, bits: number, tables: number, seed: number): Curve {
  const degrees = Float64Array.from({ length: around / 2 + 1 }, (_, i) => (360 / around) * i);
  const oneBit = degrees.map((degree) =>
    projection.collisionProbability({ angle: Math.min((degree / 180) * Math.PI, Math.PI) }),
  );
  const rows = Array.from({ length: around }, (_, i) => direction((2 * Math.PI * (i + 0.5)) / around)); // prettier-ignore
  const keys = keysOf(projection, rows, bits, tables, seed);
  const share = degrees.map((_, apart) => {
    let met = 0;
    for (let i = 0; i < around; i++)
      if (meeting(keys, i, keys, (i + apart) % around, tables) >= 0) met++;
    return met / around;
  });
  return { degrees, oneBit, banded: projection.bandingCurve(oneBit, bits, tables), share };
}
