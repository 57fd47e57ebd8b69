import { table } from "../guide.ts";
import measured from "./figures.json" with { type: "json" };
import { plot, type Line } from "./plot.ts";

export type Family = keyof typeof measured;
const families: Readonly<Record<Family, readonly Line[]>> = measured as never;

/** What the figures are called in one language. */
export interface Words {
  head: readonly [name: string, error: string, at: string, unavoidable: string, times: string];
  error: string;
  /** Of a family, or of a function that has an axis of its own. */
  axes: Readonly<Record<string, string>>;
  /** Situations that are not named by a symbol. */
  situations: Readonly<Record<string, string>>;
}

/** The situations of each function of a family. */
function byFunction(family: Family): [name: string, lines: Line[]][] {
  const names = [...new Set(families[family].map((line) => line.function))];
  return names.map((name) => [name, families[family].filter((line) => line.function === name)]);
}

/** A plot for each function of a family. */
export function plots(family: Family, words: Words): string {
  const figures = byFunction(family).map(([name, lines]) => {
    const keys = lines.map(
      ({ situation }, i) =>
        `<span class="key-${i}">${words.situations[situation] ?? situation}</span>`,
    );
    const axis = words.axes[`${family}.${name}`] ?? words.axes[family]!;
    const label = `${name}: ${words.error}, ${axis}`;
    return `<figure><figcaption><code>${name}</code> ${keys.join(" ")}</figcaption>${plot(lines, label, axis)}</figure>`;
  });
  return `<div class="plots">${figures.join("")}</div>`;
}

/** The worst of each function. */
export function worst(family: Family, label: string, words: Words): string {
  return table(
    label,
    words.head,
    byFunction(family).flatMap(([name, lines]) =>
      lines.map(({ situation, worst, times }) => [
        `<code>${name}</code> ${words.situations[situation] ?? situation}`,
        power(worst.error),
        power(worst.at),
        power(worst.unavoidable),
        times < 1000 ? String(times) : power(times),
      ]),
    ),
  );
}

/** How many cases were measured. */
export const cases = Object.values(families)
  .flat()
  .reduce((sum, line) => sum + line.cases, 0)
  .toLocaleString("en");

/** 6.7e-5 as 6.7 × 10⁻⁵. */
export function power(x: number): string {
  if (x >= 0.01 && x < 1000) return String(x);
  if (x === 0) return "0";
  const [digits, exponent] = x.toExponential().split("e") as [string, string];
  const raised = `10<sup>${exponent.replace("+", "").replace("-", "−")}</sup>`;
  return digits === "1" ? raised : `${digits} × ${raised}`;
}
