import type { Listings } from "../guide.ts";

export const listings = {
  rare: {
    code: `import { load } from "lemmata";

const { entropy, smoothing } = await load();

// 1 has lost what 1e-30 takes from it; the entropy has not.
entropy.shannon([1, 1e-30]) / 1e-30; // → 70.07755278982…

// 1 − Φ(10), which a difference from 1 would lose.
smoothing.kernel("gaussian", 1).cdf([-10])[0] * 1e24; // → 7.619853024160…`,
  },
} satisfies Listings;
