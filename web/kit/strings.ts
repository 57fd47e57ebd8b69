import type { en } from "./i18n/en.ts";

/** What the kit says at run time, in the page's language. */
export type KitStrings = (typeof en)["live"];

/** The strings the build inlined into this page: the kit's and the page's own. */
export function pageStrings<Page>(): { kit: KitStrings; page: Page } {
  return JSON.parse(document.getElementById("strings")!.textContent!);
}
