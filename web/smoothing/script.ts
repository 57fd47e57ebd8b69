import { argumentOf, nameOf, packageName } from "./shape.ts";
import type { SmoothingState } from "./state.ts";

/** A module that repeats the page's computation with the package: what "Copy as JS" copies. */
export function script({ f, kernel, width, at, view }: SmoothingState): string {
  const name = packageName(nameOf(f));
  const argument = name === undefined ? literal(argumentOf(f)) : JSON.stringify(name);
  const step = (view.to - view.from) / 16;
  const places = [at, ...Array.from({ length: 17 }, (_, i) => view.from + i * step)];
  const error = name === undefined ? "" : `\nconst error = smoothing.maxError(f, "${kernel}", ${width});`; // prettier-ignore
  return `import { load } from "lemmata";

const { smoothing } = await load();
const f = ${argument};
const x = [${places.join(", ")}];
const how = { kernel: "${kernel}", width: ${width} };
const g = smoothing.smooth(f, x, how);
const slope = smoothing.smooth(f, x, { ...how, derivative: 1 });${error}
console.log(JSON.stringify({
  x, g: Array.from(g), slope: Array.from(slope),${error === "" ? "" : " error,"}
  formula: smoothing.formula(f, "${kernel}")?.javascript,
}));
`;
}

function literal(argument: ReturnType<typeof argumentOf>): string {
  if (typeof argument === "string") return JSON.stringify(argument);
  const { offset, slope, knots, jumps, bends } = argument;
  const list = (values: ArrayLike<number>): string => `[${Array.from(values).join(", ")}]`;
  return `{
  offset: ${offset}, slope: ${slope}, knots: ${list(knots)},
  jumps: ${list(jumps)}, bends: ${list(bends)},
}`;
}
