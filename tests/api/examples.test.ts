import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "vitest";
import * as api from "lemmata";
import * as pool from "lemmata/pool";

// Every example in a documentation comment of the public API runs as it stands there, with `load`,
// `createPool`, the systems of a loaded module and `console.assert` in scope.

const folder = "bindings/api/";
const lemmata = await api.load();
const scope = { ...api, ...pool, lemmata, ...systems(lemmata), console: { ...console, assert } };

for (const file of readdirSync(folder).filter((name) => name.endsWith(".ts"))) {
  const examples = examplesOf(readFileSync(folder + file, "utf8"));
  if (examples.length === 0) continue;
  describe(file, () => {
    test.each(examples)("line $line: $code", async ({ code }) => {
      // `const { entropy } = await load()` may stand in an example although it is in scope already.
      const body = `return (async () => { ${code}\n})();`;
      await new Function(...Object.keys(scope), body)(...Object.values(scope));
    });
  });
}

/** The code of each `@example`, up to the next tag or the comment's end. */
function examplesOf(source: string): { line: number; code: string }[] {
  return [...source.matchAll(/^ *\* @example\n((?: *\*(?!\/)(?! @).*\n)+)/gm)].map((match) => ({
    line: source.slice(0, match.index).split("\n").length,
    code: match[1]!.replace(/^ *\* ?/gm, "").trim(),
  }));
}

function systems(instance: api.Lemmata): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(instance).filter(([, value]) => typeof value === "object"),
  );
}

function assert(condition: unknown): void {
  if (!condition) throw new Error("an assertion of the example does not hold");
}
