import type { Entropy, NormalizedDistribution } from "lemmata";

/** Everything the page shows of one distribution and one target, computed by the package. */
export interface Evaluation {
  /** H(p) in nats. */
  entropy: number;
  perplexity: number;
  /** dH/dγ at γ = 1, which is −Var(log p). */
  slope: number;
  reachable: { min: number; max: number };
  /** The exact answer; undefined where the target cannot be reached. */
  normalized: NormalizedDistribution | undefined;
  firstOrder: number | undefined;
  curve: { gammas: Float64Array; entropy: Float64Array };
}

export function evaluate(
  entropy: Entropy,
  p: readonly number[],
  target: number,
  gammaEnd: number,
): Evaluation {
  const reachable = entropy.reachable(p);
  const gammas = grid(gammaEnd, p.length > 1000 ? 61 : 121);
  return {
    entropy: entropy.shannon(p),
    perplexity: entropy.perplexity(p),
    slope: entropy.curve(p, [1]).slope[0]!,
    reachable,
    normalized: attempt(() => entropy.normalize(p, target)),
    firstOrder: attempt(() => entropy.firstOrderGamma(p, target)),
    curve: { gammas, entropy: entropy.curve(p, gammas).entropy },
  };
}

// Targets that no exponent reaches are part of the page, not a failure of it.
function attempt<T>(compute: () => T): T | undefined {
  try {
    return compute();
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code === "TARGET_UNREACHABLE" || code === "SINGULAR") return undefined;
    throw cause;
  }
}

const grids = new Map<string, Float64Array>();

function grid(end: number, count: number): Float64Array {
  const key = `${end}/${count}`;
  let gammas = grids.get(key);
  if (gammas === undefined) {
    gammas = Float64Array.from({ length: count }, (_, i) => (end * i) / (count - 1));
    grids.set(key, gammas);
  }
  return gammas;
}
