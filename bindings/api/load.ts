import { failure, type ErrorCode, type LemmataError } from "./errors.js";
import { checkOptions } from "./arguments.js";
import { Entropy } from "./entropy.js";
import { GaussianDistances } from "./gaussian.js";
import { Initialization } from "./initialization.js";
import { checkEngine, compile, type WasmSource } from "./instantiate.js";
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

/** Makes an instance of the module: what Emscripten's factory is, as far as it is used here. */
export type CoreFactory = (module: {
  instantiateWasm?: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
  lemmataError: (
    code: ErrorCode,
    template: string,
    details: Record<string, unknown>,
  ) => LemmataError;
}) => Promise<Core>;

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

/** Instantiates the module from `factory`, with the WebAssembly from `options.wasm` or `fallback`. */
export async function instantiate(
  factory: () => Promise<{ default: CoreFactory }>,
  options: LoadOptions | undefined,
  fallback?: URL,
): Promise<Lemmata> {
  checkOptions(options, "options", ["wasm"]);
  checkEngine();
  const source = options?.wasm ?? fallback;
  if (source === undefined) {
    const { default: createCore } = await factory();
    return new Lemmata(await createCore({ lemmataError: failure }));
  }
  const [{ default: createCore }, compiled] = await Promise.all([factory(), compile(source)]);
  const core = await new Promise<Core>((resolve, reject) => {
    createCore({
      lemmataError: failure,
      instantiateWasm(imports, done) {
        // Emscripten hears of success only; of failure we have to speak ourselves.
        WebAssembly.instantiate(compiled, imports)
          .then((instance) => done(instance, compiled))
          .catch((cause: unknown) => reject(foreignModule(cause)));
        return {};
      },
    }).then(resolve, reject);
  });
  return new Lemmata(core);
}

function foreignModule(cause: unknown): LemmataError {
  return failure("CORRUPT_DATA", "options.wasm is not the module of lemmata {version}: {reason}", {
    argument: "options.wasm",
    version,
    reason: String(cause),
  });
}
