import { computed, effect, type ReadonlySignal } from "@preact/signals-core";
import type { BlockSpec, Lemmata } from "lemmata";
import { clamp } from "../kit/scale.ts";
import { PageState } from "../kit/state.ts";
import { attentionOf, drawHead, entropies, ownHead, sharesOf, specOf, type Attention } from "./evaluate.ts"; // prettier-ignore
import { opened } from "./opened.ts";
import { presets, type Preset, type PresetName } from "./presets.ts";
import { Runner, type Run } from "./runner.ts";
import { bounds, codecs, defaults, powerOfTwo, repair, type BlockKind, type InitializationState, type Tokens } from "./state.ts"; // prettier-ignore

/** The page's state, what the package makes of it, and the moves a reader has. */
export class InitializationModel {
  readonly state = new PageState<InitializationState>({ defaults, codecs, repair });
  readonly runner = new Runner();
  readonly spec: ReadonlySignal<BlockSpec>;
  readonly attention: ReadonlySignal<Attention>;
  /** Mean entropies over the dimension of a head: with 1/√d, without, and as the page has it. */
  readonly entropies: ReadonlySignal<{ sqrt: number[]; none: number[]; chosen: number[] }>;
  /** What theory says is left of the input. */
  readonly shares: ReadonlySignal<number[] | undefined>;
  /** The factor of the weights that keeps the scale of what the activation hands on. */
  readonly fittedGain: ReadonlySignal<number>;

  constructor(lemmata: Lemmata) {
    const { signal: state } = this.state;
    const part = <K extends keyof InitializationState>(key: K) => computed(() => state.value[key]);
    const [gain, seed, scale, head] = [part("gain"), part("seed"), part("scale"), part("head")];
    const [own, blocks, activation] = [part("own"), part("blocks"), part("activation")];
    // By its text: what does not change the network runs nothing anew.
    const text = computed(() => JSON.stringify(specOf(state.value)));
    this.spec = computed(() => JSON.parse(text.value) as BlockSpec);
    const law = computed(() => ({ seed: seed.value, ...(gain.value !== undefined && { gain: gain.value }) })); // prettier-ignore
    this.attention = computed(() => {
      const drawn = { ...law.value, scale: scale.value, gain: law.value.gain };
      const pair = own.value.length > 0 ? ownHead(own.value) : drawHead(lemmata, head.value, drawn);
      return attentionOf(lemmata, pair, scale.value);
    });
    this.entropies = computed(() => {
      const drawn = { seed: seed.value, gain: gain.value };
      const [sqrt, none] = [entropies(lemmata, "sqrt", drawn), entropies(lemmata, "none", drawn)];
      const chosen = { sqrt, none }[scale.value as string] ?? entropies(lemmata, scale.value, drawn); // prettier-ignore
      return { sqrt, none, chosen };
    });
    this.shares = computed(() => sharesOf(lemmata, state.value));
    this.fittedGain = computed(() =>
      // A transformer's other weights read what is normalized.
      blocks.value === "layers"
        ? lemmata.initialization.activationMoments(activation.value).secondMomentGain
        : 1,
    );
    this.runner.keep({ spec: specOf(defaults), result: opened, milliseconds: 0 });
    effect(() => this.runner.request(this.spec.value));
  }

  /** The run on show, and whether it is of the network that is asked for. */
  get shown(): { run: Run | undefined; current: boolean } {
    const run = this.runner.run.value;
    const current = run !== undefined && JSON.stringify(run.spec) === JSON.stringify(this.spec.value); // prettier-ignore
    return { run, current };
  }

  /** α as it is, its kind's own where it is not given. */
  get alpha(): number {
    return this.state.value.alpha ?? this.ownAlpha;
  }
  get ownAlpha(): number {
    return this.state.value.blocks === "rezero" ? 0 : 1;
  }
  get gain(): number {
    return this.state.value.gain ?? this.fittedGain.value;
  }

  begin(): void {
    this.state.begin();
  }

  end(): void {
    this.state.end();
  }

  setDepth(depth: number): void {
    this.change({ depth: Math.round(clamp(depth, bounds.depth.min, bounds.depth.max)) });
  }

  /** Gives all weights a gain; undefined for the one that fits. */
  setGain(gain: number | undefined): void {
    const { min, max } = bounds.gain;
    this.change({ gain: gain === undefined ? undefined : clamp(gain, min, max) });
  }

  setAlpha(alpha: number | undefined): void {
    const { min, max } = bounds.alpha;
    this.change({ alpha: alpha === undefined ? undefined : clamp(alpha, min, max) });
  }

  setCut(cut: number): void {
    this.change({ cut: clamp(cut, bounds.cut.min, bounds.cut.max) });
  }

  /** The width, to a power of two; a head is no wider. */
  setWidth(width: number): void {
    const power = powerOfTwo(width, bounds.width);
    this.change({ width: power, head: Math.min(this.state.value.head, power) });
  }

  /** The dimension of a head, to a power of two; the network is no narrower. */
  setHead(head: number): void {
    const power = powerOfTwo(head, bounds.head);
    const { width } = this.state.value;
    this.change({ head: power, width: Math.max(width, power), own: [] });
  }

  setSeed(seed: number): void {
    this.change({ seed: Math.round(clamp(seed, bounds.seed.min, bounds.seed.max)), own: [] });
  }

  nextSeed(): void {
    this.setSeed((this.state.value.seed + 1) % bounds.seed.max);
  }

  /** Another kind of blocks, with its own α. */
  setBlocks(blocks: BlockKind): void {
    this.change({ blocks, alpha: undefined });
  }

  choosePreset(name: PresetName): void {
    this.change({ ...presets[name], own: [] });
  }

  /** The preset the page shows, if it still does. */
  get preset(): PresetName | undefined {
    const state = this.state.value;
    return (Object.keys(presets) as PresetName[]).find((name) => {
      const preset: Preset = presets[name];
      return (Object.keys(preset) as (keyof Preset)[]).every((key) => preset[key] === state[key]);
    });
  }

  /** Takes the reader's queries and keys. */
  take(own: Tokens): void {
    this.change({ own });
  }

  change(change: Partial<InitializationState>): void {
    if (this.state.dragging.value) this.state.update(change);
    else this.state.set(change);
  }
}
