import { displayFormula, formula, paragraphs, prose } from "../site/formula.ts";
import { html, type Markup } from "../site/html.ts";
import { actions, betCard, codeSection, dataDialog, dataTable, faultStrip, numberField, presetStrip, readouts, sources, tour, type TourSteps } from "../site/layout.ts"; // prettier-ignore
import { page, type Language } from "../site/page.ts";
import { stillPicture } from "../site/stills.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

// What each step of the guided tour sets, and where to look.
const steps: TourSteps = [
  ["target=1.4", "#scale"],
  ["target=1.55", "#curve"],
  ["target=0.9", "#curve"],
  ["distribution=zipf&target=2.5", "#bars"],
  ["distribution=peaks&target=0.6", "#fault"],
];

export const entropyPage = page({
  name: "entropy",
  path: "entropy/",
  entry: "entropy/main.ts",
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
            { slot: "gamma", label: prose(t.readouts.gamma), tone: "r", main: true },
            { slot: "entropy", label: prose(t.readouts.entropy), tone: "p" },
            { slot: "target", label: prose(t.readouts.target), tone: "q" },
            { slot: "first", label: t.readouts.first },
            { slot: "error", label: t.readouts.error },
            { slot: "perplexity", label: t.readouts.perplexity },
            { slot: "iterations", label: t.readouts.iterations },
          ])}
          <line-chart id="curve" role="group" aria-label="${t.curve}"></line-chart>
        </div>
      </div>
      ${presetStrip(language, t.presets)} ${actions(language)} ${dataTable(language)}
      ${betCard(language, {
        ...t.bet,
        right: 1,
        reveal: html`<span>${prose(t.bet.reveal)}</span>
          <button type="button" id="halve">${t.bet.halve}</button>`,
      })}
      ${reading(t, language)}
      ${dataDialog(language, t.dataHint, "cat, 0.5&#10;dog, 0.3&#10;fish, 0.2")}`,
});

function stage(t: typeof en, language: Language): Markup {
  const { fields } = t;
  return html`<section class="stage" aria-label="${t.stage}">
    ${faultStrip()}
    <div class="picture">
      ${stillPicture("entropy", language, t.stage)}
      <probability-bars id="bars" role="group" aria-label="${t.bars}"></probability-bars>
      <entropy-scale id="scale" role="group" aria-label="${t.scale}"></entropy-scale>
    </div>
    <p class="caption" id="caption">${t.live.help}</p>
    <div class="fields" data-part="fields">
      ${numberField({ id: "field-outcome", label: fields.outcome, name: fields.outcomeName })}
      ${numberField({ id: "field-probability", label: prose(fields.probability), name: fields.probabilityName, tone: "p" })}
      ${numberField({ id: "field-target", label: formula("H^*"), name: fields.targetName, tone: "q" })}
      ${numberField({ id: "field-perplexity", label: prose(fields.perplexity), name: fields.perplexityName, tone: "q" })}
      ${numberField({ id: "field-gamma", label: formula("\\gamma"), name: fields.gammaName, tone: "r" })}
    </div>
  </section>`;
}

function reading(t: typeof en, language: Language): Markup {
  const { one, two, three, slope } = t.prose;
  return html`<article class="prose" data-part="prose">
    <h2>${one.heading}</h2>
    ${paragraphs(one.body)}
    ${displayFormula(
      [
        "\\tone{r}{q_i} = \\frac{\\tone{p}{p_i}^{\\,\\gamma}}{\\sum_j \\tone{p}{p_j}^{\\,\\gamma}}",
        "\\gamma = \\tone{r}{\\slot{gamma}{0.000}}",
        "H(\\tone{r}{q}) = \\tone{q}{\\slot{target}{0.000}}",
      ],
      one.label,
    )}
    ${paragraphs(one.after)}
    ${displayFormula(
      "\\frac{\\mathrm d H}{\\mathrm d \\gamma} = -\\gamma \\operatorname{Var}_{\\tone{r}{q}}(\\log \\tone{p}{p}) < 0",
      slope,
    )}
    <h2>${two.heading}</h2>
    ${paragraphs(two.body)}
    ${displayFormula(
      "\\begin{aligned}\\gamma &\\approx 1 + \\frac{\\tone{p}{H(p)} - \\tone{q}{H^*}}{\\operatorname{Var}(\\log p)} \\\\ &= 1 + \\frac{\\tone{p}{\\slot{entropy}{0.000}} - \\tone{q}{\\slot{target}{0.000}}}{\\slot{variance}{0.000}} = \\slot{first}{0.0000}\\end{aligned}",
      two.label,
    )}
    <p>
      ${prose(two.after[0]!)}
      <drag-number
        id="prose-target"
        step="0.01"
        min="0"
        label="${t.fields.targetName}"
      ></drag-number>
      ${prose(two.after[1]!)}
    </p>
    <h2>${three.heading}</h2>
    ${paragraphs(three.body)} ${codeSection(language, t.code)}
    ${sources(language, t.sources, "entropy")}
  </article>`;
}
