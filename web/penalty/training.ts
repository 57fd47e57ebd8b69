import { signal } from "@preact/signals-core";
import { inTurns } from "../kit/frame.ts";
import { startWorker } from "../kit/worker.ts";
import { countOf } from "./network.ts";
import type { Reply, Request, Task } from "./training-protocol.ts";

/** A whole training: what was before each step. */
export interface Trajectory {
  task: Task;
  /** The last step that is known. */
  last: number;
  losses: number[];
  inputs: number[];
  parameters: number[];
  snapshots: Float64Array[];
  failure: Reply["failure"];
  stopped: boolean;
}

interface Job {
  task: Task;
  /** Whose turn comes after the page's, and who alone is told. */
  tell?: (trajectory: Trajectory) => void;
}

const untilSeen = 1200;

/** The page's end of the worker: one training runs at a time; of the page's that wait the latest is next. */
export class Training {
  /** The page's latest training; the first one is shown while it grows. */
  readonly trajectory = signal<Trajectory | undefined>(undefined);
  /** How much of the page's running one is done, or undefined. */
  readonly progress = signal<number | undefined>(undefined);
  #worker: Worker | undefined;
  #job: Job | undefined;
  #grown: Trajectory | undefined;
  #next: Job | undefined;
  readonly #aside: Job[] = [];
  #id = 0;
  #shows = false;
  // The network is seen as it begins, and then learns: the worker is no part of the first view.
  readonly #seen = new Promise((seen) => setTimeout(seen, untilSeen));

  /** Trains for the page. */
  request(task: Task): void {
    this.#next = { task };
    this.progress.value ??= 0;
    this.proceed();
  }

  /** Trains beside the page, when the worker has time. */
  aside(task: Task): Promise<Trajectory> {
    return new Promise((tell) => {
      this.#aside.push({ task, tell });
      this.proceed();
    });
  }

  /** Ends the page's running training where it is. */
  stop(): void {
    const waiting = this.#next;
    this.#next = undefined;
    if (this.#job === undefined || this.#job.tell !== undefined) {
      if (waiting === undefined) return;
      this.progress.value = undefined;
      this.trajectory.value = { ...begun(waiting.task), stopped: true };
      return;
    }
    this.#id++;
    this.#worker?.postMessage({ stop: true } satisfies Request);
    this.#finish({ ...this.#grown!, stopped: true });
  }

  /** Ends the worker; `proceed` begins anew what it was at. */
  rest(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#id++;
    const job = this.#job;
    this.#job = this.#grown = undefined;
    if (job?.tell !== undefined) this.#aside.unshift(job);
    else this.#next ??= job;
  }

  /** Begins with what waits, unless a training is on its way. */
  proceed(): void {
    if (this.#job !== undefined) return;
    const job = this.#next ?? this.#aside.shift();
    if (job === undefined) return;
    if (job === this.#next) this.#next = undefined;
    this.#job = job;
    this.#grown = begun(job.task);
    const id = ++this.#id;
    void this.#seen.then(() => {
      if (id !== this.#id) return;
      this.#worker ??= this.#start();
      this.#worker?.postMessage({ id, ...job.task } satisfies Request);
    });
  }

  #start(): Worker | undefined {
    return startWorker<Reply>(
      () => new Worker(new URL("./training-worker.ts", import.meta.url), { type: "module" }),
      (reply) => this.#heard(reply),
      (message) => {
        this.#worker = undefined;
        if (this.#job === undefined) return;
        this.#finish({ ...this.#grown!, failure: { code: "WORKER", message } });
      },
    );
  }

  #heard({ id, reports, snapshots, done, failure }: Reply): void {
    const grown = this.#grown;
    if (grown === undefined || id !== this.#id) return;
    const size = countOf(grown.task.start.sizes);
    for (let k = 0; 3 * k < reports.length; k++) {
      grown.losses.push(reports[3 * k]!);
      grown.inputs.push(reports[3 * k + 1]!);
      grown.parameters.push(reports[3 * k + 2]!);
      grown.snapshots.push(snapshots.subarray(k * size, (k + 1) * size));
    }
    grown.last = Math.max(0, grown.losses.length - 1);
    if (done) return this.#finish({ ...grown, failure });
    if (this.#job!.tell !== undefined) return;
    // The next is shown when this one has been drawn.
    if (this.#shows) return;
    this.#shows = true;
    void inTurns(async () => {
      this.progress.value = grown.last / grown.task.steps;
      const shown = this.trajectory.value;
      if (shown === undefined || shown.task === grown.task) this.trajectory.value = { ...grown };
    }).finally(() => (this.#shows = false));
  }

  #finish(trajectory: Trajectory): void {
    const { tell } = this.#job!;
    this.#job = this.#grown = undefined;
    if (tell !== undefined) tell(trajectory);
    else {
      if (this.#next === undefined) this.progress.value = undefined;
      this.trajectory.value = trajectory;
    }
    this.proceed();
  }
}

function begun(task: Task): Trajectory {
  return {
    task,
    last: 0,
    losses: [],
    inputs: [],
    parameters: [],
    // What stands before the first step is known already.
    snapshots: [task.start.parameters],
    failure: undefined,
    stopped: false,
  };
}
