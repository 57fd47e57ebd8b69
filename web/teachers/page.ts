import { html, type Markup } from "../site/html.ts";
import { prose } from "../site/formula.ts";
import { page, type Language } from "../site/page.ts";
import * as entropy from "../entropy/page.ts";
import * as gaussian from "../gaussian/page.ts";
import * as initialization from "../initialization/page.ts";
import * as logistic from "../logistic/page.ts";
import * as neighbours from "../neighbours/page.ts";
import * as penalty from "../penalty/page.ts";
import * as projection from "../projection/page.ts";
import * as smoothing from "../smoothing/page.ts";
import { addresses, type Taught } from "./addresses.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

const taught = {
  entropy: entropy.entropyPage,
  gaussian: gaussian.gaussianPage,
  projection: projection.projectionPage,
  neighbours: neighbours.neighboursPage,
  smoothing: smoothing.smoothingPage,
  initialization: initialization.initializationPage,
  logistic: logistic.logisticPage,
  penalty: penalty.penaltyPage,
};
const names = Object.keys(taught) as Taught[];

// What the figure of each task is set to: a preset, or the page as it opens.
const settings: Record<Taught, readonly (string | undefined)[]> = {
  entropy: ["peaks", undefined, undefined],
  gaussian: ["far", "needles", "thin"],
  projection: ["enough", "plane", "axis"],
  neighbours: ["picky", "steps", "noise"],
  smoothing: [undefined, "huber", "floor"],
  initialization: ["loud", "forgot", "rezero"],
  logistic: ["far", "separable", undefined],
  penalty: [undefined, "norm", "linear"],
};

export const teachersPage = page({
  name: "teachers",
  path: "teachers/",
  entry: "teachers/main.ts",
  text: { en, zh },
  engine: false,
  within: "",
  body: (t, language) =>
    html` <div class="opening">
        <h1>${t.heading}</h1>
        <p>${t.lede}</p>
      </div>
      ${builder(t, language)}
      <section class="sheets" aria-labelledby="sheets-heading">
        <h2 id="sheets-heading">${t.sheets.heading}</h2>
        <p>${t.sheets.intro}</p>
        ${names.map((name) => sheet(name, t, language))}
      </section>`,
});

interface Words {
  heading: string;
  name: string;
  presets: Record<string, string>;
}
const wordsOf = (name: Taught, language: Language): Words =>
  taught[name].text[language] as unknown as Words;

function builder({ builder: t }: typeof en, language: Language): Markup {
  const up = language === "zh" ? "../../" : "../";
  return html`<div class="builder">
    <form id="builder" class="choices" data-site="${up}" aria-label="${t.heading}">
      <label
        ><span>${t.page}</span
        ><select id="page">
          ${names.map((name) => html`<option value="${name}">${wordsOf(name, language).name}</option>`)}
        </select></label
      >
      ${names.map(
        (name, i) =>
          html`<label data-presets="${name}" ${i > 0 && html` hidden`}
            ><span>${t.preset}</span
            ><select>
              <option value="">${t.opening}</option>
              ${Object.entries(addresses[name]).map(
                ([key, address]) =>
                  html`<option value="${address}">
                    ${wordsOf(name, language).presets[key]!}
                  </option>`,
              )}
              <option value="own" hidden>${t.own}</option>
            </select></label
          >`,
      )}
      <label
        ><span>${t.language}</span
        ><select id="language-of-link">
          <option value="" ${language === "en" && html` selected`} lang="en">English</option>
          <option value="zh/" ${language === "zh" && html` selected`} lang="zh-Hans">
            简体中文
          </option>
        </select></label
      >
      <fieldset>
        <legend>${t.hide}</legend>
        ${Object.entries(t.parts).map(
          ([part, label]) =>
            html`<label class="check"
              ><input type="checkbox" name="hide" value="${part}" /> ${label}</label
            >`,
        )}
      </fieldset>
      <label class="check"><input type="checkbox" id="embed" /> ${t.embed}</label>
      <label class="address"
        ><span>${t.address}</span
        ><textarea id="address" rows="2" readonly spellcheck="false"></textarea>
      </label>
      <div class="actions">
        <button type="button" class="primary" id="copy-address">${t.copy}</button>
        <button type="button" id="copy-frame" hidden>${t.copyFrame}</button>
        <a id="open-address" href="${language === "zh" ? "../entropy/" : "../entropy/"}"
          >${t.open}</a
        >
      </div>
    </form>
    <div class="preview">
      <iframe id="preview" title="${t.preview}"></iframe>
      <p class="caption">${t.previewHint}</p>
    </div>
  </div>`;
}

function sheet(name: Taught, { sheets: t, tasks }: typeof en, language: Language): Markup {
  const words = wordsOf(name, language);
  const address = (preset: string | undefined): string =>
    `../${name}/${preset === undefined ? "" : `#${addresses[name][preset]}`}`;
  return html`<article class="sheet" id="sheet-${name}" aria-labelledby="sheet-${name}-heading">
    <header>
      <h3 id="sheet-${name}-heading">
        ${words.name}${language === "zh" ? "：" : ": "}${words.heading}
      </h3>
      <button type="button" data-print="sheet-${name}" aria-label="${t.print} (${words.name})">
        ${t.print}
      </button>
    </header>
    <ol>
      ${tasks[name].map(
        ({ ask }, i) =>
          html`<li>
            <p>${prose(ask)}</p>
            <p class="where">
              ${t.where}
              <a href="${address(settings[name][i])}" data-full
                >${address(settings[name][i]).slice(3)}</a
              >
            </p>
          </li>`,
      )}
    </ol>
    <details>
      <summary>${t.key}</summary>
      <ol>
        ${tasks[name].map(({ answer }) => html`<li>${prose(answer)}</li>`)}
      </ol>
    </details>
  </article>`;
}
