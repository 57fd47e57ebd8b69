import { displayFormula, formula, paragraphs, prose } from "../site/formula.ts";
import { html, type Markup } from "../site/html.ts";
import { actions, betCard, codeSection, dataDialog, dataTable, faultStrip, numberField, presetStrip, readouts, sources, tour, type TourSteps } from "../site/layout.ts"; // prettier-ignore
import { page, type Language } from "../site/page.ts";
import { stillPicture } from "../site/stills.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

const kinds = [
  ["closed", "r"],
  ["whitened", "warn"],
  ["likelihood", "ink"],
] as const;

// What each step of the guided tour sets, and where to look.
const steps: TourSteps = [
  ["step=1", "#losses"],
  ["prior=0.2", "#prior"],
  ["samples=far&view=3.6,0,9.5", "#plane"],
  ["samples=separable", "#losses"],
  ["samples=separable&ridge=0.05", "#losses"],
];

export const logisticPage = page({
  name: "logistic",
  path: "logistic/",
  entry: "logistic/main.ts",
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
          ${readouts([{ slot: "cost", label: t.cost, tone: "r", main: true }])} ${compare(t)}
          ${readouts([
            { slot: "angle", label: t.readouts.angle },
            { slot: "ratio", label: prose(t.readouts.ratio) },
            { slot: "iterations", label: t.readouts.iterations },
            { slot: "from-closed", label: t.readouts.fromClosed },
          ])}
          <line-chart id="losses" role="group" aria-label="${t.losses}"></line-chart>
          <line-chart id="calibration" role="group" aria-label="${t.calibration}"></line-chart>
        </div>
      </div>
      ${presetStrip(language, t.presets)} ${actions(language)} ${dataTable(language)}
      ${betCard(language, {
        ...t.bet,
        right: 0,
        reveal: html`<span>${prose(t.bet.reveal)}</span>
          <button type="button" id="add-far">${t.bet.add}</button>`,
      })}
      ${reading(t, language)}
      ${dataDialog(language, t.dataHint, "1.0, 2.1, cat&#10;0.4, 1.7, dog&#10;1.3, 2.9, cat")}`,
});

function stage(t: typeof en, language: Language): Markup {
  const { modes, fields } = t;
  return html`<section class="stage" aria-label="${t.stage}">
    <div class="modes" data-part="modes">
      <span class="segments" role="group" aria-label="${modes.label}"
        >${kinds.map(
          ([kind]) =>
            html`<button type="button" id="shade-${kind}" aria-pressed="false">
              <i class="swatch swatch-${kind}" aria-hidden="true"></i>${modes[kind]}
            </button>`,
        )}</span
      >
    </div>
    <div class="picture">
      ${stillPicture("logistic", language, t.stage)}
      <logistic-plane id="plane" role="group" aria-label="${t.plane}"></logistic-plane>
      <class-prior id="prior" role="group" aria-label="${t.priorBar}"></class-prior>
    </div>
    ${faultStrip()}
    <p class="caption" id="caption">${t.live.help}</p>
    <div class="modes" data-part="brushes">
      <span class="segments" role="group" aria-label="${modes.brushes}"
        ><button type="button" id="brush-move" aria-pressed="true">${modes.move}</button
        ><button type="button" id="brush-0" aria-pressed="false" aria-label="${modes.zero}">
          ${modes.add}&nbsp;<b class="tone-p">●</b></button
        ><button type="button" id="brush-1" aria-pressed="false" aria-label="${modes.one}">
          ${modes.add}&nbsp;<b class="tone-q">▲</b>
        </button></span
      >
      <button type="button" id="remove" aria-label="${modes.removeName}">${modes.remove}</button>
      <button type="button" id="train">${modes.walk}</button>
    </div>
    <div data-part="fields">
      <div class="fields">
        ${numberField({ id: "field-point", label: fields.point, name: fields.pointName })}
        ${numberField({ id: "field-x", label: formula("x"), name: fields.pointX })}
        ${numberField({ id: "field-y", label: formula("y"), name: fields.pointY })}
        ${numberField({ id: "field-prior", label: prose(fields.prior), name: fields.priorName, tone: "p" })}
        ${numberField({ id: "field-ridge", label: prose(fields.ridge), name: fields.ridgeName })}
        ${numberField({ id: "field-step", label: fields.step, name: fields.stepName })}
      </div>
      ${moments(t)}
    </div>
  </section>`;
}

// The three classifiers, one a row.
function compare({ compare: words, modes }: typeof en): Markup {
  const columns = ["loss", "accuracy", "error", "length"] as const;
  return html`<table class="compare">
    <caption class="unseen">
      ${words.caption}
    </caption>
    <thead>
      <tr>
        <td></td>
        ${columns.map((column) => html`<th scope="col">${prose(words[column])}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${kinds.map(
        ([kind]) =>
          html`<tr>
            <th scope="row">
              <i class="swatch swatch-${kind}" aria-hidden="true"></i>${modes[kind]}
            </th>
            ${columns.map((column) => html`<td class="number" data-slot="${kind}-${column}">–</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

// The exact values of both clouds as a little table of fields.
function moments({ fields }: typeof en): Markup {
  const columns = [
    ["x", "\\mu_1"],
    ["y", "\\mu_2"],
    ["along", "\\sigma_1"],
    ["across", "\\sigma_2"],
    ["angle", "\\theta"],
  ] as const;
  const row = (label: 0 | 1, tone: string, name: string): Markup =>
    html` <span class="who tone-${tone}">${label === 0 ? "●" : "▲"}</span>
      ${columns.map(
        ([key]) =>
          html`<input
            class="tone-${tone}"
            id="class${label}-${key}"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            spellcheck="false"
            aria-label="${fields[key].replace("{who}", name)}"
          />`,
      )}`;
  return html`<div class="moments" role="group" aria-label="${fields.label}">
    <span></span
    >${columns.map(([, tex]) => html`<span class="head" aria-hidden="true">${formula(tex)}</span>`)}
    ${row(0, "p", fields.zero)} ${row(1, "q", fields.one)}
  </div>`;
}

function reading(t: typeof en, language: Language): Markup {
  const { one, two, three } = t.prose;
  return html`<article class="prose" data-part="prose">
    <h2>${one.heading}</h2>
    ${paragraphs(one.body)}
    ${displayFormula(
      "\\begin{aligned} \\log\\frac{P(\\tone{q}{1}\\mid x)}{P(\\tone{p}{0}\\mid x)} &= \\tone{r}{w}^{\\mathsf T}x + b\\,, \\qquad \\tone{r}{w} = \\Sigma^{-1}(\\tone{q}{\\mu_1} - \\tone{p}{\\mu_0}) \\\\ b &= \\log\\frac{\\tone{q}{p_1}}{\\tone{p}{p_0}} - \\tfrac12\\,\\tone{r}{w}^{\\mathsf T}(\\tone{p}{\\mu_0} + \\tone{q}{\\mu_1}) \\\\ \\tone{r}{w} &= (\\slot{w1}{0.000},\\ \\slot{w2}{0.000})\\,, \\qquad b = \\slot{b}{0.000}\\end{aligned}",
      one.label,
    )}
    <p>
      ${prose(one.after[0]!)}
      <drag-number
        id="prose-prior"
        class="number-p"
        step="0.005"
        min="0.001"
        max="0.999"
        label="${t.fields.priorName}"
      ></drag-number
      >${prose(one.after[1]!)}
    </p>
    <h2>${two.heading}</h2>
    ${paragraphs(two.body)}
    ${displayFormula(
      [
        "w_{\\text{whitened}} = (1 - R^2)\\,\\tone{r}{w}",
        "1 - R^2 = \\slot{short}{0.000}",
        "\\frac{\\lVert w_{\\text{whitened}}\\rVert}{\\lVert \\tone{r}{w}\\rVert} = \\slot{shortened}{0.000}",
      ],
      two.label,
    )}
    ${paragraphs(two.after)}
    <h2>${three.heading}</h2>
    ${paragraphs(three.body)} ${codeSection(language, t.code)}
    ${sources(language, t.sources, "logistic")}
  </article>`;
}
