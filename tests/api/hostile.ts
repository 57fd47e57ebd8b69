/** Values that no caller should hand in, and places in arguments to put them. */

/** What the caller's own getters, proxies and callbacks throw here; it may go through. */
export const mine = new Error("the caller's own");

const thrower = (): never => {
  throw mine;
};

/** Each makes a new one; the names are for the report of a failure. */
export const hostile: Record<string, () => unknown> = {
  undefined: () => undefined,
  null: () => null,
  true: () => true,
  NaN: () => NaN,
  "-0": () => -0,
  "-1": () => -1,
  "0.5": () => 0.5,
  "1e308": () => 1e308,
  "-1e308": () => -1e308,
  "5e-324": () => 5e-324,
  Infinity: () => Infinity,
  "2^53": () => 2 ** 53,
  "2^40": () => 2 ** 40,
  "1n": () => 1n,
  "2n^70": () => 2n ** 70n,
  "no text": () => "",
  __proto__text: () => "__proto__",
  constructortext: () => "constructor",
  symbol: () => Symbol("mine"),
  "a function that throws": () => thrower,
  "a function of NaN": () => () => NaN,
  "a function of text": () => () => "1",
  "a class": () => class {},
  "no entries": () => [],
  "no entries of no entries": () => [[]],
  "a hole": () => [1, , 2],
  "holes only": () => new Array(5),
  "far too many holes": () => new Array(2 ** 32 - 1),
  "an object": () => ({}),
  "an object without prototype": () => Object.create(null) as unknown,
  "a frozen object": () => Object.freeze({ data: 1 }),
  "keys of prototypes": () => JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}') as unknown, // prettier-ignore
  "an instance": () => new Map([["rows", 2]]),
  "a number object": () => Object(2) as unknown,
  "a text object": () => Object("kl") as unknown,
  "a date": () => new Date(0),
  "a promise": () => Promise.resolve(1),
  "a cyclic array": () => cyclic([]),
  "a cyclic object": () => Object.assign(cyclic({}), { rows: 1, cols: 1 }),
  "a claim of 2^31 rows": () => ({ data: new Float64Array(4), rows: 2 ** 31, cols: 2 ** 31 }),
  "a claim of -1 rows": () => ({ data: new Float64Array(4), rows: -2, cols: -2 }),
  "a shape of text": () => ({ data: new Float64Array(4), shape: ["2", "2"] }),
  "a shape of nothing": () => ({ data: new Float64Array(0), shape: [] }),
  "a length of 1e9": () => ({ length: 1e9, 0: 1 }),
  "an empty matrix": () => ({ data: new Float64Array(0), rows: 0, cols: 0 }),
  "rows of nothing": () => ({ data: new Float64Array(0), rows: 2 ** 40, cols: 0 }),
  "rows of different lengths": () => [[1, 2], [1]],
  "a detached array": () => detached(new Float64Array(4)),
  "a detached matrix": () => ({ data: detached(new Float64Array(4)), rows: 2, cols: 2 }),
  "a shrunk array": () => shrunk(),
  "a shrunk matrix": () => ({ data: shrunk(), rows: 2, cols: 2 }),
  "a buffer": () => new ArrayBuffer(32),
  "a view": () => new DataView(new ArrayBuffer(32)),
  bytes: () => new Uint8Array([1, 2, 3, 4]),
  "big integers": () => new BigInt64Array(4),
  "an array that says it is another": () => saying(new Int8Array(4), Symbol.toStringTag, "Float64Array"), // prettier-ignore
  "an object that says it is an array": () => ({ [Symbol.toStringTag]: "Float64Array", length: 4, 0: 1 }), // prettier-ignore
  "an object that says it is bytes": () => ({ [Symbol.toStringTag]: "Uint8Array", length: 4 }),
  "integers that say they are bytes": () => saying(new Float64Array(4), Symbol.toStringTag, "Uint8Array"), // prettier-ignore
  "an array that says it is short": () => saying(new Float64Array(5000), "length", 2),
  "an array that says it is long": () => saying(new Float64Array(2), "length", 5000),
  "labels that say they are few": () => saying(new Int32Array(50_000), "length", 2),
  "bytes that say they are few": () => saying(new Uint8Array(50_000), "length", 2),
  "a list that grows": () => growing([1, 2, 3, 4, 5, 6, 7, 8]),
  "a list of objects that grows": () => growing(Array.from({ length: 64 }, () => ({ mean: [1], covariance: { variance: 1 } }))), // prettier-ignore
  "a revoked proxy": () => revoked(),
  "a proxy that throws": () => new Proxy({}, { get: thrower, ownKeys: thrower, has: thrower }),
  "a list that throws": () => new Proxy([1, 2, 3], { get: (list, key) => (key === "1" ? thrower() : Reflect.get(list, key)) as unknown }), // prettier-ignore
  "a getter that throws": () => Object.defineProperty({}, "data", { get: thrower, enumerable: true }), // prettier-ignore
  "a conversion that throws": () => ({ valueOf: thrower, toString: thrower, [Symbol.toPrimitive]: thrower }), // prettier-ignore
};

/** The same value in a form that nobody would think of; undefined where there is none. */
export const disguises: Record<string, (value: unknown) => unknown> = {
  "on shared memory": (value) =>
    isReal(value) ? copyOn(value, new SharedArrayBuffer(value.byteLength)) : undefined,
  "on a resizable buffer": (value) =>
    isReal(value) ? copyOn(value, resizable(value.byteLength)) : undefined,
  "in the midst of a buffer": (value) => {
    if (!isReal(value)) return undefined;
    const all = new (kindOf(value))(value.length + 10).fill(7);
    all.set(value, 5);
    return all.subarray(5, 5 + value.length);
  },
  "of a class of its own": (value) => {
    if (!isReal(value)) return undefined;
    const own = value instanceof Float32Array ? class extends Float32Array {} : class extends Float64Array {}; // prettier-ignore
    return new own(value);
  },
  frozen: (value) => (isPlain(value) ? Object.freeze({ ...value }) : undefined),
  "behind a proxy": (value) =>
    Array.isArray(value) || isPlain(value) ? new Proxy(value, {}) : undefined,
  "as an instance": (value) =>
    isPlain(value) ? Object.assign(new (class Own {})(), value) : undefined,
  "without a prototype": (value) =>
    isPlain(value) ? Object.assign(Object.create(null) as object, value) : undefined,
  "behind getters": (value) => {
    if (!isPlain(value)) return undefined;
    return Object.defineProperties({}, Object.fromEntries(Object.entries(value).map(([key, held]) => [key, { get: () => held as unknown, enumerable: true }]))); // prettier-ignore
  },
  "cyclic besides": (value) => (Array.isArray(value) ? cyclic(value.slice()) : undefined),
};

/** Where in arguments a value can be exchanged, as keys from outside in. */
export function placesOf(value: unknown, depth = 0): PropertyKey[][] {
  if (typeof value !== "object" || value === null || depth > 4) return [];
  const inner = value as Record<PropertyKey, unknown>;
  const keys: PropertyKey[] = ArrayBuffer.isView(value) || (Array.isArray(value) && depth > 0)
    ? [0, (value as unknown as unknown[]).length - 1].filter((key) => key >= 0 && key in value)
    : Object.keys(value); // prettier-ignore
  return keys.flatMap((key) => [
    [key],
    ...placesOf(inner[key], depth + 1).map((rest) => [key, ...rest]),
  ]);
}

export function valueAt(value: unknown, place: readonly PropertyKey[]): unknown {
  return place.reduce((inner, key) => (inner as Record<PropertyKey, unknown>)[key], value);
}

/** `value` with another at a place; what is around it is copied. */
export function exchanged(value: unknown, place: readonly PropertyKey[], by: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return by;
  const inner = value as Record<PropertyKey, unknown>;
  const listed = ArrayBuffer.isView(value) || Array.isArray(value);
  // A plain array, which holds anything.
  const copy = (listed ? Array.from(value as unknown[]) : { ...inner }) as typeof inner;
  copy[key] = exchanged(inner[key], rest, by);
  return copy;
}

export function detached<View extends ArrayBufferView>(array: View): View {
  structuredClone(array, { transfer: [array.buffer as ArrayBuffer] });
  return array;
}

export function resizable(bytes: number): ArrayBuffer & { resize(bytes: number): void } {
  return new (
    ArrayBuffer as unknown as new (
      bytes: number,
      options: { maxByteLength: number },
    ) => ReturnType<typeof resizable>
  )(bytes, { maxByteLength: Math.max(bytes, 8) * 4 });
}

/** Of another length each time it is asked. */
export function growing<Entry>(entries: Entry[]): Entry[] {
  let length = 2;
  return new Proxy(entries, {
    get: (list, key) => (key === "length" ? (length += length < 1e6 ? length : 0) : Reflect.get(list, typeof key === "string" && Number(key) >= list.length ? "0" : key)) as unknown, // prettier-ignore
  });
}

function shrunk(): Float64Array {
  const buffer = resizable(32);
  const array = new Float64Array(buffer, 0, 4);
  buffer.resize(8);
  return array;
}

function cyclic<Value extends object>(value: Value): Value {
  return Object.assign(value, { self: value });
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function saying(array: object, key: PropertyKey, value: unknown): object {
  return Object.defineProperty(array, key, { value });
}

function copyOn(value: Float64Array | Float32Array, buffer: ArrayBufferLike): unknown {
  const copy = new (kindOf(value))(buffer);
  copy.set(value);
  return copy;
}

function kindOf(value: Float64Array | Float32Array) {
  return value.constructor as Float64ArrayConstructor;
}

function isReal(value: unknown): value is Float64Array | Float32Array {
  return value instanceof Float64Array || value instanceof Float32Array;
}

export function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype; // prettier-ignore
}
