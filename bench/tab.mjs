/** What lemmata does in a browser's tab: a million vectors indexed, a network trained, in a worker. */

import { readdirSync, readFileSync } from "node:fs";
import { chromium as driver } from "playwright-core";
import { inCheckout } from "../tools/checkout.mjs";
import { serve } from "../tools/serve.mjs";
import { chromium } from "../tools/system.mjs";
import { figure } from "./harness.mjs";

/**
 * Rows of the table: what was done, what it took, the limit, whether that was met. Undefined where
 * there is no Chromium.
 */
export async function inTab(quick) {
  const executablePath = chromium();
  if (!executablePath) return undefined;
  const sizes = quick
    ? { count: 10_000, dimension: 32, queries: 20, k: 10, part: 5_000 }
    : { count: 1_000_000, dimension: 128, queries: 100, k: 10, part: 50_000 };
  const network = { layers: [2, 64, 64, 1], points: 256, steps: quick ? 10 : 1_000 };
  const server = await serve(inCheckout("."));
  const browser = await driver.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage();
    const run = async (task, given) => {
      await page.goto(`${server.url}bench/tab/page.html`);
      await page.waitForFunction(() => "run" in globalThis);
      return page.evaluate(([task, given]) => globalThis.run(task, given), [task, given]);
    };
    const trained = await run("training", network);
    const found = await run("neighbors", sizes);
    const peak = peakMemory();
    const row = (what, value, unit, sign, limit) => {
      const met = sign === "≤" ? value <= limit : value >= limit;
      const asked = limit === undefined ? ["", ""] : [`${sign} ${limit}`, met ? "met" : "MISSED"];
      return [what, `${figure(value)} ${unit}`.trim(), ...asked];
    };
    const { count, dimension } = sizes;
    const vectors = `${count.toLocaleString("en")} × ${dimension} vectors`;
    const stack = network.layers.join("-");
    return [
      row(`${vectors}: indexed`, found.build / 1000, "s"),
      row("… a query", found.query, "ms"),
      row("… recall@10", found.recall, "", "≥", 0.9),
      row("… of the vectors ranked", 100 * found.ranked, "%", "≤", 5),
      row("… most memory of the tab", peak / 2 ** 30, "GB", "≤", 2),
      row(
        `${stack}, ${network.steps.toLocaleString("en")} steps on 256 points`,
        trained.time / 1000,
        "s",
        "≤",
        2,
      ),
      row("… the loss before", trained.before, ""),
      row("… the loss after", trained.after, ""),
      row("… the longest frame of the page meanwhile", trained.longest, "ms"),
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

/** The most resident memory, in bytes, that a tab of this machine's browsers has had. */
function peakMemory() {
  const peaks = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        if (!readFileSync(`/proc/${name}/cmdline`, "latin1").includes("--type=renderer")) return 0;
        const status = readFileSync(`/proc/${name}/status`, "latin1");
        return 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
      } catch {
        return 0; // ended meanwhile
      }
    });
  return Math.max(0, ...peaks);
}
