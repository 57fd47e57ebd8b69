import { effect } from "@preact/signals-core";
import { onNextFrame, turn } from "./frame.ts";
import { appearance } from "./appearance.ts";
import { append } from "./svg.ts";

export type Tone = "p" | "q" | "r" | "limit" | "ink" | "warn";

const shared = new CSSStyleSheet();
shared.replaceSync(`
:host { display: block; position: relative; min-width: 0; }
:host([hidden]) { display: none; }
svg { position: absolute; inset: 0; width: 100%; height: 100%; display: block; overflow: hidden; user-select: none; -webkit-user-select: none; }
text { font: 12px var(--sans); fill: var(--ink-soft); }
text.math { font-family: var(--math); font-size: 15px; }
text.halo { paint-order: stroke; stroke: var(--surface); stroke-width: 4px; stroke-linejoin: round; }
.p { --tone: var(--p); } .q { --tone: var(--q); } .r { --tone: var(--r); }
.limit { --tone: var(--limit); } .ink { --tone: var(--ink); } .warn { --tone: var(--warn); }
text.p { fill: var(--p-text); } text.q { fill: var(--q-text); } text.r { fill: var(--r-text); } text.ink { fill: var(--ink); }
.axis { stroke: var(--rule-strong); stroke-width: 1; }
.grid { stroke: var(--rule); stroke-width: 1; }
.line { fill: none; stroke: var(--tone); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.dashed { stroke-dasharray: 5 5; stroke-width: 1.5; }
.dotted { stroke-dasharray: 0.1 5; stroke-width: 2.5; }
.fill { fill: var(--tone); }
.hit { fill: transparent; stroke: none; touch-action: none; pointer-events: all; }
.handle { cursor: grab; outline: none; }
.handle:active { cursor: grabbing; }
.handle .knob { fill: var(--surface); stroke: var(--tone); stroke-width: 3; transition: r 120ms; }
.handle:hover .knob { fill: color-mix(in oklab, var(--tone) 25%, var(--surface)); }
.handle[data-chosen] .knob { fill: var(--tone); }
:host([data-placing]) svg { cursor: crosshair; }
.handle .ring { fill: none; stroke: none; }
.handle:focus-visible .ring { stroke: var(--focus); stroke-width: 2.5; }
`);

/**
 * The base of every figure: a custom element whose SVG is measured in CSS pixels. A subclass
 * declares `static styles`, builds its parts in its constructor and paints them in `draw()`, which
 * runs at most once a frame and never while the figure is off-screen.
 *
 * Events: `gesturestart` and `gestureend` around a drag or a held key; subclasses add their changes.
 */
export abstract class Figure extends HTMLElement {
  static styles = "";
  readonly root = this.attachShadow({ mode: "open" });
  readonly svg = append(this.root as unknown as Element, "svg");
  protected width = 0;
  protected height = 0;
  /** How often the figure has been drawn: figures that sleep do not count on. */
  drawn = 0;
  #onScreen = false;
  #stale = true;
  readonly #stops: (() => void)[] = [];
  readonly #task = (): void => this.#drawIfSeen();

  constructor() {
    super();
    this.root.adoptedStyleSheets = [shared, sheetOf(this.constructor as typeof Figure)];
  }

  connectedCallback(): void {
    const size = new ResizeObserver(() => {
      this.#measure();
      this.requestDraw();
    });
    const sight = new IntersectionObserver(
      (entries) => {
        this.#onScreen = entries.at(-1)!.isIntersecting;
        if (this.#onScreen && this.#stale) onNextFrame(this.#task);
        this.seen(this.#onScreen);
      },
      { rootMargin: "25%" },
    );
    size.observe(this);
    sight.observe(this);
    const stopAppearance = effect(() => {
      void appearance.value;
      this.requestDraw();
    });
    this.#stops.push(
      () => size.disconnect(),
      () => sight.disconnect(),
      stopAppearance,
    );
  }

  disconnectedCallback(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Draws in the next frame, or when the figure comes into sight. */
  requestDraw(): void {
    this.#stale = true;
    if (this.#onScreen) onNextFrame(this.#task);
  }

  /** Paints the whole figure from its properties; `width` and `height` are CSS pixels. */
  protected abstract draw(): void;

  /** Told when the figure enters or leaves the screen: a moving one stops there. */
  protected seen(_onScreen: boolean): void {}

  protected emit(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  #measure(): void {
    this.width = this.clientWidth;
    this.height = this.clientHeight;
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
  }

  #drawIfSeen(): void {
    if (!this.#onScreen || !this.isConnected) return;
    if (this.width === 0) this.#measure();
    if (this.width === 0 || this.height === 0) return;
    this.#stale = false;
    this.drawn++;
    this.draw();
  }
}

let defined: Promise<void> = Promise.resolve();

/**
 * Makes a figure the element of that name, in a task of its own: what a page holds of it comes to life one
 * figure after the other, and the page answers in between.
 */
export function defineFigure(name: string, figure: CustomElementConstructor): void {
  defined = defined.then(turn).then(() => customElements.define(name, figure));
}

/** Until every figure whose script has run is an element. */
export function figuresDefined(): Promise<void> {
  return defined;
}

const sheets = new Map<typeof Figure, CSSStyleSheet>();

function sheetOf(type: typeof Figure): CSSStyleSheet {
  let sheet = sheets.get(type);
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(type.styles);
    sheets.set(type, sheet);
  }
  return sheet;
}

/** Calls `act` with what a figure says by `emit`. */
export function on<Detail>(figure: EventTarget, name: string, act: (detail: Detail) => void): void {
  figure.addEventListener(name, (event) => act((event as CustomEvent<Detail>).detail));
}

/** What a reader's gestures change: from `begin` to `end` is one step of undo. */
export interface Gestured {
  begin(): void;
  end(): void;
}

/** Makes the gestures of figures and drag-numbers those of a model. */
export function gesturesOf(sources: readonly EventTarget[], model: Gestured): void {
  for (const source of sources) {
    source.addEventListener("gesturestart", () => model.begin());
    source.addEventListener("gestureend", () => model.end());
  }
}
