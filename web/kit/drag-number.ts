import { keySteps } from "./handle.ts";

/**
 * `<drag-number step="0.01" label="…">1.80</drag-number>`: a number in prose that is dragged sideways
 * or stepped by arrow keys. Property `value`, attributes `step` (per pixel and per key), `min`, `max`.
 * Events: `gesturestart`, `input` (read `value`), `gestureend`.
 */
export class DragNumber extends HTMLElement {
  #value = 0;
  #grab: { x: number; value: number } | undefined;

  connectedCallback(): void {
    this.addEventListener("pointerdown", (event) => {
      this.#grab = { x: event.clientX, value: this.#value };
      this.setPointerCapture(event.pointerId);
      this.#tell("gesturestart");
      event.preventDefault();
      this.focus();
    });
    this.addEventListener("pointermove", (event) => {
      if (this.#grab === undefined) return;
      this.#change(this.#grab.value + (event.clientX - this.#grab.x) * this.#step);
    });
    const release = (): void => {
      if (this.#grab === undefined) return;
      this.#grab = undefined;
      this.#tell("gestureend");
    };
    this.addEventListener("pointerup", release);
    this.addEventListener("pointercancel", release);
    this.addEventListener("keydown", (event) => {
      const up = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
      if (up === undefined) return;
      event.preventDefault();
      const size = event.altKey ? keySteps.fine : event.shiftKey ? keySteps.coarse : keySteps.usual;
      this.#tell("gesturestart");
      this.#change(this.#value + up * this.#step * size);
      this.#tell("gestureend");
    });
  }

  get value(): number {
    return this.#value;
  }

  /** Shows a value, written as `text`. */
  show(value: number, text: string): void {
    this.#value = value;
    // A slider that has no value yet is none.
    if (!this.hasAttribute("role")) this.#present();
    if (this.textContent !== text) this.textContent = text;
    this.setAttribute("aria-valuenow", String(value));
    this.setAttribute("aria-valuetext", text);
  }

  #present(): void {
    this.tabIndex = 0;
    this.setAttribute("role", "slider");
    this.setAttribute("aria-label", this.getAttribute("label") ?? "");
  }

  get #step(): number {
    return Number(this.getAttribute("step") ?? 0.01);
  }

  #change(value: number): void {
    const { min, max } = this;
    this.#value = Math.min(Math.max(value, min), max);
    this.#tell("input");
  }

  get min(): number {
    return Number(this.getAttribute("min") ?? -Infinity);
  }
  get max(): number {
    return Number(this.getAttribute("max") ?? Infinity);
  }

  #tell(name: string): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true }));
  }
}

customElements.define("drag-number", DragNumber);
