import type { Lemmata } from "lemmata";
import "../kit/kit.css";
import "./smoothing.css";
import { bindActions } from "../kit/actions.ts";
import { bindBet } from "../kit/bet.ts";
import { bindTable } from "../kit/data-table.ts";
import "../kit/drag-number.ts";
import type { DragNumber } from "../kit/drag-number.ts";
import { startEngine, timeAtRest } from "../kit/engine.ts";
import { showEngineFault, showFault } from "../kit/fault.ts";
import { gesturesOf } from "../kit/figure.ts";
import { fixed, significant } from "../kit/format.ts";
import { drawOn, turn } from "../kit/frame.ts";
import "../kit/line-chart.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { bindNumber } from "../kit/number-field.ts";
import { bindPresets } from "../kit/presets.ts";
import { startShell } from "../kit/shell.ts";
import { pageStrings } from "../kit/strings.ts";
import type { en } from "./en.ts";
import { SmoothingFigures } from "./figures.ts";
import { SmoothingModel } from "./model.ts";
import { presets, type Preset, type PresetName } from "./presets.ts";
import { script } from "./script.ts";
import { argumentOf, isBent, mostPoints, packageName, type ShapeName } from "./shape.ts";
import { Show } from "./show.ts";
import "./smoothing-stage.ts";
import type { SmoothingStage } from "./smoothing-stage.ts";
import type { ChartName, kernelNames } from "./state.ts";
import { curvesTable } from "./table.ts";
import { thumbnail } from "./thumbnail.ts";

const { kit, page: strings } = pageStrings<(typeof en)["live"]>();
const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const stage = element<SmoothingStage>("stage");
const chart = element<LineChart>("chart");
const proseWidth = element<DragNumber>("prose-width");
const choices = (kind: string): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(`[data-${kind}]`)]; // prettier-ignore

startShell(kit);
bindBet(kit);
void startEngine(kit, run, showEngineFault);

async function run(lemmata: Lemmata): Promise<void> {
  const { smoothing } = lemmata;
  const model = new SmoothingModel(smoothing);
  const table = () => curvesTable(smoothing, model.state.value, strings.table);
  const figures = new SmoothingFigures({ stage, chart }, model, strings);
  const show = new Show(figures, smoothing);
  gesturesOf([proseWidth], model);
  proseWidth.addEventListener("input", () => model.setWidth(proseWidth.value));
  element("halve").addEventListener("click", () => model.setWidth(model.state.value.width / 2));
  await turn();
  const fields = bindFields(model);
  const marks = bindChoices(model);
  const showTable = bindTable(table);
  const strip = bindPresets<Preset>({
    presets,
    thumbnail: (svg, preset, width, height) => thumbnail(svg, preset, width, height, smoothing),
    choose: (name) => model.choosePreset(name as PresetName),
  });
  await turn();
  bindActions({
    state: model.state,
    strings: kit,
    name: "smoothing",
    figures: () => [stage.svg],
    table,
    script: () => script(model.state.value),
  });
  // Reading data is no part of the first sight; until it has come, its button waits.
  const ownData = element<HTMLButtonElement>("own-data");
  ownData.disabled = true;
  void import("./take-data.ts").then(({ bindOwnData }) => {
    bindOwnData(model, kit, strings.data);
    ownData.disabled = false;
  });
  drawOn(
    [model.state.signal, model.state.dragging, model.selected, model.unreachable],
    () => show.numbers(),
    () => show.formula(),
    () => {
      showFault(figures.fault());
      fields();
      marks();
    },
    () => {
      strip.mark(model.preset ?? "");
      showTable();
      element("script").textContent = script(model.state.value);
    },
  );
  drawOn([model.state.signal, model.state.dragging, model.selected, figures.hovered], () => {
    figures.draw();
    element("caption").textContent = figures.caption();
  });
  timeAtRest(lemmata, kit, model.state.dragging, () => {
    const { f, kernel, width } = model.state.value;
    const { x, smoothed } = model.curves.value;
    return smoothed && (() => smoothing.smooth(argumentOf(f), x, { kernel, width }));
  });
}

// What is chosen among names: the kernel, the function, the chart, and the curve to compare with.
function bindChoices(model: SmoothingModel): () => void {
  const { state } = model;
  const select = element<HTMLSelectElement>("function");
  const gated = element<HTMLButtonElement>("gated");
  for (const button of choices("kernel")) {
    const name = button.dataset.kernel as (typeof kernelNames)[number];
    button.addEventListener("click", () => model.setKernel(name));
  }
  for (const button of choices("chart")) {
    const name = button.dataset.chart as ChartName;
    button.addEventListener("click", () => model.change({ chart: name }));
  }
  select.addEventListener("change", () => model.setFunction(select.value as ShapeName | "own"));
  gated.addEventListener("click", () => model.change({ gated: !state.value.gated }));
  return () => {
    const { kernel, chart: shown, gated: beside } = state.value;
    for (const button of choices("kernel")) press(button, button.dataset.kernel === kernel);
    for (const button of choices("chart")) press(button, button.dataset.chart === shown);
    select.value = model.name.value ?? "own";
    press(gated, beside);
    gated.disabled = model.name.value !== "relu";
  };
}

function press(button: HTMLElement, pressed: boolean): void {
  button.setAttribute("aria-pressed", String(pressed));
}

// The typed alternative to each handle.
function bindFields(model: SmoothingModel): () => void {
  const { state, selected } = model;
  const corner = bindNumber("field-corner", { step: 1, change: (n) => model.select(n - 1) });
  const chosen = () => model.points[selected.value];
  const x = bindNumber("field-x", {
    step: 0.05,
    change: (value) => model.movePoint(selected.value, value, chosen()?.y ?? 0),
  });
  const y = bindNumber("field-y", {
    step: 0.05,
    change: (value) => model.movePoint(selected.value, chosen()?.x ?? 0, value),
  });
  const left = bindNumber("field-left", { change: (slope) => model.setSlope("left", slope) });
  const right = bindNumber("field-right", { change: (slope) => model.setSlope("right", slope) });
  const at = bindNumber("field-at", { step: 0.05, change: (value) => model.setAt(value) });
  const width = bindNumber("field-width", { change: (value) => model.setWidth(value) });
  const error = bindNumber("field-error", { change: (value) => model.setError(value) });
  const [add, remove] = [element<HTMLButtonElement>("add"), element<HTMLButtonElement>("remove")];
  add.addEventListener("click", () => model.addPoint(state.value.at));
  remove.addEventListener("click", () => model.removePoint(selected.value));
  const disable = (id: string, disabled: boolean): void => {
    element<HTMLInputElement>(`field-${id}`).disabled = disabled;
  };
  return () => {
    const { f, at: place, width: wide } = state.value;
    const bent = isBent(f) ? f : undefined;
    for (const id of ["corner", "x", "y", "left", "right"]) disable(id, bent === undefined);
    disable("error", packageName(model.name.value) === undefined);
    add.disabled = bent === undefined || bent.points.length >= mostPoints;
    remove.disabled = bent === undefined || bent.points.length < 2;
    corner.show(bent ? String(selected.value + 1) : "");
    x.show(fixed(chosen()?.x));
    y.show(fixed(chosen()?.y));
    left.show(fixed(bent?.left));
    right.show(fixed(bent?.right));
    at.show(fixed(place));
    width.show(significant(wide, 5));
    error.show(significant(model.error.value?.value, 4));
    proseWidth.show(wide, significant(wide, 3));
  };
}
