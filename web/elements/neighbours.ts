import { within } from "../kit/hash.ts";
import { LineChart } from "../kit/line-chart.ts";
import { CodeGrid } from "../neighbours/code-grid.ts";
import type { en } from "../neighbours/en.ts";
import { HashDisc } from "../neighbours/hash-disc.ts";
import { NeighboursModel } from "../neighbours/model.ts";
import { PictureFigures } from "../neighbours/picture-figures.ts";
import { PictureModel } from "../neighbours/picture-model.ts";
import { PicturePair } from "../neighbours/picture-pair.ts";
import { PointFigures } from "../neighbours/point-figures.ts";
import { SpectrumChart } from "../neighbours/spectrum-chart.ts";
import { bounds, clouds, codecs, paintings, panels, type NeighboursState } from "../neighbours/state.ts"; // prettier-ignore
import strings from "live:neighbours";
import type { System } from "./system.ts";

export const system: System<NeighboursState, (typeof en)["live"]> = {
  article: "neighbours",
  codecs,
  allowed: {
    panel: panels.join("; "),
    cloud: clouds.join("; "),
    x: within(bounds.x),
    y: within(bounds.y),
    theta: within(bounds.theta),
    bits: within(bounds.bits),
    tables: within(bounds.tables),
    seed: within(bounds.seed),
    picture: paintings.join("; "),
    rank: within(bounds.rank),
    oversample: within(bounds.oversample),
    power: within(bounds.power),
    sketch: within(bounds.sketch),
  },
  strings,
  styles: `
    .figures[data-whole] { display: flex; }
    .figures > * { flex-basis: 18rem; }
    .figures > :is([part="disc"], [part="grid"], [part="curve"]) { height: 22rem; }
    .figures > [part="disc"] { flex-basis: 20rem; }
    .figures > [part="grid"] { flex-basis: 15rem; max-width: 20rem; margin-inline: auto; }
    .figures > [part="pair"] { flex-basis: 100%; height: min(37.5cqi + 0.5rem, 19rem); }`,
  link(lemmata, address, live) {
    const pointParts = { disc: new HashDisc(), grid: new CodeGrid(), curve: new LineChart() };
    const pictureParts = {
      pair: new PicturePair(),
      spectrum: new SpectrumChart(),
      errors: new LineChart(),
    };
    const model = new NeighboursModel(lemmata, address);
    const picture = new PictureModel(model, lemmata.initialization);
    const figures = {
      points: new PointFigures(pointParts, model, lemmata.projection, live),
      picture: new PictureFigures(pictureParts, picture, live),
    };
    const shown = () => figures[model.state.value.panel];
    return {
      parts: { ...pointParts, ...pictureParts },
      state: model.state,
      signals: [model.table, model.point, picture.changed],
      draw() {
        picture.follow();
        for (const { parts } of Object.values(figures))
          for (const part of Object.values(parts)) part.hidden = parts !== shown().parts;
        shown().draw();
      },
      summary: () => shown().summary(),
      fault: () => shown().fault(),
      rest: () => picture.rest(),
    };
  },
};
