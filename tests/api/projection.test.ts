import { describe, expect, test } from "vitest";
import { load, type ErrorCode, type LemmataError } from "lemmata";

const { projection } = await load();
const invalid = "INVALID_ARGUMENT";

/** The code of a call that must fail, after which the module works on. */
function codeOf(body: () => unknown): ErrorCode {
  try {
    body();
  } catch (error) {
    expect(projection.normTail(1, 0.5)).toBeGreaterThan(0.7);
    return (error as LemmataError).code;
  }
  throw new Error("nothing was thrown");
}

/** Repeatable numbers from −1 to 1. */
function numbers(count: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

describe("theory", () => {
  test.each([
    [10, 0.1, [5527, 3685, 2749, 1880]],
    [1000, 0.3, [1843, 1229, 1065, 916]],
    [1e6, 0.1, [33158, 22105, 17381, 16049]],
  ])("dimensions for %d points and ε = %d", (points, epsilon, expected) => {
    const methods = ["article", "existence", "chernoff", "exact"] as const;
    expect(methods.map((method) => projection.minDimension(points, epsilon, { method }))).toEqual(
      expected,
    );
  });

  test("failure probabilities go down to 1e-300", () => {
    const n = projection.minDimension(1000, 0.3, { failure: 1e-300 });
    expect(projection.failureProbability(1000, n, 0.3)).toBeLessThanOrEqual(1e-300);
    expect(projection.failureProbability(1000, n - 1, 0.3)).toBeGreaterThan(1e-300);
    expect(projection.failureProbability(1000, 10, 0.3)).toBe(1);
  });

  test("distortion and points are inverses of the dimension", () => {
    const epsilon = projection.distortionFor(500, 2000);
    expect(projection.minDimension(500, epsilon * (1 + 1e-12))).toBe(2000);
    expect(projection.maxPoints(2000, epsilon * (1 + 1e-9))).toBeGreaterThanOrEqual(500);
    expect(projection.distortionFor(500, 2000, 0.5)).toBeLessThan(epsilon);
    expect(projection.maxPoints(2000, epsilon, 0.5)).toBeGreaterThan(500);
  });

  test("512 tokens need 52 dimensions by either rule, 26 for a row", () => {
    expect(projection.embeddingDimension(512)).toBe(52);
    expect(projection.embeddingDimension(512, { rule: "golden", states: "row" })).toBe(26);
    expect(projection.embeddingDimension(5e6)).toBe(128);
    expect(projection.entropyDrop(64, 0.125)).toBeCloseTo(0.489, 3);
  });

  test.each<[string, () => unknown]>([
    ["no points", () => projection.minDimension(0, 0.1)],
    ["ε = 0", () => projection.minDimension(10, 0)],
    ["ε = 1", () => projection.minDimension(10, 1)],
    ["text", () => projection.minDimension("10" as never, 0.1)],
    ["an unknown method", () => projection.minDimension(10, 0.1, { method: "best" as never })],
    ["an unknown option", () => projection.minDimension(10, 0.1, { delta: 1 } as never)],
    ["NaN as failure", () => projection.minDimension(10, 0.1, { failure: NaN })],
    ["failure 1", () => projection.distortionFor(10, 10, 1)],
    ["half a dimension", () => projection.normTail(0.5, 0.1)],
    [
      "a method without inner products",
      () => projection.innerProductTail(5, 0.1, "exact" as never),
    ],
    ["negative λ", () => projection.entropyDrop(5, -1)],
    ["base 1", () => projection.attentionLogScale(5, 1)],
    ["λ with 8.33", () => projection.embeddingDimension(5, { rule: "8.33", lambda: 2 })],
    ["an angle beyond π", () => projection.collisionProbability({ angle: 4 })],
    ["a distance without width", () => projection.collisionProbability({ distance: 4 } as never)],
    [
      "an angle and a width",
      () => projection.collisionProbability({ angle: 1, width: 1, distance: 1 }),
    ],
    ["nothing", () => projection.collisionProbability(undefined as never)],
    ["a probability of 2", () => projection.bandingCurve([2], 1, 1)],
    ["near below far", () => projection.optimalBanding(0.4, 0.5, 10)],
    ["65 of 64 bits", () => projection.angle(65, 64)],
    ["no bits", () => projection.simhash([[1]], 0, 1)],
    ["too many bits", () => projection.simhash([[1]], 65537, 1)],
    ["a negative seed", () => projection.simhash([[1]], 8, -1)],
    ["codes in an array", () => projection.hamming([1] as never, Uint32Array.of(1))],
    ["empty codes", () => projection.hamming(new Uint32Array(), new Uint32Array())],
    ["one point to compare", () => projection.distortion([[1]], [[1]])],
    ["equal points only", () => projection.distortion([[1], [1]], [[1], [1]])],
  ])("%s is refused", (_, body) => {
    expect(codeOf(body)).toBe(invalid);
  });
});

describe("codes", () => {
  test("differ as often as the angle says", () => {
    const bits = 8192;
    const angle = 0.6;
    const X = [
      [1, 0, 0, 0],
      [Math.cos(angle), 0, Math.sin(angle), 0],
    ];
    const { codes, words } = projection.simhash(X, bits, 3n);
    const different = projection.hamming(codes.slice(0, words), codes.slice(words));
    const { theta, standardDeviation, cosine } = projection.angle(different, bits);
    expect(Math.abs(theta - angle)).toBeLessThan(5 * standardDeviation);
    expect(cosine).toBeCloseTo(Math.cos(theta), 14);
  });

  test("are refused where they do not fit, and for rows that are no numbers", () => {
    expect(codeOf(() => projection.hamming(Uint32Array.of(1, 2), Uint32Array.of(1)))).toBe(
      "SHAPE_MISMATCH",
    );
    expect(codeOf(() => projection.simhash([[NaN]], 8, 1))).toBe("NOT_FINITE");
    expect(codeOf(() => projection.simhash([], 8, 1))).toBe(invalid);
  });
});

test("distortion gives each pair's ratio where it is asked to", () => {
  const X = [[0], [1], [1], [3]];
  const Y = [[0], [2], [5], [3]];
  const found = projection.distortion(X, Y, { ratios: true });
  expect([...found.ratios]).toEqual([4, 25, NaN, 1, 0.25, 1]);
  expect(found.skipped).toBe(1);
  const drawn = projection.distortion(X, Y, { ratios: true, maxPairs: 4, seed: 3 });
  expect(drawn.ratios.length).toBe(4);
  expect(drawn.ratios.filter(Number.isNaN).length).toBe(drawn.skipped);
  expect(projection.distortion(X, Y)).not.toHaveProperty("ratios");
  expect(codeOf(() => projection.distortion(X, Y, { ratios: true, maxPairs: NaN }))).toBe(invalid);
  expect(codeOf(() => projection.distortion([[1]], [[1]], { ratios: true }))).toBe(invalid);
});

test("distortion compares float32 with float64, and all pairs with some", () => {
  const X = { data: numbers(200 * 5), rows: 200, cols: 5 };
  const Y = { data: Float64Array.from(X.data, (x) => 2 * x), rows: 200, cols: 5 };
  const all = projection.distortion(X, Y, { epsilon: 3.5 });
  expect([all.min, all.max, all.violations, all.pairs]).toEqual([4, 4, 0, 19900]);
  expect(all.quantiles).toEqual(new Float64Array(7).fill(4));
  expect(projection.distortion(X, Y, { maxPairs: 50, seed: 2 }).pairs).toBe(50);
  expect(codeOf(() => projection.distortion(X, [[1], [2]]))).toBe("SHAPE_MISMATCH");
  expect(codeOf(() => projection.distortion([[1], [NaN]], [[1], [2]]))).toBe("NOT_FINITE");
});

describe("an index", () => {
  const [N, d] = [2000, 16];
  const X = { data: numbers(N * d), rows: N, cols: d };
  const Q = { data: numbers(20 * d, 9), rows: 20, cols: d };
  const kinds = [
    { metric: "angular" },
    { metric: "angular", probes: 8, bits: 6 },
    { metric: "euclidean", probes: 8, bits: 6, width: 3 },
  ] as const;

  /** The k nearest rows, by hand. */
  function nearest(metric: "angular" | "euclidean", q: Float32Array, k: number): number[] {
    const distance = (row: number) => {
      let [dot, square, length] = [0, 0, 0];
      for (let i = 0; i < d; ++i) {
        const x = X.data[row * d + i]!;
        dot += x * q[i]!;
        square += (x - q[i]!) ** 2;
        length += x * x;
      }
      return metric === "angular" ? -dot / Math.sqrt(length) : square;
    };
    const rows = Array.from({ length: N }, (_, row) => [distance(row), row] as const);
    return rows
      .sort((a, b) => a[0] - b[0])
      .slice(0, k)
      .map(([, row]) => row);
  }

  test.each(["angular", "euclidean"] as const)("finds the %s neighbours of rows", (metric) => {
    using index = projection.lsh(X, { metric });
    const { ids, distances, candidates, k } = index.queryRows(Q, 10);
    let hits = 0;
    for (let q = 0; q < 20; ++q) {
      const exact = nearest(metric, Q.data.subarray(q * d, (q + 1) * d), 10);
      hits += exact.filter((row) => ids.subarray(10 * q, 10 * q + 10).includes(row)).length;
      const one = index.query(Q.data.slice(q * d, (q + 1) * d), 10);
      expect(one.ids).toEqual(ids.slice(10 * q, 10 * q + 10));
      expect(one.distances).toEqual(distances.slice(10 * q, 10 * q + 10));
      expect(one.candidates).toBe(candidates[q]);
    }
    expect(hits / 200).toBeGreaterThan(0.8);
    expect(k).toBe(10);
  });

  test.each(kinds)("%o answers the same in parts, saved and loaded", (options) => {
    using whole = projection.lsh(X, options);
    using parts = projection.lsh({ data: X.data.slice(0, 7 * d), rows: 7, cols: d }, options);
    for (let row = 7; row < N; row += 331) {
      const end = Math.min(N, row + 331);
      parts.add({ data: X.data.slice(row * d, end * d), rows: end - row, cols: d });
    }
    const bytes = whole.save();
    using loaded = projection.lshLoad(bytes);
    const expected = whole.queryRows(Q, 5);
    expect(parts.queryRows(Q, 5)).toEqual(expected);
    expect(loaded.queryRows(Q, 5)).toEqual(expected);
    expect([loaded.size, loaded.dimensions]).toEqual([N, d]);
    expect(parts.save()).toEqual(bytes);
  });

  test("damaged bytes are refused, each in its own words", () => {
    using index = projection.lsh([[1, 2]]);
    const good = index.save();
    const messages = new Set<string>();
    const refused = (bytes: Uint8Array) => {
      try {
        projection.lshLoad(bytes);
      } catch (error) {
        expect((error as LemmataError).code).toBe("CORRUPT_DATA");
        messages.add((error as LemmataError).message);
        return;
      }
      throw new Error("it was taken");
    };
    refused(new Uint8Array());
    refused(good.slice(0, -1));
    for (let byte = 0; byte < good.length; byte += 8) {
      refused(good.map((x, i) => (i === byte ? x ^ 1 : x)));
    }
    expect(messages.size).toBeGreaterThanOrEqual(6);
    expect(codeOf(() => projection.lshLoad("text" as never))).toBe(invalid);
    expect(codeOf(() => projection.lshLoad(new Float32Array(9) as never))).toBe(invalid);
  });

  test("pads rows with −1 and Infinity, and gives fewer neighbours where there are fewer", () => {
    using index = projection.lsh([
      [1, 0],
      [0, 1],
    ]);
    expect(index.query([1, 0], 5).ids).toEqual(Int32Array.of(0, 1));
    const { ids, distances } = index.queryRows([[0, 1]], 4);
    expect(ids).toEqual(Int32Array.of(1, 0, -1, -1));
    expect(distances.slice(2)).toEqual(Float64Array.of(Infinity, Infinity));
  });

  test("what cannot be added changes nothing, however many rows went before", () => {
    using index = projection.lsh(X);
    const before = index.save();
    const data = numbers(5000 * d);
    data[4999 * d] = NaN;
    expect(codeOf(() => index.add({ data, rows: 5000, cols: d }))).toBe("NOT_FINITE");
    expect(codeOf(() => index.add([[1, 2]]))).toBe("SHAPE_MISMATCH");
    expect(codeOf(() => index.add([]))).toBe(invalid);
    expect(codeOf(() => index.add([new Array(d).fill(0)]))).toBe(invalid);
    expect(index.save()).toEqual(before);
  });

  test.each<[string, () => unknown, ErrorCode]>([
    ["no rows", () => projection.lsh([]), invalid],
    ["a zero row", () => projection.lsh([[1], [0]]), invalid],
    ["NaN", () => projection.lsh([[NaN]]), "NOT_FINITE"],
    ["an unknown metric", () => projection.lsh([[1]], { metric: "cosine" as never }), invalid],
    ["no tables", () => projection.lsh([[1]], { tables: 0 }), invalid],
    ["33 bits", () => projection.lsh([[1]], { bits: 33 }), invalid],
    ["width 0", () => projection.lsh([[1]], { metric: "euclidean", width: 0 }), invalid],
    ["1e16", () => projection.lsh([[1e16]], { metric: "euclidean" }), invalid],
    ["an unknown option", () => projection.lsh([[1]], { trees: 3 } as never), invalid],
    ["k = 0", () => projection.lsh([[1]]).query([1], 0), invalid],
    ["a zero query", () => projection.lsh([[1]]).query([0], 1), invalid],
    ["a long query", () => projection.lsh([[1]]).query([1, 2], 1), "SHAPE_MISMATCH"],
    ["NaN as query", () => projection.lsh([[1]]).queryRows([[NaN]], 1), "NOT_FINITE"],
  ])("%s is refused", (_, body, code) => {
    expect(codeOf(body)).toBe(code);
  });

  test("is gone after it was disposed of, twice or with its module", async () => {
    const index = projection.lsh([[1, 2]]);
    index.dispose();
    index.dispose();
    expect(index.disposed).toBe(true);
    for (const use of [() => index.size, () => index.query([1, 2], 1), () => index.save()])
      expect(codeOf(use)).toBe("DISPOSED");
    const other = await load();
    const held = other.projection.lsh([[1, 2]]);
    other.dispose();
    expect(held.disposed).toBe(true);
    expect(codeOf(() => held.size)).toBe("DISPOSED");
  });

  test("the same seed gives the same index, another seed another one", () => {
    const options = { probes: 1, bits: 12, tables: 2 };
    const found = (seed: number) => {
      using index = projection.lsh(X, { ...options, seed });
      return index.queryRows(Q, 5).ids.join();
    };
    expect(found(1)).toBe(found(1));
    expect(found(1)).not.toBe(found(2));
  });
});
