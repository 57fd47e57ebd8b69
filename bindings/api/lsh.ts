import {
  checkOptions,
  choiceOption,
  integerOption,
  numberOption,
  seedOption,
} from "./arguments.js";
import { describe, failure, outOfMemory } from "./errors.js";
import { Held } from "./handle.js";
import { asMatrix, resultArray, type Frame, type Memory } from "./memory.js";
import { asTyped, largestAllocation } from "./typed-arrays.js";
import type { MatrixLike, Seed, Vector } from "./values.js";

/** How an index hashes, and how it looks for neighbours. */
export interface LshOptions {
  /** Angles (the default), whose hashes are signs, or distances, whose hashes are cells. */
  metric?: "angular" | "euclidean";
  /** Words of 32 signs for each row (angular, 4 unless given), or tables (Euclidean, 8), 1 to 32. */
  tables?: number;
  /** Hashes in a table's key, 1 to 32; by the number of rows unless given. */
  bits?: number;
  /** Width of the Euclidean cells; 4 times the median distance of nearest neighbours in a sample unless given. */
  width?: number;
  /**
   * Buckets that a query visits in each table, on average. Unless given, an angular index needs no
   * tables: it compares the query's signs with every row's; a Euclidean one visits until it has met
   * 4 % of the rows.
   */
  probes?: number;
  /** 0 unless given. */
  seed?: Seed;
}

/** The nearest rows found, nearest first; fewer than were asked for where there were fewer candidates. */
export interface Neighbors {
  /** Numbers of rows, in the order in which they were added. */
  ids: Int32Array;
  /** Radians (angular) or distances. */
  distances: Float64Array;
  /** How many rows' distances were computed. */
  candidates: number;
}

/** The same for each row of a matrix, k entries a row: ids are −1 and distances Infinity where none was found. */
export interface NeighborRows {
  /** N·k row numbers, the nearest first; −1 for none. */
  ids: Int32Array;
  /** N·k of them, in radians (angular) or distances; Infinity for none. */
  distances: Float64Array;
  /** N numbers: how many rows' distances were computed for each. */
  candidates: Int32Array;
  /** How many entries a row has. */
  k: number;
}

const mostRows = 2 ** 31 - 1;

/**
 * Approximate nearest neighbours by locality-sensitive hashing, with the candidates ranked by their true
 * distances. Made by `projection.lsh` and `projection.lshLoad`.
 *
 * Memory for each row: 4 bytes a dimension (rounded up to a multiple of 4) for the row in float32, 4 a
 * table for its hashes, and 1; with tables to look into (`probes`, or Euclidean) 4 to 8 more a table,
 * and 4. So 529 bytes for 128 dimensions by default, and 529 MB for a million of them.
 *
 * @example
 * const index = projection.lsh([[1, 0], [0, 1], [-1, 0.1]]);
 * console.assert(index.query([0.9, 0.1], 1).ids[0] === 0);
 */
export class LshIndex extends Held {
  /** @internal */
  constructor(memory: Memory, address: number) {
    super(memory, "LSH index", address, (core, held) => core.lshDelete(held));
  }

  /** How many rows are in the index. */
  get size(): number {
    return this.use((frame, index) => frame.core.lshSize(index));
  }

  /** How many entries a row has. */
  get dimensions(): number {
    return this.use((frame, index) => frame.core.lshDimensions(index));
  }

  /**
   * Adds rows; their numbers go on from `size`. How rows are split over calls does not change what
   * queries find. Where it throws, the index is as before.
   *
   * `X`: N×dimensions. Throws NOT_FINITE, SHAPE_MISMATCH, INVALID_ARGUMENT (no rows; a zero row, which has
   * no angle; Euclidean entries beyond ±1e15), OUT_OF_MEMORY, DISPOSED. Source: Charikar (2002); Datar,
   * Immorlica, Indyk and Mirrokni (2004).
   *
   * @example
   * const index = projection.lsh([[1, 0]]);
   * index.add([[0, 1]]); console.assert(index.size === 2 && index.query([0, 2], 1).ids[0] === 1);
   */
  add(X: MatrixLike): void {
    this.use((frame, index) => {
      const { core } = frame;
      const slices = frame.slices(X, "X");
      if (slices.rows === 0) throw emptyRows();
      core.lshCheckRoom(index, slices.rows);
      const before = core.lshSize(index);
      try {
        for (const slice of slices)
          core.lshAppend(index, slice.address, slice.rows, slices.cols, slices.single, slice.first);
        core.lshSettle(index);
      } catch (error) {
        core.lshTruncate(index, before);
        throw error;
      }
    });
  }

  /**
   * The k nearest rows among the candidates, nearest first, equally near ones by number.
   *
   * `q`: as long as the dimensions; `k`: from 1 on. Distances are angles in radians, or Euclidean, of
   * the rows in float32. Throws NOT_FINITE, SHAPE_MISMATCH, INVALID_ARGUMENT (also a zero `q` where angles
   * are asked for), DISPOSED. Source: Lv, Josephson, Wang, Charikar and Li (2007).
   *
   * @example
   * const { ids, distances } = projection.lsh([[1, 0], [0, 3]]).query([0, 1], 2);
   * console.assert(ids.join() === "1,0" && Math.abs(distances[1] - Math.PI / 2) < 1e-7);
   */
  query(q: Vector, k: number): Neighbors {
    integerOption(k, "k", { low: 1, high: mostRows });
    return this.use((frame, index) => {
      const { address, length, single } = frame.vector(q, "q");
      const kept = Math.min(k, frame.core.lshSize(index));
      const distances = frame.reserve(kept);
      const integers = frame.reserveIntegers(kept + 1);
      const { lshQuery } = frame.core;
      lshQuery(index, address, 1, length, single, kept, distances.address, integers.address);
      const all = frame.takeIntegers(integers);
      const none = all.subarray(0, kept).indexOf(-1);
      const found = none < 0 ? kept : none;
      return {
        ids: all.slice(0, found),
        distances: frame.takeDoubles(distances).slice(0, found),
        candidates: all[kept]!,
      };
    });
  }

  /**
   * `query` for each row of a matrix.
   *
   * `Q`: N×dimensions; `ids` and `distances`: N×k, row after row. Throws as `query`, naming the row.
   *
   * @example
   * const { ids } = projection.lsh([[1, 0], [0, 1]]).queryRows([[0, 2], [3, 1]], 1);
   * console.assert(ids.join() === "1,0");
   */
  queryRows(Q: MatrixLike, k: number): NeighborRows {
    integerOption(k, "k", { low: 1, high: mostRows });
    return this.use((frame, index) => {
      const slices = frame.slices(Q, "Q");
      const kept = Math.min(k, frame.core.lshSize(index));
      // Numbers of neighbours that there cannot be are refused before they are filled in.
      const bytes = slices.rows * k * 12;
      if (k > kept && bytes >= largestAllocation) throw outOfMemory(bytes, largestAllocation);
      const distances = (resultArray(slices.rows * k, false) as Float64Array).fill(Infinity);
      const ids = new Int32Array(slices.rows * k).fill(-1);
      const candidates = new Int32Array(slices.rows);
      const doubles = frame.reserve(slices.height * kept);
      const integers = frame.reserveIntegers(slices.height * (kept + 1));
      const { lshQuery } = frame.core;
      const { cols, single } = slices;
      for (const { address, rows, first } of slices) {
        if (rows === 0) continue;
        lshQuery(index, address, rows, cols, single, kept, doubles.address, integers.address);
        const found = frame.takeDoubles({ ...doubles, length: rows * kept });
        const numbers = frame.takeIntegers({ ...integers, length: rows * (kept + 1) });
        for (let row = 0; row < rows; ++row) {
          const [start, end] = [row * kept, (row + 1) * kept];
          distances.set(found.subarray(start, end), (first + row) * k);
          ids.set(numbers.subarray(start, end), (first + row) * k);
        }
        candidates.set(numbers.subarray(rows * kept), first);
      }
      return { ids, distances, candidates, k };
    });
  }

  /**
   * The index as bytes, versioned and checksummed, for `projection.lshLoad`.
   *
   * Throws OUT_OF_MEMORY, DISPOSED.
   *
   * @example
   * const bytes = projection.lsh([[1, 0], [0, 1]]).save();
   * console.assert(projection.lshLoad(bytes).query([2, 1], 1).ids[0] === 0);
   */
  save(): Uint8Array {
    return this.use((frame, index) => {
      const { core } = frame;
      const saved = core.lshSave(index);
      try {
        const size = core.savedSize(saved);
        const bytes = makeBytes(size);
        const start = core.savedStart(saved);
        bytes.set(core.HEAPU8.subarray(start, start + size));
        return bytes;
      } finally {
        core.savedDelete(saved);
      }
    });
  }
}

/** @internal */
export function makeIndex(memory: Memory, X: MatrixLike, options?: LshOptions): LshIndex {
  const names = ["metric", "tables", "bits", "width", "probes", "seed"] as const;
  checkOptions(options, "options", names);
  const metrics = ["angular", "euclidean"] as const;
  const metric = choiceOption(options?.metric, "options.metric", metrics, "angular");
  // 0 is what the index chooses itself, which only an absent option may ask for.
  const chosen = (name: "tables" | "bits" | "probes", high: number) =>
    options?.[name] === undefined
      ? 0
      : integerOption(options[name], `options.${name}`, { low: 1, high });
  const tables = chosen("tables", 32);
  const bits = chosen("bits", 32);
  const probes = chosen("probes", 1e6);
  const width = options?.width === undefined ? 0 : widthOption(options.width);
  const { low, high } = seedOption(options?.seed ?? 0, "options.seed");
  const { rows, cols } = asMatrix(X, "X");
  if (rows === 0 || cols === 0) throw emptyRows();
  const make = memory.core.lshMake;
  const index = new LshIndex(
    memory,
    make(cols, metrics.indexOf(metric), tables, bits, width, probes, low, high),
  );
  try {
    index.add(X);
  } catch (error) {
    index.dispose();
    throw error;
  }
  return index;
}

/** @internal */
export function loadIndex(memory: Memory, bytes: Uint8Array): LshIndex {
  const given = asTyped(bytes, "Uint8Array");
  if (given === undefined) {
    throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be a Uint8Array", {
      argument: "bytes",
      found: describe(bytes),
    });
  }
  return memory.frame((frame) => new LshIndex(memory, frame.core.lshLoad(...placed(frame, given))));
}

function placed(frame: Frame, bytes: Uint8Array): [address: number, size: number] {
  const { address } = frame.reserveIntegers(Math.ceil(bytes.length / 4));
  if (bytes.length > 0) frame.core.HEAPU8.set(bytes, address);
  return [address, bytes.length];
}

function widthOption(value: unknown): number {
  const width = numberOption(value, "options.width");
  if (!(width > 0 && width < Infinity)) {
    throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be a finite number above 0", {
      argument: "options.width",
      found: width,
    });
  }
  return width;
}

function makeBytes(size: number): Uint8Array {
  try {
    return new Uint8Array(size);
  } catch {
    throw failure("OUT_OF_MEMORY", "{bytes} bytes are needed and could not be had", {
      bytes: size,
    });
  }
}

function emptyRows(): Error {
  return failure("INVALID_ARGUMENT", "{argument} is empty; it needs at least one row", {
    argument: "X",
  });
}
