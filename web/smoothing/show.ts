import type { ReadonlySignal } from "@preact/signals-core";
import type { Smoothing } from "lemmata";
import { announce } from "../kit/announce.ts";
import { showFault, type Fault } from "../kit/fault.ts";
import { fill, fixed as plain, nothing, significant } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { writeSlots } from "../kit/slots.ts";
import { chartOf, rangeOf } from "./charts.ts";
import type { en } from "./en.ts";
import { largestError, curvesAt, gridOf } from "./evaluate.ts";
import { letters, writeLetters, written } from "./formula-line.ts";
import type { SmoothingModel } from "./model.ts";
import { isBent, jumps } from "./shape.ts";
import type { SmoothingStage } from "./smoothing-stage.ts";
import type { View } from "./state.ts";

export interface ShowSources {
  model: SmoothingModel;
  smoothing: Smoothing;
  strings: (typeof en)["live"];
  stage: SmoothingStage;
  chart: LineChart;
  /** The place that is pointed at. */
  hovered: ReadonlySignal<number | undefined>;
}

/** Brings the model's state into figures, numbers and sentences. */
export class Show {
  readonly #from: ShowSources;
  #range: View | undefined;
  #chart = "";

  constructor(from: ShowSources) {
    this.#from = from;
  }

  figures(): void {
    const { model, strings, stage, chart, hovered } = this.#from;
    const { f, at, width, view, chart: kind } = model.state.value;
    const { x, f: heights, smoothed } = model.curves.value;
    const { here, selected, points } = { here: model.here.value, selected: model.selected.value, points: model.points }; // prettier-ignore
    const error = this.#errorText();
    stage.scene = {
      view,
      heights: model.heights.value,
      x,
      f: heights,
      g: smoothed?.g,
      gated: model.gated.value,
      points,
      selected,
      open: isBent(f),
      at,
      width,
      weights: model.weights.value,
      here: { f: here.f, g: here.g },
      hovered: hovered.value,
      dragging: model.state.dragging.value,
      words: {
        corner: (index) => ({
          label: fill(strings.corner.label, { n: index + 1 }),
          text: fill(strings.corner.text, {
            x: fixed(points[index]!.x, 2),
            y: fixed(points[index]!.y, 2),
          }),
        }),
        end: (side, height) => ({
          label: strings.end[side],
          text: fill(strings.end.text, { y: fixed(height, 2) }),
        }),
        at: {
          label: strings.at.label,
          text: fill(strings.at.text, { x: fixed(at, 2), g: fixed(here.g), f: fixed(here.f) }),
        },
        width: {
          label: strings.width.label,
          text: fill(strings.width.text, { width: significant(width, 4), error }),
        },
        gated: strings.gated,
      },
    };
    // Under the reader's hand the axis stands still, unless another chart was asked for.
    if (!model.state.dragging.value || this.#range === undefined || this.#chart !== kind) {
      this.#range = rangeOf(model);
      this.#chart = kind;
    }
    chart.data = chartOf(model, this.#range, hovered.value, strings);
  }

  numbers(): void {
    const { model, strings, smoothing } = this.#from;
    const { at, f } = model.state.value;
    const { here, error, weights } = {
      here: model.here.value,
      error: model.error.value,
      weights: model.weights.value,
    };
    const smoothness = jumps(f) ? weights.smoothness - 1 : weights.smoothness;
    writeSlots({
      error: this.#errorText(),
      "error-note": error === undefined ? "" : error.exact ? strings.exact : strings.onGrid,
      where: fixed(error?.where),
      f: fixed(here.f),
      g: fixed(here.g),
      slope: fixed(here.slope),
      mean: fixed(weights.meanAbsolute),
      smoothness:
        error === undefined
          ? nothing
          : Number.isFinite(smoothness)
            ? String(smoothness)
            : strings.all,
      at: fixed(at, 2),
      "bet-now": fixed(error?.value),
      "bet-half": fixed(this.#errorAtHalf(smoothing)),
    });
    announce(
      fill(strings.summary, { error: this.#errorText(), x: fixed(at, 2), g: fixed(here.g) }),
    );
  }

  /** The formula of g, what it is known as, and what its letters stand for. */
  formula(): void {
    const { model, strings, smoothing } = this.#from;
    const { f, kernel } = model.state.value;
    const text = model.error.value && written(smoothing, f, kernel);
    writeLetters(element("letters"), text ? letters(text.latex) : "");
    element("letters").hidden = text === undefined;
    const name = (strings.known as Partial<Record<string, string>>)[`${model.name.value}/${kernel}`]; // prettier-ignore
    const known = element("known");
    known.textContent = name ? fill(strings.knownAs, { name }) : text ? "" : strings.noFormula;
    known.hidden = known.textContent === "" || model.error.value === undefined;
    const periodic = text === undefined || isBent(f) ? "" : kernel === "cauchy" ? "cauchy" : "sum";
    for (const part of document.querySelectorAll<HTMLElement>("[data-periodic]")) {
      part.hidden = part.dataset.periodic !== periodic;
    }
    for (const part of document.querySelectorAll<HTMLElement>("[data-formula]")) {
      const meant = part.dataset.formula === kernel && text !== undefined && periodic !== "cauchy";
      part.hidden = !meant;
      if (!meant) continue;
      // Of Φ and R, what the package's text needs.
      for (const equation of part.children as HTMLCollectionOf<HTMLElement>) {
        equation.hidden = !text.latex.includes(`${equation.dataset.symbol}=`);
      }
    }
    element("body").textContent = text ? text.javascript : `// ${strings.noFormula}`;
  }

  caption(): void {
    const { model, strings, hovered } = this.#from;
    const x = hovered.value;
    if (x === undefined) {
      element("caption").textContent = strings.help;
      return;
    }
    const { f, g, slope } = model.at(x);
    const values = { x: fixed(x, 2), f: fixed(f), g: fixed(g), slope: fixed(slope) };
    element("caption").textContent =
      g === undefined
        ? fill(strings.captionNone, values)
        : fill(strings.caption, { ...values, error: fixed(g - f) });
  }

  fault(): void {
    showFault(this.#fault());
  }

  #fault(): Fault | undefined {
    const { model, strings } = this.#from;
    if (model.curves.value.smoothed === undefined) {
      return {
        message: strings.fault.diverges,
        fix: { label: strings.fault.student, apply: () => model.setKernel("student-t2") },
      };
    }
    const unreachable = model.unreachable.value;
    if (unreachable === undefined) return undefined;
    return {
      message: fill(strings.fault.unreachable, { error: significant(unreachable.error, 3) }),
      fix: { label: strings.fault.connect, apply: () => model.setFunction("clip") },
      note: true,
    };
  }

  #errorText(): string {
    return significant(this.#from.model.error.value?.value, 4);
  }

  #errorAtHalf(smoothing: Smoothing): number | undefined {
    const { f, kernel, width, view } = this.#from.model.state.value;
    const half = { f, kernel, width: width / 2 };
    const curves = curvesAt(smoothing, half, gridOf(f, width / 2, view));
    return largestError(smoothing, half, view, curves)?.value;
  }
}

// A minus is a minus, and nothing has no sign.
function fixed(value: number | undefined, digits = 3): string {
  return plain(value, digits)
    .replace(/^-(?=[0.]*$)/, "")
    .replace("-", "−");
}

function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}
