import { signal } from "@preact/signals-core";
import type { Lemmata } from "lemmata";
import "../kit/kit.css";
import "./initialization.css";
import { bindActions } from "../kit/actions.ts";
import { bindBet } from "../kit/bet.ts";
import { bindTable } from "../kit/data-table.ts";
import "../kit/drag-number.ts";
import { startEngine } from "../kit/engine.ts";
import { showEngineFault } from "../kit/fault.ts";
import { drawOn } from "../kit/frame.ts";
import "../kit/line-chart.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { bindPresets } from "../kit/presets.ts";
import { on } from "../kit/figure.ts";
import { startShell } from "../kit/shell.ts";
import { pageStrings } from "../kit/strings.ts";
import "./attention-map.ts";
import type { AttentionMap } from "./attention-map.ts";
import type { en } from "./en.ts";
import { InitializationModel } from "./model.ts";
import type { Preset, PresetName } from "./presets.ts";
import { presets } from "./presets.ts";
import { Show } from "./show.ts";
import "./signal-tower.ts";
import type { SignalTower } from "./signal-tower.ts";
import "./value-strip.ts";
import type { ValueStrip } from "./value-strip.ts";

const { kit, page: strings } = pageStrings<(typeof en)["live"]>();
const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const figures = {
  tower: element<SignalTower>("tower"),
  gain: element<ValueStrip>("gain"),
  alpha: element<ValueStrip>("alpha"),
  map: element<AttentionMap>("map"),
  heads: element<LineChart>("heads"),
  shares: element<LineChart>("shares"),
  entropies: element<LineChart>("entropies"),
};

startShell(kit);
bindBet(kit);
Promise.all([startEngine(kit), import("./later.ts")]).then(
  ([lemmata, later]) => run(lemmata, later),
  (cause) => showEngineFault(kit, cause),
);

type Later = typeof import("./later.ts");

function run(lemmata: Lemmata, later: Later): void {
  const { bindFields, bindModes, bindOwnData, bindStatus } = later;
  const model = new InitializationModel(lemmata);
  const { state, runner } = model;
  const [floor, row] = [signal(-1), signal(-1)];
  const show = new Show({ model, lemmata, strings, figures, floor, row });
  const table = () => later.blockTable(model, strings.table);
  listen(model);
  on<{ block: number }>(figures.tower, "floorhover", ({ block }) => (floor.value = block));
  on<{ row: number }>(figures.map, "rowhover", (detail) => (row.value = detail.row));
  const modes = bindModes(model);
  const fields = bindFields(model);
  let reading = (): void => {};
  // What stands further down comes when a reader does.
  whenNear([element("bet"), document.querySelector(".prose")!], () => {
    void import("./reading.ts").then(({ bindReading }) => {
      reading = bindReading(model, lemmata, strings);
      reading();
    });
  });
  const showTable = bindTable(table);
  const stage = document.querySelector(".stage")!;
  for (const sign of ["pointerenter", "focusin"]) {
    stage.addEventListener(sign, () => runner.warm(), { once: true });
  }
  bindStatus(model, strings.status, (milliseconds) => show.time(milliseconds));
  const strip = bindPresets<Preset>({
    presets,
    thumbnail: (svg, preset, width, height) =>
      void import("./thumbnail.ts").then(({ thumbnail }) =>
        thumbnail(svg, preset, width, height, runner),
      ),
    choose: (name) => model.choosePreset(name as PresetName),
  });
  bindActions({
    state,
    strings: kit,
    name: "initialization",
    figures: () => [figures.tower.svg, figures.gain.svg, figures.alpha.svg],
    table,
    script: () => later.script(state.value),
  });
  bindOwnData(model, kit, strings.data);
  drawOn([state.signal, state.dragging, runner.run, runner.progress, model.band], () => {
    show.network();
    show.numbers();
    show.fault();
    showTable();
  });
  drawOn([state.signal, state.dragging], () => {
    show.attention();
    modes();
    fields();
    reading();
    if (!state.dragging.value) element("script").textContent = later.script(state.value);
    strip.mark(model.preset ?? "");
  });
  drawOn([state.signal, runner.run, floor, row], () => show.pointed());
}

function listen(model: InitializationModel): void {
  for (const source of Object.values(figures)) {
    source.addEventListener("gesturestart", () => model.begin());
    source.addEventListener("gestureend", () => model.end());
  }
  on<{ depth: number }>(figures.tower, "depthchange", ({ depth }) => model.setDepth(depth));
  type Value = { value: number | undefined };
  on<Value>(figures.gain, "stripchange", ({ value }) => model.setGain(value));
  on<Value>(figures.alpha, "stripchange", ({ value }) => model.setAlpha(value));
  on<{ x: number }>(figures.heads, "handlemove", ({ x }) => model.setHead(2 ** x));
}

function whenNear(elements: readonly Element[], act: () => void): void {
  const sight = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      sight.disconnect();
      act();
    },
    { rootMargin: "50%" },
  );
  for (const element of elements) sight.observe(element);
}
