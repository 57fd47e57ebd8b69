import { computed, effect, signal, untracked, type ReadonlySignal } from "@preact/signals-core";
import type { Lemmata, Penalty } from "lemmata";
import type { View } from "../kit/plane.ts";
import { clamp } from "../kit/scale.ts";
import { pageAddress, PageState } from "../kit/state.ts";
import { atProbe, upright, Held, nearestAlive, overSamples, placesIn, scattered, shownNumbers, type AtProbe, type OverSamples, type Sides } from "./evaluate.ts"; // prettier-ignore
import { edgesOf, flattened, type Edge, type Hidden, type Numbers } from "./network.ts";
import { presets, samplesByName, type PresetName, type Sample, type Start } from "./presets.ts";
import { codecs, defaults, limits, type PenaltyState, type Place } from "./state.ts";
import type { Task } from "./training-protocol.ts";
import { Training } from "./training.ts";

export const probes = 160;
const grain = 1e3;

/** The page's state, what the package makes of it, and the moves a reader has. */
export class PenaltyModel {
  readonly state: PageState<PenaltyState>;
  readonly training = new Training();
  /** The weight the fields speak of, by its number; not part of the state that is shared and undone. */
  readonly selected = signal(0);
  readonly view: ReadonlySignal<View>;
  readonly task: ReadonlySignal<Task>;
  /** The network after the step of training that is shown, before it is scaled. */
  readonly trained: ReadonlySignal<Numbers>;
  readonly held: ReadonlySignal<Held>;
  readonly probe: ReadonlySignal<AtProbe>;
  readonly samples: ReadonlySignal<OverSamples>;
  readonly scatter: ReadonlySignal<ReturnType<typeof scattered>>;
  readonly sides: ReadonlySignal<Sides>;
  #asked: Task | undefined;
  #trained: Numbers | undefined;
  #held: Held | undefined;

  constructor({ penalty }: Pick<Lemmata, "penalty">, address = pageAddress) {
    this.state = new PageState({ defaults, codecs, address });
    const { signal: state } = this.state;
    const pick = <K extends keyof PenaltyState>(key: K) => computed(() => state.value[key]);
    const [startAt, points, norm, at] = [pick("start"), pick("samples"), pick("norm"), pick("probe")]; // prettier-ignore
    const [rate, inputPenalty, parameterPenalty] = [pick("rate"), pick("inputPenalty"), pick("parameterPenalty")]; // prettier-ignore
    const [step, scale, mode] = [pick("step"), pick("scale"), pick("mode")];
    const begun = computed(() => numbersOf(penalty, startAt.value));
    this.view = computed(() => viewOf(points.value.points));
    this.task = computed(() =>
      taskOf(begun.value, {
        samples: points.value,
        rate: rate.value,
        inputPenalty: inputPenalty.value,
        parameterPenalty: parameterPenalty.value,
      }),
    );
    this.trained = computed(() => this.#after(step.value));
    this.held = computed(() => {
      const next = new Held(penalty, shownNumbers(this.trained.value, scale.value));
      this.#held?.dispose();
      return (this.#held = next);
    });
    this.probe = computed(() => atProbe(this.held.value, at.value, norm.value));
    this.samples = computed(() => overSamples(this.held.value, points.value.points, norm.value));
    this.scatter = computed(() => scattered(this.held.value, placesIn(probes, this.view.value), norm.value)); // prettier-ignore
    this.sides = computed(() =>
      mode.value === "probe" ? this.probe.value.sides : this.samples.value[mode.value],
    );
    effect(() => {
      const task = this.task.value;
      // While a weight is in hand nothing that training brings is shown.
      if (this.state.dragging.value && step.value === 0) return;
      untracked(() => {
        if (this.#asked !== task) this.training.request(task);
        this.#asked = task;
      });
    });
  }

  /** Whether the network that is shown is that of the step that is asked for. */
  get settled(): boolean {
    const { step } = this.state.value;
    const known = this.known;
    if (step === 0) return true;
    if (known === undefined) return false;
    return known.last >= step || known.stopped || known.failure !== undefined;
  }

  /** The training of the present settings, as far as it is known. */
  get known() {
    const known = this.training.trajectory.value;
    return known?.task === this.task.value ? known : undefined;
  }

  // While a training is on its way, what was shown before stays.
  #after(step: number): Numbers {
    const { start } = this.task.value;
    const { known } = this;
    const fits = this.#trained?.parameters.length === start.parameters.length && this.#trained.activation === start.activation; // prettier-ignore
    if (step === 0) this.#trained = start;
    else if (known !== undefined) {
      this.#trained = { ...start, parameters: known.snapshots[Math.min(step, known.last)]! };
    } else if (!fits) this.#trained = start;
    return this.#trained!;
  }

  /** Trains again what was stopped, or did not start. */
  retrain(): void {
    this.training.request(this.task.value);
  }

  get edges(): readonly Edge[] {
    return edgesOf(this.task.value.start.sizes);
  }

  /** The weight that is selected, or the last where an undone network had more. */
  get edge(): Edge & { number: number; value: number } {
    const number = Math.min(this.selected.value, this.edges.length - 1);
    const edge = this.edges[number]!;
    return { ...edge, number, value: this.held.value.numbers.parameters[edge.at]! };
  }

  begin(): void {
    this.state.begin();
  }
  end(): void {
    this.state.end();
  }

  select(number: number): void {
    this.selected.value = clamp(Math.round(number), 0, this.edges.length - 1);
  }

  /** Gives the selected weight a value; what was trained is from now on where training begins. */
  setWeight(value: number): void {
    const { numbers } = this.held.value;
    const parameters = Float64Array.from(numbers.parameters);
    parameters[this.edge.at] = clamp(rounded(value), -limits.weight, limits.weight);
    this.change({ start: { ...numbers, seed: undefined, numbers: [...parameters] }, step: 0, scale: 1 }); // prettier-ignore
  }

  moveProbe({ x, y }: Place): void {
    const view = this.view.value;
    const inside = (value: number, middle: number, half: number): number =>
      rounded(clamp(value, middle - half, middle + half));
    this.change({ probe: { x: inside(x, view.x, view.half), y: inside(y, view.y, upright * view.half) } }); // prettier-ignore
  }

  /** Takes the probe where f has a slope. */
  wake(): void {
    const place = nearestAlive(this.held.value, this.state.value.probe, this.view.value.half);
    if (place !== undefined) this.moveProbe(place);
  }

  setPenalties(input: number, parameter: number): void {
    this.change({
      inputPenalty: clamp(rounded(input, 1e4), 0, limits.inputPenalty),
      parameterPenalty: clamp(rounded(parameter, 1e5), 0, limits.parameterPenalty),
    });
  }

  setScale(scale: number): void {
    this.change({ scale: clamp(rounded(scale), limits.scale.least, limits.scale.most) });
  }

  setRate(rate: number): void {
    this.change({ rate: clamp(rate, limits.rate.least, limits.rate.most) });
  }

  setStep(step: number): void {
    this.change({ step: clamp(Math.round(step), 0, this.known?.last ?? limits.steps) });
  }

  /** A new random network of eight and eight neurons. */
  begunFrom(seed: number, activation: Hidden = this.state.value.start.activation): void {
    const whole = clamp(Math.round(seed), 0, limits.seed);
    this.change({ start: { sizes: [2, 8, 8, 1], activation, seed: whole, numbers: undefined } });
  }

  choosePreset(name: PresetName): void {
    this.change(stateOf(name));
  }

  /** Which preset this is, whatever the probe and the step. */
  get preset(): PresetName | undefined {
    const keys = ["start", "samples", "rate", "inputPenalty", "parameterPenalty", "scale", "norm", "mode"] as const; // prettier-ignore
    const write = (state: PenaltyState): string =>
      keys.map((key) => codecs[key].write(state[key] as never)).join("&");
    const now = write(this.state.value);
    return (Object.keys(presets) as PresetName[]).find((name) => write(stateOf(name)) === now);
  }

  /** Takes the reader's samples. */
  take(points: readonly Sample[]): void {
    const { x, y } = viewOf(points);
    this.change({ samples: { name: undefined, points }, probe: { x: rounded(x), y: rounded(y) } });
  }

  change(change: Partial<PenaltyState>): void {
    if (this.state.dragging.value) this.state.update(change);
    else this.state.set(change);
  }
}

/** A preset as a whole state. */
export function stateOf(name: PresetName): PenaltyState {
  const { samples, ...change } = { samples: undefined, ...presets[name] } as {
    samples?: { name: keyof typeof samplesByName };
  } & Partial<Omit<PenaltyState, "samples">>;
  const named = samples && { samples: { name: samples.name, points: samplesByName[samples.name] } };
  return { ...defaults, ...change, ...named };
}

/** The whole training of a network. */
export function taskOf(
  start: Numbers,
  settings: Pick<PenaltyState, "samples" | "rate" | "inputPenalty" | "parameterPenalty">,
): Task {
  const { samples, rate, inputPenalty, parameterPenalty } = settings;
  return {
    start,
    samples: samples.points,
    rate,
    inputPenalty,
    parameterPenalty,
    steps: limits.steps,
  };
}

/** The numbers training begins with. */
export function numbersOf(penalty: Penalty, { sizes, activation, seed, numbers }: Start): Numbers {
  if (seed === undefined) return { sizes, activation, parameters: Float64Array.from(numbers!) };
  const network = penalty.randomNetwork(sizes, { activation, seed });
  const parameters = flattened(network.weights());
  network.dispose();
  return { sizes, activation, parameters };
}

/** The part of the plane that shows the samples, and the opening's at least. */
export function viewOf(points: readonly Sample[]): View {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [bottom, top] = [Math.min(bottom, y), Math.max(top, y)];
  }
  const half = Math.max((right - left) / 2, (top - bottom) / 2 / upright) * 1.12;
  // Round, so that a place on it is too.
  return { x: rounded((left + right) / 2), y: rounded((bottom + top) / 2), half: Math.max(rounded(half), 0.1) }; // prettier-ignore
}

function rounded(value: number, to = grain): number {
  return Math.round(value * to) / to;
}
