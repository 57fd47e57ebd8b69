import { signal } from "@preact/signals-core";
import type { Fault } from "../kit/fault.ts";
import { gesturesOf, on } from "../kit/figure.ts";
import { fill, fixed } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { chance, growthChart, growthTop, headsChart } from "./charts.ts";
import type { DimensionRuler } from "./dimension-ruler.ts";
import type { en } from "./en.ts";
import { methods } from "./evaluate.ts";
import type { ProjectionModel } from "./model.ts";
import type { Bin, RatioHistogram } from "./ratio-histogram.ts";

export interface ProjectionParts {
  histogram: RatioHistogram;
  ruler: DimensionRuler;
  growth: LineChart;
  heads: LineChart;
}

/** The linked figures of a page or an element: what they say moves the model, what it holds they draw. */
export class ProjectionFigures {
  /** The bar that is pointed at. */
  readonly hovered = signal<Bin | undefined>(undefined);
  #top = 0;

  constructor(
    readonly parts: ProjectionParts,
    readonly model: ProjectionModel,
    readonly strings: (typeof en)["live"],
  ) {
    const { histogram, ruler, growth, heads } = parts;
    gesturesOf([histogram, ruler, growth, heads], model.state);
    on<{ epsilon: number }>(histogram, "epsilonchange", (change) => model.move(change));
    on<{ bin: Bin | undefined }>(histogram, "barhover", ({ bin }) => (this.hovered.value = bin));
    on<{ n: number }>(ruler, "dimensionchange", (change) => model.move(change));
    on<{ x: number }>(growth, "handlemove", ({ x }) => model.move({ points: 10 ** x }));
    on<{ x: number }>(heads, "handlemove", ({ x }) => model.move({ tokens: 10 ** x }));
  }

  draw(): void {
    this.drawHistogram();
    this.drawRuler();
    this.drawGrowth();
    this.drawHeads();
  }

  drawHistogram(): void {
    const { model, strings, parts } = this;
    const { epsilon } = model.state.value;
    const { allowed } = model.theory.value;
    const { violations, pairs } = model.distortion.value;
    parts.histogram.histogram = {
      ratios: model.run.value.ratios,
      epsilon,
      allowed,
      allowedLabel: fill(strings.histogram.allowed, { allowed: fixed(allowed, 2) }),
      pairs: strings.histogram.pairs,
      ratio: strings.histogram.ratio,
      outside: violations === 0 ? "" : fill(strings.histogram.outside, { violations, pairs }),
      dragging: model.state.dragging.value,
      labels: [strings.histogram.lower, strings.histogram.upper],
      text: fill(strings.histogram.text, { epsilon: fixed(epsilon, 3), violations, pairs }),
    };
  }

  drawRuler(): void {
    const { model, strings, parts } = this;
    const { n, inputs } = model.state.value;
    const { needs, failures } = model.theory.value;
    parts.ruler.ruler = {
      n,
      inputs,
      inputsLabel: fill(strings.ruler.inputs, { inputs }),
      rows: methods.map((method, k) => ({
        name: `${strings.methods[method]}: n ≥ ${needs[k]!}`,
        need: needs[k]!,
        says: failures[k]! < 1 ? fill(strings.ruler.fails, { chance: chance(failures[k]!) }) : strings.ruler.silent, // prettier-ignore
      })),
      dragging: model.state.dragging.value,
      label: strings.ruler.label,
      text: fill(strings.ruler.text, { n, needed: needs.at(-1)! }),
    };
  }

  drawGrowth(): void {
    const { model, strings, parts } = this;
    const { n, points } = model.state.value;
    // Under the reader's hand the axis stays.
    if (!model.state.dragging.value || this.#top === 0) this.#top = growthTop(model.growth.value);
    parts.growth.data = growthChart(model.growth.value, model.theory.value, { points, n, top: this.#top }, strings); // prettier-ignore
  }

  drawHeads(): void {
    const { model, strings, parts } = this;
    const { headGrowth, heads, state } = model;
    parts.heads.data = headsChart(headGrowth.value, heads.value, state.value.tokens, strings);
  }

  fault(): Fault | undefined {
    const { model } = this;
    const strings = this.strings.fault;
    const { n, inputs } = model.state.value;
    const { skipped } = model.distortion.value;
    if (skipped > 0) return { message: fill(strings.equal, { skipped }), note: true };
    if (n <= inputs) return undefined;
    return {
      message: fill(strings.more, { n, inputs }),
      fix: { label: fill(strings.fix, { inputs }), apply: () => model.move({ n: inputs }) },
      note: true,
    };
  }

  /** How many pairs are off, and how many dimensions would do for all, in one sentence. */
  summary(): string {
    const { model, strings } = this;
    const { violations, pairs } = model.distortion.value;
    const { n } = model.state.value;
    return fill(strings.summary, {
      violations,
      pairs,
      needed: model.theory.value.needs.at(-1)!,
      n,
    });
  }

  /** What a bar counts, or what is to be done here. */
  caption(): string {
    const { model, strings } = this;
    const bin = this.hovered.value;
    const { pairs } = model.distortion.value;
    const help = fill(strings.help, {
      projected: model.run.value.points.rows,
      pairs,
      points: model.points.value,
    });
    const other = model.state.value.kind === "gaussian" ? "" : ` ${strings.gaussian}`;
    if (bin === undefined) return help + other;
    return fill(strings.bar, { from: fixed(bin.from, 3), to: fixed(bin.to, 3), count: bin.count });
  }
}
