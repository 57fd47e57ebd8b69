import { displayFormula, formula, paragraphs, prose } from "../site/formula.ts";
import { html, type Markup } from "../site/html.ts";
import { actions, betCard, codeSection, dataDialog, dataTable, faultStrip, numberField, presetStrip, readouts, sources, tour, type TourSteps } from "../site/layout.ts"; // prettier-ignore
import { page, type Language } from "../site/page.ts";
import { stillPicture } from "../site/stills.ts";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

// What each step of the guided tour sets, and where to look.
const steps: TourSteps = [
  ["probe=0,0", "#beam"],
  ["scale=2", "#beam"],
  ["step=0", "#learning"],
  ["parameterPenalty=0.03", "#map"],
  ["norm=max", "#scatter"],
];

export const penaltyPage = page({
  name: "penalty",
  path: "penalty/",
  entry: "penalty/main.ts",
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
            { slot: "ratio", label: t.ratio, tone: "r", main: true },
            { slot: "input", label: prose(t.readouts.input), tone: "p" },
            { slot: "parameter", label: prose(t.readouts.parameter), tone: "q" },
            { slot: "terms", label: t.readouts.terms },
            { slot: "left", label: t.readouts.left, tone: "p" },
            { slot: "lipschitz", label: t.readouts.lipschitz },
            { slot: "difference", label: t.readouts.difference },
          ])}
          ${layers(t)}
          <line-chart id="scatter" role="group" aria-label="${t.scatter}"></line-chart>
          <line-chart id="learning" role="group" aria-label="${t.learning}"></line-chart>
        </div>
      </div>
      ${presetStrip(language, t.presets)} ${actions(language)} ${dataTable(language)}
      ${betCard(language, {
        ...t.bet,
        right: 0,
        reveal: html`<span>${prose(t.bet.reveal)}</span>
          <button type="button" id="try-penalty">${t.bet.add}</button>`,
      })}
      ${reading(t, language)}
      ${dataDialog(language, t.dataHint, "0.5, -0.2, 1&#10;-1.1, 0.3, -1&#10;0.9, 1.2, 0.5")}`,
});

function switches(
  label: string,
  buttons: readonly (readonly [id: string, words: string])[],
): Markup {
  return html`<span class="segments" role="group" aria-label="${label}"
    >${buttons.map(
      ([id, words]) =>
        html`<button type="button" id="${id}" aria-pressed="false">${words}</button>`,
    )}</span
  >`;
}

function stage(t: typeof en, language: Language): Markup {
  const { modes, fields } = t;
  return html`<section class="stage" aria-label="${t.stage}">
    <div class="picture penalty-picture">
      ${stillPicture("penalty", language, t.stage)}
      <relief-map id="map" role="group" aria-label="${t.map}"></relief-map>
      <network-diagram id="diagram" role="group" aria-label="${t.diagram}"></network-diagram>
      <balance-beam id="beam" role="img" aria-label="${t.beam}"></balance-beam>
    </div>
    ${faultStrip()}
    <p class="caption" id="caption">${t.live.help.probe}</p>
    <div class="modes" data-part="modes">
      ${switches(modes.label, [
        ["mode-probe", modes.probe],
        ["mode-mean", modes.mean],
        ["mode-batch", modes.batch],
      ])}
      ${switches(modes.norms, [
        ["norm-spectral", modes.spectral],
        ["norm-product", modes.product],
        ["norm-frobenius", modes.frobenius],
        ["norm-max", modes.max],
      ])}
    </div>
    <div class="training" data-part="training">
      <penalty-pad id="pad" role="group" aria-label="${t.pad}"></penalty-pad>
      <div class="training-controls">
        <div class="modes">
          <button type="button" id="train" class="primary">${modes.train}</button>
          <button type="button" id="one-step">${modes.step}</button>
          <button type="button" id="rewind">${modes.rewind}</button>
        </div>
        <div class="computed">
          <progress id="progress" max="1" value="0" aria-label="${modes.progress}"></progress>
          <button type="button" id="stop" disabled>${modes.stop}</button>
        </div>
        <div class="modes">
          ${switches(modes.activations, [
            ["activation-tanh", modes.tanh],
            ["activation-relu", modes.relu],
          ])}
          <button type="button" id="new-seed">${modes.seed}</button>
        </div>
      </div>
    </div>
    <div class="fields" data-part="fields">
      ${numberField({ id: "field-x", label: formula("x_1"), name: fields.x })}
      ${numberField({ id: "field-y", label: formula("x_2"), name: fields.y })}
      ${numberField({ id: "field-edge", label: fields.edge, name: fields.edgeName })}
      ${numberField({ id: "field-weight", label: prose(fields.weight), name: fields.weightName })}
      ${numberField({ id: "field-scale", label: fields.scale, name: fields.scaleName })}
      ${numberField({ id: "field-input", label: prose(fields.input), name: fields.inputName, tone: "p" })}
      ${numberField({ id: "field-parameter", label: prose(fields.parameter), name: fields.parameterName, tone: "q" })}
      ${numberField({ id: "field-rate", label: prose(fields.rate), name: fields.rateName })}
      ${numberField({ id: "field-step", label: fields.step, name: fields.stepName })}
      ${numberField({ id: "field-seed", label: fields.seed, name: fields.seedName })}
    </div>
  </section>`;
}

// Layer by layer: a small network has at most three.
function layers({ layers: words }: typeof en): Markup {
  const columns = ["norm", "left", "right", "ratio"] as const;
  return html`<table class="compare">
    <caption class="unseen">
      ${words.caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${words.layer}</th>
        ${columns.map((column) => html`<th scope="col">${prose(words[column])}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${[0, 1, 2].map(
        (t) =>
          html`<tr data-layer-row="${t}">
            <th scope="row">${t + 1}</th>
            ${columns.map((column) => html`<td class="number" data-slot="${column}-${t}">–</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function reading(t: typeof en, language: Language): Markup {
  const { one, two, three } = t.prose;
  return html`<article class="prose" data-part="prose">
    <h2>${one.heading}</h2>
    ${paragraphs(one.body)}
    ${displayFormula(
      [
        "\\tone{p}{\\lVert\\nabla_x f\\rVert^2} \\sum_t \\frac{1 + \\lVert h_t\\rVert^2}{\\lVert W_t\\rVert^2\\,\\lVert\\partial h_t/\\partial x\\rVert^2} \\;\\le\\; \\tone{q}{\\lVert\\nabla_\\theta f\\rVert^2}",
        "\\tone{p}{\\slot{input}{0.000}} \\;\\cdot\\; \\slot{terms}{0.000} \\;=\\; \\slot{left}{0.000} \\;\\le\\; \\tone{q}{\\slot{parameter}{0.000}}",
      ],
      one.label,
    )}
    ${paragraphs(one.after.slice(0, 1))}
    <p>
      ${prose(one.after[1]!)}
      <drag-number
        id="prose-scale"
        step="0.01"
        min="0.25"
        max="4"
        label="${t.fields.scaleName}"
      ></drag-number
      >${prose(one.after[2]!)}
    </p>
    <h2>${two.heading}</h2>
    <p>
      ${prose(two.body[0]!)}
      <drag-number
        id="prose-penalty"
        step="0.0005"
        min="0"
        max="0.06"
        label="${t.fields.parameterName}"
      ></drag-number
      >${prose(two.body[1]!)}
    </p>
    <h2>${three.heading}</h2>
    ${paragraphs(three.body)} ${codeSection(language, t.code)}
    ${sources(language, t.sources, "penalty")}
  </article>`;
}
