import type { LinearClassifier, Matrix } from "lemmata";
import type { Shape } from "../kit/ellipse.ts";
import type { View } from "../kit/plane.ts";
import type { Brush, Chosen, Label } from "./model.ts";
import type { Classes } from "./presets.ts";
import type { Kind } from "./state.ts";

/** What the plane draws. */
export interface Scene {
  classes: Classes;
  shapes: readonly [Shape, Shape];
  /** The one covariance that the closed form gives both classes. */
  shared: Matrix | undefined;
  models: Readonly<Record<Kind, LinearClassifier | undefined>>;
  /** The likelihood's Newton steps up to the one shown. */
  trail: readonly LinearClassifier[];
  /** A line that separates the classes: no maximum of the likelihood exists. */
  separating: boolean;
  shade: Kind;
  /** Probabilities of class 1 at the stops' logits, along the weights of the classifier that shades. */
  shades: ArrayLike<number> | undefined;
  /** What that classifier takes each point for, class 0 first. */
  predicted: ArrayLike<number> | undefined;
  chosen: Chosen;
  brush: Brush;
  view: View;
  words: Words;
}

/** What handles say of themselves, and what stands in the figure. */
export interface Words {
  centre(label: Label): { label: string; text: string };
  along(label: Label): { label: string; text: string };
  across(label: Label): { label: string; text: string };
  point: { label: string; text: string };
  classes: readonly [string, string];
  wrong: string;
}

/** What the plane asks of the page. */
export interface SceneEvents {
  shapechange: { label: Label; change: Partial<Shape> };
  pointchange: { chosen: Chosen; x: number; y: number };
  pointselect: { chosen: Chosen };
  pointhover: { chosen: Chosen | undefined };
  pointadd: { label: Label; x: number; y: number };
  pointremove: { chosen: Chosen };
}

/** The logits at which the shading has stops: dense where the probability changes. */
export const stops = [-7, -5, -4, -3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 7];
