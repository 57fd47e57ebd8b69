import { load, type KernelName, type PiecewiseLinear } from "lemmata";
import { kernelNames } from "./state.ts";

const { smoothing } = await load();

const step: PiecewiseLinear = { offset: 0, slope: 0, knots: [0], jumps: [1], bends: [0] };
// Bounded, so that it has a text under the Cauchy kernel too.
const ramps: PiecewiseLinear = {
  offset: 0,
  slope: 0,
  knots: [0, 0, 1],
  jumps: [1, 0, 0],
  bends: [0, 1, -1],
};

/** What Φ and R stand for under a kernel, as the package writes them: the page sets them at build time. */
export function kernelFormula(kernel: KernelName): readonly string[] {
  const text = smoothing.formula(ramps, kernel) ?? smoothing.formula(step, kernel);
  return text === undefined ? [] : parts(text.latex).slice(1);
}

/** What F stands for where the function jumps for ever: a sum over its jumps, or Cauchy's closed form. */
export function periodicFormula(kernel: KernelName): string | undefined {
  const text = smoothing.formula("floor", kernel);
  return text && parts(text.latex).slice(1).filter((part) => !part.startsWith("\\Phi")).join(",\\quad "); // prettier-ignore
}

/** "Φ(u)" or "R(u)": which of the two an equation is about, as the package writes it. */
export function symbolOf(equation: string): string {
  return equation.slice(0, equation.indexOf("="));
}

export const kernelFormulas = kernelNames.map((kernel) => ({
  kernel,
  tex: kernelFormula(kernel),
}));

function parts(latex: string): string[] {
  return latex.split(",\\quad ");
}
