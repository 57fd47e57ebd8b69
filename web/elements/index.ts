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

/** `<lemmata-gaussian>`: two Gaussians, the way from one to the other, and what four rulers say of them. Parts: `plane`, `line`, `strip`, `path`. */
export interface LemmataGaussian extends LemmataElement {
  /** The blue Gaussian: its mean, the standard deviations along and across its axis, and that axis's angle in degrees, as `"-2.6,-0.7,1.2,0.55,24"`. */
  get p(): string;
  set p(value: Value);
  /** The vermilion Gaussian, likewise. */
  get q(): string;
  set q(value: Value);
  /** How far the green Gaussian is on its way from P to Q, from 0 to 1. */
  get time(): string;
  set time(value: Value);
  /** `2` for ellipses in the plane, the part `plane`; `1` for bells on a line, the part `line`, which have the first mean and the first standard deviation. */
  get dimension(): string;
  set dimension(value: Value);
  /** `1` shows the mixture of P and Q in the place of the green Gaussian. */
  get mix(): string;
  set mix(value: Value);
  /** `1` shows where the optimal transport takes points of P. */
  get arrows(): string;
  set arrows(value: Value);
}
export const LemmataGaussian = define<LemmataGaussian>(
  "lemmata-gaussian",
  () => import("./gaussian.ts"),
);

/** `<lemmata-projection>`: points before and after a random projection, and what theory promises. Parts: `histogram`, `ruler`, `growth`, `heads`, `principal`. */
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
  () => import("./neighbours.ts"),
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

/** `<lemmata-initialization>`: a signal on its way through a network, and attention. Parts: `tower`, `gain`, `alpha`, `shares`, `map`, `heads`, `entropies`, `weights`. */
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
  /** Where the normal distribution of the part `weights` is cut, in standard deviations, from 0.5 to 4. */
  get cut(): string;
  set cut(value: Value);
}
export const LemmataInitialization = define<LemmataInitialization>(
  "lemmata-initialization",
  () => import("./initialization.ts"),
);

/** `<lemmata-logistic>`: two classes of points, and the lines that three classifiers draw between them. Parts: `plane`, `prior`, `losses`, `calibration`. */
export interface LemmataLogistic extends LemmataElement {
  /** The points of class 0, an underscore, and those of class 1, as `"x,y,x,y_x,y,x,y"`, at least two each; or a preset: `far`, `imbalanced`, `unequal`, `exponential`, `separable`, `xor`. */
  get samples(): string;
  set samples(value: Value);
  /** The prior probability of class 0, or `counted` for its share of the points. */
  get prior(): string;
  set prior(value: Value);
  /** The ridge λ: on the covariance's diagonal, and as ½ λ‖w‖² beside the loss. */
  get ridge(): string;
  set ridge(value: Value);
  /** Which Newton step of the likelihood is shown; the last where there are fewer. */
  get step(): string;
  set step(value: Value);
  /** Whose probabilities shade the plane: those of `closed`, `whitened` or `likelihood`. */
  get shade(): string;
  set shade(value: Value);
}
export const LemmataLogistic = define<LemmataLogistic>(
  "lemmata-logistic",
  () => import("./logistic.ts"),
);

/** `<lemmata-penalty>`: a small network over the plane, trained in the background, and the inequality between its two gradients. Parts: `map`, `diagram`, `beam`, `pad`, `scatter`, `learning`. */
export interface LemmataPenalty extends LemmataElement {
  /** Where training begins: activation, sizes and seed, as `"tanh-2-8-8-1-seed-7"`, or every parameter, as `"relu-2-1_1,0,-1"`. */
  get network(): string;
  set network(value: Value);
  /** The samples: `rings`, `halves`, or `"x,y,target,…"` with at least two of them. */
  get samples(): string;
  set samples(value: Value);
  /** How many steps of training have been made. */
  get step(): string;
  set step(value: Value);
  /** The learning rate η. */
  get rate(): string;
  set rate(value: Value);
  /** The penalty λₓ on the input gradient, in training. */
  get inputPenalty(): string;
  set inputPenalty(value: Value);
  /** The penalty λ_θ on the parameter gradient, in training. */
  get parameterPenalty(): string;
  set parameterPenalty(value: Value);
  /** What every weight, but no bias, is multiplied by after training. */
  get scale(): string;
  set scale(value: Value);
  /** The place in the plane that is looked at, as `"0.9,0.35"`. */
  get probe(): string;
  set probe(value: Value);
  /** The matrix norm: `spectral`, `product` or `frobenius`, for which the inequality holds, or `max`. */
  get norm(): string;
  set norm(value: Value);
  /** Whose two sides are weighed: those of f at the `probe`, the `mean` over the samples' losses, or the loss' mean gradient, `batch`. */
  get mode(): string;
  set mode(value: Value);
}
export const LemmataPenalty = define<LemmataPenalty>(
  "lemmata-penalty",
  () => import("./penalty.ts"),
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
    const property = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    Object.defineProperty(type.prototype, property, {
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
    "lemmata-gaussian": LemmataGaussian;
    "lemmata-projection": LemmataProjection;
    "lemmata-neighbours": LemmataNeighbours;
    "lemmata-smoothing": LemmataSmoothing;
    "lemmata-initialization": LemmataInitialization;
    "lemmata-logistic": LemmataLogistic;
    "lemmata-penalty": LemmataPenalty;
  }
}
