import { expect, test } from "vitest";
import { browse, frames, running } from "./site.ts";

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
