import type { Penalty } from "lemmata";
import { announce } from "../kit/announce.ts";
import { showFault, type Fault } from "../kit/fault.ts";
import { fill, fixed, significant } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { writeSlots } from "../kit/slots.ts";
import type { BalanceBeam } from "./balance-beam.ts";
import { decadesOf, learningChart, scatterChart, type Decades } from "./charts.ts";
import type { en } from "./en.ts";
import { total } from "./evaluate.ts";
import type { PenaltyModel } from "./model.ts";
import { layersOf } from "./network.ts";
import type { NetworkDiagram } from "./network-diagram.ts";
import type { PenaltyPad } from "./penalty-pad.ts";
import type { ReliefMap } from "./relief-map.ts";
import { limits } from "./state.ts";

export interface Figures {
  map: ReliefMap;
  diagram: NetworkDiagram;
  beam: BalanceBeam;
  pad: PenaltyPad;
  scatter: LineChart;
  learning: LineChart;
}

export interface ShowSources {
  model: PenaltyModel;
  penalty: Penalty;
  strings: (typeof en)["live"];
  figures: Figures;
  /** The layer that is pointed at. */
  layer: () => number | undefined;
}

const most = { input: limits.inputPenalty, parameter: limits.parameterPenalty };

/** Brings the model's state into figures, numbers and sentences. */
export class Show {
  readonly #from: ShowSources;
  #scatterEnds: { left: Decades; right: Decades } | undefined;
  #learningEnds: Decades | undefined;

  constructor(from: ShowSources) {
    this.#from = from;
  }

  figures(): void {
    const { model, strings, figures, layer } = this.#from;
    const held = model.held.value;
    const probe = model.probe.value;
    const { samples, scale, inputPenalty, parameterPenalty, probe: at } = model.state.value;
    const { numbers } = held;
    // A figure may be painted later than it was told: then with the network that is there.
    const network = () => model.held.value.network;
    figures.map.scene = {
      view: model.view.value,
      land: held,
      heights: (data) => network().forward({ data, rows: data.length / 2, cols: 2 }).data,
      slope: (x, y) => {
        const { input } = network().gradients([x, y], "sum");
        return [input[0]!, input[1]!];
      },
      samples: samples.points,
      probe: at,
      gradient: probe.input,
      words: {
        label: strings.probe.label,
        text: fill(strings.probe.text, { x: fixed(at.x, 2), y: fixed(at.y, 2), value: fixed(probe.value), slope: fixed(Math.hypot(...probe.input)) }), // prettier-ignore
        value: `f = ${fixed(probe.value, 2)}`,
        low: strings.map.low,
        high: strings.map.high,
      },
    };
    const edge = model.edge;
    const names = { layer: edge.layer + 1, from: edge.from + 1, to: edge.to + 1 };
    figures.diagram.scene = {
      sizes: numbers.sizes,
      edges: model.edges,
      parameters: numbers.parameters,
      gradients: probe.weights,
      activations: probe.activations,
      selected: edge.number,
      layer: layer(),
      scale,
      scales: limits.scale,
      words: {
        edge: {
          label: fill(strings.edge.label, names),
          text: fill(strings.edge.text, { value: fixed(edge.value), number: edge.number + 1, count: model.edges.length }), // prettier-ignore
          value: `w = ${fixed(edge.value, 2)}`,
        },
        scale: { ...strings.scale, text: `× ${fixed(scale, 2)}`, name: `${strings.scale.name} × ${fixed(scale, 2)}` }, // prettier-ignore
        columns: [
          ...numbers.sizes.slice(0, -1).map((_, t) => (t === 0 ? "h₁ = x" : `h${"₁₂₃"[t]}`)),
          "f",
        ],
      },
    };
    figures.pad.mix = {
      input: inputPenalty,
      parameter: parameterPenalty,
      most,
      words: {
        ...strings.pad,
        text: fill(strings.pad.text, { input: significant(inputPenalty), parameter: significant(parameterPenalty) }), // prettier-ignore
      },
    };
    this.#balance();
    this.#charts();
  }

  #balance(): void {
    const { model, strings, figures } = this.#from;
    const { mode } = model.state.value;
    const { left, right } = model.sides.value;
    figures.beam.balance = {
      left,
      right,
      words: {
        left: `${strings.balance[mode].left} ${significant(total(left), 3)}`,
        right: `${strings.balance[mode].right} ${significant(total(right), 3)}`,
        layer: strings.balance.layer,
      },
    };
  }

  #charts(): void {
    const { model, strings, figures } = this.#from;
    const dragging = model.state.dragging.value;
    const { inequality } = model.probe.value;
    const { known } = model;
    const scatter = model.scatter.value;
    // Under the reader's hand the axes stay.
    if (!dragging || this.#scatterEnds === undefined) {
      this.#scatterEnds = { left: decadesOf(scatter.left), right: decadesOf(scatter.right) };
    }
    if (known !== undefined && (!dragging || this.#learningEnds === undefined)) {
      this.#learningEnds = decadesOf(known.losses, known.inputs, known.parameters);
    }
    figures.scatter.data = scatterChart(scatter, inequality, this.#scatterEnds, strings);
    // While a training is on its way, the one before it stays in the picture.
    if (known !== undefined) {
      figures.learning.data = learningChart(known, model.state.value.step, this.#learningEnds!, strings); // prettier-ignore
    }
  }

  numbers(): void {
    const { model, penalty, strings } = this.#from;
    const { inequality, difference, sides } = model.probe.value;
    const { mode } = model.state.value;
    const now = model.sides.value;
    const ratio = ratioOf(total(now.left), total(now.right));
    const norms = layersOf(model.held.value.numbers).map(({ weights }) => penalty.norm(weights, "spectral")); // prettier-ignore
    const rows = norms.flatMap((norm, t) => [
      [`norm-${t}`, fixed(norm, 2)],
      [`left-${t}`, significant(sides.left[t], 3)],
      [`right-${t}`, significant(sides.right[t], 3)],
      [`ratio-${t}`, fixed(ratioOf(sides.left[t]!, sides.right[t]!))],
    ]);
    for (const row of document.querySelectorAll<HTMLElement>("[data-layer-row]")) {
      row.hidden = Number(row.dataset.layerRow) >= norms.length;
    }
    const terms = inequality.terms.reduce((sum, term) => sum + term, 0);
    writeSlots({
      ratio: ratio < 1e4 ? fixed(ratio) : significant(ratio, 3),
      input: significant(inequality.inputGradientSquared, 4),
      parameter: significant(inequality.parameterGradientSquared, 4),
      terms: significant(terms, 4),
      left: significant(inequality.left, 4),
      largest: fixed(Math.max(...norms), 2),
      difference: significant(difference, 1),
      lipschitz: significant(model.held.value.network.lipschitzBound(), 3),
      ...Object.fromEntries(rows as [string, string][]),
    });
    // What only the text speaks of follows when the hand rests.
    if (!model.state.dragging.value) this.#means();
    announce(fill(strings.summary[mode], { left: significant(total(now.left), 3), right: significant(total(now.right), 3), ratio: fixed(ratio) })); // prettier-ignore
  }

  #means(): void {
    const { mean, batch } = this.#from.model.samples.value;
    writeSlots({
      "mean-left": significant(total(mean.left), 3),
      "mean-right": significant(total(mean.right), 3),
      "mean-batch": significant(total(batch.right), 3),
    });
  }

  /** What is worth saying of the picture, or keeps it from being drawn. */
  fault(): void {
    showFault(this.#fault());
  }

  #fault(): Fault | undefined {
    const { model, strings } = this.#from;
    const { fault } = strings;
    const { mode, norm, rate, step } = model.state.value;
    const { known } = model;
    if (known?.failure !== undefined && step >= known.last) {
      if (known.failure.code === "WORKER") {
        return { message: fill(fault.worker, { reason: known.failure.message }), fix: { label: fault.again, apply: () => model.retrain() } }; // prettier-ignore
      }
      const less = Number((rate / 4).toPrecision(2));
      return {
        message: fill(fault.diverged, { step: known.losses.length, rate }),
        fix: { label: fill(fault.slower, { rate: less }), apply: () => model.setRate(less) },
        note: true,
      };
    }
    if (known?.stopped && step > known.last) {
      return { message: fill(fault.stopped, { step: known.last }), fix: { label: fault.again, apply: () => model.retrain() }, note: true }; // prettier-ignore
    }
    const sides = model.sides.value;
    const broken = total(sides.left) > total(sides.right) * (1 + 1e-9);
    if (broken && norm === "max") {
      return { message: fault.norm, fix: { label: fault.spectral, apply: () => model.change({ norm: "spectral" }) }, note: true }; // prettier-ignore
    }
    if (broken && mode === "batch") {
      return { message: fault.batch, fix: { label: fault.mean, apply: () => model.change({ mode: "mean" }) }, note: true }; // prettier-ignore
    }
    const { deadLayers } = model.probe.value.inequality;
    if (mode === "probe" && deadLayers.length > 0) {
      return {
        message: fill(fault.dead, { layer: deadLayers[0]! + 1 }),
        fix: { label: fault.wake, apply: () => model.wake() },
        note: true,
      };
    }
    return undefined;
  }

  /** What stands under the picture: the sentence of the mode. */
  caption(): void {
    const { model, strings } = this.#from;
    const { mode, norm } = model.state.value;
    const which = norm === "max" && mode !== "batch" ? "max" : mode;
    document.getElementById("caption")!.textContent = strings.help[which];
  }
}

export function ratioOf(left: number, right: number): number {
  return left === 0 ? 0 : right === 0 ? Infinity : left / right;
}
