import type { Figure } from "../kit/figure.ts";
import { Gesture, pointIn } from "../kit/gesture.ts";
import type { Who } from "./state.ts";

const wheelPause = 300;
const perWheelPixel = 0.0015;

export interface ZoomTargets {
  /** Which Gaussian is under a point of the figure. */
  at(x: number, y: number): Who | undefined;
  scale(who: Who, factor: number): void;
}

/**
 * Scales a Gaussian by the wheel over it, or by two fingers on it; each is one gesture. A page that is
 * already scrolling goes on scrolling. `pinching` tells drags to hold still meanwhile.
 */
export class Zoom {
  readonly #gesture: Gesture;
  readonly #fingers = new Map<number, readonly [number, number]>();
  #pinched: { who: Who; span: number } | undefined;
  #wheelTimer = 0;
  #scrolledAt = -Infinity;

  constructor(
    readonly figure: Figure,
    readonly targets: ZoomTargets,
  ) {
    this.#gesture = new Gesture(figure);
    const { svg } = figure;
    svg.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    svg.addEventListener("pointerdown", (event) => this.#down(event), { capture: true });
    svg.addEventListener("pointermove", (event) => this.#move(event), { capture: true });
    for (const name of ["pointerup", "pointercancel"] as const) {
      svg.addEventListener(name, (event) => this.#up(event), { capture: true });
    }
  }

  get pinching(): boolean {
    return this.#pinched !== undefined;
  }

  #wheel(event: WheelEvent): void {
    const who = this.targets.at(...pointIn(this.figure, event));
    const now = event.timeStamp;
    if (who === undefined || now - this.#scrolledAt < wheelPause) {
      this.#scrolledAt = now;
      return;
    }
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 16 : event.deltaY;
    this.#gesture.begin();
    this.targets.scale(who, Math.exp(-pixels * perWheelPixel * (event.ctrlKey ? 5 : 1)));
    clearTimeout(this.#wheelTimer);
    this.#wheelTimer = window.setTimeout(() => this.#gesture.end(), wheelPause);
  }

  #down(event: PointerEvent): void {
    if (event.pointerType !== "touch" || !event.isTrusted) return;
    this.#fingers.set(event.pointerId, pointIn(this.figure, event));
    if (this.#fingers.size !== 2) return;
    const [[ax, ay], [bx, by]] = this.#two();
    const who = this.targets.at((ax + bx) / 2, (ay + by) / 2);
    if (who === undefined) return;
    this.#pinched = { who, span: this.#span() };
    this.#gesture.begin();
    event.stopImmediatePropagation();
    event.preventDefault();
  }

  #move(event: PointerEvent): void {
    if (!this.#fingers.has(event.pointerId)) return;
    this.#fingers.set(event.pointerId, pointIn(this.figure, event));
    if (this.#pinched === undefined) return;
    const span = this.#span();
    this.targets.scale(this.#pinched.who, span / this.#pinched.span);
    this.#pinched.span = span;
  }

  #up(event: PointerEvent): void {
    this.#fingers.delete(event.pointerId);
    if (this.#pinched === undefined || this.#fingers.size > 0) return;
    this.#pinched = undefined;
    this.#gesture.end();
  }

  #two(): [readonly [number, number], readonly [number, number]] {
    const [a, b] = [...this.#fingers.values()];
    return [a!, b!];
  }
  #span(): number {
    const [[ax, ay], [bx, by]] = this.#two();
    return Math.max(10, Math.hypot(ax - bx, ay - by));
  }
}
