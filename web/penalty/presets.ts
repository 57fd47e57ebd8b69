import type { Hidden } from "./network.ts";
import type { PenaltyState } from "./state.ts";

/** A sample: a place in the plane, and the value the network shall have there. */
export type Sample = readonly [x: number, y: number, target: number];

/** Where training begins: a random network of a seed, or these numbers. */
export interface Start {
  sizes: readonly number[];
  activation: Hidden;
  seed: number | undefined;
  numbers: readonly number[] | undefined;
}

// Two sequences that fill the square evenly (Roberts 2018): the samples are the same in every tab.
function even(i: number): readonly [number, number] {
  return [(0.5 + i * 0.7548776662466927) % 1, (0.5 + i * 0.5698402909980532) % 1];
}

function rounded(value: number): number {
  return Math.round(value * 1e3) / 1e3;
}

// A disc within a ring; every eighth label is wrong, so that a network has something to bend for.
function rings(count: number): Sample[] {
  return Array.from({ length: count }, (_, i) => {
    const [u, v] = even(i);
    const inner = i % 2 === 0;
    const radius = inner ? 0.75 * Math.sqrt(u) : 1.15 + 0.45 * u;
    const target = (inner ? 1 : -1) * (i % 8 === 5 ? -1 : 1);
    return [rounded(radius * Math.cos(2 * Math.PI * v)), rounded(radius * Math.sin(2 * Math.PI * v)), target]; // prettier-ignore
  });
}

// Two half-planes, whose labels err now and then.
function halves(count: number): Sample[] {
  return Array.from({ length: count }, (_, i) => {
    const [u, v] = even(i);
    const [x, y] = [3 * u - 1.5, 2.4 * v - 1.2];
    const target = (x + 0.5 * y > 0 ? 1 : -1) * (i % 7 === 3 ? -1 : 1);
    return [rounded(x), rounded(y), target];
  });
}

export const samplesByName = { rings: rings(48), halves: halves(40) } as const;
export type SamplesName = keyof typeof samplesByName;

const random = (seed: number, activation: Hidden = "tanh"): Start => ({
  sizes: [2, 8, 8, 1],
  activation,
  seed,
  numbers: undefined,
});

/** What the page opens with. */
export const openingStart = random(7);

// Four ReLUs, each on beyond one side of a square: within it none is.
const basin: Start = {
  sizes: [2, 4, 1],
  activation: "relu",
  seed: undefined,
  numbers: [1, 0, -1, 0, 0, 1, 0, -1, -0.9, -0.9, -0.8, -0.8, -1.5, -1.5, -1.5, -1.5, 1],
};

const plane: Start = {
  sizes: [2, 1],
  activation: "tanh",
  seed: undefined,
  numbers: [0.8, 0.5, 0.1],
};

/** What a preset changes of the defaults. */
export const presets = {
  calm: { parameterPenalty: 0.03 },
  huge: { scale: 3 },
  finished: { samples: { name: "halves" }, start: plane, mode: "batch", step: 600 },
  linear: { samples: { name: "halves" }, start: plane, step: 0 },
  norm: { norm: "max", parameterPenalty: 0.01 },
  dead: { start: basin, step: 0, probe: { x: 0.3, y: 0.25 } },
} as const satisfies Record<string, Change>;

type Change = Partial<Omit<PenaltyState, "samples">> & { samples?: { name: SamplesName } };

export type PresetName = keyof typeof presets;
