import type { Browser, BrowserContext, Page } from "playwright-core";
import { beforeAll, onTestFinished, vi } from "vitest";
import { inCheckout } from "../../tools/checkout.mjs";
import { serve } from "../../tools/serve.mjs";
import { launch } from "../support/chromium.ts";

export interface Visit {
  width?: number;
  scheme?: "light" | "dark";
  reducedMotion?: boolean;
  touch?: boolean;
  /** False for a reader without JavaScript. */
  scripts?: boolean;
  /** Called before the page is opened: to block a request, to count something. */
  prepare?: (context: BrowserContext) => Promise<unknown>;
}

/** A page of the served folder, and what went wrong in it: messages, failures, requests to elsewhere. */
export interface Opened {
  page: Page;
  problems: string[];
}

// Starting a browser, and opening a page in it, take longer than most tests: a worker has one of each.
let browser: Promise<Browser> | undefined;
const servers = new Map<string, ReturnType<typeof serve>>();
const kept = new Map<string, Opened>();

/** Serves a folder to the tests of a file; `open` visits a page of it in Chromium. */
export function browse(folder = "web/dist"): {
  open(path: string, visit?: Visit): Promise<Opened>;
  url: () => string;
} {
  let address: string;

  // Two cores and a whole browser: a slow machine is not a failure.
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
  beforeAll(async () => {
    if (!servers.has(folder)) servers.set(folder, serve(inCheckout(folder)));
    address = (await servers.get(folder)!).url;
    await (browser ??= launch());
  });

  return {
    url: () => address,
    async open(
      path,
      { width = 1280, scheme = "light", reducedMotion, touch, scripts, prepare } = {},
    ) {
      const phone = touch ?? width < 500;
      const form = `${phone ? "phone" : "desktop"} ${scripts ?? true} at ${address}`;
      // A page that is prepared is seen by its test alone.
      const tab =
        (prepare ? undefined : kept.get(form)) ??
        (await newTab(address, phone, scripts ?? true, prepare));
      const { page } = tab;
      if (!prepare) kept.set(form, tab);
      onTestFinished(async ({ task }) => {
        const clean = !prepare && task.result?.state === "pass" && (await leave(page));
        if (clean) return;
        if (kept.get(form) === tab) kept.delete(form);
        await page.context().close();
      });
      await leave(page);
      tab.problems = [];
      await page.setViewportSize({ width, height: width < 500 ? 844 : 800 });
      await page.emulateMedia({
        media: null,
        colorScheme: scheme,
        reducedMotion: reducedMotion ? "reduce" : "no-preference",
      });
      await page.goto(address + path);
      return { page, problems: tab.problems };
    },
  };
}

async function newTab(
  address: string,
  phone: boolean,
  scripts: boolean,
  prepare: Visit["prepare"],
): Promise<Opened> {
  const context = await (
    await browser!
  ).newContext({
    hasTouch: phone,
    isMobile: phone,
    permissions: ["clipboard-read", "clipboard-write"],
    acceptDownloads: true,
    javaScriptEnabled: scripts,
  });
  await prepare?.(context);
  const page = await context.newPage();
  const tab: Opened = { page, problems: [] };
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) tab.problems.push(message.text());
  });
  page.on("pageerror", (error) => tab.problems.push(error.message));
  page.on("request", (request) => {
    const asked = request.url();
    if (!/^(about|blob):/.test(asked) && !asked.startsWith(address)) tab.problems.push(asked);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) tab.problems.push(`${response.status()} ${response.url()}`);
  });
  return tab;
}

/** Makes a page as good as new: its reader's choices are forgotten. False where that cannot be done. */
async function leave(page: Page): Promise<boolean> {
  if (page.url() === "about:blank") return true;
  try {
    await page.evaluate(() => localStorage.clear());
    await page.goto("about:blank");
    await page.mouse.move(0, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until the engine runs, where the page has one, and the page has drawn what it computed. */
export async function running(page: Page): Promise<void> {
  await page.waitForSelector("html:is([data-engine=running], [data-engine=none])");
  await frames(page);
}

/** Waits for a few frames: what was asked for has been drawn. */
export async function frames(page: Page, count = 6): Promise<void> {
  await page.evaluate(async (n) => {
    for (let i = 0; i < n; i++) await new Promise((done) => requestAnimationFrame(done));
  }, count);
}

/** Scrolls through the whole page once, so that everything that waits to be seen is drawn. */
export async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }
    scrollTo(0, 0);
  });
  await frames(page);
}
