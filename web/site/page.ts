import type { Markup } from "./html.ts";

export const languages = ["en", "zh"] as const;
export type Language = (typeof languages)[number];

/** What every page says about itself, in one language. */
export interface PageText {
  /** The browser's title. */
  title: string;
  /** One sentence for search engines. */
  description: string;
  /** The page's name in the header. */
  name: string;
  /** What its module says at run time; inlined into the page as JSON. */
  live: object;
}

/** A page of the site: its address, its module, its words, and the HTML around its figures. */
export interface Page<Text extends PageText = PageText> {
  /** The page's name, and its chunk's. */
  name: string;
  /** Its folder below the language's root: "entropy/", or "" for the home page. */
  path: string;
  /** Its module, relative to web/. */
  entry: string;
  /** False where nothing is computed: what is only read or filled in. */
  engine?: false;
  /** The path of the page that stands for this one in the header, where it is not listed itself. */
  within?: string;
  text: { en: Text; zh: Text };
  body(text: Text, language: Language): Markup;
}

/** Declares a page; forgets the type of its words once they have been checked against its body. */
export function page<Text extends PageText>(definition: Page<Text>): Page {
  return definition as unknown as Page;
}
