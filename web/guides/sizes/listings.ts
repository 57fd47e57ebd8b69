import type { Listings } from "../guide.ts";

export const listings = {
  out: {
    code: `import { load } from "lemmata";

const { entropy } = await load();
const logits = { data: new Float64Array(100_000), rows: 1_000, cols: 100 };
const out = new Float64Array(logits.data.length);

for (let step = 0; step < 3; step++) entropy.softmaxRows(logits, 1, { out });
out[0]; // → 0.01`,
  },
  pairwise: {
    code: `import { load } from "lemmata";

const { gaussian } = await load();
const p = [0, 1, 2].map((x) => ({ mean: [x, 0], covariance: { variance: 1 } }));
const q = [0, 5].map((y) => ({ mean: [0, y], covariance: { variance: 1 } }));

const distances = gaussian.pairwise("kl", p, q);
distances.rows; // → 3
distances.data[1]; // → 12.5`,
  },
  early: {
    file: "main.js",
    kind: "browser",
    code: `const engine = import("lemmata").then(({ load }) => load());

const { entropy } = await engine;
document.title = String(entropy.shannon([0.5, 0.25, 0.25], { base: 2 }));`,
  },
} satisfies Listings;
