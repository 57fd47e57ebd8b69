/**
 * The suites of `npm test`, each a name, what it needs and how it runs. A run returns
 * `{ passed, failed, skipped, output }`: numbers of test cases, and what to show if one failed.
 */

import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { cppFiles, inCheckout } from "./checkout.mjs";
import { buildPreset } from "./cmake.mjs";
import { Failure, run } from "./console.mjs";
import { buildFuzzers, fuzz } from "./fuzz.mjs";
import { packageProgram } from "./packages.mjs";
import { chromium, firefox, fuzzingCompiler, nativeCompiler, webkit } from "./system.mjs";

const core = "tests/core/lemmata_tests";

/** `built`: needs the built package; `requires`: why it cannot run, if so. */
export const suites = [
  { name: "format", run: format },
  { name: "types", built: true, run: types },
  { name: "native", requires: needsCompiler, run: (toolchain) => native("native", toolchain) },
  { name: "sanitize", requires: needsCompiler, run: (toolchain) => native("sanitize", toolchain) },
  { name: "fuzz", requires: needsLibFuzzer, run: fuzzers },
  { name: "wasm-tests", run: wasmTests },
  { name: "tools", run: vitest("tests/tools") },
  { name: "api", built: true, run: vitest("tests/api") },
  { name: "accuracy", built: true, run: vitest("tests/accuracy") },
  { name: "battery", built: true, run: vitest("tests/battery") },
  { name: "package", built: true, run: vitest("tests/package") },
  { name: "consumers", built: true, run: vitest("tests/consumers") },
  {
    name: "browser",
    built: true,
    requires: needsChromium,
    // The files of a worker share its browser.
    run: vitest("tests/browser", ["--no-isolate"]),
  },
  { name: "engines", built: true, run: engines },
];

function needsCompiler() {
  return nativeCompiler() === undefined
    ? "this machine has no C++ compiler (Debian: g++)"
    : undefined;
}

async function needsLibFuzzer() {
  return (await fuzzingCompiler()) === undefined
    ? "this machine has no clang++ with libFuzzer (Debian: clang)"
    : undefined;
}

function needsChromium() {
  return chromium() === undefined
    ? "this machine has no Chromium (Debian: chromium-headless-shell)"
    : undefined;
}

// ── doctest ──────────────────────────────────────────────────────────────────────────────────────

async function native(preset, toolchain) {
  await buildPreset(preset, toolchain);
  return doctest(inCheckout("build", preset, core), []);
}

async function wasmTests(toolchain) {
  await buildPreset("wasm-tests", toolchain);
  return doctest(process.execPath, [inCheckout("build/wasm-tests", `${core}.cjs`)]);
}

async function doctest(program, args) {
  const { output } = await outcome(program, [...args, "--no-colors"]);
  const counts = /test cases: +\d+ \| +(\d+) passed \| +(\d+) failed \| +(\d+) skipped/.exec(
    output,
  );
  // A program that crashes prints no summary.
  if (counts === null) return { passed: 0, failed: 1, skipped: 0, output };
  const [passed, failed, skipped] = counts.slice(1).map(Number);
  return { passed, failed, skipped, output };
}

// ── libFuzzer, each fuzzer one test ──────────────────────────────────────────────────────────────

/** The same inputs in every run: what is new is for tools/fuzz.mjs to find, which runs for hours. */
async function fuzzers(toolchain) {
  const outcomes = [];
  for (const name of await buildFuzzers(toolchain)) {
    const { ok, executions, output } = await fuzz(name, { runs: 0 });
    outcomes.push({ ok: ok && executions > 0, output });
  }
  const sum = total(outcomes);
  sum.output = outcomes.flatMap(({ ok, output }) => (ok ? [] : output.slice(-4000))).join("\n");
  return sum;
}

// ── vitest ───────────────────────────────────────────────────────────────────────────────────────

function vitest(folder, options = []) {
  return async () => {
    const report = inCheckout("build/reports", `${folder.replaceAll("/", "-")}.json`);
    rmSync(report, { force: true });
    mkdirSync(dirname(report), { recursive: true });
    const browser = chromium();
    const { output } = await outcome(
      packageProgram("vitest"),
      [
        "run",
        `${folder}/`,
        ...options,
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${report}`,
      ],
      { ...process.env, ...(browser && { CHROMIUM: browser }), NO_COLOR: "1" },
    );
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, output };
    const found = JSON.parse(readFileSync(report, "utf8"));
    // A file that does not load has no failed test of its own; an error outside every test neither.
    const failed = Math.max(found.numFailedTests, found.success ? 0 : 1);
    return { passed: found.numPassedTests, failed, skipped: found.numPendingTests, output };
  };
}

/** The journeys of an engine that is not there are skipped, and counted as that. */
async function engines() {
  const result = await vitest("tests/engines")();
  const missing = [];
  if (firefox() === undefined) missing.push("Firefox (Debian: firefox-esr)");
  if (webkit() === undefined) missing.push("WebKitGTK (Debian: webkit2gtk-driver, xvfb)");
  if (missing.length > 0) result.note = `this machine has no ${missing.join(" and no ")}`;
  return result;
}

// ── format and types, each tool and each project one test ────────────────────────────────────────

async function format({ clangFormat }) {
  const checks = [outcome(packageProgram("prettier"), ["--check", "--log-level", "warn", "."])];
  if (clangFormat !== undefined)
    checks.push(outcome(clangFormat, ["--dry-run", "--Werror", ...(await cppFiles())]));
  const sum = total(await Promise.all(checks));
  if (clangFormat === undefined) {
    sum.skipped += 1;
    sum.note = "there is no clang-format 21 to check the C++ with";
  }
  return sum;
}

async function types() {
  const projects = ["tests/tsconfig.json", "web/tsconfig.json", "bench/tsconfig.json"];
  const found = projects.filter((project) => existsSync(inCheckout(project)));
  const checks = found.map((project) =>
    outcome(packageProgram("tsc"), ["--noEmit", "--project", project]),
  );
  return total(await Promise.all(checks));
}

function total(outcomes) {
  return {
    passed: outcomes.filter(({ ok }) => ok).length,
    failed: outcomes.filter(({ ok }) => !ok).length,
    skipped: 0,
    output: outcomes.map(({ output }) => output).join("\n"),
  };
}

/** Runs a program to its end; a failing one is an outcome here, not an error. */
async function outcome(program, args, env = process.env) {
  try {
    return {
      ok: true,
      output: await run(program, args, { cwd: inCheckout(), env, keep: Infinity }),
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { ok: false, output: error.message };
  }
}
