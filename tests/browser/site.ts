import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, onTestFinished, vi } from "vitest";
import { inCheckout } from "../../tools/checkout.mjs";
import { serve } from "../../tools/serve.mjs";
import { launch } from "../support/chromium.ts";

// Two cores and a whole browser: a slow machine is not a failure.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

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

/** Starts Chromium and a server over a folder for the tests of a file; `open` visits a page of it. */
export function browse(folder = "web/dist"): {
  open(path: string, visit?: Visit): Promise<Opened>;
  url: () => string;
} {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    server = await serve(inCheckout(folder));
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    url: () => server.url,
    async open(
      path,
      { width = 1280, scheme = "light", reducedMotion, touch, scripts, prepare } = {},
    ) {
      const context = await browser.newContext({
        viewport: { width, height: width < 500 ? 844 : 800 },
        colorScheme: scheme,
        reducedMotion: reducedMotion ? "reduce" : "no-preference",
        hasTouch: touch ?? width < 500,
        isMobile: touch ?? width < 500,
        permissions: ["clipboard-read", "clipboard-write"],
        acceptDownloads: true,
        javaScriptEnabled: scripts ?? true,
      });
      onTestFinished(() => context.close());
      const problems: string[] = [];
      await prepare?.(context);
      const page = await context.newPage();
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) problems.push(message.text());
      });
      page.on("pageerror", (error) => problems.push(error.message));
      page.on("request", (request) => {
        const address = request.url();
        if (!address.startsWith(server.url) && !address.startsWith("blob:")) problems.push(address);
      });
      page.on("response", (response) => {
        if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
      });
      await page.goto(server.url + path);
      return { page, problems };
    },
  };
}

/** Waits until the engine runs, where the page has one, and the page has drawn what it computed. */
export async function running(page: Page): Promise<void> {
  await page.waitForSelector("html:is([data-engine=running], [data-engine=none])");
  await frames(page);
}

/** Waits for a few frames: what was asked for has been drawn. */
export async function frames(page: Page, count = 3): Promise<void> {
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
