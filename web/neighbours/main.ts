import type { Lemmata } from "lemmata";
import "../kit/kit.css";
import "./neighbours.css";
import { bindActions } from "../kit/actions.ts";
import { bindBet } from "../kit/bet.ts";
import { bindTable } from "../kit/data-table.ts";
import "../kit/drag-number.ts";
import type { DragNumber } from "../kit/drag-number.ts";
import { startEngine } from "../kit/engine.ts";
import { showEngineFault, showFault } from "../kit/fault.ts";
import { fixed } from "../kit/format.ts";
import { drawOn, turn } from "../kit/frame.ts";
import "../kit/line-chart.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { bindPresets } from "../kit/presets.ts";
import { gesturesOf } from "../kit/figure.ts";
import { startShell } from "../kit/shell.ts";
import { pageStrings } from "../kit/strings.ts";
import "./code-grid.ts";
import type { CodeGrid } from "./code-grid.ts";
import type { en } from "./en.ts";
import "./hash-disc.ts";
import type { HashDisc } from "./hash-disc.ts";
import { NeighboursModel } from "./model.ts";
import { PointFigures } from "./point-figures.ts";
import { presets, type Preset, type PresetName } from "./presets.ts";
import { showPointNumbers } from "./show-points.ts";

const { kit, page: strings } = pageStrings<(typeof en)["live"]>();
const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const disc = element<HashDisc>("disc");
const grid = element<CodeGrid>("grid");
const curve = element<LineChart>("curve");
const proseTheta = element<DragNumber>("prose-theta");

startShell(kit);
bindBet(kit);
void startEngine(kit, run, showEngineFault, import("./later.ts"));

type Later = typeof import("./later.ts");

async function run(lemmata: Lemmata, later: Later): Promise<void> {
  const model = new NeighboursModel(lemmata);
  const { state } = model;
  const points = new PointFigures({ disc, grid, curve }, model, lemmata.projection, strings);
  for (const part of [model.indexed, model.keys, model.answer, model.curve]) {
    await turn();
    void part.value;
  }
  await turn();
  const picture = later.bindPicture(model, lemmata, strings);
  const table = () =>
    state.value.panel === "points"
      ? later.pointTable(model, lemmata.projection, strings.table)
      : picture.table();
  gesturesOf([proseTheta], state);
  proseTheta.addEventListener("input", () => model.setApart(proseTheta.value));
  element("new-seed").addEventListener("click", () => model.nextSeed("seed"));
  element("new-sketch").addEventListener("click", () => model.nextSeed("sketch"));
  await turn();
  const choices = later.bindChoices(model);
  const fields = later.bindFields(model);
  const showTable = bindTable(table);
  const strip = bindPresets<Preset>({
    presets,
    thumbnail: (svg, preset, width, height) => later.thumbnail(svg, preset, width, height, lemmata),
    choose: (name) => model.choosePreset(name as PresetName),
  });
  await turn();
  bindActions({
    state,
    strings: kit,
    name: "neighbours",
    figures: () => (state.value.panel === "points" ? [disc.svg, grid.svg] : picture.svgs()),
    table,
    script: () => later.script(state.value),
  });
  later.bindOwnData(model, kit, strings.data);
  drawOn(
    [state.signal, state.dragging, model.table, model.point, picture.changed],
    () => {
      for (const part of document.querySelectorAll<HTMLElement>("[data-panel]"))
        part.hidden = part.dataset.panel !== state.value.panel;
      points.draw();
    },
    () => showPointNumbers(points),
    () => picture.show(),
    () => {
      const shown = state.value.panel === "points" ? points : picture;
      showFault(shown.fault());
      const [caption, said] = [element("caption"), shown.caption()];
      if (caption.textContent !== said) caption.textContent = said;
      choices();
      fields();
    },
    () => {
      const theta = Math.abs(state.value.theta);
      proseTheta.show(theta, fixed(theta, 1));
      strip.mark(model.preset ?? "");
      if (state.dragging.value) return;
      element("script").textContent = later.shownScript(state.value);
      // Some hundred rows are for the eye at rest.
      showTable();
    },
  );
  later.bindTiming(model, lemmata, kit);
}
