import strings from "live:smoothing";
import { LineChart } from "../kit/line-chart.ts";
import type { en } from "../smoothing/en.ts";
import { SmoothingFigures } from "../smoothing/figures.ts";
import { SmoothingModel } from "../smoothing/model.ts";
import { shapeNames } from "../smoothing/shape.ts";
import { SmoothingStage } from "../smoothing/smoothing-stage.ts";
import { chartNames, codecs, kernelNames, type SmoothingState } from "../smoothing/state.ts";
import type { System } from "./system.ts";

export const system: System<SmoothingState, (typeof en)["live"]> = {
  article: "smoothing",
  codecs,
  allowed: {
    function: [...shapeNames, "s₋,s₊,t₁,f₁,t₂,f₂,…"].join("; "),
    kernel: kernelNames.join("; "),
    width: "0 … 1e6",
    at: "−1e6 … 1e6",
    chart: chartNames.join("; "),
    gated: "0; 1",
    view: "−4,4",
  },
  strings,
  styles: `
    [part="stage"] { height: 22rem; }
    @container (min-width: 60rem) {
      .figures[data-whole] { grid-template-columns: minmax(0, 62fr) minmax(0, 38fr); align-items: end; }
    }`,
  link({ smoothing }, address, live) {
    const parts = { stage: new SmoothingStage(), chart: new LineChart() };
    const model = new SmoothingModel(smoothing, address);
    const figures = new SmoothingFigures(parts, model, live);
    return {
      parts,
      state: model.state,
      signals: [model.selected, figures.hovered],
      draw: () => figures.draw(),
      summary: () => figures.summary(),
      fault: () => figures.fault(),
    };
  },
};
