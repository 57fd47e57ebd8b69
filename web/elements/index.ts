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
import { attributes } from "./attributes.ts";
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
  () => import("./entropy.ts"),
);

/** `<lemmata-smoothing>`: a function with corners, and its mean under a sliding kernel. Parts: `stage`, `chart`. */
export interface LemmataSmoothing extends LemmataElement {
  /** A name, as `relu` or `floor`; or the slopes at both ends and the corners, as `"0,1,-1,0,1,2"`. */
  get function(): string;
  set function(value: Value);
  /** The kernel's name, as `gaussian` or `logistic`. */
  get kernel(): string;
  set kernel(value: Value);
  /** The kernel's width, and where it lies. */
  get width(): string;
  set width(value: Value);
  get at(): string;
  set at(value: Value);
  /** What the chart shows: `error`, `slope`, `curvature` or `widths`. */
  get chart(): string;
  set chart(value: Value);
  /** Whether x Φ(x) is drawn beside the smoothed ReLU: 0 or 1. */
  get gated(): string;
  set gated(value: Value);
  /** The part of the line that is shown, as `"-4,4"`. */
  get view(): string;
  set view(value: Value);
}
export const LemmataSmoothing = define<LemmataSmoothing>(
  "lemmata-smoothing",
  () => import("./smoothing.ts"),
);

/** `<lemmata-initialization>`: a signal on its way through a network, and attention. Parts: `tower`, `gain`, `alpha`, `shares`, `map`, `heads`, `entropies`. */
export interface LemmataInitialization extends LemmataElement {
  /** `layers`, or a transformer's blocks: `none`, `pre`, `post`, `deepnorm`, `rezero`. */
  get blocks(): string;
  set blocks(value: Value);
  /** `relu`, `gelu`, `silu` or `tanh`. */
  get activation(): string;
  set activation(value: Value);
  /** The number of blocks, 2 to 96. */
  get depth(): string;
  set depth(value: Value);
  /** The width, and the dimension of a head: powers of two. */
  get width(): string;
  set width(value: Value);
  get head(): string;
  set head(value: Value);
  /** The factor of all weights, and the residual connection's: numbers, or `fitted`. */
  get gain(): string;
  set gain(value: Value);
  get alpha(): string;
  set alpha(value: Value);
  /** What keeps the logits of attention small: `sqrt`, `none`, `log` or `t5`. */
  get scale(): string;
  set scale(value: Value);
  get seed(): string;
  set seed(value: Value);
}
export const LemmataInitialization = define<LemmataInitialization>(
  "lemmata-initialization",
  () => import("./initialization.ts"),
);

function define<Element extends LemmataElement>(
  tag: keyof typeof attributes,
  load: () => Promise<{ system: System<any, any> }>,
): new () => Element {
  const definition: Definition = {
    attributes: attributes[tag],
    async open(host, root) {
      const [{ openView }, { system }] = await Promise.all([import("./view.ts"), load()]);
      return openView(host, root, system, attributes[tag]);
    },
  };
  const type = class extends LemmataElement {
    static override readonly definition = definition;
  };
  for (const name of Object.keys(attributes[tag])) {
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
    "lemmata-smoothing": LemmataSmoothing;
    "lemmata-initialization": LemmataInitialization;
  }
}
