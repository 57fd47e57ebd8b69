/** Measures the built package's errors and writes the figures that the guide "Accuracy" shows: `npm run accuracy`. */
import { writeFileSync } from "node:fs";
import { load } from "../../dist/index.js";
import { figures } from "./figures.mjs";
import { measure } from "./measure.mjs";

const families = figures(measure(await load()));
const lines = Object.entries(families).map(
  ([name, list]) =>
    `${JSON.stringify(name)}: [\n${list.map((one) => JSON.stringify(one)).join(",\n")}\n]`,
);
const place = new URL("../../web/guides/accuracy/figures.json", import.meta.url);
writeFileSync(place, `{\n${lines.join(",\n")}\n}\n`);
for (const [family, list] of Object.entries(families))
  for (const { function: name, situation, worst, times } of list)
    console.log([family, name, situation].join(" ").padEnd(48), `${worst.error} at ${worst.at}, ${times} × unavoidable`); // prettier-ignore
