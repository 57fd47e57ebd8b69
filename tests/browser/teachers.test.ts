import { expect, test } from "vitest";
import { addresses } from "../../web/teachers/addresses.ts";
import { browse, frames, running } from "./site.ts";

const site = browse();

test("the preview and the link follow what is chosen, and what is dragged in the preview", async () => {
  const { page, problems } = await site.open("teachers/");
  const address = () => page.inputValue("#address");
  const inside = page.frameLocator("#preview");
  expect(await address()).toBe(`${site.url()}entropy/`);
  await page.selectOption("#page", "gaussian");
  expect(await page.isVisible("[data-presets=gaussian]")).toBe(true);
  expect(await page.isVisible("[data-presets=entropy]")).toBe(false);
  await page.selectOption("[data-presets=gaussian] select", addresses.gaussian.needles!);
  await page.check("[value=readout]");
  await page.check("[value=bet]");
  expect(await address()).toBe(`${site.url()}gaussian/#${addresses.gaussian.needles}&hide=readout,bet`); // prettier-ignore
  await inside.locator("html[data-engine=running]").waitFor();
  expect(await inside.locator("[data-part=readout]").isVisible()).toBe(false);
  expect(await inside.locator("#field-t").isVisible()).toBe(true);

  await page.check("#embed");
  expect(await page.isDisabled("[value=bet]")).toBe(true);
  expect(await address()).toBe(`${site.url()}gaussian/#${addresses.gaussian.needles}&embed=1&hide=readout`); // prettier-ignore
  await expect.poll(() => inside.locator("header.site-header").isVisible()).toBe(false);
  await page.click("#copy-frame");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `<iframe src="${(await address()).replaceAll("&", "&amp;")}" title="Gaussians" width="100%" height="720" loading="lazy"></iframe>`,
  );

  await inside.locator("#field-t").fill("0.25");
  await inside.locator("#field-t").press("Enter");
  await expect.poll(address).toContain("t=0.25");
  expect(await page.$eval("[data-presets=gaussian] select", (s) => (s as HTMLSelectElement).value)).toBe("own"); // prettier-ignore
  expect(await address()).toMatch(/&embed=1&hide=readout$/);
  await page.click("#copy-address");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await address());

  await page.selectOption("#language-of-link", "zh/");
  expect(await address()).toContain(`${site.url()}zh/gaussian/#`);
  await inside.locator("html[lang=zh-Hans][data-engine=running]").waitFor();
  expect(await inside.locator("#field-t").inputValue()).toMatch(/^0\.250?$/);
  expect(problems).toEqual([]);
});

test("every preset's address opens its page with that preset, and every part that can be left out is there", async () => {
  const { page, problems } = await site.open("teachers/");
  const parts = await page.$$eval("[name=hide]", (all) => all.map((e) => (e as HTMLInputElement).value)); // prettier-ignore
  for (const [name, presets] of Object.entries(addresses)) {
    await page.goto(`${site.url()}${name}/`);
    await running(page);
    for (const part of parts) expect(await page.$(`[data-part=${part}]`), `${name} ${part}`).not.toBeNull(); // prettier-ignore
    for (const [preset, address] of Object.entries(presets)) {
      await page.click("#reset");
      await page.click(`[data-preset=${preset}]`);
      await frames(page, 2);
      await expect.poll(() => page.evaluate(() => location.hash)).toBe(`#${address}`);
    }
  }
  expect(problems).toEqual([]);
});

test("a sheet is printed alone, its key only where it is open, with addresses that lead to the figure", async () => {
  const { page } = await site.open("zh/teachers/", { prepare: (context) => context.addInitScript(() => {
    globalThis.print = () => {
      const shown = [...document.querySelectorAll<HTMLElement>(".sheet")].filter((e) => e.dataset.printed !== undefined); // prettier-ignore
      Object.assign(globalThis, { printed: [document.documentElement.dataset.printing, ...shown.map(({ id }) => id)] }); // prettier-ignore
    };
  }) }); // prettier-ignore
  expect(await page.$$eval(".sheet > ol > li", (all) => all.length)).toBe(24);
  await page.click("[data-print=sheet-smoothing]");
  expect(await page.evaluate("printed")).toEqual(["one", "sheet-smoothing"]);
  await page.emulateMedia({ media: "print" });
  expect(await page.isVisible("#sheet-smoothing details")).toBe(false);
  expect(await page.isVisible(".builder")).toBe(false);
  expect(await page.isVisible("#sheet-entropy")).toBe(true);
  await page.evaluate(() => document.querySelector("#sheet-smoothing details")!.setAttribute("open", "")); // prettier-ignore
  expect(await page.isVisible("#sheet-smoothing details li")).toBe(true);
  const written = await page.textContent("#sheet-smoothing li:nth-child(2) [data-full]");
  expect(written).toBe(`${site.url().replace("http://", "")}zh/smoothing/#${addresses.smoothing.huber}`); // prettier-ignore
});
