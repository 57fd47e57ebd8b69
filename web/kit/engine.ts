import type { Lemmata } from "lemmata";
import { figuresDefined } from "./figure.ts";
import { fill } from "./format.ts";
import { inTurns, turn } from "./frame.ts";
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

/** Times at rest, as `timing.ts` says, whose script no first sight needs. */
export function timeAtRest(
  ...given: Parameters<(typeof import("./timing.ts"))["timeAtRest"]>
): void {
  void import("./timing.ts").then((timing) => timing.timeAtRest(...given));
}

function afterPaint(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
