import { signal } from "@preact/signals-core";
import type { BlockSpec, Propagation } from "lemmata";
import { startWorker } from "../kit/worker.ts";
import { workOf } from "./evaluate.ts";

/** A network that was run, and how long that took. */
export interface Run {
  spec: BlockSpec;
  result: Propagation;
  /** 0 for one that was run when the site was made. */
  milliseconds: number;
}

/** What is going on: a run since then that will take about so long; or one that waits for a word, or was stopped. */
export interface Progress {
  kind: "idle" | "running" | "waiting" | "stopped" | "failed";
  spec?: BlockSpec;
  since?: number;
  estimate?: number;
  reason?: string;
}

/** A run that will take longer than this is asked for first. */
const mostMilliseconds = 3000;
const mostKept = 60;

type Answer =
  { id: number; result: Propagation; milliseconds: number } | { id: number; error: string };

interface Task {
  id: number;
  spec: BlockSpec;
  done: ((run: Run) => void) | undefined;
  /** The page has meanwhile shown another one. */
  overtaken?: boolean;
}

/** Runs networks in a worker, one at a time: of what is asked for meanwhile only the latest is next. */
export class Runner {
  readonly progress = signal<Progress>({ kind: "idle" });
  /** The last network that was run. */
  readonly run = signal<Run | undefined>(undefined);
  readonly #kept = new Map<string, Run>();
  readonly #aside: { spec: BlockSpec; done: (run: Run) => void }[] = [];
  #worker: Worker | undefined;
  #busy: Task | undefined;
  #wanted: BlockSpec | undefined;
  #next = 0;
  // Multiplications a millisecond, as the last runs had it.
  #speed = 2e6;

  /** Knows a network that was run: undo, and there and back, show it again at once, to the bit. */
  keep(run: Run): void {
    this.#kept.set(JSON.stringify(run.spec), run);
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value!);
  }

  /** Starts the worker before it is needed. */
  warm(): void {
    this.#worker ??= this.#start();
  }

  /** How long a run will take, in milliseconds. */
  estimate(spec: BlockSpec): number {
    return workOf(spec) / this.#speed;
  }

  /** Asks for a network; `allowed` for one that takes long. */
  request(spec: BlockSpec, allowed = false): void {
    const kept = this.#kept.get(JSON.stringify(spec));
    if (kept !== undefined) {
      this.#overtake();
      this.run.value = kept;
      return this.#say({ kind: "idle" });
    }
    if (!allowed && this.estimate(spec) > mostMilliseconds) {
      this.#overtake();
      return this.#say({ kind: "waiting", spec, estimate: this.estimate(spec) });
    }
    this.#wanted = spec;
    this.#pump();
  }

  /** A network for a picture beside the page's own, when nothing else is to be done. */
  aside(spec: BlockSpec): Promise<Run> {
    return new Promise((done) => {
      this.#aside.push({ spec, done });
      this.#pump();
    });
  }

  /** Ends the run that is going on; the last picture stays. */
  stop(): void {
    const stopped = this.#busy?.spec;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#busy = undefined;
    this.#wanted = undefined;
    this.#say({ kind: "stopped", ...(stopped && { spec: stopped }) });
    this.#pump();
  }

  /** Ends the worker while nobody sees it; what it was at is what `wake` begins with. */
  rest(): void {
    if (this.#busy?.done === undefined) this.#wanted ??= this.#busy?.spec;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#busy = undefined;
  }

  wake(): void {
    this.#pump();
  }

  #overtake(): void {
    this.#wanted = undefined;
    if (this.#busy !== undefined) this.#busy.overtaken = true;
  }

  #pump(): void {
    if (this.#busy !== undefined) return;
    const spec = this.#wanted;
    this.#wanted = undefined;
    const aside = spec === undefined ? this.#aside.shift() : undefined;
    const next = spec ?? aside?.spec;
    if (next === undefined) return;
    const kept = this.#kept.get(JSON.stringify(next));
    if (kept !== undefined && aside !== undefined) {
      aside.done(kept);
      return this.#pump();
    }
    const id = ++this.#next;
    this.#busy = { id, spec: next, done: aside?.done };
    if (aside === undefined) {
      this.#say({ kind: "running", spec: next, since: performance.now(), estimate: this.estimate(next) }); // prettier-ignore
    }
    this.#worker ??= this.#start();
    this.#worker?.postMessage({ id, spec: next });
  }

  #start(): Worker | undefined {
    return startWorker<Answer>(
      () => new Worker(new URL("./propagation-worker.ts", import.meta.url), { type: "module" }),
      (answer) => this.#answered(answer),
      (reason) => this.#failed(reason),
    );
  }

  #answered(answer: Answer): void {
    const busy = this.#busy;
    if (busy === undefined || busy.id !== answer.id) return;
    if ("error" in answer) return this.#failed(answer.error);
    this.#busy = undefined;
    const { result, milliseconds } = answer;
    const run = { spec: busy.spec, result, milliseconds };
    this.keep(run);
    if (milliseconds > 5) this.#speed = (this.#speed + workOf(busy.spec) / milliseconds) / 2;
    if (busy.done !== undefined) busy.done(run);
    else if (!busy.overtaken) {
      this.run.value = run;
      if (this.#wanted === undefined && this.progress.value.kind === "running") this.#say({ kind: "idle" }); // prettier-ignore
    }
    this.#pump();
  }

  #failed(reason: string): void {
    this.#busy = undefined;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#say({ kind: "failed", reason });
  }

  #say(progress: Progress): void {
    this.progress.value = progress;
  }
}
