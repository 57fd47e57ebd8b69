import type { Listings } from "../guide.ts";

export const listings = {
  single: {
    code: `import { load } from "lemmata";

const { entropy } = await load();

entropy.softmax([1, 2, 3]) instanceof Float64Array; // → true
entropy.softmax(new Float32Array([1, 2, 3])) instanceof Float32Array; // → true

entropy.shannon([0.1, 0.2, 0.7]); // → 0.801818…
entropy.shannon(new Float32Array([0.1, 0.2, 0.7])); // → 0.80181…`,
  },
  tolerance: {
    code: `import { load } from "lemmata";

const { entropy } = await load();

const exact = entropy.normalize([0.5, 0.3, 0.2], { nats: 0.9 });
Math.abs(exact.entropy - 0.9) < 1e-13; // → true

const rough = entropy.normalize([0.5, 0.3, 0.2], { nats: 0.9 }, { tolerance: 1e-3 });
rough.iterations <= exact.iterations; // → true`,
  },
  seeds: {
    code: `import { load } from "lemmata";

const { initialization } = await load();

const draw = initialization.normal(1_000, { seed: 7 });
const tail = initialization.normal(10, { seed: 7, offset: 990 });
tail.every((x, i) => x === draw[990 + i]); // → true

const other = initialization.normal(1_000, { seed: 2n ** 63n + 1n });
other[0] === draw[0]; // → false`,
  },
  alone: {
    code: `import { load } from "lemmata";

const { entropy } = await load();
const rows = [[0.7, 0.2, 0.1], [0.4, 0.3, 0.3], [0.9, 0.05, 0.05]];

const together = entropy.normalizeRows(rows, { bits: 1 });
const alone = rows.map((row) => entropy.normalizeRows([row], { bits: 1 }).gamma[0]);
together.gamma.every((gamma, i) => gamma === alone[i]); // → true`,
  },
} satisfies Listings;
