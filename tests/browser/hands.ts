import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { inCheckout } from "../../tools/checkout.mjs";
import { frames } from "./site.ts";

/** The middle of a handle's target. */
export async function centre(page: Page, selector: string): Promise<[number, number]> {
  await page.locator(selector).scrollIntoViewIfNeeded();
  const box = (await page.locator(selector).boundingBox())!;
  return [box.x + box.width / 2, box.y + box.height / 2];
}

/** Drags what a selector names by so many pixels, as a hand with a mouse does. */
export async function drag(
  page: Page,
  selector: string,
  dx: number,
  dy: number,
  steps = 4,
): Promise<void> {
  const [x, y] = await centre(page, selector);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps });
  await page.mouse.up();
  await frames(page);
}

/** Types a number into a field. */
export async function type(page: Page, field: string, text: string): Promise<void> {
  await page.fill(field, text);
  await page.press(field, "Enter");
  await frames(page);
}

/** Pastes data into the dialog for own data and takes it. */
export async function paste(page: Page, text: string): Promise<void> {
  await page.click("#own-data");
  await page.fill("#data-text", text);
  await page.click("#data-use");
  await frames(page);
}

/** Exports a file from the menu, and reads it. */
export async function save(page: Page, kind: "svg" | "png" | "csv"): Promise<Buffer> {
  await page.click("#export summary");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.click(`[data-export=${kind}]`),
  ]);
  return readFileSync(await file.path());
}

/** The rows of the data table, with every digit. */
export async function tableRows(page: Page): Promise<(string | null)[][]> {
  await page.evaluate(() => {
    document.querySelector<HTMLDetailsElement>("#data-table")!.open = true;
  });
  await frames(page);
  return page.$$eval("#data-table tbody tr", (all) =>
    all.map((row) =>
      [...row.children].map((cell) => (cell as HTMLElement).dataset.value ?? cell.textContent),
    ),
  );
}

/** Copies the page's script and runs it in Node; what it prints. */
export async function runCopied(page: Page, name: string): Promise<Record<string, unknown>> {
  await page.click("#copy-js");
  const script = await page.evaluate(() => navigator.clipboard.readText());
  // Inside the package its own name is how a module reaches it.
  const file = inCheckout(`build/reports/copied-${name}.mjs`);
  mkdirSync(inCheckout("build/reports"), { recursive: true });
  writeFileSync(file, script);
  return JSON.parse(String(execFileSync(process.execPath, [file]))) as Record<string, unknown>;
}

/**
 * Moves a grabbed handle 120 times, four times a frame as a quick mouse does, and reports how the frames
 * came; `figure` counts its draws.
 */
export async function dragFrames(
  page: Page,
  selector: string,
  figure: string,
): Promise<{ moves: number; draws: number; frames: number; p95: number; long: number }> {
  const [x, y] = await centre(page, selector);
  await page.evaluate((name) => {
    const element = document.querySelector(name) as unknown as { drawn: number };
    const log = { from: element.drawn, draws: 0, moves: 0, deltas: [] as number[], long: 0, stop: false }; // prettier-ignore
    Object.assign(globalThis, { log });
    new PerformanceObserver((list) => (log.long += list.getEntries().length)).observe({
      type: "longtask",
    });
    addEventListener("pointermove", () => log.moves++, true);
    let last = performance.now();
    const tick = (now: number): void => {
      log.deltas.push(now - last);
      last = now;
      log.draws = element.drawn - log.from;
      if (!log.stop) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  }, figure);
  await page.mouse.move(x, y);
  await page.mouse.down();
  const to = (i: number) => page.mouse.move(x + 40 * Math.cos(i / 9), y + 50 * Math.sin(i / 9));
  for (let i = 0; i < 120; i += 4) await Promise.all([to(i), to(i + 1), to(i + 2), to(i + 3)]);
  await page.mouse.up();
  interface Log {
    draws: number;
    moves: number;
    long: number;
    deltas: number[];
  }
  const { deltas, ...log } = await page.evaluate<Log>("log.stop = true, log");
  const sorted = deltas.slice(1).sort((a, b) => a - b);
  return { ...log, frames: deltas.length, p95: sorted[Math.floor(sorted.length * 0.95)]! };
}
