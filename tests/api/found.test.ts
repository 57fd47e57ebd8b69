import { describe, expect, test } from "vitest";
import { load, type LemmataError } from "lemmata";
import { detached, growing, resizable } from "./hostile.js";

// What tests/api/any-input.test.ts found, each by itself.

const { entropy, gaussian, projection, logistic, initialization, penalty, smoothing } =
  await load();

function failure(call: () => unknown): LemmataError {
  try {
    call();
  } catch (error) {
    return error as LemmataError;
  }
  throw new Error("nothing was thrown");
}

describe("an array that says it is shorter than it is", () => {
  test.each([
    ["by a property of its own", () => Object.defineProperty(new Float64Array(9).fill(1 / 9), "length", { value: 2 })],
    ["by its class", () => new (class extends Float64Array { override get length() { return 2; } })(new Float64Array(9).fill(1 / 9).buffer)],
  ])("%s is taken as long as it is", (_, make) => {
    expect(entropy.shannon(make())).toBeCloseTo(Math.log(9), 14);
  }); // prettier-ignore

  test("writes nothing beyond its room, labels and bytes neither", () => {
    const short = <Kind extends object>(array: Kind) => Object.defineProperty(array, "length", { value: 2 }); // prettier-ignore
    expect(failure(() => logistic.fit([[0], [1]], short(Int32Array.of(0, 1, 0, 1)))).code).toBe("SHAPE_MISMATCH"); // prettier-ignore
    expect(failure(() => projection.lshLoad(short(new Uint8Array(9)))).code).toBe("CORRUPT_DATA");
  });
});

test("what says it is an array and is not is refused", () => {
  const saying = (tag: string) => ({ [Symbol.toStringTag]: tag, length: 4 }) as never;
  const calls = [
    () => entropy.normalizeRows([[1, 2]], saying("Float64Array"), { input: "logits" }),
    () => projection.lshLoad(saying("Uint8Array")),
    () => projection.hamming(saying("Uint32Array"), new Uint32Array(1)),
  ];
  for (const call of calls) expect(failure(call).code).toBe("INVALID_ARGUMENT");
});

test("lists that grow while they are read are read as long as they were", () => {
  const one = { mean: [1], covariance: { variance: 1 } };
  // It is asked once whether it is empty.
  expect(gaussian.pairwise("kl", growing([one, one])).rows).toBe(8);
  expect(entropy.softmaxRows(growing([[0, 0]])).probabilities.rows).toBe(4);
  const layer = { weights: [[1]], activation: "identity" } as const;
  using network = penalty.network(growing([layer, layer]));
  expect(network.layers).toBe(4);
});

test("lists of far too many holes are refused at once", () => {
  const holes = new Array<never>(2 ** 32 - 1);
  expect(failure(() => gaussian.pairwise("kl", holes)).code).toBe("OUT_OF_MEMORY");
  expect(failure(() => logistic.fit([[1]], holes)).code).toBe("OUT_OF_MEMORY");
  expect(failure(() => entropy.softmaxRows(holes)).code).toBe("OUT_OF_MEMORY");
});

test("a row that the reading of the next one takes away is named", () => {
  const first = new Float64Array([1, 2]);
  const rows = new Proxy([first, new Float64Array([3, 4])], {
    get(list, key) {
      if (key === "1") detached(first);
      return Reflect.get(list, key) as unknown;
    },
  });
  const error = failure(() => entropy.softmaxRows(rows));
  expect(error.code).toBe("INVALID_ARGUMENT");
  expect(error.details.argument).toBe("X");
});

test("a detached array is empty, also once the engine has optimized for resizable buffers", () => {
  const onResizable = new Float64Array(resizable(16)).fill(0.5);
  for (let call = 0; call < 2_000; ++call) {
    entropy.perplexity(onResizable);
    expect(failure(() => entropy.perplexity(detached(new Float64Array(4)))).code).toBe("INVALID_ARGUMENT"); // prettier-ignore
  }
});

test("numbers of rows and of neighbours that no memory holds are refused", () => {
  const rows = { data: new Float64Array(0), rows: 2 ** 40, cols: 0 };
  expect(failure(() => entropy.softmaxRows(rows)).code).toBe("SHAPE_MISMATCH");
  using index = projection.lsh([[1, 2], [2, 1]]); // prettier-ignore
  expect(failure(() => index.queryRows([[1, 2]], 2 ** 31 - 1)).code).toBe("OUT_OF_MEMORY");
});

test("an order of a derivative is a number", () => {
  const order = { toString: () => "1" } as never;
  const call = () => smoothing.activation("silu", [1], { derivative: order });
  expect(failure(call).code).toBe("INVALID_ARGUMENT");
});

test("where numbers are so large that results overflow, the error says so", () => {
  using network = penalty.network([{ weights: [[9, 9]], activation: "gelu" }]);
  const calls = [
    () => network.forward([[1e308, -1e308]]),
    () => logistic.probabilities({ weights: [[1e200, 0, 0]], bias: [0, 0, 0], classes: 3, features: 1 } as never, [[1e200]]), // prettier-ignore
    () => initialization.attentionStatistics([[1e308, 1e308]], [[1e308, -1e308]], "none"),
  ];
  for (const call of calls) expect(failure(call).code).toBe("NOT_FINITE");
});

describe("what the core made of extreme numbers", () => {
  test("cut far away, a normal is its nearer end; cut to nothing, it is made up for without end", () => {
    expect(initialization.truncatedMoments(1e308, 1, -1, 1)).toEqual({ mean: 1, variance: 0 });
    expect(initialization.truncationStdFactor(5e-324)).toBe(Infinity);
  });

  test("a temperature of −0 is 0", () => {
    expect(entropy.softmax([1, 2], -0)).toEqual(new Float64Array([0, 1]));
  });

  test("far targets have a first-order exponent where the second-order one overflows", () => {
    const p = [0.5, 0.3, 0.2];
    const target = { fraction: -1e308 };
    try {
      expect(entropy.secondOrderGamma(p, target)).not.toBeNaN();
    } catch (error) {
      expect((error as LemmataError).code).toBe("INVALID_ARGUMENT");
    }
  });

  test("distributions too far apart for their squares share nothing", () => {
    const [p, q] = [0, 1e308].map((mean) => ({ mean: [mean], covariance: { variance: 1 } }));
    expect(gaussian.jensenShannon(p!, q!, { samples: 9, seed: 1 }).value).toBe(Math.LN2);
  });

  test("a vanishing regularization of the transport is none", () => {
    const [p, q] = [1, 4].map((variance) => ({ mean: [0], covariance: { variance } }));
    expect(gaussian.entropicWasserstein(p!, q!, 5e-324)).toBe(
      gaussian.wasserstein2(p!, q!).squared,
    );
  });

  test("a tolerance that no rounding reaches is named", () => {
    const list = [2, 5].map((x) => ({
      mean: [0, 0],
      covariance: [
        [x, 1],
        [1, 3],
      ],
    }));
    const { code, details } = failure(() =>
      gaussian.barycenter(list, [1, 2], { tolerance: 5e-324, maxIterations: 1 }),
    );
    expect([code, details.argument]).toEqual(["NOT_CONVERGED", "options.tolerance"]);
  });

  test("an empty out that is a detached array takes an empty result", () => {
    const out = detached(new Float64Array(4));
    expect(initialization.normal(0, { seed: 1, out })).toBe(out);
  });

  test("tails that are beyond all numbers end", () => {
    expect(projection.normTail(50, 1e308, "exact")).toBe(0);
  });

  test("a loss whose second derivatives overflow ends", () => {
    const X = [[1e308], [-1e308], [1], [2]];
    expect(failure(() => logistic.refine(X, [0, 1, 0, 1])).code).toBe("INVALID_ARGUMENT");
  });
});
