import { expect, test } from "vitest";
import { bibtex } from "../../web/site/articles.ts";
import { pages } from "../../web/site/pages.ts";
import { browse, frames, running } from "./site.ts";

// All pages but this one and those that are only read.
const figures = pages.filter(({ path, engine }) => path !== "" && engine !== false);
const site = browse();

test("leads to the pages, in the reader's language", async () => {
  const { page, problems } = await site.open("zh/");
  await running(page);
  await page.click(".card");
  await running(page);
  expect(new URL(page.url()).pathname).toBe("/zh/entropy/");
  await page.click("#language");
  await running(page);
  expect(new URL(page.url()).pathname).toBe("/entropy/");
  expect(problems).toEqual([]);
});

test("the thumbnails are drawn by the engine, move while they are seen, and sleep otherwise", async () => {
  const { page } = await site.open("");
  await running(page);
  const path = () =>
    page.$eval("entropy-card", (card) => card.shadowRoot!.querySelector("path")!.getAttribute("d"));
  const drawn = () =>
    page.$eval("entropy-card", (card) => (card as unknown as { drawn: number }).drawn);
  const first = await path();
  await frames(page, 30);
  expect(await path()).not.toBe(first);

  await page.evaluate(() => {
    document.querySelector("main")!.append(Object.assign(document.createElement("div"), { style: "height: 5000px" })); // prettier-ignore
    scrollTo(0, 5000);
  });
  await frames(page, 5);
  const asleep = await drawn();
  await frames(page, 20);
  expect(await drawn()).toBe(asleep);

  await page.evaluate(() => scrollTo(0, 0));
  await frames(page, 10);
  expect(await drawn()).toBeGreaterThan(asleep);
});

test("every page has a card, which is drawn when it comes into view and goes through its presets under a pointer", async () => {
  const { page, problems } = await site.open("");
  await running(page);
  const names = figures.map(({ path }) => path);
  expect(await page.$$eval(".card", (all) => all.map((a) => a.getAttribute("href")))).toEqual(
    names,
  );
  const drawing = (name: string) =>
    page.$eval(
      `preset-card[of=${name}]`,
      (card) => card.shadowRoot!.querySelector("svg")!.innerHTML,
    );
  expect(await drawing("penalty")).toBe("");
  for (const name of names.slice(2).map((path) => path.slice(0, -1))) {
    await page.locator(`preset-card[of=${name}]`).scrollIntoViewIfNeeded();
    await expect.poll(() => drawing(name), { timeout: 20_000 }).toMatch(/d="M|<line|<circle/);
  }
  const still = await drawing("logistic");
  await page.hover("a[href='logistic/']");
  await expect.poll(() => drawing("logistic"), { timeout: 5000 }).not.toBe(still);
  await page.mouse.move(0, 0);
  await expect.poll(() => drawing("logistic"), { timeout: 5000 }).toBe(still);

  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.hover("a[href='logistic/']");
  await page.waitForTimeout(2000);
  expect(await drawing("logistic")).toBe(still);
  expect(problems).toEqual([]);
});

test("a page's article is copied as BibTeX", async () => {
  for (const path of ["logistic/", "zh/logistic/"]) {
    const { page } = await site.open(path);
    await running(page);
    await page.click("#sources-heading ~ [data-copy]");
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^@online\{su2021-8578,\n[^]*author += \{\{苏剑林\}\},[^]*\n\}$/);
    const link = await page.getAttribute(".sources a", "href");
    expect(copied).toContain(`= {${link}}`);
    expect(copied).toContain("= {{概率视角下的线性模型：逻辑回归有解析解吗？}}");
  }
});

test("every article's address and title are those its page links to", () => {
  for (const { name, text } of figures) {
    const entry = bibtex(name as never);
    const { body } = (text.zh as unknown as { sources: { body: string } }).sources;
    const title = /title += \{\{(.*)\}\}/.exec(entry)![1]!;
    expect(body).toContain(/url += \{(.*)\}/.exec(entry)![1]!);
    expect(body).toContain(`《${title}》`);
  }
});
