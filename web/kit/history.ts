/** Undo and redo over immutable snapshots: at most `limit` steps back. */
export class History<S> {
  #past: S[] = [];
  #future: S[] = [];

  constructor(readonly limit = 100) {}

  get canUndo(): boolean {
    return this.#past.length > 0;
  }
  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Remembers the state before a change; what had been undone can no longer be redone. */
  remember(before: S): void {
    this.#past.push(before);
    if (this.#past.length > this.limit) this.#past.shift();
    this.#future = [];
  }

  undo(now: S): S {
    const before = this.#past.pop();
    if (before === undefined) return now;
    this.#future.push(now);
    return before;
  }

  redo(now: S): S {
    const after = this.#future.pop();
    if (after === undefined) return now;
    this.#past.push(now);
    return after;
  }
}
