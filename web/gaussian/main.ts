import { effect, signal } from "@preact/signals-core";
import type { Lemmata } from "lemmata";
import "../kit/kit.css";
import "./gaussian.css";
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
import { fixed } from "../kit/format.ts";
import { on } from "../kit/figure.ts";
import { startShell } from "../kit/shell.ts";
import { pageStrings } from "../kit/strings.ts";
import "./density-strip.ts";
import type { DensityStrip } from "./density-strip.ts";
import type { en } from "./en.ts";
import "./gaussian-line.ts";
import type { GaussianLine } from "./gaussian-line.ts";
import "./gaussian-plane.ts";
import type { GaussianPlane } from "./gaussian-plane.ts";
import { GaussianModel } from "./model.ts";
import { presets, type Preset, type PresetName } from "./presets.ts";
import type { SceneEvents } from "./scene.ts";
import { distanceOfMeans, Show } from "./show.ts";

const { kit, page: strings } = pageStrings<(typeof en)["live"]>();
const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const plane = element<GaussianPlane>("plane");
const line = element<GaussianLine>("line");
const strip = element<DensityStrip>("strip");
const chart = element<LineChart>("path");
const proseTime = element<DragNumber>("prose-t");
const proseDistance = element<DragNumber>("prose-distance");

startShell(kit);
bindBet(kit);
Promise.all([startEngine(kit), import("./later.ts")]).then(
  ([lemmata, later]) => run(lemmata, later),
  (cause) => showEngineFault(kit, cause),
);

type Later = typeof import("./later.ts");

function run(lemmata: Lemmata, later: Later): void {
  const { gaussian } = lemmata;
  const model = new GaussianModel(gaussian);
  const hovered = signal<number | undefined>(undefined);
  const table = () => later.pathTable(model, gaussian, strings.table);
  const figures = { plane, line, strip, chart };
  const show = new Show({ model, gaussian, strings, figures, hovered });
  line.engine = gaussian;
  listen(model);
  listenToStrip((cell) => (hovered.value = cell));
  const modes = later.bindModes(model, strings);
  const fields = later.bindFields(model);
  const showTable = bindTable(table);
  const presetStrip = bindPresets<Preset>({
    presets,
    thumbnail: (svg, preset, width, height) =>
      later.thumbnail(svg, preset, width, height, gaussian),
    choose: (name) => model.choosePreset(name as PresetName),
  });
  bindActions({
    state: model.state,
    strings: kit,
    name: "gaussians",
    figures: () => [(model.state.value.dimension === "2" ? plane : line).svg, strip.svg],
    table,
    script: () => later.script(model.p.value, model.q.value, model.state.value.t),
  });
  later.bindOwnData(model, gaussian, kit, strings.data);
  drawOn([model.state.signal, model.state.dragging, model.selected, model.rejected], () => {
    show.figures();
    show.numbers();
    show.fault();
    modes();
    fields();
    const { p, q, t } = { ...model.state.value, p: model.p.value, q: model.q.value };
    element("script").textContent = later.script(p, q, t);
    proseTime.show(t, fixed(t, 2));
    proseDistance.show(
      distanceOfMeans(model.state.value),
      fixed(distanceOfMeans(model.state.value), 2),
    );
    presetStrip.mark(model.preset ?? "");
    showTable();
  });
  drawOn([model.state.signal, hovered], () => show.pointed());
  let timer = 0;
  effect(() => {
    const [p, q] = [model.p.value, model.q.value];
    clearTimeout(timer);
    if (model.state.dragging.value) return;
    timer = window.setTimeout(() => showTiming(lemmata, kit, () => gaussian.distances(p, q)), 600);
  });
}

function listen(model: GaussianModel): void {
  for (const source of [plane, line, chart, proseTime, proseDistance]) {
    source.addEventListener("gesturestart", () => model.begin());
    source.addEventListener("gestureend", () => model.end());
  }
  for (const stage of [plane, line]) {
    on<SceneEvents["shapechange"]>(stage, "shapechange", ({ who, change }) =>
      model.reshape(who, change),
    );
    on<SceneEvents["shapescale"]>(stage, "shapescale", ({ who, factor }) =>
      model.scale(who, factor),
    );
    on<SceneEvents["timechange"]>(stage, "timechange", ({ t }) => model.setTime(t));
  }
  on<{ x: number }>(chart, "handlemove", ({ x }) => model.setTime(x));
  proseTime.addEventListener("input", () => model.setTime(proseTime.value));
  proseDistance.addEventListener("input", () => model.setDistance(proseDistance.value));
  element("pull").addEventListener("click", () => model.choosePreset("far"));
}

function listenToStrip(hover: (cell: number | undefined) => void): void {
  on<{ cell: number | undefined }>(strip, "striphover", ({ cell }) => hover(cell));
}
