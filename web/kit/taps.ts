import type { Figure } from "./figure.ts";
import { Gesture, pointIn } from "./gesture.ts";
import type { HandleMoves } from "./handle.ts";

const slack = { mouse: 5, touch: 12 };

/** The way to move a figure's handles without dragging: a tap chooses one, and the next tap is where it goes. */
export class Taps {
  static readonly #all = new WeakMap<Figure, Taps>();
  readonly #handles = new Map<Element, HandleMoves>();
  readonly #gesture: Gesture;
  #chosen: Element | undefined;
  #pressed: { x: number; y: number; handle: Element | undefined } | undefined;
  #placed = false;

  static of(figure: Figure): Taps {
    let taps = Taps.#all.get(figure);
    if (taps === undefined) Taps.#all.set(figure, (taps = new Taps(figure)));
    return taps;
  }

  private constructor(readonly figure: Figure) {
    this.#gesture = new Gesture(figure);
    // Before what the figure itself makes of a press.
    const first = { capture: true };
    figure.addEventListener("pointerdown", (event) => this.#press(event), first);
    figure.addEventListener("pointerup", (event) => this.#release(event), first);
    figure.addEventListener("pointercancel", () => (this.#pressed = undefined), first);
    figure.addEventListener("click", (event) => this.#click(event), first);
    figure.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.#choose(undefined);
    });
  }

  add(handle: Element, moves: HandleMoves): void {
    this.#handles.set(handle, moves);
  }

  #press(event: PointerEvent): void {
    if (event.button !== 0) return;
    const handle = event.composedPath().find((part) => this.#handles.has(part as Element));
    if (!event.isTrusted) {
      // Of handles that overlap, the figure means another one.
      if (this.#pressed?.handle !== undefined) this.#pressed.handle = handle as Element | undefined;
      return;
    }
    const [x, y] = pointIn(this.figure, event);
    this.#placed = false;
    this.#pressed = { x, y, handle: handle as Element | undefined };
    if (handle !== undefined || this.#chosen === undefined) return;
    event.stopPropagation();
    event.preventDefault();
  }

  #release(event: PointerEvent): void {
    const pressed = this.#pressed;
    this.#pressed = undefined;
    if (pressed === undefined || !event.isTrusted) return;
    const [x, y] = pointIn(this.figure, event);
    const { handle } = pressed;
    const least = event.pointerType === "touch" ? slack.touch : slack.mouse;
    if (Math.hypot(x - pressed.x, y - pressed.y) > least) return this.#choose(undefined);
    if (handle === undefined) return this.#place(x, y, event);
    const { tap } = this.#handles.get(handle)!;
    const done = tap !== undefined && this.#gestured(tap);
    this.#choose(done || handle === this.#chosen ? undefined : handle);
  }

  #place(x: number, y: number, event: PointerEvent): void {
    if (this.#chosen === undefined) return;
    const moves = this.#handles.get(this.#chosen)!;
    this.#gestured(() => moves.drag(x, y, event));
    this.#choose(undefined);
    this.#placed = true;
  }

  // The click of a tap that placed a handle is not the figure's.
  #click(event: MouseEvent): void {
    if (!this.#placed) return;
    this.#placed = false;
    event.stopPropagation();
  }

  #gestured<Result>(act: () => Result): Result {
    this.#gesture.begin();
    try {
      return act();
    } finally {
      this.#gesture.end();
    }
  }

  #choose(handle: Element | undefined): void {
    this.#chosen?.removeAttribute("data-chosen");
    this.#chosen = handle;
    handle?.setAttribute("data-chosen", "");
    this.figure.toggleAttribute("data-placing", handle !== undefined);
  }
}
