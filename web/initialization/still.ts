import { html, markup, type Markup } from "../site/html.ts";

// The page's opening, as the package ran it: what is seen before scripts run, or without them.
const forward = [
  0.974, 1.45, 1.75, 2.02, 2.32, 2.48, 2.81, 3.09, 3.37, 3.61, 3.77, 4.02, 4.29, 4.6, 4.69, 5.03,
  5.02, 5.18, 5.38, 5.65, 5.76, 5.93, 6.15, 6.1, 6.3,
];
const backward = [
  5.82, 3.75, 3.01, 2.63, 2.2, 1.99, 1.8, 1.65, 1.55, 1.46, 1.4, 1.36, 1.31, 1.27, 1.23, 1.19, 1.17,
  1.16, 1.12, 1.09, 1.07, 1.06, 1.03, 1.03, 1.01,
];
const share = [
  1, 0.669, 0.556, 0.481, 0.419, 0.393, 0.347, 0.315, 0.289, 0.27, 0.258, 0.242, 0.227, 0.212,
  0.208, 0.193, 0.194, 0.188, 0.181, 0.172, 0.169, 0.164, 0.158, 0.16, 0.155,
];

const [width, height] = [660, 470];
const y = (block: number): number => height - 44 - (block * (height - 90)) / 30;
const x = (value: number): number => 398 + 122 * Math.log10(value);

/** A still picture of the tower; the figure takes its place. */
export function still(title: string): Markup {
  const thread = (values: readonly number[]): string =>
    `M${values.map((value, i) => `${Math.round(x(value))} ${Math.round(y(i))}`).join("L")}`;
  const floors = (parts: readonly number[]): string =>
    parts.map((part, i) => `M5 ${Math.round(y(i + 1))}h${Math.round(120 * part)}v10H5z`).join("");
  const kept = share.slice(1);
  const paths = [
    ["slab", floors(kept.map(() => 1))],
    ["left", floors(kept)],
    ["up", thread(forward)],
    ["down", thread(backward)],
  ];
  return html`<svg class="still" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">
    ${paths.map(([name, d]) => markup(`<path class="${name}" d="${d}"/>`))}
  </svg>`;
}
