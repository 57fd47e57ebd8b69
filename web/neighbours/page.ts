import { displayFormula, formula, prose } from "../site/formula.ts";
import { html, type Markup } from "../site/html.ts";
import { actions, betCard, codeSection, dataDialog, dataTable, faultStrip, numberField, presetStrip, readouts, sources, tour, type TourSteps } from "../site/layout.ts"; // prettier-ignore
import { page, type Language } from "../site/page.ts";
import { stillPicture } from "../site/stills.ts";
import { en } from "./en.ts";
import { clouds, paintings, panels } from "./state.ts";
import { zh } from "./zh.ts";

// What each step of the guided tour sets, and where to look.
const steps: TourSteps = [
  ["x=-0.5&y=0.6", "#disc"],
  ["bits=10&tables=1", "#grid"],
  ["bits=10&tables=8", "#curve"],
  ["theta=90&bits=1&tables=1", "#curve"],
  ["panel=picture&oversample=0&power=1", "#pair"],
];

export const neighboursPage = page({
  name: "neighbours",
  path: "neighbours/",
  entry: "neighbours/main.ts",
  text: { en, zh },
  body: (t, language) =>
    html` <div class="opening" data-part="opening">
        <h1>${t.heading}</h1>
        <p>${t.lede}</p>
      </div>
      <div class="workbench">
        ${stage(t, language)}
        <div class="readout" data-part="readout">
          ${tour(language, t.tour, steps)}${pointNumbers(t)} ${pictureNumbers(t)}
        </div>
      </div>
      ${presetStrip(language, t.presets)} ${actions(language)} ${dataTable(language)}
      ${betCard(language, {
        ...t.bet,
        right: 1,
        reveal: html`<span>${prose(t.bet.reveal)}</span>
          <button type="button" id="do-it">${t.bet.act}</button>`,
      })}
      ${reading(t, language)}
      ${dataDialog(language, t.dataHint, "0.8, 0.3&#10;0.1, -0.9&#10;-0.4, 0.6", "image/*")}`,
});

function toggle(id: string, label: string, pressed = false): Markup {
  return html`<button type="button" id="${id}" aria-pressed="${String(pressed)}">${label}</button>`;
}

function stage(t: typeof en, language: Language): Markup {
  return html`<section class="stage" aria-label="${t.stage}">
    <div class="modes" role="group" aria-label="${t.panels.label}" data-part="modes">
      <span class="segments"
        >${panels.map((name) => toggle(`panel-${name}`, t.panels[name], name === "points"))}</span
      >
    </div>
    <div class="picture apart">
      ${stillPicture("neighbours", language, t.stage)}
      <div class="hashes" data-panel="points">
        <hash-disc id="disc" role="group" aria-label="${t.disc}"></hash-disc>
        <code-grid id="grid" role="group" aria-label="${t.grid}"></code-grid>
      </div>
      <div data-panel="picture" hidden>
        <picture-pair id="pair" role="img" aria-label="${t.pair}"></picture-pair>
        <spectrum-chart id="spectrum" role="group" aria-label="${t.spectrum}"></spectrum-chart>
      </div>
    </div>
    ${faultStrip()}
    <p class="caption" id="caption"></p>
    <div data-panel="points">${pointControls(t)}</div>
    <div data-panel="picture" hidden>${pictureControls(t)}</div>
  </section>`;
}

function pointControls({ clouds: words, fields }: typeof en): Markup {
  return html`<div class="choices" role="group" aria-label="${words.label}" data-part="clouds">
      ${clouds.map((cloud) => toggle(`cloud-${cloud}`, words[cloud]))}
    </div>
    <div class="fields" data-part="fields">
      ${numberField({ id: "field-x", label: formula("q_1"), name: fields.x, tone: "p" })}
      ${numberField({ id: "field-y", label: formula("q_2"), name: fields.y, tone: "p" })}
      ${numberField({ id: "field-theta", label: formula("\\theta"), name: fields.theta, tone: "q" })}
      ${numberField({ id: "field-bits", label: formula("b"), name: fields.bits })}
      ${numberField({ id: "field-tables", label: formula("L"), name: fields.tables })}
      ${numberField({ id: "field-seed", label: fields.seedLabel, name: fields.seed })}
      <button type="button" id="new-seed">${fields.newSeed}</button>
    </div>`;
}

function pictureControls({ paintings: words, fields, powers, stop }: typeof en): Markup {
  return html`<div class="choices" role="group" aria-label="${words.label}" data-part="paintings">
      ${paintings.map((name) => toggle(`painting-${name}`, words[name]))}
    </div>
    <div class="choices">
      <span class="segments" role="group" aria-label="${powers}" data-part="powers"
        >${[0, 1, 2, 3].map((q) => toggle(`power-${q}`, `q = ${q}`))}</span
      >
      <span class="progress" id="progress-line" hidden
        ><progress id="progress" max="8" aria-label="${fields.rank}"></progress
        ><span id="progress-text"></span><button type="button" id="stop">${stop}</button></span
      >
    </div>
    <div class="fields" data-part="fields">
      ${numberField({ id: "field-rank", label: formula("k"), name: fields.rank, tone: "r" })}
      ${numberField({ id: "field-oversample", label: formula("p"), name: fields.oversample })}
      ${numberField({ id: "field-power", label: formula("q"), name: fields.power })}
      ${numberField({ id: "field-sketch", label: fields.seedLabel, name: fields.sketch })}
      <button type="button" id="new-sketch">${fields.newSketch}</button>
    </div>`;
}

function pointNumbers({ readouts: words, curve }: typeof en): Markup {
  return html`<div data-panel="points">
    ${readouts([
      { slot: "found", label: words.found, tone: "r", main: true },
      { slot: "scanned", label: words.scanned, tone: "r" },
      { slot: "speed", label: words.speed },
      { slot: "expected-found", label: words.expectedFound },
      { slot: "expected-scanned", label: words.expectedScanned },
      { slot: "one-bit", label: prose(words.oneBit), tone: "q" },
      { slot: "equal", label: words.equal },
      { slot: "meet", label: prose(words.meet), tone: "q" },
      { slot: "estimate", label: prose(words.estimate) },
    ])}
    <line-chart id="curve" role="group" aria-label="${curve}"></line-chart>
  </div>`;
}

function pictureNumbers({ readouts: words, errors }: typeof en): Markup {
  const clock = (name: "sketch" | "exact", label: string): Markup =>
    html`<div class="clock">
      <span>${label}</span><span class="bar bar-${name}" id="bar-${name}"></span
      ><span class="number" data-slot="${name}-time">–</span>
    </div>`;
  return html`<div data-panel="picture" hidden>
    ${readouts([
      { slot: "error", label: words.error, tone: "r", main: true },
      { slot: "optimal", label: words.optimal },
      { slot: "times", label: words.times, tone: "r" },
      { slot: "residual", label: prose(words.residual) },
      { slot: "next", label: prose(words.next) },
      { slot: "kept", label: words.kept },
    ])}
    ${clock("sketch", words.sketchTime)}${clock("exact", words.exactTime)}
    <line-chart id="errors" role="group" aria-label="${errors}"></line-chart>
  </div>`;
}

function reading(t: typeof en, language: Language): Markup {
  const { one, two } = t.prose;
  const space = language === "en" && " ";
  return html`<article class="prose" data-part="prose">
    <h2>${one.heading}</h2>
    <p>${prose(one.first)}</p>
    ${displayFormula(
      "P(h(q) = h(\\tone{q}{v})) = \\tone{q}{s} = 1 - \\frac{\\tone{q}{\\theta}}{\\pi} = \\tone{q}{\\slot{one-bit}{0.000}}",
      one.label,
    )}
    <p>
      ${one.before}${space}<drag-number
        id="prose-theta"
        step="0.5"
        min="0"
        max="180"
        label="${t.fields.theta}"
      ></drag-number
      >${prose(one.after)}
    </p>
    <p>${prose(one.two)}</p>
    ${displayFormula(
      [
        "P_{b,L} = 1 - \\bigl(1 - \\tone{q}{s}^{\\,b}\\bigr)^{L}",
        "1 - \\bigl(1 - \\tone{q}{\\slot{one-bit}{0.000}}^{\\,\\slot{bits}{5}}\\bigr)^{\\slot{tables}{4}} = \\tone{r}{\\slot{meet}{0.000}}",
      ],
      one.meetLabel,
    )}
    <p>${prose(one.three)}</p>
    <p>${prose(one.four)}</p>
    <h2 id="two">${two.heading}</h2>
    <p>${prose(two.first)}${space}<a href="../projection/">${two.link}</a>${prose(two.second)}</p>
    ${displayFormula(
      "A \\approx \\tone{p}{Q}\\,(\\tone{p}{Q}^\\top A) = \\tone{p}{Q}\\tilde U\\, \\tone{r}{S}\\, V^\\top, \\qquad \\tone{p}{Q} = \\operatorname{orth}(A\\,\\Omega)",
      two.label,
    )}
    <p>${prose(two.third)}</p>
    ${displayFormula(
      [
        "\\mathrm{E}\\,\\lVert A - QQ^\\top A\\rVert_F \\le \\sqrt{1 + \\frac{k}{p-1}}\\;\\sqrt{\\textstyle\\sum_{j>k}\\sigma_j^2}",
        "\\sqrt{1 + \\frac{\\slot{rank}{20}}{\\slot{oversample}{5}-1}} = \\slot{factor}{0}",
      ],
      two.boundLabel,
    )}
    <p>${prose(two.fourth)}</p>
    ${codeSection(language, t.code)} ${sources(language, t.sources, "neighbours")}
  </article>`;
}
