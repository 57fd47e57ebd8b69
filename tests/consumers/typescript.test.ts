import { join } from "node:path";
import { describe, test, vi } from "vitest";
import { install, run, temporaryFolder } from "../package/packed.js";
import { bundlers } from "./apps.js";

vi.setConfig({ testTimeout: 120_000 });

const use = `
  import { load, LemmataError, type Lemmata, type LoadOptions } from "lemmata";
  import { load as external } from "lemmata/external";
  import { createPool, type Pool } from "lemmata/pool";
  const options: LoadOptions = {};
  const lemmata: Lemmata = await load(options);
  export const entropy: number = lemmata.entropy.shannon(new Float64Array([0.5, 0.5]));
  // @ts-expect-error a distribution is not a text
  lemmata.entropy.shannon("0.5");
  export const others: [Promise<Lemmata>, Promise<Pool>] = [external(), createPool({ workers: 2 })];
  lemmata.projection.lsh([[1, 2]]).dispose();
  export const code = (error: unknown) => (error instanceof LemmataError ? error.code : undefined);`;

const compilers = {
  "TypeScript 5.0": bundlers && join(bundlers, "typescript-5.0/bin/tsc"),
  "this TypeScript": join(process.cwd(), "node_modules/typescript/bin/tsc"),
};

describe.each(Object.entries(compilers))("under strict, checking the package's own types, %s", (_, compiler) => {
  test.skipIf(compiler === undefined).each([
    ["es2022", "nodenext", "nodenext"],
    ["esnext", "esnext", "bundler"],
  ])("compiles with the lib %s, module %s, resolution %s", async (lib, module, resolution) => {
    const folder = await temporaryFolder();
    await install(folder, { "use.ts": use });
    const settings = ["--strict", "--noEmit", "--target", "es2022", "--lib", `${lib},dom`];
    const resolving = ["--module", module, "--moduleResolution", resolution];
    await run(folder, process.execPath, compiler!, ...settings, ...resolving, "use.ts");
  });
}); // prettier-ignore
