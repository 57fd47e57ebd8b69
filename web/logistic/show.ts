import type { ReadonlySignal } from "@preact/signals-core";
import type { LinearClassifier, Logistic } from "lemmata";
import { announce } from "../kit/announce.ts";
import { showFault, type Fault } from "../kit/fault.ts";
import { fill, fixed, nothing } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { writeSlots } from "../kit/slots.ts";
import { ladder } from "./boundary.ts";
import { binned, calibrationChart, lossChart, lossEnds, type Ends } from "./charts.ts";
import type { ClassPrior } from "./class-prior.ts";
import type { en } from "./en.ts";
import { angleBetween, evaluate, lengthOf, type Judged } from "./evaluate.ts";
import type { LogisticPlane } from "./logistic-plane.ts";
import type { Chosen, LogisticModel } from "./model.ts";
import { opening, presets } from "./presets.ts";
import { stops, type Scene } from "./scene.ts";
import { kinds, type Kind } from "./state.ts";

export interface ShowSources {
  model: LogisticModel;
  logistic: Logistic;
  strings: (typeof en)["live"];
  figures: { plane: LogisticPlane; prior: ClassPrior; losses: LineChart; calibration: LineChart };
  /** The point that is pointed at. */
  hovered: ReadonlySignal<Chosen | undefined>;
}

const tones = { closed: "r", whitened: "warn", likelihood: "ink" } as const;
const suggestedRidge = 0.01;

/** Brings the model's state into figures, numbers and sentences. */
export class Show {
  readonly #from: ShowSources;
  #ends: Ends | undefined;

  constructor(from: ShowSources) {
    this.#from = from;
    const [before, after] = [opening, presets.far].map(({ classes }) =>
      evaluate(from.logistic, { classes, prior: undefined, ridge: 0 }),
    );
    const turn = (a: Judged | undefined, b: Judged | undefined): string =>
      a && b ? fixed(angleBetween(a.model, b.model), 1) : nothing;
    writeSlots({
      "bet-closed": turn(before!.closed, after!.closed),
      "bet-likelihood": turn(before!.steps.at(-1), after!.steps.at(-1)),
    });
  }

  figures(): void {
    const { model, strings, figures } = this.#from;
    const evaluation = model.evaluation.value;
    const { prior, shade } = model.state.value;
    figures.plane.scene = this.#scene();
    // Under the reader's hand the axes stay.
    if (!model.state.dragging.value || this.#ends === undefined) this.#ends = lossEnds(evaluation);
    figures.losses.data = lossChart(evaluation, model.step, this.#ends, strings);
    const judged = model.judged(shade);
    const found = judged ? binned(this.#probabilities(judged.model), evaluation.labels) : [];
    figures.calibration.data = calibrationChart(found, tones[shade], strings);
    const value = prior ?? model.counted;
    const { label, text } = strings.prior;
    figures.prior.prior = {
      value,
      counted: model.counted,
      label,
      text: fill(text, { p: fixed(value), q: fixed(1 - value) }),
    };
  }

  numbers(): void {
    const { model, strings } = this.#from;
    const { closed, whitened, steps, newton, fromClosed, rSquared, separable } = model.evaluation.value; // prettier-ignore
    const best = separable === undefined ? steps.at(-1) : undefined;
    const apart = closed && best ? fixed(angleBetween(closed.model, best.model), 1) : nothing;
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
      direction: separable ? `(${this.#direction(separable.direction)})` : nothing,
      ...Object.fromEntries(kinds.flatMap((kind) => this.#row(kind))),
    });
    const loss = (judged: Judged | undefined): string => fixed(judged?.logLoss);
    const sentence = separable ? strings.separableSummary : strings.summary;
    announce(
      fill(sentence, {
        closed: loss(closed),
        whitened: loss(whitened),
        likelihood: loss(best),
        angle: apart,
      }),
    );
  }

  /** What follows the pointer: the caption speaks of the point under it. */
  pointed(): void {
    const { model, strings, hovered } = this.#from;
    const caption = document.getElementById("caption")!;
    const at = hovered.value;
    const point = at && model.classes[at.label][at.index];
    if (at === undefined || point === undefined) {
      caption.textContent = strings.help;
      return;
    }
    const probability = (kind: Kind): string => {
      const judged = model.judged(kind);
      return judged ? fixed(this.#probabilities(judged.model, [point])[0]) : nothing;
    };
    caption.textContent = fill(strings.hover, {
      number: at.index + 1 + (at.label === 1 ? model.classes[0].length : 0),
      label: at.label,
      closed: probability("closed"),
      whitened: probability("whitened"),
      likelihood: probability("likelihood"),
    });
  }

  fault(): void {
    showFault(this.#fault());
  }

  /** The probability of class 1 of each point, of the page's unless others are given. */
  #probabilities(
    model: LinearClassifier,
    rows: readonly (readonly number[])[] = this.#from.model.evaluation.value.rows,
  ): number[] {
    const { data } = this.#from.logistic.probabilities(model, rows);
    return Array.from({ length: rows.length }, (_, i) => data[2 * i + 1]!);
  }

  #row(kind: Kind): [string, string][] {
    const { model, strings } = this.#from;
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

  #scene(): Scene {
    const { model, logistic, strings } = this.#from;
    const { shade, view } = model.state.value;
    const { fit, steps, newton, separable, rows } = model.evaluation.value;
    const shaded = model.judged(shade)?.model;
    const [zero, one] = model.shapes.value;
    const shapes = [zero, one] as const;
    const chosen = model.chosen;
    const last = model.step === steps.length - 1;
    return {
      classes: model.classes,
      shapes,
      shared: fit?.withinCovariance,
      models: {
        closed: model.judged("closed")?.model,
        whitened: model.judged("whitened")?.model,
        likelihood: model.judged("likelihood")?.model,
      },
      trail: last ? [] : steps.slice(1, model.step).map((step) => step.model),
      separating: separable !== undefined && model.step >= newton,
      shade,
      shades: shaded && lengthOf(shaded) > 0 ? this.#probabilities(shaded, stops.map(ladder(shaded).at)) : undefined, // prettier-ignore
      predicted: shaded && logistic.predict(shaded, rows),
      chosen,
      brush: model.brush.value,
      view,
      words: {
        centre: (who) => {
          const { x, y } = shapes[who];
          const { label, text } = strings.centre;
          return { label: fill(label, { who }), text: fill(text, { x: fixed(x, 2), y: fixed(y, 2) }) }; // prettier-ignore
        },
        along: (who) => {
          const { along, angle } = shapes[who];
          const { label, text } = strings.along;
          return { label: fill(label, { who }), text: fill(text, { sigma: fixed(along), angle: fixed(angle, 1) }) }; // prettier-ignore
        },
        across: (who) => ({
          label: fill(strings.across.label, { who }),
          text: fill(strings.across.text, { sigma: fixed(shapes[who].across) }),
        }),
        point: {
          label: fill(strings.point.label, { number: chosen.number, who: chosen.label }),
          text: fill(strings.point.text, {
            x: fixed(chosen.point[0], 2),
            y: fixed(chosen.point[1], 2),
          }),
        },
        classes: [strings.classes[0]!, strings.classes[1]!],
        wrong: strings.wrong,
      },
    };
  }

  #fault(): Fault | undefined {
    const { model, strings } = this.#from;
    const { separable, closed, closedSeparable } = model.evaluation.value;
    const { fault } = strings;
    const fix = {
      label: fill(fault.ridge, { ridge: suggestedRidge }),
      apply: () => model.setRidge(suggestedRidge),
    };
    if (closedSeparable !== undefined) {
      return { message: fill(fault.thin, { direction: this.#direction(closedSeparable.direction) }), fix, note: true }; // prettier-ignore
    }
    if (separable !== undefined) {
      const values = {
        direction: this.#direction(separable.direction),
        closed: closed ? fault.staysFinite : fault.isNot,
      };
      return { message: fill(fault.separable, values), fix, note: true };
    }
    return closed ? undefined : { message: fault.none };
  }

  #direction(numbers: readonly number[]): string {
    return `${fixed(numbers[0], 2)}, ${fixed(numbers[1], 2)}`;
  }
}
