import { effect, untracked, type ReadonlySignal } from "@preact/signals-core";

const waiting = new Set<() => void>();
let scheduled = 0;

/** Runs `task` in the next animation frame, once, however often it was asked for. */
export function onNextFrame(task: () => void): void {
  waiting.add(task);
  scheduled ||= requestAnimationFrame(() => {
    scheduled = 0;
    const tasks = [...waiting];
    waiting.clear();
    for (const run of tasks) run();
  });
}

/** Runs `draw` in the frame after any of `signals` changed, and once at the start. */
export function drawOn(signals: readonly ReadonlySignal<unknown>[], draw: () => void): () => void {
  const task = (): void => untracked(draw);
  return effect(() => {
    for (const signal of signals) void signal.value;
    onNextFrame(task);
  });
}

/** Whether figures may move by themselves: neither the system nor the reader asked for stillness. */
export function motionAllowed(): boolean {
  return (
    document.documentElement.dataset.motion !== "still" &&
    !matchMedia("(prefers-reduced-motion: reduce)").matches
  );
}

/** Calls `step` with the eased share 0…1 over `milliseconds`; at once with 1 where motion is not wanted. Returns its cancel. */
export function tween(milliseconds: number, step: (share: number) => void): () => void {
  if (!motionAllowed()) {
    step(1);
    return () => {};
  }
  let frame = 0;
  let start: number | undefined;
  const run = (now: number): void => {
    start ??= now;
    const share = Math.min(1, (now - start) / milliseconds);
    frame = share < 1 ? requestAnimationFrame(run) : 0;
    step(share * share * (3 - 2 * share));
  };
  frame = requestAnimationFrame(run);
  return () => cancelAnimationFrame(frame);
}
