import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serve } from "../../tools/serve.mjs";
import { hasChromium, launch, troubles } from "../support/chromium.js";
import { install, newFolder, run } from "./packed.js";

const example = "examples/elements";
const tags = [...(await readFile(join(example, "index.html"), "utf8")).matchAll(/<(lemmata-\w+)/g)].map(([, tag]) => tag!); // prettier-ignore

interface Lemmata extends HTMLElement {
  state: string;
  values: Record<string, string>;
  summary: string;
  whenReady(): Promise<void>;
  undo(): void;
  [name: string]: unknown;
}

describe.skipIf(!hasChromium)("the example of elements, from the packed package", () => {
  let browser: Browser;
  let page: Page;
  let server: Awaited<ReturnType<typeof serve>>;
  let found: string[];

  beforeAll(async () => {
    const folder = await newFolder();
    await install(folder);
    await cp(example, folder, { recursive: true });
    server = await serve(folder);
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    found = troubles(page);
    await page.goto(server.url);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  test("there is an element of every system", () => {
    expect(new Set(tags)).toEqual(
      new Set(
        ["entropy", "gaussian", "projection", "neighbours", "smoothing", "initialization", "logistic", "penalty"].map((name) => `lemmata-${name}`), // prettier-ignore
      ),
    );
  });

  test.each([...new Set(tags)])("<%s> shows its figures, and says what they show", async (tag) => {
    const element = page.locator(tag).first();
    await element.scrollIntoViewIfNeeded();
    await element.evaluate((host) => (host as Lemmata).whenReady());
    // What a worker computes comes later.
    await expect
      .poll(() => element.evaluate((host) => (host as Lemmata).summary), { timeout: 30_000 })
      .toMatch(/\d/);
    const drawn = await element.evaluate((host) =>
      [...host.shadowRoot!.querySelectorAll<HTMLElement>(".figures > *")]
        .filter((figure) => figure.checkVisibility())
        .map((figure) => figure.shadowRoot!.querySelectorAll("path, rect, circle, line").length),
    );
    expect(drawn.length).toBeGreaterThan(0);
    expect(Math.max(...drawn)).toBeGreaterThan(5);
    expect(found).toEqual([]);
  });

  test("a drag changes the state, is heard by the page, and is undone to the bit", async () => {
    const element = page.locator("#words");
    await element.scrollIntoViewIfNeeded();
    const before = await element.evaluate((host) => (host as Lemmata).state);
    const knob = page.locator("#words [part=scale] .handle");
    const { x, y, width, height } = (await knob.boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height / 2 + 40, { steps: 4 });
    await page.mouse.up();
    const after = await element.evaluate((host) => (host as Lemmata).values.target!);
    expect(Number(after)).toBeLessThan(0.75);
    expect(await page.locator("#heard").textContent()).toContain(`target ${after} nats`);
    await element.evaluate((host) => (host as Lemmata).undo());
    expect(await element.evaluate((host) => (host as Lemmata).state)).toBe(before);
    // Of the page around it nothing is changed.
    expect(new URL(page.url()).hash).toBe("");
  });

  test("attributes and properties change it, and what they cannot mean is named", async () => {
    const element = page.locator("#words");
    const now = (): Promise<string> =>
      element.evaluate((host) => `${(host as Lemmata).values.probabilities} ${(host as Lemmata).values.target}`); // prettier-ignore
    await element.evaluate((host) => host.setAttribute("target", "0.5"));
    expect(await now()).toBe("cat:0.5,dog:0.3,fish:0.2 0.5");
    await element.evaluate((host) => ((host as Lemmata).probabilities = [0.25, 0.25, 0.5]));
    expect(await now()).toBe("0.25,0.25,0.5 0.5");
    const fault = page.locator("#words .fault");
    await element.evaluate((host) => host.setAttribute("target", "much"));
    await fault.getByText("target=“much”").waitFor();
    expect(await now()).toBe("0.25,0.25,0.5 0.5");
    await element.evaluate((host) => ((host as Lemmata).target = 0.7));
    await expect.poll(() => fault.isVisible()).toBe(false);
  });

  test("its parts, its language and its colours are chosen by attributes", async () => {
    const shown = await page
      .locator("lemmata-initialization")
      .evaluate((host) =>
        [...host.shadowRoot!.querySelectorAll<HTMLElement>("[part]")]
          .filter((part) => part.checkVisibility())
          .map((part) => part.getAttribute("part")),
      );
    expect(shown).toEqual(expect.arrayContaining(["tower", "summary", "credit"]));
    expect(shown).not.toContain("map");
    const smoothing = page.locator("lemmata-smoothing");
    expect(await smoothing.evaluate((host) => (host as Lemmata).summary)).toMatch(/[一-鿿]/);
    const surface = await smoothing.evaluate(
      (host) => getComputedStyle(host.shadowRoot!.querySelector(".frame")!).backgroundColor,
    );
    expect(surface).toBe("rgb(24, 27, 31)");
  });

  test.each([
    ["lemmata-projection", "principal"],
    ["lemmata-initialization", "weights"],
    ["lemmata-entropy", "scale"],
  ])("<%s> shows its part %s alone", async (tag, part) => {
    const element = page.locator(tag).first();
    const before = await element.getAttribute("show");
    await element.scrollIntoViewIfNeeded();
    await element.evaluate((host) => (host as Lemmata).whenReady());
    await element.evaluate((host, name) => host.setAttribute("show", name), part);
    const look = (): Promise<[string | null, boolean][]> =>
      element.evaluate((host) =>
        [...host.shadowRoot!.querySelectorAll<HTMLElement>(".figures > *")]
          .filter((figure) => figure.checkVisibility())
          .map((figure) => [
            figure.getAttribute("part"),
            figure.shadowRoot!.querySelectorAll("path, rect, circle, line").length > 5,
          ]),
      );
    await expect.poll(look, { timeout: 10_000 }).toEqual([[part, true]]);
    const box = (await element.locator(`[part=${part}]`).boundingBox())!;
    expect(box.width).toBeGreaterThan(60);
    await element.evaluate(
      (host, shown) => (shown === null ? host.removeAttribute("show") : host.setAttribute("show", shown)), // prettier-ignore
      before,
    );
    expect(found).toEqual([]);
  });

  test("it can be taken out of the page and put back, and be made by script", async () => {
    const state = await page.evaluate(async () => {
      const made = document.createElement("lemmata-entropy") as unknown as Lemmata;
      made.target = 1.25;
      document.body.prepend(made);
      await made.whenReady();
      made.remove();
      document.body.prepend(made);
      return made.state;
    });
    expect(state).toBe("v=1&target=1.25");
    expect(found).toEqual([]);
  });
});

test("on a server the module can be imported, and does nothing", async () => {
  const folder = await newFolder();
  await install(folder);
  const code = 'import("lemmata/elements").then((m) => console.log(typeof m.LemmataEntropy))';
  expect(await run(folder, process.execPath, "--input-type=module", "-e", code)).toBe("function\n");
}, 60_000);
