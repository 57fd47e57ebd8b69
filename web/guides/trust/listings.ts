import type { Listings } from "../guide.ts";

export const listings = {
  recovers: {
    code: `import { load } from "lemmata";

const { entropy, initialization } = await load();

// Four gigabytes are refused before anything is taken, and the module works on.
const asked = () => initialization.orthogonal(2 ** 16, 2 ** 13, { seed: 1 });
let code;
try {
  asked();
} catch (error) {
  code = error.code;
}
code; // → "OUT_OF_MEMORY"
entropy.shannon([0.5, 0.5]) === Math.log(2); // → true`,
  },
} satisfies Listings;
