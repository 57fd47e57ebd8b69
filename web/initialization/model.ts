import { computed, effect, signal, type ReadonlySignal } from "@preact/signals-core";
import type { BlockSpec, Lemmata, Propagation } from "lemmata";
import { clamp } from "../kit/scale.ts";
import { pageAddress, PageState } from "../kit/state.ts";
import { attentionOf, drawHead, entropies, ownHead, sharesOf, specOf, type Attention } from "./evaluate.ts"; // prettier-ignore
import { presets, type Preset, type PresetName } from "./presets.ts";
import { Runner, type Run } from "./runner.ts";
import type { Band } from "./tower.ts";
import { bounds, codecs, defaults, powerOfTwo, repair, type BlockKind, type InitializationState, type Tokens } from "./state.ts"; // prettier-ignore

/** Below this width one draw misleads, and so many others are made. */
const narrow = 64;
const others = 8;

/** The page's state, what the package makes of it, and the moves a reader has. */
export class InitializationModel {
  readonly state: PageState<InitializationState>;
  readonly runner = new Runner();
  readonly spec: ReadonlySignal<BlockSpec>;
  readonly attention: ReadonlySignal<Attention>;
  /** Mean entropies over the dimension of a head: with 1/√d, without, and as the page has it. */
  readonly entropies: ReadonlySignal<{ sqrt: number[]; none: number[]; chosen: number[] }>;
  /** Where other seeds lead, where the network is so narrow that one draw misleads. */
  readonly band = signal<Band | undefined>(undefined);
  /** What theory says is left of the input. */
  readonly shares: ReadonlySignal<number[] | undefined>;
  /** The factor of the weights that keeps the scale of what the activation hands on. */
  readonly fittedGain: ReadonlySignal<number>;

  /** `opened` is the opening's network, which is seen before a worker has started. */
  constructor(lemmata: Lemmata, opened: Propagation, address = pageAddress) {
    this.state = new PageState({ defaults, codecs, repair, address });
    const { signal: state, dragging } = this.state;
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
    effect(() => void this.#spread(dragging.value));
  }

  /** The run on show, and whether it is of the network that is asked for. */
  get shown(): { run: Run | undefined; current: boolean } {
    const run = this.runner.run.value;
    const current = run !== undefined && JSON.stringify(run.spec) === JSON.stringify(this.spec.value); // prettier-ignore
    return { run, current };
  }

  async #spread(dragging: boolean): Promise<void> {
    const { run, current } = this.shown;
    this.band.value = undefined;
    if (run === undefined || !current || dragging || run.spec.width >= narrow) return;
    const { spec } = run;
    const seeds = Array.from(
      { length: others },
      (_, i) => (Number(spec.seed) + i + 1) % bounds.seed.max,
    );
    const runs = await Promise.all(seeds.map((seed) => this.runner.aside({ ...spec, seed })));
    if (this.runner.run.value !== run || !this.shown.current) return;
    const ends = (end: (...values: number[]) => number): number[] =>
      Array.from(run.result.forward, (_, block) =>
        end(...runs.map(({ result }) => result.forward[block]!)),
      );
    const [low, high] = [ends(Math.min), ends(Math.max)];
    // Silence and overflow have no place on the axis.
    if (low.every((value) => value > 0) && high.every(Number.isFinite))
      this.band.value = { low, high };
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
