/** Every way in which a call can fail. */
export type ErrorCode =
  | "INVALID_ARGUMENT"
  | "SHAPE_MISMATCH"
  | "NOT_FINITE"
  | "NOT_A_DISTRIBUTION"
  | "TARGET_UNREACHABLE"
  | "NOT_SYMMETRIC"
  | "NOT_POSITIVE_DEFINITE"
  | "SINGULAR"
  | "MOMENT_DIVERGES"
  | "EMPTY_CLASS"
  | "SEPARABLE"
  | "NOT_CONVERGED"
  | "OUT_OF_MEMORY"
  | "DISPOSED"
  | "CORRUPT_DATA"
  | "ABORTED";

/**
 * The only kind of error that this package throws.
 *
 * `message` names the argument, what was found and what is allowed; `details` holds the same as data.
 *
 * @example
 * try { entropy.normalize([0.5, 0.5], { bits: 3 }); } catch (error) {
 *   console.assert(error.code === "TARGET_UNREACHABLE" && error.details.max === Math.log(2)); }
 */
export class LemmataError extends Error {
  /** "LemmataError", also where `instanceof` cannot tell: of another copy of the package. */
  override readonly name = "LemmataError";
  /** What kind of failure it is; stays what it is when messages are reworded. */
  readonly code: ErrorCode;
  /** What the message is made of: `argument`, `found`, and where they belong to it `row`, `index` or limits. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** Makes an error from a message with placeholders, "{argument} is {found}", filled from the details. */
export function failure(
  code: ErrorCode,
  template: string,
  details: Readonly<Record<string, unknown>>,
): LemmataError {
  const error = new LemmataError(code, filled(template, details), details);
  templates.set(error, template);
  return error;
}

// Kept apart, so that an error which was made elsewhere can be worded again here.
const templates = new WeakMap<LemmataError, string>();

export function outOfMemory(bytes: number, limit: number): LemmataError {
  return failure(
    "OUT_OF_MEMORY",
    "{bytes} bytes are needed and could not be had; a module can use at most {limit}",
    { bytes, limit },
  );
}

/**
 * Runs `body` on rows or entries from `first` on of a whole; an error about one of them, which counts
 * from their first, is made to count from that of the whole.
 */
export function countingFrom<Result>(first: number, body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof LemmataError) || first === 0) throw error;
    const { row, index } = error.details;
    const [key, found] = typeof row === "number" ? ["row", row] : ["index", index];
    if (typeof found !== "number") throw error;
    const message = error.message.replace(`[${found}]`, `[${found + first}]`);
    throw new LemmataError(error.code, message, { ...error.details, [key]: found + first });
  }
}

/** An error as plain data, for the way to another thread. */
export interface PlainFailure {
  code: ErrorCode;
  template: string;
  details: Readonly<Record<string, unknown>>;
}

export function plainFailure(error: LemmataError): PlainFailure {
  const { code, details } = error;
  return { code, template: templates.get(error) ?? error.message, details };
}

function filled(template: string, details: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, key: string) =>
    Object.hasOwn(details, key) ? show(details[key]) : placeholder,
  );
}

/** How a value found in an argument reads in a message: short, unambiguous and never throwing. */
function show(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value === "bigint") return `${value}n`;
  return String(value);
}

/** How an unsuitable value is described: its type and, where that is short, itself. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    case "number":
    case "boolean":
    case "bigint":
      return show(value);
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    default:
      return Array.isArray(value) ? "an array" : "an object";
  }
}
