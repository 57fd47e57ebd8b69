import strings from "live:initialization";
import { AttentionMap } from "../initialization/attention-map.ts";
import type { en } from "../initialization/en.ts";
import { InitializationFigures } from "../initialization/figures.ts";
import { InitializationModel } from "../initialization/model.ts";
import { opened } from "../initialization/opened.ts";
import { SignalTower } from "../initialization/signal-tower.ts";
import { activations, blockKinds, bounds, codecs, scales, type InitializationState } from "../initialization/state.ts"; // prettier-ignore
import { ValueStrip } from "../initialization/value-strip.ts";
import { WeightFigure } from "../initialization/weights.ts";
import { within } from "../kit/hash.ts";
import { LineChart } from "../kit/line-chart.ts";
import { isShown, type System } from "./system.ts";

export const system: System<InitializationState, (typeof en)["live"]> = {
  article: "initialization",
  codecs,
  allowed: {
    blocks: blockKinds.join("; "),
    activation: activations.join("; "),
    depth: within(bounds.depth),
    width: `2ⁿ, ${within(bounds.width)}`,
    head: `2ⁿ, ${within(bounds.head)}`,
    gain: `fitted; ${within(bounds.gain)}`,
    alpha: `fitted; ${within(bounds.alpha)}`,
    scale: scales.join("; "),
    seed: within(bounds.seed),
    cut: within(bounds.cut),
  },
  strings,
  styles: `
    [part="tower"] { height: 27rem; }
    :is([part="gain"], [part="alpha"]) { height: 62px; }
    @container (min-width: 60rem) {
      .figures[data-whole] { grid-template: auto auto minmax(0, 1fr) / minmax(0, 62fr) minmax(0, 38fr); }
      .figures[data-whole] > [part="tower"] { grid-row: span 3; }
      .figures[data-whole] > [part="shares"] { height: auto; }
      .figures[data-whole] > [part="entropies"] { grid-column: 1 / -1; }
    }`,
  link(lemmata, address, live) {
    const parts = {
      tower: new SignalTower(),
      gain: new ValueStrip(),
      alpha: new ValueStrip(),
      shares: new LineChart(),
      map: new AttentionMap(),
      heads: new LineChart(),
      entropies: new LineChart(),
      weights: new LineChart(),
    };
    const model = new InitializationModel(lemmata, opened, address);
    const { runner } = model;
    const figures = new InitializationFigures(parts, model, lemmata, live);
    const weights = new WeightFigure(parts.weights, model, lemmata, live);
    return {
      parts,
      state: model.state,
      signals: [runner.run, runner.progress, model.band, figures.floor, figures.row],
      draw() {
        figures.drawNetwork();
        figures.drawAttention();
        figures.drawPointed();
        if (isShown(parts.weights)) weights.draw();
      },
      summary: () => figures.summary(),
      fault: () => figures.fault(),
      rest: () => runner.rest(),
      wake: () => runner.wake(),
    };
  },
};
