import { describe, expect, test } from "vitest";
// The inner boundary, to see how much memory the module has taken.
import bytes from "../../build/api/core/bytes.js";
import { createCore } from "../../build/api/instantiate.js";
import { GaussianDistances } from "../../build/api/gaussian.js";
import { Memory } from "../../build/api/memory.js";
import { load, LemmataError, type ErrorCode, type Gaussian } from "lemmata";

const { gaussian } = await load();

const unit: Gaussian = { mean: [0, 0], covariance: { variance: 1 } };
const diagonal = (mean: number[], variances: number[]): Gaussian => ({
  mean,
  covariance: { diagonal: variances },
});

/** Runs what must fail, and then what must work as before. */
function failure(body: () => unknown): LemmataError {
  let error: unknown;
  try {
    body();
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(LemmataError);
  expect(gaussian.kl(unit, { mean: [2, 0], covariance: { variance: 1 } })).toBe(2);
  return error as LemmataError;
}

const singular = diagonal([0, 0], [1, 0]);
const bad = (mean: unknown, covariance: unknown) => ({ mean, covariance }) as Gaussian;

describe("a Gaussian is refused", () => {
  const cases: [string, Gaussian, ErrorCode, string][] = [
    ["that is a number", 3 as never, "INVALID_ARGUMENT", "q"],
    ["without covariance", { mean: [0, 0] } as never, "INVALID_ARGUMENT", "q"],
    ["without dimensions", bad([], { variance: 1 }), "INVALID_ARGUMENT", "q.mean"],
    ["with NaN in its mean", bad([0, NaN], { variance: 1 }), "NOT_FINITE", "q.mean"],
    [
      "with infinity in its matrix",
      bad(
        [0, 0],
        [
          [1, Infinity],
          [Infinity, 1],
        ],
      ),
      "NOT_FINITE",
      "q.covariance",
    ],
    [
      "with NaN on its diagonal",
      bad(
        [0, 0],
        [
          [1, 0],
          [0, NaN],
        ],
      ),
      "NOT_FINITE",
      "q.covariance",
    ],
    ["with a variance that is NaN", bad([0, 0], { variance: NaN }), "NOT_FINITE", "q.covariance"],
    [
      "with a variance that is text",
      bad([0, 0], { variance: "1" }),
      "INVALID_ARGUMENT",
      "q.covariance.variance",
    ],
    [
      "with an infinite factor",
      bad([0, 0], { factor: [[1], [Infinity]] }),
      "NOT_FINITE",
      "q.covariance",
    ],
    ["with another number of means", bad([0, 0, 0], { variance: 1 }), "SHAPE_MISMATCH", "q.mean"],
    [
      "with a larger matrix",
      bad(
        [0],
        [
          [1, 0],
          [0, 1],
        ],
      ),
      "SHAPE_MISMATCH",
      "q.covariance",
    ],
    [
      "with a matrix that is not square",
      bad(
        [0, 0],
        [
          [1, 0, 0],
          [0, 1, 0],
        ],
      ),
      "SHAPE_MISMATCH",
      "q.covariance",
    ],
    [
      "with a longer diagonal",
      bad([0, 0], { diagonal: [1, 2, 3] }),
      "SHAPE_MISMATCH",
      "q.covariance",
    ],
    [
      "with a factor of other rows",
      bad([0, 0], { factor: [[1, 2, 3]] }),
      "SHAPE_MISMATCH",
      "q.covariance",
    ],
    [
      "with a factor without columns",
      bad([0, 0], { factor: [[], []] }),
      "SHAPE_MISMATCH",
      "q.covariance",
    ],
    [
      "that is not symmetric",
      bad(
        [0, 0],
        [
          [1, 0.5],
          [0.5 + 1e-7, 1],
        ],
      ),
      "NOT_SYMMETRIC",
      "q.covariance",
    ],
    [
      "with a negative eigenvalue",
      bad(
        [0, 0],
        [
          [1, 2],
          [2, 1],
        ],
      ),
      "NOT_POSITIVE_DEFINITE",
      "q.covariance",
    ],
    [
      "with a negative variance",
      bad([0, 0], { diagonal: [1, -2] }),
      "NOT_POSITIVE_DEFINITE",
      "q.covariance",
    ],
    [
      "with a negative common variance",
      bad([0, 0], { variance: -2 }),
      "NOT_POSITIVE_DEFINITE",
      "q.covariance",
    ],
  ];
  test.each(cases)("%s", (_, q, code, argument) => {
    for (const call of [
      () => gaussian.kl(unit, q),
      () => gaussian.wasserstein2(unit, q),
      () => gaussian.geodesic(unit, q, 0.5),
    ]) {
      const error = failure(call);
      expect([error.code, error.details.argument]).toEqual([code, argument]);
      expect(error.message).toContain(argument);
    }
  });

  test("with the offending eigenvalue as data", () => {
    const { details } = failure(() =>
      gaussian.entropy(
        bad(
          [0, 0],
          [
            [1, 2],
            [2, 1],
          ],
        ),
      ),
    );
    expect(details.eigenvalue).toBeCloseTo(-1, 14);
    const { details: other } = failure(() => gaussian.entropy(diagonal([0, 0], [1, -2])));
    expect(other).toEqual({ argument: "p.covariance", eigenvalue: -2, index: 1 });
  });

  test("by its place in a list", () => {
    const wrong = diagonal([0, 0], [1, -1]);
    const error = failure(() => gaussian.pairwise("kl", [unit, unit, wrong]));
    expect(error.code).toBe("NOT_POSITIVE_DEFINITE");
    expect(error.details).toMatchObject({ argument: "p[2].covariance", position: 2 });
    expect(error.message).toContain("p[2].covariance has the variance -1");
    expect(failure(() => gaussian.pairwise("kl", [unit], [unit, wrong])).details.argument).toBe(
      "q[1].covariance",
    );
    expect(failure(() => gaussian.barycenter([unit, wrong])).details.argument).toBe(
      "list[1].covariance",
    );
    expect(
      failure(() => gaussian.barycenter([unit, { mean: [0], covariance: { variance: 1 } }])).code,
    ).toBe("SHAPE_MISMATCH");
  });
});

test("an asymmetry of rounding is symmetrized", () => {
  const skew = bad(
    [0, 0],
    [
      [1, 0.5],
      [0.5 + 1e-10, 1],
    ],
  );
  const even = bad(
    [0, 0],
    [
      [1, 0.5 + 0.5e-10],
      [0.5 + 0.5e-10, 1],
    ],
  );
  expect(gaussian.kl(unit, skew)).toBeCloseTo(gaussian.kl(unit, even), 14);
});

describe("an option is refused", () => {
  const cases: [string, () => unknown, ErrorCode][] = [
    ["alpha below 0", () => gaussian.chernoff(unit, unit, -0.1), "INVALID_ARGUMENT"],
    ["alpha above 1", () => gaussian.chernoff(unit, unit, 1.1), "INVALID_ARGUMENT"],
    ["alpha that is text", () => gaussian.chernoff(unit, unit, "½" as never), "INVALID_ARGUMENT"],
    ["a negative order", () => gaussian.renyi(unit, unit, -1), "INVALID_ARGUMENT"],
    ["an infinite order", () => gaussian.renyi(unit, unit, Infinity), "INVALID_ARGUMENT"],
    ["a negative epsilon", () => gaussian.entropicWasserstein(unit, unit, -1), "INVALID_ARGUMENT"],
    [
      "epsilon that is NaN",
      () => gaussian.entropicWasserstein(unit, unit, NaN),
      "INVALID_ARGUMENT",
    ],
    ["t beyond 1", () => gaussian.geodesic(unit, unit, 1.5), "INVALID_ARGUMENT"],
    ["an unknown metric", () => gaussian.pairwise("euclid" as never, [unit]), "INVALID_ARGUMENT"],
    [
      "the gradient of hellinger",
      () => gaussian.gradient("hellinger" as never, unit, unit),
      "INVALID_ARGUMENT",
    ],
    [
      "an unknown estimator",
      () => gaussian.fit([[1]], { covariance: "map" as never }),
      "INVALID_ARGUMENT",
    ],
    ["an unknown key", () => gaussian.fit([[1]], { shrinkage: 1 } as never), "INVALID_ARGUMENT"],
    ["an empty list", () => gaussian.pairwise("kl", []), "INVALID_ARGUMENT"],
    ["no list", () => gaussian.barycenter(unit as never), "INVALID_ARGUMENT"],
    ["weights of another number", () => gaussian.barycenter([unit], [1, 2]), "SHAPE_MISMATCH"],
    ["a negative weight", () => gaussian.barycenter([unit, unit], [1, -1]), "INVALID_ARGUMENT"],
    ["weights of zero", () => gaussian.barycenter([unit, unit], [0, 0]), "INVALID_ARGUMENT"],
    ["a weight that is NaN", () => gaussian.barycenter([unit, unit], [1, NaN]), "NOT_FINITE"],
    [
      "a negative tolerance",
      () => gaussian.barycenter([unit], undefined, { tolerance: -1 }),
      "INVALID_ARGUMENT",
    ],
    [
      "no iterations",
      () => gaussian.barycenter([unit], undefined, { maxIterations: 0 }),
      "INVALID_ARGUMENT",
    ],
    ["no draws", () => gaussian.sample(unit, 0, 1), "INVALID_ARGUMENT"],
    ["a fractional seed", () => gaussian.sample(unit, 1, 0.5), "INVALID_ARGUMENT"],
    [
      "one draw",
      () => gaussian.jensenShannon(unit, unit, { samples: 1, seed: 1 }),
      "INVALID_ARGUMENT",
    ],
    [
      "no options where they are needed",
      () => gaussian.jensenShannon(unit, unit, undefined as never),
      "INVALID_ARGUMENT",
    ],
    ["no samples", () => gaussian.fit([]), "INVALID_ARGUMENT"],
    [
      "one sample for N − 1",
      () => gaussian.fit([[1, 2]], { covariance: "unbiased" }),
      "INVALID_ARGUMENT",
    ],
    ["samples that are NaN", () => gaussian.fit([[1, NaN]]), "NOT_FINITE"],
    [
      "one sample for a Fréchet distance",
      () => gaussian.frechet([[1]], [[1], [2]]),
      "INVALID_ARGUMENT",
    ],
    [
      "samples of other dimensions",
      () =>
        gaussian.frechet(
          [[1], [2]],
          [
            [1, 2],
            [3, 4],
          ],
        ),
      "SHAPE_MISMATCH",
    ],
    ["points of other dimensions", () => gaussian.logDensity(unit, [[1]]), "SHAPE_MISMATCH"],
    ["points that are NaN", () => gaussian.mahalanobis(unit, [[1, NaN]]), "NOT_FINITE"],
    ["an empty matrix", () => gaussian.squareRoot([]), "INVALID_ARGUMENT"],
    ["a matrix that is not square", () => gaussian.squareRoot([[1, 2]]), "SHAPE_MISMATCH"],
    [
      "a matrix that is not symmetric",
      () =>
        gaussian.squareRoot([
          [1, 2],
          [0, 1],
        ]),
      "NOT_SYMMETRIC",
    ],
    [
      "an indefinite matrix",
      () =>
        gaussian.squareRoot([
          [0, 1],
          [1, 0],
        ]),
      "NOT_POSITIVE_DEFINITE",
    ],
    [
      "matrices of two sizes",
      () =>
        gaussian.geometricMean(
          [[1]],
          [
            [1, 0],
            [0, 1],
          ],
        ),
      "SHAPE_MISMATCH",
    ],
    [
      "a singular first matrix",
      () =>
        gaussian.geometricMean(
          [
            [1, 1],
            [1, 1],
          ],
          [
            [1, 0],
            [0, 1],
          ],
        ),
      "SINGULAR",
    ],
    [
      "the density of a singular Gaussian",
      () => gaussian.logDensity(singular, [[0, 0]]),
      "SINGULAR",
    ],
    ["a map from a singular Gaussian", () => gaussian.transportMap(singular, unit), "SINGULAR"],
    [
      "the gradient at a singular Gaussian",
      () => gaussian.gradient("kl", unit, singular),
      "SINGULAR",
    ],
  ];
  test.each(cases)("%s", (_, call, code) => {
    expect(failure(call).code).toBe(code);
  });
});

test("a barycenter that needs more iterations says how far it came", () => {
  const list = [
    bad(
      [0, 0],
      [
        [4, 1.9],
        [1.9, 1],
      ],
    ),
    bad(
      [0, 0],
      [
        [1, -0.9],
        [-0.9, 4],
      ],
    ),
    bad(
      [0, 0],
      [
        [1, 0.9],
        [0.9, 1],
      ],
    ),
  ];
  const error = failure(() => gaussian.barycenter(list, undefined, { maxIterations: 2 }));
  expect(error.code).toBe("NOT_CONVERGED");
  expect(error.details.iterations).toBe(2);
  expect(error.details.residual).toBeGreaterThan(0);
});

describe("identical Gaussians are at distance 0 exactly", () => {
  const noisy = (d: number) =>
    Array.from({ length: d }, (_, i) =>
      Array.from({ length: d }, (_, j) => (i === j ? d : 1 / (1 + i + j))),
    );
  test.each<[string, Gaussian]>([
    ["full", bad([1, 2, 3], noisy(3))],
    ["diagonal", diagonal([1, 2], [0.1, 7])],
    ["one variance", { mean: [0.1, 0.2], covariance: { variance: 0.3 } }],
    ["a thin factor", { mean: [0.1, 0.2], covariance: { factor: [[0.3], [0.7]] } }],
    [
      "a wide factor",
      {
        mean: [0.1, 0.2],
        covariance: {
          factor: [
            [0.3, 1, 2],
            [0.7, 3, 1],
          ],
        },
      },
    ],
    ["a point", { mean: [0.1, 0.2], covariance: { variance: 0 } }],
  ])("%s", (_, p) => {
    const q = structuredClone(p);
    const all = gaussian.distances(p, q);
    expect(all.klPQ).toBe(0);
    expect(all.klQP).toBe(0);
    expect(all.bhattacharyya).toBe(0);
    expect(all.coefficient).toBe(1);
    expect(all.hellinger).toBe(0);
    expect(all.wasserstein2).toEqual({ squared: 0, distance: 0, mean: 0, bures: 0 });
    expect(all.jensenShannon).toEqual({ lower: 0, upper: 0 });
    expect(all.totalVariation).toEqual({ lower: 0, upper: 0 });
    expect(gaussian.chernoff(p, q, 0.3)).toBe(0);
    expect(gaussian.renyi(p, q, 3)).toBe(0);
    expect(gaussian.chiSquared(p, q)).toBe(0);
    expect(gaussian.bestChernoff(p, q)).toEqual({ alpha: 0.5, value: 0 });
    expect(gaussian.jensenShannon(p, q, { samples: 10, seed: 1 })).toEqual({
      value: 0,
      standardError: 0,
    });
  });

  test("in two forms", () => {
    const p = { mean: [1, 2], covariance: { diagonal: [3, 3] } };
    for (const covariance of [
      { variance: 3 },
      [
        [3, 0],
        [0, 3],
      ],
    ]) {
      const q = { mean: [1, 2], covariance };
      expect(gaussian.kl(p, q)).toBe(0);
      expect(gaussian.wasserstein2(p, q).squared).toBe(0);
      expect(gaussian.bhattacharyya(p, q).distance).toBe(0);
    }
  });
});

describe("singular covariances", () => {
  const line = (x: number, y: number, s: number): Gaussian => ({
    mean: [x, y],
    covariance: { factor: [[s], [2 * s]] },
  });
  const asMatrix = (s: number) => [
    [s * s, 2 * s * s],
    [2 * s * s, 4 * s * s],
  ];

  test("W2 is finite between any", () => {
    const p = diagonal([0, 0, 0], [1, 0, 0]);
    const q = diagonal([0, 0, 0], [0, 4, 0]);
    expect(gaussian.wasserstein2(p, q).squared).toBe(5);
  });

  test("one singular one: infinitely far in every divergence", () => {
    for (const [p, q] of [
      [singular, unit],
      [unit, singular],
    ] as const) {
      expect(gaussian.kl(p, q)).toBe(Infinity);
      expect(gaussian.jeffreys(p, q)).toBe(Infinity);
      expect(gaussian.bhattacharyya(p, q)).toEqual({ distance: Infinity, coefficient: 0 });
      expect(gaussian.hellinger(p, q)).toEqual({ squared: 1, distance: 1 });
      expect(gaussian.chernoff(p, q, 0.2)).toBe(Infinity);
      expect(gaussian.renyi(p, q, 0.5)).toBe(Infinity);
      expect(gaussian.renyi(p, q, 2)).toBe(Infinity);
      expect(gaussian.chiSquared(p, q)).toBe(Infinity);
      expect(gaussian.bestChernoff(p, q)).toEqual({ alpha: 0.5, value: Infinity });
      const { jensenShannon, totalVariation } = gaussian.distances(p, q);
      expect(jensenShannon.lower).toBe(Math.LN2);
      expect(jensenShannon.upper).toBe(Math.LN2);
      expect(totalVariation).toEqual({ lower: 1, upper: 1 });
      expect(gaussian.jensenShannon(p, q, { samples: 5, seed: 1 })).toEqual({
        value: Math.LN2,
        standardError: 0,
      });
    }
  });

  test.each<[string, Gaussian, Gaussian]>([
    ["factors", line(1, 2, 1), line(2, 4, 2)],
    ["matrices", bad([1, 2], asMatrix(1)), bad([2, 4], asMatrix(2))],
    ["a factor and a matrix", line(1, 2, 1), bad([2, 4], asMatrix(2))],
  ])("on the same line they are one-dimensional: %s", (_, p, q) => {
    // Along (1, 2)/√5: deviations √5 and 2√5, means √5 apart.
    const p1 = { mean: [0], covariance: { variance: 5 } };
    const q1 = { mean: [Math.sqrt(5)], covariance: { variance: 20 } };
    expect(gaussian.kl(p, q)).toBeCloseTo(gaussian.kl(p1, q1), 12);
    expect(gaussian.bhattacharyya(p, q).distance).toBeCloseTo(
      gaussian.bhattacharyya(p1, q1).distance,
      12,
    );
    expect(gaussian.renyi(p, q, 0.7)).toBeCloseTo(gaussian.renyi(p1, q1, 0.7), 12);
    expect(gaussian.wasserstein2(p, q).squared).toBeCloseTo(10, 12);
  });

  test("parallel lines, crossing lines and a line in a plane are infinitely far", () => {
    expect(gaussian.kl(line(1, 2, 1), line(1, 2.001, 1))).toBe(Infinity);
    expect(
      gaussian.kl(line(0, 0, 1), { mean: [0, 0], covariance: { factor: [[1], [2.001]] } }),
    ).toBe(Infinity);
    expect(gaussian.kl(line(0, 0, 1), unit)).toBe(Infinity);
    expect(gaussian.kl(diagonal([0, 0], [0, 1]), diagonal([1, 0], [0, 1]))).toBe(Infinity);
    expect(gaussian.kl(diagonal([1, 0], [0, 1]), diagonal([1, 0], [0, 4]))).toBeCloseTo(
      Math.log(2) + 1 / 8 - 1 / 2,
      14,
    );
  });

  test("their entropy is −∞, their cross-entropy ±∞", () => {
    expect(gaussian.entropy(singular)).toBe(-Infinity);
    expect(gaussian.crossEntropy(singular, singular)).toBe(-Infinity);
    expect(gaussian.crossEntropy(unit, singular)).toBe(Infinity);
    expect(gaussian.crossEntropy(singular, unit)).toBeCloseTo(Math.log(2 * Math.PI) + 0.5, 14);
  });

  test("Mahalanobis distances are those within the support, and ∞ outside", () => {
    const [on, off] = gaussian.mahalanobis(line(0, 0, 1), [
      [3, 6],
      [3, 6.01],
    ]);
    expect(on).toBeCloseTo(3, 12);
    expect(off).toBe(Infinity);
  });

  test("a matrix without rank is a point", () => {
    const point = bad(
      [1, 1],
      [
        [0, 0],
        [0, 0],
      ],
    );
    expect(gaussian.wasserstein2(point, unit).squared).toBe(4);
    expect(gaussian.kl(point, bad([1, 1], { variance: 0 }))).toBe(0);
    expect(gaussian.kl(point, bad([1, 2], { variance: 0 }))).toBe(Infinity);
    expect(
      gaussian.squareRoot([
        [0, 0],
        [0, 0],
      ]).data,
    ).toEqual(new Float64Array(4));
    expect([...gaussian.sample(point, 2, 1).data]).toEqual([1, 1, 1, 1]);
  });
});

test("a definite covariance of very different units is not taken for a singular one", () => {
  const p = bad(
    [0, 0],
    [
      [1e-200, 0],
      [0, 1e200],
    ],
  );
  const q = bad(
    [0, 0],
    [
      [4e-200, 0],
      [0, 4e200],
    ],
  );
  expect(gaussian.kl(p, q)).toBeCloseTo(2 * (Math.log(2) + 1 / 8 - 1 / 2), 12);
  expect(gaussian.entropy(p)).toBeCloseTo(1 + Math.log(2 * Math.PI), 9);
});

test("samples have the mean and covariance that were asked for", () => {
  const p: Gaussian = {
    mean: [1, -2],
    covariance: [
      [2, 0.8],
      [0.8, 0.5],
    ],
  };
  const draws = gaussian.sample(p, 40_000, 11n);
  const { mean, covariance } = gaussian.fit(draws);
  // Five standard errors of a mean and of an entry of the covariance.
  expect(Math.abs(mean[0]! - 1)).toBeLessThan(5 * Math.sqrt(2 / 40_000));
  expect(Math.abs(mean[1]! + 2)).toBeLessThan(5 * Math.sqrt(0.5 / 40_000));
  expect(Math.abs(covariance.data[1]! - 0.8)).toBeLessThan(5 * Math.sqrt(1.64 / 40_000));
  expect(gaussian.sample(p, 7, 11).data).toEqual(draws.data.slice(0, 14));
  expect(gaussian.sample(p, 7, 12).data).not.toEqual(draws.data.slice(0, 14));
});

test("the log-density integrates to 1 and falls off with the Mahalanobis distance", () => {
  const p: Gaussian = {
    mean: [0.5, 0],
    covariance: [
      [1, 0.6],
      [0.6, 1],
    ],
  };
  const grid = Array.from({ length: 161 * 161 }, (_, i) => [
    0.1 * ((i % 161) - 80),
    0.1 * (Math.floor(i / 161) - 80),
  ]);
  const logs = gaussian.logDensity(p, grid);
  expect(logs.reduce((sum, x) => sum + 0.01 * Math.exp(x), 0)).toBeCloseTo(1, 10);
  const distances = gaussian.mahalanobis(p, grid);
  const peak = gaussian.logDensity(p, [[0.5, 0]])[0]!;
  expect(logs.every((x, i) => Math.abs(peak - distances[i]! ** 2 / 2 - x) < 1e-11)).toBe(true);
});

test("every form of numbers is taken, and no result lives in the module's memory", () => {
  const p = {
    mean: new Float32Array([1, 2]),
    covariance: { data: new Float32Array([4, 0, 0, 9]), shape: [2, 2] as const },
  };
  const q = {
    mean: [1, 2],
    covariance: { data: new Float64Array([4, 0, 0, 9]), rows: 2, cols: 2 },
  };
  expect(gaussian.kl(p, q)).toBe(0);
  const { mean, covariance } = gaussian.geodesic(p, q, 0.5);
  gaussian.geodesic(unit, diagonal([9, 9], [4, 4]), 0.5);
  expect([...mean, ...covariance.data]).toEqual([1, 2, 4, 0, 0, 9]);
  expect(covariance.data.buffer.byteLength).toBe(32);
});

test("pairwise distances are those one by one", () => {
  const list = [
    unit,
    diagonal([1, 2], [3, 4]),
    bad(
      [0, 1],
      [
        [2, 1],
        [1, 2],
      ],
    ),
  ];
  const others = [diagonal([5, 5], [1, 2]), unit];
  for (const [metric, one] of [
    ["kl", gaussian.kl.bind(gaussian)],
    ["jeffreys", gaussian.jeffreys.bind(gaussian)],
    ["bhattacharyya", (p, q) => gaussian.bhattacharyya(p, q).distance],
    ["hellinger", (p, q) => gaussian.hellinger(p, q).distance],
    ["wasserstein2", (p, q) => gaussian.wasserstein2(p, q).distance],
  ] as [Parameters<typeof gaussian.pairwise>[0], (p: Gaussian, q: Gaussian) => number][]) {
    const within = gaussian.pairwise(metric, list);
    expect([within.rows, within.cols]).toEqual([3, 3]);
    list.forEach((p, i) =>
      list.forEach((q, j) => expect(within.data[3 * i + j]).toBeCloseTo(one(p, q), 12)),
    );
    const across = gaussian.pairwise(metric, list, others);
    expect([across.rows, across.cols]).toEqual([3, 2]);
    list.forEach((p, i) =>
      others.forEach((q, j) => expect(across.data[2 * i + j]).toBe(one(p, q))),
    );
  }
});

test("10,000 calls and as many failures take no memory", async () => {
  const core = await createCore(bytes());
  // Its constructor is not public.
  const own = Reflect.construct(GaussianDistances, [new Memory(core)]) as GaussianDistances;
  const p = bad(
    [0, 0],
    [
      [2, 1],
      [1, 2],
    ],
  );
  const wrong = bad(
    [0, 0],
    [
      [1, 2],
      [2, 1],
    ],
  );
  const size = core.HEAPU8.length;
  for (let call = 0; call < 10_000; ++call) {
    own.distances(p, unit);
    own.transportMap(p, unit);
    try {
      own.wasserstein2(unit, wrong);
    } catch {
      // It is what is asked for.
    }
  }
  expect(core.HEAPU8.length).toBe(size);
  // What 10,000 leaks of a hundred bytes would not leave free.
  const free = size - 2 ** 21;
  const address = core._malloc(free);
  expect(address).not.toBe(0);
  core._free(address);
  expect(core.HEAPU8.length).toBe(size);
});
