/**
 * Builds everything that is delivered: the module (build/wasm), the package (dist/), the site
 * (web/dist/). What did not change is not built again.
 *
 *   npm run build
 */

import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inCheckout } from "./checkout.mjs";
import { buildPreset } from "./cmake.mjs";
import { command, Failure, run, step } from "./console.mjs";
import { exportTypes } from "./exports.mjs";
import { orderFunctions } from "./order.mjs";
import { ensurePackages, packageProgram } from "./packages.mjs";
import { buildReference, reference } from "./reference.mjs";
import { sizeTable } from "./sizes.mjs";
import { ensureToolchain } from "./toolchain.mjs";
import { unlessUnchanged } from "./unchanged.mjs";

/** What the link leaves: Emscripten's factory of the module, its types, and the module. */
const linked = "build/wasm/api/core";
/** The types of what the module exports. */
const boundary = "build/boundary";
/** The API file by file, for tests of what users do not see. */
const compiled = "build/api";
/** The files that users import, or start as a worker. */
const entries = ["index", "external", "pool", "pool-worker"];

/** Installs, finds the toolchain and builds; returns the toolchain. */
export async function build() {
  await ensurePackages();
  const toolchain = await ensureToolchain();
  await step("WebAssembly module", () => buildPreset("wasm", toolchain));
  await step("package: dist/", () => buildPackage(toolchain));
  if (existsSync(inCheckout("web/vite.config.ts"))) await step("site: web/dist/", buildSite);
  return toolchain;
}

async function buildPackage(toolchain) {
  const files = {
    inputs: [
      "bindings/api",
      linked,
      "web",
      "package.json",
      "package-lock.json",
      "tsconfig.json",
      "tools/build.mjs",
      "tools/exports.mjs",
      "tools/order.mjs",
    ],
    outputs: ["dist", compiled, boundary],
  };
  const ran = await unlessUnchanged("package", files, async () => {
    for (const folder of ["dist", compiled])
      rmSync(inCheckout(folder), { recursive: true, force: true });
    mkdirSync(inCheckout(boundary, "core"), { recursive: true });
    writeFileSync(
      inCheckout(boundary, "core/exports.d.ts"),
      await exportTypes(inCheckout(linked, "factory.js")),
    );
    await run(packageProgram("tsc"), ["--project", "tsconfig.json"], { cwd: inCheckout() });
    await finishModule(toolchain);
    await bundle();
    await buildElements();
  });
  return ran ? "" : "unchanged";
}

/** The module and what makes it from the link's files, into the compiled API. */
async function finishModule(toolchain) {
  const core = inCheckout(compiled, "core");
  mkdirSync(core, { recursive: true });
  const module = inCheckout(compiled, "lemmata.wasm");
  await orderFunctions(inCheckout(linked, "factory.wasm"), module, toolchain);
  writeFileSync(join(core, "bytes.js"), bytesInScript(readFileSync(module)));
  copyFileSync(inCheckout("bindings/api/core/bytes.d.ts"), join(core, "bytes.d.ts"));
  copyFileSync(inCheckout(linked, "factory.d.ts"), join(core, "factory.d.ts"));
  copyFileSync(inCheckout(boundary, "core/exports.d.ts"), join(core, "exports.d.ts"));
  const factory = readFileSync(inCheckout(linked, "factory.js"), "utf8");
  // It names the module by a name that it has not in the package. Nothing asks for it there, but
  // webpack looks for every file that is named so.
  const named = 'new URL("factory.wasm",import.meta.url)';
  if (!factory.includes(named))
    throw new Failure("the factory does not name its module as expected");
  const renamed = factory.replace(named, 'new URL("../lemmata.wasm",import.meta.url)');
  writeFileSync(join(core, "factory.js"), renamed);
}

/**
 * A script with `bytes` in it, a character for each: a twentieth larger than a file of its own, and
 * needs no configuration in any bundler. With this key few of a module's bytes need an escape, which
 * the many zeros would.
 */
function bytesInScript(bytes) {
  const key = 122;
  const escapes = { "\0": "\\x00", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\" };
  const characters = bytes.map((byte) => byte ^ key).toString("latin1");
  const text = characters.replace(/[\0\n\r"\\]/g, (character) => escapes[character]);
  return `const text = "${text}";
export default () => {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i) ^ ${key};
  return bytes.buffer;
};
`;
}

/**
 * The compiled API as it is published, to dist/: as few scripts as the entries allow, for thirty of
 * them, each found in another, take three times as long to arrive.
 */
async function bundle() {
  // Not above: on a new machine it is there only when the packages are installed.
  const { rolldown } = await import("rolldown");
  const build = await rolldown({
    input: Object.fromEntries(entries.map((name) => [name, inCheckout(compiled, `${name}.js`)])),
    // They are loaded when they are needed.
    external: /^\.\/core\//,
    treeshake: { moduleSideEffects: false },
  });
  await build.write({
    dir: inCheckout("dist"),
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    // They are in the types.
    comments: false,
  });
  await build.close();
  const asItIs = (path) => !path.endsWith(".js") || basename(dirname(path)) === "core";
  cpSync(inCheckout(compiled), inCheckout("dist"), { recursive: true, filter: asItIs });
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
