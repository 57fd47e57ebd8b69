import type { ReadonlySignal } from "@preact/signals-core";
import { announce } from "../kit/announce.ts";
import { showFault, type Fault } from "../kit/fault.ts";
import { fill, fixed, nothing, significant } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { writeSlots } from "../kit/slots.ts";
import { chance, growthChart, growthTop, headsChart } from "./charts.ts";
import type { DimensionRuler } from "./dimension-ruler.ts";
import type { en } from "./en.ts";
import { methods } from "./evaluate.ts";
import type { ProjectionModel } from "./model.ts";
import type { Bin, RatioHistogram } from "./ratio-histogram.ts";
import { script } from "./script.ts";

export interface Figures {
  histogram: RatioHistogram;
  ruler: DimensionRuler;
  growth: LineChart;
  heads: LineChart;
}

/** Writes the model's state into the figures and the numbers of the page. */
export class Show {
  readonly #model: ProjectionModel;
  readonly #strings: (typeof en)["live"];
  readonly #figures: Figures;
  readonly #hovered: ReadonlySignal<Bin | undefined>;
  #top = 0;

  constructor(
    model: ProjectionModel,
    strings: (typeof en)["live"],
    figures: Figures,
    hovered: ReadonlySignal<Bin | undefined>,
  ) {
    this.#model = model;
    this.#strings = strings;
    this.#figures = figures;
    this.#hovered = hovered;
  }

  figures(): void {
    const [model, strings] = [this.#model, this.#strings];
    const { n, epsilon, inputs, points, tokens } = model.state.value;
    const dragging = model.state.dragging.value;
    const { histogram, ruler, growth, heads } = this.#figures;
    const { allowed, needs, failures } = model.theory.value;
    const { violations, pairs } = model.distortion.value;
    histogram.histogram = {
      ratios: model.run.value.ratios,
      epsilon,
      allowed,
      allowedLabel: fill(strings.histogram.allowed, { allowed: fixed(allowed, 2) }),
      pairs: strings.histogram.pairs,
      ratio: strings.histogram.ratio,
      outside: violations === 0 ? "" : fill(strings.histogram.outside, { violations, pairs }),
      dragging,
      labels: [strings.histogram.lower, strings.histogram.upper],
      text: fill(strings.histogram.text, { epsilon: fixed(epsilon, 3), violations, pairs }),
    };
    ruler.ruler = {
      n,
      inputs,
      inputsLabel: fill(strings.ruler.inputs, { inputs }),
      rows: methods.map((method, k) => ({
        name: `${strings.methods[method]}: n ≥ ${needs[k]!}`,
        need: needs[k]!,
        says: failures[k]! < 1 ? fill(strings.ruler.fails, { chance: chance(failures[k]!) }) : strings.ruler.silent, // prettier-ignore
      })),
      dragging,
      label: strings.ruler.label,
      text: fill(strings.ruler.text, { n, needed: needs.at(-1)! }),
    };
    // Under the reader's hand the axis stays.
    if (!dragging || this.#top === 0) this.#top = growthTop(model.growth.value);
    growth.data = growthChart(model.growth.value, model.theory.value, { points, n, top: this.#top }, strings); // prettier-ignore
    heads.data = headsChart(model.headGrowth.value, model.heads.value, tokens, strings);
  }

  numbers(): void {
    const [model, strings] = [this.#model, this.#strings];
    const { violations, pairs, min, max, mean } = model.distortion.value;
    const { tail, tailBound, needs, failures, allowed, maxPoints } = model.theory.value;
    const { n, epsilon, lambda } = model.state.value;
    const heads = model.heads.value;
    const need = (method: (typeof methods)[number]): string => String(needs[methods.indexOf(method)]!); // prettier-ignore
    const whole = (value: number | undefined): string =>
      value === undefined ? nothing : String(value);
    writeSlots({
      outside: fill(strings.outside, { violations, pairs }),
      min: fixed(min),
      max: fixed(max),
      mean: fixed(mean),
      expected: chance(tail),
      needed: need("exact"),
      failure: chance(failures.at(-1)!),
      allowed: fixed(allowed, 3),
      "max-points": maxPoints < 1e6 ? String(maxPoints) : significant(maxPoints, 3),
      n: String(n),
      points: String(model.points.value),
      epsilon: fixed(epsilon, 3),
      tail: chance(tail),
      "tail-bound": chance(tailBound),
      "need-article": need("article"),
      "need-existence": need("existence"),
      "need-quoted": need("dasgupta-gupta"),
      "need-chernoff": need("chernoff"),
      "bet-few": String(model.needed(1000)),
      "bet-many": String(model.needed(1e6)),
      tokens: String(model.tokens.value),
      lambda: fixed(lambda, 2),
      "head-published": whole(heads.published),
      "head-short": whole(heads.short),
      "head-golden": whole(heads.golden),
      "head-pair": whole(heads.pair),
      "head-row": whole(heads.row),
      "head-drop": fixed(heads.drop, 2),
      "head-usual": fixed(heads.usualDrop, 3),
    });
    announce(fill(strings.summary, { violations, pairs, needed: need("exact"), n }));
  }

  fault(): void {
    showFault(this.#fault());
  }

  /** What a bar counts, or what is to be done here. */
  caption(): void {
    const [model, strings] = [this.#model, this.#strings];
    const bin = this.#hovered.value;
    const { pairs } = model.distortion.value;
    const help = fill(strings.help, {
      projected: model.run.value.points.rows,
      pairs,
      points: model.points.value,
    });
    const other = model.state.value.kind === "gaussian" ? "" : ` ${strings.gaussian}`;
    const said =
      bin === undefined
        ? help + other
        : fill(strings.bar, { from: fixed(bin.from, 3), to: fixed(bin.to, 3), count: bin.count });
    const caption = document.getElementById("caption")!;
    if (caption.textContent !== said) caption.textContent = said;
  }

  /** The script as it is shown: of the reader's own numbers not all. */
  script(): string {
    const state = this.#model.state.value;
    return script(state).replace(
      /(Float32Array\.of\((?:[^,]*,){8})[^)]*/,
      (_, first: string) => `${first} /* … */`,
    );
  }

  #fault(): Fault | undefined {
    const [model, strings] = [this.#model, this.#strings.fault];
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
}
