import type { LinearClassifier, Logistic, LogisticFit, Matrix } from "lemmata";
import type { Classes } from "./presets.ts";
import type { LogisticState } from "./state.ts";

/** A classifier, and how well it does on the points. */
export interface Judged {
  model: LinearClassifier;
  logLoss: number;
  accuracy: number;
  calibrationError: number;
}

/** What the package says where no finite classifier exists: along this direction it grows forever. */
export interface Separation {
  /** Two numbers of length 1, and for the likelihood the bias that goes with them. */
  direction: readonly number[];
}

export interface Evaluation {
  rows: readonly (readonly number[])[];
  labels: readonly number[];
  closed: Judged | undefined;
  whitened: Judged | undefined;
  /** The closed form as it was fitted: its covariance, its means. */
  fit: LogisticFit | undefined;
  /** R² with the classes' own shares, which says by how much the whitened weights are too short. */
  rSquared: number | undefined;
  /** Newton's steps from zero; where the classes are separable, then along the direction, twice as far each time. */
  steps: readonly Judged[];
  /** How many of the steps are Newton's. */
  newton: number;
  /** Losses of Newton's steps from the closed form. */
  fromClosed: Float64Array | undefined;
  separable: Separation | undefined;
  closedSeparable: Separation | undefined;
}

export type Given = Pick<LogisticState, "prior" | "ridge"> & { classes: Classes };

const mostSteps = 60;
const doublings = 7;

/** The points and their labels as the package reads them fastest. */
export function samplesOf(classes: Classes): { X: Matrix; y: Int32Array } {
  const rows = classes.flat();
  return {
    X: { data: Float64Array.from(rows.flat()), rows: rows.length, cols: 2 },
    y: Int32Array.from(classes.flatMap((points, label) => points.map(() => label))),
  };
}

/** Everything the page shows of the points, computed by the package. */
export function evaluate(logistic: Logistic, { classes, prior, ridge }: Given): Evaluation {
  const rows = classes.flat();
  const { X, y } = samplesOf(classes);
  const judge = (model: LinearClassifier): Judged => ({
    model,
    ...logistic.evaluate(model, X, y),
  });
  const priors = prior === undefined ? undefined : [prior, 1 - prior];
  const options = { ridge, ...(priors && { priors }) };
  const fit = attempt(() => logistic.fit(X, y, options));
  const whitened = attempt(() => judge(logistic.fit(X, y, { ...options, mode: "total-whitened" })));
  const counted = priors ? attempt(() => logistic.fit(X, y, { ridge })) : fit;
  const path = newtonPath(logistic, X, y, ridge, judge);
  const fromClosed = attempt(() => logistic.refine(X, y, { l2: ridge }).losses);
  return {
    rows,
    labels: Array.from(y),
    fit: fit.value,
    closed: fit.value && judge(fit.value),
    whitened: whitened.value,
    rSquared: counted.value?.rSquared,
    ...path,
    fromClosed: fromClosed.value,
    closedSeparable: fit.separation,
  };
}

function newtonPath(
  logistic: Logistic,
  X: Matrix,
  y: Int32Array,
  l2: number,
  judge: (model: LinearClassifier) => Judged,
): Pick<Evaluation, "steps" | "newton" | "separable"> {
  const steps: Judged[] = [];
  const after = (maxIterations: number) =>
    attempt(() => logistic.refine(X, y, { start: "zero", l2, maxIterations }));
  for (let k = 0; k <= mostSteps; k++) {
    const { value, separation } = after(k);
    if (separation !== undefined) {
      const newton = steps.length;
      steps.push(...outwards(separation, steps.at(-1)?.model).map(judge));
      return { steps, newton, separable: separation };
    }
    // One that stops early is the last.
    if (value === undefined || value.iterations < k) break;
    steps.push(judge(value));
  }
  return { steps, newton: steps.length, separable: undefined };
}

// The direction along which the likelihood grows forever, followed as far as an eye can.
function outwards(
  { direction }: Separation,
  last: LinearClassifier | undefined,
): LinearClassifier[] {
  const [x, y, bias] = direction as [number, number, number];
  const start = Math.max(1, last === undefined ? 0 : lengthOf(last));
  return Array.from({ length: doublings }, (_, j) => {
    const length = start * 2 ** j;
    const data = Float64Array.of(length * x, length * y);
    return { weights: { data, rows: 2, cols: 1 }, bias: Float64Array.of(length * bias), classes: 2, features: 2 }; // prettier-ignore
  });
}

interface Attempt<T> {
  value?: T;
  separation?: Separation;
}

// Classes that a line separates are part of the page, not a failure of it.
function attempt<T>(compute: () => T): Attempt<T> {
  try {
    return { value: compute() };
  } catch (cause) {
    const { code, details } = cause as { code?: string; details?: { direction?: Float64Array } };
    if (code === "SEPARABLE") return { separation: { direction: Array.from(details!.direction!) } };
    if (code === "SINGULAR") return {};
    throw cause;
  }
}

/** The length of the weights. */
export function lengthOf({ weights }: LinearClassifier): number {
  return Math.hypot(...weights.data);
}

/** The angle between the lines of two classifiers, in degrees. */
export function angleBetween(a: LinearClassifier, b: LinearClassifier): number {
  const [ax, ay] = a.weights.data as unknown as [number, number];
  const [bx, by] = b.weights.data as unknown as [number, number];
  return (Math.atan2(Math.abs(ax * by - ay * bx), ax * bx + ay * by) * 180) / Math.PI;
}
