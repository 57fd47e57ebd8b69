/**
 * Builds everything that is delivered: the module (build/wasm), the package (dist/), the site
 * (web/dist/). What did not change is not built again.
 *
 *   npm run build
 */

import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { fileURLToPath } from "node:url";
import { inCheckout } from "./checkout.mjs";
import { buildPreset } from "./cmake.mjs";
import { command, Failure, run, step } from "./console.mjs";
import { ensurePackages, packageProgram } from "./packages.mjs";
import { buildReference, reference } from "./reference.mjs";
import { sizeTable } from "./sizes.mjs";
import { ensureToolchain } from "./toolchain.mjs";
import { unlessUnchanged } from "./unchanged.mjs";

/** What the link leaves in build/wasm/api/core, and its place in the package. */
const linked = {
  "inline.js": "dist/core/inline.js",
  "inline.d.ts": "dist/core/inline.d.ts",
  "external.js": "dist/core/external.js",
  "external.d.ts": "dist/core/external.d.ts",
  "external.wasm": "dist/lemmata.wasm",
};

/** Installs, finds the toolchain and builds; returns the toolchain. */
export async function build() {
  await ensurePackages();
  const toolchain = await ensureToolchain();
  await step("WebAssembly module", () => buildPreset("wasm", toolchain));
  await step("package: dist/", buildPackage);
  if (existsSync(inCheckout("web/vite.config.ts"))) await step("site: web/dist/", buildSite);
  return toolchain;
}

async function buildPackage() {
  const files = {
    inputs: [
      "bindings/api",
      "build/wasm/api",
      "web",
      "package.json",
      "package-lock.json",
      "tsconfig.json",
      "tools/build.mjs",
    ],
    outputs: ["dist"],
  };
  const ran = await unlessUnchanged("package", files, async () => {
    rmSync(inCheckout("dist"), { recursive: true, force: true });
    await run(packageProgram("tsc"), ["--project", "tsconfig.json"], { cwd: inCheckout() });
    mkdirSync(inCheckout("dist/core"), { recursive: true });
    for (const [name, place] of Object.entries(linked)) {
      copyFileSync(inCheckout("build/wasm/api/core", name), inCheckout(place));
      // The linker marks the module as executable, which it is not.
      chmodSync(inCheckout(place), 0o644);
    }
    nameModule(inCheckout("dist/core/external.js"));
    await buildElements();
  });
  return ran ? "" : "unchanged";
}

// The site's figures as custom elements; their types need those of the package.
async function buildElements() {
  const options = { cwd: inCheckout() };
  await run(packageProgram("vite"), ["build", "web/elements", "--logLevel", "warn"], options);
  await run(packageProgram("tsc"), ["--project", "web/elements/tsconfig.json"], options);
  for (const name of ["index", "element"]) {
    const types = readFileSync(inCheckout("build/elements", `elements/${name}.d.ts`), "utf8");
    writeFileSync(inCheckout("dist/elements", `${name}.d.ts`), types.replaceAll('.ts"', '.js"'));
  }
}

/**
 * The linker's code names its module by a name that it has not in the package. Nothing asks for it there,
 * but webpack looks for every file that is named so.
 */
function nameModule(script) {
  const text = readFileSync(script, "utf8");
  const linked = 'new URL("external.wasm",import.meta.url)';
  if (!text.includes(linked)) throw new Failure(`${script} does not name its module as expected`);
  writeFileSync(script, text.replace(linked, 'new URL("../lemmata.wasm",import.meta.url)'));
}

async function buildSite() {
  await buildReference();
  const files = {
    inputs: ["web", "dist", reference, "package.json", "package-lock.json"],
    outputs: ["web/dist"],
  };
  const ran = await unlessUnchanged("site", files, async () => {
    await run(packageProgram("vite"), ["build", "web", "--logLevel", "warn"], {
      cwd: inCheckout(),
    });
    cpSync(inCheckout(reference), inCheckout("web/dist/api"), { recursive: true });
  });
  return ran ? "" : "unchanged";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await command(async () => {
    await build();
    console.log(sizeTable());
  });
}
