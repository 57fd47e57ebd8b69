import type { LinearClassifier, Logistic, Matrix } from "lemmata";
import { fixed, nothing } from "../kit/format.ts";
import { writeSlots } from "../kit/slots.ts";
import type { en } from "./en.ts";
import { angleBetween, lengthOf, samplesOf } from "./evaluate.ts";
import { directionOf, type LogisticFigures } from "./figures.ts";
import type { LogisticModel } from "./model.ts";
import { opening, presets } from "./presets.ts";
import { kinds, type Kind } from "./state.ts";

/** Writes the bet's answer. */
export function writeBet(logistic: Logistic): void {
  const [before, after] = [samplesOf(opening.classes), samplesOf(presets.far.classes)];
  const turned = (classifier: (X: Matrix, y: Int32Array) => LinearClassifier): string =>
    fixed(angleBetween(classifier(before.X, before.y), classifier(after.X, after.y)), 1);
  writeSlots({
    "bet-closed": turned((X, y) => logistic.fit(X, y)),
    "bet-likelihood": turned((X, y) => logistic.refine(X, y, { start: "zero" })),
  });
}

/** Brings the model's state into the page's numbers. */
export function writeNumbers(figures: LogisticFigures): void {
  const { model, strings } = figures;
  const { closed, whitened, newton, fromClosed, rSquared, separable } = model.evaluation.value; // prettier-ignore
  const [best, apart] = [figures.best(), figures.apart()];
  const weights = closed?.model.weights.data;
  writeSlots({
    cost: closed && best ? fixed(closed.logLoss - best.logLoss, 4) : nothing,
    angle: apart === nothing ? nothing : `${apart}°`,
    ratio: closed && best ? fixed(lengthOf(closed.model) / lengthOf(best.model)) : nothing,
    iterations: separable === undefined ? String(newton - 1) : "∞",
    "from-closed": separable ? "∞" : fromClosed ? String(fromClosed.length - 1) : nothing,
    w1: fixed(weights?.[0]),
    w2: fixed(weights?.[1]),
    b: fixed(closed?.model.bias[0]),
    short: rSquared === undefined ? nothing : fixed(1 - rSquared),
    shortened: closed && whitened ? fixed(lengthOf(whitened.model) / lengthOf(closed.model)) : nothing, // prettier-ignore
    direction: separable ? `(${directionOf(separable.direction)})` : nothing,
    ...Object.fromEntries(kinds.flatMap((kind) => row(kind, model, strings))),
  });
}

function row(kind: Kind, model: LogisticModel, strings: (typeof en)["live"]): [string, string][] {
  const judged = model.judged(kind);
  const { separable, newton } = model.evaluation.value;
  // Beyond Newton's steps the weights grow without end, and the loss only tends to its least.
  const endless = kind === "likelihood" && separable !== undefined && model.step >= newton;
  return [
    [`${kind}-loss`, endless ? strings.towards : fixed(judged?.logLoss)],
    [`${kind}-accuracy`, judged ? `${fixed(100 * judged.accuracy, 1)} %` : nothing],
    [`${kind}-error`, endless ? strings.towards : fixed(judged?.calibrationError)],
    [`${kind}-length`, endless ? "→ ∞" : judged ? fixed(lengthOf(judged.model), 2) : nothing],
  ];
}
