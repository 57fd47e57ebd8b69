import type { Lemmata } from "lemmata";
import { defineFigure, Figure } from "../kit/figure.ts";
import { motionAllowed } from "../kit/frame.ts";
import { append } from "../kit/svg.ts";
import { drawings, type Drawing } from "./drawings.ts";

/** Thumbnails are made for strips; in a card they are so many times larger. */
const enlarged = 2;
const inset = 12;
const milliseconds = 1600;

/** `<preset-card of="smoothing">`: a preset of a page, drawn when it is first seen; a pointer or the focus goes through the others. */
export class PresetCard extends Figure {
  #engine: Lemmata | undefined;
  #drawing: Drawing | undefined;
  #asked = false;
  #shown = 0;
  #timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    const link = this.closest("a")!;
    link.addEventListener("pointerenter", () => this.#start());
    link.addEventListener("focus", () => this.#start());
    link.addEventListener("pointerleave", () => this.#rest());
    link.addEventListener("blur", () => this.#rest());
  }

  set engine(engine: Lemmata) {
    this.#engine = engine;
    this.requestDraw();
  }

  protected override seen(onScreen: boolean): void {
    if (!onScreen) this.#rest();
  }

  protected override draw(): void {
    if (this.#engine === undefined) return;
    if (this.#drawing === undefined) return void this.#fetch();
    const [width, height] = [this.width / enlarged, this.height / enlarged];
    this.svg.replaceChildren();
    const box = append(this.svg, "svg", { viewBox: `0 0 ${width} ${height}` });
    const room = append(box, "svg", {
      x: inset,
      y: inset,
      style: `width: ${width - 2 * inset}px; height: ${height - 2 * inset}px; overflow: visible`,
    });
    const name = this.#drawing.names[this.#shown]!;
    this.#drawing.draw(room, name, width - 2 * inset, height - 2 * inset, this.#engine);
  }

  async #fetch(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    this.#drawing = await drawings[this.getAttribute("of")!]!();
    this.requestDraw();
  }

  #start(): void {
    if (this.#timer !== 0 || !motionAllowed()) return;
    this.#timer = window.setInterval(() => {
      if (this.#drawing === undefined) return;
      this.#shown = (this.#shown + 1) % this.#drawing.names.length;
      this.requestDraw();
    }, milliseconds);
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = 0;
    if (this.#shown === 0) return;
    this.#shown = 0;
    this.requestDraw();
  }
}

defineFigure("preset-card", PresetCard);
