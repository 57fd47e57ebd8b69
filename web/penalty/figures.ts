import { signal } from "@preact/signals-core";
import type { Fault } from "../kit/fault.ts";
import { gesturesOf, on } from "../kit/figure.ts";
import { fill, fixed, significant } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import type { BalanceBeam } from "./balance-beam.ts";
import { decadesOf, learningChart, scatterChart, type Decades } from "./charts.ts";
import type { en } from "./en.ts";
import { total } from "./evaluate.ts";
import type { PenaltyModel } from "./model.ts";
import type { NetworkDiagram } from "./network-diagram.ts";
import type { PenaltyPad } from "./penalty-pad.ts";
import type { ReliefMap } from "./relief-map.ts";
import { limits } from "./state.ts";

export interface PenaltyParts {
  map: ReliefMap;
  diagram: NetworkDiagram;
  beam: BalanceBeam;
  pad: PenaltyPad;
  scatter: LineChart;
  learning: LineChart;
}

const most = { input: limits.inputPenalty, parameter: limits.parameterPenalty };

/** The linked figures of a page or an element: what they say moves the model, what it holds they draw. */
export class PenaltyFigures {
  /** The layer that is pointed at. */
  readonly hovered = signal<number | undefined>(undefined);
  #scatterEnds: { left: Decades; right: Decades } | undefined;
  #learningEnds: Decades | undefined;

  constructor(
    readonly parts: PenaltyParts,
    readonly model: PenaltyModel,
    readonly strings: (typeof en)["live"],
  ) {
    const { map, diagram, beam, pad, learning } = parts;
    gesturesOf([map, diagram, pad, learning], model);
    on<{ x: number; y: number }>(map, "probemove", (place) => model.moveProbe(place));
    on<{ number: number }>(diagram, "edgeselect", ({ number }) => model.select(number));
    on<{ value: number }>(diagram, "weightchange", ({ value }) => model.setWeight(value));
    on<{ value: number }>(diagram, "scalechange", ({ value }) => model.setScale(value));
    on<{ input: number; parameter: number }>(pad, "mixchange", ({ input, parameter }) =>
      model.setPenalties(input, parameter),
    );
    on<{ layer: number | undefined }>(beam, "layerhover", ({ layer }) => (this.hovered.value = layer)); // prettier-ignore
    on<{ x: number }>(learning, "handlemove", ({ x }) => model.setStep(x));
  }

  draw(): void {
    this.drawMap();
    this.drawDiagram();
    this.drawCharts();
  }

  drawMap(): void {
    const { model, strings, parts } = this;
    const held = model.held.value;
    const probe = model.probe.value;
    const { samples, probe: at } = model.state.value;
    // A figure may be painted later than it was told: then with the network that is there.
    const network = () => model.held.value.network;
    parts.map.scene = {
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
  }

  drawDiagram(): void {
    const { model, strings, parts } = this;
    const { numbers } = model.held.value;
    const probe = model.probe.value;
    const { scale } = model.state.value;
    const edge = model.edge;
    const names = { layer: edge.layer + 1, from: edge.from + 1, to: edge.to + 1 };
    parts.diagram.scene = {
      sizes: numbers.sizes,
      edges: model.edges,
      parameters: numbers.parameters,
      gradients: probe.weights,
      activations: probe.activations,
      selected: edge.number,
      layer: this.hovered.value,
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
  }

  drawCharts(): void {
    const { strings, parts } = this;
    const { inputPenalty, parameterPenalty } = this.model.state.value;
    parts.pad.mix = {
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

  /** Both sides and their ratio in one sentence. */
  summary(): string {
    const { left, right } = this.model.sides.value;
    return fill(this.strings.summary[this.model.state.value.mode], {
      left: significant(total(left), 3),
      right: significant(total(right), 3),
      ratio: fixed(ratioOf(total(left), total(right))),
    });
  }

  /** The sentence of the mode. */
  caption(): string {
    const { mode, norm } = this.model.state.value;
    return this.strings.help[norm === "max" && mode !== "batch" ? "max" : mode];
  }

  /** What is worth saying of the picture, or keeps it from being drawn. */
  fault(): Fault | undefined {
    const { model, strings } = this;
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

  #balance(): void {
    const { model, strings, parts } = this;
    const { mode } = model.state.value;
    const { left, right } = model.sides.value;
    parts.beam.balance = {
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
    const { model, strings, parts } = this;
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
    parts.scatter.data = scatterChart(scatter, inequality, this.#scatterEnds, strings);
    // While a training is on its way, the one before it stays in the picture.
    if (known !== undefined) {
      parts.learning.data = learningChart(known, model.state.value.step, this.#learningEnds!, strings); // prettier-ignore
    }
  }
}

/** Left over right, where right may be zero. */
export function ratioOf(left: number, right: number): number {
  return left === 0 ? 0 : right === 0 ? Infinity : left / right;
}
