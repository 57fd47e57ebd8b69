import { signal } from "@preact/signals-core";
import type { Lemmata, Propagation } from "lemmata";
import type { Fault } from "../kit/fault.ts";
import { gesturesOf, on } from "../kit/figure.ts";
import { fill, fixed, nothing, significant } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import type { AttentionMap } from "./attention-map.ts";
import { entropyChart, headChart, shareChart, shareEnd } from "./charts.ts";
import type { en } from "./en.ts";
import type { InitializationModel } from "./model.ts";
import type { SignalTower } from "./signal-tower.ts";
import { bounds } from "./state.ts";
import type { ValueStrip } from "./value-strip.ts";

export interface InitializationParts {
  tower: SignalTower;
  gain: ValueStrip;
  alpha: ValueStrip;
  map: AttentionMap;
  heads: LineChart;
  shares: LineChart;
  entropies: LineChart;
}

/** The linked figures of a page or an element: what they say moves the model, what it holds they draw. */
export class InitializationFigures {
  /** The floor and the row of the map that are pointed at; −1 for none. */
  readonly floor = signal(-1);
  readonly row = signal(-1);
  #low = -1;

  constructor(
    readonly parts: InitializationParts,
    readonly model: InitializationModel,
    readonly lemmata: Lemmata,
    readonly strings: (typeof en)["live"],
  ) {
    const { tower, gain, alpha, map, heads } = parts;
    gesturesOf(Object.values(parts), model);
    on<{ depth: number }>(tower, "depthchange", ({ depth }) => model.setDepth(depth));
    type Value = { value: number | undefined };
    on<Value>(gain, "stripchange", ({ value }) => model.setGain(value));
    on<Value>(alpha, "stripchange", ({ value }) => model.setAlpha(value));
    on<{ x: number }>(heads, "handlemove", ({ x }) => model.setHead(2 ** x));
    on<{ block: number }>(tower, "floorhover", ({ block }) => (this.floor.value = block));
    on<{ row: number }>(map, "rowhover", ({ row }) => (this.row.value = row));
  }

  /** The tower and its strips. */
  drawNetwork(): void {
    const { model, strings, parts } = this;
    const { depth, blocks, activation } = model.state.value;
    const { run, current } = model.shown;
    const dragging = model.state.dragging.value;
    const words = strings.tower;
    const result = run?.result;
    const nothingYet = new Float64Array(0);
    parts.tower.tower = {
      depth,
      forward: result?.forward ?? nothingYet,
      backward: result?.backward ?? nothingYet,
      predicted: result?.predicted ?? nothingYet,
      share: result?.inputShare ?? nothingYet,
      histograms: result?.histograms,
      overflow: result?.overflowLayer ?? -1,
      band: current ? model.band.value : undefined,
      current,
      dragging,
      words: {
        ...words,
        depth: { label: words.depth.label, text: fill(words.depth.text, { depth }) },
      },
    };
    const { gain, alpha } = strings;
    const fitted = model.fittedGain.value;
    const idle = blocks === "layers";
    const reading = this.lemmata.initialization.activationMoments(activation).secondMomentGain;
    const value = fixed(model.gain, 3);
    const percent = Math.round((100 * model.gain) / fitted);
    parts.gain.strip = {
      value: model.gain,
      usual: fitted,
      usualLabel: idle ? `${gain.usual} ${fixed(fitted)}` : fill(gain.both, { after: fixed(reading) }), // prettier-ignore
      ...bounds.gain,
      step: 0.01,
      name: fill(gain.name, { value }),
      tone: "p",
      idle: false,
      label: gain.label,
      text: fill(gain.text, { value, change: model.state.value.gain === undefined ? gain.fits : fill(gain.off, { percent }) }), // prettier-ignore
    };
    const weight = fixed(model.alpha, 2);
    parts.alpha.strip = {
      value: model.alpha,
      usual: model.ownAlpha,
      usualLabel: `${alpha.usual} ${model.ownAlpha}`,
      ...bounds.alpha,
      step: 0.01,
      name: idle ? alpha.none : fill(alpha.name, { value: weight }),
      tone: "r",
      idle,
      label: alpha.label,
      text: idle ? alpha.none : fill(alpha.text, { value: weight }),
    };
    const low = result ? shareEnd(result.inputShare, model.shares.value) : -1;
    // Under the reader's hand the axis stays.
    if (!dragging) this.#low = low;
    if (result) {
      const shares = result.inputShare;
      // The picture may be of a smaller network than the one that is asked for.
      const theory = model.shares.value?.slice(0, shares.length);
      parts.shares.data = shareChart({ shares, theory, plain: idle, low: this.#low }, strings);
      parts.entropies.data = entropyChart(reached(result), run.spec.depth, strings);
    }
  }

  drawAttention(): void {
    const { model, strings, parts } = this;
    const { queries, keys, probabilities, entropy } = model.attention.value;
    const { scale, head, own } = model.state.value;
    const share = Array.from(entropy, (h) => h / Math.log(keys));
    parts.map.rows = {
      queries,
      keys,
      probabilities,
      share,
      words: own.length > 0 ? { ...strings.map, ...strings.ownMap } : strings.map,
    };
    parts.heads.data = headChart({ ...model.entropies.value, scale, head }, strings);
  }

  /** The number of blocks, and what has become of signal, gradient and input, in one sentence. */
  summary(): string {
    const { model, strings } = this;
    const { run, current } = model.shown;
    const result = current ? run?.result : undefined;
    return fill(strings.summary, {
      depth: model.state.value.depth,
      forward: significant(last(result?.forward)),
      gradient: significant(result && gradientRatio(result)),
      share: significant(result && shareLeft(result)),
      entropy: this.entropyRange(result),
    });
  }

  /** How uniform attention is in the first and in the last block, as shares of log T. */
  entropyRange(result: Propagation | undefined): string {
    const nats = result && reached(result);
    if (!nats?.length) return nothing;
    const T = Math.log(32);
    return fill(this.strings.range, { first: fixed(nats[0]! / T, 2), last: fixed(last(nats)! / T, 2) }); // prettier-ignore
  }

  /** Marks the floor that is pointed at. */
  drawPointed(): void {
    this.parts.tower.floor = this.floor.value;
  }

  /** What is on the floor that is pointed at. */
  caption(): string {
    const { model, strings } = this;
    const { run, current } = model.shown;
    const block = this.floor.value;
    const { width } = model.state.value;
    if (block >= 1 && run && block <= run.spec.depth) {
      const { forward, backward, predicted, inputShare } = run.result;
      const values = { forward, backward, predicted, share: inputShare };
      const texts = Object.entries(values).map(([name, of]) => [name, significant(of[block])]);
      return fill(strings.floor, { block, ...Object.fromEntries(texts) });
    }
    const narrow = current && width < 64 ? ` ${fill(strings.narrow, { width })}` : "";
    return strings.help + narrow;
  }

  /** What the query that is pointed at attends to. */
  rowCaption(): string {
    const { model, strings } = this;
    const { queries, keys, probabilities, entropy } = model.attention.value;
    const i = this.row.value;
    if (i < 0 || i >= queries) return strings.rowHelp;
    const taken = Array.from(probabilities).slice(i * keys, (i + 1) * keys);
    const most = Math.max(...taken);
    const key = taken.indexOf(most) + 1;
    const share = fixed(entropy[i]! / Math.log(keys));
    return fill(strings.row, { row: i + 1, most: fixed(most), key, share, keys });
  }

  fault(): Fault | undefined {
    const { model, strings } = this;
    const { fault } = strings;
    const progress = model.runner.progress.value;
    const { run, current } = model.shown;
    if (progress.kind === "failed") {
      const message = fill(fault.failed, { reason: progress.reason ?? "" });
      return { message, fix: { label: fault.retry, apply: () => model.runner.request(model.spec.value) } }; // prettier-ignore
    }
    if (progress.kind === "waiting") {
      const time = duration(progress.estimate!);
      return { message: fill(fault.long, { time }), fix: { label: fault.run, apply: () => model.runner.request(model.spec.value, true) } }; // prettier-ignore
    }
    if (run === undefined || !current || run.result.overflowLayer < 0) return undefined;
    const { overflowLayer: block, forward } = run.result;
    const up = forward[block] === Infinity;
    const message = fill(up ? fault.overflow : fault.gradient, { block });
    const fix =
      model.state.value.gain !== undefined
        ? { label: fault.fit, apply: () => model.setGain(undefined) }
        : { label: fault.prenorm, apply: () => model.setBlocks("pre") };
    return { message, fix, note: true };
  }
}

/** A duration in words. */
export function duration(milliseconds: number): string {
  return milliseconds < 950 ? `${significant(milliseconds, 2)} ms` : `${fixed(milliseconds / 1000, 1)} s`; // prettier-ignore
}

/** The last block's value. */
export function last(values: ArrayLike<number> | undefined): number | undefined {
  return values?.[values.length - 1];
}

/** The gradient at the input, over that at the last state that is finite: an infinite signal has none. */
export function gradientRatio({ backward }: Propagation): number {
  return backward[0]! / backward.findLast((value) => value < Infinity)!;
}

/** What is left of the input; nothing can be said of it in an infinite signal. */
export function shareLeft({ forward, inputShare }: Propagation): number | undefined {
  return last(forward) === Infinity ? undefined : last(inputShare);
}

/** The entropies of the blocks that were computed: those above an infinite one were not. */
function reached({ attentionEntropy, forward }: Propagation): Float64Array {
  const infinite = forward.indexOf(Infinity);
  return infinite < 0 ? attentionEntropy : attentionEntropy.slice(0, infinite - 1);
}
