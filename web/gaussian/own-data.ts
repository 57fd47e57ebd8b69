import type { GaussianDistances } from "lemmata";
import type { Refusal } from "../kit/data-dialog.ts";
import type { Numbers } from "../kit/data.ts";
import { fill, significant } from "../kit/format.ts";
import type { en } from "./en.ts";
import type { Rejected, Taken } from "./model.ts";
import { farthest, type Who } from "./state.ts";

/** What the reader's rows are: moments with the points behind them, a matrix that is no covariance, or nothing of use. */
export type Reading = { moments: Taken } | { rejected: Rejected } | { refusal: Refusal };

/** Reads three rows of two as a mean and a covariance, anything else as points, to which the package fits both. */
export function readMoments(
  { rows, names }: Numbers,
  who: Who,
  gaussian: GaussianDistances,
  strings: (typeof en)["live"]["data"],
): Reading {
  const refuse = (sentence: string, values: Record<string, string | number> = {}): Reading => ({
    refusal: { message: fill(sentence, values) },
  });
  const columns = rows[0]!.length;
  if (columns > 2) return refuse(strings.columns, { found: columns });
  const far = rows.findIndex((row) => row.some((value) => Math.abs(value) > farthest));
  if (far >= 0) {
    const found = rows[far]!.find((value) => Math.abs(value) > farthest)!;
    return refuse(strings.large, { row: far + 1, found: significant(found, 6) });
  }
  const [mean, first, second] = rows;
  const square = columns === 2 && rows.length === 3;
  const symmetric = square && first![1] === second![0];
  // Named rows are meant as a mean and a matrix; without names, symmetry tells.
  if (square && names !== undefined && !symmetric) {
    return refuse(strings.asymmetric, { found: first![1]!, mirrored: second![0]! });
  }
  if (symmetric) return covarianceOf(who, mean!, [first!, second!], gaussian);
  if (rows.length < 2) return refuse(strings.few);
  return { moments: { ...gaussian.fit(rows), points: rows } };
}

function covarianceOf(
  who: Who,
  mean: readonly number[],
  covariance: readonly (readonly number[])[],
  gaussian: GaussianDistances,
): Reading {
  const eigenvalue = negativeEigenvalue(gaussian, mean, covariance);
  if (eigenvalue !== undefined) return { rejected: { who, mean, covariance, eigenvalue } };
  const data = Float64Array.from(covariance.flat());
  return { moments: { mean, covariance: { data, rows: 2, cols: 2 }, points: [] } };
}

// The package's own check, which names the eigenvalue it found.
function negativeEigenvalue(
  gaussian: GaussianDistances,
  mean: readonly number[],
  covariance: readonly (readonly number[])[],
): number | undefined {
  const one = { mean, covariance };
  try {
    gaussian.wasserstein2(one, one);
    return undefined;
  } catch (cause) {
    const { code, details } = cause as { code?: string; details?: { eigenvalue?: number } };
    if (code === "NOT_POSITIVE_DEFINITE") return details!.eigenvalue!;
    throw cause;
  }
}
