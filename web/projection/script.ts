import { cloudSeed } from "./points.ts";
import { mostProjected, type ProjectionState } from "./state.ts";

/** A module that repeats the page's computation with the package: what "Copy as JS" copies. */
export function script(state: ProjectionState): string {
  const { n, epsilon, kind, seed, inputs } = state;
  const points = Math.round(state.points);
  return `import { load } from "lemmata";

const { projection } = await load();
${makePoints(state, Math.min(points, mostProjected))}
const projector = projection.projector(${inputs}, ${n}, { kind: "${kind}", seed: ${seed} });
const Y = projector.apply(X);
projector.dispose();
const { min, max, mean, violations, pairs } = projection.distortion(X, Y, { epsilon: ${epsilon} });
const needed = projection.minDimension(${points}, ${epsilon});
const failure = projection.failureProbability(${points}, ${n}, ${epsilon});
const allowed = projection.distortionFor(${points}, ${n});
console.log(JSON.stringify({ min, max, mean, violations, pairs, needed, failure, allowed }));
`;
}

function makePoints({ data, own, inputs }: ProjectionState, count: number): string {
  if (data === "own") {
    return `const X = { data: Float32Array.of(${own.flat().join(", ")}), rows: ${own.length}, cols: ${inputs} };`;
  }
  if (data === "onehot") {
    const rows = Math.min(count, inputs);
    return `const X = { data: new Float32Array(${rows} * ${inputs}), rows: ${rows}, cols: ${inputs} };
for (let i = 0; i < X.rows; i++) X.data[i * X.cols + i] = 1;`;
  }
  const axis = `\nfor (let i = 0; i < X.rows; i++) X.data[i * X.cols] += 100 * i;`;
  return `const cloud = projection.projector(${inputs}, ${count}, { seed: ${cloudSeed} });
const { data, rows, cols } = cloud.matrix();
const X = { data: new Float32Array(data), rows, cols };
cloud.dispose();${data === "axis" ? axis : ""}`;
}
