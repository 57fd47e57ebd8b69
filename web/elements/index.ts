/**
 * Every figure of the site as a custom element: one module script, and its tags work anywhere. Each
 * fetches its figures and the engine when it comes near the screen.
 *
 * Attributes of all: `show` lists the parts to show (by default all), `state` is a state as the address
 * of the system's page has it (`v=1&…`), `theme` is `light`, `dark` or `auto` (by default the page's own),
 * `lang` of it or of what encloses it chooses English or Chinese. Other attributes give the opening
 * values; properties of the same names (`inputPenalty` for `input-penalty`) the present ones.
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
  { p: "p", q: "q", time: "t", dimension: "dimension", mix: "mix", arrows: "arrows" },
  () => import("./gaussian.ts"),
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
  { samples: "samples", prior: "prior", ridge: "ridge", step: "step", shade: "shade" },
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
  {
    network: "start",
    samples: "samples",
    step: "step",
    rate: "rate",
    "input-penalty": "inputPenalty",
    "parameter-penalty": "parameterPenalty",
    scale: "scale",
    probe: "probe",
    norm: "norm",
    mode: "mode",
  },
  () => import("./penalty.ts"),
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
    "lemmata-logistic": LemmataLogistic;
    "lemmata-penalty": LemmataPenalty;
  }
}
