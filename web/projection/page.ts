import { displayFormula, formula, paragraphs, prose } from "../site/formula.ts";
import { html, type Markup } from "../site/html.ts";
import { actions, betCard, codeSection, dataDialog, dataTable, faultStrip, numberField, presetStrip, readouts, sources, tour, type TourSteps } from "../site/layout.ts"; // prettier-ignore
import { page, type Language } from "../site/page.ts";
import { stillPicture } from "../site/stills.ts";
import { en } from "./en.ts";
import { clouds, kinds } from "./state.ts";
import { zh } from "./zh.ts";

// What each step of the guided tour sets, and where to look.
const steps: TourSteps = [
  ["n=16", "#histogram"],
  ["n=512", "#histogram"],
  ["inputs=256", "#histogram"],
  ["points=1000000", "#ruler"],
  ["kind=count-sketch&data=onehot&points=32", "#histogram"],
];

export const projectionPage = page({
  name: "projection",
  path: "projection/",
  entry: "projection/main.ts",
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
          ${readouts([
            { slot: "outside", label: prose(t.readouts.outside), tone: "r", main: true },
            { slot: "min", label: t.readouts.min },
            { slot: "max", label: t.readouts.max },
            { slot: "mean", label: t.readouts.mean },
            { slot: "expected", label: t.readouts.expected },
            { slot: "needed", label: prose(t.readouts.needed), tone: "r" },
            { slot: "failure", label: t.readouts.failure },
            { slot: "allowed", label: prose(t.readouts.allowed), tone: "q" },
            { slot: "max-points", label: prose(t.readouts.maxPoints), tone: "p" },
          ])}
          <line-chart id="growth" role="group" aria-label="${t.growth}"></line-chart>
        </div>
      </div>
      ${presetStrip(language, t.presets)} ${actions(language)} ${dataTable(language)}
      ${betCard(language, {
        ...t.bet,
        right: 2,
        reveal: html`<span>${prose(t.bet.reveal)}</span>
          <button type="button" id="do-it">${t.bet.act}</button>`,
      })}
      ${reading(t, language)}
      ${dataDialog(language, t.dataHint, "0.2, 1.5, 3.1, 0.7&#10;1.0, 0.4, 2.2, 0.1&#10;0.3, 1.9, 0.8, 2.5")}`,
});

function stage(t: typeof en, language: Language): Markup {
  const { fields } = t;
  const choice = (id: string, label: string): Markup =>
    html`<button type="button" id="${id}" aria-pressed="false">${label}</button>`;
  return html`<section class="stage" aria-label="${t.stage}">
    ${faultStrip()}
    <div class="picture apart">
      ${stillPicture("projection", language, t.stage)}
      <ratio-histogram id="histogram" role="group" aria-label="${t.histogram}"></ratio-histogram>
      <dimension-ruler id="ruler" role="group" aria-label="${t.ruler}"></dimension-ruler>
    </div>
    <p class="caption" id="caption"></p>
    <div class="choices" role="group" aria-label="${t.kinds.label}" data-part="kinds">
      ${kinds.map((kind) => choice(`kind-${kind}`, t.kinds[kind]))}
    </div>
    <div class="choices" role="group" aria-label="${t.clouds.label}" data-part="clouds">
      ${clouds.map((cloud) => choice(`data-${cloud}`, t.clouds[cloud]))}
    </div>
    <div class="fields" data-part="fields">
      ${numberField({ id: "field-n", label: formula("n"), name: fields.n, tone: "p" })}
      ${numberField({ id: "field-epsilon", label: formula("\\varepsilon"), name: fields.epsilon, tone: "q" })}
      ${numberField({ id: "field-points", label: formula("N"), name: fields.points, tone: "r" })}
      ${numberField({ id: "field-inputs", label: formula("m"), name: fields.inputs })}
      ${numberField({ id: "field-seed", label: fields.seedLabel, name: fields.seed })}
      <button type="button" id="new-seed">${fields.newSeed}</button>
    </div>
  </section>`;
}

function reading(t: typeof en, language: Language): Markup {
  const { one, two, three, look } = t.prose;
  return html`<article class="prose" data-part="prose">
    <h2>${one.heading}</h2>
    ${paragraphs(one.body)}
    <p>
      ${one.before}${language === "en" && " "}<drag-number
        id="prose-inputs"
        step="2"
        min="2"
        max="512"
        label="${t.fields.inputs}"
      ></drag-number
      >${prose(one.after)}
    </p>
    ${displayFormula(
      "\\begin{aligned} P\\left(\\left|\\frac{\\lVert Ax\\rVert^2}{\\lVert x\\rVert^2} - 1\\right| \\ge \\tone{q}{\\varepsilon}\\right) &\\le 2\\,e^{-\\tone{q}{\\varepsilon}^2 \\tone{p}{n}/8} \\\\ \\tone{r}{\\slot{tail}{0.000}} &\\le \\slot{tail-bound}{0.000} \\end{aligned}",
      one.label,
    )}
    <p>${prose(one.last)}</p>
    ${displayFormula(
      [
        "N(N-1)\\,e^{-\\tone{q}{\\varepsilon}^2 \\tone{p}{n}/8} \\le \\frac1N",
        "\\tone{p}{n} > \\frac{24 \\log N}{\\tone{q}{\\varepsilon}^2}, \\;\\; n \\ge \\slot{need-article}{0}",
      ],
      one.unionLabel,
    )}
    <h2>${two.heading}</h2>
    ${paragraphs(two.body)}
    <h2>${three.heading}</h2>
    ${paragraphs(three.body)}
    <h2>${look.heading}</h2>
    ${paragraphs(look.body)}
    <line-chart id="principal" role="group" aria-label="${look.chart}"></line-chart>
    ${heads(t)} ${codeSection(language, t.code)} ${sources(language, t.sources, "projection")}
  </article>`;
}

function heads(t: typeof en): Markup {
  const { four } = t.prose;
  return html`<div class="heads">
    <h2>${four.heading}</h2>
    ${paragraphs(four.body)}
    ${displayFormula("n > 8.33 \\log N, \\qquad n \\ge \\tone{r}{\\slot{head-published}{0}}", four.label)}
    <line-chart id="heads" role="group" aria-label="${four.chart}"></line-chart>
    <div class="fields">
      ${numberField({ id: "field-tokens", label: formula("N"), name: t.fields.tokens, tone: "r" })}
      ${numberField({ id: "field-lambda", label: formula("\\lambda"), name: t.fields.lambda })}
    </div>
    <p>${prose(four.after)}</p>
  </div>`;
}
