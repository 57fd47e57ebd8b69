import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { calls, type Call } from "../battery/calls.mjs";
import { sameBits } from "../battery/bits.mjs";
import { Draw } from "../battery/draw.mjs";
// Of the same files as the systems that are counted.
import { LemmataError } from "../../build/api/errors.js";
import { counted } from "./counted.js";
import { disguises, exchanged, hostile, isPlain, mine, placesOf, valueAt } from "./hostile.js";

/** LEMMATA_FUZZ_SECONDS=900 runs each property that long, from another seed each time. */
const seconds = Number(process.env.LEMMATA_FUZZ_SECONDS ?? 0);
const settings =
  seconds > 0
    ? { numRuns: Infinity, interruptAfterTimeLimit: seconds * 1000, seed: Date.now() | 0 }
    : { numRuns: 15_000, seed: 20_211 };
const timeout = 120_000 + seconds * 1000;

const { lemmata, held } = await counted();
const call = fc.nat(calls.length - 1).map((number) => calls[number]!);
const draw = fc.integer({ min: 0, max: 1e6 });
let executions = 0;

afterEach(() => {
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  if (seconds > 0) console.log(`${executions} calls`);
});

test("every public function has a call here", () => {
  const methodsOf = (owner: object): string[] =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(owner)).filter(
      (name) => name !== "constructor",
    );
  const { projection, logistic, penalty, smoothing } = lemmata;
  const systems = Object.entries(lemmata).filter(([, value]) => typeof value === "object");
  const owners: Record<string, object> = {
    ...Object.fromEntries(systems),
    LshIndex: projection.lsh([[1, 2]]),
    Projector: projection.projector(2, 1),
    ClassStatistics: logistic.statistics(1, 2),
    Network: penalty.randomNetwork([1, 1], { activation: "relu", seed: 1 }),
  };
  for (const [owner, object] of Object.entries(owners)) {
    const named = calls.filter((one) => (one.system ?? one.owner) === owner);
    const methods = named.map(({ method }) => method);
    expect(methods, owner).toEqual(expect.arrayContaining(methodsOf(object)));
    if ("dispose" in object) (object.dispose as () => void)();
  }
  const kernel = Object.entries(smoothing.kernel("gaussian", 1));
  const functions = kernel.filter(([, value]) => typeof value === "function");
  const named = calls.filter(({ owner }) => owner === "SmoothingKernel");
  expect(named.map(({ method }) => method)).toEqual(functions.map(([name]) => name));
});

test("the same numbers in any guise give the same bits", { timeout }, () => {
  const guise = fc.constantFrom(...Object.keys(disguises));
  check(fc.property(call, draw, fc.nat(), guise, (one, seed, at, name) => {
    const args = one.args(new Draw(seed), lemmata);
    const disguise = disguises[name]!;
    const places = placesOf(args).filter((place) => disguise(valueAt(args, place)) !== undefined);
    fc.pre(places.length > 0);
    const place = places[at % places.length]!;
    const disguised = exchanged(args, place, disguise(valueAt(args, place))) as unknown[];
    const where = `${nameOf(one)} ${place.join(".")} ${name}`;
    if (!sameBits(outcome(one, disguised), outcome(one, args))) throw new Error(where);
    worksStill(where);
  })); // prettier-ignore
});

test("an out, whatever it is, changes no result", { timeout }, () => {
  const kind = fc.constantFrom("an argument", "fitting", ...Object.keys(hostile));
  check(fc.property(call, draw, fc.nat(), kind, (one, seed, at, name) => {
    const expected = outcome(one, one.args(new Draw(seed), lemmata));
    const args = one.args(new Draw(seed), lemmata);
    const arrays = placesOf(args).map((place) => valueAt(args, place)).filter(ArrayBuffer.isView);
    const own = name === "an argument" ? arrays[at % arrays.length] : arrayIn(expected)?.slice();
    const out = hostile[name]?.() ?? own;
    const last = args.at(-1);
    const given = isPlain(last) ? [...args.slice(0, -1), { ...last, out }] : [...args, { out }];
    const found = outcome(one, given);
    const where = `${nameOf(one)} to ${name}`;
    judge(found, where);
    const refused = isPlain(found) && ("code" in found || "thrown" in found);
    // An array that says it is another says so as a result, too; one that is gone cannot be read.
    const comparable = !refused && !/\bsays?\b|detached|shrunk/.test(name);
    if (comparable && !sameBits(found, expected)) throw new Error(where);
    worksStill(where);
  })); // prettier-ignore
});

describe("anything anywhere in the arguments is answered", () => {
  test("by an error of the package, or by numbers", { timeout }, () => {
    const value = fc.constantFrom(...Object.keys(hostile));
    check(fc.property(call, draw, fc.nat(), value, (one, seed, at, name) => {
      const args = one.args(new Draw(seed), lemmata);
      const places = placesOf(args);
      fc.pre(places.length > 0);
      const place = places[at % places.length]!;
      const where = `${nameOf(one)} ${place.join(".")} is ${name}`;
      const started = performance.now();
      judge(outcome(one, exchanged(args, place, hostile[name]!()) as unknown[]), where);
      if (performance.now() - started > 20_000) throw new Error(`${where}: is slow`);
      worksStill(where);
    })); // prettier-ignore
  });

  test("also where reading one argument takes away what was read before", { timeout }, () => {
    const places = fc.tuple(fc.nat(), fc.nat());
    check(fc.property(call, draw, places, fc.boolean(), (one, seed, [from, to], late) => {
      const args = one.args(new Draw(seed), lemmata);
      const objects = placesOf(args).filter((place) => typeof valueAt(args, place) === "object");
      const arrays = objects.filter((place) => ArrayBuffer.isView(valueAt(args, place)));
      fc.pre(arrays.length > 0 && objects.length > 1);
      const array = valueAt(args, arrays[from % arrays.length]!) as Float64Array;
      const place = objects[to % objects.length]!;
      let reads = 0;
      const bomb = new Proxy(valueAt(args, place) as object, {
        get(target, key) {
          if (++reads === (late ? 3 : 1) && array.byteLength > 0)
            structuredClone(array, { transfer: [array.buffer as ArrayBuffer] });
          const value = Reflect.get(target, key) as unknown;
          // What a typed array asks of itself, it must be asked without the proxy.
          return typeof value === "function" ? value.bind(target) as unknown : value;
        },
      });
      const where = `${nameOf(one)} ${place.join(".")} takes ${arrays[from % arrays.length]!.join(".")}`;
      judge(outcome(one, exchanged(args, place, bomb) as unknown[]), where);
      worksStill(where);
    })); // prettier-ignore
  });
});

/** What a call gives: its result, or what it threw. */
function outcome(one: Call, args: readonly unknown[]): unknown {
  ++executions;
  try {
    return one.run(lemmata, args);
  } catch (error) {
    if (!(error instanceof LemmataError)) return { thrown: error };
    const { code, message, details } = error;
    return { code, message, details };
  }
}

function judge(result: unknown, where: string): void {
  if (typeof result === "object" && result !== null && "thrown" in result) {
    const { thrown } = result;
    // What the caller's own objects throw is the caller's.
    if (thrown === mine || /proxy that has been revoked|without 'new'/.test(String(thrown))) return;
    throw new Error(`${where}: ${String(thrown)}`, { cause: thrown });
  }
  if (typeof result === "object" && result !== null && "code" in result && "details" in result) {
    const { code, message, details } = result as LemmataError;
    expect(message, where).not.toMatch(/\{\w+\}|undefined is|\[object/);
    if (code !== "OUT_OF_MEMORY")
      expect(details, `${where}: ${message}`).toHaveProperty("argument");
    return;
  }
  // The article's iteration says itself in which round it broke down.
  const told = ((result as { failedRound?: number } | undefined)?.failedRound ?? -1) >= 0;
  if (!told && hasNaN(result)) throw new Error(`${where}: NaN`);
}

/** The first array of numbers in a result. */
function arrayIn(result: unknown): Float64Array | Float32Array | undefined {
  if (result instanceof Float64Array || result instanceof Float32Array) return result;
  return isPlain(result) ? Object.values(result).map(arrayIn).find(Boolean) : undefined;
}

function hasNaN(value: unknown): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  if (ArrayBuffer.isView(value)) return Array.prototype.some.call(value, Number.isNaN);
  return typeof value === "object" && value !== null && Object.values(value).some(hasNaN);
}

function worksStill(where: string): void {
  if (held.size > 0) throw new Error(`${where}: memory is held`);
  if (lemmata.entropy.shannon([0.5, 0.5]) !== Math.log(2)) throw new Error(`${where}: broken`);
}

function check<Values>(property: fc.IProperty<Values>): void {
  fc.assert(property, { ...settings, endOnFailure: true });
}

function nameOf({ system, owner, method }: Call): string {
  return `${system ?? owner}.${method}`;
}
