import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { inCheckout } from "../../tools/checkout.mjs";
import { serve } from "../../tools/serve.mjs";
import { attributes } from "../../web/elements/attributes.ts";
import { pages } from "../../web/site/pages.ts";
import type { Driver, Key, Place } from "./driver.ts";
import { serveWatched, type Watched } from "./watched.ts";

/** A part of a figure: the element's id and a selector within it. */
type Part = readonly [figure: string, selector: string];

/** How a page of figures is tried. */
interface Trial {
  /** The readout that both moves change; the main one, if not said. */
  slot?: string;
  /** A handle, and the key that moves it. */
  key: readonly [Part, Key];
  /** What is dragged, and by how many pixels. */
  drag: readonly [Part, dx: number, dy: number];
}

const trials: Readonly<Record<string, Trial>> = {
  entropy: {
    key: [["scale", ".handle"], "ArrowUp"],
    drag: [["bars", '.slider[data-index="2"] .hit'], 0, -80],
  },
  gaussian: {
    key: [["plane", '[aria-label="Centre of P"]'], "ArrowRight"],
    drag: [["plane", '[aria-label="Axis of Q"] .hit'], -40, 30],
  },
  projection: {
    slot: "needed",
    key: [["growth", ".handle"], "ArrowRight"],
    drag: [["histogram", ".handle:last-of-type .hit"], 60, 0],
  },
  neighbours: {
    slot: "meet",
    key: [["disc", ".handle.q"], "ArrowUp"],
    drag: [["grid", ".hit"], 45, 65],
  },
  smoothing: {
    key: [["stage", ".end"], "ArrowUp"],
    drag: [["stage", ".handle.q:last-of-type .hit"], 50, 0],
  },
  initialization: {
    key: [["tower", ".handle"], "ArrowUp"],
    drag: [["gain", ".hit"], 40, 0],
  },
  logistic: {
    key: [["plane", '[aria-label="Centre of class 1"]'], "ArrowUp"],
    drag: [["plane", '[aria-label="Centre of class 0"] .hit'], -50, 30],
  },
  penalty: {
    key: [["map", '[aria-label="Probe"]'], "ArrowRight"],
    drag: [["diagram", '[aria-label="Factor of all weights"] .hit'], 60, 0],
  },
};

/** One journey on each page of the site, the same in every engine. */
export function journeys(start: () => Promise<Driver>): void {
  vi.setConfig({ testTimeout: 120_000 });
  let site: Watched;
  let driver: Driver;

  beforeAll(async () => {
    site = await serveWatched();
    driver = await start();
  }, 60_000);
  afterAll(async () => {
    await driver?.close();
    await site?.close();
  });

  const evaluate = <T>(expression: string): Promise<T> => driver.evaluate<T>(expression);
  const hash = () => evaluate<string>("location.hash");
  const poll = <T>(value: () => Promise<T>, message?: string) =>
    expect.poll(value, { timeout: 30_000, interval: 100, message });

  async function open(path: string, engine: "running" | "none"): Promise<void> {
    await driver.goto(site.url + path);
    await poll(() => evaluate("document.documentElement.dataset.engine")).toBe(engine);
  }

  /** The middle of what an expression names, once it is in sight and drawn. */
  async function middle(element: string): Promise<Place> {
    await evaluate(`${element}.scrollIntoView({ block: "center", behavior: "instant" })`);
    // A figure that comes into sight is drawn a few frames later.
    await new Promise((done) => setTimeout(done, 150));
    return evaluate<Place>(
      `(({ x, y, width, height }) => [Math.round(x + width / 2), Math.round(y + height / 2)])(${element}.getBoundingClientRect())`,
    );
  }

  async function click(selector: string): Promise<void> {
    const place = await middle(`document.querySelector(${JSON.stringify(selector)})`);
    await driver.drag(place, place);
  }

  /** To the other language by its link, with the state of the address. */
  async function toChinese(path: string): Promise<void> {
    const before = await hash();
    await click("#language");
    await poll(() => evaluate("location.pathname")).toBe(`/zh/${path}`);
    await poll(() => evaluate("document.documentElement.lang")).toBe("zh-Hans");
    expect(await hash()).toBe(before);
    expect(await evaluate("document.querySelector('h1').textContent")).toMatch(/\p{Script=Han}/u);
  }

  async function figures({ slot, key, drag }: Trial, path: string): Promise<void> {
    const part = ([id, selector]: Part) =>
      `document.getElementById("${id}").shadowRoot.querySelector(${JSON.stringify(selector)})`;
    const text = (name: string) =>
      evaluate<string>(`document.querySelector(${JSON.stringify(name)}).textContent`);
    const number = () => text(slot === undefined ? main : `.readouts [data-slot="${slot}"]`);
    const main = ".readouts .main .number";

    await poll(async () => Number.parseFloat(await text(main))).not.toBeNaN();
    expect(Number.isFinite(Number.parseFloat(await number()))).toBe(true);
    const [first, opening] = [await number(), await hash()];

    const [handle, name] = key;
    await middle(part(handle));
    await evaluate(`${part(handle)}.focus()`);
    await driver.key(name);
    await poll(number, "the number after a key").not.toBe(first);
    await poll(hash, "the address after a key").not.toBe(opening);
    const [second, pressed] = [await number(), await hash()];

    const [held, dx, dy] = drag;
    const from = await middle(part(held));
    await driver.drag(from, [from[0] + dx, from[1] + dy]);
    await poll(number, "the number after a drag").not.toBe(second);
    await poll(hash, "the address after a drag").not.toBe(pressed);

    await click("#undo");
    await poll(number, "the number after undo").toBe(second);
    await poll(hash, "the address after undo").toBe(pressed);
    await toChinese(path);
    await poll(() => evaluate("document.documentElement.dataset.engine")).toBe("running");
    await poll(number, "the number in Chinese").toBe(second);
  }

  async function home(): Promise<void> {
    await poll(() => evaluate("document.querySelector('entropy-card').shadowRoot.querySelector('path').getAttribute('d')")).toMatch(/^M/); // prettier-ignore
    await toChinese("");
    await click(".card");
    await poll(() => evaluate("location.pathname")).toBe("/zh/entropy/");
    await poll(() => evaluate("document.documentElement.dataset.engine")).toBe("running");
  }

  async function teachers(): Promise<void> {
    const preview = "document.getElementById('preview')";
    const address = () => evaluate<string>("document.getElementById('address').value");
    await middle(preview);
    await poll(() => evaluate(`${preview}.contentDocument.documentElement.dataset.engine`)).toBe("running"); // prettier-ignore
    await evaluate(
      "(({ form }, page) => { page.value = 'gaussian'; page.dispatchEvent(new Event('change', { bubbles: true })); })(document.getElementById('page'), document.getElementById('page'))",
    );
    expect(await address()).toBe(`${site.url}gaussian/`);
    await poll(() => evaluate(`${preview}.contentDocument.body?.dataset.page`)).toBe("gaussian");
    await poll(() => evaluate(`${preview}.contentDocument.documentElement.dataset.engine`)).toBe("running"); // prettier-ignore
    await toChinese("teachers/");
  }

  /** A page to read: a listing is copied, and the language changes at the same place. */
  async function guide(path: string): Promise<void> {
    if (await evaluate("document.querySelector('[data-copy]') !== null")) {
      const label = () => evaluate("document.querySelector('[data-copy]').textContent");
      const before = await label();
      await click("[data-copy]");
      await poll(label).not.toBe(before);
    }
    await evaluate("void (location.hash = '#part-2')");
    await toChinese(path);
  }

  describe.each(pages)("/$path", ({ name, path, engine }) => {
    test("goes its journey without a complaint", async () => {
      site.problems();
      await open(path, engine === false ? "none" : "running");
      if (name in trials) await figures(trials[name]!, path);
      else if (path === "") await home();
      else if (name === "teachers") await teachers();
      else await guide(path);
      expect(site.problems()).toEqual([]);
    });
  });

  test("the elements of the example page show their figures, and a key moves one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "lemmata-elements-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await cp(inCheckout("examples/elements"), folder, { recursive: true });
    await cp(inCheckout("dist"), join(folder, "node_modules/lemmata/dist"), { recursive: true });
    const example = await serveWatched(folder);
    onTestFinished(() => example.close());
    await driver.goto(example.url);
    const tags = Object.keys(attributes);
    for (const tag of tags) {
      const element = `document.querySelector("${tag}")`;
      await middle(element);
      await poll(() => evaluate<string>(`${element}.summary`), tag).toMatch(/\d/);
      const shapes = `Math.max(...[...${element}.shadowRoot.querySelectorAll(".figures > *")].map((figure) => figure.shadowRoot.querySelectorAll("path, rect, circle, line").length))`;
      await poll(() => evaluate<number>(shapes), tag).toBeGreaterThan(5);
    }
    const entropy = "document.querySelector('lemmata-entropy')";
    const target = () => evaluate<string>(`${entropy}.values.target`);
    const before = await target();
    await middle(entropy);
    await evaluate(`${entropy}.shadowRoot.querySelector("[part=scale]").shadowRoot.querySelector(".handle").focus()`); // prettier-ignore
    await driver.key("ArrowUp");
    await poll(target).not.toBe(before);
    await evaluate(`${entropy}.undo()`);
    expect(await target()).toBe(before);
    expect(example.problems()).toEqual([]);
  });

  test("the battery gives the committed bits", async () => {
    const server = await serve(inCheckout());
    onTestFinished(() => server.close());
    const golden = JSON.parse(await readFile(inCheckout("tests/golden/battery.json"), "utf8"));
    await driver.goto(new URL("tests/battery/page.html", server.url).href);
    await expect.poll(() => evaluate("typeof found"), { timeout: 100_000 }).toBe("object");
    expect(JSON.parse(await evaluate("JSON.stringify(found)"))).toEqual(golden);
  });
}
