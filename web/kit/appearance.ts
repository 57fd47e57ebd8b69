import { signal, type ReadonlySignal } from "@preact/signals-core";

const appearanceSignal = signal(0);
let watched = false;

/** Changes whenever colours or motion did: canvases repaint on it, moving figures stop. */
export const appearance: ReadonlySignal<number> = appearanceSignal;

/** Says that colours or motion have changed. */
export function appearanceChanged(): void {
  appearanceSignal.value++;
}

/** Follows what the system prefers. */
export function watchAppearance(): void {
  if (watched) return;
  watched = true;
  for (const query of ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"]) {
    matchMedia(query).addEventListener("change", appearanceChanged);
  }
}
