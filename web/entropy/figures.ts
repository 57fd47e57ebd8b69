import { signal } from "@preact/signals-core";
import type { Entropy } from "lemmata";
import type { Fault } from "../kit/fault.ts";
import { gesturesOf, on } from "../kit/figure.ts";
import { fill, fixed, significant } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { entropyChart } from "./chart.ts";
import type { en } from "./en.ts";
import type { EntropyScale } from "./entropy-scale.ts";
import type { EntropyModel } from "./model.ts";
import type { ProbabilityBars } from "./probability-bars.ts";
import { unreachable } from "./unreachable.ts";

export interface EntropyParts {
  bars: ProbabilityBars;
  scale: EntropyScale;
  curve: LineChart;
}

/** The linked figures of a page or an element: what they say moves the model, what it holds they draw. */
export class EntropyFigures {
  /** The outcome that is pointed at. */
  readonly hovered = signal<number | undefined>(undefined);

  constructor(
    readonly parts: EntropyParts,
    readonly model: EntropyModel,
    readonly entropy: Entropy,
    readonly strings: (typeof en)["live"],
  ) {
    const { bars, scale, curve } = parts;
    gesturesOf([bars, scale, curve], model);
    on<{ index: number; value: number; odds: boolean }>(bars, "barchange", (change) =>
      model.setProbability(change.index, change.value, change.odds),
    );
    on<{ index: number }>(bars, "barselect", ({ index }) => model.select(index));
    on<{ index: number | undefined }>(
      bars,
      "barhover",
      ({ index }) => (this.hovered.value = index),
    );
    on<{ value: number }>(scale, "targetchange", ({ value }) => model.setTarget(value));
    on<{ x: number }>(curve, "handlemove", ({ x }) => model.setGamma(x));
  }

  draw(): void {
    const { model, strings, parts } = this;
    const { distribution, target } = model.state.value;
    const evaluation = model.evaluation.value;
    const { p, names } = distribution;
    const q = model.shown.value?.probabilities;
    parts.bars.bars = {
      p,
      q,
      names,
      legend: strings.legend,
      selected: model.selected.value,
      dragging: model.state.dragging.value,
      describe: (i) => ({
        label: fill(strings.bar.label, { name: model.nameOf(i) }),
        text: fill(strings.bar.text, { p: fixed(p[i]), q: fixed(q?.[i]) }),
      }),
    };
    parts.scale.scale = {
      entropy: evaluation.entropy,
      target,
      end: Math.log(p.length),
      endLabel: fill(strings.endLabel, { n: p.length }),
      reachable: evaluation.reachable,
      label: strings.scale.label,
      text: fill(strings.scale.text, {
        target: fixed(target),
        perplexity: fixed(Math.exp(target), 2),
      }),
    };
    parts.curve.data = entropyChart(evaluation, target, p.length, model.gammaEnd.value, strings);
  }

  fault(): Fault | undefined {
    const { model, strings } = this;
    const { target } = model.state.value;
    return unreachable(model.evaluation.value, target, strings.fault, (nats) => model.setTarget(nats)); // prettier-ignore
  }

  /** The answer in one sentence. */
  summary(): string {
    const { normalized } = this.model.evaluation.value;
    return fill(this.strings.summary, {
      gamma: fixed(normalized?.gamma, 2),
      perplexity: fixed(this.perplexity(), 2),
    });
  }

  /** The perplexity of the answer. */
  perplexity(): number | undefined {
    const { normalized } = this.model.evaluation.value;
    return normalized && this.entropy.perplexity(normalized.probabilities);
  }

  /** What an exponent does to one outcome: its odds against the largest take that power. */
  caption(): string {
    const { model, strings } = this;
    const { p } = model.state.value.distribution;
    const index =
      this.hovered.value ?? (model.selected.value > 0 ? model.selected.value : undefined);
    const normalized = model.evaluation.value.normalized;
    if (index === undefined || normalized === undefined || index >= p.length) return strings.help;
    const q = normalized.probabilities;
    const top = p.indexOf(Math.max(...p));
    const values = {
      name: model.nameOf(index),
      p: significant(p[index]),
      q: significant(q[index]),
    };
    if (index === top) return fill(strings.captionTop, values);
    const [before, after] = [p[index]! / p[top]!, q[index]! / q[top]!];
    return fill(strings.caption, {
      ...values,
      before: significant(before),
      after: significant(after),
      gamma: significant(normalized.gamma),
    });
  }
}
