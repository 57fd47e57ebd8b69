import type { Lemmata } from "lemmata";
import "../kit/kit.css";
import "./entropy.css";
import { bindActions } from "../kit/actions.ts";
import { announce } from "../kit/announce.ts";
import { bindBet } from "../kit/bet.ts";
import { bindData } from "../kit/data-dialog.ts";
import { bindTable } from "../kit/data-table.ts";
import "../kit/drag-number.ts";
import type { DragNumber } from "../kit/drag-number.ts";
import { startEngine, timeAtRest } from "../kit/engine.ts";
import type { Table } from "../kit/export.ts";
import { showEngineFault, showFault } from "../kit/fault.ts";
import { fixed, nothing, significant } from "../kit/format.ts";
import { drawOn, turn } from "../kit/frame.ts";
import "../kit/line-chart.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { bindNumber } from "../kit/number-field.ts";
import { bindPresets } from "../kit/presets.ts";
import { gesturesOf } from "../kit/figure.ts";
import { startShell } from "../kit/shell.ts";
import { writeSlots } from "../kit/slots.ts";
import { pageStrings } from "../kit/strings.ts";
import type { en } from "./en.ts";
import "./entropy-scale.ts";
import type { EntropyScale } from "./entropy-scale.ts";
import { EntropyFigures } from "./figures.ts";
import { EntropyModel } from "./model.ts";
import { distributionOf } from "./own-data.ts";
import { presets, type Preset, type PresetName } from "./presets.ts";
import "./probability-bars.ts";
import type { ProbabilityBars } from "./probability-bars.ts";
import { script } from "./script.ts";
import { thumbnail } from "./thumbnail.ts";

const { kit, page: strings } = pageStrings<(typeof en)["live"]>();
const bars = document.getElementById("bars") as ProbabilityBars;
const scale = document.getElementById("scale") as EntropyScale;
const curve = document.getElementById("curve") as LineChart;
const proseTarget = document.getElementById("prose-target") as DragNumber;

startShell(kit);
bindBet(kit);
void startEngine(kit, run, showEngineFault);

async function run(lemmata: Lemmata): Promise<void> {
  const model = new EntropyModel(lemmata.entropy);
  const figures = new EntropyFigures({ bars, scale, curve }, model, lemmata.entropy, strings);
  gesturesOf([proseTarget], model);
  proseTarget.addEventListener("input", () => model.setTarget(proseTarget.value));
  document.getElementById("halve")!.addEventListener("click", () => {
    model.setTarget(model.evaluation.value.entropy - Math.LN2);
  });
  await turn();
  const fields = bindFields(model);
  const showTable = bindTable(() => table(model));
  const strip = bindPresets<Preset>({
    presets,
    thumbnail: (svg, preset, width, height) =>
      thumbnail(svg, preset, width, height, lemmata.entropy),
    choose: (name) => model.choosePreset(name as PresetName),
  });
  await turn();
  bindActions({
    state: model.state,
    strings: kit,
    name: "entropy",
    figures: () => [bars.svg, scale.svg],
    table: () => table(model),
    script: () => script(model.state.value.distribution.p, model.state.value.target),
  });
  bindData(kit, (numbers, normalize) => {
    const taken = distributionOf(numbers, normalize, strings.data);
    if ("refusal" in taken) return taken.refusal;
    model.setDistribution(taken.distribution);
    return undefined;
  });
  drawOn(
    [model.state.signal, model.state.dragging, model.selected, model.gammaEnd],
    () => figures.draw(),
    () => showFault(figures.fault()),
    () => writeNumbers(model, figures),
    () => {
      fields();
      strip.mark(model.state.value.distribution.preset ?? "");
      showTable();
    },
  );
  drawOn([model.state.signal, figures.hovered, model.selected], () => {
    document.getElementById("caption")!.textContent = figures.caption();
  });
  timeAtRest(lemmata, kit, model.state.dragging, () => {
    const { distribution, target } = model.state.value;
    if (model.evaluation.value.normalized === undefined) return undefined;
    return () => lemmata.entropy.normalize(distribution.p, target);
  });
}

// The typed alternative to each handle.
function bindFields(model: EntropyModel): () => void {
  const outcome = bindNumber("field-outcome", { step: 1, change: (x) => model.select(x - 1) });
  const probability = bindNumber("field-probability", {
    step: 0.005,
    change: (x) => model.setProbability(model.selected.value, x),
  });
  const target = bindNumber("field-target", { change: (x) => model.setTarget(x) });
  const perplexity = bindNumber("field-perplexity", {
    step: 0.1,
    change: (x) => model.setTarget(Math.log(Math.max(1, x))),
  });
  const gamma = bindNumber("field-gamma", { change: (x) => model.setGamma(x) });
  return () => {
    const { distribution, target: nats } = model.state.value;
    outcome.show(String(model.selected.value + 1));
    probability.show(fixed(distribution.p[model.selected.value], 4));
    target.show(fixed(nats, 4));
    perplexity.show(fixed(Math.exp(nats), 3));
    gamma.show(fixed(model.evaluation.value.normalized?.gamma, 4));
  };
}

function writeNumbers(model: EntropyModel, figures: EntropyFigures): void {
  const { target, distribution } = model.state.value;
  const { entropy: nats, slope, normalized, firstOrder } = model.evaluation.value;
  writeSlots({
    gamma: fixed(normalized?.gamma, 4),
    entropy: fixed(nats),
    target: fixed(target),
    first: normalized ? fixed(firstOrder, 4) : nothing,
    error: normalized && firstOrder !== undefined ? significant(Math.abs(firstOrder - normalized.gamma), 2) : nothing, // prettier-ignore
    perplexity: fixed(figures.perplexity(), 2),
    iterations: normalized ? String(normalized.iterations) : nothing,
    variance: fixed(-slope),
    "bet-gamma": fixed(halvingGamma(model, figures.entropy), 2),
  });
  proseTarget.show(target, fixed(target, 2));
  document.getElementById("script")!.textContent = script(distribution.p, target);
  announce(figures.summary());
}

function halvingGamma(model: EntropyModel, entropy: Lemmata["entropy"]): number | undefined {
  const { entropy: nats, reachable } = model.evaluation.value;
  const half = nats - Math.LN2;
  if (half < reachable.min) return undefined;
  return entropy.normalize(model.state.value.distribution.p, half).gamma;
}

function table(model: EntropyModel): Table {
  const { p } = model.state.value.distribution;
  const normalized = model.evaluation.value.normalized;
  const { outcome, p: before, q: after, gamma } = strings.table;
  return {
    columns: [outcome, before, after, gamma],
    rows: p.map((x, i) => [
      model.nameOf(i),
      x,
      normalized ? normalized.probabilities[i]! : nothing,
      normalized ? normalized.gamma : nothing,
    ]),
  };
}
