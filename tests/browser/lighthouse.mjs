/**
 * Lighthouse over the built site: each page in both languages, as a phone and as a desktop; the
 * median of three runs. Prints a table and fails under 95 in any category.
 *
 *   node tests/browser/lighthouse.mjs [path …]
 */

import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { readdirSync } from "node:fs";
import { inCheckout } from "../../tools/checkout.mjs";
import { serve } from "../../tools/serve.mjs";
import { chromium } from "../../tools/system.mjs";

const least = 95;
const rounds = 3;
const categories = ["performance", "accessibility", "best-practices", "seo"];
const forms = { phone: undefined, desktop: desktopConfig };

const server = await serve(inCheckout("web/dist"));
const chrome = await launch({
  chromePath: chromium(),
  chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
try {
  const paths = process.argv.length > 2 ? process.argv.slice(2) : sitePaths();
  let failed = false;
  console.log(["page", "form", ...categories, "LCP ms", "CLS", "TBT ms"].join("\t"));
  for (const path of paths) {
    for (const [form, config] of Object.entries(forms)) {
      const runs = [];
      for (let round = 0; round < rounds; round++)
        runs.push(await measure(server.url + path, config));
      const scores = categories.map((name) => median(runs.map(({ scores }) => scores[name])));
      const [lcp, cls, tbt] = ["lcp", "cls", "tbt"].map((name) =>
        median(runs.map((run) => run[name])),
      );
      failed ||= scores.some((score) => score < least);
      const vitals = [Math.round(lcp), cls.toFixed(3), Math.round(tbt)];
      console.log([`/${path}`, form, ...scores, ...vitals].join("\t"));
      for (const audit of new Set(runs.flatMap((run) => run.failing))) console.log(`  ${audit}`);
    }
  }
  if (failed) process.exitCode = 1;
} finally {
  chrome.kill();
  await server.close();
}

async function measure(url, config) {
  const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: categories, logLevel: "error" }, config); // prettier-ignore
  const audit = (name) => lhr.audits[name].numericValue;
  const scores = Object.fromEntries(
    categories.map((name) => [name, Math.round(lhr.categories[name].score * 100)]),
  );
  const failing = categories
    .filter((name) => scores[name] < least)
    .flatMap((name) => lhr.categories[name].auditRefs)
    .map(({ id }) => lhr.audits[id])
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ id, displayValue = "" }) => `${id} ${displayValue}`);
  return {
    scores,
    failing,
    lcp: audit("largest-contentful-paint"),
    cls: audit("cumulative-layout-shift"),
    tbt: audit("total-blocking-time"),
  };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

function sitePaths() {
  return readdirSync(inCheckout("web/dist"), { recursive: true })
    .filter((file) => file.endsWith("index.html"))
    .map((file) => file.slice(0, -"index.html".length))
    .sort();
}
