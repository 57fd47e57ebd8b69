import type { LogisticState } from "./state.ts";

/** A module that repeats the page's computation with the package: what "Copy as JS" copies. */
export function script({ samples, prior, ridge }: LogisticState): string {
  const { classes } = samples;
  const list = (points: (typeof classes)[0]): string =>
    points.map((point) => `[${point.join(", ")}]`).join(", ");
  const options = [
    ...(ridge > 0 ? [`ridge: ${ridge}`] : []),
    ...(prior === undefined ? [] : [`priors: [${prior}, ${1 - prior}]`]),
  ];
  const whitened = ['mode: "total-whitened"', ...options].join(", ");
  const closed = options.length > 0 ? `, { ${options.join(", ")} }` : "";
  return `import { load } from "lemmata";

const { logistic } = await load();
const zeros = [${list(classes[0])}];
const ones = [${list(classes[1])}];
const X = [...zeros, ...ones];
const labels = [...zeros.map(() => 0), ...ones.map(() => 1)];

// Where a line separates the classes, no finite classifier exists: the error has the direction.
const attempt = (make) => {
  try {
    const model = make();
    const { weights, bias, losses = [] } = model;
    const { logLoss, accuracy, calibrationError } = logistic.evaluate(model, X, labels);
    return { weights: [...weights.data], bias: bias[0], losses: [...losses], logLoss, accuracy, calibrationError };
  } catch ({ code, details }) {
    return { code, direction: [...(details?.direction ?? [])] };
  }
};
console.log(JSON.stringify({
  closed: attempt(() => logistic.fit(X, labels${closed})),
  whitened: attempt(() => logistic.fit(X, labels, { ${whitened} })),
  likelihood: attempt(() => logistic.refine(X, labels, { start: "zero", l2: ${ridge} })),
}));
`;
}
