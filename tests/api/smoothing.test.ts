import { describe, expect, test } from "vitest";
import { LemmataError, load, type ErrorCode, type KernelName, type NonSmooth } from "lemmata";

const { smoothing, entropy } = await load();

const kernels: KernelName[] = [
  "gaussian",
  "logistic",
  "laplace",
  "uniform",
  "triangular",
  "epanechnikov",
  "cosine",
  "student-t2",
  "sech",
  "cauchy",
  "bump",
];
const functions: NonSmooth[] = [
  "relu",
  "leaky-relu",
  "abs",
  "step",
  "sign",
  "clip",
  "relu6",
  "hard-tanh",
  "hard-sigmoid",
  "soft-threshold",
  "hinge",
  "floor",
  "ceil",
  "round",
  "frac",
];
const periodic = ["floor", "ceil", "round", "frac"];
const xs = [-7.3, -3.1, -1.25, -0.4, -0.05, 0, 0.3, 0.8, 1, 2.6, 5.9];

/** erf by the Gaussian kernel: the smoothed sign at width 1/√2. */
const erf = (x: number): number =>
  smoothing.smooth("sign", [x], { width: Math.SQRT1_2, kernel: "gaussian" })[0]!;

function runnable(body: string): (x: number, width: number, parameters?: object) => number {
  const f = new Function("x", "width", "parameters", "erf", body) as (...a: unknown[]) => number;
  return (x, width, parameters) => f(x, width, parameters, erf);
}

function codeOf(body: () => unknown): ErrorCode | "none" {
  try {
    body();
  } catch (error) {
    if (error instanceof LemmataError) return error.code;
    throw error;
  }
  return "none";
}

describe("kernels", () => {
  test("have the support, moments and smoothness of their width", () => {
    const uniform = smoothing.kernel("uniform", 0.5);
    expect([uniform.support, uniform.meanAbsolute, uniform.mean, uniform.smoothness]).toEqual([
      [-0.5, 0.5],
      0.25,
      0,
      1,
    ]);
    expect(smoothing.kernel("gaussian", 2).support).toEqual([-Infinity, Infinity]);
    expect(smoothing.kernel("cosine", 1).smoothness).toBe(3);
    expect(smoothing.kernel("bump", 1).smoothness).toBe(Infinity);
    expect(smoothing.kernel("cauchy", 1).mean).toBeNaN();
    expect(smoothing.kernel("cauchy", 1).meanAbsolute).toBe(Infinity);
  });

  test("have cdfs from 0 to 1 and ramps whose slope they are", () => {
    for (const name of kernels) {
      const { cdf, ramp, density } = smoothing.kernel(name, 0.5);
      expect(cdf([0])[0]).toBeCloseTo(0.5, 15);
      expect(cdf([-1e9])[0]).toBeLessThan(1e-9);
      expect(cdf([1e9])[0]).toBeGreaterThan(1 - 1e-9);
      const h = 1e-6;
      const slope = (cdf([0.2 + h])[0]! - cdf([0.2 - h])[0]!) / (2 * h);
      expect(density([0.2])[0]).toBeCloseTo(slope, 8);
      if (name === "cauchy") continue;
      expect((ramp([0.2 + h])[0]! - ramp([0.2 - h])[0]!) / (2 * h)).toBeCloseTo(cdf([0.2])[0]!, 8);
    }
  });
});

describe("smooth", () => {
  test("has the values of MATH.md", () => {
    const leaky = { kernel: "gaussian", width: 0.5, parameters: { slope: 0.25 } } as const;
    expect(smoothing.smooth("leaky-relu", [0.3], leaky)[0]).toBeCloseTo(0.3632522745906583, 15);
    const floor = smoothing.smooth("floor", [1.05, 1.3, 2], { width: 0.1 });
    expect(floor[0]).toBeCloseTo(0.691462461274013, 14);
    expect(floor[1]).toBeCloseTo(0.99865010196965, 14);
    expect(floor[2]).toBe(1.5);
  });

  test("a piecewise-linear function is the named one of the same knots", () => {
    const clip = { offset: -1, slope: 0, knots: [-1, 1], jumps: [0, 0], bends: [1, -1] };
    for (const kernel of kernels)
      for (const derivative of [0, 1, 2] as const)
        expect(smoothing.smooth(clip, xs, { kernel, width: 0.3, derivative })).toEqual(
          smoothing.smooth("clip", xs, { kernel, width: 0.3, derivative }),
        );
  });

  /** More than a slice of the module's memory. */
  const many = Float64Array.from({ length: 40_000 }, (_, i) => 9 * Math.sin(i));
  const corner = { offset: 0, slope: 1, knots: [0], jumps: [1], bends: [2] };
  const calls: [string, (x: Float64Array | Float32Array, out?: typeof x) => ArrayLike<number>][] = [
    ["smooth", (x, out) => smoothing.smooth("clip", x, { width: 0.5, out })],
    ["smooth, periodic", (x, out) => smoothing.smooth("frac", x, { width: 0.5, out })],
    ["smooth, piecewise", (x, out) => smoothing.smooth(corner, x, { width: 0.5, out })],
    ["activation", (x, out) => smoothing.activation("mish", x, { out })],
    ["kernel", (x, out) => smoothing.kernel("sech", 2).cdf(x, { out })],
  ];

  test.each(calls)("%s: out takes the results, in place too", (_, call) => {
    for (const kind of [Float64Array, Float32Array]) {
      const x = kind.from(many);
      const expected = call(x);
      const wrong = (found: ArrayLike<number>, first = 0): number =>
        Array.from(found).findIndex((value, i) => value !== expected[first + i]);
      expect(wrong(call(x.subarray(30_000)), 30_000)).toBe(-1);
      const out = new kind(x.length);
      expect(call(x, out)).toBe(out);
      expect(wrong(out)).toBe(-1);
      expect(call(x, x)).toBe(x);
      expect(wrong(x)).toBe(-1);
    }
  });

  test.each(calls)("%s: an out that does not suit is refused, and named", (_, call) => {
    const x = many.slice(0, 8);
    const allowed = (out: unknown): unknown => call(x, out as Float64Array);
    expect(codeOf(() => allowed(new Float64Array(7)))).toBe("SHAPE_MISMATCH");
    expect(codeOf(() => allowed(new Float32Array(8)))).toBe("INVALID_ARGUMENT");
    expect(codeOf(() => allowed([1, 2]))).toBe("INVALID_ARGUMENT");
    const room = new Float64Array(9);
    expect(() => call(room.subarray(0, 8), room.subarray(1))).toThrow("options.out overlaps");
  });

  test.each(calls)("%s: an entry that is not finite is named by its own index", (_, call) => {
    const x = many.slice();
    x[38_000] = NaN;
    expect(() => call(x)).toThrow("x[38000] is NaN");
  });

  test("float32 in gives float32 out, near the float64 values", () => {
    const single = Float32Array.from(xs);
    for (const kernel of kernels)
      for (const f of ["clip", "floor"] as const) {
        const found = smoothing.smooth(f, single, { kernel, width: 0.25 });
        expect(found).toBeInstanceOf(Float32Array);
        const exact = smoothing.smooth(f, Float64Array.from(single), { kernel, width: 0.25 });
        found.forEach((value, i) => expect(value).toBeCloseTo(exact[i]!, 5));
      }
    expect(smoothing.activation("gelu", single)).toBeInstanceOf(Float32Array);
    expect(smoothing.kernel("sech", 1).ramp(single)).toBeInstanceOf(Float32Array);
  });

  test("width 0 is the function itself", () => {
    expect([...smoothing.smooth("round", [0.5, 1.4], { width: 0 })]).toEqual([0.5, 1]);
    expect([...smoothing.smooth("hinge", [0, 1, 2], { width: 0 })]).toEqual([1, 0, 0]);
  });

  test("an empty array has an empty result", () => {
    expect(smoothing.smooth("relu", [], { width: 1 }).length).toBe(0);
  });
});

describe("convolve", () => {
  test("agrees with the closed forms of the periodic functions", () => {
    const breakpoints = Array.from({ length: 41 }, (_, k) => k - 20);
    const options = { kernel: "gaussian", width: 0.8 } as const;
    const { values, error } = smoothing.convolve(Math.floor, xs, { ...options, breakpoints });
    const exact = smoothing.smooth("floor", xs, options);
    values.forEach((value, i) => expect(value).toBeCloseTo(exact[i]!, 9));
    expect(Math.max(...error)).toBeLessThan(1e-9);
  });

  test("what the function throws goes through, and the module works on without a leak", () => {
    const fail = new Error("mine");
    let calls = 0;
    const thrower = (): number => {
      if (++calls % 20 === 0) throw fail;
      return 1;
    };
    for (let i = 0; i < 20_000; ++i) {
      try {
        smoothing.convolve(thrower, [0], { width: 1 });
      } catch (error) {
        expect(error).toBe(fail);
      }
    }
    expect(smoothing.convolve(() => 1, [0], { width: 1 }).values[0]).toBeCloseTo(1, 12);
  });

  test("the function may use the module itself", () => {
    const f = (x: number): number =>
      smoothing.smooth("relu", [x], { width: 0.6 })[0]! +
      0 * entropy.softmax(new Float64Array(100_000)).length;
    const { values } = smoothing.convolve(f, [0.1], { width: 0.8 });
    expect(values[0]).toBeCloseTo(smoothing.smooth("relu", [0.1], { width: 1 })[0]!, 9);
  });

  test("width 0 is the function, with no error", () => {
    const { values, error } = smoothing.convolve(Math.cos, [0, 1], { width: 0 });
    expect([...values]).toEqual([1, Math.cos(1)]);
    expect([...error]).toEqual([0, 0]);
  });
});

describe("formula", () => {
  test.each(functions)("%s as JavaScript agrees with smooth to 1e-12", (f) => {
    let found = 0;
    for (const kernel of kernels)
      for (const width of [0.35, 1.5]) {
        const formula = smoothing.formula(f, kernel);
        if (formula === undefined) continue;
        ++found;
        const g = runnable(formula.javascript);
        const exact = smoothing.smooth(f, xs, { kernel, width });
        xs.forEach((x, i) => expect(Math.abs(g(x, width) - exact[i]!)).toBeLessThan(1e-12));
        expect(formula.latex).toMatch(/^g\(x\)=/);
      }
    expect(found).toBeGreaterThanOrEqual(periodic.includes(f) ? 14 : 16);
  });

  test("parameters are read, and a piecewise-linear function is written out", () => {
    const soft = runnable(smoothing.formula("soft-threshold", "logistic")!.javascript);
    const parameters = { threshold: 0.5 };
    expect(soft(1.2, 0.3, parameters)).toBeCloseTo(
      smoothing.smooth("soft-threshold", [1.2], { kernel: "logistic", width: 0.3, parameters })[0]!,
      13,
    );
    const f = { offset: 1, slope: -2, knots: [-1, 0.5], jumps: [1, -3], bends: [0, 2.5] };
    const g = runnable(smoothing.formula(f, "laplace")!.javascript);
    const exact = smoothing.smooth(f, xs, { kernel: "laplace", width: 0.4 });
    xs.forEach((x, i) => expect(g(x, 0.4)).toBeCloseTo(exact[i]!, 12));
    expect(smoothing.formula(f, "cauchy")).toBeUndefined();
    expect(smoothing.formula("relu", "bump")).toBeUndefined();
    expect(smoothing.formula("relu", "sech")).toBeUndefined();
    expect(smoothing.formula("relu", "cauchy")).toBeUndefined();
  });
});

describe("activation", () => {
  test("GELU by its sigmoid is off by 0.0203 at most, by tanh by 4.73e-4", () => {
    const grid = Float64Array.from({ length: 12001 }, (_, i) => (i - 6000) / 1000);
    const gelu = smoothing.activation("gelu", grid);
    const off = (name: "gelu-sigmoid" | "gelu-tanh"): number =>
      Math.max(...smoothing.activation(name, grid).map((y, i) => Math.abs(y - gelu[i]!)));
    expect(off("gelu-sigmoid")).toBeCloseTo(0.020335, 5);
    expect(off("gelu-tanh")).toBeCloseTo(4.73e-4, 6);
  });

  test("SAU, squareplus and SiLU are what they are called", () => {
    const parameters = { slope: 0.25, n: 2 };
    expect(smoothing.activation("sau", [0.3], { parameters })[0]).toBeCloseTo(
      0.3632522745906583,
      15,
    );
    expect(smoothing.activation("squareplus", [0.3], { parameters: { c: 0.5 } })[0]).toBeCloseTo(
      0.441547594742265,
      15,
    );
    const [slope] = smoothing.activation("silu", [0.7], { derivative: 1, parameters: { beta: 2 } });
    const h = 1e-6;
    const [a, b] = smoothing.activation("silu", [0.7 - h, 0.7 + h], { parameters: { beta: 2 } });
    expect(slope).toBeCloseTo((b! - a!) / (2 * h), 8);
  });
});

const width = { width: 1 };
const refused: [ErrorCode, string, () => unknown][] = [
  ["INVALID_ARGUMENT", "an unknown kernel", () => smoothing.kernel("box" as never, 1)],
  ["INVALID_ARGUMENT", "a negative width", () => smoothing.kernel("gaussian", -1)],
  ["INVALID_ARGUMENT", "a width that is NaN", () => smoothing.smooth("relu", [0], { width: NaN })],
  ["INVALID_ARGUMENT", "an infinite width", () => smoothing.maxError("relu", "gaussian", Infinity)],
  ["INVALID_ARGUMENT", "no width", () => smoothing.smooth("relu", [0], {} as never)],
  ["INVALID_ARGUMENT", "no options", () => smoothing.smooth("relu", [0], undefined as never)],
  ["INVALID_ARGUMENT", "an unknown function", () => smoothing.smooth("tan" as never, [0], width)],
  [
    "INVALID_ARGUMENT",
    "a third derivative",
    () => smoothing.smooth("relu", [0], { ...width, derivative: 3 as never }),
  ],
  [
    "INVALID_ARGUMENT",
    "a derivative in a width of 0",
    () => smoothing.smooth("relu", [0], { width: 0, derivative: 1, withRespectTo: "width" }),
  ],
  [
    "INVALID_ARGUMENT",
    "a parameter of another function",
    () => smoothing.smooth("relu", [0], { ...width, parameters: { slope: 1 } }),
  ],
  [
    "INVALID_ARGUMENT",
    "a clip upside down",
    () => smoothing.smooth("clip", [0], { ...width, parameters: { low: 2, high: 1 } }),
  ],
  [
    "INVALID_ARGUMENT",
    "knots that do not ascend",
    () =>
      smoothing.smooth(
        { offset: 0, slope: 0, knots: [1, 0], jumps: [1, 1], bends: [0, 0] },
        [0],
        width,
      ),
  ],
  [
    "SHAPE_MISMATCH",
    "fewer jumps than knots",
    () => smoothing.smooth({ offset: 0, slope: 0, knots: [1], jumps: [], bends: [0] }, [0], width),
  ],
  [
    "NOT_FINITE",
    "a knot that is NaN",
    () =>
      smoothing.smooth({ offset: 0, slope: 0, knots: [NaN], jumps: [1], bends: [0] }, [0], width),
  ],
  ["NOT_FINITE", "an x that is NaN", () => smoothing.smooth("relu", [0, NaN], width)],
  ["NOT_FINITE", "an infinite x", () => smoothing.activation("gelu", [Infinity])],
  ["NOT_FINITE", "an x of convolve", () => smoothing.convolve(Math.sin, [NaN], width)],
  ["NOT_FINITE", "an f that is NaN", () => smoothing.convolve(() => NaN, [0], width)],
  [
    "INVALID_ARGUMENT",
    "an f that is no number",
    () => smoothing.convolve(() => "1" as never, [0], width),
  ],
  [
    "INVALID_ARGUMENT",
    "an f that is no function",
    () => smoothing.convolve(1 as never, [0], width),
  ],
  [
    "INVALID_ARGUMENT",
    "a tolerance of 0",
    () => smoothing.convolve(Math.sin, [0], { ...width, tolerance: 0 }),
  ],
  ["MOMENT_DIVERGES", "the Cauchy ramp", () => smoothing.kernel("cauchy", 1).ramp([0])],
  [
    "MOMENT_DIVERGES",
    "ReLU by Cauchy",
    () => smoothing.smooth("relu", [0], { ...width, kernel: "cauchy" }),
  ],
  [
    "MOMENT_DIVERGES",
    "a growth of exp x²",
    () => smoothing.convolve((x) => Math.exp(x * x), [0], width),
  ],
  ["NOT_CONVERGED", "noise", () => smoothing.convolve(() => Math.random(), [0], width)],
  [
    "TARGET_UNREACHABLE",
    "an error below half a jump",
    () => smoothing.widthForError("sign", "bump", 0.9),
  ],
  ["INVALID_ARGUMENT", "an error of 0", () => smoothing.widthForError("relu", "bump", 0)],
  ["INVALID_ARGUMENT", "an empty maximum", () => smoothing.maximum([], 1)],
  ["INVALID_ARGUMENT", "a sharpness of 0", () => smoothing.maximum([1], 0)],
  [
    "INVALID_ARGUMENT",
    "a squareplus of c = 0",
    () => smoothing.activation("squareplus", [1], { parameters: { c: 0 } }),
  ],
  ["INVALID_ARGUMENT", "text in x", () => smoothing.smooth("relu", ["1"] as never, width)],
];

test.each(refused)("%s: %s", (code, _, body) => {
  expect(codeOf(body)).toBe(code);
  expect(smoothing.maximum([1, 2], Infinity)).toBe(2);
});
