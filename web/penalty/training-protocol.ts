import type { Numbers } from "./network.ts";
import type { Sample } from "./presets.ts";

/** What training is made of. */
export interface Task {
  start: Numbers;
  samples: readonly Sample[];
  rate: number;
  inputPenalty: number;
  parameterPenalty: number;
  steps: number;
}

/** What the page asks of the worker. */
export type Request = (Task & { id: number }) | { stop: true };

/** A few steps more. */
export interface Reply {
  id: number;
  /** Before each step: the mean loss, and the means of ‖∇ₓℓ‖² and ‖∇_θℓ‖². */
  reports: Float64Array;
  /** All parameters after each step. */
  snapshots: Float64Array;
  done: boolean;
  /** Why it ended early. */
  failure: { code: string; message: string } | undefined;
}
