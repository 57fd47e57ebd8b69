import { within } from "../kit/hash.ts";
import { LineChart } from "../kit/line-chart.ts";
import { DimensionRuler, rulerHeight } from "../projection/dimension-ruler.ts";
import type { en } from "../projection/en.ts";
import { methods } from "../projection/evaluate.ts";
import { ProjectionFigures } from "../projection/figures.ts";
import { ProjectionModel } from "../projection/model.ts";
import { Principal } from "../projection/principal.ts";
import { RatioHistogram } from "../projection/ratio-histogram.ts";
import { bounds, clouds, codecs, kinds, type ProjectionState } from "../projection/state.ts";
import strings from "live:projection";
import { isShown, type System } from "./system.ts";

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
      .figures[data-whole] { display: flex; }
      .figures > * { flex-basis: 18rem; }
      .figures > :is([part="histogram"], [part="ruler"]) { flex-basis: 100%; }
    }
    @container (min-width: 60rem) {
      .figures[data-whole] { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 26rem); }
      .figures[data-whole] :is([part="ruler"], [part="heads"]) { order: 1; }
      .figures[data-whole] [part="principal"] { grid-column: 1 / -1; order: 1; }
      .figures[data-whole] [part="heads"] { height: ${rulerHeight(methods.length)}px; }
    }`,
  link({ projection }, address, live) {
    const parts = {
      histogram: new RatioHistogram(),
      ruler: new DimensionRuler(),
      growth: new LineChart(),
      heads: new LineChart(),
      principal: new LineChart(),
    };
    const model = new ProjectionModel(projection, address);
    const figures = new ProjectionFigures(parts, model, live);
    const principal = new Principal(parts.principal, model, projection, live.principal);
    return {
      parts,
      state: model.state,
      signals: [],
      draw() {
        figures.draw();
        if (isShown(parts.principal)) principal.draw();
      },
      summary: () => figures.summary(),
      fault: () => figures.fault(),
    };
  },
};
