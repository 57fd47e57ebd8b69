import { chromium, type Browser, type Page } from "playwright-core";
import { chromium as systemChromium } from "../../tools/system.mjs";

/** The machine's Chromium; `npm test` says what to install where there is none. */
const executablePath = systemChromium();

/** For `describe.skipIf(!hasChromium)`. */
export const hasChromium = executablePath !== undefined;

/** Starts the machine's Chromium, which speaks to nobody but the pages that a test opens. */
export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath!,
    args: [
      "--headless",
      // The tests may run as root, where Chromium's sandbox does not start.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Collects what goes wrong in `page`: uncaught errors, messages of level error, failed requests. */
export function troubles(page: Page): string[] {
  const found: string[] = [];
  page.on("pageerror", (error) => found.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") found.push(message.text());
  });
  page.on("requestfailed", (request) => {
    found.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  return found;
}
