/**
 * Draws what a reader sees where nothing can be computed: a picture of each page as it opens, and the
 * numbers in its formulas. Writes web/stills/, from the built site.
 *
 *   node tools/stills.mjs
 */

import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { inCheckout } from "./checkout.mjs";
import { serve } from "./serve.mjs";
import { chromium as systemChromium } from "./system.mjs";

const systems = ["entropy", "gaussian", "projection", "neighbours", "smoothing", "initialization", "logistic", "penalty"]; // prettier-ignore
const languages = { en: "", zh: "zh/" };
// Wide enough for a desktop's column, and its smallest words are readable on a phone.
const viewport = { width: 480, height: 900 };

const server = await serve(inCheckout("web/dist"));
const browser = await chromium.launch({
  executablePath: systemChromium(),
  args: ["--headless", "--no-sandbox", "--disable-gpu"],
});
try {
  for (const [language, folder] of Object.entries(languages)) {
    const numbers = {};
    for (const system of systems) {
      const { light, dark, opened } = await visit(`${folder}${system}/`);
      const picture = await merged(light, dark);
      writeFileSync(inCheckout(`web/stills/${system}.${language}.svg`), picture);
      console.log(`${system}.${language}.svg`, picture.length);
      numbers[system] = opened;
    }
    const file = inCheckout(`web/stills/numbers.${language}.json`);
    writeFileSync(file, JSON.stringify(numbers, null, 2) + "\n");
  }
} finally {
  await browser.close();
  await server.close();
}

async function visit(path) {
  const context = await browser.newContext({ viewport, acceptDownloads: true, reducedMotion: "reduce" }); // prettier-ignore
  const page = await context.newPage();
  await page.goto(server.url + path);
  await page.waitForSelector("html[data-engine=running]");
  // What runs in a worker says so until it is done.
  await page.waitForTimeout(2500);
  const light = await exported(page);
  await page.emulateMedia({ colorScheme: "dark" });
  // A figure off the screen sleeps in its old colours.
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(500);
  const dark = await exported(page);
  const opened = await page.evaluate(() =>
    Object.fromEntries([
      ...Array.from(document.querySelectorAll(".katex [data-slot]"), (e) => [e.dataset.slot, e.textContent]), // prettier-ignore
      ...Array.from(document.querySelectorAll("drag-number"), (e) => [e.id, e.textContent]),
    ]),
  );
  await context.close();
  return { light, dark, opened };
}

async function exported(page) {
  await page.click("#export summary");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.click("[data-export=svg]"),
  ]);
  return readFileSync(await file.path(), "utf8");
}

// One picture of two, which differ in their colours.
async function merged(light, dark) {
  const page = await browser.newPage();
  try {
    await page.addScriptTag({ path: inCheckout("tools/picture.js") });
    return await page.evaluate(([day, night]) => globalThis.pictureOf(day, night), [light, dark]);
  } finally {
    await page.close();
  }
}
