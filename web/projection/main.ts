import type { Lemmata } from "lemmata";
import "../kit/kit.css";
import "./projection.css";
import { bindActions } from "../kit/actions.ts";
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
import { bindNumber } from "../kit/number-field.ts";
import { bindPresets } from "../kit/presets.ts";
import { gesturesOf } from "../kit/figure.ts";
import { startShell } from "../kit/shell.ts";
import { pageStrings } from "../kit/strings.ts";
import "./dimension-ruler.ts";
import type { DimensionRuler } from "./dimension-ruler.ts";
import type { en } from "./en.ts";
import { runOf } from "./evaluate.ts";
import { ProjectionFigures } from "./figures.ts";
import { ProjectionModel } from "./model.ts";
import { presets, type Preset, type PresetName } from "./presets.ts";
import "./ratio-histogram.ts";
import type { RatioHistogram } from "./ratio-histogram.ts";
import { script } from "./script.ts";
import { showNumbers, shownScript } from "./show.ts";
import { clouds, kinds } from "./state.ts";
import { pairTable } from "./table.ts";
import { thumbnail } from "./thumbnail.ts";

const { kit, page: strings } = pageStrings<(typeof en)["live"]>();
const element = <E extends HTMLElement>(id: string): E => document.getElementById(id) as E;
const histogram = element<RatioHistogram>("histogram");
const ruler = element<DimensionRuler>("ruler");
const growth = element<LineChart>("growth");
const heads = element<LineChart>("heads");
const proseInputs = element<DragNumber>("prose-inputs");

startShell(kit);
bindBet(kit);
void startEngine(kit, run, showEngineFault);

async function run(lemmata: Lemmata): Promise<void> {
  const { projection } = lemmata;
  const model = new ProjectionModel(projection);
  const { state } = model;
  const table = () => pairTable(model.run.value, state.value.epsilon, strings.table);
  const figures = new ProjectionFigures({ histogram, ruler, growth, heads }, model, strings);
  gesturesOf([proseInputs], state);
  proseInputs.addEventListener("input", () => model.move({ inputs: proseInputs.value }));
  element("new-seed").addEventListener("click", () => model.nextSeed());
  element("do-it").addEventListener("click", () => model.move({ points: 1e6 }));
  await computedInTurns(model.sample, model.run, model.distortion, model.theory);
  await computedInTurns(model.growth, model.heads, model.headGrowth);
  await turn();
  const choices = bindChoices(model);
  const fields = bindFields(model);
  const showTable = bindTable(table);
  const strip = bindPresets<Preset>({
    presets,
    thumbnail: (svg, preset, width, height) => thumbnail(svg, preset, width, height, projection),
    choose: (name) => model.choosePreset(name as PresetName),
  });
  await turn();
  bindActions({
    state,
    strings: kit,
    name: "projection",
    figures: () => [histogram.svg, ruler.svg],
    table,
    script: () => script(state.value),
  });
  // Reading data is no part of the first sight; until it has come, its button waits.
  const ownData = element<HTMLButtonElement>("own-data");
  ownData.disabled = true;
  void import("./own-data.ts").then(({ bindOwnData }) => {
    bindOwnData(model, kit, strings.data);
    ownData.disabled = false;
  });
  void import("./principal.ts").then((later) => later.bindPrincipal(model, projection, strings));
  drawOn(
    [state.signal, state.dragging],
    () => figures.drawHistogram(),
    () => figures.drawRuler(),
    () => figures.drawGrowth(),
    () => figures.drawHeads(),
    () => showFault(figures.fault()),
    () => showNumbers(figures),
    () => {
      choices();
      fields();
    },
    () => {
      proseInputs.show(state.value.inputs, String(state.value.inputs));
      element("script").textContent = shownScript(state.value);
      strip.mark(model.preset ?? "");
      // Some hundred rows are for the eye at rest.
      if (!state.dragging.value) showTable();
    },
  );
  drawOn([state.signal, figures.hovered], () => {
    const [caption, said] = [element("caption"), figures.caption()];
    if (caption.textContent !== said) caption.textContent = said;
  });
  timeAtRest(lemmata, kit, state.dragging, () => {
    const { n, kind, seed } = state.value;
    return () => {
      // Only then is the projection asked for: no event waits for it.
      runOf(projection, model.run.value.points, n, kind, seed);
    };
  });
}

// What is projected, and by what.
function bindChoices(model: ProjectionModel): () => void {
  for (const kind of kinds) {
    element(`kind-${kind}`).addEventListener("click", () => model.change({ kind }));
  }
  for (const data of clouds) {
    element(`data-${data}`).addEventListener("click", () => model.change({ data, own: [] }));
  }
  return () => {
    const state = model.state.value;
    const press = (id: string, is: boolean): void =>
      element(id).setAttribute("aria-pressed", String(is));
    for (const kind of kinds) press(`kind-${kind}`, kind === state.kind);
    for (const data of clouds) press(`data-${data}`, data === state.data);
  };
}

// The typed alternative to each handle.
function bindFields(model: ProjectionModel): () => void {
  const keys = ["n", "epsilon", "points", "inputs", "seed", "tokens", "lambda"] as const;
  const steps = { n: 1, epsilon: 0.01, points: 1, inputs: 1, seed: 1, tokens: 1, lambda: 0.05 };
  const inputs = keys.map((key) => ({
    key,
    input: bindNumber(`field-${key}`, {
      step: steps[key],
      change: (value) => model.move({ [key]: value }),
    }),
  }));
  return () => {
    const state = model.state.value;
    for (const { key, input } of inputs) {
      const written = key === "epsilon" || key === "lambda" ? fixed(state[key], 3) : String(Math.round(state[key])); // prettier-ignore
      input.show(written);
    }
  };
}
