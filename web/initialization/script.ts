import { specOf, factorOf } from "./evaluate.ts";
import { sequence, type InitializationState } from "./state.ts";

/** A module that repeats the page's computation with the package: what "Copy as JS" copies. */
export function script(state: InitializationState): string {
  const { head, gain = 1, scale, seed, own, cut } = state;
  const spec = Object.entries(specOf(state))
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(", ");
  return `import { load } from "lemmata";

const { initialization } = await load();
const network = initialization.propagate({ ${spec} });

// One head's queries and keys.
${own.length > 0 ? ownHead(own) : drawnHead(head, gain, scale, seed)}
const head = initialization.attentionStatistics(Q, K, "${factorOf(scale)}");

console.log(JSON.stringify({
  forward: [...network.forward], backward: [...network.backward], predicted: [...network.predicted],
  inputShare: [...network.inputShare], attentionEntropy: [...network.attentionEntropy],
  overflowLayer: network.overflowLayer,
  cutVariance: initialization.truncatedMoments(0, 1, -${cut}, ${cut}).variance,
  cutFactor: initialization.truncationStdFactor(${cut}),
  entropy: [...head.entropy], saturation: [...head.saturation], logitStd: head.logitStd,
}));
`;
}

function drawnHead(d: number, gain: number, scale: string, seed: number): string {
  const small = scale === "t5" ? ' * initialization.std("t5-q", fans) / initialization.std("t5-k", fans)' : ""; // prettier-ignore
  return `const [T, d, gain, seed] = [${sequence}, ${d}, ${gain}, ${seed}];
${small && "const fans = { in: d, out: d };\n"}const rows = { rows: T, cols: d };
const Q = { ...rows, data: initialization.normal(T * d, { std: gain${small}, seed }) };
const K = { ...rows, data: initialization.normal(T * d, { std: gain, seed, offset: T * d }) };`;
}

function ownHead(own: InitializationState["own"]): string {
  const d = own[0]!.length / 2;
  const part = (from: number): string =>
    own.map((token) => `[${token.slice(from, from + d).join(", ")}]`).join(", ");
  return `const Q = [${part(0)}];\nconst K = [${part(d)}];`;
}
