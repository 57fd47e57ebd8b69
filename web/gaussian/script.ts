import type { Moments } from "./shape.ts";

/** A module that repeats the page's computation with the package: what "Copy as JS" copies. */
export function script(p: Moments, q: Moments, t: number): string {
  return `import { load } from "lemmata";

const { gaussian } = await load();
const p = ${literal(p)};
const q = ${literal(q)};
const { klPQ, klQP, bhattacharyya, hellinger, wasserstein2 } = gaussian.distances(p, q);
const { mean, covariance } = gaussian.geodesic(p, q, ${t});
console.log(JSON.stringify({
  klPQ, klQP, bhattacharyya, hellinger, wasserstein2,
  mean: Array.from(mean), covariance: Array.from(covariance.data),
}));
`;
}

function literal({ mean, covariance }: Moments): string {
  const rows = covariance.map((row) => `[${row.join(", ")}]`).join(", ");
  return `{ mean: [${mean.join(", ")}], covariance: [${rows}] }`;
}
