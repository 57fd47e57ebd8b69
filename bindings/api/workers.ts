import { failure, type PlainFailure } from "./errors.js";
import type { Answer, Call } from "./pool-worker.js";

/** A worker of a browser or of Node, as far as the pool uses it. */
export interface PoolWorker {
  /** Hands a message over, and the memory of its arrays. */
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  /** Ends it at once. */
  terminate(): unknown;
}

/** Work for one worker. It is made when a worker is free for it, so that little waits in memory. */
export interface Task {
  call(): { call: Omit<Call, "id">; transfer: ArrayBuffer[] };
  /** `lent` is the memory that the call handed over. */
  done(result: unknown, lent: ArrayBuffer): void;
  failed(error: PlainFailure): void;
  /** How often a worker ended while it had this task. */
  losses: number;
}

/** A worker with the tasks it has been given, in their order. */
interface Member {
  worker: PoolWorker;
  tasks: Map<number, Task>;
  hold(busy: boolean): void;
}

// One task is worked on while the next is already there.
const tasksAtOnce = 2;
const mostLosses = 3;

/** Workers that take tasks from a queue; one that dies is replaced and its tasks are done again. */
export class Workers {
  readonly #start: () => Promise<PoolWorker>;
  readonly #members: Member[] = [];
  readonly #queue: Task[] = [];
  #lastId = 0;
  /** Workers that ended since the last answer of any. */
  #endings = 0;
  #disposed = false;

  private constructor(start: () => Promise<PoolWorker>) {
    this.#start = start;
  }

  static async begin(count: number, start: () => Promise<PoolWorker>): Promise<Workers> {
    const workers = new Workers(start);
    try {
      await Promise.all(Array.from({ length: count }, () => workers.#hire()));
    } catch (cause) {
      workers.dispose();
      throw cause;
    }
    return workers;
  }

  get size(): number {
    return this.#members.length;
  }

  get disposed(): boolean {
    return this.#disposed;
  }

  add(task: Task): void {
    this.#queue.push(task);
    this.#distribute();
  }

  /** Takes tasks out that no worker has yet. */
  withdraw(unwanted: (task: Task) => boolean): void {
    const rest = this.#queue.filter((task) => !unwanted(task));
    this.#queue.splice(0, Infinity, ...rest);
  }

  dispose(
    why: PlainFailure = { code: "DISPOSED", template: "this pool was disposed", details: {} },
  ): void {
    if (this.#disposed) return;
    this.#disposed = true;
    const open = [
      ...this.#queue.splice(0),
      ...this.#members.flatMap(({ tasks }) => [...tasks.values()]),
    ];
    for (const { worker } of this.#members.splice(0)) void worker.terminate();
    for (const task of open) task.failed(why);
  }

  async #hire(): Promise<void> {
    const worker = await this.#start();
    if (this.#disposed) return void worker.terminate();
    const member: Member = { worker, tasks: new Map(), hold: holderOf(worker) };
    listen(worker, {
      answer: (answer) => this.#answered(member, answer),
      ended: (reason) => this.#lost(member, reason),
    });
    member.hold(false);
    this.#members.push(member);
    this.#distribute();
  }

  #distribute(): void {
    for (let round = 1; round <= tasksAtOnce; ++round)
      for (const member of this.#members)
        if (member.tasks.size < round && this.#queue.length > 0)
          this.#give(member, this.#queue.shift()!);
  }

  #give(member: Member, task: Task): void {
    const id = ++this.#lastId;
    try {
      const { call, transfer } = task.call();
      member.worker.postMessage({ id, ...call }, transfer);
    } catch (cause) {
      const details = { reason: String(cause) };
      task.failed({ code: "INVALID_ARGUMENT", template: "the arguments cannot be handed to a worker: {reason}", details }); // prettier-ignore
      return;
    }
    member.tasks.set(id, task);
    member.hold(true);
  }

  #answered(member: Member, answer: Answer): void {
    this.#endings = 0;
    const task = member.tasks.get(answer.id);
    member.tasks.delete(answer.id);
    if (member.tasks.size === 0) member.hold(false);
    if ("error" in answer) task?.failed(answer.error);
    else task?.done(answer.result, answer.lent);
    this.#distribute();
  }

  #lost(member: Member, reason: string): void {
    const place = this.#members.indexOf(member);
    if (place < 0) return;
    this.#members.splice(place, 1);
    void member.worker.terminate();
    for (const task of member.tasks.values()) {
      task.losses++;
      if (task.losses < mostLosses) this.#queue.unshift(task);
      else
        task.failed({
          code: "OUT_OF_MEMORY",
          template: "{losses} workers ended while they had these rows: {reason}",
          details: { losses: task.losses, reason },
        });
    }
    // Workers that cannot even start would be replaced for ever.
    if (++this.#endings >= mostLosses * 2) this.#giveUp(reason);
    else this.#hire().catch((cause: unknown) => this.#giveUp(String(cause)));
  }

  #giveUp(reason: string): void {
    const template = "the pool's workers do not run: {reason}";
    this.dispose({ code: "ABORTED", template, details: { reason } });
  }
}

/** Starts a worker from the file beside this one. */
export async function startWorker(): Promise<PoolWorker> {
  const threads = globalThis.process?.getBuiltinModule?.("node:worker_threads");
  if (threads !== undefined)
    return new threads.Worker(new URL("./pool-worker.js", import.meta.url));
  if (typeof Worker !== "function")
    throw failure(
      "INVALID_ARGUMENT",
      "this engine has no workers; lemmata's own functions need none",
      {},
    );
  return new Worker(new URL("./pool-worker.js", import.meta.url), { type: "module" });
}

interface Listener {
  answer(answer: Answer): void;
  ended(reason: string): void;
}

function listen(worker: PoolWorker, { answer, ended }: Listener): void {
  if ("on" in worker) {
    const node = worker as unknown as import("node:worker_threads").Worker;
    node.on("message", answer);
    node.on("error", (cause) => ended(String(cause)));
    node.on("exit", (code) => ended(`it exited with code ${code}`));
  } else {
    const browser = worker as Worker;
    browser.addEventListener("message", ({ data }) => answer(data as Answer));
    browser.addEventListener("error", (event) => ended(event.message || "it could not be started"));
  }
}

/** In Node, only a busy worker keeps the process alive. */
function holderOf(worker: PoolWorker): (busy: boolean) => void {
  if (!("unref" in worker)) return () => {};
  const node = worker as unknown as import("node:worker_threads").Worker;
  return (busy) => (busy ? node.ref() : node.unref());
}
