/**
 * The fuzzers of tests/fuzz, one after the other, in rounds of five minutes each: what they execute,
 * cover and find. Inputs that reach something new stay in build/fuzz/corpus, findings in
 * build/fuzz/findings; a finding is run again with its path as the program's one argument.
 *
 *   node tools/fuzz.mjs --minutes 120              all of them
 *   node tools/fuzz.mjs --minutes 5 gaussian       those of these names
 */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { inCheckout } from "./checkout.mjs";
import { buildPreset } from "./cmake.mjs";
import { command, Failure, step } from "./console.mjs";
import { fuzzingCompiler } from "./system.mjs";
import { ensureToolchain } from "./toolchain.mjs";

const folder = inCheckout("build/fuzz/tests/fuzz");
const round = 300;

/** Builds the fuzzers and returns their names. */
export async function buildFuzzers(toolchain) {
  const env = { ...toolchain.env, LEMMATA_CLANG: await fuzzingCompiler() };
  await buildPreset("fuzz", { ...toolchain, env });
  return readdirSync(folder).flatMap((file) => /^fuzz_(\w+)$/.exec(file)?.[1] ?? []);
}

/**
 * Runs one, for `seconds` or always the same `runs`: whether it found nothing, executions, covered
 * edges and features, the findings' files that are new and what was printed about the first.
 */
export async function fuzz(name, { seconds, runs }) {
  const corpus = inCheckout("build/fuzz", runs === undefined ? "corpus" : "seeds", name);
  if (runs !== undefined) rmSync(corpus, { recursive: true, force: true });
  const findings = inCheckout("build/fuzz/findings");
  mkdirSync(findings, { recursive: true });
  seed(corpus);
  const listed = () => readdirSync(findings).filter((file) => file.startsWith(`${name}-`));
  const before = new Set(listed());
  const { output, ok } = await lines(join(folder, `fuzz_${name}`), [
    ...(runs === undefined ? [`-max_total_time=${seconds}`] : [`-runs=${runs}`, "-seed=1"]),
    "-max_len=4096",
    "-timeout=20",
    "-rss_limit_mb=2048",
    "-print_final_stats=1",
    `-artifact_prefix=${findings}/${name}-`,
    corpus,
  ]);
  const last = (pattern) => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
  return {
    ok,
    executions: last(/number_of_executed_units: +(\d+)/g),
    edges: last(/ cov: (\d+)/g),
    features: last(/ ft: (\d+)/g),
    findings: listed().filter((file) => !before.has(file)),
    output,
  };
}

/** Where there is no corpus yet: inputs of every length, whose bytes choose functions and shapes. */
function seed(corpus) {
  if (existsSync(corpus)) return;
  mkdirSync(corpus, { recursive: true });
  for (let i = 0; i < 128; ++i) {
    const bytes = Array.from({ length: 1 + (i % 8) }, (_, part) =>
      createHash("sha512").update(`${i} ${part}`).digest(),
    );
    // The first byte chooses the function.
    writeFileSync(join(corpus, `seed${i}`), Buffer.concat([Buffer.from([i]), ...bytes]));
  }
}

/** What a program prints; one that fails has found something, which is no error here. */
function lines(program, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ output, ok: code === 0 }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await command(async () => {
    const args = process.argv.slice(2);
    const at = args.indexOf("--minutes");
    const minutes = at < 0 ? 10 : Number(args.splice(at, 2)[1]);
    if (!(minutes > 0)) throw new Failure("--minutes takes a number above 0");
    if ((await fuzzingCompiler()) === undefined)
      throw new Failure("fuzzing takes a clang++ with libFuzzer (Debian: clang)");
    const all = await buildFuzzers(await ensureToolchain());
    const names = args.length === 0 ? all : all.filter((name) => args.includes(name));
    if (names.length === 0) throw new Failure(`there are ${all.join(", ")}`);
    const sum = { executions: 0, findings: 0 };
    const end = Date.now() + minutes * 60_000;
    for (let i = 0; Date.now() < end; i = (i + 1) % names.length) {
      const left = Math.ceil((end - Date.now()) / 1000);
      const share = Math.ceil((minutes * 60) / names.length);
      await step(names[i], async () => {
        const found = await fuzz(names[i], { seconds: Math.min(round, share, left) });
        sum.executions += found.executions;
        // What a file of an earlier run holds is found again without a new file.
        sum.findings += Math.max(found.findings.length, found.ok ? 0 : 1);
        for (const file of found.findings) console.log(`  build/fuzz/findings/${file}`);
        return `${found.executions} executions, ${found.edges} edges, ${found.features} features, ${found.ok ? "nothing found" : (found.output.match(/does not hold: .*/)?.[0] ?? "crashed")}`;
      });
    }
    console.log(`${sum.executions} executions, ${sum.findings} findings`);
    if (sum.findings > 0) process.exitCode = 1;
  });
}
