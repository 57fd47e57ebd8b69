import type { PenaltyState } from "./state.ts";

/** A module that repeats the page's computation with the package: what "Copy as JS" copies. */
export function script(state: PenaltyState): string {
  const { start, samples, step, rate, inputPenalty, parameterPenalty, scale, probe, norm } = state;
  const { sizes, activation, seed, numbers } = start;
  const activations = sizes.slice(1).map((_, t) => (t === sizes.length - 2 ? "identity" : activation)); // prettier-ignore
  const begin =
    seed === undefined
      ? `const network = penalty.network([
${layers(sizes, activations, numbers!)}
]);`
      : `const network = penalty.randomNetwork([${sizes.join(", ")}], { activation: "${activation}", seed: ${seed} });`;
  const penalties = [
    ...(inputPenalty > 0 ? [`inputPenalty: ${inputPenalty}`] : []),
    ...(parameterPenalty > 0 ? [`parameterPenalty: ${parameterPenalty}`] : []),
  ];
  const options = [`loss: "squared"`, `steps: ${step}`, `rate: ${rate}`, ...penalties].join(", ");
  const train =
    step === 0
      ? "const losses = [];"
      : `const { losses } = network.train(X, targets, { ${options} });`;
  const shown =
    scale === 1
      ? "const shown = network;"
      : `// Every weight, but no bias, times ${scale}.
const parts = network.weights();
const activations = ${JSON.stringify(activations)};
const shown = penalty.network(parts.weights.map(({ data, rows, cols }, t) => ({
  weights: { data: data.map((w) => w * ${scale}), rows, cols },
  bias: parts.biases[t],
  activation: activations[t],
})));`;
  return `import { load } from "lemmata";

const { penalty } = await load();
const X = [${samples.points.map(([x, y]) => `[${x}, ${y}]`).join(", ")}];
const targets = [${samples.points.map(([, , target]) => `[${target}]`).join(", ")}];

${begin}
${train}
${shown}
const { value, input } = shown.gradients([${probe.x}, ${probe.y}], "sum");
const { left, right, ratio } = shown.inequality([${probe.x}, ${probe.y}], "sum", "${norm}");
console.log(JSON.stringify({ value, input: [...input], left, right, ratio, losses: [...losses] }));
`;
}

function layers(
  sizes: readonly number[],
  names: readonly string[],
  numbers: readonly number[],
): string {
  let position = 0;
  const take = (count: number): string => numbers.slice(position, (position += count)).join(", ");
  return sizes
    .slice(1)
    .map((rows, t) => {
      const weights = Array.from({ length: rows }, () => `[${take(sizes[t]!)}]`).join(", ");
      return `  { weights: [${weights}], bias: [${take(rows)}], activation: "${names[t]}" },`;
    })
    .join("\n");
}
