import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { load, type FitOptions, type LinearClassifier, type Matrix } from "lemmata";

// Against the golden numbers of tests/golden/logistic.py (scikit-learn, NumPy), and at the edges.

interface GoldenFit {
  weights: number[][];
  bias: number[];
  shrinkage?: number;
}
interface Case {
  name: string;
  X: number[][];
  labels: number[];
  sampleWeights: number[];
  within: number[][];
  fits: Record<string, GoldenFit>;
  refined: (GoldenFit & { l2: number; loss: number; probabilities: number[][] })[];
  mahalanobisSquared?: number;
  rSquared?: number;
}
interface Golden {
  cases: Case[];
  degenerate: (GoldenFit & { name: string; X: number[][]; labels: number[]; rank: number })[];
  covariance: Record<"X" | "ml" | "unbiased", number[][]> &
    Record<"ledoit-wolf" | "oas" | "oas-paper", { covariance: number[][]; shrinkage: number }>;
  evaluation: {
    logits: number[][];
    labels: number[];
    logLoss: number;
    accuracy: number;
    calibrationError: number;
  };
  regressions: (Record<"X" | "Y" | "weights" | "residualCovariance", number[][]> & {
    bias: number[];
  })[];
}

const golden = JSON.parse(
  readFileSync(new URL("../golden/logistic.json", import.meta.url), "utf8"),
) as Golden;
const { logistic } = await load();

const agree = (found: number, expected: number, relative = 1e-12): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));

/** Both arrays agree relative to the largest entry. */
function agreeAll(found: Float64Array, expected: readonly number[], relative = 1e-11): void {
  const largest = Math.max(...expected.map(Math.abs));
  expect(found.length).toBe(expected.length);
  const worst = Math.max(...expected.map((x, i) => Math.abs(found[i]! - x)));
  expect(worst).toBeLessThanOrEqual(relative * largest);
}

function agreeMatrix(found: Matrix, expected: readonly number[][], relative = 1e-11): void {
  expect([found.rows, found.cols]).toEqual([expected.length, expected[0]!.length]);
  agreeAll(found.data, expected.flat(), relative);
}

/** Agreement up to what is the same for all classes, which no probability depends on. */
function agreeFit(found: LinearClassifier, expected: GoldenFit, relative = 1e-10): void {
  const columns = found.bias.length;
  const level = (numbers: ArrayLike<number>): number[] =>
    Array.from(numbers, (x, i) => (columns === 1 ? x : x - numbers[i - (i % columns)]!));
  agreeAll(Float64Array.from(level(found.weights.data)), level(expected.weights.flat()), relative);
  agreeAll(Float64Array.from(level(found.bias)), level(expected.bias), relative);
}

const optionsOf = (name: string, sampleWeights: number[]): FitOptions => {
  if (name === "ridge") return { ridge: 0.7 };
  if (name === "weighted") return { sampleWeights };
  if (name === "total-whitened") return { mode: name };
  return { covariance: name as FitOptions["covariance"] };
};

describe.each(golden.cases)("$name", (given) => {
  const { X, labels, fits } = given;
  const classes = Math.max(...labels) + 1;

  test.each(Object.keys(fits))("the closed form: %s", (name) => {
    const fit = logistic.fit(X, labels, optionsOf(name, given.sampleWeights));
    agreeFit(fit, fits[name]!);
    expect(fit.rank).toBe(X[0]!.length);
    expect([fit.classes, fit.features]).toEqual([classes, X[0]!.length]);
    agree(fit.shrinkage, fits[name]!.shrinkage ?? 0);
  });

  test("what the fit was made from", () => {
    const fit = logistic.fit(X, labels);
    agreeMatrix(fit.withinCovariance, given.within);
    expect(fit.means.rows).toBe(classes);
    if (given.rSquared !== undefined) {
      agree(fit.mahalanobisSquared!, given.mahalanobisSquared!, 1e-11);
      agree(fit.rSquared!, given.rSquared, 1e-11);
      agree(logistic.fit(X, labels, { mode: "total-whitened" }).rSquared!, given.rSquared, 1e-11);
    } else {
      expect(fit).not.toHaveProperty("rSquared");
      expect(fit).not.toHaveProperty("mahalanobisSquared");
    }
  });

  test("statistics of pieces give the same", () => {
    using statistics = logistic.statistics(X[0]!.length, classes);
    using rest = logistic.statistics(X[0]!.length, classes);
    statistics.add(X.slice(0, 11), labels.slice(0, 11));
    rest.add(X.slice(11, 20), labels.slice(11, 20));
    rest.add(X.slice(20), Int32Array.from(labels.slice(20)));
    rest.merge(statistics);
    expect(rest.count).toBe(X.length);
    using loaded = logistic.statisticsLoad(rest.save());
    expect(loaded.fit()).toEqual(rest.fit());
    for (const name of ["ml", "unbiased", "oas", "diagonal", "total-whitened"]) {
      const { sampleWeights: _, ...options } = optionsOf(name, []);
      agreeFit(loaded.fit(options), fits[name]!);
    }
  });

  test.each(given.refined)("maximum likelihood with l2 = $l2", (expected) => {
    for (const start of [undefined, "zero"] as const) {
      const options = { l2: expected.l2, tolerance: 1e-11, ...(start && { start }) };
      const found = logistic.refine(X, labels, options);
      const { probabilities } = expected;
      agreeMatrix(logistic.probabilities(found, X.slice(0, 5)), probabilities, 1e-9);
      agreeFit(found, expected, 1e-8);
      agree(found.losses.at(-1)!, expected.loss, 1e-13);
      expect(found.gradientNorm).toBeLessThanOrEqual(1e-11);
      expect(found.losses.length).toBe(found.iterations + 1);
    }
  });

  test("from the maximum on there is nothing to do", () => {
    const found = logistic.refine(X, labels, { l2: 0.02, tolerance: 1e-9 });
    const again = logistic.refine(X, labels, { l2: 0.02, tolerance: 1e-8, start: found });
    expect(again.iterations).toBe(0);
    agreeAll(again.weights.data, [...found.weights.data], 1e-12);
  });
});

test.each(golden.degenerate)("the pseudo-inverse: $name", (given) => {
  const fit = logistic.fit(given.X, given.labels);
  expect(fit.rank).toBe(given.rank);
  agreeFit(fit, given, 1e-8);
});

test.each(["ml", "unbiased", "ledoit-wolf", "oas", "oas-paper"] as const)(
  "covariance: %s",
  (estimator) => {
    const found = logistic.covariance(golden.covariance.X, estimator);
    const expected = golden.covariance[estimator];
    const plain = Array.isArray(expected);
    agreeMatrix(found.covariance, plain ? expected : expected.covariance, 1e-13);
    agree(found.shrinkage, plain ? 0 : expected.shrinkage);
  },
);

test("evaluation agrees with its definition", () => {
  const { logits, labels, ...expected } = golden.evaluation;
  const identity = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ];
  const model = {
    weights: { data: new Float64Array(identity.flat()), rows: 3, cols: 3 },
    bias: new Float64Array(3),
    classes: 3,
    features: 3,
  };
  const found = logistic.evaluate(model, logits, labels);
  agree(found.logLoss, expected.logLoss, 1e-14);
  agree(found.accuracy, expected.accuracy, 1e-14);
  agree(found.calibrationError, expected.calibrationError, 1e-12);
});

test.each(golden.regressions)("linear regression is least squares", (given) => {
  const found = logistic.linearRegression(given.X, given.Y);
  agreeMatrix(found.weights, given.weights, 1e-10);
  agreeAll(found.bias, given.bias, 1e-10);
  const scale = Math.max(...given.Y.flat().map(Math.abs)) ** 2;
  const residuals = given.residualCovariance.flat();
  residuals.forEach((x, i) =>
    expect(Math.abs(found.residualCovariance.data[i]! - x)).toBeLessThan(1e-13 * scale),
  );
});

describe("rows pass through in slices", () => {
  const d = 40;
  const n = 2500;
  const X = { data: new Float64Array(n * d), rows: n, cols: d };
  const labels = new Int32Array(n);
  for (let i = 0; i < n; ++i) {
    labels[i] = i % 3;
    for (let j = 0; j < d; ++j) {
      X.data[i * d + j] = Math.sin(i * (j + 1.7) * 7.3) + (j % 3 === labels[i] ? 0.5 : 0);
    }
  }
  const model = logistic.fit(X, labels);

  test("a fit of many has the bits of statistics", () => {
    using statistics = logistic.statistics(d, 3);
    statistics.add(X, labels);
    agreeAll(statistics.fit().weights.data, [...model.weights.data], 1e-11);
    const single = { ...X, data: Float32Array.from(X.data) };
    agreeAll(logistic.fit(single, labels).weights.data, [...model.weights.data], 1e-3);
  });

  test("logits, probabilities and predictions agree", () => {
    const logits = logistic.logits(model, X);
    const p = logistic.probabilities(model, X);
    const predicted = logistic.predict(model, X);
    let right = 0;
    for (let i = 0; i < n; ++i) {
      const row = [...logits.data.subarray(3 * i, 3 * i + 3)];
      const best = row.indexOf(Math.max(...row));
      expect(predicted[i]).toBe(best);
      right += Number(best === labels[i]);
      expect(p.data[3 * i]! + p.data[3 * i + 1]! + p.data[3 * i + 2]!).toBeCloseTo(1, 14);
    }
    expect(logistic.evaluate(model, X, labels).accuracy).toBe(right / n);
  });

  test("an error names the row of the whole", () => {
    const bad = { ...X, data: X.data.slice() };
    bad.data[2000 * d + 5] = NaN;
    for (const call of [
      () => logistic.predict(model, bad),
      () => logistic.fit(bad, labels),
      () => logistic.logits(model, bad),
    ]) {
      expect(call).toThrow(
        expect.objectContaining({
          code: "NOT_FINITE",
          message: expect.stringContaining("X[2000][5]"),
        }),
      );
    }
    const wrong = labels.slice();
    wrong[1999] = -3;
    using statistics = logistic.statistics(d, 3);
    expect(() => statistics.add(X, wrong)).toThrow(/labels\[1999\] is -3/);
    expect(statistics.count).toBe(0);
    statistics.add(X, labels);
    expect(statistics.count).toBe(n);
  });
});

describe("whitening", () => {
  const { X, labels } = golden.cases[2]!;
  test.each(["total", "zca"] as const)("%s gives the identity", (kind) => {
    const { data, matrix, mean } = logistic.whiten(X, { kind });
    const { covariance } = logistic.covariance(data, "ml");
    covariance.data.forEach((x, i) =>
      expect(Math.abs(x - (i % 6 === 0 ? 1 : 0))).toBeLessThan(1e-12),
    );
    const row = X[7]!;
    for (let k = 0; k < matrix.cols; ++k) {
      let z = 0;
      for (let j = 0; j < row.length; ++j)
        z += (row[j]! - mean[j]!) * matrix.data[j * matrix.cols + k]!;
      expect(data.data[7 * matrix.cols + k]).toBeCloseTo(z, 12);
    }
  });
  test("within the classes: a fit then has its means as weights", () => {
    const { data } = logistic.whiten(X, { kind: "within", labels });
    const { weights, means } = logistic.fit(data, labels);
    for (let k = 0; k < 4; ++k)
      for (let j = 0; j < 5; ++j)
        expect(weights.data[j * 4 + k]).toBeCloseTo(means.data[k * 5 + j]!, 10);
  });
  test("directions without variance are left out", () => {
    const { data, matrix } = logistic.whiten([
      [1, 2, 5],
      [2, 4, 5],
      [4, 8, 5],
    ]);
    expect([data.rows, data.cols, matrix.rows, matrix.cols]).toEqual([3, 1, 3, 1]);
  });
});

describe("what cannot be done is refused by its code", () => {
  const X = [[0], [2], [3], [5]];
  const y = [0, 0, 1, 1];
  const model = logistic.fit(X, y);
  const refused = (code: string, call: () => unknown): void => {
    expect(call).toThrow(expect.objectContaining({ code }));
    expect(logistic.fit(X, y).bias[0]).toBe(-7.5);
  };
  test.each<[string, string, () => unknown]>([
    ["one class", "INVALID_ARGUMENT", () => logistic.fit(X, [0, 0, 0, 0])],
    ["an empty class", "EMPTY_CLASS", () => logistic.fit(X, [0, 0, 2, 2])],
    ["a class beyond all", "EMPTY_CLASS", () => logistic.fit(X, [0, 0, 1, 2 ** 30])],
    ["a label below 0", "INVALID_ARGUMENT", () => logistic.fit(X, [0, -1, 1, 1])],
    ["half a label", "INVALID_ARGUMENT", () => logistic.fit(X, [0, 0.5, 1, 1])],
    ["a large label", "INVALID_ARGUMENT", () => logistic.fit(X, [0, 2 ** 40, 1, 1])],
    ["no labels", "INVALID_ARGUMENT", () => logistic.fit(X, undefined as never)],
    ["too few labels", "SHAPE_MISMATCH", () => logistic.fit(X, [0, 1])],
    ["no rows", "INVALID_ARGUMENT", () => logistic.fit([], [])],
    ["a ragged matrix", "SHAPE_MISMATCH", () => logistic.fit([[1], [1, 2]], [0, 1])],
    ["NaN", "NOT_FINITE", () => logistic.fit([[0], [NaN], [1], [2]], y)],
    ["too few weights", "SHAPE_MISMATCH", () => logistic.fit(X, y, { sampleWeights: [1, 2] })],
    ["no weights", "SHAPE_MISMATCH", () => logistic.fit(X, y, { sampleWeights: [] })],
    [
      "negative weights",
      "INVALID_ARGUMENT",
      () => logistic.fit(X, y, { sampleWeights: [1, 1, 1, -1] }),
    ],
    [
      "a class without weight",
      "EMPTY_CLASS",
      () => logistic.fit(X, y, { sampleWeights: [1, 1, 0, 0] }),
    ],
    ["priors of another length", "SHAPE_MISMATCH", () => logistic.fit(X, y, { priors: [1] })],
    ["a prior of 0", "INVALID_ARGUMENT", () => logistic.fit(X, y, { priors: [1, 0] })],
    ["a negative ridge", "INVALID_ARGUMENT", () => logistic.fit(X, y, { ridge: -1 })],
    ["an unknown mode", "INVALID_ARGUMENT", () => logistic.fit(X, y, { mode: "all" as never })],
    ["an unknown option", "INVALID_ARGUMENT", () => logistic.fit(X, y, { Ridge: 1 } as never)],
    ["nothing that varies", "SINGULAR", () => logistic.fit([[1], [1], [1]], [0, 1, 0])],
    [
      "too few rows",
      "INVALID_ARGUMENT",
      () => logistic.fit([[1], [2]], [0, 1], { covariance: "unbiased" }),
    ],
    ["no variance to whiten", "SINGULAR", () => logistic.whiten([[1], [1]])],
    ["whitening within nothing", "INVALID_ARGUMENT", () => logistic.whiten(X, { kind: "within" })],
    ["regression of other rows", "SHAPE_MISMATCH", () => logistic.linearRegression(X, [[1]])],
    ["a model of other features", "SHAPE_MISMATCH", () => logistic.predict(model, [[1, 2]])],
    [
      "a model without bias",
      "INVALID_ARGUMENT",
      () => logistic.predict({ ...model, bias: undefined as never }, X),
    ],
    [
      "a model of other classes",
      "SHAPE_MISMATCH",
      () => logistic.logits({ ...model, classes: 3 }, X),
    ],
    [
      "a model with NaN",
      "NOT_FINITE",
      () => logistic.logits({ ...model, bias: new Float64Array([NaN]) }, X),
    ],
    [
      "labels beyond the model's",
      "INVALID_ARGUMENT",
      () => logistic.evaluate(model, X, [0, 1, 2, 0]),
    ],
    ["half an iteration", "INVALID_ARGUMENT", () => logistic.refine(X, y, { maxIterations: 0.5 })],
    ["a negative l2", "INVALID_ARGUMENT", () => logistic.refine(X, y, { l2: -1 })],
    [
      "a start of other features",
      "SHAPE_MISMATCH",
      () =>
        logistic.refine(
          [
            [1, 2],
            [2, 1],
          ],
          [0, 1],
          { start: model },
        ),
    ],
    [
      "an unknown start",
      "INVALID_ARGUMENT",
      () => logistic.refine(X, y, { start: "one" as never }),
    ],
    ["an empty class to refine", "EMPTY_CLASS", () => logistic.refine(X, [0, 0, 2, 2])],
    ["no features", "INVALID_ARGUMENT", () => logistic.statistics(0, 2)],
    ["too many features", "OUT_OF_MEMORY", () => logistic.statistics(100_000, 2)],
    ["bytes of something else", "CORRUPT_DATA", () => logistic.statisticsLoad(new Uint8Array(100))],
    ["no bytes", "CORRUPT_DATA", () => logistic.statisticsLoad(new Uint8Array(0))],
    ["an array of bytes", "INVALID_ARGUMENT", () => logistic.statisticsLoad([1] as never)],
  ])("%s: %s", (_, code, call) => refused(code, call));

  test("statistics cannot shrink by rows they do not have", () => {
    using statistics = logistic.statistics(1, 2);
    refused("EMPTY_CLASS", () => statistics.fit());
    statistics.add(X, y);
    refused("INVALID_ARGUMENT", () => statistics.fit({ covariance: "ledoit-wolf" }));
    refused("INVALID_ARGUMENT", () => statistics.fit({ sampleWeights: [1] } as never));
    refused("INVALID_ARGUMENT", () => statistics.merge(model as never));
    using other = logistic.statistics(2, 2);
    refused("SHAPE_MISMATCH", () => statistics.merge(other));
    statistics.dispose();
    expect(statistics.disposed).toBe(true);
    refused("DISPOSED", () => statistics.fit());
    refused("DISPOSED", () => other.merge(statistics));
  });

  test("separable classes come with the direction that separates them", () => {
    const leak = [
      [1, 0],
      [3, 0],
      [2, 1],
      [4, 1],
    ];
    try {
      logistic.fit(leak, y);
      expect.unreachable();
    } catch (error) {
      const { code, details } = error as { code: string; details: { direction: Float64Array } };
      expect(code).toBe("SEPARABLE");
      expect(Math.abs(details.direction[1]!)).toBeCloseTo(1, 14);
    }
    expect(logistic.fit(leak, y, { ridge: 1 }).weights.data[1]).toBeGreaterThan(0);
    for (const values of [X, [[0], [2], [2], [3]]]) {
      try {
        logistic.refine(values, y);
        expect.unreachable();
      } catch (error) {
        const { code, details } = error as { code: string; details: { direction: Float64Array } };
        expect(code).toBe("SEPARABLE");
        const [slope, offset] = details.direction as Iterable<number> as [number, number];
        expect(slope).toBeCloseTo(1, 12);
        values.forEach(([x], i) =>
          expect((slope * x! + offset) * (y[i]! ? 1 : -1)).toBeGreaterThan(-1e-6),
        );
      }
    }
    expect(logistic.refine(X, y, { l2: 0.1 }).gradientNorm).toBeLessThanOrEqual(1e-8);
  });
});
