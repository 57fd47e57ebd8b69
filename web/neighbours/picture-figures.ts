import type { Fault } from "../kit/fault.ts";
import { gesturesOf, on } from "../kit/figure.ts";
import { fill, fixed, nothing, significant } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { errorChart, errorEnds } from "./error-chart.ts";
import type { en } from "./en.ts";
import type { NeighboursModel } from "./model.ts";
import type { PictureModel } from "./picture-model.ts";
import type { Bytes, PicturePair } from "./picture-pair.ts";
import { rankOf } from "./sketch.ts";
import type { SpectrumChart } from "./spectrum-chart.ts";
import type { Greys } from "./state.ts";

export interface PictureParts {
  pair: PicturePair;
  spectrum: SpectrumChart;
  errors: LineChart;
}

/** The linked figures of a picture and its sketch: what they say moves the model, what is found they draw. */
export class PictureFigures {
  readonly model: NeighboursModel;
  #original: { of: Greys; bytes: Bytes } | undefined;
  #sketch: { of: Uint8ClampedArray; bytes: Bytes } | undefined;
  #ends: readonly [number, number] | undefined;

  constructor(
    readonly parts: PictureParts,
    readonly picture: PictureModel,
    readonly strings: (typeof en)["live"],
  ) {
    const { spectrum } = parts;
    const model = (this.model = picture.model);
    gesturesOf([spectrum], model.state);
    on<{ rank: number }>(spectrum, "rankchange", (change) => model.move(change));
    on<{ oversample: number }>(spectrum, "oversamplechange", (change) => model.move(change));
  }

  draw(): void {
    const { model, picture, strings } = this;
    const words = strings.picture;
    const { rank, oversample } = model.state.value;
    const dragging = model.state.dragging.value;
    const { greys } = picture;
    const { rows, cols } = greys;
    const { sketched, exact, job } = picture.found.value;
    if (this.#original?.of !== greys) {
      const bytes = Uint8ClampedArray.from(greys.data, (grey) => grey * 255);
      this.#original = { of: greys, bytes: { bytes, rows, cols } };
    }
    if (sketched !== undefined && this.#sketch?.of !== sketched.bytes)
      this.#sketch = { of: sketched.bytes, bytes: { bytes: sketched.bytes, rows, cols } };
    const { error } = this.errors();
    this.parts.pair.pair = {
      original: this.#original.bytes,
      sketch: sketched && this.#sketch?.bytes,
      labels: [fill(words.original, { rows, cols }), fill(words.sketch, { k: sketched?.S.length ?? rank })],
    }; // prettier-ignore
    this.parts.spectrum.spectrum = {
      most: Math.min(rows, cols),
      exact: exact?.S,
      sketched: sketched?.S,
      rank,
      oversample,
      dragging,
      words: {
        value: words.value,
        index: words.index,
        rank: { label: words.rank, text: fill(words.rankText, { k: rank, error: this.share(error) }) }, // prettier-ignore
        oversample: { label: words.oversample, text: fill(words.oversampleText, { p: oversample, columns: rank + oversample }) }, // prettier-ignore
      },
    };
    const { tails, errors } = picture.found.value;
    if (tails === undefined || job === undefined) return;
    if (!dragging || this.#ends === undefined) this.#ends = errorEnds(tails);
    const best = error === undefined ? undefined : { rank: sketched!.S.length, error };
    this.parts.errors.data = errorChart(tails, errors, best, job, this.#ends, words);
  }

  fault(): Fault | undefined {
    const { model, picture } = this;
    const strings = this.strings.fault;
    const failure = picture.failure.value;
    if (failure?.startsWith("LemmataError")) {
      const reason = failure.replace(/^LemmataError:\s*/, "");
      const fix = { label: strings.failedFix, apply: () => model.nextSeed("sketch") };
      return { message: fill(strings.failed, { reason }), fix };
    }
    if (failure !== undefined) {
      const fix = { label: strings.workerFix, apply: () => picture.again() };
      return { message: fill(strings.worker, { reason: failure }), fix };
    }
    const { rank, oversample } = model.state.value;
    const { rows, cols } = picture.size;
    const most = Math.min(rows, cols);
    const note = (
      message: string,
      label: string,
      change: { rank?: number; oversample?: number },
    ): Fault => ({
      // prettier-ignore
      message,
      fix: { label, apply: () => model.move(change) },
      note: true,
    });
    if (rank > most)
      return note(fill(strings.tooLow, { k: rank, most }), fill(strings.overFix, { rank: most }), { rank: most }); // prettier-ignore
    const { exact } = picture.found.value;
    const real = exact && rankOf(exact.S);
    if (real !== undefined && rank > real)
      return note(fill(strings.over, { rank: real }), fill(strings.overFix, { rank: real }), { rank: real }); // prettier-ignore
    if (rank + oversample <= most) return undefined;
    const p = most - rank;
    return note(fill(strings.clamp, { columns: rank + oversample, most }), fill(strings.clampFix, { p }), { oversample: p }); // prettier-ignore
  }

  caption(): string {
    const { help, stopped } = this.strings.picture;
    return this.picture.stopped.value ? stopped : help;
  }

  /** The sketch's error in one sentence; none until there is a sketch. */
  summary(): string {
    const { sketched } = this.picture.found.value;
    const { error, best, times } = this.errors();
    if (sketched === undefined || best === undefined) return "";
    const [k, words] = [sketched.S.length, this.strings.picture];
    const sentence = times === undefined ? words.summaryWhole : words.summary;
    return fill(sentence, { k, error: this.share(error), times: fixed(times, 2) });
  }

  /** The sketch's error, the least one of its rank, and their ratio: shares of ‖A‖. */
  errors(): { error?: number; best?: number; times?: number } {
    const { sketched, tails } = this.picture.found.value;
    if (sketched === undefined || sketched.norm === 0) return {};
    const error = sketched.error / sketched.norm;
    if (tails === undefined) return { error };
    const best = tails[sketched.S.length]! / sketched.norm;
    // Where nothing but rounding is left, the ratio says nothing.
    return best < 1e-9 ? { error, best } : { error, best, times: error / best };
  }

  share(value: number | undefined): string {
    if (value === undefined) return nothing;
    const { share } = this.strings.picture;
    return fill(share, { n: value >= 1e-4 ? fixed(100 * value, 2) : significant(100 * value, 2) });
  }
}
