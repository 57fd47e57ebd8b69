import type { ReadonlySignal } from "@preact/signals-core";
import type { Lemmata, Propagation } from "lemmata";
import { announce } from "../kit/announce.ts";
import { showFault, type Fault } from "../kit/fault.ts";
import { fill, fixed, nothing, significant } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { writeSlots } from "../kit/slots.ts";
import type { AttentionMap } from "./attention-map.ts";
import { entropyChart, headChart, shareChart, shareEnd } from "./charts.ts";
import type { en } from "./en.ts";
import { shareOf } from "./evaluate.ts";
import type { InitializationModel } from "./model.ts";
import type { SignalTower } from "./signal-tower.ts";
import { bounds } from "./state.ts";
import type { ValueStrip } from "./value-strip.ts";

export interface ShowSources {
  model: InitializationModel;
  lemmata: Lemmata;
  strings: (typeof en)["live"];
  figures: {
    tower: SignalTower;
    gain: ValueStrip;
    alpha: ValueStrip;
    map: AttentionMap;
    heads: LineChart;
    shares: LineChart;
    entropies: LineChart;
  };
  /** The floor and the row of the map that are pointed at; −1 for none. */
  floor: ReadonlySignal<number>;
  row: ReadonlySignal<number>;
}

/** Brings the model's state into figures, numbers and sentences. */
export class Show {
  readonly #from: ShowSources;
  #low = -1;

  constructor(from: ShowSources) {
    this.#from = from;
  }

  /** The tower and its strips. */
  network(): void {
    const { model, strings, figures } = this.#from;
    const { depth, blocks, activation } = model.state.value;
    const { run, current } = model.shown;
    const dragging = model.state.dragging.value;
    const words = strings.tower;
    const result = run?.result;
    const nothingYet = new Float64Array(0);
    figures.tower.tower = {
      depth,
      forward: result?.forward ?? nothingYet,
      backward: result?.backward ?? nothingYet,
      predicted: result?.predicted ?? nothingYet,
      share: result?.inputShare ?? nothingYet,
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
    const reading =
      this.#from.lemmata.initialization.activationMoments(activation).secondMomentGain;
    const value = fixed(model.gain, 3);
    const percent = Math.round((100 * model.gain) / fitted);
    figures.gain.strip = {
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
    figures.alpha.strip = {
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
      figures.shares.data = shareChart({ shares, theory, plain: idle, low: this.#low }, strings);
      figures.entropies.data = entropyChart(reached(result), run.spec.depth, strings);
    }
  }

  attention(): void {
    const { model, strings, figures } = this.#from;
    const { queries, keys, probabilities, entropy, logitStd } = model.attention.value;
    const { scale, head, own } = model.state.value;
    const share = Array.from(entropy, (h) => h / Math.log(keys));
    figures.map.rows = {
      queries,
      keys,
      probabilities,
      share,
      words: own.length > 0 ? { ...strings.map, ...strings.ownMap } : strings.map,
    };
    figures.heads.data = headChart({ ...model.entropies.value, scale, head }, strings);
    writeSlots({
      "head-entropy": fixed(shareOf(entropy, keys)),
      "logit-std": fixed(logitStd, 2),
    });
  }

  numbers(): void {
    const { model, strings, lemmata } = this.#from;
    const { depth, activation, head, blocks, gain } = model.state.value;
    const { run, current } = model.shown;
    const { kind } = model.runner.progress.value;
    const moments = lemmata.initialization.activationMoments(activation);
    const reading = gain ?? moments.secondMomentGain;
    const factor = reading * Math.sqrt(moments.second);
    const last = (values: ArrayLike<number> | undefined): number | undefined => values?.[values.length - 1]; // prettier-ignore
    // A network that waits, was stopped or failed has no numbers, and the last one's are not its own.
    const has = current || kind === "running" || kind === "idle";
    const result = has ? run?.result : undefined;
    const share = last(result?.forward) === Infinity ? undefined : last(result?.inputShare);
    // An infinite signal has no gradient: it starts at the last state that is finite.
    const start = result && result.backward.findLast((value) => value < Infinity);
    const gradient = result && result.backward[0]! / start!;
    const nats = result && reached(result);
    const T = Math.log(32);
    const entropy = nats?.length ? fill(strings.range, { first: fixed(nats[0]! / T, 2), last: fixed(last(nats)! / T, 2) }) : nothing; // prettier-ignore
    writeSlots({
      forward: significant(last(result?.forward)),
      predicted: significant(last(result?.predicted)),
      gradient: significant(gradient),
      share: blocks === "layers" ? "0" : significant(share),
      entropy,
      gain: fixed(reading),
      second: fixed(moments.second),
      factor: fixed(factor),
      depth: String(depth),
      power: significant(factor ** depth),
      d: String(head),
      "post-share": significant(lemmata.initialization.residualWeights(2 * depth, "post")[0]),
      "pre-share": significant(lemmata.initialization.residualWeights(2 * depth, "pre")[0]),
    });
    if (!current) return;
    announce(
      fill(strings.summary, {
        depth,
        forward: significant(last(result?.forward)),
        gradient: significant(gradient),
        share: significant(share),
        entropy,
      }),
    );
  }

  /** What follows the pointer: the captions speak of the floor and the query under it. */
  pointed(): void {
    const { model, strings, floor, row } = this.#from;
    const { run, current } = model.shown;
    const block = floor.value;
    const { width } = model.state.value;
    const narrow = current && width < 64 ? ` ${fill(strings.narrow, { width })}` : "";
    write("caption", strings.help + narrow);
    if (block >= 1 && run && block <= run.spec.depth) {
      const { forward, backward, predicted, inputShare } = run.result;
      const values = { forward, backward, predicted, share: inputShare };
      const texts = Object.entries(values).map(([name, of]) => [name, significant(of[block])]);
      write("caption", fill(strings.floor, { block, ...Object.fromEntries(texts) }));
    }
    const { queries, keys, probabilities, entropy } = model.attention.value;
    const i = row.value;
    if (i < 0 || i >= queries) return write("row-caption", strings.rowHelp);
    const taken = Array.from(probabilities).slice(i * keys, (i + 1) * keys);
    const most = Math.max(...taken);
    const key = taken.indexOf(most) + 1;
    const share = fixed(entropy[i]! / Math.log(keys));
    write("row-caption", fill(strings.row, { row: i + 1, most: fixed(most), key, share, keys }));
  }

  fault(): void {
    showFault(this.#fault());
  }

  #fault(): Fault | undefined {
    const { model, strings } = this.#from;
    const { fault } = strings;
    const progress = model.runner.progress.value;
    const { run, current } = model.shown;
    if (progress.kind === "failed") {
      const message = fill(fault.failed, { reason: progress.reason ?? "" });
      return { message, fix: { label: fault.retry, apply: () => model.runner.request(model.spec.value) } }; // prettier-ignore
    }
    if (progress.kind === "waiting") {
      const time = this.time(progress.estimate!);
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

  /** A duration in words. */
  time(milliseconds: number): string {
    return milliseconds < 950 ? `${significant(milliseconds, 2)} ms` : `${fixed(milliseconds / 1000, 1)} s`; // prettier-ignore
  }
}

/** The entropies of the blocks that were computed: those above an infinite one were not. */
function reached({ attentionEntropy, forward }: Propagation): Float64Array {
  const infinite = forward.indexOf(Infinity);
  return infinite < 0 ? attentionEntropy : attentionEntropy.slice(0, infinite - 1);
}

function write(id: string, text: string): void {
  const element = document.getElementById(id)!;
  if (element.textContent !== text) element.textContent = text;
}
