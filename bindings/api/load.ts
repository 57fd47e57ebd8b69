import { checkOptions } from "./arguments.js";
import { Entropy } from "./entropy.js";
import { GaussianDistances } from "./gaussian.js";
import { Initialization } from "./initialization.js";
import { checkEngine, createCore, type WasmSource } from "./instantiate.js";
import { Logistic } from "./logistic.js";
import { Memory, type Core } from "./memory.js";
import { Projection } from "./projection.js";
import { Penalty } from "./penalty.js";
import { Smoothing } from "./smoothing.js";
import type { Handle } from "./values.js";
import { version } from "./version.js";

/** Options of `load`. */
export interface LoadOptions {
  /**
   * By default the module travels inside the JavaScript; this is for a `.wasm` served separately, a
   * response, its bytes, or a compiled module (`lemmata/lemmata.wasm` is the file).
   */
  wasm?: WasmSource;
}

/** The systems of one instance of the module, which own its memory. */
export class Lemmata implements Handle {
  /** The package's version. */
  readonly version: string = version;
  /** Entropy of distributions, and powers that give them a prescribed one. */
  readonly entropy: Entropy;
  /** Distances between normal distributions, and what belongs to them. */
  readonly gaussian: GaussianDistances;
  /** Random projections: what they promise, hashes and nearest neighbours, randomized decompositions. */
  readonly projection: Projection;
  /** Logistic regression in closed form and by maximum likelihood. */
  readonly logistic: Logistic;
  /** Initial weights: random numbers, their scales, and what they do to a deep network. */
  readonly initialization: Initialization;
  /** Penalties on the gradients of networks, and the inequality between them. */
  readonly penalty: Penalty;
  /** Smooth approximations of non-smooth functions. */
  readonly smoothing: Smoothing;
  readonly #memory: Memory;

  /** @internal */
  constructor(core: Core) {
    this.#memory = new Memory(core);
    this.entropy = new Entropy(this.#memory);
    this.gaussian = new GaussianDistances(this.#memory);
    this.projection = new Projection(this.#memory);
    this.logistic = new Logistic(this.#memory);
    this.initialization = new Initialization(this.#memory);
    this.penalty = new Penalty(this.#memory);
    this.smoothing = new Smoothing(this.#memory);
  }

  /** Whether `dispose` was called. */
  get disposed(): boolean {
    return this.#memory.disposed;
  }

  /** Lets go of the module and its memory; every system throws DISPOSED from then on. */
  dispose(): void {
    this.#memory.dispose();
  }

  /** `dispose`, at the end of a block with `using`. */
  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** Makes an instance of the module in `options.wasm`, or of the entry's `own`. */
export async function instantiate(
  options: LoadOptions | undefined,
  own: () => WasmSource | Promise<WasmSource>,
): Promise<Lemmata> {
  checkOptions(options, "options", ["wasm"]);
  checkEngine();
  return new Lemmata(await createCore(options?.wasm ?? own()));
}
