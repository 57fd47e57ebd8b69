import type { Logistic } from "lemmata";
import { fixed, nothing } from "../kit/format.ts";
import { writeSlots } from "../kit/slots.ts";
import type { en } from "./en.ts";
import { angleBetween, evaluate, lengthOf, type Judged } from "./evaluate.ts";
import { directionOf, type LogisticFigures } from "./figures.ts";
import type { LogisticModel } from "./model.ts";
import { opening, presets } from "./presets.ts";
import { kinds, type Kind } from "./state.ts";

/** Writes the bet's answer. */
export function writeBet(logistic: Logistic): void {
  const [before, after] = [opening, presets.far].map(({ classes }) =>
    evaluate(logistic, { classes, prior: undefined, ridge: 0 }),
  );
  const turn = (a: Judged | undefined, b: Judged | undefined): string =>
    a && b ? fixed(angleBetween(a.model, b.model), 1) : nothing;
  writeSlots({
    "bet-closed": turn(before!.closed, after!.closed),
    "bet-likelihood": turn(before!.steps.at(-1), after!.steps.at(-1)),
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
