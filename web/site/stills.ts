import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ArticleName } from "./articles.ts";
import { en } from "../kit/i18n/en.ts";
import { zh } from "../kit/i18n/zh.ts";
import { html, type Markup } from "./html.ts";
import type { Language } from "./page.ts";

const folder = join(import.meta.dirname, "../stills");

/** What an address of a picture begins with until the build knows where the file will stand. */
const scheme = "still:";

/** The picture of how a page opens, for readers without scripts; they alone load it. A decoration has no `alt`. */
export function stillPicture(system: ArticleName, language: Language, alt: string): Markup {
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(read(system, language))!;
  return html`<noscript class="still"
    ><img
      class="still"
      src="${scheme}${system}.${language}"
      width="${width}"
      height="${height}"
      alt="${alt}"
    />
    ${alt !== "" && html`<p class="caption still">${{ en, zh }[language].still}</p>`}</noscript
  >`;
}

/** Puts the addresses of pictures where `stillPicture` left their names; `emit` makes a file of each. */
export function placeStills(body: string, emit: (name: string, source: string) => string): string {
  return body.replace(new RegExp(`${scheme}(\\w+)\\.(en|zh)`, "g"), (_, system: ArticleName, language: Language) =>
    emit(`${system}-${language}.svg`, read(system, language)),
  ); // prettier-ignore
}

/** Writes the numbers that a page opens with into its formulas and its prose, where they stand until others are computed. */
export function writeOpening(body: string, name: string, language: Language): string {
  const found = JSON.parse(readFileSync(join(folder, `numbers.${language}.json`), "utf8"))[name];
  if (found === undefined) return body;
  const numbers = found as Record<string, string>;
  return body
    .replace(
      /(<span class="enclosing" data-slot="([\w-]+)">)(?:<span[^>]*>[^<]*<\/span>)*<\/span>/g,
      (all, start: string, slot: string) =>
        slot in numbers ? `${start}<span class="mord">${numbers[slot]!}</span></span>` : all,
    )
    .replace(/(<drag-number[^>]*?id="([\w-]+)"[^>]*>)(?=<\/drag-number)/g, (_, start: string, id: string) => start + (numbers[id] ?? "")); // prettier-ignore
}

function read(system: ArticleName, language: Language): string {
  return readFileSync(join(folder, `${system}.${language}.svg`), "utf8");
}
