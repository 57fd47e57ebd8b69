import type { Shape } from "../kit/ellipse.ts";
import type { View } from "../kit/plane.ts";

/** Two Gaussians to start from, and the time between them that shows their point. */
export interface Preset {
  p: Shape;
  q: Shape;
  t: number;
}

const round = (x: number, y: number, sigma: number): Shape => ({
  x,
  y,
  along: sigma,
  across: sigma,
  angle: 0,
});

/** What the page opens with. */
export const opening: Preset = {
  p: { x: -2.6, y: -0.7, along: 1.2, across: 0.55, angle: 24 },
  q: { x: 2.5, y: 0.8, along: 1.1, across: 0.4, angle: 118 },
  t: 0.5,
};

export const openingView: View = { x: 0, y: 0, half: 6.5 };

export const presets = {
  far: { p: round(-4, 0, 1), q: round(4, 0, 1), t: 0.5 },
  thin: {
    p: { x: -0.9, y: 0, along: 2, across: 0.175, angle: 0 },
    q: round(2.52, 0, 1),
    t: 0.5,
  },
  needles: {
    p: { x: 0, y: 0, along: 1.8, across: 0.3, angle: 45 },
    q: { x: 0, y: 0, along: 1.8, across: 0.3, angle: -45 },
    t: 0.5,
  },
  nested: {
    p: { x: 0.4, y: 0.1, along: 0.5, across: 0.35, angle: 30 },
    q: { x: -0.2, y: -0.1, along: 2, across: 1.4, angle: -15 },
    t: 0.5,
  },
  near: {
    p: { x: -0.05, y: 0, along: 1.5, across: 0.9, angle: 30 },
    q: { x: 0.06, y: 0.04, along: 1.58, across: 0.94, angle: 33 },
    t: 0.5,
  },
  same: {
    p: { x: 0, y: 0, along: 1.9, across: 0.6, angle: 15 },
    q: { x: 0, y: 0, along: 1.2, across: 0.9, angle: 105 },
    t: 0.5,
  },
} satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;
