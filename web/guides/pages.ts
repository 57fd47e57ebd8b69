import { html } from "../site/html.ts";
import { page, type Page } from "../site/page.ts";
import { accuracy } from "./accuracy/guide.ts";
import { bundlers } from "./bundlers/guide.ts";
import { elements } from "./elements/guide.ts";
import { en } from "./en.ts";
import { errors } from "./errors/guide.ts";
import { opening } from "./guide.ts";
import { precision } from "./precision/guide.ts";
import { sizes } from "./sizes/guide.ts";
import { start } from "./start/guide.ts";
import { workers } from "./workers/guide.ts";
import { zh } from "./zh.ts";

export const guides = { start, bundlers, elements, workers, precision, accuracy, errors, sizes };

const overview = page({
  name: "guides",
  path: "guides/",
  entry: "guides/main.ts",
  engine: false,
  text: { en, zh },
  body: (t, language) =>
    html`${opening(t)}
      <ul class="guide-list">
        ${Object.entries(guides).map(([name, { page }]) => {
          const { heading, description } = page.text[language] as typeof en;
          return item(`${name}/`, heading, description);
        })}
        ${item(language === "zh" ? "../../api/index.html" : "../api/index.html", t.reference.heading, t.reference.text)}
      </ul>`,
});

function item(address: string, heading: string, text: string) {
  return html`<li>
    <a href="${address}"
      ><h2>${heading}</h2>
      <p>${text}</p></a
    >
  </li>`;
}

/** The overview, which the header links to, and the guides, which it does not. */
export const guidePages: readonly Page[] = [
  overview,
  ...Object.values(guides).map(({ page }) => page),
];
