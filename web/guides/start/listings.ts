import type { Listings } from "../guide.ts";

export const listings = {
  install: { kind: "terminal", code: `npm install lemmata` },
  first: {
    code: `import { load } from "lemmata";

const { entropy, gaussian } = await load();

entropy.shannon([0.5, 0.25, 0.25], { base: 2 }); // → 1.5

const { probabilities, gamma } = entropy.normalize([0.5, 0.3, 0.15, 0.05], { perplexity: 3 });
entropy.perplexity(probabilities).toFixed(9); // → "3.000000000"

const p = { mean: [0, 0], covariance: { variance: 1 } };
const q = { mean: [3, 4], covariance: { diagonal: [4, 1] } };
gaussian.wasserstein2(p, q).distance; // → 5.099…`,
  },
  matrices: {
    code: `import { load } from "lemmata";

const { entropy } = await load();

const nested = [[2, 1, 0], [0, 0, 0]];
const flat = { data: new Float32Array([2, 1, 0, 0, 0, 0]), rows: 2, cols: 3 };
const shaped = { data: new Float64Array([2, 1, 0, 0, 0, 0]), shape: [2, 3] };

const { probabilities, entropy: nats } = entropy.softmaxRows(nested);
probabilities.data[0]; // → 0.665240…
probabilities.cols; // → 3
nats[1]; // → 1.098612…
entropy.softmaxRows(flat).probabilities.data instanceof Float32Array; // → true
entropy.softmaxRows(shaped).entropy[1] === nats[1]; // → true`,
  },
  handle: {
    code: `import { load } from "lemmata";

const { logistic } = await load();

const statistics = logistic.statistics(2, 2);
statistics.add([[0, 1], [1, 0], [3, 2], [2, 4]], [0, 0, 1, 1]);
statistics.count; // → 4
statistics.dispose();
statistics.disposed; // → true`,
  },
  typescript: {
    kind: "typescript",
    code: `import { load, type Lemmata, type Matrix } from "lemmata";

const lemmata: Lemmata = await load();
const { probabilities } = lemmata.entropy.softmaxRows([[0, 1]]);
const rows: Matrix | Matrix<Float32Array> = probabilities;

{
  using statistics = lemmata.logistic.statistics(2, 2);
  statistics.add([[0, 1]], [0]);
} // statistics.dispose()

export { rows };`,
  },
} satisfies Listings;
