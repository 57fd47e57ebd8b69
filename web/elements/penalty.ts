import { LineChart } from "../kit/line-chart.ts";
import { BalanceBeam } from "../penalty/balance-beam.ts";
import type { en } from "../penalty/en.ts";
import { PenaltyFigures } from "../penalty/figures.ts";
import { PenaltyModel } from "../penalty/model.ts";
import { NetworkDiagram } from "../penalty/network-diagram.ts";
import { PenaltyPad } from "../penalty/penalty-pad.ts";
import { samplesByName } from "../penalty/presets.ts";
import { ReliefMap } from "../penalty/relief-map.ts";
import { codecs, limits, modes, norms, type PenaltyState } from "../penalty/state.ts";
import strings from "live:penalty";
import type { System } from "./system.ts";

const far = `−${limits.far} … ${limits.far}`;

export const system: System<PenaltyState, (typeof en)["live"]> = {
  article: "penalty",
  codecs,
  allowed: {
    network: `tanh-2-8-8-1-seed-7; {tanh, relu}-{2-1, 2-4-1, 2-8-8-1}-seed-{0 … ${limits.seed}}; relu-2-1_1,0,-1`,
    samples: [...Object.keys(samplesByName), `x,y,±1,x,y,±1,… (${far})`].join("; "),
    step: `0, 1, …, ${limits.steps}`,
    rate: `${limits.rate.least} … ${limits.rate.most}`,
    "input-penalty": `0 … ${limits.inputPenalty}`,
    "parameter-penalty": `0 … ${limits.parameterPenalty}`,
    scale: `${limits.scale.least} … ${limits.scale.most}`,
    probe: `0.9,0.35 (${far})`,
    norm: norms.join(", "),
    mode: modes.join(", "),
  },
  strings,
  // The map and the diagram over the beam, the pad and both charts under it or beside it.
  styles: `
    .figures[data-whole] { grid-template-columns: minmax(0, 1fr); }
    .figures > [part="map"] { border-radius: 10px; overflow: hidden; }
    .figures > :is([part="beam"], [part="pad"]) { height: 168px; }
    .figures > [part="beam"] { flex-basis: 100%; }
    .figures > :is([part="scatter"], [part="learning"]) { height: auto; min-height: 15.5rem; }
    @container (min-width: 40rem) {
      .figures[data-whole] { grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .figures[data-whole] > :is([part="beam"], [part="pad"]) { grid-column: 1 / -1; }
    }
    @container (min-width: 60rem) {
      .figures[data-whole] { grid-template-columns: repeat(2, minmax(0, 1fr)) minmax(0, 22rem); }
      .figures[data-whole] > [part="beam"] { grid-column: 1 / 3; }
      .figures[data-whole] > [part="pad"] { grid-column: 3; grid-row: 2; }
      .figures[data-whole] > [part="scatter"] { grid-column: 3; grid-row: 1; }
      .figures[data-whole] > [part="learning"] { grid-column: 1 / -1; }
    }`,
  link({ penalty }, address, live) {
    const parts = {
      map: new ReliefMap(),
      diagram: new NetworkDiagram(),
      beam: new BalanceBeam(),
      pad: new PenaltyPad(),
      scatter: new LineChart(),
      learning: new LineChart(),
    };
    const model = new PenaltyModel({ penalty }, address);
    const figures = new PenaltyFigures(parts, model, live);
    const { trajectory, progress } = model.training;
    return {
      parts,
      state: model.state,
      signals: [model.selected, figures.hovered, trajectory, progress],
      draw: () => figures.draw(),
      summary: () => figures.summary(),
      fault: () => figures.fault(),
      rest: () => model.training.rest(),
      wake: () => model.training.proceed(),
    };
  },
};
