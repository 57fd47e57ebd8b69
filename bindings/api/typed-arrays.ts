import { failure, outOfMemory } from "./errors.js";

// What an array is and how long, asked of the engine: a class of its own, a property of its own or a
// tag may say otherwise. Arrays from another realm (a frame, a test runner's sandbox) are arrays too.
const prototype = Object.getPrototypeOf(Float64Array.prototype) as object;
const getter = <Value>(key: PropertyKey): ((array: unknown) => Value) => {
  const { get } = Object.getOwnPropertyDescriptor(prototype, key)!;
  return (array) => get!.call(array) as Value;
};
const lengthOf = getter<number>("length");
const bufferOf = getter<ArrayBuffer>("buffer");
const offsetOf = getter<number>("byteOffset");

/** "Float64Array" and the like; undefined for what is no typed array. */
export const tagOf = getter<string | undefined>(Symbol.toStringTag);

const kinds = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array };
type Kind = keyof typeof kinds;

/** The array where it is of the kind: itself, or a plain view of it where it may say what is not so. */
export function asTyped<Name extends Kind>(
  value: unknown,
  kind: Name,
): InstanceType<(typeof kinds)[Name]> | undefined {
  if (tagOf(value) !== kind) return undefined;
  const array = value as InstanceType<(typeof kinds)[Name]>;
  const made = kinds[kind];
  const length = lengthOf(array);
  // It may be a detached one, of which there is no view; and the V8 of Node 20 may later, once it has
  // optimized, take `array.length` for what it was.
  if (length === 0) return new made(0) as typeof array;
  const plain = Object.getPrototypeOf(array) === made.prototype && !hasOwnFacts(array);
  return plain ? array : (new made(bufferOf(array), offsetOf(array), length) as typeof array);
}

function hasOwnFacts(array: object): boolean {
  return Object.hasOwn(array, "length") || Object.hasOwn(array, "buffer") || Object.hasOwn(array, "byteOffset"); // prettier-ignore
}

/** What a module's memory can hold. */
export const largestAllocation = 2 ** 31;

/**
 * What `read` makes of each entry of a list. Each is read once, so that one that changes afterwards,
 * behind a getter or a proxy, changes nothing; holes are entries.
 */
export function eachOf<Entry, Result>(
  list: readonly Entry[],
  read: (entry: Entry, index: number) => Result,
): Result[] {
  const { length } = list;
  if (length >= largestAllocation / 8) throw outOfMemory(length * 8, largestAllocation);
  const results: Result[] = [];
  for (let index = 0; index < length; ++index) results.push(read(list[index]!, index));
  return results;
}

/** An array that is still as long as it was when it was looked at. */
export function unchanged<View extends ArrayBufferView>(
  array: View,
  length: number,
  argument: string,
): View {
  const found = lengthOf(array);
  if (found === length) return array;
  throw failure("INVALID_ARGUMENT", "{argument} had {expected} numbers and has {found} now", {
    argument,
    found,
    expected: length,
  });
}
