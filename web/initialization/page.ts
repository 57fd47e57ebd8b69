import { displayFormula, paragraphs, prose } from "../site/formula.ts";
import { html, type Markup } from "../site/html.ts";
import { actions, betCard, codeSection, dataDialog, dataTable, faultStrip, numberField, presetStrip, readouts, sources, tour, type TourSteps } from "../site/layout.ts"; // prettier-ignore
import { page, type Language } from "../site/page.ts";
import { stillPicture } from "../site/stills.ts";
import { en } from "./en.ts";
import { activations, blockKinds } from "./state.ts";
import { zh } from "./zh.ts";

// What each step of the guided tour sets, and where to look.
const steps: TourSteps = [
  ["depth=48", "#tower"],
  ["blocks=post&depth=48", "#tower"],
  ["blocks=layers&activation=relu&depth=50&width=128&gain=1", "#tower"],
  ["blocks=layers&activation=relu&depth=50&width=128&gain=1.6", "#tower"],
  ["scale=none&head=64", "#map"],
];

export const initializationPage = page({
  name: "initialization",
  path: "initialization/",
  entry: "initialization/main.ts",
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
            { slot: "forward", label: t.main, tone: "p", main: true },
            { slot: "predicted", label: t.readouts.predicted },
            { slot: "gradient", label: t.readouts.gradient, tone: "q" },
            { slot: "share", label: t.readouts.share, tone: "r" },
            { slot: "entropy", label: t.readouts.entropy },
          ])}
          <line-chart id="shares" role="group" aria-label="${t.sharesChart}"></line-chart>
          <line-chart id="entropies" role="group" aria-label="${t.entropiesChart}"></line-chart>
        </div>
      </div>
      ${attention(t)} ${presetStrip(language, t.presets)} ${actions(language)}
      ${dataTable(language)}
      ${betCard(language, {
        ...t.bet,
        right: 0,
        reveal: html`<span>${prose(t.bet.reveal)}</span>
          <button type="button" id="show-bet">${t.bet.show}</button>`,
      })}
      ${reading(t, language)}
      ${dataDialog(language, t.dataHint, "0.3, -1.2, 0.8, 0.1&#10;1.1, 0.4, -0.5, 0.9&#10;-0.7, 0.2, 1.3, -0.4")}`,
});

function segments(
  group: string,
  label: string,
  names: readonly (readonly [string, Markup | string])[],
): Markup {
  // prettier-ignore
  return html`<span class="segments" role="group" aria-label="${label}"
    >${names.map(
      ([name, words]) =>
        html`<button type="button" id="${group}-${name}" aria-pressed="false">${words}</button>`,
    )}</span
  >`;
}

function stage(t: typeof en, language: Language): Markup {
  const { modes, fields } = t;
  return html`<section class="stage" aria-label="${t.stage}">
    <div class="modes" data-part="modes">
      ${segments(
        "blocks",
        modes.blocks,
        blockKinds.map((kind) => [kind, modes[kind]]),
      )}
    </div>
    <div class="picture apart">
      ${stillPicture("initialization", language, t.stage)}
      <signal-tower id="tower" role="group" aria-label="${t.tower}"></signal-tower>
      <div class="strips">
        <value-strip id="gain" role="group" aria-label="${t.gainStrip}"></value-strip>
        <value-strip id="alpha" role="group" aria-label="${t.alphaStrip}"></value-strip>
      </div>
    </div>
    <div class="status">
      <span id="status"></span>
      <progress id="progress" max="1" value="0" aria-label="${modes.progress}" hidden></progress>
      <button type="button" id="stop" hidden>${modes.stop}</button>
    </div>
    ${faultStrip()}
    <p class="caption" id="caption">${t.live.help}</p>
    <div class="modes" data-part="modes">
      ${segments(
        "activation",
        modes.activation,
        activations.map((name) => [name, modes[name]]),
      )}
      <button type="button" id="new-seed">${modes.newSeed}</button>
    </div>
    <div class="modes" data-part="modes">
      <button type="button" id="follow">${t.live.follow}</button>
      <button type="button" id="next-block">${modes.nextBlock}</button>
      ${numberField({ id: "field-block", label: fields.block, name: fields.blockName })}
    </div>
    <div class="fields" data-part="fields">
      ${numberField({ id: "field-depth", label: fields.depth, name: fields.depthName })}
      ${numberField({ id: "field-width", label: fields.width, name: fields.widthName })}
      ${numberField({ id: "field-head", label: prose(fields.head), name: fields.headName })}
      ${numberField({ id: "field-gain", label: prose(fields.gain), name: fields.gainName, tone: "p" })}
      ${numberField({ id: "field-alpha", label: prose(fields.alpha), name: fields.alphaName, tone: "r" })}
      ${numberField({ id: "field-seed", label: fields.seed, name: fields.seedName })}
    </div>
  </section>`;
}

function attention(t: typeof en): Markup {
  const { modes } = t;
  const words = t.attention;
  return html`<section class="attention" data-part="attention" aria-labelledby="attention-heading">
    <h2 id="attention-heading">${words.heading}</h2>
    <p>${words.intro}</p>
    <div class="modes" data-part="modes">
      ${segments("scale", modes.scale, [
        ["sqrt", prose(modes.sqrt)],
        ["none", modes.bare],
        ["log", prose(modes.log)],
        ["t5", prose(modes.t5)],
      ])}
    </div>
    <attention-map id="map" role="group" aria-label="${t.map}"></attention-map>
    <div>
      ${readouts([
        { slot: "head-entropy", label: prose(words.entropy), tone: "r" },
        { slot: "logit-std", label: words.logits },
      ])}
      <line-chart id="heads" role="group" aria-label="${t.headsChart}"></line-chart>
    </div>
    <p class="caption" id="row-caption">${t.live.rowHelp}</p>
  </section>`;
}

function reading(t: typeof en, language: Language): Markup {
  const { one, two, three } = t.prose;
  return html`<article class="prose" data-part="prose">
    <h2>${one.heading}</h2>
    ${paragraphs(one.body)}
    ${displayFormula(
      [
        "\\tone{p}{\\sigma_{\\ell+1}} = g\\,\\sqrt{m_2}\\;\\tone{p}{\\sigma_\\ell}\\,, \\quad m_2 = \\operatorname{E} f(z)^2",
        "\\slot{gain}{0.000}\\cdot\\sqrt{\\slot{second}{0.000}} = \\slot{factor}{0.000}",
        "(\\slot{factor}{0.000})^{\\slot{depth}{24}} = \\slot{power}{0.000}",
      ],
      one.label,
    )}
    <p>
      ${prose(one.after[0]!)}
      <drag-number
        id="prose-gain"
        class="number-p"
        step="0.01"
        min="0.1"
        max="3"
        label="${t.fields.gainName}"
      ></drag-number
      >${prose(one.after[1]!)}
    </p>
    <h2>${two.heading}</h2>
    ${paragraphs(two.body)}
    ${displayFormula(
      [
        "d = \\slot{d}{16}",
        "\\tone{q}{\\sigma_{\\text{logits}}} = \\slot{logit-std}{0.00}",
        "\\tone{r}{H}/\\ln T = \\slot{head-entropy}{0.000}",
      ],
      two.label,
    )}
    ${paragraphs(two.after)}
    <h2>${three.heading}</h2>
    ${paragraphs(three.body)}
    ${displayFormula(
      [
        "\\text{post: }2^{-L} = \\slot{post-share}{0.000}",
        "\\text{pre: }(2L+1)^{-1/2} = \\slot{pre-share}{0.000}",
        "\\text{ReZero: }1",
      ],
      three.label,
    )}
    ${paragraphs(three.after.slice(0, 1))}
    <p>
      ${prose(three.after[1]!)}
      <drag-number
        id="prose-cut"
        class="number-p"
        step="0.02"
        min="0.5"
        max="4"
        label="${three.cut}"
      ></drag-number>
      ${prose(three.after[2]!)}
    </p>
    <line-chart id="weights" role="group" aria-label="${three.weights}"></line-chart>
    ${codeSection(language, t.code)} ${sources(language, t.sources, "initialization")}
  </article>`;
}
