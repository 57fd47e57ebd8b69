import type { Move } from "./evaluate.ts";
import type { Shape } from "../kit/ellipse.ts";
import type { View } from "../kit/plane.ts";
import type { GaussianState, Who } from "./state.ts";

/** What a stage draws: the two Gaussians, the one between them, and how a handle is called. */
export interface Scene {
  p: Shape;
  q: Shape;
  /** The Gaussian at time t of the way from P to Q. */
  between: Shape;
  t: number;
  mix: boolean;
  moves: readonly Move[];
  points: GaussianState["points"];
  view: View;
  /** While a gesture goes on, no axis changes its range. */
  dragging: boolean;
  /** A point to mark, because another figure is pointed at there. */
  marked: readonly number[] | undefined;
  words: Words;
}

/** What handles say of themselves. */
export interface Words {
  centre(who: Who): { label: string; text: string };
  along(who: Who): { label: string; text: string };
  across(who: Who): { label: string; text: string };
  time: { label: string; text: string };
  timeLabel: string;
}

/** What a stage asks of the page. */
export interface SceneEvents {
  shapechange: { who: Who; change: Partial<Shape> };
  shapescale: { who: Who; factor: number };
  timechange: { t: number };
}

export const whos: readonly Who[] = ["p", "q"];
export const names: Readonly<Record<Who, string>> = { p: "P", q: "Q" };
