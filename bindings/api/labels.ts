import { describe, failure } from "./errors.js";
import { asTyped, eachOf } from "./typed-arrays.js";

/** Class labels as arguments may hold them: whole numbers from 0. */
export type Labels = Int32Array | readonly number[];

/** The labels as 32-bit integers; which of them are classes is the core's to say. */
export function asLabels(value: Labels, argument: string): Int32Array {
  const given = asTyped(value, "Int32Array");
  // A copy: what is read after it, a getter among the options, could take the caller's own away.
  if (given !== undefined) return given.slice();
  if (!Array.isArray(value)) {
    throw failure(
      "INVALID_ARGUMENT",
      "{argument} is {found}; allowed are an array of whole numbers or an Int32Array",
      { argument, found: describe(value) },
    );
  }
  const entries = eachOf(value as readonly unknown[], (entry, index) => {
    // Only 32-bit integers are themselves after `| 0`.
    if (typeof entry !== "number" || (entry | 0) !== entry) {
      throw failure("INVALID_ARGUMENT", "{argument}[{index}] is {found}; it must be a label", {
        argument,
        index,
        found: describe(entry),
      });
    }
    return entry;
  });
  return Int32Array.from(entries);
}
