import { writeHash, type Codecs } from "../kit/hash.ts";
import * as entropy from "../entropy/state.ts";
import { presets as entropyPresets } from "../entropy/presets.ts";
import * as gaussian from "../gaussian/state.ts";
import { presets as gaussianPresets } from "../gaussian/presets.ts";
import * as initialization from "../initialization/state.ts";
import { presets as initializationPresets } from "../initialization/presets.ts";
import * as logistic from "../logistic/state.ts";
import { presets as logisticPresets } from "../logistic/presets.ts";
import * as neighbours from "../neighbours/state.ts";
import { presets as neighboursPresets } from "../neighbours/presets.ts";
import * as penalty from "../penalty/state.ts";
import { presets as penaltyPresets, samplesByName } from "../penalty/presets.ts";
import * as projection from "../projection/state.ts";
import { presets as projectionPresets } from "../projection/presets.ts";
import * as smoothing from "../smoothing/state.ts";
import { presets as smoothingPresets } from "../smoothing/presets.ts";

// The address part of every preset, without its "#", from the page's own typed table.
function written<S extends object, Preset>(
  { defaults, codecs }: { defaults: S; codecs: Codecs<S> },
  presets: Readonly<Record<string, Preset>>,
  change: (preset: Preset, name: never) => Partial<S>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(presets).map(([name, preset]) => [
      name,
      writeHash({ ...defaults, ...change(preset, name as never) }, defaults, codecs).slice(1),
    ]),
  );
}

/** Of each page the presets, as `v=1&…`. */
export const addresses = {
  entropy: written(entropy, entropyPresets, ({ p, target }, preset) => ({
    distribution: { preset, p, names: undefined },
    target,
  })),
  gaussian: written(gaussian, gaussianPresets, ({ p, q, t }) => ({ p, q, t })),
  projection: written(projection, projectionPresets, (preset) => preset),
  neighbours: written(neighbours, neighboursPresets, (preset) => preset),
  smoothing: written(smoothing, smoothingPresets, (preset) => preset),
  initialization: written(initialization, initializationPresets, (preset) => preset),
  logistic: written(logistic, logisticPresets, ({ classes, view }, preset) => ({
    samples: { preset, classes },
    view,
  })),
  penalty: written(penalty, penaltyPresets, ({ samples, ...change }: PenaltyPreset) => ({
    ...change,
    ...(samples && { samples: { ...samples, points: samplesByName[samples.name] } }),
  })),
} satisfies Record<string, Readonly<Record<string, string>>>;

type PenaltyPreset = Partial<Omit<penalty.PenaltyState, "samples">> & {
  samples?: { name: keyof typeof samplesByName };
};

export type Taught = keyof typeof addresses;
