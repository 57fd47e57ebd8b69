/** W5 in JavaScript: lemmata's index, and SimHash by hand on typed arrays. */

import { load } from "../../dist/index.js";
import { contestant } from "../harness.mjs";
import { normals } from "../data.mjs";

const { projection } = await load();

export const version = "SimHash by hand of 64 signs, 800 rows ranked";

export function contestants({ workload, ...data }) {
  return workload === "neighbors" ? neighbors(data) : [];
}

function neighbors({ X, Q, count, queries, dimension, k }) {
  const rows = { data: X, rows: count, cols: dimension };
  const asked = { data: Q, rows: queries, cols: dimension };
  const exact = exactNeighbors(X, Q, count, dimension, k);
  // Recall is compared, not distances: it must be at least 0.98, so off 1 by at most 0.02.
  const shares = (ids) => [recall(ids, exact, k)];
  const one = (name, options) => {
    const held = projection.lsh(rows, options);
    return [
      contestant({
        task: "build",
        name,
        work: () => projection.lsh(rows, options).dispose(),
      }),
      contestant({
        task: "query",
        name,
        work: () => held.queryRows(asked, k).ids,
        values: shares,
        expected: () => [1],
        tolerance: 0.02,
      }),
    ];
  };
  const codes = hash(X, count, dimension);
  return [
    ...one("lemmata, 2 tables", { tables: 2 }),
    ...one("lemmata", {}),
    contestant({
      task: "build",
      name: "typed arrays, 64 signs",
      work: () => hash(X, count, dimension),
    }),
    contestant({
      task: "query",
      name: "typed arrays, 64 signs",
      work: () => scan(codes, X, Q, count, queries, dimension, k),
      values: shares,
      expected: () => [1],
      tolerance: 0.02,
      reference: true,
    }),
  ];
}

// ── by hand ──────────────────────────────────────────────────────────────────────────────────────

const signs = 64;
const ranked = 800;

function hash(X, count, dimension) {
  const directions = Float32Array.from({ length: signs * dimension }, normals(8));
  const codes = new Uint32Array(2 * count);
  for (let row = 0; row < count; row++) {
    for (let sign = 0; sign < signs; sign++) {
      let dot = 0;
      for (let j = 0; j < dimension; j++)
        dot += X[row * dimension + j] * directions[sign * dimension + j];
      if (dot >= 0) codes[2 * row + (sign >> 5)] |= 1 << (sign & 31);
    }
  }
  return codes;
}

function popcount(x) {
  x -= (x >>> 1) & 0x55555555;
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The k largest inner products among the `ranked` rows whose codes differ least. */
function scan(codes, X, Q, count, queries, dimension, k) {
  const asked = hash(Q, queries, dimension);
  const ids = new Int32Array(queries * k);
  const different = new Uint8Array(count);
  for (let q = 0; q < queries; q++) {
    const counts = new Int32Array(signs + 1);
    for (let row = 0; row < count; row++) {
      different[row] =
        popcount(codes[2 * row] ^ asked[2 * q]) + popcount(codes[2 * row + 1] ^ asked[2 * q + 1]);
      counts[different[row]]++;
    }
    let most = 0;
    for (let total = counts[0]; total < ranked && most < signs; total += counts[++most]);
    const found = [];
    for (let row = 0; row < count; row++) {
      if (different[row] > most) continue;
      let dot = 0;
      for (let j = 0; j < dimension; j++) dot += X[row * dimension + j] * Q[q * dimension + j];
      found.push([dot, row]);
    }
    found.sort((a, b) => b[0] - a[0]);
    for (let i = 0; i < k; i++) ids[q * k + i] = found[i][1];
  }
  return ids;
}

// ── how good an answer is ────────────────────────────────────────────────────────────────────────

/** The exact neighbours of the first hundred queries. */
function exactNeighbors(X, Q, count, dimension, k) {
  const lists = [];
  const dots = new Float64Array(count);
  for (let q = 0; q < Math.min(100, Q.length / dimension); q++) {
    for (let row = 0; row < count; row++) {
      let dot = 0;
      for (let j = 0; j < dimension; j++) dot += X[row * dimension + j] * Q[q * dimension + j];
      dots[row] = dot;
    }
    const least = dots.toSorted().at(-k);
    lists.push(new Set([...dots.keys()].filter((row) => dots[row] >= least)));
  }
  return lists;
}

function recall(ids, exact, k) {
  let hits = 0;
  exact.forEach((set, q) => {
    for (const id of ids.subarray(q * k, (q + 1) * k)) hits += set.has(id);
  });
  return hits / (exact.length * k);
}
