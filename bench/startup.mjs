/** How soon after its import the package gives a first result. */

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium as driver } from "playwright-core";
import { inCheckout } from "../tools/checkout.mjs";
import { run } from "../tools/console.mjs";
import { serve } from "../tools/serve.mjs";
import { chromium } from "../tools/system.mjs";
import { figure, median } from "./harness.mjs";

const entries = { lemmata: "index.js", "lemmata/external": "external.js" };

/** Rows of the table: the engine and entry, ms of the import, ms up to the first result, the limit. */
export async function startUp(quick) {
  const starts = quick ? 1 : 15;
  const rows = [];
  const add = (name, times, limit) => {
    const [imported, first] = ["imported", "first"].map((key) => median(times.map((t) => t[key])));
    const asked = limit ? [`≤ ${limit}`, first <= limit ? "met" : "MISSED"] : ["", ""];
    rows.push([name, figure(imported), figure(first), ...asked]);
  };
  for (const [name, entry] of Object.entries(entries))
    add(`${name}, Node`, await inNode(entry, starts));
  const executablePath = chromium();
  if (!executablePath) {
    console.log("  without a tab: there is no Chromium on this machine");
    return rows;
  }
  const browser = await driver.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    for (const [name, entry] of Object.entries(entries))
      add(`${name}, Chromium`, await inPages(browser, entry, starts), 30);
  } finally {
    await browser.close();
  }
  return rows;
}

/** Times of new processes. */
async function inNode(entry, starts) {
  const module = pathToFileURL(inCheckout("bench/startup/first.js"));
  const given = pathToFileURL(inCheckout("dist", entry));
  const program = `import { first } from "${module}"; console.log(JSON.stringify(await first("${given}")));`;
  const times = [];
  for (let i = 0; i < starts; i++) {
    const printed = await run(process.execPath, ["--input-type=module", "--eval", program]);
    times.push(JSON.parse(printed));
  }
  return times;
}

/** Times of new pages of one browser, whose files come from its cache. */
async function inPages(browser, entry, starts) {
  const folder = mkdtempSync(join(tmpdir(), "lemmata-startup-"));
  cpSync(inCheckout("bench/startup"), folder, { recursive: true });
  // What is served from here may be kept by the browser, as a site's own files are.
  cpSync(inCheckout("dist"), join(folder, "assets"), { recursive: true });
  const server = await serve(folder);
  const context = await browser.newContext();
  try {
    const times = [];
    // The engine keeps what it compiled when it has met it a few times.
    for (let i = 0; i < starts + 3; i++) {
      const page = await context.newPage();
      await page.goto(`${server.url}page.html?entry=${entry}`);
      await page.waitForFunction(() => "start" in globalThis);
      if (i >= 3) times.push(await page.evaluate(() => globalThis.start));
      await page.close();
    }
    return times;
  } finally {
    await context.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}
