import { effect, type ReadonlySignal } from "@preact/signals-core";
import type { Lemmata } from "lemmata";
import { figuresDefined } from "./figure.ts";
import { fill, significant } from "./format.ts";
import { inTurns, turn } from "./frame.ts";
import type { KitStrings } from "./strings.ts";

/** Milliseconds after the last change. */
const rest = 600;
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

/**
 * Starts the engine, says at the foot of the page what runs, and opens the page in turns with `later`, its
 * own script that no first sight needs. Where either fails, says so there, and by `failed`.
 */
export async function startEngine<Later = undefined>(
  strings: KitStrings,
  open: (lemmata: Lemmata, later: Later) => Promise<void>,
  failed: (strings: KitStrings, cause: unknown) => void,
  later?: Promise<Later>,
): Promise<void> {
  const status = document.getElementById("engine")!;
  const { dataset } = document.documentElement;
  let parts: readonly [Lemmata, Later, void];
  try {
    parts = await Promise.all([engine(), later!, figuresDefined()]);
  } catch (cause) {
    dataset.engine = "failed";
    status.textContent = fill(strings.engine.failed, { reason: String(cause) });
    return failed(strings, cause);
  }
  status.textContent = fill(strings.engine.running, { version: `lemmata ${parts[0].version}` });
  await inTurns(async () => {
    await turn();
    await open(parts[0], parts[1]);
  });
  dataset.engine = "running";
}

/**
 * Says at the foot of the page how long one evaluation takes, a little after the last change, once nothing is
 * being dragged. `next` reads the signals to follow, and gives what to time.
 */
export function timeAtRest(
  lemmata: Lemmata,
  strings: KitStrings,
  dragging: ReadonlySignal<boolean>,
  next: () => (() => void) | undefined,
): void {
  let timer = 0;
  effect(() => {
    const evaluate = next();
    clearTimeout(timer);
    if (dragging.value || evaluate === undefined) return;
    timer = window.setTimeout(() => showTiming(lemmata, strings, evaluate), rest);
  });
}

// The smallest mean of a few short series, because browsers round their clock to 0.1 ms.
function showTiming(lemmata: Lemmata, strings: KitStrings, evaluate: () => void): void {
  const microseconds = Math.min(...Array.from({ length: 3 }, () => meanMicroseconds(evaluate)));
  const time =
    microseconds < 1000
      ? fill(strings.seconds.us, { n: significant(microseconds, 2) })
      : fill(strings.seconds.ms, { n: significant(microseconds / 1000, 2) });
  document.getElementById("engine")!.textContent = fill(strings.engine.timed, {
    version: `lemmata ${lemmata.version}`,
    time,
  });
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
