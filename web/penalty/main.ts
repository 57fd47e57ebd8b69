import type { Lemmata } from "lemmata";
import "../kit/kit.css";
import "./penalty.css";
import { bindActions } from "../kit/actions.ts";
import { announce } from "../kit/announce.ts";
import { bindBet } from "../kit/bet.ts";
import { bindTable } from "../kit/data-table.ts";
import "../kit/drag-number.ts";
import type { DragNumber } from "../kit/drag-number.ts";
import { startEngine, timeAtRest } from "../kit/engine.ts";
import { showEngineFault, showFault } from "../kit/fault.ts";
import { computedInTurns, drawOn, turn } from "../kit/frame.ts";
import "../kit/line-chart.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { bindPresets } from "../kit/presets.ts";
import { gesturesOf } from "../kit/figure.ts";
import { startShell } from "../kit/shell.ts";
import { pageStrings } from "../kit/strings.ts";
import "./balance-beam.ts";
import type { BalanceBeam } from "./balance-beam.ts";
import type { en } from "./en.ts";
import { PenaltyModel } from "./model.ts";
import "./network-diagram.ts";
import type { NetworkDiagram } from "./network-diagram.ts";
import type { PenaltyPad } from "./penalty-pad.ts";
import { presets, type PresetName } from "./presets.ts";
import "./relief-map.ts";
import type { ReliefMap } from "./relief-map.ts";
import { limits } from "./state.ts";

const { kit, page: strings } = pageStrings<(typeof en)["live"]>();
const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const parts = {
  map: element<ReliefMap>("map"),
  diagram: element<NetworkDiagram>("diagram"),
  beam: element<BalanceBeam>("beam"),
  pad: element<PenaltyPad>("pad"),
  scatter: element<LineChart>("scatter"),
  learning: element<LineChart>("learning"),
};
const proseScale = element<DragNumber>("prose-scale");
const prosePenalty = element<DragNumber>("prose-penalty");

startShell(kit);
bindBet(kit);
void startEngine(kit, run, showEngineFault, import("./later.ts"));

type Later = typeof import("./later.ts");

async function run(lemmata: Lemmata, later: Later): Promise<void> {
  const {
    bindFields,
    bindModes,
    bindOwnData,
    PenaltyFigures,
    placeTable,
    script,
    thumbnail,
    trainedPreset,
    writeBet,
    writeNumbers,
  } = later;
  const { penalty } = lemmata;
  const model = new PenaltyModel(lemmata);
  const figures = new PenaltyFigures(parts, model, strings);
  const table = () => placeTable(model, strings.table);
  listen(model);
  await computedInTurns(model.held, model.probe, model.samples, model.scatter);
  await turn();
  const modes = bindModes(model, strings);
  const fields = bindFields(model);
  const showTable = bindTable(table);
  const strip = bindPresets<PresetName>({
    presets: Object.fromEntries(Object.keys(presets).map((name) => [name, name as PresetName])),
    thumbnail: (svg, name, width, height) => {
      void trainedPreset(penalty, model.training, name).then((trained) => {
        svg.replaceChildren();
        thumbnail(svg, name, trained, width, height, penalty);
      });
    },
    choose: (name) => model.choosePreset(name as PresetName),
  });
  await turn();
  bindActions({
    state: model.state,
    strings: kit,
    name: "penalty",
    figures: () => [parts.map.svg, parts.diagram.svg, parts.beam.svg],
    table,
    script: () => script(model.state.value),
  });
  bindOwnData(model, kit, strings.data);
  void writeBet(penalty, model.training);
  const { trajectory, progress } = model.training;
  drawOn(
    [model.state.signal, model.state.dragging, model.selected, figures.hovered, trajectory, progress],
    // First what keeps the rest from being drawn: weights too large to be evaluated.
    () => showFault(figures.fault()),
    () => figures.drawMap(),
    () => figures.drawDiagram(),
    () => figures.drawCharts(),
    () => {
      writeNumbers(model, penalty);
      announce(figures.summary());
      element("caption").textContent = figures.caption();
    },
    () => {
      modes();
      fields();
      const { scale, parameterPenalty } = model.state.value;
      proseScale.show(scale, scale.toFixed(2));
      prosePenalty.show(parameterPenalty, parameterPenalty.toFixed(4));
    },
    () => {
      if (!model.state.dragging.value) element("script").textContent = script(model.state.value);
      strip.mark(model.preset ?? "");
      showTable();
    },
  ); // prettier-ignore
  timeAtRest(lemmata, kit, model.state.dragging, () => {
    const { network } = model.held.value;
    const { x, y } = model.state.value.probe;
    return () => {
      if (!network.disposed) network.inequality([x, y], "sum");
    };
  });
}

function listen(model: PenaltyModel): void {
  gesturesOf([proseScale, prosePenalty], model);
  proseScale.addEventListener("input", () => model.setScale(proseScale.value));
  prosePenalty.addEventListener("input", () =>
    model.setPenalties(model.state.value.inputPenalty, prosePenalty.value),
  );
  element("try-penalty").addEventListener("click", () =>
    model.setPenalties(0, limits.parameterPenalty / 2),
  );
}
