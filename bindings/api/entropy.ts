import { checkOptions, numberOption } from "./arguments.js";
import type { Memory } from "./memory.js";
import type { Vector } from "./values.js";

/** Entropy of distributions, and powers that give them a prescribed one. */
export class Entropy {
  readonly #memory: Memory;

  /** @internal */
  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /**
   * The Shannon entropy −Σ pᵢ log pᵢ of a distribution, in nats, or in units of log `base`.
   *
   * `p`: n probabilities. Throws NOT_FINITE, NOT_A_DISTRIBUTION.
   *
   * @example
   * const bits = entropy.shannon([0.5, 0.25, 0.25], { base: 2 });
   * console.assert(Math.abs(bits - 1.5) < 1e-15);
   */
  shannon(p: Vector, options?: { base?: number }): number {
    checkOptions(options, "options", ["base"]);
    const base = numberOption(options?.base, "options.base", Math.E);
    return this.#memory.frame((frame) => {
      const { address, length, single } = frame.vector(p, "p");
      const shannon = single ? frame.core.entropyShannon32 : frame.core.entropyShannon64;
      return shannon(address, length) / Math.log(base);
    });
  }
}
