import type { Lemmata } from "lemmata";
import "../kit/kit.css";
import "./initialization.css";
import { bindActions } from "../kit/actions.ts";
import { bindBet } from "../kit/bet.ts";
import { bindTable } from "../kit/data-table.ts";
import "../kit/drag-number.ts";
import { startEngine, timeAtRest } from "../kit/engine.ts";
import { showEngineFault, showFault } from "../kit/fault.ts";
import { drawOn, turn } from "../kit/frame.ts";
import "../kit/line-chart.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { bindPresets } from "../kit/presets.ts";
import { startShell } from "../kit/shell.ts";
import { pageStrings } from "../kit/strings.ts";
import "./attention-map.ts";
import type { AttentionMap } from "./attention-map.ts";
import type { en } from "./en.ts";
import { attentionOf, drawHead } from "./evaluate.ts";
import { duration, InitializationFigures } from "./figures.ts";
import { InitializationModel } from "./model.ts";
import type { Preset, PresetName } from "./presets.ts";
import { presets } from "./presets.ts";
import "./signal-tower.ts";
import type { SignalTower } from "./signal-tower.ts";
import "./value-strip.ts";
import type { ValueStrip } from "./value-strip.ts";

const { kit, page: strings } = pageStrings<(typeof en)["live"]>();
const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const parts = {
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
void startEngine(kit, run, showEngineFault, import("./later.ts"));

type Later = typeof import("./later.ts");

async function run(lemmata: Lemmata, later: Later): Promise<void> {
  const { bindFields, bindModes, bindOwnData, bindStatus } = later;
  const model = new InitializationModel(lemmata, later.opened);
  const { state, runner } = model;
  const figures = new InitializationFigures(parts, model, lemmata, strings);
  const show = new later.Show(figures);
  const table = () => later.blockTable(model, strings.table);
  await turn();
  const modes = bindModes(figures, strings);
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
  bindStatus(model, strings.status, duration);
  const strip = bindPresets<Preset>({
    presets,
    thumbnail: (svg, preset, width, height) =>
      void import("./thumbnail.ts").then(({ thumbnail }) =>
        thumbnail(svg, preset, width, height, runner),
      ),
    choose: (name) => model.choosePreset(name as PresetName),
  });
  await turn();
  bindActions({
    state,
    strings: kit,
    name: "initialization",
    figures: () => [parts.tower.svg, parts.gain.svg, parts.alpha.svg],
    table,
    script: () => later.script(state.value),
  });
  bindOwnData(model, kit, strings.data);
  drawOn(
    [state.signal, state.dragging, runner.run, runner.progress, model.band],
    () => figures.drawNetwork(),
    () => show.numbers(),
    () => {
      showFault(figures.fault());
      showTable();
    },
  );
  drawOn(
    [state.signal, state.dragging],
    () => {
      figures.drawAttention();
      show.attention();
    },
    () => {
      modes();
      fields();
      reading();
    },
    () => {
      if (!state.dragging.value) element("script").textContent = later.script(state.value);
      strip.mark(model.preset ?? "");
    },
  );
  drawOn(
    [state.signal, runner.run, figures.floor, figures.row],
    () => figures.drawPointed(),
    () => show.pointed(),
  );
  timeAtRest(lemmata, kit, state.dragging, () => {
    const { gain, head, scale, seed } = state.value;
    return () => attentionOf(lemmata, drawHead(lemmata, head, { gain, scale, seed }), scale);
  });
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
