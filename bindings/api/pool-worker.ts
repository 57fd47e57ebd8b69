// A worker of the pool: it loads the module once and answers calls, one after the other.

import { failure, LemmataError, plainFailure, type PlainFailure } from "./errors.js";
import { load } from "./index.js";
import type { Lemmata } from "./load.js";
import type { Matrix } from "./values.js";

/** A call of one function over some rows. */
export interface Call {
  id: number;
  system: keyof Lemmata;
  method: string;
  args: unknown[];
  /** The place of the matrix among the arguments. */
  matrix: number;
  /** That of the options, where the result may go to the matrix' own memory. */
  inPlace?: number;
}

/** Its result, and the memory of its matrix, to be used again; or why there is none. */
export type Answer =
  { id: number; result: unknown; lent: ArrayBuffer } | { id: number; error: PlainFailure };

/** What workers of browsers and of Node have in common. */
interface Port {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
}

// Not awaited: a bundler may make a classic script of this, and no message may come before the listener.
const port = portOf() as Port & {
  on?(event: "message", listen: (call: Call) => void): void;
  addEventListener?(event: "message", listen: (event: { data: Call }) => void): void;
};
let lemmata: Promise<Lemmata> | undefined;

function portOf(): unknown {
  const node = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  return node?.parentPort ?? globalThis;
}

async function answer({ id, system, method, args, matrix, inPlace }: Call): Promise<void> {
  try {
    lemmata ??= load();
    const functions = (await lemmata)[system] as unknown as Record<
      string,
      (...args: unknown[]) => unknown
    >;
    const { data } = args[matrix] as Matrix;
    if (inPlace !== undefined)
      args[inPlace] = { ...(args[inPlace] as object | undefined), out: data };
    const result = functions[method]!(...args);
    const lent = data.buffer as ArrayBuffer;
    port.postMessage({ id, result, lent } satisfies Answer, [
      ...new Set([...buffersOf(result), lent]),
    ]);
  } catch (cause) {
    const error =
      cause instanceof LemmataError
        ? cause
        : failure("OUT_OF_MEMORY", "a worker failed: {reason}", { reason: String(cause) });
    port.postMessage({ id, error: plainFailure(error) } satisfies Answer, []);
  }
}

/** The memory of every array in a result: it is handed over, not copied. */
function buffersOf(result: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(result)) return [result.buffer as ArrayBuffer];
  if (typeof result !== "object" || result === null) return [];
  return Object.values(result).flatMap(buffersOf);
}

if (port.on !== undefined) port.on("message", (call) => void answer(call));
else port.addEventListener!("message", ({ data }) => void answer(data));
