import type { ReadonlySignal } from "@preact/signals-core";
import type { Lemmata } from "lemmata";
import type { Fault } from "../kit/fault.ts";
import type { Figure } from "../kit/figure.ts";
import type { Codecs } from "../kit/hash.ts";
import type { Address, PageState } from "../kit/state.ts";
import type { ArticleName } from "../site/articles.ts";

/** The figures of a system as its page has them, in an element's own frame. */
export interface Linked<State extends object> {
  /** The figures by name, in the order in which they are shown. */
  parts: Readonly<Record<string, Figure>>;
  state: PageState<State>;
  /** What else is drawn anew on. */
  signals: readonly ReadonlySignal<unknown>[];
  draw(): void;
  summary(): string;
  fault(): Fault | undefined;
  /** Ends what works in the background while the element is on no page; `wake`, or else the next `draw`, begins it again. */
  rest?(): void;
  wake?(): void;
}

/** Whether a part is among those that are shown: what takes long is not drawn for nobody. */
export function isShown(part: Figure): boolean {
  return part.getClientRects().length > 0;
}

/** What a system's page gives to its element. */
export interface System<State extends object, Strings> {
  article: ArticleName;
  codecs: Codecs<State>;
  /** What an attribute may say, for the sentence that refuses another. */
  allowed: Readonly<Record<string, string>>;
  /** The attributes with which the view begins anew, and holds what they say. */
  fitted?: readonly string[];
  strings: { en: Strings; zh: Strings };
  /** Where the parts stand, and how high they are: a style sheet of the element's frame. */
  styles: string;
  link(lemmata: Lemmata, address: Address, strings: Strings): Linked<State>;
}
