import { computed, signal } from "@preact/signals-core";
import type { Initialization } from "lemmata";
import { LatestWorker } from "../kit/latest.ts";
import type { NeighboursModel } from "./model.ts";
import { paint, paintingSize } from "./paintings.ts";
import {
  tailsOf,
  type Errors,
  type Sketched,
  type SketchJob,
  type SketchReport,
} from "./sketch.ts";
import type { Greys, NeighboursState } from "./state.ts";

/** What the worker has reported of the picture that is shown. */
export interface Found {
  /** The job that `sketched` answers. */
  job?: SketchJob;
  sketched?: Sketched;
  exact?: { S: Float64Array; milliseconds: number };
  /** The least error of each rank, from 0 on. */
  tails?: Float64Array;
  bet?: { plain: number; more: number; step: number };
  errors?: Errors;
  progress?: { done: number; all: number };
}

/** The picture of the state, and what a worker finds out about it. */
export class PictureModel {
  readonly found = signal<Found>({});
  readonly failure = signal<string | undefined>(undefined);
  /** The reader has stopped the worker. */
  readonly stopped = signal(false);
  /** Changes with whatever the worker reports. */
  readonly changed = computed(() => [this.found.value, this.failure.value, this.stopped.value]);
  #wanted = false;
  #asked = "";
  #painted: { name: string; greys: Greys } | undefined;
  #numbers = new WeakMap<Greys, number>();
  #count = 0;
  readonly #worker = new LatestWorker<SketchJob, SketchReport>(
    () => new Worker(new URL("./sketch-worker.ts", import.meta.url), { type: "module" }),
    (report, job) => this.#take(report, job),
    (reason) => (this.failure.value = reason),
  );

  constructor(
    readonly model: NeighboursModel,
    readonly initialization: Initialization,
  ) {}

  /** How large the picture is, which may not have been painted yet. */
  get size(): { rows: number; cols: number } {
    const { picture, image } = this.model.state.value;
    return (picture === "own" && image) || paintingSize;
  }

  /** The picture that is shown. */
  get greys(): Greys {
    const { picture, image } = this.model.state.value;
    if (picture === "own" && image !== undefined) return image;
    const name = picture === "own" ? "landscape" : picture;
    if (this.#painted?.name !== name)
      this.#painted = { name, greys: paint(this.initialization, name) };
    return this.#painted.greys;
  }

  /** From now on the worker follows the state, also where the stage does not show the picture. */
  want(): void {
    this.#wanted = true;
    this.follow();
  }

  /** Asks for what the state needs and has not been asked for. */
  follow(): void {
    const state = this.model.state.value;
    if (!this.#wanted && state.panel !== "picture") return;
    const job = this.#job(state);
    const asked = JSON.stringify({ ...job, picture: undefined });
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.failure.value = undefined;
    this.stopped.value = false;
    // What was found of another picture is not shown beside this one; of the same, until there is news.
    const { found } = this;
    if (found.value.job?.key !== job.key) found.value = {};
    else if (!job.dragging) found.value = { ...found.value, progress: { done: 0, all: 8 } };
    this.#worker.ask(job);
  }

  stop(): void {
    this.#worker.stop();
    this.stopped.value = true;
    this.found.value = { ...this.found.value, progress: undefined };
  }

  /** Ends the worker; the next `follow` asks again. */
  rest(): void {
    this.#worker.stop();
    this.#asked = "";
  }

  /** Asks once more for what failed or was stopped. */
  again(): void {
    this.rest();
    this.follow();
  }

  #job(state: NeighboursState): SketchJob {
    const { rank, oversample, power, sketch: seed } = state;
    const options = { rank, oversample, power, seed, dragging: this.model.state.dragging.value };
    if (state.picture !== "own" || state.image === undefined) {
      const picture = state.picture === "own" ? "landscape" : state.picture;
      return { key: picture, picture, ...options };
    }
    let number = this.#numbers.get(state.image);
    if (number === undefined) this.#numbers.set(state.image, (number = ++this.#count));
    return { key: `own ${number}`, picture: state.image, ...options };
  }

  #take(report: SketchReport, job: SketchJob): void {
    const now = this.found.value;
    if (report.kind === "sketch") this.found.value = { ...now, job, sketched: report };
    else if (report.kind === "exact") {
      const { S, milliseconds } = report;
      this.found.value = { ...now, exact: { S, milliseconds }, tails: tailsOf(S) };
    } else if (report.kind === "timed")
      this.found.value = {
        ...now,
        sketched: { ...now.sketched!, milliseconds: report.milliseconds },
      };
    else if (report.kind === "bet") this.found.value = { ...now, bet: report };
    else {
      const { done, all } = report;
      this.found.value = {
        ...now,
        errors: report,
        progress: done < all ? { done, all } : undefined,
      };
    }
  }
}
