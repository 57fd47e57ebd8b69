import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, test } from "vitest";
import { load, type LemmataError } from "lemmata";
import { createPool, type Pool } from "lemmata/pool";

const { entropy, gaussian } = await load();
const pool = await createPool({ workers: 2 });
afterAll(() => pool.dispose());

// Rows of several pieces of a megabyte, the last one not full.
const [rows, cols] = [5_003, 100];
const data = Float64Array.from({ length: rows * cols }, (_, i) => 3 * Math.sin(i * i));
const X = { data, rows, cols };

async function failure(call: Promise<unknown>): Promise<LemmataError> {
  return call.then(
    () => {
      throw new Error("nothing was thrown");
    },
    (error: LemmataError) => error,
  );
}

/** `toEqual` walks through a million numbers one by one; arrays are compared as bytes. */
function expectSameBits(found: unknown, expected: unknown): void {
  if (ArrayBuffer.isView(expected)) {
    const [a, b] = [found as Float64Array, expected as Float64Array];
    expect(a.constructor).toBe(b.constructor);
    expect(Buffer.from(a.buffer).equals(Buffer.from(b.buffer))).toBe(true);
  } else if (typeof expected === "object" && expected !== null) {
    expect(Object.keys(found as object)).toEqual(Object.keys(expected));
    for (const [key, value] of Object.entries(expected))
      expectSameBits((found as Record<string, unknown>)[key], value);
  } else {
    expect(found).toBe(expected);
  }
}

describe("results are those of the functions themselves, to the bit", () => {
  test.each([1, 2, 3])("with %d workers", async (workers) => {
    using few = await createPool({ workers });
    expect(few.size).toBe(workers);
    const target = Float64Array.from({ length: rows }, (_, i) => 1 + (i % 3));
    expectSameBits(
      await few.entropy.normalizeRows(X, target, { input: "logits" }),
      entropy.normalizeRows(X, target, { input: "logits" }),
    );
    expectSameBits(await few.entropy.softmaxRows(X, 2), entropy.softmaxRows(X, 2));
  });

  test("of clampRows, in float32, and of points", async () => {
    const single = { data: Float32Array.from(data), rows, cols };
    expectSameBits(
      await pool.entropy.clampRows(single, { max: 1 }, { input: "logits" }),
      entropy.clampRows(single, { max: 1 }, { input: "logits" }),
    );
    const p = { mean: new Float64Array(cols), covariance: { variance: 2 } };
    expectSameBits(await pool.gaussian.logDensity(p, X), gaussian.logDensity(p, X));
    expectSameBits(await pool.gaussian.mahalanobis(p, X), gaussian.mahalanobis(p, X));
  });

  test("of nested rows and of targets in any unit", async () => {
    const P = [
      [0.7, 0.2, 0.1],
      [0.4, 0.3, 0.3],
    ];
    const targets = [{ bits: 1 }, { perplexity: 2 }];
    expectSameBits(await pool.entropy.normalizeRows(P, targets), entropy.normalizeRows(P, targets));
  });

  test("in the caller's array, which may be the argument's own", async () => {
    const expected = entropy.softmaxRows(X, 2);
    const out = new Float64Array(rows * cols);
    const found = await pool.entropy.softmaxRows(X, 2, { out });
    expect(found.probabilities.data).toBe(out);
    expectSameBits(found, expected);
    const own = { ...X, data: Float64Array.from(data) };
    expectSameBits(await pool.entropy.softmaxRows(own, 2, { out: own.data }), expected);
  });

  test("and the inputs stay the caller's", async () => {
    const before = data.slice();
    await pool.entropy.softmaxRows(X);
    expectSameBits(data, before);
  });
});

test("progress counts rows up to all of them", async () => {
  const seen: number[] = [];
  await pool.entropy.softmaxRows(X, 1, {
    onProgress: (done, all) => {
      expect(all).toBe(rows);
      seen.push(done);
    },
  });
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1)).toBe(rows);
});

describe("failures", () => {
  test("an array that results do not fit is refused before anything is done", async () => {
    const out = new Float64Array(3);
    const error = await failure(pool.entropy.softmaxRows(X, 1, { out }));
    expect(error.code).toBe("SHAPE_MISMATCH");
    expect(error.details).toMatchObject({
      argument: "options.out",
      found: 3,
      expected: rows * cols,
    });
    const single = new Float32Array(rows * cols);
    expect((await failure(pool.entropy.clampRows(X, { max: 1 }, { input: "logits", out: single }))).code).toBe("INVALID_ARGUMENT"); // prettier-ignore
    for (const options of [5, "out", null, []])
      expect((await failure(pool.entropy.softmaxRows(X, 1, options as object))).code).toBe("INVALID_ARGUMENT"); // prettier-ignore
    const taken = new Float64Array(rows * cols);
    const call = pool.entropy.softmaxRows(X, 1, { out: taken });
    structuredClone(taken, { transfer: [taken.buffer] });
    expect((await failure(call)).details.argument).toBe("options.out");
    // Where a function has none, so has the pool's.
    const p = { mean: new Float64Array(cols), covariance: { variance: 2 } };
    const given = { out: new Float64Array(rows) } as object;
    expect((await failure(pool.gaussian.logDensity(p, X, given))).code).toBe("INVALID_ARGUMENT");
  });

  test("the first row that fails is named as in the whole matrix", async () => {
    const spoilt = { ...X, data: data.slice() };
    spoilt.data[4_000 * cols + 7] = NaN;
    spoilt.data[2_500 * cols + 3] = NaN;
    const error = await failure(pool.entropy.softmaxRows(spoilt));
    expect(error.code).toBe("NOT_FINITE");
    expect(error.message).toContain("X[2500][3]");
    expect(error.details).toMatchObject({ row: 2_500, index: 3 });
    expectSameBits(await pool.entropy.softmaxRows(X), entropy.softmaxRows(X));
  });

  test.each([
    ["an unknown option", () => pool.entropy.softmaxRows(X, 1, { other: 1 } as never), "INVALID_ARGUMENT"],
    ["no matrix", () => pool.entropy.softmaxRows("X" as never), "INVALID_ARGUMENT"],
    ["an empty matrix", () => pool.entropy.softmaxRows([]), "INVALID_ARGUMENT"],
    ["too few targets", () => pool.entropy.normalizeRows(X, new Float64Array(2)), "SHAPE_MISMATCH"],
    ["an argument that cannot be cloned", () => pool.entropy.softmaxRows(X, (() => 1) as never), "INVALID_ARGUMENT"],
  ])("%s is refused", async (_, call, code) => {
    expect((await failure(call())).code).toBe(code);
  }); // prettier-ignore

  test("a signal stops a call with ABORTED, at once or on the way", async () => {
    const now = AbortSignal.abort();
    expect((await failure(pool.entropy.softmaxRows(X, 1, { signal: now }))).code).toBe("ABORTED");
    const later = new AbortController();
    const call = pool.entropy.softmaxRows(X, 1, {
      signal: later.signal,
      onProgress: () => later.abort(),
    });
    expect((await failure(call)).code).toBe("ABORTED");
    expectSameBits(await pool.entropy.softmaxRows(X), entropy.softmaxRows(X));
  });

  test("a worker that dies is replaced, and its rows are done again", async () => {
    const started: Worker[] = [];
    using mortal = await createPool({
      workers: 2,
      startWorker: () => {
        const worker = new Worker(new URL("../../dist/pool-worker.js", import.meta.url));
        started.push(worker);
        return worker;
      },
    });
    // Of so many pieces that there is much to do when the worker ends.
    const long = { data: Float64Array.from({ length: 50_000 * cols }, (_, i) => data[i % 1_001]!), rows: 50_000, cols }; // prettier-ignore
    const call = mortal.entropy.softmaxRows(long, 1, {
      onProgress: () => {
        if (started.length === 2) void started[0]!.terminate();
      },
    });
    expectSameBits(await call, entropy.softmaxRows(long));
    expect(started.length).toBe(3);
  });

  test("what onProgress throws rejects the call, and the pool works on", async () => {
    const mine = new RangeError("mine");
    const call = pool.entropy.softmaxRows(X, 1, {
      onProgress: () => {
        throw mine;
      },
    });
    expect(await failure(call)).toBe(mine);
    expectSameBits(await pool.entropy.softmaxRows(X), entropy.softmaxRows(X));
  });

  test("a worker that cannot be started fails the pool, or the call that waits for its replacement", async () => {
    const unavailable = () => {
      throw new RangeError("no more");
    };
    const none = createPool({ workers: 2, startWorker: unavailable });
    expect((await failure(none)).message).toBe("no more");
    let starts = 0;
    const last = await createPool({
      workers: 1,
      startWorker: () =>
        starts++ === 0 ? new Worker("process.exit(3)", { eval: true }) : unavailable(),
    });
    const error = await failure(last.entropy.softmaxRows(X));
    expect(error.code).toBe("ABORTED");
    expect(error.message).toContain("no more");
    expect(last.disposed).toBe(true);
  });

  test("workers that never run end the pool, not the program", async () => {
    const broken = await createPool({
      workers: 1,
      startWorker: () => new Worker("process.exit(3)", { eval: true }),
    });
    const error = await failure(broken.entropy.softmaxRows(X));
    expect(error.code).toBe("OUT_OF_MEMORY");
  });

  test("a disposed pool answers with DISPOSED, also what it had begun", async () => {
    const short: Pool = await createPool({ workers: 1 });
    const call = short.entropy.softmaxRows(X);
    short.dispose();
    short.dispose();
    expect(short.disposed).toBe(true);
    expect((await failure(call)).code).toBe("DISPOSED");
    expect((await failure(short.entropy.softmaxRows(X))).code).toBe("DISPOSED");
  });

  test.each([0, 1.5, 65, "2"])("%s workers are refused", async (workers) => {
    expect((await failure(createPool({ workers: workers as never }))).code).toBe(
      "INVALID_ARGUMENT",
    );
  });
});
