import { html, markup, type Markup } from "../site/html.ts";
import { code, section } from "../site/layout.ts";
import { page, type Language, type Page, type PageText } from "../site/page.ts";

/** A block of code of a guide. A test runs it: see tests/package/guides.test.ts. */
export interface Listing {
  /** What the file is called where it matters; shown above the code. */
  file?: string;
  /** Where it runs, if not in Node as it stands. */
  kind?: "terminal" | "browser" | "html" | "typescript" | "config" | "jsx" | "header";
  code: string;
}
export type Listings = Readonly<Record<string, Listing>>;

export interface GuideText extends PageText {
  heading: string;
  lede: string;
  /** Paragraphs, blocks of HTML, and "@name" for a listing. */
  sections: readonly { heading: string; parts: readonly string[] }[];
}

export interface Guide {
  page: Page;
  listings: Listings;
}

/** A guide: words in two languages around listings that both share. */
export function guide(
  name: string,
  listings: Listings,
  text: { en: GuideText; zh: GuideText },
): Guide {
  return {
    listings,
    page: page({
      name: `guide-${name}`,
      path: `guides/${name}/`,
      entry: "guides/main.ts",
      engine: false,
      within: "guides/",
      text,
      body: (t, language) =>
        html`${opening(t)}
          <article class="guide prose">
            ${t.sections.map(({ heading, parts }, i) =>
              section(
                `part-${i + 1}`,
                heading,
                html`${parts.map((part) => block(part, listings, language))}`,
              ),
            )}
          </article>`,
    }),
  };
}

export function opening({ heading, lede }: { heading: string; lede: string }): Markup {
  return html`<div class="opening">
    <h1>${heading}</h1>
    <p>${markup(lede)}</p>
  </div>`;
}

function block(part: string, listings: Listings, language: Language): Markup {
  if (/^<(div|ul)/.test(part)) return markup(part);
  if (!part.startsWith("@")) return html`<p>${markup(part)}</p>`;
  const listing = listings[part.slice(1)];
  if (listing === undefined) throw new Error(`there is no listing ${part}`);
  const listed = code(language, listing.code);
  return listing.file === undefined
    ? listed
    : html`<div>
        <p class="file">${listing.file}</p>
        ${listed}
      </div>`;
}

/** A table that may be scrolled sideways; its cells are HTML. */
export function table(
  label: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const cells = (tag: string, row: readonly string[]): string =>
    row.map((cell) => `<${tag}>${cell}</${tag}>`).join("");
  return `<div class="scroll" tabindex="0" role="region" aria-label="${label}"><table>
<thead><tr>${cells("th", head)}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("")}</tbody></table></div>`;
}
