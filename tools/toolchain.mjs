/**
 * The C++ toolchain: Emscripten 6, Eigen 5, doctest, CMake and Ninja. What the machine has is used;
 * otherwise a private copy is made in the user's cache folder, without root and without touching the
 * system (see toolchain/private.mjs).
 *
 *   node tools/toolchain.mjs               makes sure it is there and says what it is
 *   eval "$(node tools/toolchain.mjs --print-env)"    for a shell of one's own
 */

import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inCheckout } from "./checkout.mjs";
import { command, run } from "./console.mjs";
import { findCmake, findEmscripten, hasLibraries, onPath } from "./toolchain/installed.mjs";
import { cacheFolder } from "./toolchain/places.mjs";
import { canCopy, emscriptenEnv, privateCopy } from "./toolchain/private.mjs";

/**
 * Finds or makes the toolchain. Returns
 * - `id`: changes when anything built before should be built anew;
 * - `env`: the environment for CMake, emcc and what they start;
 * - `emcc`, `cmake`, `ctest`, `ninja`: programs;
 * - `prefix`: where CMake finds Eigen and doctest, empty if it does so by itself;
 * - `clangFormat`: clang-format 21, or undefined where neither the copy nor the machine has it.
 */
export async function ensureToolchain() {
  const emscripten = await findEmscripten();
  const toolchain = await (emscripten === undefined ? fromPrivateCopy() : fromMachine(emscripten));
  const { id, env, ...programs } = toolchain;
  const memory = await compilerCache();
  return { id: `${id} ${Object.values(memory)[0] ?? ""}`, env: { ...env, ...memory }, ...programs };
}

/** What a compiler made of the same text before, in any checkout, is not compiled again. */
async function compilerCache() {
  const program =
    onPath("ccache") ?? (canCopy() ? join(await privateCopy("ccache"), "bin/ccache") : undefined);
  if (program === undefined) return {};
  return {
    CMAKE_CXX_COMPILER_LAUNCHER: program,
    CCACHE_DIR: cacheFolder(process.env, "objects"),
    CCACHE_MAXSIZE: "1G",
    CCACHE_BASEDIR: inCheckout(),
    CCACHE_NOHASHDIR: "1",
  };
}

async function fromPrivateCopy() {
  const folder = await privateCopy("full");
  const root = join(folder, "root/usr");
  return describe({
    id: folder,
    emcc: join(root, "share/emscripten/emcc"),
    bin: join(folder, "bin"),
    prefix: root,
    clangFormat: join(folder, "bin/clang-format-21"),
    own: emscriptenEnv(folder),
  });
}

async function fromMachine({ emcc, version }) {
  const cmake = await findCmake();
  const ninja = onPath("ninja");
  const complete = cmake !== undefined && ninja !== undefined && hasLibraries();
  const folder = complete ? undefined : await privateCopy("libraries");
  const root = folder && join(folder, "root/usr");
  return describe({
    id: `${emcc} ${version} ${folder ?? ""}`,
    emcc,
    bin: complete ? dirname(cmake) : join(folder, "bin"),
    ninja: complete ? ninja : undefined,
    prefix: root ?? "",
    clangFormat: await machineClangFormat(),
    own: {},
  });
}

function describe({ id, emcc, bin, ninja = join(bin, "ninja"), prefix, clangFormat, own }) {
  const emscriptenRoot = dirname(emcc);
  const env = {
    ...process.env,
    ...own,
    EMSCRIPTEN_ROOT: emscriptenRoot,
    LEMMATA_PREFIX: prefix,
    // emcc looks for node and, to emit types, for tsc; CMake for ninja.
    PATH: [
      bin,
      dirname(ninja),
      emscriptenRoot,
      dirname(process.execPath),
      inCheckout("node_modules/.bin"),
      process.env.PATH,
    ].join(delimiter),
  };
  const closure = closureCompiler();
  if (closure !== undefined) env.EM_CLOSURE_COMPILER = closure;
  return {
    id,
    env,
    emcc,
    cmake: join(bin, "cmake"),
    ctest: join(bin, "ctest"),
    ninja,
    prefix,
    clangFormat,
  };
}

/** The Closure compiler of the development dependencies, as a program, not as its Java fallback. */
function closureCompiler() {
  const platform = { linux: "linux", darwin: "macos", win32: "windows" }[process.platform];
  const suffix = process.platform === "linux" && process.arch === "arm64" ? "-arm64" : "";
  const name = `google-closure-compiler-${platform}${suffix}`;
  const program = inCheckout("node_modules", name, "compiler");
  return existsSync(program) ? realpathSync(program) : undefined;
}

async function machineClangFormat() {
  for (const name of ["clang-format-21", "clang-format"]) {
    const program = onPath(name);
    if (program !== undefined && / 21\./.test(await run(program, ["--version"]))) return program;
  }
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await command(async () => {
    const printEnv = process.argv.includes("--print-env");
    const write = console.log;
    if (printEnv) console.log = console.error;
    const toolchain = await ensureToolchain();
    console.log = write;
    if (printEnv) {
      for (const [name, value] of Object.entries(toolchain.env)) {
        if (value !== process.env[name])
          console.log(`export ${name}='${value.replaceAll("'", "'\\''")}'`);
      }
    } else {
      const version = (await run(toolchain.emcc, ["--version"], { env: toolchain.env })).split(
        "\n",
      )[0];
      console.log(`${version}\n${toolchain.emcc}`);
    }
  });
}
