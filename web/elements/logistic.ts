import { LineChart } from "../kit/line-chart.ts";
import { ClassPrior } from "../logistic/class-prior.ts";
import type { en } from "../logistic/en.ts";
import { LogisticFigures } from "../logistic/figures.ts";
import { LogisticPlane } from "../logistic/logistic-plane.ts";
import { LogisticModel } from "../logistic/model.ts";
import { presets } from "../logistic/presets.ts";
import { codecs, kinds, lastStep, mostRidge, priors, type LogisticState } from "../logistic/state.ts"; // prettier-ignore
import strings from "live:logistic";
import type { System } from "./system.ts";

export const system: System<LogisticState, (typeof en)["live"]> = {
  article: "logistic",
  codecs,
  allowed: {
    samples: ["x,y,x,y,…_x,y,x,y,… (−10⁴ … 10⁴)", ...Object.keys(presets)].join("; "),
    prior: `${priors.least} … ${priors.most}; counted`,
    ridge: `0 … ${mostRidge}`,
    step: `0, 1, …, ${lastStep}`,
    shade: kinds.join(", "),
  },
  fitted: ["samples"],
  strings,
  // The charts beside each other under the plane, or above each other beside it.
  styles: `
    .figures[data-whole] { grid-template-columns: minmax(0, 1fr); }
    .figures > [part="plane"] { flex: 2 1 24rem; height: 20rem; border-radius: 10px; overflow: hidden; }
    .figures > [part="prior"] { flex-basis: 100%; height: 44px; }
    .figures > :is([part="losses"], [part="calibration"]) { height: auto; min-height: 15rem; }
    @container (min-width: 40rem) {
      .figures > [part="plane"] { height: 26rem; }
      .figures[data-whole] { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .figures[data-whole] > :is([part="plane"], [part="prior"]) { grid-column: 1 / -1; }
    }
    @container (min-width: 60rem) {
      .figures[data-whole] { grid-template-columns: minmax(0, 1fr) minmax(0, 24rem); }
      .figures[data-whole] > :is([part="plane"], [part="prior"]) { grid-column: 1; }
      .figures[data-whole] > [part="plane"] { grid-row: 1 / span 2; height: auto; }
      .figures[data-whole] > [part="prior"] { grid-row: 3; }
      .figures[data-whole] > [part="calibration"] { grid-row: 2 / span 2; }
    }`,
  link({ logistic, gaussian }, address, live) {
    const parts = {
      plane: new LogisticPlane(),
      prior: new ClassPrior(),
      losses: new LineChart(),
      calibration: new LineChart(),
    };
    const model = new LogisticModel({ logistic, gaussian }, address);
    const figures = new LogisticFigures(parts, model, logistic, live);
    return {
      parts,
      state: model.state,
      signals: [model.selected],
      draw: () => figures.draw(),
      summary: () => figures.summary(),
      fault: () => figures.fault(),
    };
  },
};
