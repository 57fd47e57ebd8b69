import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { Entropy, NormalizedDistribution } from "lemmata";
import { clamp } from "../kit/scale.ts";
import { pageAddress, PageState } from "../kit/state.ts";
import { evaluate, type Evaluation } from "./evaluate.ts";
import { presets, scaled, type PresetName } from "./presets.ts";
import { codecs, defaults, type Distribution, type EntropyState } from "./state.ts";

/** The page's state, what the package makes of it, and the moves a reader has. */
export class EntropyModel {
  readonly state: PageState<EntropyState>;
  /** Which bar the fields speak of; not part of the state that is shared and undone. */
  readonly selected = signal(0);
  readonly evaluation: ReadonlySignal<Evaluation>;
  /** The last answer for as many outcomes: what stays, faded, where there is none. */
  readonly shown: ReadonlySignal<NormalizedDistribution | undefined>;
  /** Where the axis of γ ends; it stays while a gesture goes on. */
  readonly gammaEnd: ReadonlySignal<number>;
  readonly #entropy: Entropy;
  // The probabilities a gesture began with: dragging there and back restores every bit.
  #base: readonly number[] | undefined;

  constructor(entropy: Entropy, address = pageAddress) {
    this.state = new PageState({ defaults, codecs, address });
    this.#entropy = entropy;
    let end = 6;
    this.gammaEnd = computed(() => {
      const { distribution, target } = this.state.value;
      if (!this.state.dragging.value) {
        const found = evaluate(entropy, distribution.p, target, 6).normalized?.gamma ?? 1;
        end = found < 5.7 ? 6 : Number.isFinite(found) ? niceEnd(found * 1.15) : 20;
      }
      return end;
    });
    this.evaluation = computed(() => {
      const { distribution, target } = this.state.value;
      return evaluate(entropy, distribution.p, target, this.gammaEnd.value);
    });
    let last: NormalizedDistribution | undefined;
    this.shown = computed(() => {
      const { normalized } = this.evaluation.value;
      const fits = last?.probabilities.length === this.state.value.distribution.p.length;
      last = normalized ?? (fits ? last : undefined);
      return last;
    });
  }

  begin(): void {
    this.#base = this.state.value.distribution.p;
    this.state.begin();
  }

  end(): void {
    this.#base = undefined;
    this.state.end();
  }

  /** Gives one outcome a probability; the others keep their odds. With `odds`, their weights. */
  setProbability(index: number, value: number, odds = false): void {
    const { names, p } = this.state.value.distribution;
    const base = this.#base ?? p;
    const moved = withProbability(base, index, odds ? value / (1 - base[index]! + value) : value);
    this.#change({ distribution: { preset: undefined, p: moved, names } });
  }

  /** Moves the target, in nats. */
  setTarget(nats: number): void {
    const { p } = this.state.value.distribution;
    this.#change({ target: clamp(nats, 0, Math.log(p.length)) });
  }

  /** Moves the target to the entropy that this exponent has. */
  setGamma(gamma: number): void {
    const { p } = this.state.value.distribution;
    this.setTarget(this.#entropy.curve(p, [Math.max(0, gamma)]).entropy[0]!);
  }

  choosePreset(preset: PresetName): void {
    const { p, target } = presets[preset];
    this.selected.value = 0;
    this.state.set({ distribution: { preset, p, names: undefined }, target });
  }

  /** Takes other outcomes; the target stays where it can. */
  setDistribution(distribution: Distribution): void {
    const { min, max } = this.#entropy.reachable(distribution.p);
    this.selected.value = 0;
    this.state.set({ distribution, target: clamp(this.state.value.target, min, max) });
  }

  select(index: number): void {
    this.selected.value = clamp(Math.round(index), 0, this.state.value.distribution.p.length - 1);
  }

  /** What an outcome is called: its name, or its number from 1. */
  nameOf(index: number): string {
    return this.state.value.distribution.names?.[index] ?? String(index + 1);
  }

  #change(change: Partial<EntropyState>): void {
    if (this.state.dragging.value) this.state.update(change);
    else this.state.set(change);
  }
}

function withProbability(base: readonly number[], index: number, value: number): readonly number[] {
  if (value === base[index]) return base;
  const wanted = clamp(value, 0, 1);
  const rest = 1 - base[index]!;
  const others = base.length - 1;
  const moved = base.map((p, i) => {
    if (i === index) return wanted;
    return rest > 0 ? (p * (1 - wanted)) / rest : (1 - wanted) / others;
  });
  return scaled(moved);
}

function niceEnd(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 3, 4, 6, 8, 10].map((step) => step * unit).find((end) => end >= value)!;
}
