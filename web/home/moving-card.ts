import type { Lemmata } from "lemmata";
import { Figure } from "../kit/figure.ts";
import { motionAllowed } from "../kit/frame.ts";

const period = 12_000;

/** A figure that breathes while it is seen: `paint` gets a phase that goes round from 0 to 1. Still where motion is not wanted. */
export abstract class MovingCard extends Figure {
  #engine: Lemmata | undefined;
  #frame = 0;
  #start = 0;
  #onScreen = false;

  set engine(engine: Lemmata) {
    this.#engine = engine;
    this.requestDraw();
  }

  protected abstract paint(engine: Lemmata, phase: number): void;

  protected override seen(onScreen: boolean): void {
    this.#onScreen = onScreen;
    if (onScreen) this.requestDraw();
    else this.#stop();
  }

  protected override draw(): void {
    if (this.#engine === undefined) return;
    if (!motionAllowed()) {
      this.#stop();
      this.#start = 0;
      return this.paint(this.#engine, 0);
    }
    this.#start ||= performance.now();
    this.paint(this.#engine, ((performance.now() - this.#start) / period) % 1);
    if (this.#onScreen && this.#frame === 0) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.requestDraw();
      });
    }
  }

  #stop(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
  }
}
