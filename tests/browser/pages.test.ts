import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { pages } from "../../web/site/pages.ts";
import { browse, frames, running, scrollThrough } from "./site.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const site = browse();
const kilobyte = 1024;
const withEngine = pages.filter(({ engine }) => engine !== false).map(({ path }) => path);
const paths = pages.flatMap(({ path }) => [path, `zh/${path}`]);

describe.each(paths)("/%s", (path) => {
  // A page is visited once on a desktop and once on a phone: a visit takes longer than what is looked at.
  test("on a desktop its first view is light, axe finds nothing in light and dark, and nothing is wider than the screen", async () => {
    const { page, problems } = await site.open(path, { width: 1280, reducedMotion: true });
    await running(page);
    const transferred = await firstView(page);
    expect(transferred).toBeGreaterThan(20 * kilobyte);
    expect(transferred).toBeLessThanOrEqual(120 * kilobyte);
    if (path.startsWith("zh/")) expect(await latin(page)).toEqual([]);
    await scrollThrough(page);
    expect(await tooWide(page)).toEqual([]);
    await openAll(page);
    expect(await axeFinds(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await frames(page);
    expect(await axeFinds(page, contrast)).toEqual([]);
    await page.setViewportSize({ width: 768, height: 800 });
    await scrollThrough(page);
    expect(await tooWide(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("on a phone axe finds nothing in light and dark, nothing is wider than the screen, and what is tapped is large", async () => {
    const { page, problems } = await site.open(path, { width: 390, reducedMotion: true });
    await running(page);
    await scrollThrough(page);
    expect(await tooSmall(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);
    await openAll(page);
    expect(await axeFinds(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    await frames(page);
    expect(await axeFinds(page, contrast)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    await scrollThrough(page);
    expect(await tooWide(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});

describe.each(withEngine)("/%s", (path) => {
  test("with reduced motion nothing moves by itself", async () => {
    const { page } = await site.open(path, {
      reducedMotion: true,
      prepare: (context) =>
        context.addInitScript(() => {
          const original = requestAnimationFrame;
          Object.assign(globalThis, { framesAsked: 0 });
          globalThis.requestAnimationFrame = (callback) => {
            (globalThis as unknown as { framesAsked: number }).framesAsked++;
            return original(callback);
          };
        }),
    });
    await running(page);
    // What is drawn at first takes its frames; then half a second passes without one.
    const asked = () => page.evaluate<number>("framesAsked");
    await expect
      .poll(
        async () => {
          const before = await asked();
          await page.waitForTimeout(500);
          return (await asked()) - before;
        },
        { timeout: 10_000, interval: 0 },
      ) // prettier-ignore
      .toBe(0);
  });
});

describe.each([...withEngine, "zh/entropy/"])("/%s", (path) => {
  test("without the engine the page says so, and shows no number", async () => {
    const { page } = await site.open(path, {
      prepare: (context) => context.route(/\/lemmata-[\w-]+\.wasm$/, (route) => route.abort()),
    });
    await page.waitForSelector("html[data-engine=failed]");
    expect(await page.textContent("#engine")).toMatch(/did not start|没有启动/);
    for (const number of await page.$$eval(".readouts .number", (all) =>
      all.map((e) => e.textContent),
    )) {
      expect(number).toBe("–");
    }
    if (path !== "") expect(await page.isVisible("#fault")).toBe(true);
  });
});

test("colours and motion are the reader's choice, and stay on the next visit and the next page", async () => {
  const { page } = await site.open("entropy/");
  await running(page);
  const scheme = () =>
    page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue("color-scheme"),
    );
  await page.click("#theme");
  await page.click("#theme");
  expect(await scheme()).toBe("dark");
  await page.click("#motion");
  for (const path of ["entropy/", "zh/gaussian/"]) {
    await page.goto(site.url() + path);
    expect(await scheme()).toBe("dark");
    await running(page);
    expect(await page.getAttribute("#motion", "aria-pressed")).toBe("true");
  }
});

/** What can be opened is looked at open. */
async function openAll(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  await frames(page);
  await page.evaluate(axe);
}

const everything = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};
/** The one rule whose answer depends on the colours, once all rules were asked in light. */
const contrast = { type: "rule", values: ["color-contrast"] };

function axeFinds(page: Page, runOnly = everything): Promise<string[]> {
  return page.evaluate(async (only) => {
    const run = (globalThis as unknown as { axe: { run: (o: object) => Promise<Found> } }).axe;
    interface Found {
      violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[];
    }
    const { violations } = await run.run({ runOnly: only, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${String(target)}: ${failureSummary}`),
    );
  }, runOnly);
}

/** The bytes that a page's first view transfers, compressed, besides the WebAssembly, which comes later. */
function firstView(page: Page): Promise<number> {
  return page.evaluate(() => {
    const entries = [
      ...performance.getEntriesByType("navigation"),
      ...performance.getEntriesByType("resource"),
    ] as PerformanceResourceTiming[];
    const awaited = entries.filter(({ name }) => !/\/lemmata-[\w-]+\.wasm$/.test(name));
    return awaited.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  });
}

/** What reaches over the screen's edge, if the page can be scrolled sideways. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // Not the window's width: on a phone that becomes as wide as what is in it.
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    return [`${scrollWidth - clientWidth} px wider than a screen of ${clientWidth} px`];
  });
}

/** What is to be tapped, and measures less than 44 pixels. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const look = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.matches("button, summary, header a, label.number-field, .hit")) continue;
        const { width, height } = element.getBoundingClientRect();
        if (width === 0 || getComputedStyle(element).visibility === "hidden") continue;
        if (width < 43.99 || height < 43.99) {
          found.push(`${element.outerHTML.slice(0, 80)}: ${width} × ${height}`);
        }
      }
    };
    look(document);
    return found;
  });
}

// Names of formats, of the other language and of mathematics are the same in both languages.
const known = /^(SVG|PNG|CSV|English|lemmata|JS|ReLU|GELU|SiLU|tanh|[^\p{Script=Latin}]*)$/u;

/** The controls and headings of a Chinese page that are in Latin letters only. */
async function latin(page: Page): Promise<string[]> {
  expect(await page.getAttribute("html", "lang")).toBe("zh-Hans");
  const words = await page.$$eval("button, summary, h1, h2, nav a, dt", (all) =>
    all.map((e) => (e as HTMLElement).innerText.split("\n")[0]!.trim()),
  );
  return words.filter(
    (text) => !known.test(text) && !/\p{Script=Han}/u.test(text) && /[A-Za-z]{3}/.test(text),
  );
}
