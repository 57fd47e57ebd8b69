import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { pages } from "../../web/site/pages.ts";
import { browse, frames, running, scrollThrough } from "./site.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const site = browse();
const paths = pages.flatMap(({ path }) => [path, `zh/${path}`]);

describe.each(paths)("/%s", (path) => {
  test.each([
    ["light", 1280],
    ["light", 390],
    ["dark", 1280],
    ["dark", 390],
  ] as const)("axe finds nothing: %s, %i px", async (scheme, width) => {
    const { page, problems } = await site.open(path, { scheme, width, reducedMotion: true });
    await running(page);
    await scrollThrough(page);
    // What can be opened is looked at open.
    await page.evaluate(() => {
      for (const details of document.querySelectorAll("details")) details.open = true;
    });
    await frames(page);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const run = (globalThis as unknown as { axe: { run: (o: object) => Promise<Found> } }).axe;
      interface Found {
        violations: { id: string; nodes: { target: unknown; failureSummary: string }[] }[];
      }
      const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
      const { violations } = await run.run({ runOnly: { type: "tag", values: tags } });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${String(target)}: ${failureSummary}`),
      );
    });
    expect(found).toEqual([]);
    expect(problems).toEqual([]);
  });

  test.each([320, 390, 768, 1280])("nothing is wider than a screen of %i px", async (width) => {
    const { page } = await site.open(path, { width, reducedMotion: true });
    await running(page);
    await scrollThrough(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wider).toBe(0);
  });

  test("everything to be tapped measures 44 pixels on a phone", async () => {
    const { page } = await site.open(path, { width: 390 });
    await running(page);
    await scrollThrough(page);
    const small = await page.evaluate(() => {
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
    expect(small).toEqual([]);
  });

  test("colours and motion are the reader's choice, and stay on the next visit", async () => {
    const { page } = await site.open(path);
    await running(page);
    const background = () =>
      page.evaluate(() =>
        getComputedStyle(document.documentElement).getPropertyValue("color-scheme"),
      );
    await page.click("#theme");
    await page.click("#theme");
    expect(await background()).toBe("dark");
    await page.click("#motion");
    await page.reload();
    expect(await background()).toBe("dark");
    expect(await page.getAttribute("#motion", "aria-pressed")).toBe("true");
  });

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
    await page.waitForTimeout(1500);
    const before = await page.evaluate("framesAsked");
    await page.waitForTimeout(500);
    expect(await page.evaluate("framesAsked")).toBe(before);
  });

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
    if (path.replace("zh/", "") !== "") expect(await page.isVisible("#fault")).toBe(true);
  });
});

describe("zh pages", () => {
  // Names of formats, of the other language and of mathematics are the same in both.
  const known = /^(SVG|PNG|CSV|English|lemmata|JS|ReLU|GELU|SiLU|tanh|[^\p{Script=Latin}]*)$/u;

  test.each(pages.map(({ path }) => `zh/${path}`))(
    "/%s has no control in Latin letters only",
    async (path) => {
      const { page } = await site.open(path);
      await running(page);
      const words = await page.$$eval("button, summary, h1, h2, nav a, dt", (all) =>
        all.map((e) => (e as HTMLElement).innerText.split("\n")[0]!.trim()),
      );
      const latin = words.filter(
        (text) => !known.test(text) && !/\p{Script=Han}/u.test(text) && /[A-Za-z]{3}/.test(text),
      );
      expect(latin).toEqual([]);
      expect(await page.getAttribute("html", "lang")).toBe("zh-Hans");
    },
  );
});
