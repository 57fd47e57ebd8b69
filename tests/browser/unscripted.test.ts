import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inCheckout } from "../../tools/checkout.mjs";
import { pages } from "../../web/site/pages.ts";
import { browse, running } from "./site.ts";

const site = browse();
const systems = pages.filter(({ engine, path }) => engine !== false && path !== "");
const visits = systems.flatMap(({ name, path }) => [
  { name, language: "en", path },
  { name, language: "zh", path: `zh/${path}` },
]);

describe.each(visits)("/$path", ({ name, language, path }) => {
  test("without JavaScript it is an article with a picture, and has no control that does nothing", async () => {
    const { page, problems } = await site.open(path, { scripts: false });
    const picture = page.locator(".picture img.still");
    expect(await picture.isVisible()).toBe(true);
    const box = (await picture.boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThan(200);
    expect((await picture.getAttribute("alt"))!.length).toBeGreaterThan(4);
    expect(problems).toEqual([]);
    expect(await page.locator(".prose p").count()).toBeGreaterThan(4);
    expect(await page.locator("main :is(button, input):visible").count()).toBe(0);
  });

  test("its formulas open with the numbers that the page computes", async () => {
    const opening = JSON.parse(
      readFileSync(inCheckout(`web/stills/numbers.${language}.json`), "utf8"),
    )[name] as Record<string, string>;
    const { page } = await site.open(path, { width: 480, reducedMotion: true });
    await running(page);
    // What stands further down is computed when a reader comes near.
    await page.locator(".prose").scrollIntoViewIfNeeded();
    const shown = () =>
      page.evaluate(() =>
        Object.fromEntries([
          ...Array.from(document.querySelectorAll<HTMLElement>(".katex [data-slot]"), (e) => [e.dataset.slot, e.textContent]), // prettier-ignore
          ...Array.from(document.querySelectorAll("drag-number"), (e) => [e.id, e.textContent]),
        ]),
      );
    await expect.poll(shown, { timeout: 20_000 }).toEqual(opening);
  });
});

test.each(["entropy/", "zh/penalty/"])(
  "/%s without WebAssembly shows the same picture, and says why nothing moves",
  async (path) => {
    const { page } = await site.open(path, {
      prepare: (context) => context.route(/\/lemmata-[\w-]+\.wasm$/, (route) => route.abort()),
    });
    await page.waitForSelector("html[data-engine=failed]");
    expect(await page.isVisible(".picture img.still")).toBe(true);
    expect(await page.isVisible("#fault")).toBe(true);
    expect(await page.locator(".picture > :not(.still):visible").count()).toBe(0);
  },
);

test("the home page has its cards' pictures", async () => {
  const { page } = await site.open("", { scripts: false });
  expect(await page.locator(".card img:visible").count()).toBe(systems.length);
});

test("a page with scripts loads no still picture", async () => {
  const { page } = await site.open("entropy/");
  await running(page);
  const loaded = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name)); // prettier-ignore
  expect(loaded.filter((name) => name.endsWith(".svg") && !name.includes("mark"))).toEqual([]);
});
