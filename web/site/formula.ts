import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import katex from "katex";
import subsetFont from "subset-font";
import { html, markup, type Markup } from "./html.ts";

const distribution = dirname(createRequire(import.meta.url).resolve("katex"));

// \slot{name}{text} is a live number (the page sets its text), \tone{p}{…} takes a colour of the site.
const macros = {
  "\\slot": "\\htmlData{slot=#1}{#2}",
  "\\tone": "\\htmlClass{tone-#1}{#2}",
};

/**
 * A formula as HTML without scripts. Only the visible form is made: KaTeX's hidden MathML copy would
 * keep the numbers its slots had at build time. So `label` says the formula in words.
 */
export function formula(tex: string, label?: string, display = false): Markup {
  const rendered = katex.renderToString(tex, {
    displayMode: display,
    output: "html",
    macros: { ...macros },
    trust: ({ command }) => command === "\\htmlData" || command === "\\htmlClass",
    strict: (code: string) => (code === "htmlExtension" ? "ignore" : "error"),
  });
  if (label === undefined) return markup(rendered);
  return html`<span role="img" aria-label="${label}">${markup(rendered)}</span>`;
}

/**
 * A display formula in a line of its own, which scrolls where it is wider than the page. Of several
 * parts, phones get each in a line.
 */
export function displayFormula(tex: string | readonly string[], label: string): Markup {
  const forms =
    typeof tex === "string"
      ? formula(tex, undefined, true)
      : html`<div class="wide">${formula(tex.join(" \\qquad "), undefined, true)}</div>
          <div class="narrow">${tex.map((part) => formula(part, undefined, true))}</div>`;
  return html`<div class="formula" role="img" aria-label="${label}" tabindex="0">${forms}</div>`;
}

/**
 * Prose: HTML in which `$…$` is a formula, read out as its TeX unless `$…|words$` gives words. A mark that ends
 * something stays in its line.
 */
export function prose(text: string): Markup {
  return markup(
    text.replace(
      /\$([^$|]+)(?:\|([^$]+))?\$([,.;:!?)’”，。、；：！？）]?)/g,
      (_, tex: string, words: string | undefined, mark: string) =>
        kept(formula(tex, words ?? spoken(tex)).toString(), mark),
    ),
  );
}

/** A formula whose last part is kept in one line with the mark behind it. */
function kept(rendered: string, mark: string): string {
  if (mark === "") return rendered;
  // KaTeX lets lines end between its bases; of the last one is made a formula of its own.
  const [start, end] = [
    `<span class="katex"><span class="katex-html" aria-hidden="true">`,
    "</span></span>",
  ];
  const last = rendered.lastIndexOf(`<span class="katex-base">`);
  const before = rendered.slice(0, last);
  const opened = before.endsWith(start) ? before.slice(0, -start.length) : before + end;
  const rest = rendered.slice(last, rendered.lastIndexOf("</span>"));
  return `${opened}<span class="kept">${start}${rest}${mark}</span></span>`;
}

/** Each text a paragraph of prose. */
export function paragraphs(texts: readonly string[]): Markup[] {
  return texts.map((text) => html`<p>${prose(text)}</p>`);
}

function spoken(tex: string): string {
  return tex
    .replace(/\\(?:slot|tone)\{[^}]*\}/g, "")
    .replace(/\\operatorname|\\mathrm|\\,|[\\{}]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** KaTeX's style sheet without what no page uses: `pages` is all HTML of the site. */
export function formulaStyles(pages: string, fontAddress: (file: string) => string): string {
  const used = new Set(
    [...pages.matchAll(/class="([^"]*)"/g)].flatMap(([, names]) => names!.split(/\s+/)),
  );
  const rules = readFileSync(join(distribution, "katex.min.css"), "utf8").match(
    /[^{}]+\{[^{}]*\}/g,
  )!;
  return rules
    .map((rule) => {
      if (rule.startsWith("@font-face")) return fontFace(rule, fontAddress);
      const [selectors, body] = rule.split("{") as [string, string];
      const kept = selectors
        .split(",")
        .filter((s) => [...s.matchAll(/\.([\w-]+)/g)].every(([, name]) => used.has(name!)));
      return kept.length > 0 ? `${kept.join()}{${body}` : "";
    })
    .join("");
}

// Only the families that formulas of the site are set in, only as woff2, and text before fonts.
function fontFace(rule: string, address: (file: string) => string): string {
  const file = /fonts\/([\w-]+\.woff2)/.exec(rule)![1]!;
  if (!fontFiles.includes(file)) return "";
  return rule
    .replace(/src:[^}]*/, `src:url(${address(file)}) format("woff2")`)
    .replace("font-display:block", "font-display:swap");
}

/** The fonts of formulas, as files of KaTeX's distribution. */
export const fontFiles = readdirSync(join(distribution, "fonts")).filter((file) =>
  /^KaTeX_(Main-(Regular|Bold|Italic)|Math-Italic|AMS-Regular|Size\d-Regular).*\.woff2$/.test(file),
);

/** A font of formulas with no more characters than `pages`, all HTML of the site, has; and ASCII for live numbers. */
export function readFont(file: string, pages: string): Promise<Uint8Array> {
  const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, i) => 32 + i));
  const characters = [...new Set(ascii + liveCharacters + pages)].join("");
  const font = readFileSync(join(distribution, "fonts", file));
  return subsetFont(font, characters, { targetFormat: "woff2" });
}

// What a page may write into a slot besides ASCII.
const liveCharacters = "−–×·≈≤≥∞…";
