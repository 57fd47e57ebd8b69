import { effect, signal } from "@preact/signals-core";
import type { Lemmata } from "lemmata";
import "../kit/kit.css";
import "./penalty.css";
import { bindActions } from "../kit/actions.ts";
import { bindBet } from "../kit/bet.ts";
import { bindTable } from "../kit/data-table.ts";
import "../kit/drag-number.ts";
import type { DragNumber } from "../kit/drag-number.ts";
import { showTiming, startEngine } from "../kit/engine.ts";
import { showEngineFault } from "../kit/fault.ts";
import { drawOn } from "../kit/frame.ts";
import "../kit/line-chart.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { bindPresets } from "../kit/presets.ts";
import { on } from "../kit/figure.ts";
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
const figures = {
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
Promise.all([startEngine(kit), import("./later.ts")]).then(
  ([lemmata, later]) => run(lemmata, later),
  (cause) => showEngineFault(kit, cause),
);

type Later = typeof import("./later.ts");

function run(lemmata: Lemmata, later: Later): void {
  const {
    bindFields,
    bindModes,
    bindOwnData,
    placeTable,
    script,
    Show,
    thumbnail,
    trainedPreset,
    writeBet,
  } = later;
  const { penalty } = lemmata;
  const model = new PenaltyModel(lemmata);
  const layer = signal<number | undefined>(undefined);
  const show = new Show({ model, penalty, strings, figures, layer: () => layer.value });
  const table = () => placeTable(model, strings.table);
  listen(model, (hovered) => (layer.value = hovered));
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
  bindActions({
    state: model.state,
    strings: kit,
    name: "penalty",
    figures: () => [figures.map.svg, figures.diagram.svg, figures.beam.svg],
    table,
    script: () => script(model.state.value),
  });
  bindOwnData(model, kit, strings.data);
  void writeBet(penalty, model.training);
  const { trajectory, progress } = model.training;
  drawOn([model.state.signal, model.state.dragging, model.selected, layer, trajectory, progress], () => {
    show.figures();
    show.numbers();
    show.caption();
    show.fault();
    modes();
    fields();
    const { scale, parameterPenalty } = model.state.value;
    proseScale.show(scale, scale.toFixed(2));
    prosePenalty.show(parameterPenalty, parameterPenalty.toFixed(4));
    if (!model.state.dragging.value) element("script").textContent = script(model.state.value);
    strip.mark(model.preset ?? "");
    showTable();
  }); // prettier-ignore
  let timer = 0;
  effect(() => {
    const { network } = model.held.value;
    const { x, y } = model.state.value.probe;
    clearTimeout(timer);
    if (model.state.dragging.value) return;
    timer = window.setTimeout(() => {
      if (!network.disposed) showTiming(lemmata, kit, () => network.inequality([x, y], "sum"));
    }, 600);
  });
}

function listen(model: PenaltyModel, hover: (layer: number | undefined) => void): void {
  const { map, diagram, beam, pad, learning } = figures;
  for (const source of [map, diagram, pad, learning, proseScale, prosePenalty]) {
    source.addEventListener("gesturestart", () => model.begin());
    source.addEventListener("gestureend", () => model.end());
  }
  on<{ x: number; y: number }>(map, "probemove", (place) => model.moveProbe(place));
  on<{ number: number }>(diagram, "edgeselect", ({ number }) => model.select(number));
  on<{ value: number }>(diagram, "weightchange", ({ value }) => model.setWeight(value));
  on<{ value: number }>(diagram, "scalechange", ({ value }) => model.setScale(value));
  on<{ input: number; parameter: number }>(pad, "mixchange", ({ input, parameter }) =>
    model.setPenalties(input, parameter),
  );
  on<{ layer: number | undefined }>(beam, "layerhover", ({ layer }) => hover(layer));
  on<{ x: number }>(learning, "handlemove", ({ x }) => model.setStep(x));
  proseScale.addEventListener("input", () => model.setScale(proseScale.value));
  prosePenalty.addEventListener("input", () =>
    model.setPenalties(model.state.value.inputPenalty, prosePenalty.value),
  );
  element("try-penalty").addEventListener("click", () =>
    model.setPenalties(0, limits.parameterPenalty / 2),
  );
}
