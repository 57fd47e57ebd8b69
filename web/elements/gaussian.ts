import { DensityStrip } from "../gaussian/density-strip.ts";
import type { en } from "../gaussian/en.ts";
import { GaussianFigures } from "../gaussian/figures.ts";
import { GaussianLine } from "../gaussian/gaussian-line.ts";
import { GaussianPlane } from "../gaussian/gaussian-plane.ts";
import { GaussianModel } from "../gaussian/model.ts";
import { codecs, type GaussianState } from "../gaussian/state.ts";
import { LineChart } from "../kit/line-chart.ts";
import strings from "live:gaussian";
import type { System } from "./system.ts";

const shape = "-2.6,-0.7,1.2,0.55,24 (μ₁, μ₂: −10⁴ … 10⁴; σ₁, σ₂: 0.02 … 10⁴; θ: −360 … 360°)";

export const system: System<GaussianState, (typeof en)["live"]> = {
  article: "gaussian",
  codecs,
  allowed: { p: shape, q: shape, time: "0 … 1", dimension: "1, 2", mix: "0, 1", arrows: "0, 1" },
  fitted: ["p", "q"],
  strings,
  // Beside the stage where there is room, the way from P to Q under it otherwise.
  styles: `
    .figures[data-whole] { grid-template-columns: minmax(0, 1fr); }
    .figures > :is([part="plane"], [part="line"]) { flex: 2 1 24rem; border-radius: 10px; overflow: hidden; }
    .figures > [part="strip"] { flex-basis: 100%; height: 82px; }
    .figures > [part="path"] { height: auto; min-height: 17rem; }
    @container (min-width: 44rem) {
      .figures > :is([part="plane"], [part="line"]) { height: 24rem; }
    }
    @container (min-width: 60rem) {
      .figures[data-whole] { grid-template-columns: minmax(0, 1fr) minmax(0, 24rem); }
      .figures[data-whole] > [part="path"] { grid-column: 2; grid-row: 1 / span 2; }
    }`,
  link({ gaussian }, address, live) {
    const parts = {
      plane: new GaussianPlane(),
      line: new GaussianLine(),
      strip: new DensityStrip(),
      path: new LineChart(),
    };
    const model = new GaussianModel(gaussian, address);
    const figures = new GaussianFigures(parts, model, gaussian, live);
    return {
      parts,
      state: model.state,
      signals: [figures.hovered],
      draw: () => figures.draw(),
      summary: () => figures.summary(),
      fault: () => figures.fault(),
    };
  },
};
