import { effect, untracked, type ReadonlySignal } from "@preact/signals-core";

const waiting = new Set<() => void>();
let scheduled = false;
/** What has been drawn since drawings take turns; undefined while they do not. */
let drawn: Set<() => void> | undefined;
let users = 0;
/** Milliseconds of drawing in a frame; what is left comes in the next: it is better to draw often than everything. */
const drawingTime = 6;

/** Runs `task` in the next animation frame that has time for it, once, however often it was asked for. */
export function onNextFrame(task: () => void): void {
  waiting.add(task);
  if (!scheduled) schedule();
}

/** Runs each of `draws` in the first frame that has time for it after any of `signals` changed, and once at the start. */
export function drawOn(
  signals: readonly ReadonlySignal<unknown>[],
  ...draws: (() => void)[]
): () => void {
  const tasks = draws.map((draw) => () => untracked(draw));
  return effect(() => {
    for (const signal of signals) void signal.value;
    for (const task of tasks) onNextFrame(task);
  });
}

/** Lets the browser answer its reader before what comes next. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}

/** Computes each of `signals` in a task of its own. */
export async function computedInTurns(...signals: ReadonlySignal<unknown>[]): Promise<void> {
  for (const signal of signals) {
    await turn();
    void signal.value;
  }
}

/**
 * Draws at once what waits for a frame, for whoever reads what is drawn: on a slow machine, several keys are
 * pressed within a frame, and each goes on from where the one before led.
 */
export function drawNow(): void {
  drawUntil(Infinity);
}

/** Until `change` is done and everything it asked for has been drawn once, each drawing is a task of its own. */
export async function inTurns(change: () => Promise<void>): Promise<void> {
  // Two changes at once end when both are drawn.
  const done = (drawn ??= new Set());
  users++;
  try {
    await change();
    while ([...waiting].some((task) => !done.has(task))) await turn();
  } finally {
    if (--users === 0) drawn = undefined;
  }
}

/** Resolves when no drawing takes turns: a page that was opening is open. */
export async function whenDrawn(): Promise<void> {
  do await turn();
  while (users > 0);
}

function schedule(): void {
  scheduled = true;
  if (drawn === undefined) requestAnimationFrame(someOfThem);
  else void oneByOne(drawn);
}

function someOfThem(): void {
  try {
    drawUntil(performance.now() + drawingTime);
  } finally {
    scheduled = false;
    if (waiting.size > 0) schedule();
  }
}

// Each once, also those that are asked for by another: a model tells a figure of its news.
function drawUntil(end: number): void {
  const run = new Set<() => void>();
  for (const task of waiting) {
    if (run.has(task)) continue;
    waiting.delete(task);
    run.add(task);
    task();
    if (performance.now() > end) break;
  }
}

async function oneByOne(done: Set<() => void>): Promise<void> {
  try {
    // What is asked for in the meantime comes last.
    for (const run of waiting) {
      await turn();
      if (drawn === undefined) return;
      waiting.delete(run);
      done.add(run);
      run();
    }
  } finally {
    scheduled = false;
    if (waiting.size > 0) schedule();
  }
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
    step(eased(share));
  };
  frame = requestAnimationFrame(run);
  return () => cancelAnimationFrame(frame);
}

/** A share 0…1 of the way after that share of the time, with a slow start and a slow end. */
export function eased(share: number): number {
  return share < 1 ? share * share * (3 - 2 * share) : 1;
}
