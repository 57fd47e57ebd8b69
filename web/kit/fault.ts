import { fill } from "./format.ts";
import type { KitStrings } from "./strings.ts";

/** Something the picture cannot show: the named cause, and the tap that mends it. */
export interface Fault {
  message: string;
  fix?: { label: string; apply: () => void };
  /** The picture is right as it is, and does not fade. */
  note?: boolean;
}

let current: Fault | undefined;

/** Shows the amber strip, and fades the last valid picture; undefined takes it away. */
export function showFault(fault: Fault | undefined): void {
  const strip = document.getElementById("fault")!;
  const button = document.getElementById("fault-fix") as HTMLButtonElement;
  button.onclick = () => current?.fix?.apply();
  current = fault;
  strip.hidden = fault === undefined;
  document
    .querySelector(".stage")!
    .toggleAttribute("data-faded", fault !== undefined && !fault.note);
  if (fault === undefined) return;
  document.getElementById("fault-text")!.textContent = fault.message;
  button.hidden = fault.fix === undefined;
  button.textContent = fault.fix?.label ?? "";
}

/** Says that the engine did not start, and why: without it the page computes nothing. */
export function showEngineFault(strings: KitStrings, cause: unknown): void {
  showFault({
    message: `${fill(strings.engine.failed, { reason: String(cause) })} ${strings.engine.failedHint}`,
    fix: { label: strings.engine.retry, apply: () => location.reload() },
    note: true,
  });
  // How the page opens is shown as it is where scripts do not run.
  const still = document.querySelector("noscript.still");
  if (still !== null) still.outerHTML = still.textContent!;
}
