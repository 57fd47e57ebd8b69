import type { Figure } from "./figure.ts";
import { drawNow } from "./frame.ts";
import { Gesture, pointIn } from "./gesture.ts";
import { append, set } from "./svg.ts";
import { Taps } from "./taps.ts";

/** How far a key moves: Alt is fine, Shift coarse. */
export const keySteps = { fine: 0.1, usual: 1, coarse: 10 };

export interface HandleMoves {
  /** The pointer dragged the handle to this point of the figure, in CSS pixels. */
  drag(x: number, y: number, event: PointerEvent): void;
  /** An arrow key asks for so many steps to the right and up (fractions with Alt, tens with Shift). */
  step(right: number, up: number): void;
  /** Home or End. */
  edge?(which: "min" | "max"): void;
  /** A tap on the handle; true where that did something, and the next tap is not to place it. */
  tap?(): boolean;
}

const hitRadius = 22;

/**
 * A round handle of a figure: focusable, dragged by pointer or finger, moved by arrow keys, or chosen by a tap
 * and placed by the next one, with a target of 44 CSS pixels. Each drag, held key or placing tap is one gesture
 * (`gesturestart`, `gestureend`).
 */
export class Handle {
  readonly element: SVGGElement;
  readonly #knob: SVGCircleElement;
  readonly #ring: SVGCircleElement;
  readonly #hit: SVGCircleElement;
  x = 0;
  y = 0;

  constructor(
    readonly figure: Figure,
    parent: Element,
    tone: string,
    moves: HandleMoves,
  ) {
    this.element = append(parent, "g", { class: `handle ${tone}`, tabindex: 0 });
    this.#ring = append(this.element, "circle", { class: "ring", r: 14 });
    this.#knob = append(this.element, "circle", { class: "knob", r: 8 });
    this.#hit = append(this.element, "circle", { class: "hit", r: hitRadius });
    listen(this.element, figure, () => [this.x, this.y], moves);
    Taps.of(figure).add(this.element, moves);
  }

  /** Puts the handle there, and says its value. */
  place(x: number, y: number, aria: SliderValue): void {
    this.x = x;
    this.y = y;
    for (const circle of [this.#ring, this.#knob, this.#hit]) set(circle, { cx: x, cy: y });
    describe(this.element, aria);
  }

  set visible(visible: boolean) {
    this.element.style.display = visible ? "" : "none";
  }
}

/** What a slider says of itself to those who do not see it. */
export interface SliderValue {
  label: string;
  text: string;
  now: number;
  min: number;
  max: number;
  orientation?: "horizontal" | "vertical";
}

/** Makes an element a slider of that value for those who do not see it. */
export function describe(
  element: Element,
  { label, text, now, min, max, orientation }: SliderValue,
): void {
  set(element, {
    role: "slider",
    "aria-label": label,
    "aria-valuetext": text,
    "aria-valuenow": String(now),
    "aria-valuemin": String(min),
    "aria-valuemax": String(max),
    "aria-orientation": orientation ?? "horizontal",
  });
}

/** Makes `element` draggable by pointer and keys; `position` is where its centre is now. */
export function listen(
  element: SVGElement,
  figure: Figure,
  position: () => readonly [number, number],
  moves: HandleMoves,
): void {
  const gesture = new Gesture(figure);
  let offset: readonly [number, number] | undefined;

  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const [px, py] = pointIn(figure, event);
    const [x, y] = position();
    offset = [x - px, y - py];
    element.setPointerCapture(event.pointerId);
    element.focus({ preventScroll: true });
    gesture.begin();
    event.preventDefault();
    event.stopPropagation();
  });
  // Chromium heeds no touch-action of shapes within an SVG: a finger would scroll the page away.
  element.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
  element.addEventListener("pointermove", (event) => {
    if (offset === undefined) return;
    const [px, py] = pointIn(figure, event);
    moves.drag(px + offset[0], py + offset[1], event);
  });
  const release = (): void => {
    offset = undefined;
    gesture.end();
  };
  element.addEventListener("pointerup", release);
  element.addEventListener("pointercancel", release);
  listenToKeys(element, gesture, moves);
}

/** Makes `element` movable by keys: arrows, Page Up and Down, Home and End. */
export function listenToKeys(
  element: Element,
  gesture: Gesture,
  moves: Pick<HandleMoves, "step" | "edge">,
): void {
  element.addEventListener("keydown", (event) => {
    const { key, altKey, shiftKey, ctrlKey, metaKey } = event as KeyboardEvent;
    if (ctrlKey || metaKey) return;
    const move = directions[key];
    const which = key === "Home" ? "min" : key === "End" ? "max" : undefined;
    if (move === undefined && (which === undefined || moves.edge === undefined)) return;
    event.preventDefault();
    drawNow();
    gesture.begin();
    if (which !== undefined) return moves.edge!(which);
    const paged = key.startsWith("Page");
    const size = altKey ? keySteps.fine : shiftKey || paged ? keySteps.coarse : keySteps.usual;
    moves.step(move![0] * size, move![1] * size);
  });
  element.addEventListener("keyup", () => gesture.end());
  element.addEventListener("blur", () => gesture.end());
}

const directions: Record<string, readonly [number, number] | undefined> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  PageUp: [0, 1],
  PageDown: [0, -1],
};
