import type { Figure } from "./figure.ts";

/** Tells the page that a gesture began or ended, once each. */
export class Gesture {
  #going = false;

  constructor(readonly figure: Figure) {}

  begin(): void {
    if (this.#going) return;
    this.#going = true;
    this.figure.dispatchEvent(new CustomEvent("gesturestart", { bubbles: true, composed: true }));
  }

  end(): void {
    if (!this.#going) return;
    this.#going = false;
    this.figure.dispatchEvent(new CustomEvent("gestureend", { bubbles: true, composed: true }));
  }
}

/** Where a pointer is in the figure, in CSS pixels. */
export function pointIn(
  figure: Figure,
  event: PointerEvent | MouseEvent,
): readonly [number, number] {
  const box = figure.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
