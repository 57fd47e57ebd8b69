/** What a journey needs of a browser; each engine has its own way to be driven. */
export interface Driver {
  goto(address: string): Promise<void>;
  /** The value of a JavaScript expression in the page. */
  evaluate<T>(expression: string): Promise<T>;
  /** Presses a key where the focus is. */
  key(name: Key): Promise<void>;
  /** Presses the mouse's button at a place of the window, moves it, and lets go. */
  drag(from: Place, to: Place): Promise<void>;
  close(): Promise<void>;
}

export type Key = "ArrowUp" | "ArrowRight";
/** Whole CSS pixels from the window's corner. */
export type Place = [x: number, y: number];
