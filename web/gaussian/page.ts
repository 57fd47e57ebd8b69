import { displayFormula, formula, paragraphs, prose } from "../site/formula.ts";
import { html, type Markup } from "../site/html.ts";
import { actions, betCard, codeSection, dataDialog, dataTable, faultStrip, numberField, presetStrip, readouts, sources, tour, type TourSteps } from "../site/layout.ts"; // prettier-ignore
import { page, type Language } from "../site/page.ts";
import { stillPicture } from "../site/stills.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

// What each step of the guided tour sets, and where to look.
const steps: TourSteps = [
  ["t=0.85", "#plane"],
  ["arrows=1", "#plane"],
  ["mix=1", "#plane"],
  ["p=-4,0,1,1,0&q=4,0,1,1,0", "#path"],
  ["p=-0.9,0,2,0.175,0&q=2.52,0,1,1,0", ".readout > .readouts ~ .readouts"],
];

export const gaussianPage = page({
  name: "gaussian",
  path: "gaussian/",
  entry: "gaussian/main.ts",
  text: { en, zh },
  body: (t, language) =>
    html` <div class="opening" data-part="opening">
        <h1>${t.heading}</h1>
        <p>${t.lede}</p>
      </div>
      <div class="workbench">
        ${stage(t, language)}
        <div class="readout" data-part="readout">
          ${tour(language, t.tour, steps)}
          ${readouts([{ slot: "w2", label: prose(t.readouts.wasserstein), tone: "r", main: true }])}
          ${split(t.split)}
          ${readouts([
            { slot: "kl-pq", label: prose(t.readouts.klPQ) },
            { slot: "kl-qp", label: prose(t.readouts.klQP) },
            { slot: "bhattacharyya", label: t.readouts.bhattacharyya },
            { slot: "ratio", label: t.readouts.ratio },
            { slot: "hellinger", label: t.readouts.hellinger },
            { slot: "w2-t", label: prose(t.readouts.t), tone: "r" },
          ])}
          <line-chart id="path" role="group" aria-label="${t.chart}"></line-chart>
        </div>
      </div>
      ${presetStrip(language, t.presets)} ${actions(language)} ${dataTable(language)}
      ${betCard(language, {
        ...t.bet,
        right: 1,
        reveal: html`<span>${prose(t.bet.reveal)}</span>
          <button type="button" id="pull">${t.bet.pull}</button>`,
      })}
      ${reading(t, language)}
      ${dataDialog(language, html`${t.dataHint} ${into(t.dataInto)}`, "1.0, 2.1&#10;0.4, 1.7&#10;1.3, 2.9")}`,
});

function stage(t: typeof en, language: Language): Markup {
  const { modes } = t;
  const toggle = (id: string, label: string, pressed = false): Markup =>
    html`<button type="button" id="${id}" aria-pressed="${String(pressed)}">${label}</button>`;
  return html`<section class="stage" aria-label="${t.stage}">
    <div class="modes" role="group" aria-label="${modes.label}" data-part="modes">
      <span class="segments"
        >${toggle("dimension-2", modes.plane, true)}${toggle("dimension-1", modes.line)}</span
      >
      <span class="segments">${toggle("move", modes.move, true)}${toggle("mix", modes.mix)}</span>
      ${toggle("arrows", modes.arrows)}
      <button type="button" id="play">${modes.play}</button>
    </div>
    ${faultStrip()}
    <div class="picture apart">
      ${stillPicture("gaussian", language, t.stage)}
      <gaussian-plane id="plane" role="group" aria-label="${t.plane}"></gaussian-plane>
      <gaussian-line id="line" role="group" aria-label="${t.line}" hidden></gaussian-line>
      <density-strip id="strip" role="img" aria-label="${t.strip}"></density-strip>
    </div>
    <p class="caption" id="caption">${t.live.help}</p>
    ${fields(t)}
  </section>`;
}

// The exact values of both Gaussians as a little table of fields, and t beside it.
function fields({ fields: words }: typeof en): Markup {
  const columns = [
    ["x", "\\mu_1"],
    ["y", "\\mu_2"],
    ["along", "\\sigma_1"],
    ["across", "\\sigma_2"],
    ["angle", "\\theta"],
  ] as const;
  const plane = (key: string): string => (key === "x" || key === "along" ? "" : "plane-only");
  const row = (who: "p" | "q", name: string): Markup =>
    html` <span class="who tone-${who}">${formula(name, name)}</span>
      ${columns.map(
        ([key]) =>
          html`<input
            class="${plane(key)} tone-${who}"
            id="${who}-${key}"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            spellcheck="false"
            aria-label="${words[key].replace("{who}", name)}"
          />`,
      )}`;
  return html`<div class="exact" data-part="fields" role="group" aria-label="${words.label}">
    <div class="moments">
      <span></span
      >${columns.map(([key, tex]) => html`<span class="head ${plane(key)}" aria-hidden="true">${formula(tex)}</span>`)}
      ${row("p", "P")} ${row("q", "Q")}
    </div>
    ${numberField({ id: "field-t", label: formula("t"), name: words.t, tone: "r" })}
  </div>`;
}

function split(label: string): Markup {
  return displayFormula(
    "\\tone{r}{W_2^{\\,2}} = {\\slot{squared}{0.000}} \\;=\\; \\underbrace{\\slot{mean-part}{0.000}}_{\\lVert\\tone{p}{\\mu_P} - \\tone{q}{\\mu_Q}\\rVert^2} \\;+\\; \\underbrace{\\slot{covariance-part}{0.000}}_{\\tone{p}{\\Sigma_P},\\,\\tone{q}{\\Sigma_Q}}",
    label,
  );
}

// Which Gaussian takes the reader's data.
function into(label: string): Markup {
  const option = (who: "p" | "q", name: string): Markup =>
    html`<label class="tone-${who}"
      ><input type="radio" name="into" id="into-${who}" value="${who}" />
      ${formula(name, name)}</label
    >`;
  return html`<span class="into" role="radiogroup" aria-label="${label}"
    >${label} ${option("p", "P")} ${option("q", "Q")}</span
  >`;
}

function reading(t: typeof en, language: Language): Markup {
  const { move, way, overlap } = t.prose;
  return html`<article class="prose" data-part="prose">
    <h2>${move.heading}</h2>
    ${paragraphs(move.body)}
    ${displayFormula(
      "\\begin{aligned}\\tone{r}{W_2^{\\,2}} &= \\lVert\\tone{p}{\\mu_P} - \\tone{q}{\\mu_Q}\\rVert^2 + \\operatorname{tr}(\\tone{p}{\\Sigma_P} + \\tone{q}{\\Sigma_Q}) \\\\ &\\quad - 2\\operatorname{tr}\\bigl(\\tone{p}{\\Sigma_P}^{1/2}\\,\\tone{q}{\\Sigma_Q}\\,\\tone{p}{\\Sigma_P}^{1/2}\\bigr)^{1/2} \\\\ &= \\slot{mean-part}{0.000} \\;+\\; \\slot{covariance-part}{0.000} \\;=\\; \\tone{r}{\\slot{squared}{0.000}}\\end{aligned}",
      move.label,
    )}
    ${paragraphs(move.after)}
    <h2>${way.heading}</h2>
    ${paragraphs(way.body)}
    <p>
      ${way.before}
      <drag-number
        id="prose-t"
        class="number-r"
        step="0.005"
        min="0"
        max="1"
        label="${t.fields.t}"
      ></drag-number>
      ${prose(way.after[0]!)}
    </p>
    <h2>${overlap.heading}</h2>
    ${paragraphs(overlap.body)}
    ${displayFormula(
      "\\begin{aligned} B &= -\\log\\!{\\textstyle\\int}\\!\\sqrt{\\tone{p}{p}\\,\\tone{q}{q}}\\,, \\qquad H = \\sqrt{1 - e^{-B}} \\\\ \\operatorname{KL} &= \\tfrac12\\bigl(d^{\\mathsf T}\\tone{q}{\\Sigma_Q}^{-1}d - n + \\operatorname{tr}\\tone{q}{\\Sigma_Q}^{-1}\\tone{p}{\\Sigma_P} \\\\ &\\qquad - \\log\\det\\tone{q}{\\Sigma_Q}^{-1}\\tone{p}{\\Sigma_P}\\bigr), \\quad d = \\tone{p}{\\mu_P} - \\tone{q}{\\mu_Q}\\end{aligned}",
      overlap.label,
    )}
    <p>
      ${overlap.before}
      <drag-number id="prose-distance" step="0.02" min="0" label="${overlap.before}"></drag-number
      >${language === "en" && " "}${prose(overlap.after[0]!)}
    </p>
    ${paragraphs(overlap.after.slice(1))} ${codeSection(language, t.code)}
    ${sources(language, t.sources, "gaussian")}
  </article>`;
}
