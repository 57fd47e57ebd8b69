import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { install, run, temporaryFolder } from "./packed.js";

vi.setConfig({ testTimeout: 120_000 });

const bin = join(process.cwd(), "node_modules/.bin");

describe("installed in an empty folder, the package works in plain Node", () => {
  test.each(["lemmata", "lemmata/external"])("as %s", async (name) => {
    const folder = await temporaryFolder();
    await install(folder, {
      "use.mjs": `
        import { load, LemmataError } from "${name}";
        const { entropy, version } = await load();
        console.log(version, entropy.shannon([0.5, 0.5]) === Math.log(2));
        try { entropy.shannon([]); } catch (error) { console.log(error instanceof LemmataError); }`,
    });
    expect(await run(folder, process.execPath, "use.mjs")).toBe("0.1.0 true\ntrue\n");
  });

  test("with the wasm read by its subpath", async () => {
    const folder = await temporaryFolder();
    await install(folder, {
      "use.mjs": `
        import { readFile } from "node:fs/promises";
        import { load } from "lemmata";
        const file = new URL(import.meta.resolve("lemmata/lemmata.wasm"));
        const { entropy } = await load({ wasm: await WebAssembly.compile(await readFile(file)) });
        console.log(entropy.shannon([0.5, 0.5]) === Math.log(2));`,
    });
    expect(await run(folder, process.execPath, "use.mjs")).toBe("true\n");
  });
});

describe("a TypeScript user without any settings for it", () => {
  test.each([
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ])("compiles with module %s, resolution %s", async (module, resolution) => {
    const folder = await temporaryFolder();
    await install(folder, {
      "use.ts": `
        import { load, type Lemmata, type LoadOptions } from "lemmata";
        import { load as external } from "lemmata/external";
        const options: LoadOptions = {};
        const lemmata: Lemmata = await load(options);
        export const entropy: number = lemmata.entropy.shannon(new Float64Array([0.5, 0.5]));
        // @ts-expect-error a distribution is not a text
        lemmata.entropy.shannon("0.5");
        export const other: Promise<Lemmata> = external();`,
    });
    const options = ["--module", module, "--moduleResolution", resolution];
    const strict = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2022,dom"];
    await run(folder, join(bin, "tsc"), ...options, ...strict, "use.ts");
  });
});
