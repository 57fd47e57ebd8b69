import { describe, expect, test } from "vitest";
import { pages } from "../../web/site/pages.ts";
import { browse, frames, running } from "./site.ts";

const site = browse();
const systems = pages.filter(({ engine, path }) => engine !== false && path !== "");

const parameters = (hash: string) => [...new URLSearchParams(hash.slice(1))].sort().join("&");

describe.each(systems.map(({ path }) => path))("/%s", (path) => {
  test("every step of the tour sets a state, shows where to look, is marked as seen and can be undone", async () => {
    const { page, problems } = await site.open(path, { reducedMotion: true });
    await running(page);
    const address = () => page.evaluate(() => location.hash);
    const buttons = page.locator("#tour [data-state]");
    const steps = await buttons.evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset.state!)); // prettier-ignore
    expect(steps).toHaveLength(5);
    await page.locator("#tour summary").focus();
    await Promise.all([page.waitForResponse(/tour-/), page.keyboard.press("Enter")]);
    for (const [i, state] of steps.entries()) {
      expect(await page.textContent("#tour-end")).toBe("");
      await page.keyboard.press("Tab");
      expect(await buttons.nth(i).evaluate((e) => e === document.activeElement)).toBe(true);
      await page.keyboard.press("Enter");
      await expect.poll(async () => parameters(await address())).toBe(parameters(state));
      await frames(page);
      expect(await page.locator("[data-looked-at]").count()).toBe(1);
      expect(await page.locator("[data-looked-at]").isVisible()).toBe(true);
      expect(await page.locator("#tour li[data-done]").count()).toBe(i + 1);
    }
    expect(await page.textContent("#tour-end")).not.toBe("");
    for (const earlier of ["#v=1", ...steps].slice(0, -1).reverse()) {
      await page.click("#undo");
      await expect.poll(async () => parameters(await address())).toBe(parameters(earlier));
    }
    expect(await page.isDisabled("#undo")).toBe(true);
    expect(problems).toEqual([]);
  });
});
