import { choice, flag, real, reals, type Codec, type Codecs } from "../kit/hash.ts";
import { opening, openingView } from "./presets.ts";
import type { Shape } from "../kit/ellipse.ts";
import { leastSigma, type Dimension } from "./shape.ts";
import type { View } from "../kit/plane.ts";

/** Which of the two Gaussians. */
export type Who = "p" | "q";

/** The reader's data a Gaussian was fitted to: rows of one or two numbers. */
export type Points = readonly (readonly number[])[];

export interface GaussianState {
  p: Shape;
  q: Shape;
  /** How far the green Gaussian is on its way from P to Q. */
  t: number;
  dimension: Dimension;
  /** The mixture (1 − t)P + tQ is shown instead of the way from P to Q. */
  mix: boolean;
  arrows: boolean;
  view: View;
  points: Readonly<Record<Who, Points>>;
}

/** Means, standard deviations and views stay within what double precision and an eye can follow. */
export const farthest = 1e4;
export const mostSigma = 1e4;

const row = reals(-farthest, farthest, 5, 5);

// "x,y,along,across,angle"
const shape: Codec<Shape> = {
  write: ({ x, y, along, across, angle }) => row.write([x, y, along, across, angle]),
  read: (text) => {
    const numbers = row.read(text);
    if (numbers === undefined) return undefined;
    const [x, y, along, across, angle] = numbers as [number, number, number, number, number];
    const inside = [along, across].every((sigma) => sigma >= leastSigma && sigma <= mostSigma);
    return inside && Math.abs(angle) <= 360 ? { x, y, along, across, angle } : undefined;
  },
};

const triple = reals(-farthest, farthest * 10, 3, 3);

const view: Codec<View> = {
  write: ({ x, y, half }) => triple.write([x, y, half]),
  read: (text) => {
    const [x, y, half] = triple.read(text) ?? [];
    return half !== undefined && half >= 0.05 ? { x: x!, y: y!, half } : undefined;
  },
};

// Links carry the moments; the points they were fitted to stay in the tab.
const points: Codec<GaussianState["points"]> = { write: () => "", read: () => undefined };

const none: Points = [];

export const defaults: GaussianState = {
  ...opening,
  dimension: "2",
  mix: false,
  arrows: false,
  view: openingView,
  points: { p: none, q: none },
};

/** The typed table of the page's address: `#v=1&p=…&q=…&t=…`. */
export const codecs: Codecs<GaussianState> = {
  p: shape,
  q: shape,
  t: real(0, 1),
  dimension: choice("1", "2"),
  mix: flag,
  arrows: flag,
  view,
  points,
};
