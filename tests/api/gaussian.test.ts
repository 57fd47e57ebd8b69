import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { load, type Gaussian, type GaussianMetric, type Matrix } from "lemmata";

// Against the golden numbers of tests/golden/gaussian.py, which are correct to 50 digits.

interface Given {
  mean: number[];
  form: "full" | "diagonal" | "variance" | "factor";
  value: number | number[] | number[][];
}
type Gradient = Record<"meanP" | "meanQ", number[]> &
  Record<"covarianceP" | "covarianceQ", number[][]>;
interface PairCase {
  name: string;
  p: Given;
  q: Given;
  entropy: number;
  kl: number;
  reversed: number;
  bhattacharyya: number;
  hellinger2: number;
  chernoff: Record<string, number>;
  renyi: Record<string, number | "inf">;
  wasserstein2: number;
  entropic: number;
  best: { alpha: number; value: number };
  map?: number[][];
  geodesic?: number[][];
  gradient?: Record<Exclude<GaussianMetric, "hellinger">, Gradient>;
}
interface Golden {
  pairs: PairCase[];
  lowRank: { name: string; p: Given; q: Given; wasserstein2: number; entropic: number }[];
  frechet: { X: number[][]; Y: number[][]; squared: number }[];
  fits: (Record<"X" | "ml" | "unbiased" | "ledoit-wolf" | "oas", number[][]> & {
    mean: number[];
  })[];
  barycenters: { covariances: number[][][]; weights: number[]; covariance: number[][] }[];
  functions: Record<"A" | "B" | "root" | "mean", number[][]>[];
  jensenShannon: { mean: number; variance: number; value: number }[];
}

const golden = JSON.parse(
  readFileSync(new URL("../golden/gaussian.json", import.meta.url), "utf8"),
) as Golden;
const { gaussian } = await load();

function made({ mean, form, value }: Given): Gaussian {
  const covariance = form === "full" ? value : { [form]: value };
  return { mean, covariance: covariance as Gaussian["covariance"] };
}

/** Both numbers agree to `digits` relative ones. */
function agree(found: number, expected: number | "inf", relative = 1e-12): void {
  if (expected === "inf") expect(found).toBe(Infinity);
  else expect(Math.abs(found - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
}

/** Both arrays agree relative to the largest entry. */
function agreeAll(found: Float64Array, expected: readonly number[], relative = 1e-12): void {
  const largest = Math.max(...expected.map(Math.abs));
  expect(found.length).toBe(expected.length);
  const worst = Math.max(...expected.map((x, i) => Math.abs(found[i]! - x)));
  expect(worst).toBeLessThanOrEqual(relative * largest);
}

function agreeMatrix(found: Matrix, expected: readonly number[][], relative = 1e-12): void {
  expect([found.rows, found.cols]).toEqual([expected.length, expected[0]!.length]);
  agreeAll(found.data, expected.flat(), relative);
}

describe.each(golden.pairs)("$name", (pair) => {
  const p = made(pair.p);
  const q = made(pair.q);
  // The eᵢ of nearly equal covariances are exact to ε times the condition, the others to less.
  const near = pair.name.includes("equal to");
  const hard = pair.name.includes("ten orders");
  const relative = near ? 1e-6 : hard ? 1e-9 : 1e-12;

  test("divergences", () => {
    agree(gaussian.entropy(p), pair.entropy, hard ? 1e-11 : 1e-13);
    agree(gaussian.kl(p, q), pair.kl, relative);
    agree(gaussian.kl(q, p), pair.reversed, relative);
    agree(gaussian.jeffreys(p, q), pair.kl + pair.reversed, relative);
    agree(gaussian.crossEntropy(p, q), pair.entropy + pair.kl, hard ? 1e-9 : 1e-12);
    const { distance, coefficient } = gaussian.bhattacharyya(p, q);
    agree(distance, pair.bhattacharyya, relative);
    agree(coefficient, Math.exp(-pair.bhattacharyya), 1e-12);
    agree(gaussian.hellinger(p, q).squared, pair.hellinger2, relative);
    agree(gaussian.hellinger(p, q).distance, Math.sqrt(pair.hellinger2), relative);
    for (const [alpha, value] of Object.entries(pair.chernoff)) {
      agree(gaussian.chernoff(p, q, Number(alpha)), value, relative);
    }
    for (const [order, value] of Object.entries(pair.renyi)) {
      agree(gaussian.renyi(p, q, Number(order)), value, hard ? 1e-8 : relative * 10);
    }
    const two = pair.renyi["2"]!;
    agree(gaussian.chiSquared(p, q), two === "inf" ? two : Math.expm1(two), relative * 100);
  });

  test("the best Chernoff exponent", () => {
    const { alpha, value } = gaussian.bestChernoff(p, q);
    agree(value, pair.best.value, relative);
    expect(alpha).toBeCloseTo(pair.best.alpha, near ? 5 : 8);
  });

  test("Wasserstein distances", () => {
    const { squared, distance, mean, bures } = gaussian.wasserstein2(p, q);
    agree(squared, pair.wasserstein2, near ? 1e-6 : 1e-11);
    expect(distance).toBe(Math.sqrt(squared));
    expect(mean + bures).toBe(squared);
    agree(gaussian.entropicWasserstein(p, q, 0.75), pair.entropic, 1e-12);
  });

  test("all distances are those one by one", () => {
    const all = gaussian.distances(p, q);
    expect(all.klPQ).toBe(gaussian.kl(p, q));
    expect(all.klQP).toBe(gaussian.kl(q, p));
    expect(all.jeffreys).toBe(gaussian.jeffreys(p, q));
    expect(all.bhattacharyya).toBe(gaussian.bhattacharyya(p, q).distance);
    expect(all.coefficient).toBe(gaussian.bhattacharyya(p, q).coefficient);
    expect(all.hellinger).toBe(gaussian.hellinger(p, q).distance);
    expect(all.wasserstein2).toEqual(gaussian.wasserstein2(p, q));
    expect(all.jensenShannon).toEqual(gaussian.jensenShannonBounds(p, q));
  });

  if (pair.map) {
    test("optimal map and path", () => {
      const { matrix, offset } = gaussian.transportMap(p, q);
      agreeMatrix(matrix, pair.map!, 1e-11);
      const size = offset.length;
      for (let i = 0; i < size; ++i) {
        let image = offset[i]!;
        for (let j = 0; j < size; ++j) image += matrix.data[i * size + j]! * pair.p.mean[j]!;
        expect(image).toBeCloseTo(pair.q.mean[i]!, 11);
      }
      const { mean, covariance } = gaussian.geodesic(p, q, 0.3);
      agreeMatrix(covariance, pair.geodesic!, 1e-11);
      agreeAll(
        mean,
        pair.p.mean.map((x, i) => 0.7 * x + 0.3 * pair.q.mean[i]!),
      );
    });

    test.each(["kl", "jeffreys", "bhattacharyya", "wasserstein2"] as const)(
      "the gradient of %s",
      (metric) => {
        const expected = pair.gradient![metric];
        const found = gaussian.gradient(metric, p, q);
        agreeAll(found.meanP, expected.meanP, 1e-11);
        agreeAll(found.meanQ, expected.meanQ, 1e-11);
        agreeMatrix(found.covarianceP, expected.covarianceP, 1e-10);
        agreeMatrix(found.covarianceQ, expected.covarianceQ, 1e-10);
      },
    );
  }
});

test.each(golden.lowRank)("W2 between $name", ({ p, q, wasserstein2, entropic }) => {
  agree(gaussian.wasserstein2(made(p), made(q)).squared, wasserstein2);
  agree(gaussian.wasserstein2(made(q), made(p)).squared, wasserstein2);
  agree(gaussian.entropicWasserstein(made(p), made(q), 0.75), entropic);
});

test.each(golden.frechet)("the Fréchet distance of samples is $squared", ({ X, Y, squared }) => {
  agree(gaussian.frechet(X, Y).squared, squared);
  agree(gaussian.frechet(Y, X).squared, squared);
});

describe.each(golden.fits)("a fit of samples", (fit) => {
  test.each(["ml", "unbiased", "ledoit-wolf", "oas"] as const)("%s", (covariance) => {
    const { mean, covariance: found } = gaussian.fit(fit.X, { covariance });
    agreeAll(mean, fit.mean, 1e-13);
    agreeMatrix(found, fit[covariance], 1e-12);
  });
  test("is of maximum likelihood unless asked otherwise", () => {
    expect(gaussian.fit(fit.X)).toEqual(gaussian.fit(fit.X, { covariance: "ml" }));
  });
});

test.each(golden.barycenters)(
  "the barycenter of $covariances.length",
  ({ covariances, weights, covariance }) => {
    const list = covariances.map((S, i) => ({ mean: S.map((_, j) => i + j), covariance: S }));
    const found = gaussian.barycenter(list, weights);
    agreeMatrix(found.covariance, covariance, 1e-10);
    expect(found.residual).toBeLessThanOrEqual(1e-12);
    expect(found.iterations).toBeGreaterThan(1);
  },
);

test.each(golden.functions)("square root and geometric mean", ({ A, B, root, mean }) => {
  agreeMatrix(gaussian.squareRoot(A), root, 1e-13);
  agreeMatrix(gaussian.geometricMean(A, B), mean, 1e-12);
  agreeMatrix(gaussian.geometricMean(B, A), mean, 1e-12);
});

test.each(golden.jensenShannon)(
  "Jensen–Shannon to N($mean, $variance) lies within its bounds and its error",
  ({ mean, variance, value }) => {
    const p = { mean: [0], covariance: { variance: 1 } };
    const q = { mean: [mean], covariance: { variance } };
    const { lower, upper } = gaussian.jensenShannonBounds(p, q);
    expect(lower).toBeLessThanOrEqual(value);
    expect(upper).toBeGreaterThanOrEqual(value);
    const found = gaussian.jensenShannon(p, q, { samples: 50_000, seed: 3 });
    expect(Math.abs(found.value - value)).toBeLessThan(4 * found.standardError);
    expect(found.standardError).toBeLessThan(0.01 * value);
  },
);
