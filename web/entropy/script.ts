/** A module that repeats the page's computation with the package: what "Copy as JS" copies. */
export function script(p: readonly number[], target: number): string {
  return `import { load } from "lemmata";

const { entropy } = await load();
const p = [${p.join(", ")}];
const { probabilities, gamma, entropy: nats } = entropy.normalize(p, ${target});
console.log(JSON.stringify({ gamma, nats, probabilities: Array.from(probabilities) }));
`;
}
