import { choice, integer, real, reals, type Codec, type Codecs } from "../kit/hash.ts";
import { activations, countOf, type Hidden } from "./network.ts";
import { openingStart, samplesByName, type Sample, type SamplesName, type Start } from "./presets.ts"; // prettier-ignore

/** The samples on the page: named ones, or the reader's own. */
export interface Samples {
  name: SamplesName | undefined;
  points: readonly Sample[];
}

export interface Place {
  x: number;
  y: number;
}

/** The norms offered for matrices: the theorem promises the inequality for the first three. */
export const norms = ["spectral", "product", "frobenius", "max"] as const;
export type PageNorm = (typeof norms)[number];

/** Whose two sides are weighed: f at the probe, the mean over the samples' losses, or the loss' mean gradient. */
export const modes = ["probe", "mean", "batch"] as const;
export type Mode = (typeof modes)[number];

export interface PenaltyState {
  start: Start;
  samples: Samples;
  /** How many steps of training have been made. */
  step: number;
  /** The learning rate η. */
  rate: number;
  /** λₓ and λ_θ of training. */
  inputPenalty: number;
  parameterPenalty: number;
  /** What every weight, but no bias, is multiplied by after training. */
  scale: number;
  probe: Place;
  norm: PageNorm;
  mode: Mode;
}

export const limits = {
  steps: 600,
  rate: { least: 0.001, most: 5 },
  inputPenalty: 0.3,
  parameterPenalty: 0.06,
  scale: { least: 0.25, most: 4 },
  weight: 20,
  far: 20,
  samples: { least: 2, most: 150 },
  seed: 999_999,
};

const widths = [
  [2, 1],
  [2, 4, 1],
  [2, 8, 8, 1],
] as const;

// "tanh-2-8-8-1-seed-7", or "relu-2-4-1_1,0,-1,…" with every parameter.
const start: Codec<Start> = {
  write: ({ sizes, activation, seed, numbers }) => {
    const head = `${activation}-${sizes.join("-")}`;
    return seed === undefined ? `${head}_${numbers!.join()}` : `${head}-seed-${seed}`;
  },
  read: (text) => {
    const activation = activations.find((name) => text.startsWith(`${name}-`));
    if (activation === undefined) return undefined;
    return startOf(activation, text.slice(activation.length + 1));
  },
};

function startOf(activation: Hidden, text: string): Start | undefined {
  for (const sizes of widths) {
    const head = sizes.join("-");
    if (text.startsWith(`${head}-seed-`)) {
      const seed = integer(0, limits.seed).read(text.slice(head.length + 6));
      return seed === undefined ? undefined : { sizes, activation, seed, numbers: undefined };
    }
    if (!text.startsWith(`${head}_`)) continue;
    const count = countOf(sizes);
    const numbers = reals(-1e3, 1e3, count, count).read(text.slice(head.length + 1));
    return numbers && { sizes, activation, seed: undefined, numbers };
  }
  return undefined;
}

const triples = reals(-limits.far, limits.far, 3 * limits.samples.least, 3 * limits.samples.most);
const samples: Codec<Samples> = {
  write: ({ name, points }) => name ?? points.join(),
  read: (text) => {
    const name = (Object.keys(samplesByName) as SamplesName[]).find((known) => known === text);
    if (name !== undefined) return { name, points: samplesByName[name] };
    const found = triples.read(text);
    if (found === undefined || found.length % 3 !== 0) return undefined;
    const points = Array.from({ length: found.length / 3 }, (_, i): Sample => [found[3 * i]!, found[3 * i + 1]!, found[3 * i + 2]!]); // prettier-ignore
    return { name: undefined, points };
  },
};

const pair = reals(-limits.far, limits.far, 2, 2);
const probe: Codec<Place> = {
  write: ({ x, y }) => pair.write([x, y]),
  read: (text) => {
    const [x, y] = pair.read(text) ?? [];
    return y === undefined ? undefined : { x: x!, y };
  },
};

export const defaults: PenaltyState = {
  start: openingStart,
  samples: { name: "rings", points: samplesByName.rings },
  step: 400,
  rate: 0.2,
  inputPenalty: 0,
  parameterPenalty: 0,
  scale: 1,
  probe: { x: 0.9, y: 0.35 },
  norm: "spectral",
  mode: "probe",
};

/** The typed table of the page's address: `#v=1&start=…&step=…`. */
export const codecs: Codecs<PenaltyState> = {
  start,
  samples,
  step: integer(0, limits.steps),
  rate: real(limits.rate.least, limits.rate.most),
  inputPenalty: real(0, limits.inputPenalty),
  parameterPenalty: real(0, limits.parameterPenalty),
  scale: real(limits.scale.least, limits.scale.most),
  probe,
  norm: choice(...norms),
  mode: choice(...modes),
};
