import { createHash } from "node:crypto";
import { bibtex, type ArticleName } from "./articles.ts";
import { prose } from "./formula.ts";
import { html, markup, type Markup } from "./html.ts";
import { en } from "../kit/i18n/en.ts";
import { zh } from "../kit/i18n/zh.ts";
import type { Language, Page } from "./page.ts";
import { escape } from "./html.ts";

export const shared = { en, zh };

export interface Document {
  page: Page;
  language: Language;
  body: string;
  pages: readonly Page[];
  /** The way from this page up to the site's root: "./", "../" or "../../". */
  up: string;
  /** The page's whole style sheet. */
  styles: string;
  scripts: readonly string[];
  /** What is different where no script runs. */
  unscripted: string;
  /** The script that applies the reader's colours. */
  preferences: string;
  font: string;
}

const lang = { en: "en", zh: "zh-Hans" };

// No inline script, nothing from elsewhere, this one style sheet; style attributes are KaTeX's positions.
function policy(styles: string): string {
  const hash = createHash("sha256").update(styles).digest("base64");
  return [
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'sha256-${hash}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The whole HTML file of a page. */
export function document({
  page,
  language,
  body,
  pages,
  up,
  styles,
  preferences,
  unscripted,
  scripts,
  font,
}: Document): string {
  const text = page.text[language];
  const t = shared[language];
  const root = language === "zh" ? `${up}zh/` : up;
  const other: Language = language === "zh" ? "en" : "zh";
  const otherRoot = other === "zh" ? `${up}zh/` : up;
  const strings = JSON.stringify({ kit: t.live, page: text.live }).replaceAll("<", "\\u003c");
  return `<!doctype html>
${html`<html lang="${lang[language]}" ${page.engine === false && markup('data-engine="none"')}>
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy(styles)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${text.title}</title>
    <meta name="description" content="${text.description}" />
    <meta name="color-scheme" content="light dark" />
    <meta property="og:title" content="${text.title}" />
    <meta property="og:description" content="${text.description}" />
    ${addresses(page, language)}
    <link rel="icon" href="${up}mark.svg" type="image/svg+xml" />
    <script src="${up}${preferences}" async></script>
    <link rel="preload" href="${up}${font}" as="font" type="font/woff2" crossorigin />
    ${markup(`<style>${styles}</style>`)}
    <noscript><link rel="stylesheet" href="${up}${unscripted}" /></noscript>
    ${scripts.slice(1).map((file) => html`<link rel="modulepreload" href="${up}${file}" /> `)}
    <script type="module" src="${up}${scripts[0]}"></script>
  </head>
  <body data-page="${page.name}">
    <a class="skip" href="#main">${t.skip}</a>
    <header class="site-header" data-part="header">
      <a
        class="brand"
        aria-label="lemmata"
        href="${root}"
        ${page.path === "" && markup(' aria-current="page"')}
        >${mark}<span>lemmata</span></a
      >
      <nav aria-label="${t.pages}">
        ${pages
          .filter((item) => item.path !== "" && item.within === undefined)
          .map(
            (item) =>
              html`<a href="${root}${item.path}" ${current(item, page)}
                >${item.text[language].name}</a
              >`,
          )}
      </nav>
      <div class="preferences">
        <a
          class="tool"
          id="language"
          href="${otherRoot}${page.path}"
          hreflang="${lang[other]}"
          lang="${lang[other]}"
          >${t.otherLanguage}</a
        >
        <button
          class="tool icon"
          id="motion"
          type="button"
          aria-pressed="false"
          aria-label="${t.live.stillLabel}"
          title="${t.live.stillLabel}"
        >
          ${motionIcon}
        </button>
        <button
          class="tool icon"
          id="theme"
          type="button"
          aria-label="${t.live.theme.auto}"
          title="${t.live.theme.auto}"
        >
          ${themeIcon}
        </button>
      </div>
    </header>
    <main id="main">${markup(body)}</main>
    <footer class="site-footer" data-part="footer">
      <p>${markup(page.engine === false ? t.licence : t.footer)}</p>
      <p class="links">
        <a href="${root}teachers/">${t.teachers}</a>
        <a href="${root}guides/">${t.guides}</a>
        <a href="${up}api/index.html" hreflang="en">${t.reference}</a>
      </p>
      ${page.engine !== false && html`<p class="engine" id="engine">${t.live.engine.starting}</p>`}
    </footer>
    <script type="application/json" id="strings">
      ${markup(strings)}
    </script>
  </body>
</html> `}`;
}

// The header marks the page, or the one that stands for it.
function current(item: Page, page: Page): Markup | false {
  if (item === page) return markup(' aria-current="page"');
  return item.path === page.within && markup(' aria-current="true"');
}

// Search engines take absolute addresses only, and the site does not know where it will stand.
function addresses({ path }: Page, language: Language): Markup[] | false {
  const site = process.env.LEMMATA_SITE?.replace(/\/?$/, "/");
  if (site === undefined) return false;
  const of = { en: site + path, zh: `${site}zh/${path}` };
  return [
    html`<link rel="canonical" href="${of[language]}" />`,
    html`<link rel="alternate" hreflang="en" href="${of.en}" />`,
    html`<link rel="alternate" hreflang="zh-Hans" href="${of.zh}" />`,
    html`<link rel="alternate" hreflang="x-default" href="${of.en}" />`,
  ];
}

const mark = markup(
  `<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="M3 20V4M8.5 20v-9M14 20v-5.5M19.5 20v-3"/></svg>`,
);
const motionIcon = markup(
  `<svg viewBox="0 0 24 24" aria-hidden="true"><path class="when-moving" d="M8 5v14M16 5v14"/><path class="when-still" d="M7 4.5v15l12-7.5z"/></svg>`,
);
const themeIcon = markup(
  `<svg viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8"/><path class="half" d="M12 4a8 8 0 0 1 0 16z"/></svg>`,
);

/** A section's heading and what stands under it; `part` is its name in `&hide=`. */
export function section(part: string, heading: string, content: Markup, className = ""): Markup {
  return html`<section class="${className}" data-part="${part}" aria-labelledby="${part}-heading">
    <h2 id="${part}-heading">${heading}</h2>
    ${content}
  </section>`;
}

/** How the page's numbers are had with the package: its installation, and the script of the page's state. */
export function codeSection(
  language: Language,
  { heading, intro, more }: { heading: string; intro: Markup | string; more: string },
): Markup {
  return section(
    "code",
    heading,
    html`<p>${intro}</p>
      ${code(language, "npm install lemmata")} ${code(language, "", "script")}
      <p>${markup(more)}</p>`,
  );
}

/** Where a page's ideas are from, and a button that copies its article as BibTeX. */
export function sources(
  language: Language,
  { heading, body }: { heading: string; body: string },
  article: ArticleName,
): Markup {
  return section(
    "sources",
    heading,
    html`<p class="sources">${markup(body)}</p>
      <button type="button" data-copy="${bibtex(article)}">${shared[language].bibtex}</button>`,
  );
}

export interface NumberField {
  id: string;
  /** What stands before the field: a formula or words. */
  label: Markup | string;
  /** The field's name for those who cannot see the label. */
  name: string;
  tone?: "p" | "q" | "r" | "ink";
  step?: number;
}

/** A number that can be typed: the alternative to dragging a handle. `bindNumber` of the kit makes it live. */
export function numberField({ id, label, name, tone = "ink", step }: NumberField): Markup {
  return html`<label class="number-field tone-${tone}"
    ><span>${label}</span>
    <input
      id="${id}"
      type="text"
      inputmode="decimal"
      autocomplete="off"
      spellcheck="false"
      aria-label="${name}"
      ${step !== undefined && markup(` data-step="${step}"`)}
  /></label>`;
}

export interface Readout {
  slot: string;
  label: Markup | string;
  tone?: "p" | "q" | "r" | "ink";
  /** The page's main number is set large. */
  main?: boolean;
  note?: string;
}

/** A list of live numbers; each is written by its slot's name. */
export function readouts(items: readonly Readout[]): Markup {
  return html`<dl class="readouts">
    ${items.map(
      ({ slot, label, tone = "ink", main, note }) =>
        html`<div class="${main ? "main " : ""}tone-${tone}">
          <dt>${label}</dt>
          <dd>
            <span class="number" data-slot="${slot}">–</span
            >${note !== undefined && html` <small data-slot="${slot}-note">${note}</small>`}
          </dd>
        </div>`,
    )}
  </dl>`;
}

/** The row of actions every page has: undo, redo, reset, link, export, copy as JavaScript, own data. */
export function actions(language: Language): Markup {
  const t = shared[language].actions;
  return html`<div class="actions" data-part="actions" role="group" aria-label="${t.label}">
    <button type="button" id="undo" disabled>${t.undo}</button>
    <button type="button" id="redo" disabled>${t.redo}</button>
    <button type="button" id="reset">${t.reset}</button>
    <button type="button" id="link">${t.link}</button>
    <details class="menu" id="export">
      <summary>${t.export}</summary>
      <div class="menu-items">
        <button type="button" data-export="svg">SVG<small>${t.svg}</small></button>
        <button type="button" data-export="png">PNG<small>${t.png}</small></button>
        <button type="button" data-export="csv">CSV<small>${t.csv}</small></button>
      </div>
    </details>
    <button type="button" id="copy-js">${t.copyJs}</button>
    <button type="button" id="own-data">${t.ownData}</button>
  </div>`;
}

/** The dialog for own data: pasted, dropped or opened, and never sent anywhere. */
export function dataDialog(
  language: Language,
  hint: Markup | string,
  example: string,
  /** Kinds of files besides tables of numbers: "image/*". */
  accept?: string,
): Markup {
  const t = shared[language].data;
  return html`<dialog id="data-dialog" class="data-dialog" aria-labelledby="data-title">
    <form method="dialog">
      <h2 id="data-title">${t.title}</h2>
      <p>${hint} ${t.privacy}</p>
      <label for="data-text">${t.label}</label>
      <textarea id="data-text" rows="8" spellcheck="false" placeholder="${example}"></textarea>
      <p class="data-error" id="data-error" role="alert"></p>
      <div class="actions">
        <button type="button" id="data-use" class="primary">${t.use}</button>
        <label class="file"
          ><input
            type="file"
            id="data-file"
            accept=".csv,.tsv,.txt,.json${accept && `,${accept}`}"
          /><span>${t.file}</span></label
        >
        <button type="button" id="data-normalize" hidden>${t.normalize}</button>
        <button type="submit" id="data-cancel">${t.cancel}</button>
      </div>
    </form>
  </dialog>`;
}

/** The strip inside the stage that says what went wrong, and offers the way out. */
export function faultStrip(): Markup {
  return html`<div class="fault" id="fault" role="status" hidden>
    <p id="fault-text"></p>
    <button type="button" id="fault-fix"></button>
  </div>`;
}

/** The table under a chart: the same rows as the CSV, filled when it is opened. */
export function dataTable(language: Language): Markup {
  return html`<details class="data-table" id="data-table" data-part="table">
    <summary>${shared[language].table}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="${shared[language].table}">
      <table></table>
    </div>
  </details>`;
}

/** The strip of presets; the kit draws a live thumbnail into each. */
export function presetStrip(language: Language, presets: Readonly<Record<string, string>>): Markup {
  return html`<div
    class="presets"
    data-part="presets"
    role="group"
    aria-label="${shared[language].presets}"
  >
    ${Object.entries(presets).map(
      ([name, label]) =>
        html`<button type="button" data-preset="${name}" aria-pressed="false">
          <svg aria-hidden="true"></svg><span>${label}</span>
        </button>`,
    )}
  </div>`;
}

/** Of a guided tour each step: the state it sets, as the address has it, and the selector of what to look at. */
export type TourSteps = readonly (readonly [state: string, part: string])[];

/** A guided tour: each step a sentence and a button that sets the page's state. */
export function tour(language: Language, texts: readonly string[], steps: TourSteps): Markup {
  if (texts.length !== steps.length)
    throw new Error(`a tour has ${texts.length} sentences for ${steps.length} steps`);
  const t = shared[language].tour;
  return html`<details class="tour" id="tour" data-part="tour">
    <summary>${t.summary.replace("{n}", String(steps.length))}</summary>
    <ol>
      ${steps.map(
        ([state, part], i) =>
          html`<li>
            <p id="tour-${i}">${prose(texts[i]!)}</p>
            <button
              type="button"
              data-state="#v=1&${state}"
              data-look="${part}"
              aria-describedby="tour-${i}"
            >
              ${t.show}
            </button>
          </li>`,
      )}
    </ol>
    <p class="tour-end" id="tour-end" role="status"></p>
  </details>`;
}

export interface Bet {
  question: string;
  /** The choices; `right` is the index of the one that holds. */
  choices: readonly string[];
  right: number;
  reveal: Markup;
}

/** "Place your bet": a prediction before the reveal, which may be skipped. */
export function betCard(language: Language, { question, choices, right, reveal }: Bet): Markup {
  const t = shared[language].bet;
  return html`<section
    class="bet"
    id="bet"
    data-part="bet"
    data-right="${right}"
    aria-labelledby="bet-heading"
  >
    <h2 id="bet-heading">${t.heading}</h2>
    <p>${question}</p>
    <div class="actions">
      ${choices.map((choice, i) => html`<button type="button" data-choice="${i}">${choice}</button>`)}
      <button type="button" class="quiet" data-choice="skip">${t.skip}</button>
    </div>
    <div class="reveal" id="bet-reveal" role="status" hidden>
      <strong id="bet-verdict"></strong>${reveal}
    </div>
  </section>`;
}

/** A listing of code with a button that copies it. */
export function code(language: Language, text: string, id?: string): Markup {
  return html`<div class="code"><pre tabindex="0"><code${id !== undefined && markup(` id="${escape(id)}"`)}>${text}</code></pre>
    <button type="button" class="copy" data-copy>${shared[language].copy}</button></div>`;
}
