import { html, markup, type Markup } from "../site/html.ts";
import { opened } from "./opened.ts";

const [width, height] = [660, 470];
const y = (block: number): number => height - 44 - (block * (height - 90)) / 30;
const x = (value: number): number => 398 + 122 * Math.log10(value);

/** A still picture of the opening: what is seen before scripts run, or without them. */
export function still(title: string): Markup {
  const thread = (values: Float64Array): string =>
    `M${Array.from(values, (value, i) => `${Math.round(x(value))} ${Math.round(y(i))}`).join("L")}`;
  const floors = (parts: readonly number[]): string =>
    parts.map((part, i) => `M5 ${Math.round(y(i + 1))}h${Math.round(120 * part)}v10H5z`).join("");
  const kept = [...opened.inputShare.slice(1)];
  const paths = [
    ["slab", floors(kept.map(() => 1))],
    ["left", floors(kept)],
    ["up", thread(opened.forward)],
    ["down", thread(opened.backward)],
  ];
  return html`<svg class="still" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
    ${paths.map(([name, d]) => markup(`<path class="${name}" d="${d}"/>`))}
  </svg>`;
}
