import { describe, failure } from "./errors.js";
import type { Seed } from "./values.js";

/** Refuses what is not an options object and keys that are not options, so that a typing error does not pass unnoticed. */
export function checkOptions<Key extends string>(
  options: unknown,
  argument: string,
  allowed: readonly Key[],
): asserts options is Partial<Record<Key, unknown>> | undefined {
  if (options === undefined) return;
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw failure("INVALID_ARGUMENT", "{argument} is {found}; allowed is an object of {allowed}", {
      argument,
      found: describe(options),
      allowed: allowed.join(", "),
    });
  }
  for (const key of Object.keys(options)) {
    if (!(allowed as readonly string[]).includes(key)) {
      throw failure(
        "INVALID_ARGUMENT",
        "{argument} has the unknown entry {found}; allowed are {allowed}",
        { argument, found: describe(key), allowed: allowed.join(", ") },
      );
    }
  }
}

/** A number, or the fallback where the value is undefined. What range it may have is the core's to say. */
export function numberOption(value: unknown, argument: string, fallback?: number): number {
  if (value === undefined && fallback !== undefined) return fallback;
  if (typeof value !== "number") {
    throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be a number", {
      argument,
      found: describe(value),
    });
  }
  return value;
}

/** A whole number from `low` to `high`, or the fallback where the value is undefined. */
export function integerOption(
  value: unknown,
  argument: string,
  range: { low: number; high: number },
  fallback?: number,
): number {
  const number = numberOption(value, argument, fallback);
  if (!Number.isInteger(number) || number < range.low || number > range.high) {
    throw failure(
      "INVALID_ARGUMENT",
      "{argument} is {found}; allowed are whole numbers from {low} to {high}",
      { argument, found: number, ...range },
    );
  }
  return number;
}

/** One of the allowed names, or the fallback where the value is undefined. */
export function choiceOption<const Choice extends string>(
  value: unknown,
  argument: string,
  allowed: readonly Choice[],
  fallback?: Choice,
): Choice {
  if (value === undefined && fallback !== undefined) return fallback;
  if (!allowed.includes(value as Choice)) {
    throw failure("INVALID_ARGUMENT", "{argument} is {found}; allowed are {allowed}", {
      argument,
      found: describe(value),
      allowed: allowed.map((name) => JSON.stringify(name)).join(", "),
    });
  }
  return value as Choice;
}

/** Checks an argument that has one entry for each row of another. */
export function checkOnePerRow(length: number, rows: number, argument: string): void {
  if (length === rows) return;
  throw failure(
    "SHAPE_MISMATCH",
    "{argument} has {found} entries; {expected} are needed to fit the other arguments",
    { argument, found: length, expected: rows },
  );
}

/** True or false, or the fallback where the value is undefined. */
export function booleanOption(value: unknown, argument: string, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (typeof value !== "boolean") {
    throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be true or false", {
      argument,
      found: describe(value),
    });
  }
  return value;
}

/** The two halves of the 64-bit key; a number must be a whole one that doubles hold exactly. */
export function seedOption(
  value: Seed | undefined,
  argument: string,
): { low: number; high: number } {
  const allowed = "a whole number from 0 to 2^53 − 1, or a bigint from 0 to 2^64 − 1";
  const whole =
    typeof value === "bigint"
      ? value
      : typeof value === "number" && Number.isSafeInteger(value)
        ? BigInt(value)
        : undefined;
  if (whole === undefined || whole < 0n || whole >= 1n << 64n) {
    throw failure("INVALID_ARGUMENT", "{argument} is {found}; allowed is {allowed}", {
      argument,
      found: describe(value),
      allowed,
    });
  }
  return { low: Number(whole & 0xffffffffn), high: Number(whole >> 32n) };
}
