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
  strings,
  // Beside the stage where there is room, the way from P to Q under it otherwise.
  styles: `
    .figures { grid-template-columns: minmax(0, 1fr); }
    [part="plane"], [part="line"] { border-radius: 10px; overflow: hidden; }
    [part="strip"] { height: 82px; }
    [part="path"] { height: 17rem; }
    @container (min-width: 44rem) {
      [part="plane"], [part="line"] { height: 24rem; }
    }
    @container (min-width: 60rem) {
      .figures:not([data-single]):has(> [part="path"]:not([data-out])) { grid-template-columns: minmax(0, 1fr) minmax(0, 24rem); }
      .figures:not([data-single]) > [part="path"] { grid-column: 2; grid-row: 1 / span 2; height: auto; min-height: 17rem; }
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
