import { within } from "../kit/hash.ts";
import { LineChart } from "../kit/line-chart.ts";
import { DimensionRuler, rulerHeight } from "../projection/dimension-ruler.ts";
import type { en } from "../projection/en.ts";
import { methods } from "../projection/evaluate.ts";
import { ProjectionFigures } from "../projection/figures.ts";
import { ProjectionModel } from "../projection/model.ts";
import { RatioHistogram } from "../projection/ratio-histogram.ts";
import { bounds, clouds, codecs, kinds, type ProjectionState } from "../projection/state.ts";
import strings from "live:projection";
import type { System } from "./system.ts";

export const system: System<ProjectionState, (typeof en)["live"]> = {
  article: "projection",
  codecs,
  allowed: {
    points: within(bounds.points),
    dimensions: within(bounds.n),
    epsilon: within(bounds.epsilon),
    kind: kinds.join("; "),
    data: clouds.join("; "),
    inputs: within(bounds.inputs),
    seed: within(bounds.seed),
    tokens: within(bounds.tokens),
    lambda: within(bounds.lambda),
  },
  strings,
  styles: `
    [part="ruler"] { height: ${rulerHeight(methods.length)}px; }
    @container (min-width: 40rem) {
      .figures:not([data-single]) { display: flex; flex-wrap: wrap; }
      .figures:not([data-single]) > * { flex: 1 1 18rem; }
      .figures:not([data-single]) :is([part="histogram"], [part="ruler"]) { flex-basis: 100%; }
    }
    @container (min-width: 60rem) {
      .figures:not([data-single]) { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 26rem); }
      .figures:not([data-single]) :is([part="ruler"], [part="heads"]) { order: 1; }
      .figures:not([data-single]) [part="heads"] { height: ${rulerHeight(methods.length)}px; }
    }`,
  link({ projection }, address, live) {
    const parts = {
      histogram: new RatioHistogram(),
      ruler: new DimensionRuler(),
      growth: new LineChart(),
      heads: new LineChart(),
    };
    const model = new ProjectionModel(projection, address);
    const figures = new ProjectionFigures(parts, model, live);
    return {
      parts,
      state: model.state,
      signals: [],
      draw: () => figures.draw(),
      summary: () => figures.summary(),
      fault: () => figures.fault(),
    };
  },
};
