/**
 * Several thousand calls over all systems, as one hash of every bit of the results for each. A plain
 * module, with nothing in it that is Node's own: it runs in any engine and in a page.
 */
import { Hash } from "./bits.mjs";
import { systems } from "./calls.mjs";
import { Draw } from "./draw.mjs";

const repetitions = 40;

/** @returns hashes by system, and how many calls they are made of; refusals are results, too */
export function battery(lemmata) {
  const hashes = {};
  let count = 0;
  for (const [name, calls] of Object.entries(systems)) {
    const hash = new Hash();
    for (const call of calls) {
      for (let repetition = 0; repetition < repetitions; ++repetition, ++count) {
        const draw = new Draw(7919 * repetition + call.method.length);
        hash.text(call.method);
        hash.value(outcome(call, draw, lemmata));
      }
    }
    hashes[name] = String(hash);
  }
  return { calls: count, ...hashes };
}

function outcome(call, draw, lemmata) {
  const args = call.args(draw, lemmata);
  try {
    return call.run(lemmata, args);
  } catch (error) {
    if (error.name !== "LemmataError") throw error;
    return { code: error.code, message: error.message };
  }
}

/** The hash of the row-wise functions, shared among workers in pieces; the last piece is not full. */
export async function pooledBattery(pool) {
  const [rows, cols] = [4_003, 100];
  const draw = new Draw(17);
  const X = draw.matrix(rows, cols);
  const single = { ...X, data: Float32Array.from(X.data) };
  const p = { mean: draw.vector(cols), covariance: draw.covariance(cols) };
  const hash = new Hash();
  hash.value(await pool.entropy.normalizeRows(X, draw.vector(rows, 1, 3), { input: "logits" }));
  hash.value(await pool.entropy.clampRows(single, { max: 2 }, { input: "logits" }));
  hash.value(await pool.entropy.softmaxRows(single, 0.5));
  hash.value(await pool.gaussian.logDensity(p, X));
  hash.value(await pool.gaussian.mahalanobis(p, X));
  return String(hash);
}
