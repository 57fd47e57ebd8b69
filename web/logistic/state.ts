import type { View } from "../kit/plane.ts";
import { choice, integer, real, reals, type Codec, type Codecs } from "../kit/hash.ts";
import { opening, presets, type Classes, type Point, type PresetName } from "./presets.ts";

/** The samples on the page: a preset as it is, or the reader's own. */
export interface Samples {
  preset: PresetName | undefined;
  classes: Classes;
}

/** The three classifiers: in closed form, as the article's script makes it, and of maximum likelihood. */
export const kinds = ["closed", "whitened", "likelihood"] as const;
export type Kind = (typeof kinds)[number];

export interface LogisticState {
  samples: Samples;
  /** The prior probability of class 0; undefined for its share of the points. */
  prior: number | undefined;
  /** The ridge λ: on the covariance's diagonal, and as ½ λ‖w‖² beside the loss. */
  ridge: number;
  /** Which Newton step of the likelihood is shown; the last where there are fewer. */
  step: number;
  /** Whose probabilities shade the plane. */
  shade: Kind;
  view: View;
}

export const farthest = 1e4;
/** Each class keeps so many points, and both together have at most so many. */
export const fewest = 2;
export const most = 1000;
export const lastStep = 999;
export const priors = { least: 0.001, most: 0.999 };
export const mostRidge = 10;

const numbers = reals(-farthest, farthest, 2 * fewest, 2 * most);

function pointsOf(text: string): Point[] | undefined {
  const found = numbers.read(text);
  if (found === undefined || found.length % 2 !== 0) return undefined;
  return Array.from({ length: found.length / 2 }, (_, i) => [found[2 * i]!, found[2 * i + 1]!]);
}

// "far", or the points of class 0, an underscore, and those of class 1: "x,y,x,y_x,y,x,y".
const samples: Codec<Samples> = {
  write: ({ preset, classes }) => preset ?? classes.map((points) => points.join()).join("_"),
  read: (text) => {
    const preset = (Object.keys(presets) as PresetName[]).find((name) => name === text);
    if (preset !== undefined) return { preset, classes: presets[preset].classes };
    const found = text.split("_", 3).map(pointsOf);
    const [zero, one] = found;
    if (found.length !== 2 || zero === undefined || one === undefined) return undefined;
    return zero.length + one.length > most
      ? undefined
      : { preset: undefined, classes: [zero, one] };
  },
};

const share = real(priors.least, priors.most);
const prior: Codec<number | undefined> = {
  write: (value) => (value === undefined ? "counted" : String(value)),
  read: (text) => (text === "counted" ? undefined : share.read(text)),
};

const triple = reals(-farthest, 10 * farthest, 3, 3);
const view: Codec<View> = {
  write: ({ x, y, half }) => triple.write([x, y, half]),
  read: (text) => {
    const [x, y, half] = triple.read(text) ?? [];
    return half !== undefined && half >= 1e-3 ? { x: x!, y: y!, half } : undefined;
  },
};

export const defaults: LogisticState = {
  samples: { preset: undefined, classes: opening.classes },
  prior: undefined,
  ridge: 0,
  step: lastStep,
  shade: "closed",
  view: opening.view,
};

/** The typed table of the page's address: `#v=1&samples=…&prior=…`. */
export const codecs: Codecs<LogisticState> = {
  samples,
  prior,
  ridge: real(0, mostRidge),
  step: integer(0, lastStep),
  shade: choice(...kinds),
  view,
};
