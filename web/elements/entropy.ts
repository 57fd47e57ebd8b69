import { EntropyScale } from "../entropy/entropy-scale.ts";
import { EntropyFigures } from "../entropy/figures.ts";
import { EntropyModel } from "../entropy/model.ts";
import { presets } from "../entropy/presets.ts";
import { ProbabilityBars } from "../entropy/probability-bars.ts";
import { codecs, targets, type EntropyState } from "../entropy/state.ts";
import { within } from "../kit/hash.ts";
import { LineChart } from "../kit/line-chart.ts";
import type { en } from "../entropy/en.ts";
import strings from "live:entropy";
import type { System } from "./system.ts";

export const system: System<EntropyState, (typeof en)["live"]> = {
  article: "entropy",
  codecs,
  allowed: {
    probabilities: [
      "0.5,0.3,0.2 (Σ = 1)",
      "cat:0.5,dog:0.3,fish:0.2",
      ...Object.keys(presets),
    ].join("; "),
    target: `${within({ ...targets, max: Math.floor(1e3 * targets.max) / 1e3 })} (nats)`,
  },
  strings,
  styles: `
    .figures > [part="scale"] { flex: 0 0 5rem; }
    .figures[data-whole] { grid-template-columns: minmax(0, 1fr) 5rem; }
    .figures[data-whole] [part="curve"] { grid-column: 1 / -1; }
    @container (min-width: 60rem) {
      .figures[data-whole] { grid-template-columns: minmax(0, 1fr) 6rem minmax(0, 24rem); }
      .figures[data-whole] [part="curve"] { grid-column: auto; }
    }`,
  link({ entropy }, address, live) {
    const parts = {
      bars: new ProbabilityBars(),
      scale: new EntropyScale(),
      curve: new LineChart(),
    };
    const model = new EntropyModel(entropy, address);
    const figures = new EntropyFigures(parts, model, entropy, live);
    return {
      parts,
      state: model.state,
      signals: [model.selected, model.gammaEnd],
      draw: () => figures.draw(),
      summary: () => figures.summary(),
      fault: () => figures.fault(),
    };
  },
};
