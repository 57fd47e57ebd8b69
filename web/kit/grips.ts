import type { Figure } from "./figure.ts";
import { pointIn } from "./gesture.ts";
import { Handle, type HandleMoves, type SliderValue } from "./handle.ts";
import { clamp } from "./scale.ts";
import { append, set } from "./svg.ts";

const reach = 22;
const border = 16;

/** What a grip does when it is dragged or stepped by keys. */
export interface GripMoves extends HandleMoves {
  drag(x: number, y: number): void;
}

/** A handle that may leave the stage: then an arrow at the border stands for it, and a tap brings it back. */
export class Grip {
  readonly handle: Handle;
  readonly #arrow: SVGPathElement;
  #away = false;

  constructor(
    readonly figure: Figure,
    parent: Element,
    readonly tone: string,
    readonly moves: GripMoves,
  ) {
    this.handle = new Handle(figure, parent, tone, { ...moves, tap: () => this.#comeBack() });
    this.#arrow = append(this.element, "path", { class: "arrow" });
  }

  get element(): SVGGElement {
    return this.handle.element;
  }
  get visible(): boolean {
    return this.element.style.display !== "none";
  }
  set visible(visible: boolean) {
    this.handle.visible = visible;
  }
  /** Whether the handle's place is outside the stage. */
  get away(): boolean {
    return this.#away;
  }

  /** Puts the handle at a place of a stage of that size. */
  place(x: number, y: number, width: number, height: number, aria: SliderValue): void {
    const [inX, inY] = [clamp(x, border, width - border), clamp(y, border, height - border)];
    this.#away = inX !== x || inY !== y;
    this.element.classList.toggle("away", this.#away);
    this.handle.place(inX, inY, aria);
    const turn = (Math.atan2(y - inY, x - inX) * 180) / Math.PI;
    const d = this.#away ? "M12 0L-6 -9V9Z" : "";
    set(this.#arrow, { d, transform: `translate(${inX} ${inY}) rotate(${turn})` });
  }

  #comeBack(): boolean {
    if (this.#away) this.moves.drag(this.handle.x, this.handle.y);
    return this.#away;
  }
}

/** What the grips of one stage share: the nearest is taken. */
export class Grips {
  readonly #grips: Grip[] = [];

  constructor(readonly figure: Figure) {
    figure.svg.addEventListener("pointerdown", (event) => this.#press(event), { capture: true });
  }

  add(parent: Element, tone: string, moves: GripMoves): Grip {
    const grip = new Grip(this.figure, parent, tone, moves);
    this.#grips.push(grip);
    return grip;
  }

  // Targets of 44 pixels overlap where an ellipse is small: whichever is on top, the nearest is meant.
  #press(event: PointerEvent): void {
    if (!event.isTrusted || event.button !== 0) return;
    const [x, y] = pointIn(this.figure, event);
    const grip = this.#nearest(x, y);
    if (grip === undefined || grip.element.contains(event.target as Node)) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    grip.element.dispatchEvent(new PointerEvent("pointerdown", event));
  }

  #nearest(x: number, y: number): Grip | undefined {
    let found: Grip | undefined;
    let least = reach;
    for (const grip of this.#grips) {
      const { handle } = grip;
      // A later one wins a tie: it is drawn above.
      const distance = Math.hypot(handle.x - x, handle.y - y);
      if (!grip.visible || distance > least) continue;
      [found, least] = [grip, distance];
    }
    return found;
  }
}

/** The styles of grips, for every stage that has them. */
export const gripStyles = `
  .tip .knob { r: 6px; stroke-width: 2.5; }
  .away .knob { r: 0; }
  .arrow { fill: var(--tone); }
`;
