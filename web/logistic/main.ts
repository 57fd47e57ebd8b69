import type { Lemmata } from "lemmata";
import "../kit/kit.css";
import "./logistic.css";
import { bindActions } from "../kit/actions.ts";
import { announce } from "../kit/announce.ts";
import { bindBet } from "../kit/bet.ts";
import { bindTable } from "../kit/data-table.ts";
import "../kit/drag-number.ts";
import type { DragNumber } from "../kit/drag-number.ts";
import { startEngine, timeAtRest } from "../kit/engine.ts";
import { showEngineFault, showFault } from "../kit/fault.ts";
import { fixed } from "../kit/format.ts";
import { computedInTurns, drawOn, turn } from "../kit/frame.ts";
import "../kit/line-chart.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { bindPresets } from "../kit/presets.ts";
import { gesturesOf } from "../kit/figure.ts";
import { startShell } from "../kit/shell.ts";
import { pageStrings } from "../kit/strings.ts";
import "./class-prior.ts";
import type { ClassPrior } from "./class-prior.ts";
import type { en } from "./en.ts";
import { LogisticFigures } from "./figures.ts";
import "./logistic-plane.ts";
import type { LogisticPlane } from "./logistic-plane.ts";
import { LogisticModel } from "./model.ts";
import type { Preset, PresetName } from "./presets.ts";
import { presets } from "./presets.ts";
import { writeBet, writeNumbers } from "./show.ts";

const { kit, page: strings } = pageStrings<(typeof en)["live"]>();
const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const plane = element<LogisticPlane>("plane");
const prior = element<ClassPrior>("prior");
const losses = element<LineChart>("losses");
const calibration = element<LineChart>("calibration");
const prosePrior = element<DragNumber>("prose-prior");

startShell(kit);
bindBet(kit);
void startEngine(kit, run, showEngineFault, import("./later.ts"));

type Later = typeof import("./later.ts");

async function run(lemmata: Lemmata, later: Later): Promise<void> {
  const { bindFields, bindModes, bindOwnData, pointTable, script, thumbnail } = later;
  const { logistic } = lemmata;
  const model = new LogisticModel(lemmata);
  const parts = { plane, prior, losses, calibration };
  const figures = new LogisticFigures(parts, model, logistic, strings);
  const table = () => pointTable(model, logistic, strings.table);
  listen(model);
  await computedInTurns(model.evaluation, model.shapes);
  await turn();
  writeBet(logistic);
  await turn();
  const modes = bindModes(model, strings);
  const fields = bindFields(model);
  const showTable = bindTable(table);
  const strip = bindPresets<Preset>({
    presets,
    thumbnail: (svg, preset, width, height) => thumbnail(svg, preset, width, height, logistic),
    choose: (name) => model.choosePreset(name as PresetName),
  });
  await turn();
  bindActions({
    state: model.state,
    strings: kit,
    name: "logistic",
    figures: () => [plane.svg, prior.svg],
    table,
    script: () => script(model.state.value),
  });
  bindOwnData(model, kit, strings.data);
  drawOn(
    [model.state.signal, model.state.dragging, model.selected, model.brush],
    () => figures.drawStage(),
    () => figures.drawCharts(),
    () => {
      writeNumbers(figures);
      announce(figures.summary());
    },
    () => {
      showFault(figures.fault());
      modes();
      fields();
    },
    () => {
      const value = model.state.value.prior ?? model.counted;
      prosePrior.show(value, fixed(value, 3));
      if (!model.state.dragging.value) element("script").textContent = script(model.state.value);
      strip.mark(model.state.value.samples.preset ?? "");
      showTable();
    },
  );
  drawOn([model.state.signal, figures.hovered], () => {
    element("caption").textContent = figures.caption();
  });
  timeAtRest(lemmata, kit, model.state.dragging, () => {
    const { rows, labels, closed } = model.evaluation.value;
    const { ridge } = model.state.value;
    return closed && (() => logistic.fit(rows, labels, { ridge }));
  });
}

function listen(model: LogisticModel): void {
  gesturesOf([prosePrior], model);
  prosePrior.addEventListener("input", () => model.setPrior(prosePrior.value));
  element("remove").addEventListener("click", () => model.removePoint(model.chosen));
  element("add-far").addEventListener("click", () => model.addFarPoints());
}
