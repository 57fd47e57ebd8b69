import type { Lemmata } from "lemmata";
import { fill, significant } from "./format.ts";
import type { KitStrings } from "./strings.ts";

let instance: Promise<Lemmata> | undefined;

/** Loads the package after the first paint; every page and thumbnail shares the one instance. */
export function engine(): Promise<Lemmata> {
  instance ??= afterPaint()
    .then(() => import("lemmata/external"))
    .then(({ load }) => load())
    .catch((cause: unknown) => {
      // Another try may fare better.
      instance = undefined;
      throw cause;
    });
  return instance;
}

/** Starts the engine and says at the foot of the page what runs; where it fails, says so and rejects. */
export async function startEngine(strings: KitStrings): Promise<Lemmata> {
  const status = document.getElementById("engine")!;
  try {
    const lemmata = await engine();
    document.documentElement.dataset.engine = "running";
    status.textContent = fill(strings.engine.running, { version: `lemmata ${lemmata.version}` });
    return lemmata;
  } catch (cause) {
    document.documentElement.dataset.engine = "failed";
    status.textContent = fill(strings.engine.failed, { reason: String(cause) });
    throw cause;
  }
}

/**
 * Shows how long `evaluate` takes: the smallest mean of a few short series, because browsers round
 * their clock to 0.1 ms. Call it when nothing is being dragged.
 */
export function showTiming(lemmata: Lemmata, strings: KitStrings, evaluate: () => void): number {
  const microseconds = Math.min(...Array.from({ length: 3 }, () => meanMicroseconds(evaluate)));
  const time =
    microseconds < 1000
      ? fill(strings.seconds.us, { n: significant(microseconds, 2) })
      : fill(strings.seconds.ms, { n: significant(microseconds / 1000, 2) });
  document.getElementById("engine")!.textContent = fill(strings.engine.timed, {
    version: `lemmata ${lemmata.version}`,
    time,
  });
  return microseconds;
}

function meanMicroseconds(evaluate: () => void): number {
  const start = performance.now();
  let rounds = 0;
  let elapsed = 0;
  while (elapsed < 2) {
    evaluate();
    rounds++;
    elapsed = performance.now() - start;
  }
  return (elapsed * 1000) / rounds;
}

function afterPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
