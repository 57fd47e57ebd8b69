import { describe, failure, LemmataError } from "./errors.js";
import type { Frame, Placed, PlacedMatrix } from "./memory.js";
import { eachOf } from "./typed-arrays.js";
import type { MatrixLike, Vector } from "./values.js";

/** A covariance as a full matrix, its diagonal, one variance, or any factor F with Σ = F Fᵀ (may be d × r). */
export type Covariance =
  | MatrixLike
  | {
      /** d variances, from 0; all others are 0. */
      diagonal: Vector;
    }
  | {
      /** That of every dimension, from 0; all covariances are 0. */
      variance: number;
    }
  | {
      /** d × r, of which the covariance is the product with its transpose. */
      factor: MatrixLike;
    };

/** A normal distribution of d dimensions: d means and a covariance. */
export interface Gaussian {
  /** d numbers. */
  mean: Vector;
  /** Of d dimensions, symmetric and positive semidefinite. */
  covariance: Covariance;
}

// In the order of the core's enumerators.
const forms = ["full", "diagonal", "isotropic", "factor"] as const;

/** Distributions in WebAssembly memory: a record of six integers for each. */
export interface PlacedGaussians {
  readonly address: number;
  readonly count: number;
  /** The dimensions of the first. */
  readonly size: number;
}

/** Copies a distribution in. */
export function placeGaussian(frame: Frame, value: Gaussian, argument: string): PlacedGaussians {
  return placeAll(frame, [value], () => argument);
}

/** Copies a list of them in. */
export function placeGaussians(
  frame: Frame,
  list: readonly Gaussian[],
  argument: string,
): PlacedGaussians {
  if (!Array.isArray(list)) {
    throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be an array of Gaussians", {
      argument,
      found: describe(list),
    });
  }
  if (list.length === 0) {
    throw failure("INVALID_ARGUMENT", "{argument} is empty; it needs at least one Gaussian", {
      argument,
    });
  }
  return placeAll(frame, list, (position) => `${argument}[${position}]`);
}

function placeAll(
  frame: Frame,
  list: readonly Gaussian[],
  nameOf: (position: number) => string,
): PlacedGaussians {
  let size = 0;
  const records = eachOf(list as readonly unknown[], (gaussian, position) => {
    const name = nameOf(position);
    if (!isObject(gaussian) || !("mean" in gaussian) || !("covariance" in gaussian)) {
      throw failure("INVALID_ARGUMENT", "{argument} is {found}; allowed is { mean, covariance }", {
        argument: name,
        found: describe(gaussian),
      });
    }
    const mean = frame.vector(gaussian.mean as Vector, `${name}.mean`, "double");
    const { form, matrix } = placeCovariance(
      frame,
      gaussian.covariance as Covariance,
      `${name}.covariance`,
    );
    if (position === 0) size = mean.length;
    return [mean.address, mean.length, form, matrix.address, matrix.rows, matrix.cols];
  });
  const { address } = frame.integers(Int32Array.from(records.flat()));
  return { address, count: records.length, size };
}

function placeCovariance(
  frame: Frame,
  value: Covariance,
  argument: string,
): { form: number; matrix: PlacedMatrix } {
  if (isObject(value)) {
    if ("diagonal" in value) {
      const placed = frame.vector(value.diagonal as Vector, `${argument}.diagonal`, "double");
      return { form: formOf("diagonal"), matrix: asRow(placed) };
    }
    if ("variance" in value) {
      const { variance } = value;
      if (typeof variance !== "number") {
        throw failure("INVALID_ARGUMENT", "{argument} is {found}; it must be a number", {
          argument: `${argument}.variance`,
          found: describe(variance),
        });
      }
      const placed = frame.vector([variance], argument, "double");
      return { form: formOf("isotropic"), matrix: asRow(placed) };
    }
    if ("factor" in value) {
      const matrix = frame.matrix(value.factor as MatrixLike, `${argument}.factor`, "double");
      return { form: formOf("factor"), matrix };
    }
  }
  return { form: formOf("full"), matrix: frame.matrix(value as MatrixLike, argument, "double") };
}

function asRow(placed: Placed): PlacedMatrix {
  return { ...placed, rows: 1, cols: placed.length };
}

function formOf(form: (typeof forms)[number]): number {
  return forms.indexOf(form);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Runs `body`; an error about one of several distributions, which the core names "p.mean" and tells
 * the position of, is named "p[3].mean".
 */
export function namingPosition<Result>(body: () => Result): Result {
  try {
    return body();
  } catch (error) {
    if (!(error instanceof LemmataError)) throw error;
    const { argument, position } = error.details;
    if (typeof argument !== "string" || typeof position !== "number") throw error;
    const named = argument.replace(".", `[${position}].`);
    throw new LemmataError(error.code, error.message.replace(argument, named), {
      ...error.details,
      argument: named,
    });
  }
}
