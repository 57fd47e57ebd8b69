/**
 * Every check there is, each printed as it runs; the last line is the sum of all test cases.
 *
 *   npm test                    all
 *   npm test -- api browser     the suites of these names (see suites.mjs)
 */

import { build } from "./build.mjs";
import { command, duration, Failure, step } from "./console.mjs";
import { ensurePackages } from "./packages.mjs";
import { sizeTable } from "./sizes.mjs";
import { suites } from "./suites.mjs";
import { ensureTestPrograms } from "./system.mjs";
import { ensureToolchain } from "./toolchain.mjs";

await command(async () => {
  const started = Date.now();
  const chosen = choose(process.argv.slice(2));
  console.log("Setup and build");
  let toolchain;
  try {
    toolchain = await setUp(chosen.some(({ built }) => built));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.log(`\n${error.message}\n`);
    return finish({ passed: 0, failed: 1, skipped: 0 });
  }

  console.log("\nTests");
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const failures = [];
  for (const suite of chosen) {
    await step(suite.name, async () => {
      const result = await runSuite(suite, toolchain);
      for (const key of Object.keys(sum)) sum[key] += result[key];
      if (result.failed > 0) failures.push({ suite, result });
      return counts(result) + (result.note === undefined ? "" : ` (${result.note})`);
    });
  }
  for (const { suite, result } of failures) {
    console.log(`\n── ${suite.name} ──────────\n${result.output}`);
  }
  console.log(`\n${duration(Date.now() - started)}`);
  finish(sum);
});

async function setUp(everything) {
  await ensureTestPrograms();
  if (!everything) {
    await ensurePackages();
    return ensureToolchain();
  }
  const toolchain = await build();
  console.log(sizeTable());
  return toolchain;
}

function finish(sum) {
  console.log(counts(sum, true));
  if (sum.failed > 0) process.exitCode = 1;
}

function choose(names) {
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    throw new Failure(
      `there is no suite ${unknown}; there are ${suites.map(({ name }) => name).join(", ")}`,
    );
  }
  return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
}

async function runSuite(suite, toolchain) {
  const note = await suite.requires?.();
  // How many cases it has is not known without running it, so it counts as one.
  if (note !== undefined) return { passed: 0, failed: 0, skipped: 1, note };
  try {
    return await suite.run(toolchain);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { passed: 0, failed: 1, skipped: 0, output: error.message };
  }
}

function counts({ passed, failed, skipped }, always = false) {
  const parts = [`${passed} passed`];
  if (failed > 0 || always) parts.push(`${failed} failed`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  return parts.join(", ");
}
