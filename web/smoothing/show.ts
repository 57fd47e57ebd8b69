import type { Smoothing } from "lemmata";
import { announce } from "../kit/announce.ts";
import { fill, nothing } from "../kit/format.ts";
import { writeSlots } from "../kit/slots.ts";
import { curvesAt, gridOf, largestError } from "./evaluate.ts";
import { fixed, type SmoothingFigures } from "./figures.ts";
import { letters, writeLetters, written } from "./formula-line.ts";
import { isBent, jumps } from "./shape.ts";

/** Brings the model's state into numbers and sentences. */
export class Show {
  constructor(
    readonly figures: SmoothingFigures,
    readonly smoothing: Smoothing,
  ) {}

  numbers(): void {
    const { figures, smoothing } = this;
    const { model, strings } = figures;
    const { at, f } = model.state.value;
    const { here, error, weights } = {
      here: model.here.value,
      error: model.error.value,
      weights: model.weights.value,
    };
    const smoothness = jumps(f) ? weights.smoothness - 1 : weights.smoothness;
    writeSlots({
      error: figures.errorText(),
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
    announce(figures.summary());
  }

  /** The formula of g, what it is known as, and what its letters stand for. */
  formula(): void {
    const { figures, smoothing } = this;
    const { model, strings } = figures;
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

  #errorAtHalf(smoothing: Smoothing): number | undefined {
    const { f, kernel, width, view } = this.figures.model.state.value;
    const half = { f, kernel, width: width / 2 };
    const curves = curvesAt(smoothing, half, gridOf(f, width / 2, view));
    return largestError(smoothing, half, view, curves)?.value;
  }
}

function element(id: string): HTMLElement {
  return document.getElementById(id)!;
}
