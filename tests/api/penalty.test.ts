import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  load,
  type Activation,
  type Head,
  type LayerSpec,
  type Matrix,
  type MatrixLike,
  type Network,
  type Norm,
  type TrainingOptions,
} from "lemmata";

// Against the golden numbers of tests/golden/penalty.py (PyTorch, double precision), and at the edges.

interface GoldenLayer {
  weights: number[][];
  bias?: number[];
  activation: Activation;
}
interface Parameters {
  weights: number[][][];
  biases: number[][];
}
interface Golden {
  singles: (Parameters & {
    name: string;
    layers: GoldenLayer[];
    x: number[];
    head: Head;
    value: number;
    input: number[];
    jacobian: number[][];
  })[];
  trainings: {
    name: string;
    layers: GoldenLayer[];
    X: number[][];
    targets: number[][];
    options: Omit<TrainingOptions, "steps">;
    reports: [loss: number, input: number, parameter: number][];
    after: Parameters;
  }[];
}

const golden = JSON.parse(
  readFileSync(new URL("../golden/penalty.json", import.meta.url), "utf8"),
) as Golden;
const lemmata = await load();
const { penalty } = lemmata;
const norms: Norm[] = [
  "spectral",
  "product",
  "frobenius",
  "nuclear",
  "max",
  "rms-frobenius",
  "induced-1",
  "induced-inf",
];

/** Both arrays agree relative to the largest entry, or to 1e-15. */
function agreeAll(found: ArrayLike<number>, expected: readonly number[], relative = 1e-13): void {
  const largest = Math.max(1e-2, ...expected.map(Math.abs));
  expect(found.length).toBe(expected.length);
  const worst = Math.max(0, ...expected.map((x, i) => Math.abs(found[i]! - x)));
  expect(worst).toBeLessThanOrEqual(relative * largest);
}

function agreeMatrix(found: Matrix, expected: readonly number[][], relative?: number): void {
  expect([found.rows, found.cols]).toEqual([expected.length, expected[0]!.length]);
  agreeAll(found.data, expected.flat(), relative);
}

function agreeParameters(
  found: { weights: Matrix[]; biases: Float64Array[] },
  expected: Parameters,
  relative?: number,
): void {
  expect(found.weights.length).toBe(expected.weights.length);
  expected.weights.forEach((W, t) => agreeMatrix(found.weights[t]!, W, relative));
  expected.biases.forEach((b, t) => agreeAll(found.biases[t]!, b, relative));
}

describe.each(golden.singles)("one input: $name", (given) => {
  const network = penalty.network(given.layers);

  test("value, gradients and Jacobian are PyTorch's", () => {
    const found = network.gradients(given.x, given.head);
    agreeAll([found.value], [given.value]);
    agreeAll(found.input, given.input);
    agreeParameters(found, given);
    agreeMatrix(network.jacobian(given.x), given.jacobian);
    expect(network.parameters).toBe([...given.weights.flat(2), ...given.biases.flat()].length);
  });

  test.each(norms)("the inequality by %s", (norm) => {
    const found = network.inequality(given.x, given.head, norm);
    const squares = (numbers: number[]): number => numbers.reduce((sum, x) => sum + x * x, 0);
    agreeAll([found.inputGradientSquared], [squares(given.input)]);
    const parameter = squares([...given.weights.flat(2), ...given.biases.flat()]);
    agreeAll([found.right, found.parameterGradientSquared], [parameter, parameter]);
    const sum = found.terms.reduce((a, b) => a + b);
    agreeAll([found.left], [found.inputGradientSquared * sum]);
    expect(found.guaranteed).toBe(norms.indexOf(norm) < 4);
    if (found.guaranteed) expect(found.holds).toBe(true);
    expect(found.holds).toBe(found.left <= found.right * (1 + 1e-9));
    const rows = network.inequalityRows([given.x, given.x], given.head, norm);
    expect([...rows.left]).toEqual([found.left, found.left]);
    expect([...rows.right]).toEqual([found.right, found.right]);
    agreeAll(
      [rows.batchGradientSquared, rows.meanParameterGradientSquared],
      [parameter, parameter],
    );
  });

  test("the Dirichlet energy is the mean square of the input's gradient", () => {
    const energy = network.dirichletEnergy([given.x], given.head);
    agreeAll([energy], [given.input.reduce((sum, x) => sum + x * x, 0)]);
  });
});

test.each(golden.trainings)("two steps of training: $name", (given) => {
  using network = penalty.network(given.layers);
  const reports: number[][] = [];
  const { losses } = network.train(given.X, given.targets, {
    ...given.options,
    steps: 2,
    onStep(step, { loss, input, parameter }) {
      expect(step).toBe(reports.length);
      reports.push([loss, input, parameter]);
    },
  });
  reports.forEach((report, step) => agreeAll(report, given.reports[step]!, 1e-12));
  agreeAll(
    losses,
    given.reports.map(([loss]) => loss),
    1e-12,
  );
  agreeParameters(network.weights(), given.after, 1e-12);
});

describe("training", () => {
  const X = { data: new Float64Array(400), rows: 200, cols: 2 };
  const y = { data: new Float64Array(200), rows: 200, cols: 1 };
  for (let i = 0; i < 200; ++i) {
    const [a, b] = [Math.sin(i * 1.7) * 2, Math.cos(i * i) * 2];
    X.data.set([a, b], 2 * i);
    y.data[i] = Number(a * a + b * b > 2);
  }
  const made = (seed: number): Network =>
    penalty.randomNetwork([2, 12, 12, 2], { activation: "tanh", scheme: "xavier", seed });
  const options = { loss: "cross-entropy", steps: 60, rate: 0.3, batch: 64, seed: 5 } as const;

  test("the same seed gives the same bits, classes may be numbers or distributions", () => {
    const a = made(1);
    const b = made(1);
    expect(a.weights()).toEqual(b.weights());
    const first = a.train(X, y, options);
    const distributions = {
      data: Float64Array.from({ length: 400 }, (_, i) => Number(y.data[i >> 1] === (i & 1))),
      rows: 200,
      cols: 2,
    };
    const second = b.train(X, distributions, options);
    agreeAll(second.losses, [...first.losses], 1e-10);
    expect(made(1).train(X, y, options)).toEqual(first);
    expect(made(1).train(X, y, { ...options, seed: 6 })).not.toEqual(first);
    expect(first.losses[59]).toBeLessThan(first.losses[0]! * 0.9);
  });

  test("in float32 training stays near that in float64, and weights stay float64", () => {
    const X = Float32Array.from({ length: 64 }, (_, i) => Math.fround(((i * 37) % 64) / 32 - 1));
    const targets = Float64Array.from({ length: 32 }, (_, i) => X[2 * i]! * X[2 * i + 1]!);
    const train = (x: MatrixLike) => {
      const network = penalty.randomNetwork([2, 16, 16, 1], { activation: "tanh", seed: 3 });
      const { losses } = network.train(
        x,
        { data: targets, rows: 32, cols: 1 },
        { loss: "squared", steps: 100, rate: 0.1, inputPenalty: 0.01, batch: 20, seed: 1 },
      );
      return { losses, weights: network.weights().weights[1]!.data };
    };
    const wide = train({ data: Float64Array.from(X), rows: 32, cols: 2 });
    const single = { data: X, rows: 32, cols: 2 };
    const narrow = train(single);
    expect(narrow.losses).not.toEqual(wide.losses);
    expect(train(single)).toEqual(narrow);
    narrow.losses.forEach((loss, i) => expect(loss).toBeCloseTo(wide.losses[i]!, 5));
    narrow.weights.forEach((w, i) => expect(w).toBeCloseTo(wide.weights[i]!, 4));
    expect(narrow.weights.some((w) => w !== Math.fround(w))).toBe(true);
  });

  test("an input penalty leaves a smaller Dirichlet energy of the loss", () => {
    const free = made(2);
    const bound = made(2);
    let [freeInput, boundInput] = [0, 0];
    free.train(X, y, {
      ...options,
      steps: 150,
      onStep: (_, { input }) => void (freeInput = input),
    });
    bound.train(X, y, {
      ...options,
      steps: 150,
      inputPenalty: 1,
      onStep: (_, { input }) => void (boundInput = input),
    });
    expect(boundInput).toBeLessThan(freeInput / 2);
  });

  test("onStep stops by false, and only by false", () => {
    const network = made(3);
    const stopped = network.train(X, y, { ...options, onStep: (step) => step < 7 });
    expect(stopped.losses.length).toBe(8);
    const whole = made(3).train(X, y, { ...options, onStep: () => undefined });
    expect(whole.losses.length).toBe(60);
    expect(whole.losses.slice(0, 8)).toEqual(stopped.losses);
  });

  test("onStep may throw, train another network, or dispose this one", () => {
    const network = made(4);
    expect(() =>
      network.train(X, y, {
        ...options,
        onStep() {
          throw new RangeError("mine");
        },
      }),
    ).toThrow(RangeError);
    let inner = 0;
    network.train(X, y, {
      ...options,
      steps: 2,
      onStep() {
        inner += made(5).train(X, y, { ...options, steps: 3 }).losses.length;
      },
    });
    expect(inner).toBe(6);
    expect(() => network.train(X, y, { ...options, onStep: () => network.dispose() })).toThrow(
      expect.objectContaining({ code: "DISPOSED" }),
    );
    expect(network.disposed).toBe(true);
  });

  test("a module that is disposed within onStep is told so", async () => {
    const other = await load();
    const network = other.penalty.randomNetwork([2, 3, 2], { activation: "relu", seed: 1 });
    expect(() => network.train(X, y, { ...options, onStep: () => other.dispose() })).toThrow(
      expect.objectContaining({ code: "DISPOSED" }),
    );
  });

  test("a rate that is too large is NOT_CONVERGED", () => {
    const network = penalty.randomNetwork([2, 4, 2], { activation: "identity", seed: 1 });
    expect(() => network.train(X, X, { loss: "squared", steps: 200, rate: 1e9 })).toThrow(
      expect.objectContaining({ code: "NOT_CONVERGED" }),
    );
    expect([...network.weights().weights[0]!.data].every(Number.isFinite)).toBe(true);
  });
});

describe("norms", () => {
  const M = [
    [1, -2, 2],
    [0, 3, 4],
  ];
  // MMᵀ = [[9, 2], [2, 25]].
  const root = Math.sqrt(64 + 4);
  test.each<[Norm, number]>([
    ["spectral", Math.sqrt(17 + root)],
    ["product", Math.sqrt(17 + root)],
    ["frobenius", Math.sqrt(34)],
    ["nuclear", Math.sqrt(17 + root) + Math.sqrt(17 - root)],
    ["max", 4],
    ["rms-frobenius", Math.sqrt(17)],
    ["induced-1", 6],
    ["induced-inf", 7],
  ])("%s", (norm, expected) => agreeAll([penalty.norm(M, norm)], [expected], 1e-14));

  test("spectral norms of large matrices are not underestimated", () => {
    const n = 150;
    // Two singular values that power iterations tell apart slowly.
    const data = new Float64Array(n * n);
    for (let i = 0; i < n; ++i) data[i * n + ((i * 7) % n)] = i === 3 ? 1 : 1 - 1e-6;
    expect(penalty.norm({ data, rows: n, cols: n }, "spectral")).toBeGreaterThan(1 - 1e-13);
  });

  test("Lipschitz bounds multiply, and relu2 has none", () => {
    const layers: LayerSpec[] = [
      { weights: [[3, 4]], activation: "hard-swish" },
      { weights: [[2]], activation: "selu" },
    ];
    agreeAll([penalty.network(layers).lipschitzBound()], [10 * 1.5 * 1.7580993408473766]);
    const square = [{ weights: [[1]], activation: "relu2" as const }];
    expect(penalty.network(square).lipschitzBound()).toBe(Infinity);
  });
});

describe("random networks", () => {
  test("entries have the scheme's standard deviation", () => {
    for (const [scheme, std] of [
      ["lecun", Math.sqrt(1 / 200)],
      ["xavier", Math.sqrt(2 / 500)],
      ["he", Math.sqrt(2 / 200)],
    ] as const) {
      const network = penalty.randomNetwork([200, 300], { activation: "relu", scheme, seed: 9 });
      const { weights, biases } = network.weights();
      const { data, rows, cols } = weights[0]!;
      expect([rows, cols]).toEqual([300, 200]);
      const variance = data.reduce((sum, w) => sum + w * w, 0) / data.length;
      expect(Math.abs(Math.sqrt(variance) / std - 1)).toBeLessThan(0.02);
      expect(biases[0]!.every((b) => b === 0)).toBe(true);
    }
  });
  test("orthogonal ones keep lengths", () => {
    const options = { activation: "identity", scheme: "orthogonal", seed: 1n } as const;
    const network = penalty.randomNetwork([5, 5, 8], options);
    const h = network.forward([[1, 2, 3, 4, 5]]).data;
    expect(h.reduce((sum, x) => sum + x * x, 0)).toBeCloseTo(55, 12);
  });
  test("the output is linear unless asked otherwise", () => {
    const options = { activation: "sigmoid", seed: 3 } as const;
    const linear = penalty.randomNetwork([1, 4, 1], options);
    const bounded = penalty.randomNetwork([1, 4, 1], { ...options, outputActivation: "sigmoid" });
    const z = linear.forward([[0.5]]).data[0]!;
    expect(bounded.forward([[0.5]]).data[0]).toBeCloseTo(1 / (1 + Math.exp(-z)), 14);
  });
});

describe("what cannot be done is refused by its code", () => {
  const layer: LayerSpec = { weights: [[1, 2]], bias: [3], activation: "tanh" };
  const network = penalty.network([layer]);
  const train = (options: Partial<TrainingOptions>, X = [[1, 2]], T = [[1]]): unknown =>
    penalty.network([layer]).train(X, T, { loss: "squared", steps: 1, rate: 0.1, ...options });
  const disposed = penalty.network([layer]);
  disposed.dispose();
  disposed.dispose();
  test.each<[string, string, () => unknown]>([
    ["no layers", "INVALID_ARGUMENT", () => penalty.network([])],
    ["something else", "INVALID_ARGUMENT", () => penalty.network("tanh" as never)],
    ["a layer that is none", "INVALID_ARGUMENT", () => penalty.network([7 as never])],
    [
      "an unknown activation",
      "INVALID_ARGUMENT",
      () => penalty.network([{ ...layer, activation: "step" as never }]),
    ],
    [
      "no weights",
      "INVALID_ARGUMENT",
      () => penalty.network([{ ...layer, weights: [], bias: [] }]),
    ],
    ["a long bias", "SHAPE_MISMATCH", () => penalty.network([{ ...layer, bias: [1, 2] }])],
    ["an empty bias", "SHAPE_MISMATCH", () => penalty.network([{ ...layer, bias: [] }])],
    ["layers that do not chain", "SHAPE_MISMATCH", () => penalty.network([layer, layer])],
    ["NaN in a weight", "NOT_FINITE", () => penalty.network([{ ...layer, weights: [[1, NaN]] }])],
    ["a short input", "SHAPE_MISMATCH", () => network.gradients([1], "sum")],
    ["an infinite input", "NOT_FINITE", () => network.jacobian([1, Infinity])],
    ["no input", "INVALID_ARGUMENT", () => network.forward([])],
    ["an unknown head", "INVALID_ARGUMENT", () => network.gradients([1, 2], "mean" as never)],
    ["no head", "INVALID_ARGUMENT", () => network.dirichletEnergy([[1, 2]], undefined as never)],
    ["a long cotangent", "SHAPE_MISMATCH", () => network.gradients([1, 2], { cotangent: [1, 2] })],
    [
      "a class of one output",
      "INVALID_ARGUMENT",
      () => network.gradients([1, 2], { crossEntropy: 0 }),
    ],
    ["an unknown norm", "INVALID_ARGUMENT", () => network.inequality([1, 2], "sum", "l2" as never)],
    ["a norm of nothing", "INVALID_ARGUMENT", () => penalty.norm([], "max")],
    ["no options", "INVALID_ARGUMENT", () => network.train([[1, 2]], [[1]], undefined as never)],
    ["an unknown loss", "INVALID_ARGUMENT", () => train({ loss: "hinge" as never })],
    ["no steps", "INVALID_ARGUMENT", () => train({ steps: 0 })],
    ["a rate of 0", "INVALID_ARGUMENT", () => train({ rate: 0 })],
    ["a negative penalty", "INVALID_ARGUMENT", () => train({ inputPenalty: -1 })],
    ["a batch beyond the rows", "INVALID_ARGUMENT", () => train({ batch: 2 })],
    ["onStep that is no function", "INVALID_ARGUMENT", () => train({ onStep: 1 as never })],
    ["a typing error", "INVALID_ARGUMENT", () => train({ Rate: 1 } as never)],
    ["targets of other rows", "SHAPE_MISMATCH", () => train({}, [[1, 2]], [[1], [2]])],
    ["targets of other columns", "SHAPE_MISMATCH", () => train({}, [[1, 2]], [[1, 2]])],
    ["a cross-entropy of one output", "INVALID_ARGUMENT", () => train({ loss: "cross-entropy" })],
    [
      "one size",
      "INVALID_ARGUMENT",
      () => penalty.randomNetwork([1], { activation: "relu", seed: 1 }),
    ],
    [
      "a size of 0",
      "INVALID_ARGUMENT",
      () => penalty.randomNetwork([1, 0], { activation: "relu", seed: 1 }),
    ],
    [
      "sizes beyond memory",
      "OUT_OF_MEMORY",
      () => penalty.randomNetwork([1e5, 1e5], { activation: "relu", seed: 1 }),
    ],
    [
      "no seed",
      "INVALID_ARGUMENT",
      () => penalty.randomNetwork([1, 1], { activation: "relu" } as never),
    ],
    ["a negative square", "INVALID_ARGUMENT", () => penalty.implicitRegularizer(1, -1, 1)],
    ["a disposed network", "DISPOSED", () => disposed.weights()],
  ])("%s: %s", (_, code, call) => {
    expect(call).toThrow(expect.objectContaining({ code }));
    expect(network.forward([[0, 0]]).data[0]).toBeCloseTo(Math.tanh(3), 14);
  });

  test("targets that are no distributions", () => {
    const three = penalty.randomNetwork([2, 3], { activation: "relu", seed: 1 });
    const options = { loss: "cross-entropy", steps: 1, rate: 0.1 } as const;
    expect(() => three.train([[1, 2]], [[0.5, 0.6, 0]], options)).toThrow(
      expect.objectContaining({ code: "NOT_A_DISTRIBUTION" }),
    );
    expect(() => three.train([[1, 2]], [[3]], options)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    );
  });
});
