import type { Listings } from "../guide.ts";

export const listings = {
  caught: {
    code: `import { load, LemmataError } from "lemmata";

const { entropy } = await load();
try {
  entropy.normalize([0.5, 0.5], { bits: 3 });
} catch (error) {
  if (!(error instanceof LemmataError)) throw error;
  error.code; // → "TARGET_UNREACHABLE"
  error.details.max; // → 0.693147…
}
entropy.shannon([0.5, 0.5]); // → 0.693147…`,
  },
  row: {
    code: `import { load } from "lemmata";

const { entropy } = await load();
const rows = [[0.6, 0.4], [0.7, 0.2]];
try {
  entropy.normalizeRows(rows, { bits: 0.5 });
} catch (error) {
  error.code; // → "NOT_A_DISTRIBUTION"
  error.details.row; // → 1
}
entropy.normalizeRows(rows, { bits: 0.5 }, { renormalize: true }).status[1]; // → 0`,
  },
  clamp: {
    code: `import { load } from "lemmata";

const { entropy } = await load();

const { status, entropy: nats } = entropy.normalizeRows(
  [[0.7, 0.2, 0.1], [0.5, 0.5, 0]],
  { perplexity: 2.5 },
  { unreachable: "clamp" },
);
status; // → [0, 1]
nats[1]; // → 0.693147…`,
  },
  wrongFile: {
    code: `import { load } from "lemmata";

const page = new TextEncoder().encode("<!doctype html>").buffer;
await load({ wasm: page }).catch((error) => error.code); // → "CORRUPT_DATA"`,
  },
} satisfies Listings;
