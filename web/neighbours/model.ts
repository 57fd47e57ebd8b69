import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import type { Lemmata } from "lemmata";
import { clamp } from "../kit/scale.ts";
import { pageAddress, PageState } from "../kit/state.ts";
import { answer, curveOf, direction, keysOf, Lines, measured, wedge, type Answer, type Curve, type Indexed } from "./hashing.ts"; // prettier-ignore
import { fitted, pointsOf } from "./points.ts";
import { presets, type Preset, type PresetName } from "./presets.ts";
import { bounds, codecs, defaults, wholes, type Greys, type Movable, type NeighboursState, type Rows } from "./state.ts"; // prettier-ignore

/** The page's state, what the package makes of its points, and the moves a reader has. */
export class NeighboursModel {
  readonly state: PageState<NeighboursState>;
  /** The table that is pointed at. */
  readonly table = signal<number | undefined>(undefined);
  /** The point that is pointed at. */
  readonly point = signal<number | undefined>(undefined);
  readonly indexed: ReadonlySignal<Indexed>;
  /** The points' keys. */
  readonly keys: ReadonlySignal<Uint32Array>;
  /** Directions of the hashes' lines, table after table. */
  readonly lines: ReadonlySignal<readonly number[]>;
  /** undefined where the query is zero: it has no direction. */
  readonly answer: ReadonlySignal<Answer | undefined>;
  readonly wedges: ReadonlySignal<readonly (readonly [number, number])[]>;
  readonly measured: ReadonlySignal<ReturnType<typeof measured> | undefined>;
  readonly curve: ReadonlySignal<Curve>;

  constructor({ projection, initialization }: Lemmata, address = pageAddress) {
    this.state = new PageState({ defaults, codecs, address });
    const { signal: state } = this.state;
    // Each follows its own part of the state, so that turning the query hashes no point anew.
    const part = <K extends keyof NeighboursState>(key: K) => computed(() => state.value[key]);
    const [bits, tables, seed] = [part("bits"), part("tables"), part("seed")];
    const [cloud, own] = [part("cloud"), part("own")];
    const [x, y, theta] = [part("x"), part("y"), part("theta")];
    const lines = new Lines(projection);
    let last: Indexed | undefined;
    this.indexed = computed(() => {
      const rows = cloud.value === "own" ? fitted(own.value) : pointsOf(initialization, cloud.value); // prettier-ignore
      last?.index.dispose();
      last = { rows, index: projection.lsh(rows) };
      return last;
    });
    this.keys = computed(() =>
      keysOf(projection, this.indexed.value.rows, bits.value, tables.value, seed.value),
    );
    this.lines = computed(() => lines.of(bits.value * tables.value, seed.value));
    const vectors = computed(() => {
      if (x.value === 0 && y.value === 0) return undefined;
      const angle = Math.atan2(y.value, x.value);
      return {
        query: [x.value, y.value],
        partner: direction(angle + (theta.value / 180) * Math.PI),
      };
    });
    this.answer = computed(() => {
      if (vectors.value === undefined) return undefined;
      const { query, partner } = vectors.value;
      const options = { bits: bits.value, tables: tables.value, seed: seed.value };
      return answer(projection, this.indexed.value, this.keys.value, query, partner, options);
    });
    this.wedges = computed(() => {
      if (vectors.value === undefined) return [];
      const angle = Math.atan2(y.value, x.value);
      return Array.from({ length: tables.value }, (_, t) =>
        wedge(angle, this.lines.value.slice(t * bits.value, (t + 1) * bits.value)),
      );
    });
    this.measured = computed(
      () =>
        vectors.value &&
        measured(projection, vectors.value.query, vectors.value.partner, seed.value),
    );
    this.curve = computed(() => curveOf(projection, bits.value, tables.value, seed.value));
  }

  /** Moves numbers of the state; each stays within its bounds, and whole ones are rounded. */
  move(change: Partial<Pick<NeighboursState, Movable>>): void {
    const moved: Partial<Record<Movable, number>> = {};
    for (const key of Object.keys(change) as Movable[]) {
      const { min, max } = bounds[key];
      const value = clamp(change[key]!, min, max);
      moved[key] = wholes.includes(key) ? Math.round(value) : value;
    }
    this.change(moved);
  }

  /** Moves the query within the disc; next to its middle it is the zero vector. */
  moveQuery(x: number, y: number): void {
    const length = Math.hypot(x, y);
    if (length < 0.04) return this.change({ x: 0, y: 0 });
    const scale = Math.max(1, length);
    this.change({ x: x / scale, y: y / scale });
  }

  /** Turns the partner to a direction, in radians. */
  turnPartner(angle: number): void {
    const { x, y } = this.state.value;
    const degrees = ((angle - Math.atan2(y, x)) * 180) / Math.PI;
    this.move({ theta: degrees - 360 * Math.round(degrees / 360) });
  }

  /** Moves the partner so many degrees off the query, where it stays on its side. */
  setApart(degrees: number): void {
    const side = this.state.value.theta < 0 ? -1 : 1;
    this.move({ theta: side * clamp(degrees, 0, bounds.theta.max) });
  }

  nextSeed(key: "seed" | "sketch"): void {
    this.move({ [key]: (this.state.value[key] + 1) % bounds[key].max });
  }

  choosePreset(name: PresetName): void {
    const { own, image } = defaults;
    const preset: Preset = presets[name];
    this.change(preset.panel === "points" ? { ...preset, own } : { ...preset, image });
  }

  /** The preset the page shows, if it still does. */
  get preset(): PresetName | undefined {
    const state = this.state.value;
    return (Object.keys(presets) as PresetName[]).find((name) =>
      Object.entries(presets[name]).every(([key, value]) => value === state[key as keyof Preset]),
    );
  }

  takePoints(own: Rows): void {
    this.change({ panel: "points", cloud: "own", own });
  }

  takePicture(image: Greys): void {
    this.change({ panel: "picture", picture: "own", image });
  }

  change(change: Partial<NeighboursState>): void {
    if (this.state.dragging.value) this.state.update(change);
    else this.state.set(change);
  }
}
