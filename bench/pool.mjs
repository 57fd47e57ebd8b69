/** What workers make of the row-wise functions: the same call in this thread, on one worker and on two. */

import { load } from "../dist/index.js";
import { createPool } from "../dist/pool.js";
import { logits, samples, wishart } from "./data.mjs";
import { contestant, figure, interleave } from "./harness.mjs";

/** Rows of the table: the call, ms here, on one worker and on two, and how many times faster two are. */
export async function pool(quick, rounds) {
  const here = await load();
  const pools = await Promise.all([1, 2].map((workers) => createPool({ workers })));
  const count = quick ? 100 : 10_000;
  const X = { data: logits(count, 1_000, 1), rows: count, cols: 1_000 };
  const d = 64;
  const p = { mean: samples(1, d, 2), covariance: { data: wishart(1, d, 3), rows: d, cols: d } };
  const points = { data: samples(10 * count, d, 4), rows: 10 * count, cols: d };
  // As in a loop: what a new array costs the system is no different on workers.
  const out = new Float64Array(X.data.length);
  const calls = [
    [
      `normalizeRows, ${count.toLocaleString("en")} × 1,000`,
      ({ entropy }) => entropy.normalizeRows(X, Math.log(30), { input: "logits", out }),
    ],
    [
      `softmaxRows, ${count.toLocaleString("en")} × 1,000`,
      ({ entropy }) => entropy.softmaxRows(X, 1, { out }),
    ],
    [
      `logDensity, ${points.rows.toLocaleString("en")} × ${d}`,
      ({ gaussian }) => gaussian.logDensity(p, points),
    ],
  ];
  const rows = [];
  try {
    for (const [name, call] of calls) {
      const contestants = [here, ...pools].map((systems, i) =>
        contestant({ name: i, work: () => call(systems) }),
      );
      const medians = await interleave(contestants, rounds);
      const [alone, one, two] = [0, 1, 2].map((i) => medians.get(i));
      const faster = (times) => `× ${figure(alone / times)}`;
      rows.push([name, figure(alone), figure(one), figure(two), faster(one), faster(two)]);
    }
  } finally {
    for (const each of pools) each.dispose();
  }
  return rows;
}
