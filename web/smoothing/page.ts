import { displayFormula, formula, paragraphs, prose } from "../site/formula.ts";
import { html, markup, type Markup } from "../site/html.ts";
import { actions, betCard, code, dataDialog, dataTable, faultStrip, numberField, presetStrip, readouts, section, sources, tour, type TourSteps } from "../site/layout.ts"; // prettier-ignore
import { page, type Language } from "../site/page.ts";
import { stillPicture } from "../site/stills.ts";
import { en } from "./en.ts";
import { kernelFormulas, periodicFormula, symbolOf } from "./kernel-formulas.ts";
import { chartNames, kernelNames } from "./state.ts";
import { zh } from "./zh.ts";

// What each step of the guided tour sets, and where to look.
const steps: TourSteps = [
  ["width=2", "#stage"],
  ["kernel=logistic", ".spelled"],
  ["chart=slope", "#chart"],
  ["f=step&chart=widths", "#chart"],
  ["f=floor&at=2&width=0.1", "#stage"],
];

export const smoothingPage = page({
  name: "smoothing",
  path: "smoothing/",
  entry: "smoothing/main.ts",
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
            { slot: "error", label: prose(t.readouts.error), tone: "r", main: true, note: "" },
            { slot: "f", label: prose(t.readouts.f), tone: "p" },
            { slot: "where", label: t.readouts.where },
            { slot: "g", label: prose(t.readouts.g), tone: "r" },
            { slot: "mean", label: prose(t.readouts.mean), tone: "q" },
            { slot: "slope", label: prose(t.readouts.slope), tone: "r" },
            { slot: "smoothness", label: t.readouts.smoothness },
          ])}
          <div class="choices charts" role="group" aria-label="${t.charts.label}">
            ${chartNames.map((name) => choice("chart", name, t.charts[name], name === "error"))}
          </div>
          <line-chart id="chart" role="group" aria-label="${t.chartLabel}"></line-chart>
          <section class="spelled" data-part="formula" aria-label="${t.spelled.label}">
            <p class="line" id="letters"></p>
            <p class="known" id="known"></p>
          </section>
        </div>
      </div>
      ${presetStrip(language, t.presets)} ${actions(language)} ${dataTable(language)}
      ${betCard(language, {
        ...t.bet,
        right: 0,
        reveal: html`<span>${prose(t.bet.reveal)}</span>
          <button type="button" id="halve">${t.bet.halve}</button>`,
      })}
      ${reading(t, language)}
      ${dataDialog(language, t.dataHint, "-2, 0&#10;0, 1&#10;0, 2&#10;1.5, 0.5")}`,
});

function choice(kind: string, name: string, label: string, pressed: boolean): Markup {
  return html`<button
    type="button"
    data-${markup(kind)}="${name}"
    aria-pressed="${String(pressed)}"
  >
    ${label}
  </button>`;
}

function stage(t: typeof en, language: Language): Markup {
  const { fields } = t;
  const number = (id: string, tex: string, name: string, tone: "p" | "q" | "r"): Markup =>
    numberField({ id: `field-${id}`, label: formula(tex), name, tone });
  return html`<section class="stage" aria-label="${t.stage}">
    <div class="choices" data-part="functions">
      <label class="number-field tone-p"
        ><span>${t.functionLabel}</span>
        <select id="function">
          ${Object.entries(t.functions).map(
            ([name, label]) => html`<option value="${name}">${label}</option>`,
          )}
        </select></label
      >
      <button type="button" id="gated" aria-pressed="false">${t.gated}</button>
    </div>
    ${faultStrip()}
    <div class="picture">
      ${stillPicture("smoothing", language, t.stage)}
      <smoothing-stage id="stage" role="group" aria-label="${t.picture}"></smoothing-stage>
    </div>
    <div class="choices kernels" data-part="kernels" role="group" aria-label="${t.kernelsLabel}">
      ${kernelNames.map((name) => choice("kernel", name, t.kernels[name], name === "gaussian"))}
    </div>
    <p class="caption" id="caption">${t.live.help}</p>
    <div class="fields" data-part="fields">
      ${numberField({ id: "field-corner", label: fields.corner, name: fields.cornerName, tone: "p" })}
      ${number("x", "t_k", fields.x, "p")} ${number("y", "f(t_k)", fields.y, "p")}
      ${number("left", "s_-", fields.left, "p")} ${number("right", "s_+", fields.right, "p")}
      ${number("at", "x_0", fields.at, "q")} ${number("width", "w", fields.width, "q")}
      ${number("error", "\\lvert g{-}f\\rvert", fields.error, "r")}
      <button type="button" id="add">${fields.add}</button>
      <button type="button" id="remove">${fields.remove}</button>
    </div>
  </section>`;
}

// What Φ, R and F stand for is set for every kernel, and one is shown.
function meanings({ spelled: words }: typeof en): Markup {
  return html`<div class="meanings">
    <div data-periodic="sum" hidden>
      ${displayFormula(periodicFormula("gaussian")!, words.periodic)}
    </div>
    <div data-periodic="cauchy" hidden>
      ${displayFormula(periodicFormula("cauchy")!, words.periodicCauchy)}
    </div>
    ${kernelFormulas.map(({ kernel, tex }) =>
      tex.length === 0
        ? ""
        : html`<div
            class="formula"
            data-formula="${kernel}"
            role="img"
            aria-label="${words.kernel}"
            tabindex="0"
            hidden
          >
            ${tex.map(
              (part) =>
                html`<div data-symbol="${symbolOf(part)}">${formula(part, undefined, true)}</div>`,
            )}
          </div>`,
    )}
  </div>`;
}

function reading(t: typeof en, language: Language): Markup {
  const { one, two, three, four } = t.prose;
  return html`<article class="prose" data-part="prose">
    <h2>${one.heading}</h2>
    ${paragraphs(one.body)}
    ${displayFormula(
      [
        "\\tone{r}{g(x)} = \\int \\tone{p}{f(y)}\\,\\tone{q}{\\varphi(x-y)}\\,\\mathrm dy = \\mathrm E\\,\\tone{p}{f}(x-\\tone{q}{e})",
        "\\tone{r}{g}(\\slot{at}{0.00}) = \\tone{r}{\\slot{g}{0.000}}",
      ],
      one.label,
    )}
    ${paragraphs(one.after)}
    <h2>${two.heading}</h2>
    ${paragraphs(two.body)}
    ${displayFormula(
      "\\tone{r}{g(x)} = a + s\\,x + \\sum_k \\bigl(\\tone{p}{j_k}\\,\\tone{q}{\\Phi}(x-t_k) + \\tone{p}{c_k}\\,\\tone{q}{R}(x-t_k)\\bigr)",
      two.label,
    )}
    <p>${prose(two.after[0]!)}</p>
    ${meanings(t)} ${paragraphs(two.after.slice(1))}
    <h2>${three.heading}</h2>
    ${paragraphs(three.body)}
    ${displayFormula(
      [
        "\\max_x|\\tone{r}{g}-\\tone{p}{f}| = |\\tone{p}{c}|\\,\\tone{q}{R}(0) = |\\tone{p}{c}|\\,\\frac{\\mathrm E|\\tone{q}{e}|}{2}",
        "\\mathrm E|\\tone{q}{e}| = \\slot{mean}{0.000}",
      ],
      three.label,
    )}
    <p>
      ${prose(three.after[0]!)}
      <drag-number
        id="prose-width"
        step="0.01"
        min="0.01"
        max="4"
        label="${t.fields.width}"
      ></drag-number>
      ${prose(three.after[1]!)}
    </p>
    <h2>${four.heading}</h2>
    ${paragraphs(four.body)}
    ${section(
      "code",
      t.code.heading,
      html`<p>${t.code.intro}</p>
        ${code(language, "npm install lemmata")} ${code(language, "", "script")}
        <p>${markup(t.code.text)}</p>
        ${code(language, "", "body")}
        <p>${markup(t.code.more)}</p>`,
    )}
    ${sources(language, t.sources, "smoothing")}
  </article>`;
}
