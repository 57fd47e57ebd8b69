import { html, type Markup } from "../site/html.ts";
import { code } from "../site/layout.ts";
import { page, type Language } from "../site/page.ts";
import { stillPicture } from "../site/stills.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

const snippet = `import { load } from "lemmata";

const { entropy, gaussian } = await load();
entropy.normalize([0.5, 0.3, 0.15, 0.05], { perplexity: 3 }).gamma;
gaussian.wasserstein2(
  { mean: [0, 0], covariance: { variance: 1 } },
  { mean: [3, 4], covariance: { diagonal: [4, 1] } },
).distance;`;

type Name = keyof typeof en.cards;
const names = Object.keys(en.cards) as Name[];

export const homePage = page({
  name: "home",
  path: "",
  entry: "home/main.ts",
  text: { en, zh },
  body: (t, language) =>
    html` <div class="opening">
        <h1>${t.heading}</h1>
        <p>${t.lede}</p>
      </div>
      <div class="gallery">${names.map((name) => card(name, t.cards[name], language))}</div>
      <section class="start">
        <div>
          <h2>${t.code.heading}</h2>
          <p>${t.code.text}</p>
        </div>
        <div>${code(language, "npm install lemmata")} ${code(language, snippet)}</div>
      </section>`,
});

function card(
  name: Name,
  { heading, text }: { heading: string; text: string },
  language: Language,
): Markup {
  return html`<a class="card" href="${name}/">
    ${figure(name, stillPicture(name, language, ""))}
    <h2>${heading}</h2>
    <p>${text}</p>
  </a>`;
}

// Two move by themselves; the others are their pages' own thumbnails.
function figure(name: Name, still: Markup): Markup {
  if (name === "entropy") return html`<entropy-card aria-hidden="true">${still}</entropy-card>`;
  if (name === "gaussian") return html`<gaussian-card aria-hidden="true">${still}</gaussian-card>`;
  return html`<preset-card of="${name}" aria-hidden="true">${still}</preset-card>`;
}
