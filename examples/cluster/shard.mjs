/** What is done with the rows of one shard: a function of the seed and of which rows they are, of nothing else. */

import { load } from "lemmata";

export const cols = 16;
const { entropy, initialization, logistic } = await load();

/**
 * Makes rows `first` to `first + rows` of the set of a seed, and gives each the entropy of one nat.
 * Returns a sum over the bits of all results, which does not depend on how rows are cut into shards, and
 * class statistics of them, which merge.
 */
export function workOn({ first, rows, seed }) {
  const range = { low: -3, high: 3, seed };
  // The generator continues anywhere, so a shard's rows need none of the rows before.
  const data = initialization.uniform(rows * cols, { ...range, offset: first * cols });
  const labels = Int32Array.from({ length: rows }, (_, row) => Number(data[row * cols] > 0));
  const logits = { data, rows, cols };
  const { probabilities } = entropy.normalizeRows(logits, 1, { input: "logits" });
  const statistics = logistic.statistics(cols, 2);
  try {
    statistics.add(probabilities, labels);
    const saved = Buffer.from(statistics.save()).toString("base64");
    return { checksum: bitSum(probabilities.data), statistics: saved };
  } finally {
    statistics.dispose();
  }
}

/** The results of shards as that of the whole: always in the order of the shards, so the bits are the same. */
export function merge(results) {
  let checksum = 0n;
  const all = logistic.statistics(cols, 2);
  try {
    for (const one of results) {
      checksum = BigInt.asUintN(64, checksum + BigInt(one.checksum));
      const part = logistic.statisticsLoad(new Uint8Array(Buffer.from(one.statistics, "base64")));
      all.merge(part);
      part.dispose();
    }
    const { weights, bias } = all.fit();
    return {
      checksum: String(checksum),
      rows: all.count,
      weights: [...weights.data],
      bias: [...bias],
    };
  } finally {
    all.dispose();
  }
}

/** Σ of the halves of all numbers' bits, each scrambled: every bit counts. */
function bitSum(numbers) {
  let low = 0;
  let high = 0;
  for (const half of new Uint32Array(numbers.buffer)) {
    const scrambled = Math.imul(half ^ (half >>> 15), 0x2c1b3c6d) >>> 0;
    low += scrambled;
    if (low >= 2 ** 32) {
      low -= 2 ** 32;
      high += 1;
    }
  }
  return String((BigInt(high) << 32n) | BigInt(low));
}
