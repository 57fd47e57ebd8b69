import { describe, expect, test } from "vitest";
import { load, type ErrorCode, type LemmataError } from "lemmata";

const { entropy } = await load();
const article = [0.5, 0.3, 0.15, 0.05];
const single = Float32Array.from([0.5, 0.25, 0.125, 0.125]);

/** The error of a call that must fail, and a check that the module works on afterwards. */
function failing(body: () => unknown): LemmataError {
  try {
    body();
  } catch (error) {
    expect(entropy.shannon([0.5, 0.5])).toBe(Math.log(2));
    return error as LemmataError;
  }
  throw new Error("nothing was thrown");
}

describe("values", () => {
  test("the article's distribution has its entropy, in nats, in bits, as perplexity", () => {
    expect(entropy.shannon(article)).toBeCloseTo(1.142120042988335, 14);
    expect(entropy.shannon(article, { base: 2 })).toBeCloseTo(1.142120042988335 / Math.LN2, 14);
    expect(entropy.perplexity(article)).toBeCloseTo(Math.exp(1.142120042988335), 14);
    expect(entropy.renyi(article, 1)).toBe(entropy.shannon(article));
    expect(entropy.renyi(article, Infinity)).toBe(Math.log(2));
    expect(entropy.tsallis(article, 2)).toBeCloseTo(1 - 0.365, 15);
    expect(entropy.tsallis(article, Infinity)).toBe(0);
  });

  test.each([
    [
      0.2,
      5.8373912173605165,
      [0.950945404842749, 0.0482100566250263, 0.000843155716317826, 1.38281590725388e-6],
    ],
    [
      0.8,
      2.0362410415001162,
      [0.690248536855317, 0.243931544576098, 0.0594700541379167, 0.00634986443066841],
    ],
    [
      1.3,
      0.52882558236311401,
      [0.386363787607602, 0.294901594463645, 0.204401819750318, 0.114332798178435],
    ],
  ])("the power of entropy %d", (target, gamma, q) => {
    const result = entropy.normalize(article, target);
    expect(Math.abs(result.gamma / gamma - 1)).toBeLessThan(1e-13);
    expect(result.temperature).toBe(1 / result.gamma);
    expect(Math.abs(result.entropy - target)).toBeLessThan(1e-13);
    expect(result.reachable).toEqual({ min: 0, max: Math.log(4) });
    expect(result.iterations).toBeLessThan(10);
    q.forEach((x, i) => expect(Math.abs(result.probabilities[i]! / x - 1)).toBeLessThan(1e-12));
  });

  test("every unit of a target says the same", () => {
    const gamma = entropy.normalize(article, Math.log(3)).gamma;
    for (const target of [
      { nats: Math.log(3) },
      { bits: Math.log2(3) },
      { perplexity: 3 },
      { fraction: Math.log(3) / Math.log(4) },
    ]) {
      expect(Math.abs(entropy.normalize(article, target).gamma / gamma - 1)).toBeLessThan(1e-13);
    }
  });

  test("rows may each have their own target, in numbers, in a Float64Array, in mixed units", () => {
    const P = [article, article];
    const targets = [0.2, { perplexity: Math.exp(1.3) }];
    const { gamma, entropy: H, status } = entropy.normalizeRows(P, targets);
    expect(gamma[0]).toBeCloseTo(5.8373912173605165, 12);
    expect(gamma[1]).toBeCloseTo(0.528825582363114, 12);
    expect(H[1]).toBeCloseTo(1.3, 13);
    expect(status).toEqual(new Int32Array(2));
    const asArray = entropy.normalizeRows(P, Float64Array.of(0.2, 1.3));
    expect(asArray.gamma[0]).toBe(gamma[0]);
    expect(entropy.normalizeRows(P, Float64Array.of(0.2, 1.3)).iterations[0]).toBeGreaterThan(0);
  });

  test("masks stay at zero, and the ends are limits", () => {
    const logits = [1, -Infinity, 0, 1];
    const { probabilities } = entropy.normalize(logits, 1, { input: "logits" });
    expect(probabilities[1]).toBe(0);
    expect(entropy.reachable(logits, { input: "logits" }).min).toBe(Math.log(2));
    const peak = entropy.normalize(logits, Math.log(2), { input: "logits" });
    expect([peak.gamma, peak.temperature, ...peak.probabilities]).toEqual([
      Infinity,
      0,
      0.5,
      0,
      0,
      0.5,
    ]);
    const flat = entropy.normalize(logits, { fraction: 1 }, { input: "logits" });
    expect([flat.gamma, flat.temperature]).toEqual([0, Infinity]);
  });

  test("clamping replaces what is out of reach, and says so", () => {
    const P = [[0.5, 0.5, 0], article.slice(0, 3).map((x) => x / 0.95)];
    const { status, entropy: H } = entropy.normalizeRows(P, 1.0, { unreachable: "clamp" });
    expect([...status]).toEqual([1, 0]);
    expect(H[0]).toBe(Math.log(2));
    expect(entropy.normalizeRows([[0.5, 0.5, 0]], 0.1, { unreachable: "clamp" }).status[0]).toBe(
      -1,
    );
  });

  test("clampRows leaves rows within the range alone", () => {
    const P = [
      [0.97, 0.02, 0.01],
      [0.5, 0.25, 0.25],
      [0.34, 0.33, 0.33],
    ];
    const range = { min: { perplexity: 2 }, max: { fraction: 0.99 } };
    const { gamma, entropy: H, probabilities } = entropy.clampRows(P, range);
    expect(gamma[0]).toBeLessThan(1);
    expect(gamma[1]).toBe(1);
    expect(gamma[2]).toBeGreaterThan(1);
    expect(H[0]).toBeCloseTo(Math.LN2, 13);
    expect(H[2]).toBeCloseTo(0.99 * Math.log(3), 13);
    P[1]!.forEach((x, i) => expect(probabilities.data[3 + i]).toBeCloseTo(x, 15));
  });

  test("the article's iteration is shown with its failures", () => {
    const run = entropy.articleIteration([0.99, 0.006, 0.004], { perplexity: 2.9 }, 5);
    expect(run.gammas[0]).toBeCloseTo(-2.64, 2);
    expect(run.orderReversed).toBe(true);
    expect(run.failedRound).toBe(3);
    expect(run.entropies.length).toBe(6);
    expect(run.entropies[5]).toBeNaN();
    const uniform = entropy.articleIteration([0.5, 0.5], 0.5, 2);
    expect(uniform.failedRound).toBe(0);
    expect([...uniform.probabilities]).toEqual([0.5, 0.5]);
    expect(entropy.articleIteration(article, 0.8, 0).entropies.length).toBe(1);
  });

  test("the curve falls, from the support's logarithm, at the slope of its differences", () => {
    const {
      entropy: H,
      slope,
      curvature,
    } = entropy.curve(article, [0, 1 - 1e-5, 1, 1 + 1e-5, Infinity]);
    expect(H[0]).toBe(Math.log(4));
    expect(H[4]).toBe(0);
    expect((H[3]! - H[1]!) / 2e-5).toBeCloseTo(slope[2]!, 8);
    expect((slope[3]! - slope[1]!) / 2e-5).toBeCloseTo(curvature[2]!, 8);
  });

  test("the gradient sums to zero along constants and along the logits", () => {
    const l = [2, 1, 0.5, -Infinity];
    const { logits, target, defined } = entropy.normalizeVjp(l, 0.9, [0.3, -1, 2, 5]);
    expect(defined).toBe(true);
    expect(target).not.toBe(0);
    expect(logits[3]).toBe(0);
    expect(Math.abs(logits[0]! + logits[1]! + logits[2]!)).toBeLessThan(1e-15);
    expect(Math.abs(2 * logits[0]! + logits[1]! + 0.5 * logits[2]!)).toBeLessThan(1e-15);
    expect(entropy.normalizeVjp([1, 1], Math.LN2, [1, 0]).defined).toBe(false);
    // The differences of these cotangents are beyond float64, the gradient is not.
    const far = entropy.normalizeVjp([1, 0, -1], 0.5, [1e308, -1.7e308, 1.7e308]);
    const near = entropy.normalizeVjp([1, 0, -1], 0.5, [1e8, -1.7e8, 1.7e8]);
    far.logits.forEach((g, i) => expect(g / 1e300 / near.logits[i]!).toBeCloseTo(1, 12));
  });
});

describe("float32", () => {
  test("probabilities have the precision of the input, everything else is float64", () => {
    const matrix = { data: single, rows: 1, cols: 4 };
    expect(entropy.power(single, 2)).toBeInstanceOf(Float32Array);
    expect(entropy.softmax(single)).toBeInstanceOf(Float32Array);
    expect(entropy.normalize(single, 1).probabilities).toBeInstanceOf(Float32Array);
    expect(entropy.normalizeVjp(single, 1, [1, 0, 0, 0]).logits).toBeInstanceOf(Float32Array);
    expect(entropy.articleIteration(single, 1, 3).probabilities).toBeInstanceOf(Float32Array);
    expect(entropy.jacobian(single, 1).data).toBeInstanceOf(Float64Array);
    expect(entropy.clampRows(matrix, { max: 1 }).probabilities.data).toBeInstanceOf(Float32Array);
    expect(entropy.softmaxRows(matrix).probabilities.data).toBeInstanceOf(Float32Array);
    const rows = entropy.normalizeRows(matrix, 1);
    expect(rows.probabilities.data).toBeInstanceOf(Float32Array);
    expect(rows.gamma[0]).toBe(entropy.normalize(Float64Array.from(single), 1).gamma);
    const D = { data: Float32Array.of(0, 1, 2, 1, 0, 3, 2, 3, 0), rows: 3, cols: 3 };
    expect(entropy.affinities(D, 1.5).probabilities.data).toBeInstanceOf(Float32Array);
    for (const value of [
      entropy.shannon(single),
      entropy.perplexity(single),
      entropy.renyi(single, 2),
      entropy.tsallis(single, 2),
      entropy.firstOrderGamma(single, 1),
      entropy.secondOrderGamma(single, 1),
      entropy.reachable(single).max,
      entropy.curve(single, [1]).slope[0],
    ]) {
      expect(value).toBeTypeOf("number");
      expect(value).not.toBeNaN();
    }
    expect(entropy.shannon(single)).toBe(1.75 * Math.LN2);
  });
});

const refused: [ErrorCode, string, () => unknown][] = [
  ["NOT_FINITE", "NaN", () => entropy.normalize([NaN, 1], 0.1)],
  ["NOT_FINITE", "an infinite probability", () => entropy.power([Infinity, 0], 1)],
  ["NOT_FINITE", "a logit of +Infinity", () => entropy.softmax([Infinity, 0])],
  [
    "NOT_FINITE",
    "a NaN among the targets",
    () => entropy.normalizeRows([article], Float64Array.of(NaN)),
  ],
  ["NOT_FINITE", "a NaN gamma", () => entropy.curve(article, [NaN])],
  [
    "NOT_FINITE",
    "an infinite distance",
    () =>
      entropy.affinities(
        [
          [0, Infinity],
          [1, 0],
        ],
        1,
      ),
  ],
  ["NOT_FINITE", "a cotangent of NaN", () => entropy.normalizeVjp([1, 0], 0.5, [NaN, 0])],
  ["NOT_A_DISTRIBUTION", "a negative probability", () => entropy.shannon([1.5, -0.5])],
  ["NOT_A_DISTRIBUTION", "a sum of 0.9", () => entropy.normalize([0.5, 0.4], 0.5)],
  [
    "NOT_A_DISTRIBUTION",
    "nothing but zeros",
    () => entropy.normalize([0, 0], 0, { renormalize: true }),
  ],
  ["TARGET_UNREACHABLE", "more than the support has", () => entropy.normalize(article, 2)],
  ["TARGET_UNREACHABLE", "less than ties have", () => entropy.normalize([0.5, 0.5], 0.1)],
  [
    "TARGET_UNREACHABLE",
    "a perplexity of 5 among 3",
    () =>
      entropy.affinities(
        [
          [0, 1, 2],
          [1, 0, 2],
          [1, 2, 0],
        ],
        5,
      ),
  ],
  ["NOT_CONVERGED", "one iteration", () => entropy.normalize(article, 0.2, { maxIterations: 1 })],
  ["SHAPE_MISMATCH", "two targets for one row", () => entropy.normalizeRows([article], [1, 1])],
  [
    "SHAPE_MISMATCH",
    "one target in an array for two rows",
    () => entropy.normalizeRows([article, article], [1]),
  ],
  ["SHAPE_MISMATCH", "a short cotangent", () => entropy.normalizeVjp([1, 0], 0.5, [1])],
  [
    "SHAPE_MISMATCH",
    "rectangular distances with self left out",
    () => entropy.affinities([[0, 1, 2]], 2),
  ],
  ["INVALID_ARGUMENT", "an empty distribution", () => entropy.shannon([])],
  ["INVALID_ARGUMENT", "an empty matrix", () => entropy.normalizeRows([], 1)],
  ["INVALID_ARGUMENT", "nothing but masks", () => entropy.softmax([-Infinity, -Infinity])],
  ["INVALID_ARGUMENT", "a base of 1", () => entropy.shannon(article, { base: 1 })],
  ["INVALID_ARGUMENT", "a negative order", () => entropy.renyi(article, -1)],
  ["INVALID_ARGUMENT", "an order of NaN", () => entropy.tsallis(article, NaN)],
  ["INVALID_ARGUMENT", "a negative exponent", () => entropy.power(article, -1)],
  ["INVALID_ARGUMENT", "a negative temperature", () => entropy.softmaxRows([[1, 2]], -1)],
  ["INVALID_ARGUMENT", "a target of NaN", () => entropy.normalize(article, NaN)],
  [
    "INVALID_ARGUMENT",
    "a target of two units",
    () => entropy.normalize(article, { bits: 1, nats: 1 } as never),
  ],
  [
    "INVALID_ARGUMENT",
    "a target of no known unit",
    () => entropy.normalize(article, { bans: 1 } as never),
  ],
  ["INVALID_ARGUMENT", "a target of text", () => entropy.normalize(article, "1" as never)],
  ["INVALID_ARGUMENT", "no target", () => entropy.normalize(article, undefined as never)],
  [
    "INVALID_ARGUMENT",
    "a hole among targets",
    () => entropy.normalizeRows([article, article], [1, ,] as never),
  ],
  ["INVALID_ARGUMENT", "a perplexity of 0", () => entropy.normalize(article, { perplexity: 0 })],
  [
    "INVALID_ARGUMENT",
    "an unknown option",
    () => entropy.normalize(article, 1, { tolerence: 1 } as never),
  ],
  [
    "INVALID_ARGUMENT",
    "an unknown input",
    () => entropy.normalize(article, 1, { input: "odds" as never }),
  ],
  [
    "INVALID_ARGUMENT",
    "a negative tolerance",
    () => entropy.normalize(article, 1, { tolerance: -1 }),
  ],
  [
    "INVALID_ARGUMENT",
    "half an iteration",
    () => entropy.normalize(article, 1, { maxIterations: 0.5 }),
  ],
  ["INVALID_ARGUMENT", "a range without ends", () => entropy.clampRows([article], {})],
  [
    "INVALID_ARGUMENT",
    "a range upside down",
    () => entropy.clampRows([article], { min: 1, max: 0.5 }),
  ],
  ["INVALID_ARGUMENT", "rounds of −1", () => entropy.articleIteration(article, 1, -1)],
];

describe("matrices of many slices", () => {
  // More rows than WebAssembly memory holds at a time, and a slice that is not full at the end.
  const rows = 30_001;
  const cols = 3;
  const data = Float64Array.from({ length: rows * cols }, (_, i) => Math.sin(i * i) * 3);
  const X = { data, rows, cols };
  const row = (i: number) => data.subarray(i * cols, (i + 1) * cols);
  const some = [0, 1, 5_460, 5_461, 5_462, 16_383, 30_000];

  test("each row's result is the one it has by itself, to the bit", () => {
    const targets = Float64Array.from({ length: rows }, (_, i) => 0.1 + (i % 10) / 10);
    const all = entropy.normalizeRows(X, targets, { input: "logits" });
    const soft = entropy.softmaxRows(X, 2);
    const clamped = entropy.clampRows(X, { max: 0.5 }, { input: "logits" });
    const affine = entropy.affinities(X, 2, { self: "include" });
    for (const i of some) {
      const alone = entropy.normalize(row(i), targets[i]!, { input: "logits" });
      expect(all.gamma[i]).toBe(alone.gamma);
      expect(all.entropy[i]).toBe(alone.entropy);
      expect(all.iterations[i]).toBe(alone.iterations);
      const at = (m: { data: Float64Array | Float32Array }) =>
        m.data.slice(i * cols, (i + 1) * cols);
      expect(at(all.probabilities)).toEqual(alone.probabilities);
      expect(at(soft.probabilities)).toEqual(entropy.softmax(row(i), 2));
      const one = { data: row(i).slice(), rows: 1, cols };
      expect(at(clamped.probabilities)).toEqual(
        entropy.clampRows(one, { max: 0.5 }, { input: "logits" }).probabilities.data,
      );
      expect(affine.beta[i]).toBe(entropy.affinities(one, 2, { self: "include" }).beta[0]);
    }
  });

  test("without self, every row leaves its own entry out", () => {
    const n = 200;
    const D = Float64Array.from({ length: n * n }, (_, i) => 1 + ((i * 7919) % 101));
    const { probabilities } = entropy.affinities({ data: D, rows: n, cols: n }, 20);
    for (let i = 0; i < n; ++i) expect(probabilities.data[i * n + i]).toBe(0);
  });

  test("messages name the row of the whole matrix", () => {
    const spoilt = { ...X, data: data.slice() };
    spoilt.data[20_000 * cols + 1] = NaN;
    for (const body of [
      () => entropy.softmaxRows(spoilt),
      () => entropy.normalizeRows(spoilt, 0.5, { input: "logits" }),
      () => entropy.clampRows(spoilt, { max: 1 }, { input: "logits" }),
    ])
      expect(failing(body).message).toContain("[20000][1]");
    const targets = new Float64Array(rows).fill(0.5);
    targets[20_000] = 9;
    expect(
      failing(() => entropy.normalizeRows(X, targets, { input: "logits" })).details,
    ).toMatchObject({ row: 20_000, target: 9 });
  });

  test("results are written to the caller's array, which may be the argument's own", () => {
    const expected = entropy.softmaxRows(X).probabilities.data;
    const out = new Float64Array(rows * cols);
    expect(entropy.softmaxRows(X, 1, { out }).probabilities.data).toBe(out);
    expect(Buffer.from(out.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
    const own = data.slice();
    entropy.softmaxRows({ data: own, rows, cols }, 1, { out: own });
    expect(Buffer.from(own.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
    const normalized = entropy.normalizeRows(X, 0.5, { input: "logits", out });
    expect(normalized.probabilities.data).toBe(out);
    expect(entropy.affinities(X, 2, { self: "include", out }).probabilities.data).toBe(out);
  });

  test("an out that overlaps the argument otherwise than entry for entry is refused", () => {
    const buffer = new ArrayBuffer(80);
    const given = (start: number, length: number) => new Float64Array(buffer, start, length);
    const X = { data: given(0, 6), rows: 2, cols: 3 };
    expect(failing(() => entropy.softmaxRows(X, 1, { out: given(8, 6) })).code).toBe(
      "INVALID_ARGUMENT",
    );
    const swapped = [given(24, 3), given(0, 3)];
    expect(failing(() => entropy.softmaxRows(swapped, 1, { out: given(0, 6) })).code).toBe(
      "INVALID_ARGUMENT",
    );
    const rows = [given(0, 3), given(24, 3)];
    expect(entropy.softmaxRows(rows, 1, { out: given(0, 6) }).probabilities.data[5]).toBe(1 / 3);
    const apart = { data: given(0, 3), rows: 1, cols: 3 };
    expect(entropy.softmaxRows(apart, 1, { out: given(24, 3) }).entropy.length).toBe(1);
  });

  test.each([
    ["an array", [0, 0, 0], "INVALID_ARGUMENT"],
    ["of the other precision", new Float32Array(3), "INVALID_ARGUMENT"],
    ["too short", new Float64Array(2), "SHAPE_MISMATCH"],
    ["too long", new Float64Array(4), "SHAPE_MISMATCH"],
  ])("an out that is %s is refused", (_, out, code) => {
    const error = failing(() => entropy.softmaxRows([[1, 2, 3]], 1, { out: out as never }));
    expect(error.code).toBe(code);
    expect(error.message).toContain("options.out");
  });
});

describe("refused", () => {
  test.each(refused)("%s: %s", (code, _, body) => {
    const error = failing(body);
    expect(error.code).toBe(code);
    expect(error.message).not.toMatch(/\{\w+\}/);
  });

  test("an unreachable target comes with what is reachable, in rows with the row", () => {
    expect(failing(() => entropy.normalize([0.5, 0.25, 0.25, 0], 1.2)).details).toEqual({
      argument: "p",
      target: 1.2,
      min: 0,
      max: entropy.reachable([0.5, 0.25, 0.25, 0]).max,
    });
    const P = [article, [0.5, 0.5, 0, 0]];
    expect(failing(() => entropy.normalizeRows(P, 1)).details).toMatchObject({ row: 1 });
  });

  test("a bad entry of a matrix is named by row and index", () => {
    const P = [article, [0.5, 0.6, -0.1, 0]];
    expect(failing(() => entropy.normalizeRows(P, 1)).details).toEqual({
      argument: "P",
      row: 1,
      index: 2,
      found: -0.1,
    });
  });
});

test("inputs stay as they are, and results are not views of one another", () => {
  const P = { data: Float64Array.from([...article, ...article]), rows: 2, cols: 4 };
  const before = P.data.slice();
  const first = entropy.normalizeRows(P, 1);
  const kept = first.probabilities.data.slice();
  entropy.normalizeRows(P, 0.5);
  expect(P.data).toEqual(before);
  expect(first.probabilities.data).toEqual(kept);
  expect(first.gamma.buffer).not.toBe(first.entropy.buffer);
});
