/** What an attribute or property of an element takes: text as in the attribute, a number, or a list. */
export type Value = string | number | boolean | readonly (string | number)[];

/** An element's figures once they are there. */
export interface Opened {
  /** Shows what the attributes common to all elements ask for. */
  appear(): void;
  /** Takes one value, as it is written in an attribute. */
  take(name: string, text: string): void;
  values(): Readonly<Record<string, string>>;
  state(): string;
  restore(state: string): void;
  summary(): string;
  undo(): void;
  redo(): void;
  reset(): void;
  /** Ends what works in the background, while the element is out of its page. */
  rest(): void;
  /** Draws what changed in the meantime, and begins again what was ended. */
  wake(): void;
}

/** What makes an element one of a system. */
export interface Definition {
  /** The attributes of its state, with their names there. */
  attributes: Readonly<Record<string, string>>;
  open(host: LemmataElement, root: ShadowRoot): Promise<Opened>;
}

// Where there is no document, as on a server, importing this does nothing.
const Base = typeof HTMLElement === "undefined" ? (class {} as typeof HTMLElement) : HTMLElement;

// What every element has: which of its parts are shown, and the colours and language it has.
const common = ["show", "state", "theme", "lang"];

/**
 * The base of every element. Its figures are fetched, with the engine, when it comes near the screen;
 * until then, and where they cannot run, what it encloses is shown.
 *
 * Events: `ready`; `input` while a reader drags and `change` after, with the values as `detail`;
 * `error` with the reason as `detail` where the engine did not start.
 */
export abstract class LemmataElement extends Base {
  static get observedAttributes(): string[] {
    return [...Object.keys(this.definition.attributes), ...common];
  }
  /** What the subclass is; for the package's own use. */
  static readonly definition: Definition;

  readonly #root = this.attachShadow({ mode: "open" });
  #view: Opened | undefined;
  #opening: Promise<void> | undefined;
  // Properties set before the figures came.
  readonly #wanted = new Map<string, string>();
  #sight: IntersectionObserver | undefined;

  constructor() {
    super();
    this.#root.append(document.createElement("slot"));
  }

  connectedCallback(): void {
    if (this.#view !== undefined) return this.#view.wake();
    this.#sight = new IntersectionObserver(
      (entries) => {
        if (entries.at(-1)!.isIntersecting) void this.whenReady().catch(() => {});
      },
      { rootMargin: "50%" },
    );
    this.#sight.observe(this);
  }

  disconnectedCallback(): void {
    this.#sight?.disconnect();
    this.#view?.rest();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    if (name === "state") this.#view?.restore(now ?? "");
    else if (common.includes(name)) this.#view?.appear();
    else if (now !== null) this.#view?.take(name, now);
  }

  /** Resolves when the figures are there; fetches them if that has not begun. Rejects with the reason where they cannot run. */
  whenReady(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** The values now, as they are written in attributes. */
  get values(): Readonly<Record<string, string>> {
    return this.#view?.values() ?? Object.fromEntries(this.asked());
  }

  /** The whole state now, as in the address of the system's page: `v=1&…`. Setting it is one step of undo. */
  get state(): string {
    return this.#view?.state() ?? this.getAttribute("state") ?? "v=1";
  }
  set state(state: string) {
    if (this.#view === undefined) this.setAttribute("state", state);
    else this.#view.restore(state);
  }

  /** What the figures say, in one sentence. */
  get summary(): string {
    return this.#view?.summary() ?? "";
  }

  undo(): void {
    this.#view?.undo();
  }
  redo(): void {
    this.#view?.redo();
  }
  reset(): void {
    this.#view?.reset();
  }

  /** @internal Attributes, and the properties that were set over them. */
  asked(): Map<string, string> {
    const { attributes } = (this.constructor as typeof LemmataElement).definition;
    const found = new Map<string, string>();
    for (const name of Object.keys(attributes)) {
      const value = this.#wanted.get(name) ?? this.getAttribute(name);
      if (value !== null && value !== undefined) found.set(name, value);
    }
    return found;
  }

  /** @internal Takes a property. */
  take(name: string, value: Value): void {
    const text = typeof value === "object" ? value.join(",") : String(value);
    if (this.#view === undefined) this.#wanted.set(name, text);
    else this.#view.take(name, text);
  }

  async #open(): Promise<void> {
    const { open } = (this.constructor as typeof LemmataElement).definition;
    try {
      this.#view = await open(this, this.#root);
      this.#sight?.disconnect();
      this.dispatchEvent(new CustomEvent("ready"));
    } catch (reason) {
      // A later wish tries again.
      this.#opening = undefined;
      this.dispatchEvent(new CustomEvent("error", { detail: reason }));
      throw reason;
    }
  }
}
