import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  load,
  type Activation,
  type BlockSpec,
  type ErrorCode,
  type InitScheme,
  type Matrix,
} from "lemmata";

// Against the golden numbers of tests/golden/initialization.py: mpmath's, SciPy's and PyTorch's.

type Number = number | "inf" | "-inf";
interface Golden {
  truncations: {
    given: [number, number, Number, Number];
    mean: number;
    variance: number;
    quantiles: [number, number][];
  }[];
  factors: [number, number][];
  absolute: [number, number][];
  activations: {
    name: Activation;
    mean: number;
    second: number;
    variance: number;
    backward: number;
  }[];
  selu: [number, number, number, number][];
  schemes: { shape: number[]; in: number; out: number; xavier: number; he: number }[];
  normalizations: {
    epsilon: number;
    X: number[][];
    gamma: number[];
    beta: number[];
    cotangent: number[][];
    layer: number[][];
    layerVjp: [number[][], number[], number[]];
    rms: number[][];
    rmsVjp: [number[][], number[]];
  }[];
  attention: {
    Q: number[][];
    K: number[][];
    scale: number;
    entropy: number[];
    saturation: number[];
    logitStd: number;
  }[];
  stacks: {
    spec: BlockSpec;
    forward: number[];
    backward: number[];
    inputShare: number[];
    attentionEntropy: number[];
    histograms: number[][];
  }[];
}

const golden = JSON.parse(
  readFileSync(new URL("../golden/initialization.json", import.meta.url), "utf8"),
) as Golden;
const { initialization } = await load();

/** The numbers agree to `relative` of the expected one (of 1 where that is smaller, with `floor`). */
function agree(found: number, expected: number, relative: number, floor = 0): void {
  const size = Math.max(Math.abs(expected), floor);
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(relative * size);
}

function agreeAll(
  found: Float64Array,
  expected: readonly number[],
  relative: number,
  floor = 0,
): void {
  const size = Math.max(floor, ...expected.map(Math.abs));
  expect(found.length).toBe(expected.length);
  expected.forEach((x, i) => agree(found[i]!, x, relative, size));
}

function agreeMatrix(
  found: Matrix,
  expected: readonly number[][],
  relative: number,
  floor = 0,
): void {
  expect([found.rows, found.cols]).toEqual([expected.length, expected[0]!.length]);
  agreeAll(found.data, expected.flat(), relative, floor);
}

function real(x: Number): number {
  return typeof x === "number" ? x : x === "inf" ? Infinity : -Infinity;
}

function refused(call: () => unknown, code: ErrorCode = "INVALID_ARGUMENT"): void {
  expect(call).toThrowError(expect.objectContaining({ name: "LemmataError", code }));
}

describe("truncated normals", () => {
  test.each(golden.truncations)("moments of $given are mpmath's to 1e-13", (given) => {
    const [mean, std, low, high] = given.given;
    const found = initialization.truncatedMoments(mean, std, real(low), real(high));
    agree(found.mean, given.mean, 1e-14, std);
    agree(found.variance, given.variance, 1e-13);
  });

  test.each(golden.truncations)(
    "draws of $given are the quantiles of the uniform draws",
    (given) => {
      const [mean, std, low, high] = given.given;
      const truncation = {
        mode: "parent" as const,
        low: (real(low) - mean) / std,
        high: (real(high) - mean) / std,
      };
      const seed = 11;
      const u = initialization.uniform(20000, { low: 0, high: 1, seed });
      const x = initialization.truncatedNormal(20000, { mean, std, truncation, seed });
      // Increasing in u, so that the golden quantiles part the draws where their u part the u's.
      for (const [level, quantile] of given.quantiles) {
        const slack = 1e-13 * Math.max(Math.abs(quantile), std);
        const wrong = u.filter((value, i) =>
          value < level ? x[i]! > quantile + slack : x[i]! < quantile - slack,
        );
        expect(wrong.length).toBe(0);
      }
    },
  );

  test("the default is cut at two standard deviations of the uncut normal", () => {
    const draw = initialization.truncatedNormal(5000, { mean: 1, std: 3, seed: 1 });
    expect(Math.min(...draw)).toBeGreaterThan(-5);
    expect(Math.max(...draw)).toBeLessThan(7);
    expect(Math.max(...draw)).toBeGreaterThan(6.8);
  });
});

describe("samplers", () => {
  test("an offset continues a stream exactly, across the slices of a long draw", () => {
    const count = 300_000;
    const draws = [
      (n: number, offset: number) =>
        initialization.uniform(n, { low: -1, high: 2, seed: 5, offset }),
      (n: number, offset: number) => initialization.normal(n, { mean: 1, seed: 5n, offset }),
      (n: number, offset: number) => initialization.truncatedNormal(n, { seed: 5, offset }),
    ];
    for (const draw of draws) {
      const whole = draw(count, 0);
      for (const [first, n] of [
        [1, 10],
        [131_071, 3],
        [262_143, 37_857],
      ] as const)
        expect(draw(n, first)).toEqual(whole.subarray(first, first + n));
    }
  });

  test("the same seed gives the same bits everywhere", () => {
    // The same numbers stand in the core's tests, which make them natively.
    const uniform = initialization.uniform(2, { low: 0, high: 1, seed: 0 });
    const normal = initialization.normal(2, { seed: 0 });
    const tail = initialization.truncatedNormal(2, {
      truncation: { mode: "parent", low: 40, high: Infinity },
      seed: 0,
    });
    expect(Array.from(uniform)).toEqual([0.8805201978886142, 0.6054818538799213]);
    expect(Array.from(normal)).toEqual([1.1775912390542727, 0.26756224953309987]);
    expect(Array.from(tail)).toEqual([40.053046932697725, 40.02323101046166]);
    expect(normal).toEqual(initialization.normal(2, { seed: 0n }));
  });

  test("a draw goes into the array that is given for it", () => {
    const out = new Float64Array(3);
    expect(initialization.normal(3, { seed: 4, out })).toBe(out);
    expect(out).toEqual(initialization.normal(3, { seed: 4 }));
    refused(() => initialization.normal(2, { seed: 4, out }), "SHAPE_MISMATCH");
    refused(() => initialization.normal(3, { seed: 4, out: [1, 2, 3] as never }));
  });

  test("no draw is an empty array, and large offsets are reached at once", () => {
    expect(initialization.normal(0, { seed: 1 }).length).toBe(0);
    const far = initialization.normal(3, { seed: 1, offset: 2 ** 52 });
    expect(far.every(Number.isFinite)).toBe(true);
    expect(initialization.normal(1, { seed: 1, offset: 2 ** 52 + 2 })[0]).toBe(far[2]);
  });

  test("orthogonal matrices are the ones of their seed, scaled by the gain", () => {
    const one = initialization.orthogonal(5, 3, { seed: 2 });
    const two = initialization.orthogonal(5, 3, { seed: 2, gain: 2 });
    expect([one.rows, one.cols]).toEqual([5, 3]);
    expect(two.data).toEqual(one.data.map((x) => 2 * x));
  });
});

describe("schemes", () => {
  test.each(golden.schemes)("torch's fans and standard deviations of $shape", (given) => {
    const layout = given.shape.length === 2 ? "out-in" : "oihw";
    const fans = initialization.fans(given.shape, layout);
    expect(fans).toEqual({ in: given.in, out: given.out });
    agree(initialization.std("xavier", fans), given.xavier, 1e-15);
    agree(initialization.std("he", fans), given.he, 1e-15);
  });

  test("a weight has its shape, its standard deviation, and one layout's numbers are another's", () => {
    for (const distribution of ["normal", "uniform", "truncated"] as const) {
      const weight = initialization.initialize([100, 80], "xavier", { distribution, seed: 3 });
      const square = weight.data.reduce((sum, x) => sum + x * x, 0) / 8000;
      expect(weight.shape).toEqual([100, 80]);
      expect(weight.std).toBe(Math.sqrt(2 / 180));
      expect(Math.abs(Math.sqrt(square) / weight.std - 1)).toBeLessThan(0.04);
    }
    const { std } = initialization.initialize([100, 80], "lecun", { activation: "gelu", seed: 3 });
    agree(std, 1.5335304412 / 10, 1e-10);
  });

  test("orthogonal weights of a convolution are orthonormal flattened", () => {
    const { data, std } = initialization.initialize([2, 2, 3, 5], "orthogonal", {
      layout: "hwio",
      seed: 1,
    });
    for (let a = 0; a < 5; ++a) {
      for (let b = 0; b < 5; ++b) {
        let product = 0;
        for (let row = 0; row < 12; ++row) product += data[5 * row + a]! * data[5 * row + b]!;
        agree(product, Number(a === b), 1e-14, 1);
      }
    }
    agree(std, 1 / Math.sqrt(12), 1e-15);
  });

  test("NTK's rate is divided by the fan-in for gradient descent, by its root for Adam", () => {
    expect(initialization.effectiveLearningRate(0.5, 4, "sgd")).toBe(0.125);
    expect(initialization.effectiveLearningRate(0.5, 4, "adam")).toBe(0.25);
  });

  test("DeepNorm has constants for the parts that there are", () => {
    expect(Object.keys(initialization.deepNorm({ decoderLayers: 3 }))).toEqual(["decoder"]);
    const both = initialization.deepNorm({ encoderLayers: 6, decoderLayers: 6 });
    agree(both.encoder!.alpha, 0.81 * 6 ** (5 / 16), 1e-14);
    agree(both.encoder!.beta, 0.87 * 6 ** (-5 / 16), 1e-14);
  });
});

describe("activations", () => {
  test.each(golden.activations)("moments of $name are mpmath's to 1e-13", (given) => {
    const found = initialization.activationMoments(given.name);
    agree(found.mean, given.mean, 1e-13, 1);
    agree(found.second, given.second, 1e-13);
    agree(found.variance, given.variance, 1e-13);
    agree(found.secondMomentGain, given.second ** -0.5, 1e-13);
    agree(found.varianceGain, given.variance ** -0.5, 1e-13);
    agree(found.backwardGain, given.backward ** -0.5, 1e-9);
  });

  test("closed forms: GELU, ReLU, leaky ReLU, sine", () => {
    const gelu = initialization.activationMoments("gelu");
    agree(gelu.mean, 1 / (2 * Math.sqrt(Math.PI)), 1e-14);
    agree(gelu.second, 1 / 3 + 1 / (2 * Math.sqrt(3) * Math.PI), 1e-14);
    agree(gelu.backwardGain ** -2, 1 / 3 + 2 / (3 * Math.sqrt(3) * Math.PI), 1e-14);
    const relu = initialization.activationMoments("relu");
    agree(relu.variance, (1 - 1 / Math.PI) / 2, 1e-14);
    agree(relu.second, 0.5, 1e-14);
    agree(initialization.activationMoments("leaky-relu").second, 1.0001 / 2, 1e-14);
    agree(initialization.activationMoments("sin").second, (1 - Math.exp(-2)) / 2, 1e-13);
  });

  test("a function's moments are those of its name", () => {
    const named = initialization.activationMoments("tanh");
    const found = initialization.activationMoments(Math.tanh);
    agree(found.second, named.second, 1e-13);
    agree(found.backwardGain, named.backwardGain, 1e-11);
    const kinked = initialization.activationMoments((x: number) => Math.max(x - 0.1234, 0));
    // E (z − c)₊ = φ(c) − c (1 − Φ(c)).
    agree(kinked.mean, 0.3402758905946964, 1e-11);
    const constant = initialization.activationMoments(() => 2);
    expect(constant.backwardGain).toBe(Infinity);
    expect(constant.varianceGain).toBe(Infinity);
  });

  test("a function that throws, or gives no number, leaves the module at work", () => {
    expect(() =>
      initialization.activationMoments(() => {
        throw new RangeError("mine");
      }),
    ).toThrowError(RangeError);
    refused(() => initialization.activationMoments(() => "1" as unknown as number));
    refused(() => initialization.activationMoments(() => NaN), "NOT_FINITE");
    refused(() => initialization.activationMoments(() => Math.random()), "NOT_CONVERGED");
    expect(initialization.activationMoments((x: number) => x).mean).toBeCloseTo(0, 14);
  });

  test("SELU's constants are those that two moments ask for", () => {
    for (const [mean, variance, lambda, alpha] of golden.selu) {
      const found = initialization.solveSelu(mean, variance);
      agree(found.lambda, lambda, 1e-13);
      agree(found.alpha, alpha, 1e-13);
    }
    refused(() => initialization.solveSelu(-5, 0.01), "TARGET_UNREACHABLE");
  });
});

describe("normalization", () => {
  test.each(golden.normalizations)("torch's values and gradients, ε = $epsilon", (given) => {
    const { X, gamma, beta, cotangent, epsilon } = given;
    agreeMatrix(initialization.layerNorm(X, { gamma, beta, epsilon }), given.layer, 1e-13);
    agreeMatrix(initialization.rmsNorm(X, { gamma, epsilon }), given.rms, 1e-13);
    const layer = initialization.layerNormVjp(X, cotangent, { gamma, epsilon });
    // Of two columns the normalized ones are ±1, and the gradient is what ε leaves of it.
    agreeMatrix(layer.X, given.layerVjp[0], 1e-12, 1);
    agreeAll(layer.gamma, given.layerVjp[1], 1e-13);
    agreeAll(layer.beta, given.layerVjp[2], 1e-13);
    const rms = initialization.rmsNormVjp(X, cotangent, { gamma, epsilon });
    agreeMatrix(rms.X, given.rmsVjp[0], 1e-12);
    agreeAll(rms.gamma, given.rmsVjp[1], 1e-13);
  });
});

describe("attention", () => {
  test.each(golden.attention)("torch's entropy and saturation, scale $scale", (given) => {
    const found = initialization.attentionStatistics(given.Q, given.K, given.scale);
    agreeAll(found.entropy, given.entropy, 1e-13);
    agreeAll(found.saturation, given.saturation, 1e-13);
    agree(found.logitStd, given.logitStd, 1e-13);
  });

  test("a softmax that is one-hot is saturated to the last digit", () => {
    const { entropy, saturation } = initialization.attentionStatistics([[1]], [[0], [50]], "none");
    agree(saturation[0]!, 2 * Math.exp(-50), 1e-14);
    agree(entropy[0]!, 51 * Math.exp(-50), 1e-14);
  });

  test("by the length's logarithm, 512 keys are the standard", () => {
    const K = Array.from({ length: 512 }, (_, i) => [Math.sin(i), Math.cos(i), 1, i / 512]);
    const Q = [[1, 2, 3, 4]];
    const log = initialization.attentionStatistics(Q, K, "log");
    const sqrt = initialization.attentionStatistics(Q, K, "sqrt");
    agree(log.entropy[0]!, sqrt.entropy[0]!, 1e-14);
  });
});

describe("random stacks", () => {
  test.each(golden.stacks)("torch's states and gradients: $spec", (given) => {
    const found = initialization.propagate(given.spec);
    expect(found.overflowLayer).toBe(-1);
    const sequences = ["forward", "backward", "inputShare"] as const;
    for (const key of sequences) agreeAll(found[key], given[key], 3e-6);
    if (given.attentionEntropy.length > 0)
      agreeAll(found.attentionEntropy, given.attentionEntropy, 3e-6);
    else expect(found.attentionEntropy.length).toBe(0);
    expect(found.predicted.length).toBe(given.spec.depth + 1);
    expect(found.histograms).toMatchObject({ rows: given.spec.depth + 1, cols: 24 });
    agreeAll(found.histograms.data, given.histograms.flat(), 1e-12);
  });

  test.each([
    [1, 1.4e-8],
    [Math.SQRT2, 1.1],
    [1.6, 868],
  ])("fifty layers of ReLU with the gain %d multiply a signal by about %d", (gain, published) => {
    const draws = Array.from({ length: 64 }, (_, seed) => {
      const { forward, predicted } = initialization.propagate({
        depth: 50,
        width: 256,
        norm: "none",
        activation: "relu",
        gain,
        samples: 1,
        seed,
      });
      agree(predicted[50]!, (gain / Math.SQRT2) ** 50, 1e-9);
      return forward[50]! / forward[0]!;
    });
    const mean = (values: number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
    const spread = (values: number[]) => {
      const middle = mean(values);
      return Math.sqrt(mean(values.map((x) => (x - middle) ** 2)));
    };
    // The mean square is what theory predicts …
    const squares = draws.map((x) => x * x);
    const error = spread(squares) / Math.sqrt(squares.length);
    const theory = (gain / Math.SQRT2) ** 100;
    expect(Math.abs(mean(squares) - theory)).toBeLessThan(4 * error);
    // … and the published draw is one like the others.
    const logs = draws.map(Math.log);
    expect(Math.abs(Math.log(published) - mean(logs))).toBeLessThan(3 * spread(logs));
  });

  test("attention entropy over 32 tokens: unscaled it falls with the dimension, scaled it does not", () => {
    // The published values, rounded and from other draws, are .67 .35 .14 .07 and .88 .88 .87 .86.
    const published = { none: [0.67, 0.35, 0.14, 0.07], sqrt: [0.88, 0.88, 0.87, 0.86] };
    for (const attentionScale of ["none", "sqrt"] as const) {
      [64, 16, 4, 1].forEach((heads, i) => {
        const { attentionEntropy } = initialization.propagate({
          depth: 1,
          width: 256,
          heads,
          sequence: 32,
          samples: 4,
          norm: "pre",
          activation: "relu",
          attentionScale,
          seed: 8,
        });
        const share = attentionEntropy[0]! / Math.log(32);
        expect(Math.abs(share - published[attentionScale][i]!)).toBeLessThan(0.05);
      });
    }
  });

  test("more samples or blocks begin with the same weights", () => {
    const spec = { depth: 4, width: 32, norm: "pre", activation: "silu", seed: 4 } as const;
    const short = initialization.propagate(spec);
    const long = initialization.propagate({ ...spec, depth: 9 });
    expect(long.forward.subarray(0, 5)).toEqual(short.forward);
  });
});

describe("what is refused", () => {
  const seed = 1;
  test("bad scalars and unknown names", () => {
    refused(() => initialization.uniform(3, { low: 1, high: 1, seed }));
    refused(() => initialization.uniform(3, { low: -1e308, high: 1.7e308, seed }));
    refused(() => initialization.uniform(3, { high: 1, seed } as never));
    refused(() => initialization.uniform(-1, { low: 0, high: 1, seed }));
    refused(() => initialization.uniform(1.5, { low: 0, high: 1, seed }));
    refused(() => initialization.uniform(0, { low: 2, high: 1, seed }));
    refused(() => initialization.normal(3, { std: -1, seed }));
    refused(() => initialization.normal(3, { mean: NaN, seed }));
    refused(() => initialization.normal(3, {} as never));
    refused(() => initialization.normal(3, undefined as never));
    refused(() => initialization.normal(3, { seed: -1 }));
    refused(() => initialization.normal(3, { seed, offset: -1 }));
    refused(() => initialization.normal(3, { seed, sigma: 1 } as never));
    refused(() => initialization.truncatedNormal(3, { std: 0, seed }));
    refused(() => truncated({ mode: "parent", low: 1, high: 1 }));
    refused(() => truncated({ mode: "parent", low: NaN, high: 1 }));
    refused(() => truncated({ mode: "relative" as never, low: -1, high: 1 }));
    refused(() => truncated({ mode: "absolute", low: -1.7, high: 1.7 }), "TARGET_UNREACHABLE");
    refused(() => initialization.truncatedMoments(0, -1, 0, 1));
    refused(() => initialization.truncatedMoments(0, 1, 1, 0));
    refused(() => initialization.truncationStdFactor(-2));
    refused(() => initialization.orthogonal(0, 3, { seed }));
    refused(() => initialization.orthogonal(3, 3, { gain: Infinity, seed }));
    refused(() => initialization.orthogonal(2 ** 20, 2 ** 20, { seed }), "OUT_OF_MEMORY");
    refused(() => initialization.fans([3]));
    refused(() => initialization.fans([3, 0]));
    refused(() => initialization.fans([3, 2.5]));
    refused(() => initialization.fans([3, 3, 4]));
    refused(() => initialization.fans([3, 3], "io" as never));
    refused(() => initialization.std("lecun", { in: 0, out: 1 }));
    refused(() => initialization.std("kaiming" as InitScheme, { in: 1, out: 1 }));
    refused(() => initialization.std("he", { in: 1, out: 1 }, { gain: -1 }));
    refused(() => initialization.std("t5-q", { in: 1, out: 1 }, { heads: 0 }));
    refused(() => initialization.std("he", undefined as never));
    refused(() => initialization.initialize([0, 3], "he", { seed }));
    refused(() => initialization.activationMoments("swish" as Activation));
    refused(() => initialization.solveSelu(0, 0));
    refused(() => initialization.effectiveLearningRate(1, 0, "sgd"));
    refused(() => initialization.effectiveLearningRate(1, 2, "adamw" as never));
    refused(() => initialization.residualWeights(-1, "pre"));
    refused(() => initialization.deepNorm({}));
    refused(() => initialization.deepNorm({ encoderLayers: 1.5 }));
  });

  test("rows without variance where nothing is added to it, and shapes that do not fit", () => {
    refused(() => initialization.layerNorm([[2, 2]], { epsilon: 0 }));
    refused(() => initialization.rmsNorm([[0, 0]], { epsilon: 0 }));
    refused(() => initialization.layerNorm([[1, 2]], { epsilon: -1 }));
    refused(() => initialization.layerNorm([]));
    refused(() => initialization.layerNorm([[1, NaN]]), "NOT_FINITE");
    refused(() => initialization.layerNorm([[1, 2]], { gamma: [1] }), "SHAPE_MISMATCH");
    refused(() => initialization.layerNorm([[1, 2]], { beta: [] }), "SHAPE_MISMATCH");
    refused(() => initialization.rmsNormVjp([[1, 2]], [[1, 2, 3]]), "SHAPE_MISMATCH");
    refused(() => initialization.attentionStatistics([[1]], [[1, 2]], "sqrt"), "SHAPE_MISMATCH");
    refused(() => initialization.attentionStatistics([[1e200]], [[1e200]], 1), "NOT_FINITE");
    refused(() => initialization.attentionStatistics([[1]], [[1]], "sqr" as never));
  });

  test("specifications of stacks", () => {
    const spec: BlockSpec = { depth: 2, width: 6, norm: "pre", activation: "relu", seed };
    refused(() => initialization.propagate({ ...spec, depth: 0 }));
    refused(() => initialization.propagate({ ...spec, heads: 4 }));
    refused(() => initialization.propagate({ ...spec, norm: "layer" as never }));
    refused(() => initialization.propagate({ ...spec, gain: -1 }));
    refused(() => initialization.propagate({ ...spec, attentionScale: NaN }));
    refused(() => initialization.propagate({ ...spec, layers: 3 } as never));
    refused(() => initialization.propagate(undefined as never));
    refused(() => initialization.propagate({ ...spec, width: 2 ** 18 }), "OUT_OF_MEMORY");
  });

  function truncated(
    truncation: Parameters<typeof initialization.truncatedNormal>[1]["truncation"],
  ) {
    return initialization.truncatedNormal(3, { truncation, seed });
  }
});
