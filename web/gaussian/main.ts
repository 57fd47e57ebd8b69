import type { GaussianDistances, Lemmata } from "lemmata";
import "../kit/kit.css";
import "./gaussian.css";
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
import { fixed } from "../kit/format.ts";
import { gesturesOf } from "../kit/figure.ts";
import { startShell } from "../kit/shell.ts";
import { writeSlots } from "../kit/slots.ts";
import { pageStrings } from "../kit/strings.ts";
import "./density-strip.ts";
import type { DensityStrip } from "./density-strip.ts";
import type { en } from "./en.ts";
import { GaussianFigures } from "./figures.ts";
import "./gaussian-line.ts";
import type { GaussianLine } from "./gaussian-line.ts";
import "./gaussian-plane.ts";
import type { GaussianPlane } from "./gaussian-plane.ts";
import { GaussianModel } from "./model.ts";
import { presets, type Preset, type PresetName } from "./presets.ts";

const { kit, page: strings } = pageStrings<(typeof en)["live"]>();
const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const plane = element<GaussianPlane>("plane");
const line = element<GaussianLine>("line");
const strip = element<DensityStrip>("strip");
const path = element<LineChart>("path");
const proseTime = element<DragNumber>("prose-t");
const proseDistance = element<DragNumber>("prose-distance");

startShell(kit);
bindBet(kit);
void startEngine(kit, run, showEngineFault, import("./later.ts"));

type Later = typeof import("./later.ts");

async function run(lemmata: Lemmata, later: Later): Promise<void> {
  const { gaussian } = lemmata;
  const model = new GaussianModel(gaussian);
  const figures = new GaussianFigures({ plane, line, strip, path }, model, gaussian, strings);
  const table = () => later.pathTable(model, gaussian, strings.table);
  listen(model);
  await computedInTurns(model.distances, model.path, model.between);
  await turn();
  writeBet(gaussian);
  await turn();
  const modes = later.bindModes(model, strings);
  const fields = later.bindFields(model);
  const showTable = bindTable(table);
  const presetStrip = bindPresets<Preset>({
    presets,
    thumbnail: (svg, preset, width, height) =>
      later.thumbnail(svg, preset, width, height, gaussian),
    choose: (name) => model.choosePreset(name as PresetName),
  });
  await turn();
  bindActions({
    state: model.state,
    strings: kit,
    name: "gaussians",
    figures: () => [figures.stage.svg, strip.svg],
    table,
    script: () => later.script(model.p.value, model.q.value, model.state.value.t),
  });
  later.bindOwnData(model, gaussian, kit, strings.data);
  drawOn(
    [model.state.signal, model.state.dragging, model.selected, model.rejected],
    () => figures.drawStage(),
    () => figures.drawChart(),
    () => figures.drawStrip(),
    () => {
      writeSlots(figures.readings());
      announce(figures.summary());
    },
    () => {
      showFault(figures.fault());
      modes();
      fields();
    },
    () => {
      const { p, q, t } = { ...model.state.value, p: model.p.value, q: model.q.value };
      element("script").textContent = later.script(p, q, t);
      proseTime.show(t, fixed(t, 2));
      proseDistance.show(model.distance, fixed(model.distance, 2));
      presetStrip.mark(model.preset ?? "");
      showTable();
    },
  );
  drawOn([model.state.signal, figures.hovered], () => {
    figures.mark();
    element("caption").textContent = figures.caption();
  });
  timeAtRest(lemmata, kit, model.state.dragging, () => {
    const [p, q] = [model.p.value, model.q.value];
    return () => gaussian.distances(p, q);
  });
}

function listen(model: GaussianModel): void {
  gesturesOf([proseTime, proseDistance], model);
  proseTime.addEventListener("input", () => model.setTime(proseTime.value));
  proseDistance.addEventListener("input", () => model.setDistance(proseDistance.value));
  element("pull").addEventListener("click", () => model.choosePreset("far"));
}

// What the bet's answer says of unit Gaussians.
function writeBet(gaussian: GaussianDistances): void {
  const unit = (x: number) => ({ mean: [x, 0], covariance: { variance: 1 } });
  const at = (distance: number): string =>
    fixed(gaussian.hellinger(unit(0), unit(distance)).distance);
  writeSlots({ "bet-h4": at(4), "bet-h8": at(8) });
}
