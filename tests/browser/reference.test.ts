import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import * as api from "lemmata";
import * as pool from "lemmata/pool";
import { inCheckout } from "../../tools/checkout.mjs";
import { browse } from "./site.ts";

const site = browse();
const folder = inCheckout("web/dist/api");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".html"),
);
const read = (name: string): string => readFileSync(join(folder, name), "utf8");

test("the reference has a page for every system and entry, and every method of the systems", async () => {
  for (const name of ["lemmata", "lemmata_external", "lemmata_pool"])
    expect(files).toContain(`modules/${name}.html`);
  const lemmata = await api.load();
  for (const system of Object.values(lemmata)) {
    if (typeof system !== "object") continue;
    const { prototype, name } = system.constructor;
    const page = read(`classes/lemmata.${name}.html`);
    for (const method of Object.getOwnPropertyNames(prototype))
      if (method !== "constructor") expect(page, name).toContain(`id="${method.toLowerCase()}"`);
  }
  for (const name of Object.keys(pool))
    expect(files).toContain(`functions/lemmata_pool.${name}.html`);
});

test("its pages load nothing from elsewhere, and their links lead to files that exist", () => {
  for (const name of files) {
    const html = read(name);
    expect(html, name).not.toMatch(/<script>|(?:src|<link[^>]* href)="(?:https?:)?\/\//);
    for (const [, address] of html.matchAll(/(?:href|src)="([^"#:]+)(?:#[^"]*)?"/g)) {
      const target = join(folder, dirname(name), address!);
      expect(existsSync(target), `${name}: ${address}`).toBe(true);
    }
  }
});

test("from the site's foot to the reference, to a function by search, and back", async () => {
  const { page, problems } = await site.open("zh/guides/");
  await page.click(".site-footer a[href$='api/index.html']");
  await page.waitForLoadState();
  expect(await page.title()).toMatch(/^lemmata/);
  await page.click("#tsd-search-trigger");
  await page.fill("#tsd-search-input", "wasserstein2");
  await page.click("#tsd-search-results a >> nth=0");
  await page.waitForURL(/GaussianDistances|wasserstein/i);
  await page.click(".tsd-page-toolbar a.title");
  await page.waitForURL(site.url() + "**");
  expect(await page.getAttribute("body", "data-page")).toBe("home");
  expect(problems).toEqual([]);
});

test("it takes the colours that were chosen on the site", async () => {
  const { page } = await site.open("guides/");
  await page.click("#theme");
  await page.click("#theme");
  await page.goto(`${site.url()}api/classes/lemmata.Entropy.html`);
  expect(await page.getAttribute("html", "data-theme")).toBe("dark");
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    "rgb(17, 19, 22)",
  );
});
