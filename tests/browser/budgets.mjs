/**
 * The budgets of the built site: Lighthouse over each page as a phone and as a desktop, what its first view
 * transfers, its scripts and styles compressed, the frames while a handle of it is dragged, and how soon what is
 * pressed and clicked shows and how long its handlers take, on a desktop as fast as this one and on a phone four
 * times slower. What is timed is the median of three runs. Prints a table, and fails where a budget is not met.
 * The machine should have nothing else to do.
 *
 *   node tests/browser/budgets.mjs [path …]
 */

import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { chromium as playwright } from "playwright-core";
import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { gzipSync } from "node:zlib";
import { inCheckout } from "../../tools/checkout.mjs";
import { serve } from "../../tools/serve.mjs";
import { chromium } from "../../tools/system.mjs";

const rounds = 3;
const moves = 120;
const keys = 12;
const categories = ["performance", "accessibility", "best-practices", "seo"];
const forms = {
  phone: {
    config: undefined,
    viewport: { width: 412, height: 823 },
    slower: 4,
    frame: 34,
    answer: 100,
  },
  desktop: {
    config: desktopConfig,
    viewport: { width: 1350, height: 940 },
    slower: 1,
    frame: 17,
    answer: 50,
  },
};
/** What each column is, and its most; the scores have a least. */
const columns = [
  ["score", "P / A / BP / SEO", (v) => v.join(" / "), (v) => Math.min(...v) >= 95],
  ["lcp", "LCP, ms", Math.round, (v) => v <= 1800],
  ["cls", "CLS", (v) => v.toFixed(3), (v) => v <= 0.02],
  ["tbt", "TBT, ms", Math.round, (v) => v <= 100],
  ["view", "first view, KB", kilobytes, (v) => v <= 120 * 1024],
  ["js", "scripts, KB gz", kilobytes, (v) => v <= 25 * 1024],
  ["css", "styles, KB gz", kilobytes, (v) => v <= 8 * 1024],
  ["p95", "drag, p95 ms", (v) => v?.toFixed(1) ?? "–", (v, form) => (v ?? 0) <= forms[form].frame],
  ["long", "long tasks", (v) => v ?? "–", (v, form) => form === "phone" || (v ?? 0) === 0],
  ["worst", "worst answer, ms", (v) => v ?? "–", (v, form) => (v ?? 0) <= forms[form].answer],
  [
    "handlers",
    "handlers, p95 ms",
    (v) => v?.toFixed(1) ?? "–",
    (v, form) => form === "phone" || (v ?? 0) <= 4,
  ],
];

const server = await serve(inCheckout("web/dist"));
const chrome = await launch({
  chromePath: chromium(),
  chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const browser = await playwright.connectOverCDP(`http://127.0.0.1:${chrome.port}`);
try {
  const paths = process.argv.length > 2 ? process.argv.slice(2) : sitePaths();
  const broken = [];
  console.log(row(["page", "as", ...columns.map(([, title]) => title)]));
  console.log(row(["---", "---", ...columns.map(() => "--:")]));
  for (const path of paths) {
    const sizes = sizesOf(path);
    for (const [form, { config, viewport, slower }] of Object.entries(forms)) {
      const audited = await audit(server.url + path, config);
      const found = { ...audited, ...sizes, ...(await visits(path, form, viewport, slower)) };
      const over = columns.filter(([name, , , holds]) => !holds(found[name], form));
      console.log(row([`/${path}`, form, ...columns.map(([name, , text]) => text(found[name]))]));
      broken.push(...over.map(([name]) => `/${path} ${form}: ${name} ${found[name]}`));
      if (over.some(([name]) => name === "score")) broken.push(...audited.failing);
    }
  }
  for (const line of broken) console.error(line);
  if (broken.length > 0) process.exitCode = 1;
} finally {
  await browser.close();
  chrome.kill();
  await server.close();
}

/** Lighthouse's medians. */
async function audit(url, config) {
  const runs = [];
  for (let round = 0; round < rounds; round++) {
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: categories, logLevel: "error" }, config); // prettier-ignore
    runs.push(lhr);
  }
  const of = (name) => median(runs.map(({ audits }) => audits[name].numericValue));
  const failing = runs.flatMap(({ categories: all, audits }) =>
    Object.values(all)
      .filter(({ score }) => score < 0.95)
      .flatMap(({ auditRefs }) => auditRefs)
      .map(({ id }) => audits[id])
      .filter(({ score }) => score !== null && score < 0.9)
      .map(({ id, displayValue = "" }) => `  ${id} ${displayValue}`),
  );
  return {
    score: categories.map((name) =>
      median(runs.map((run) => Math.round(run.categories[name].score * 100))),
    ),
    lcp: of("largest-contentful-paint"),
    cls: of("cumulative-layout-shift"),
    tbt: of("total-blocking-time"),
    failing: new Set(failing),
  };
}

/** The medians of visits to a page. */
async function visits(path, form, viewport, slower) {
  const all = [];
  for (let round = 0; round < rounds; round++) {
    all.push(await visit(path, form, viewport, slower));
    if (all[0].p95 === undefined) return all[0];
  }
  const of = (name) => median(all.map((found) => found[name]));
  return Object.fromEntries(Object.keys(all[0]).map((name) => [name, of(name)]));
}

/**
 * What the first view transfers besides the WebAssembly, how the frames of a drag come, and how soon keys on the
 * handle, presets and undo are answered.
 */
async function visit(path, form, viewport, slower) {
  const phone = form === "phone";
  const context = await browser.newContext({ viewport, isMobile: phone, hasTouch: phone });
  try {
    const page = await context.newPage();
    await page.goto(server.url + path);
    await page.waitForSelector("html:is([data-engine=running], [data-engine=none])", { state: "attached" }); // prettier-ignore
    const view = await page.evaluate(() =>
      [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter(({ name }) => !/\/lemmata-[\w-]+\.wasm$/.test(name))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    );
    const handle = page.locator(".stage .handle:visible").first();
    if ((await handle.count()) === 0) return { view };
    // What the page does after it opened, as a training, is done.
    await page.waitForTimeout(3000);
    await handle.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await handle.locator(".hit").boundingBox();
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slower });
    await page.evaluate(watchFrames);
    const [cx, cy] = [x + width / 2, y + height / 2];
    await page.mouse.move(cx, cy);
    await page.mouse.down();
    for (let i = 0; i < moves; i++)
      await page.mouse.move(cx + 40 * Math.sin(i / 9), cy + 40 * Math.sin(i / 7));
    await page.mouse.up();
    const { deltas, long } = await page.evaluate("stopWatching()");
    await page.evaluate(watchEvents);
    // What the drag left to do at rest is done.
    await page.waitForTimeout(500);
    for (let i = 0; i < keys; i++) await handle.press(i % 3 === 2 ? "ArrowLeft" : "ArrowRight");
    for (const name of [".presets button >> nth=1", "#undo", ".presets button >> nth=0", "#undo"]) {
      const button = page.locator(name);
      // The page comes to rest where the button is before it is clicked.
      await button.scrollIntoViewIfNeeded();
      await page.waitForTimeout(300);
      await button.click();
      await page.waitForTimeout(300);
    }
    const { durations, handlers } = await page.evaluate("watchedEvents");
    return {
      view,
      p95: high(deltas.slice(1)),
      long,
      worst: Math.max(0, ...durations),
      handlers: high(handlers),
    };
  } finally {
    await context.close();
  }
}

/** Runs in the page. */
function watchFrames() {
  const found = { deltas: [], long: 0 };
  let [last, stopped] = [performance.now(), false];
  const observer = new PerformanceObserver((list) => (found.long += list.getEntries().length));
  observer.observe({ type: "longtask" });
  const tick = (now) => {
    found.deltas.push(now - last);
    last = now;
    if (!stopped) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  globalThis.stopWatching = () => {
    stopped = true;
    return found;
  };
}

/** Runs in the page: each event from its time to the next frame, and what of that its handlers took. */
function watchEvents() {
  const found = (globalThis.watchedEvents = { durations: [], handlers: [] });
  new PerformanceObserver((list) => {
    for (const { name, duration, processingStart, processingEnd } of list.getEntries()) {
      if (!["keydown", "click", "pointerup"].includes(name)) continue;
      found.durations.push(duration);
      found.handlers.push(processingEnd - processingStart);
    }
  }).observe({ type: "event", durationThreshold: 16 });
}

/** The 95th percentile. */
function high(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)];
}

/** A page's scripts and its styles, compressed. */
function sizesOf(path) {
  const html = readFileSync(inCheckout("web/dist", path, "index.html"), "utf8");
  const scripts = new Set([...html.matchAll(/assets\/([\w.-]+\.js)"/g)].map(([, name]) => name));
  const gzipped = (file) => gzipSync(readFileSync(inCheckout("web/dist/assets", basename(file)))).length; // prettier-ignore
  const [, styles] = /<style>([^<]*)<\/style>/.exec(html);
  return {
    js: [...scripts].reduce((sum, file) => sum + gzipped(file), 0),
    css: gzipSync(styles).length,
  };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

function kilobytes(bytes) {
  return (bytes / 1024).toFixed(1);
}

function row(cells) {
  return `| ${cells.join(" | ")} |`;
}

function sitePaths() {
  return readdirSync(inCheckout("web/dist"), { recursive: true })
    .filter((file) => file.endsWith("index.html") && !file.startsWith("api"))
    .map((file) => file.slice(0, -"index.html".length))
    .sort();
}
