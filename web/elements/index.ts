/**
 * Every figure of the site as a custom element: one module script, and its tags work anywhere. Each
 * fetches its figures and the engine when it comes near the screen.
 *
 * Attributes of all: `show` lists the parts to show (by default all), `state` is a state as the address
 * of the system's page has it (`v=1&…`), `theme` is `light`, `dark` or `auto` (by default the page's own),
 * `lang` of it or of what encloses it chooses English or Chinese. Other attributes give the opening
 * values; properties of the same names the present ones.
 *
 * @module lemmata/elements
 */
import { LemmataElement, type Definition, type Value } from "./element.ts";
import type { System } from "./system.ts";

export { LemmataElement, type Value };

/** `<lemmata-entropy>`: a distribution, and its power with the wished-for entropy. Parts: `bars`, `scale`, `curve`. */
export interface LemmataEntropy extends LemmataElement {
  /** Probabilities that sum to 1, as `"0.5,0.3,0.2"` or `"cat:0.5,dog:0.3,fish:0.2"`; or a preset: `zipf`, `uniform`, `peaks`, `spike`, `tokens`, `attention`. */
  get probabilities(): string;
  set probabilities(value: Value);
  /** The entropy wished for, in nats. */
  get target(): string;
  set target(value: Value);
}
export const LemmataEntropy = define<LemmataEntropy>(
  "lemmata-entropy",
  { probabilities: "distribution", target: "target" },
  () => import("./entropy.ts"),
);

/** `<lemmata-projection>`: points before and after a random projection, and what theory promises. Parts: `histogram`, `ruler`, `growth`, `heads`. */
export interface LemmataProjection extends LemmataElement {
  /** N, the number of points that theory speaks of, from 2 to a million; at most 32 of them are projected. */
  get points(): string;
  set points(value: Value);
  /** n, the dimensions that are projected to, from 1 to 512. */
  get dimensions(): string;
  set dimensions(value: Value);
  /** ε, by which share a squared distance may be off, from 0.02 to 0.99. */
  get epsilon(): string;
  set epsilon(value: Value);
  /** The random matrix: `gaussian`, `rademacher`, `sparse`, `orthonormal`, `srht`, `count-sketch`. */
  get kind(): string;
  set kind(value: Value);
  /** The points: `cloud`, `onehot`, `axis`. */
  get data(): string;
  set data(value: Value);
  /** m, how many numbers a point has, from 2 to 512. */
  get inputs(): string;
  set inputs(value: Value);
  /** The seed of the random matrix. */
  get seed(): string;
  set seed(value: Value);
  /** Of the part `heads`: the number of tokens, from 2 to ten millions. */
  get tokens(): string;
  set tokens(value: Value);
  /** Of the part `heads`: λ of the logits λn cos θ, from 0.1 to 4. */
  get lambda(): string;
  set lambda(value: Value);
}
export const LemmataProjection = define<LemmataProjection>(
  "lemmata-projection",
  {
    points: "points",
    dimensions: "n",
    epsilon: "epsilon",
    kind: "kind",
    data: "data",
    inputs: "inputs",
    seed: "seed",
    tokens: "tokens",
    lambda: "lambda",
  },
  () => import("./projection.ts"),
);

/**
 * `<lemmata-neighbours>`: hash tables that find near points, or a picture and its randomized decomposition.
 * Parts of the panel `points`: `disc`, `grid`, `curve`; of the panel `picture`: `pair`, `spectrum`, `errors`.
 */
export interface LemmataNeighbours extends LemmataElement {
  /** What is shown: `points` or `picture`. */
  get panel(): string;
  set panel(value: Value);
  /** The points: `even`, `topics`, `outlier`. */
  get cloud(): string;
  set cloud(value: Value);
  /** The query, in a disc of radius 1, of which only the direction counts. */
  get x(): string;
  set x(value: Value);
  get y(): string;
  set y(value: Value);
  /** The angle from the query to its partner, in degrees, from -180 to 180. */
  get theta(): string;
  set theta(value: Value);
  /** Hashes in a table's key, from 1 to 10. */
  get bits(): string;
  set bits(value: Value);
  /** Hash tables, from 1 to 14. */
  get tables(): string;
  set tables(value: Value);
  /** The seed of the hashes. */
  get seed(): string;
  set seed(value: Value);
  /** The picture: `landscape`, `gradient`, `steps`, `noise`, `flag`. */
  get picture(): string;
  set picture(value: Value);
  /** k, how many singular values are kept, from 1 to 256. */
  get rank(): string;
  set rank(value: Value);
  /** p, random mixtures beyond the rank, from 0 to 20. */
  get oversample(): string;
  set oversample(value: Value);
  /** q, power steps, from 0 to 3. */
  get power(): string;
  set power(value: Value);
  /** The seed of the random mixtures. */
  get sketch(): string;
  set sketch(value: Value);
}
export const LemmataNeighbours = define<LemmataNeighbours>(
  "lemmata-neighbours",
  {
    panel: "panel",
    cloud: "cloud",
    x: "x",
    y: "y",
    theta: "theta",
    bits: "bits",
    tables: "tables",
    seed: "seed",
    picture: "picture",
    rank: "rank",
    oversample: "oversample",
    power: "power",
    sketch: "sketch",
  },
  () => import("./neighbours.ts"),
);

function define<Element extends LemmataElement>(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  load: () => Promise<{ system: System<any, any> }>,
): new () => Element {
  const definition: Definition = {
    attributes,
    async open(host, root) {
      const [{ openView }, { system }] = await Promise.all([import("./view.ts"), load()]);
      return openView(host, root, system, attributes);
    },
  };
  const type = class extends LemmataElement {
    static override readonly definition = definition;
  };
  for (const name of Object.keys(attributes)) {
    Object.defineProperty(type.prototype, name, {
      configurable: true,
      enumerable: true,
      get(this: LemmataElement) {
        return this.values[name] ?? "";
      },
      set(this: LemmataElement, value: Value) {
        this.take(name, value);
      },
    });
  }
  // The script may stand on a page twice; on a server there is no page.
  if (typeof customElements === "object" && customElements.get(tag) === undefined)
    customElements.define(tag, type);
  return type as unknown as new () => Element;
}

declare global {
  interface HTMLElementTagNameMap {
    "lemmata-entropy": LemmataEntropy;
    "lemmata-projection": LemmataProjection;
    "lemmata-neighbours": LemmataNeighbours;
  }
}
