/**
 * The benches: every workload against its peers, and the growth of the time with the size.
 *
 *   npm run bench                        everything
 *   npm run bench -- normalize scaling   some of it
 *   npm run bench -- --record            everything, and writes the tables into bench/README.md
 *   node bench/run.mjs --quick           tiny sizes, one round, nothing built or installed: does it work?
 *
 * A wrong result ends it with exit code 1; a missed goal is printed.
 */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "../tools/build.mjs";
import { inCheckout } from "../tools/checkout.mjs";
import { command, Failure, run, step } from "../tools/console.mjs";
import { packageProgram } from "../tools/packages.mjs";
import { judge } from "./goals.mjs";
import { deviations, figure, interleave, table } from "./harness.mjs";

const workloads = [
  "normalize",
  "softmax",
  "gaussian",
  "sampling",
  "projection",
  "neighbors",
  "smoothing",
  "logistic",
  "penalty",
];

/** Peer groups in the order of the tables; those marked run in programs of their own. */
const groups = [
  { name: "lemmata" },
  { name: "projection" },
  { name: "native", outside: true },
  { name: "typed-arrays" },
  { name: "neighbors" },
  { name: "tsne-packages" },
  { name: "ml-matrix" },
  { name: "samplers" },
  { name: "jax" },
  { name: "tfjs" },
  { name: "onnx" },
  { name: "python", outside: true },
];

const { values: options, positionals } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    record: { type: "boolean", default: false },
    rounds: { type: "string" },
  },
  allowPositionals: true,
});
const rounds = Number(options.rounds ?? (options.quick ? 1 : 7));

await command(async () => {
  const known = [...workloads, "memory", "startup", "tab", "pool", "scaling"];
  const wanted = positionals.length ? positionals : known;
  const unknown = wanted.find((name) => !known.includes(name));
  if (unknown) throw new Failure(`There is no bench "${unknown}". There are: ${known.join(", ")}.`);

  await prepare();
  const peers = await openPeers();
  const report = [machine(), peers.flatMap(({ version }) => version || []).join("; ") + "."];
  print(report);
  const judged = [];
  let wrong = 0;
  for (const name of workloads.filter((name) => wanted.includes(name))) {
    const { instances } = await import(`./workloads/${name}.mjs`);
    for (const instance of instances(options.quick)) {
      const measured = await measure(instance, peers);
      for (const { text, goals, wrong: errors } of measured) {
        report.push(text);
        print([text]);
        judged.push(...goals);
        wrong += errors;
      }
    }
  }
  if (wanted.includes("memory")) {
    const { memory } = await import("./memory.mjs");
    const header = ["call", "given", "MB in", "MB out", "MB of WebAssembly"];
    report.push(`**The module's memory**\n\n${table(header, await memory(options.quick))}`);
    print(report.slice(-1));
  }
  if (wanted.includes("startup")) {
    const { startUp } = await import("./startup.mjs");
    const header = ["entry", "ms of the import", "ms to the first result", "limit", ""];
    report.push(
      `**From the import to a first result**\n\n${table(header, await startUp(options.quick))}`,
    );
    print(report.slice(-1));
  }
  if (wanted.includes("tab")) {
    const { inTab } = await import("./tab.mjs");
    const rows = await inTab(options.quick);
    if (rows) {
      report.push(`**In a tab of Chromium**\n\n${table(["what", "found", "limit", ""], rows)}`);
      print(report.slice(-1));
    } else console.log("  without a tab: there is no Chromium on this machine");
  }
  if (wanted.includes("pool")) {
    const { pool } = await import("./pool.mjs");
    const header = ["call", "ms", "on one worker", "on two", "one", "two"];
    report.push(`**The pool**\n\n${table(header, await pool(options.quick, rounds))}`);
    print(report.slice(-1));
  }
  if (wanted.includes("scaling")) {
    const { scaling } = await import("./scaling.mjs");
    const rows = await scaling(options.quick, rounds);
    const header = ["function", "sizes", "ms", "growth", "as the mathematics has it"];
    report.push(`**How the time grows**\n\n${table(header, rows)}`);
    print(report.slice(-1));
  }
  // What tiny sizes take says nothing.
  if (judged.length && !options.quick) {
    report.push(`**Goals**\n\n${table(["workload", "what", "goal", "found", ""], judged)}`);
    print(report.slice(-1));
  }
  if (options.record) await record(report);
  if (wrong) throw new Failure(`${wrong} results are wrong.`);
});

function print(parts) {
  console.log(`\n${parts.join("\n\n")}`);
}

async function prepare() {
  if (options.quick) {
    if (!existsSync(inCheckout("dist/index.js"))) throw new Failure("First: npm run build.");
    return;
  }
  await build();
  const folder = inCheckout("bench");
  if (!existsSync(join(folder, "node_modules/.package-lock.json"))) {
    await step("npm ci, in bench/", () =>
      run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: folder }),
    );
  }
}

/** Every peer group that this machine can run; why another cannot is printed. */
async function openPeers() {
  const peers = [];
  for (const { name, outside } of groups) {
    if (options.quick && outside) continue;
    try {
      peers.push(await import(`./peers/${name}.mjs`));
    } catch (error) {
      if (name === "lemmata") throw error;
      console.log(`  without ${name}: ${error.message.split("\n")[0]}`);
    }
  }
  return peers;
}

/** One instance of a workload: a table and the judged goals for each of its tasks. */
async function measure(instance, peers) {
  const { files, ...inputs } = instance.inputs();
  const folder = mkdtempSync(join(tmpdir(), "lemmata-bench-"));
  const closing = [];
  try {
    for (const [name, array] of Object.entries(files)) writeFileSync(join(folder, name), array);
    const all = [];
    const given = { workload: instance.workload, sizes: instance.sizes, folder, ...inputs };
    for (const peer of peers) {
      const found = await peer.contestants(given);
      all.push(...(found.contestants ?? found));
      if (found.close) closing.push(found.close);
    }
    const results = [];
    for (const task of new Set(all.map(({ task }) => task))) {
      const contestants = all.filter((one) => one.task === task);
      results.push(await measureTask(instance, task, contestants));
    }
    return results;
  } finally {
    for (const close of closing) close();
    rmSync(folder, { recursive: true });
  }
}

async function measureTask({ title, label, unit, nanoseconds, goals }, task, contestants) {
  const medians = await interleave(contestants, rounds);
  const found = await deviations(contestants);
  // Milliseconds, or nanoseconds an element.
  const scale = nanoseconds ? 1e6 / nanoseconds : 1;
  const time = (name) => (medians.has(name) ? medians.get(name) * scale : NaN);
  let wrong = 0;
  const rows = contestants.map(({ name, tolerance }) => {
    const deviation = found.get(name);
    const right = !(deviation > tolerance);
    if (!right) wrong++;
    const agreement = Number.isNaN(deviation)
      ? ""
      : `${figure(deviation)} ${right ? "≤" : "WRONG, >"} ${figure(tolerance)}`;
    return [name, figure(time(name)), figure(time(name) / time("lemmata")), agreement];
  });
  const head = `${title}: ${task}`;
  const header = ["contestant", unit, "× lemmata", "deviation"];
  const judged = (goals[task] ?? []).map((goal) => {
    const { says, asked, found, mark } = judge(goal, time);
    return [`${label} ${task}`, says, asked, figure(found), mark];
  });
  return { text: `**${head}**\n\n${table(header, rows)}`, goals: judged, wrong };
}

function machine() {
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `${day}. ${model}, ${cpus().length} cores, ${memory} GB; Node ${process.versions.node}. Medians of ${rounds} rounds, one thread.`;
}

/** Puts the report between the marks in README.md. */
async function record(report) {
  const file = inCheckout("bench/README.md");
  const [begin, end] = ["<!-- results -->", "<!-- end of results -->"];
  const text = readFileSync(file, "utf8");
  const [before, after] = [text.split(begin)[0], text.split(end)[1]];
  writeFileSync(file, `${before}${begin}\n\n${report.join("\n\n")}\n\n${end}${after}`);
  await run(packageProgram("prettier"), ["--write", file]);
}
