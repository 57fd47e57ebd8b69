/** A distribution to start from, and the target entropy that shows its point. */
export interface Preset {
  p: readonly number[];
  /** In nats. */
  target: number;
}

const start = [0.42, 0.23, 0.13, 0.08, 0.06, 0.04, 0.025, 0.015];

// A soft minimum of distances, as attention makes it: one row of a causal head over twelve tokens.
const scores = [0.2, -0.4, 1.1, 0.5, -1.2, 2.3, 0.1, 1.8, -0.3, 0.9, 2.9, 0.7];

export const presets = {
  zipf: { p: normalized(50, (i) => 1 / (i + 1)), target: 2.5 },
  uniform: { p: normalized(12, (i) => 1 + 0.06 * Math.cos(2.4 * i)), target: 2.2 },
  peaks: { p: normalized(9, (i) => (i === 2 || i === 6 ? 8 : 1 + (i % 3) / 4)), target: 0.9 },
  spike: { p: normalized(10, (i) => (i === 3 ? 300 : 1 + (i % 4))), target: 1.5 },
  tokens: { p: normalized(200, (i) => Math.exp(-1.9 * Math.log(i + 1.6))), target: 3 },
  attention: { p: normalized(12, (i) => Math.exp(scores[i]!)), target: 1.4 },
} satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;

/** What the page opens with. */
export const opening: Preset = { p: start, target: 1.8 };

function normalized(count: number, weight: (i: number) => number): readonly number[] {
  return scaled(Array.from({ length: count }, (_, i) => weight(i)));
}

/** The same odds with sum 1. */
export function scaled(weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}
