import { signal } from "@preact/signals-core";
import type { LinearClassifier, Logistic } from "lemmata";
import type { Fault } from "../kit/fault.ts";
import { gesturesOf, on } from "../kit/figure.ts";
import { fill, fixed, nothing } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { ladder } from "./boundary.ts";
import { binned, calibrationChart, lossChart, lossEnds, type Ends } from "./charts.ts";
import type { ClassPrior } from "./class-prior.ts";
import type { en } from "./en.ts";
import { angleBetween, lengthOf, type Judged } from "./evaluate.ts";
import type { LogisticPlane } from "./logistic-plane.ts";
import type { Chosen, LogisticModel } from "./model.ts";
import { stops, type Scene, type SceneEvents } from "./scene.ts";
import type { Kind } from "./state.ts";

export interface LogisticParts {
  plane: LogisticPlane;
  prior: ClassPrior;
  losses: LineChart;
  calibration: LineChart;
}

const tones = { closed: "r", whitened: "warn", likelihood: "ink" } as const;
const suggestedRidge = 0.01;

/** The linked figures of a page or an element: what they say moves the model, what it holds they draw. */
export class LogisticFigures {
  /** The point that is pointed at. */
  readonly hovered = signal<Chosen | undefined>(undefined);
  #ends: Ends | undefined;

  constructor(
    readonly parts: LogisticParts,
    readonly model: LogisticModel,
    readonly logistic: Logistic,
    readonly strings: (typeof en)["live"],
  ) {
    const { plane, prior, losses } = parts;
    gesturesOf([plane, prior, losses], model);
    type Events = SceneEvents;
    on<Events["shapechange"]>(plane, "shapechange", ({ label, change }) =>
      model.reshape(label, change),
    );
    on<Events["pointchange"]>(plane, "pointchange", ({ chosen, x, y }) =>
      model.movePoint(chosen, x, y),
    );
    on<Events["pointselect"]>(plane, "pointselect", ({ chosen }) => model.select(chosen));
    on<Events["pointhover"]>(plane, "pointhover", ({ chosen }) => (this.hovered.value = chosen));
    on<Events["pointadd"]>(plane, "pointadd", ({ label, x, y }) => model.addPoint(label, x, y));
    on<Events["pointremove"]>(plane, "pointremove", ({ chosen }) => model.removePoint(chosen));
    on<{ value: number | undefined }>(prior, "priorchange", ({ value }) => model.setPrior(value));
    on<{ x: number }>(losses, "handlemove", ({ x }) => model.setStep(x));
  }

  draw(): void {
    this.drawStage();
    this.drawCharts();
  }

  drawStage(): void {
    this.parts.plane.scene = this.#scene();
  }

  drawCharts(): void {
    const { model, strings, parts } = this;
    const evaluation = model.evaluation.value;
    const { prior, shade } = model.state.value;
    // Under the reader's hand the axes stay.
    if (!model.state.dragging.value || this.#ends === undefined) this.#ends = lossEnds(evaluation);
    parts.losses.data = lossChart(evaluation, model.step, this.#ends, strings);
    const judged = model.judged(shade);
    const found = judged ? binned(this.#probabilities(judged.model), evaluation.labels) : [];
    parts.calibration.data = calibrationChart(found, tones[shade], strings);
    const value = prior ?? model.counted;
    const { label, text } = strings.prior;
    parts.prior.prior = {
      value,
      counted: model.counted,
      label,
      text: fill(text, { p: fixed(value), q: fixed(1 - value) }),
    };
  }

  /** The three losses and the angle in one sentence. */
  summary(): string {
    const { strings } = this;
    const { closed, whitened, separable } = this.model.evaluation.value;
    const loss = (judged: Judged | undefined): string => fixed(judged?.logLoss);
    return fill(separable ? strings.separableSummary : strings.summary, {
      closed: loss(closed),
      whitened: loss(whitened),
      likelihood: loss(this.best()),
      angle: this.apart(),
    });
  }

  /** The classifier of maximum likelihood, where there is one. */
  best(): Judged | undefined {
    const { separable, steps } = this.model.evaluation.value;
    return separable === undefined ? steps.at(-1) : undefined;
  }

  /** The angle in degrees between the lines of the closed form and of the likelihood. */
  apart(): string {
    const { closed } = this.model.evaluation.value;
    const best = this.best();
    return closed && best ? fixed(angleBetween(closed.model, best.model), 1) : nothing;
  }

  /** What the classifiers say of the point that is pointed at. */
  caption(): string {
    const { model, strings } = this;
    const at = this.hovered.value;
    const point = at && model.classes[at.label][at.index];
    if (at === undefined || point === undefined) return strings.help;
    const probability = (kind: Kind): string => {
      const judged = model.judged(kind);
      return judged ? fixed(this.#probabilities(judged.model, [point])[0]) : nothing;
    };
    return fill(strings.hover, {
      number: at.index + 1 + (at.label === 1 ? model.classes[0].length : 0),
      label: at.label,
      closed: probability("closed"),
      whitened: probability("whitened"),
      likelihood: probability("likelihood"),
    });
  }

  fault(): Fault | undefined {
    const { model, strings } = this;
    const { separable, closed, closedSeparable } = model.evaluation.value;
    const { fault } = strings;
    const fix = {
      label: fill(fault.ridge, { ridge: suggestedRidge }),
      apply: () => model.setRidge(suggestedRidge),
    };
    if (closedSeparable !== undefined) {
      return { message: fill(fault.thin, { direction: directionOf(closedSeparable.direction) }), fix, note: true }; // prettier-ignore
    }
    if (separable !== undefined) {
      const values = {
        direction: directionOf(separable.direction),
        closed: closed ? fault.staysFinite : fault.isNot,
      };
      return { message: fill(fault.separable, values), fix, note: true };
    }
    return closed ? undefined : { message: fault.none };
  }

  #scene(): Scene {
    const { model, logistic, strings } = this;
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

  /** The probability of class 1 of each point, of the model's unless others are given. */
  #probabilities(
    model: LinearClassifier,
    rows: readonly (readonly number[])[] = this.model.evaluation.value.rows,
  ): number[] {
    const { data } = this.logistic.probabilities(model, rows);
    return Array.from({ length: rows.length }, (_, i) => data[2 * i + 1]!);
  }
}

/** A direction in the plane, as it is written. */
export function directionOf(numbers: readonly number[]): string {
  return `${fixed(numbers[0], 2)}, ${fixed(numbers[1], 2)}`;
}
