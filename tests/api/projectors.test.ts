import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
// The inner boundary, to see how much memory the module has taken.
import bytes from "../../build/api/core/bytes.js";
import { createCore } from "../../build/api/instantiate.js";
import { Memory } from "../../build/api/memory.js";
import { Projection } from "../../build/api/projection.js";
import {
  load,
  LemmataError,
  type ErrorCode,
  type Matrix,
  type MatrixLike,
  type ProjectionKind,
} from "lemmata";

const { projection } = await load();
const golden = JSON.parse(readFileSync("tests/golden/projectors.json", "utf8"));

const kinds: ProjectionKind[] = [
  "gaussian",
  "rademacher",
  "sparse",
  "orthonormal",
  "srht",
  "count-sketch",
];

function matrixOf(rows: number, cols: number, entry: (i: number, j: number) => number): Matrix {
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; ++i) for (let j = 0; j < cols; ++j) data[i * cols + j] = entry(i, j);
  return { data, rows, cols };
}

const single = ({ data, rows, cols }: Matrix): Matrix<Float32Array> => ({
  data: Float32Array.from(data),
  rows,
  cols,
});

/** X Aᵀ. */
function times(X: Matrix, A: Matrix): Float64Array {
  return matrixOf(X.rows, A.rows, (i, r) => {
    let sum = 0;
    for (let c = 0; c < X.cols; ++c) sum += X.data[i * X.cols + c]! * A.data[r * A.cols + c]!;
    return sum;
  }).data;
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

function failure(body: () => unknown): LemmataError {
  let error: unknown;
  try {
    body();
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(LemmataError);
  // The module works on.
  expect(projection.randomizedSvd([[2]], 1).S[0]).toBe(2);
  return error as LemmataError;
}

const A = matrixOf(80, 60, (i, j) => Math.sin(1 + i * j) / (1 + i + j));

describe("a projector", () => {
  test.each(kinds)("of kind %s applies the matrix that it shows, in either precision", (kind) => {
    const X = matrixOf(13, 60, (i, j) => Math.cos(i + 3 * j));
    const projector = projection.projector(60, 21, { kind, seed: 5 });
    const matrix = projector.matrix();
    expect([matrix.rows, matrix.cols]).toEqual([21, 60]);
    const Y = projector.apply(X);
    expect([Y.rows, Y.cols]).toEqual([13, 21]);
    expect(Y.data).toBeInstanceOf(Float64Array);
    expect(distance(Y.data, times(X, matrix))).toBeLessThan(1e-13);
    const narrow = projector.apply(single(X));
    expect(narrow.data).toBeInstanceOf(Float32Array);
    expect(distance(narrow.data, Y.data)).toBeLessThan(1e-5);
    projector.dispose();
  });

  test.each(kinds)("of kind %s gives a row the same bits whatever comes with it", (kind) => {
    // More than one slice of 4 MB.
    const X = matrixOf(1300, 500, (i, j) => ((i * 37 + j * 101) % 97) / 97 - 0.5);
    const projector = projection.projector(500, 30, { kind, seed: 2n ** 63n });
    const Y = projector.apply(X);
    for (const row of [0, 1, 1047, 1048, 1299]) {
      const alone = projector.apply([X.data.subarray(row * 500, row * 500 + 500)]);
      expect(alone.data).toEqual(Y.data.slice(row * 30, row * 30 + 30));
    }
    expect(projection.projector(500, 30, { kind, seed: 2n ** 63n }).apply(X)).toEqual(Y);
    expect(projection.projector(500, 30, { kind, seed: 1 }).apply(X)).not.toEqual(Y);
  });

  test("says what it is, and holds 64 bits of seed", () => {
    const projector = projection.projector(4, 2, { seed: 2n ** 64n - 1n });
    const { kind, inputs, outputs, seed } = projector;
    expect({ kind, inputs, outputs, seed }).toEqual({
      kind: "gaussian",
      inputs: 4,
      outputs: 2,
      seed: 2n ** 64n - 1n,
    });
    expect(projection.projector(4, 2).seed).toBe(0n);
  });

  test("scatters squared distances as scikit-learn's do", () => {
    const X = [Float64Array.from({ length: 400 }, (_, i) => Math.sin(i * i))];
    const norm = X[0]!.reduce((sum, x) => sum + x * x, 0);
    for (const [kind, name] of [
      ["gaussian", "GaussianRandomProjection 400 to 20"],
      ["sparse", "SparseRandomProjection 400 to 20"],
    ] as const) {
      const ratios = Array.from({ length: 2000 }, (_, seed) => {
        const projector = projection.projector(400, 20, { kind, seed });
        const { data } = projector.apply(X);
        projector.dispose();
        return Array.from(data).reduce((sum, y) => sum + y * y, 0) / norm;
      });
      const mean = ratios.reduce((sum, ratio) => sum + ratio) / 2000;
      const deviation = Math.sqrt(
        ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / 2000,
      );
      // Means scatter by 0.3/√2000 = 0.007, deviations by about 0.006, both here and there.
      expect(Math.abs(mean - 1)).toBeLessThan(5 * 0.0075);
      expect(Math.abs(deviation - golden[name][1])).toBeLessThan(5 * 0.009);
    }
  });

  test("writes where the caller says, and takes no rows for none", () => {
    const projector = projection.projector(3, 2);
    const out = new Float64Array(4);
    const Y = projector.apply(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      { out },
    );
    expect(Y.data).toBe(out);
    expect(projector.apply([])).toEqual({ data: new Float64Array(0), rows: 0, cols: 2 });
    expect(projector.apply({ data: new Float32Array(0), rows: 0, cols: 3 }).rows).toBe(0);
  });

  test("that is disposed says so, and disposing twice is harmless", () => {
    const projector = projection.projector(3, 2);
    expect(projector.disposed).toBe(false);
    projector.dispose();
    projector.dispose();
    expect(projector.disposed).toBe(true);
    expect(failure(() => projector.apply([[1, 2, 3]])).code).toBe("DISPOSED");
    expect(failure(() => projector.matrix()).code).toBe("DISPOSED");
  });

  const refused: [string, () => unknown, ErrorCode, string | undefined][] = [
    ["no inputs", () => projection.projector(0, 2), "INVALID_ARGUMENT", "inputs"],
    ["half an output", () => projection.projector(3, 0.5), "INVALID_ARGUMENT", "outputs"],
    [
      "an unknown kind",
      () => projection.projector(3, 2, { kind: "dense" as never }),
      "INVALID_ARGUMENT",
      "options.kind",
    ],
    [
      "an unknown option",
      () => projection.projector(3, 2, { sparsity: 1 } as never),
      "INVALID_ARGUMENT",
      "options",
    ],
    [
      "a density of 0",
      () => projection.projector(3, 2, { kind: "sparse", density: 0 }),
      "INVALID_ARGUMENT",
      "options.density",
    ],
    [
      "a density of another kind",
      () => projection.projector(3, 2, { density: 0.5 }),
      "INVALID_ARGUMENT",
      "options.density",
    ],
    [
      "a negative seed",
      () => projection.projector(3, 2, { seed: -1 }),
      "INVALID_ARGUMENT",
      "options.seed",
    ],
    ["too few columns", () => projection.projector(3, 2).apply([[1, 2]]), "SHAPE_MISMATCH", "X"],
    [
      "a matrix that says it is of another size",
      () => projection.projector(3, 2).apply({ data: new Float64Array(5), rows: 2, cols: 3 }),
      "SHAPE_MISMATCH",
      "X",
    ],
    [
      "an orthonormal matrix of 2^40 entries",
      () => projection.projector(2 ** 20, 2 ** 20, { kind: "orthonormal" }),
      "OUT_OF_MEMORY",
      undefined,
    ],
    [
      "showing 2^40 entries",
      () => projection.projector(2 ** 20, 2 ** 20).matrix(),
      "OUT_OF_MEMORY",
      undefined,
    ],
  ];
  test.each(refused)("is refused %s", (_, body, code, argument) => {
    const error = failure(body);
    expect(error.code).toBe(code);
    if (argument !== undefined) expect(error.details.argument).toBe(argument);
  });

  test.each(kinds)("of kind %s names the row of what is not finite, in any slice", (kind) => {
    const X = matrixOf(1300, 500, () => 1);
    X.data[1200 * 500 + 7] = NaN;
    const projector = projection.projector(500, 3, { kind });
    const { code, details } = failure(() => projector.apply(X));
    expect([code, details.row, details.column]).toEqual(["NOT_FINITE", 1200, 7]);
  });

  test("takes no more memory than it gives back", async () => {
    const core = await createCore(bytes());
    const Made = Projection as unknown as new (memory: Memory) => Projection;
    const own = new Made(new Memory(core));
    const X = matrixOf(400, 300, (i, j) => i - j);
    const round = () => {
      for (const kind of kinds) {
        const projector = own.projector(300, 40, { kind });
        projector.apply(X);
        projector.matrix();
        expect(() => projector.apply([[NaN]])).toThrow();
        projector.dispose();
      }
      own.randomizedSvd(X, 3);
      own.pca(X, 3);
      own.approximateProduct(
        X,
        matrixOf(300, 5, () => 1),
        10,
        1,
      );
      expect(() => own.randomizedSvd([[1]], 2)).toThrow();
    };
    round();
    const before = core.HEAPF64.buffer.byteLength;
    for (let i = 0; i < 50; ++i) round();
    expect(core.HEAPF64.buffer.byteLength).toBe(before);
  });
});

describe("randomized decompositions", () => {
  test("find scikit-learn's singular values to 1e-10, and NumPy's exact ones", () => {
    const { S, U, V, residual } = projection.randomizedSvd(A, 6, { oversample: 20, power: 8 });
    expect(distance(S, golden.randomized_svd)).toBeLessThan(1e-10);
    expect(distance(S, golden["singular values"].slice(0, 6))).toBeLessThan(1e-12);
    expect([U.rows, U.cols, V.rows, V.cols]).toEqual([80, 6, 60, 6]);
    expect(residual).toBeGreaterThan(golden["singular values"][6]);
    expect(residual).toBeLessThan(1);
    const first = projection.randomizedSvd(single(A), 6, { oversample: 20, power: 8 }).S;
    expect(first).toBeInstanceOf(Float64Array);
    expect(distance(first, S)).toBeLessThan(1e-7);
  });

  test("find scikit-learn's principal components", () => {
    const { components, variance, mean, scores } = projection.pca(A, 4, { power: 20 });
    expect(distance(variance, golden.pca.variance)).toBeLessThan(1e-12);
    expect(distance(mean.slice(0, 5), golden.pca.mean)).toBeLessThan(1e-15);
    for (let k = 0; k < 4; ++k)
      for (let j = 0; j < 5; ++j)
        expect(Math.abs(components.data[j * 4 + k]!)).toBeCloseTo(golden.pca.components[k][j], 9);
    expect([scores.rows, scores.cols]).toEqual([80, 4]);
    let sum = 0;
    for (let i = 0; i < 80; ++i) sum += scores.data[i * 4]! ** 2;
    expect(sum / 79).toBeCloseTo(variance[0]!, 14);
  });

  test("have the sizes of the documentation", () => {
    const Q = projection.rangeFinder(A, 5);
    expect([Q.rows, Q.cols]).toEqual([80, 15]);
    expect(projection.rangeFinder(A, 55).cols).toBe(60);
    expect(projection.rangeFinder(A, 5, { oversample: 0 }).cols).toBe(5);
  });

  test("approximate a product with about the error expected", () => {
    const B = matrixOf(60, 7, (i, j) => Math.cos(i * j));
    const { product, expectedError } = projection.approximateProduct(A, B, 500, 3);
    expect([product.rows, product.cols]).toEqual([80, 7]);
    const exact = matrixOf(80, 7, (i, j) => {
      let sum = 0;
      for (let k = 0; k < 60; ++k) sum += A.data[i * 60 + k]! * B.data[k * 7 + j]!;
      return sum;
    });
    const error = Math.sqrt(
      product.data.reduce((sum, value, i) => sum + (value - exact.data[i]!) ** 2, 0),
    );
    expect(error).toBeLessThan(2 * expectedError);
    expect(error).toBeGreaterThan(expectedError / 2);
  });

  const NaNs: MatrixLike = [
    [1, 2],
    [3, NaN],
  ];
  const refused: [string, () => unknown, ErrorCode, string][] = [
    ["a rank of 0", () => projection.randomizedSvd(A, 0), "INVALID_ARGUMENT", "rank"],
    ["a rank beyond A's", () => projection.randomizedSvd(A, 61), "INVALID_ARGUMENT", "rank"],
    ["no A", () => projection.rangeFinder([], 1), "INVALID_ARGUMENT", "A"],
    ["no components", () => projection.pca(A, 0), "INVALID_ARGUMENT", "components"],
    ["too many components", () => projection.pca(A, 61), "INVALID_ARGUMENT", "components"],
    ["a single point", () => projection.pca([[1, 2]], 1), "INVALID_ARGUMENT", "X"],
    [
      "negative oversampling",
      () => projection.rangeFinder(A, 1, { oversample: -1 }),
      "INVALID_ARGUMENT",
      "options.oversample",
    ],
    [
      "half a power",
      () => projection.rangeFinder(A, 1, { power: 0.5 }),
      "INVALID_ARGUMENT",
      "options.power",
    ],
    ["NaN", () => projection.randomizedSvd(NaNs, 1), "NOT_FINITE", "A"],
    ["NaN in points", () => projection.pca(NaNs, 1), "NOT_FINITE", "X"],
    ["NaN in B", () => projection.approximateProduct([[1, 2]], NaNs, 1, 1), "NOT_FINITE", "B"],
    [
      "factors that do not fit",
      () => projection.approximateProduct(A, A, 1, 1),
      "SHAPE_MISMATCH",
      "B",
    ],
    [
      "no samples",
      () => projection.approximateProduct([[1]], [[1]], 0, 1),
      "INVALID_ARGUMENT",
      "samples",
    ],
  ];
  test.each(refused)("are refused %s", (_, body, code, argument) => {
    const error = failure(body);
    expect(error.code).toBe(code);
    expect(error.details.argument).toBe(argument);
  });
});
