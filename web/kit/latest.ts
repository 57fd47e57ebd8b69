import { startWorker } from "./worker.ts";

/** A job of a worker with its number, by which the page knows what a report is about. */
interface Numbered<Job> {
  id: number;
  job: Job;
}

/**
 * The page's end of a module worker in which the latest job wins: a new one takes the place of what is
 * being done, and reports about older ones are dropped.
 */
export class LatestWorker<Job, Report> {
  #worker: Worker | undefined;
  #id = 0;
  #job: Job | undefined;

  constructor(
    readonly make: () => Worker,
    readonly report: (report: Report, job: Job) => void,
    readonly failed: (reason: string) => void,
  ) {}

  ask(job: Job): void {
    this.#worker ??= this.#start();
    this.#job = job;
    this.#worker?.postMessage({ id: ++this.#id, job } satisfies Numbered<Job>);
  }

  /** Ends whatever is being done, at once; the next job starts a new worker. */
  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#id++;
  }

  #start(): Worker | undefined {
    return startWorker<{ id: number; report?: Report; failure?: string }>(
      this.make,
      ({ id, report, failure }) => {
        if (id !== this.#id) return;
        if (failure !== undefined) this.failed(failure);
        else this.report(report!, this.#job!);
      },
      (reason) => {
        this.stop();
        this.failed(reason);
      },
    );
  }
}

/**
 * The worker's end: runs `work` on the latest job. Between its steps it awaits `superseded()`, and leaves off
 * where that is true.
 */
export function serveLatest<Job, Report>(
  work: (
    job: Job,
    report: (report: Report, transfer?: Transferable[]) => void,
    superseded: () => Promise<boolean>,
  ) => Promise<void>,
): void {
  let latest: Numbered<Job> | undefined;
  let busy = false;
  const scope = self as unknown as Pick<Worker, "postMessage" | "onmessage">;
  // Messages that came in the meantime are read before a task that is asked for now.
  const messages = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  const run = async (): Promise<void> => {
    busy = true;
    while (latest !== undefined) {
      const { id, job }: Numbered<Job> = latest;
      latest = undefined;
      const superseded = async (): Promise<boolean> => (await messages(), latest !== undefined);
      try {
        await work(job, (report, transfer = []) => scope.postMessage({ id, report }, transfer), superseded); // prettier-ignore
      } catch (cause) {
        scope.postMessage({ id, failure: String(cause) });
      }
    }
    busy = false;
  };
  scope.onmessage = ({ data }: MessageEvent<Numbered<Job>>) => {
    latest = data;
    if (!busy) void run();
  };
}
