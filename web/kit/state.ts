import { computed, signal, type ReadonlySignal } from "@preact/signals-core";
import { readHash, writeHash, type Codecs } from "./hash.ts";
import { History } from "./history.ts";

const longestHash = 8000;
const settleMilliseconds = 150;

/** Where a state is written as `#v=1&…`, and what tells of another one and of the keys for undo. */
export interface Address {
  /** What is written there now. */
  readonly hash: string;
  /** Writes a state there; undefined where it is too long to be written. */
  replace(hash: string | undefined): void;
  /** Hears `hashchange` and `keydown`. */
  readonly events: EventTarget;
}

/** The address of the page that the reader sees. */
export const pageAddress: Address = {
  get hash() {
    return location.hash;
  },
  replace(hash) {
    // An address that cannot carry the state must not claim another one.
    history.replaceState(null, "", hash ?? location.pathname);
  },
  get events() {
    return window;
  },
};

export interface StateOptions<S> {
  defaults: S;
  codecs: Codecs<S>;
  /** Makes a state that was read from an address consistent; by default it is taken as it is. */
  repair?: (state: S) => S;
  /** By default the page's. */
  address?: Address;
}

/**
 * The one state of a page: an immutable snapshot in a signal. A gesture (a drag, a held key, a typed
 * number) is one step of undo. The address follows 150 ms after the last change.
 */
export class PageState<S extends object> {
  readonly #current;
  readonly #steps = signal(0);
  readonly #dragging = signal(false);
  readonly #history = new History<S>();
  readonly #options: Required<StateOptions<S>>;
  #before: S | undefined;
  #timer = 0;

  constructor(options: StateOptions<S>) {
    this.#options = { repair: (state) => state, address: pageAddress, ...options };
    const { address } = this.#options;
    this.#current = signal(this.#fromAddress());
    address.events.addEventListener("hashchange", () => {
      if (address.hash !== this.written()) this.follow(address.hash);
    });
    address.events.addEventListener("keydown", (event) => this.#shortcut(event as KeyboardEvent));
  }

  /** The snapshot; reading `.value` in a computed follows it. */
  get signal(): ReadonlySignal<S> {
    return this.#current;
  }
  get value(): S {
    return this.#current.value;
  }
  /** Whether a gesture is going on: no axis may change its range now. */
  get dragging(): ReadonlySignal<boolean> {
    return this.#dragging;
  }
  readonly canUndo = computed(() => (void this.#steps.value, this.#history.canUndo));
  readonly canRedo = computed(() => (void this.#steps.value, this.#history.canRedo));

  /** Begins a gesture. */
  begin(): void {
    if (this.#before !== undefined) return;
    this.#before = this.value;
    this.#dragging.value = true;
  }

  /** Changes the state within a gesture. */
  update(change: Partial<S>): void {
    this.#current.value = { ...this.value, ...change };
  }

  /** Ends a gesture: one step of undo, if anything changed. */
  end(): void {
    if (this.#before === undefined) return;
    if (this.#before !== this.value) this.#history.remember(this.#before);
    this.#before = undefined;
    this.#dragging.value = false;
    this.#settled();
  }

  /** A gesture of one change. */
  set(change: Partial<S>): void {
    this.begin();
    this.update(change);
    this.end();
  }

  undo(): void {
    this.end();
    this.#current.value = this.#history.undo(this.value);
    this.#settled();
  }

  redo(): void {
    this.end();
    this.#current.value = this.#history.redo(this.value);
    this.#settled();
  }

  reset(): void {
    this.set(this.#options.defaults);
  }

  /** Goes to the state of an address part, as a gesture of one change. */
  follow(address: string): void {
    this.set(this.#fromAddress(address));
  }

  /** The address part of the state now; undefined where it would be longer than browsers carry. */
  hash(): string | undefined {
    const written = this.written();
    return written.length <= longestHash ? written : undefined;
  }

  /** The same, however long. */
  written(): string {
    const { defaults, codecs, address } = this.#options;
    return writeHash(this.value, defaults, codecs, address.hash);
  }

  #fromAddress(written = this.#options.address.hash): S {
    const { defaults, codecs, repair } = this.#options;
    return repair(readHash(written, defaults, codecs));
  }

  #settled(): void {
    this.#steps.value++;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(
      () => this.#options.address.replace(this.hash()),
      settleMilliseconds,
    );
  }

  #shortcut(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)
      return;
    const key = event.key.toLowerCase();
    if (key === "z" && !event.shiftKey) this.undo();
    else if ((key === "z" && event.shiftKey) || key === "y") this.redo();
    else return;
    event.preventDefault();
  }
}
