import { effect, type ReadonlySignal } from "@preact/signals-core";
import type { Lemmata } from "lemmata";
import { fill, significant } from "./format.ts";
import { turn } from "./frame.ts";
import type { KitStrings } from "./strings.ts";

/** Milliseconds after the last change. */
const rest = 600;

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
    timer = window.setTimeout(() => void showTiming(lemmata, strings, evaluate), rest);
  });
}

// The smallest mean of a few short series, each a task of its own, because browsers round their clock to 0.1 ms.
async function showTiming(
  lemmata: Lemmata,
  strings: KitStrings,
  evaluate: () => void,
): Promise<void> {
  let microseconds = Infinity;
  for (let series = 0; series < 3; series++) {
    microseconds = Math.min(microseconds, meanMicroseconds(evaluate));
    await turn();
  }
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
