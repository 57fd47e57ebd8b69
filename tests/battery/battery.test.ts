import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { serve } from "../../tools/serve.mjs";
import { firefox, webkit } from "../../tools/system.mjs";
import type { Driver } from "../engines/driver.ts";
import { startFirefox } from "../engines/firefox.ts";
import { startWebkit } from "../engines/webkit.mjs";
import { hasChromium, launch } from "../support/chromium.js";
import { engine } from "./engines.js";

/** What the battery gives everywhere; `node tests/battery/main.mjs` prints it. */
const golden = JSON.parse(readFileSync("tests/golden/battery.json", "utf8")) as object;

const deno = ["run", "--no-remote", "--allow-read", "--allow-env", "--allow-sys"];

const programs: Record<string, [program: string | undefined, ...args: string[]]> = {
  "this Node": [process.execPath],
  "the newest Node": [engine.node],
  Deno: [engine.deno, ...deno],
  Bun: [engine.bun],
};

for (const [name, [program, ...args]] of Object.entries(programs)) {
  test.skipIf(program === undefined)(`${name} gives the committed bits`, { timeout: 180_000 }, async () => {
    const { stdout } = await promisify(execFile)(program!, [...args, "tests/battery/main.mjs"]);
    expect(JSON.parse(stdout)).toEqual(golden);
  }); // prettier-ignore
}

test.skipIf(!hasChromium)("Chromium gives the committed bits", { timeout: 180_000 }, async () => {
  const [server, browser] = await Promise.all([serve("."), launch()]);
  onTestFinished(() => Promise.all([server.close(), browser.close()]).then(() => {}));
  const tab = await browser.newPage();
  await tab.goto(new URL("tests/battery/page.html", server.url).href);
  const found = await tab.waitForFunction(() => (globalThis as { found?: object }).found, undefined, { timeout: 170_000 }); // prettier-ignore
  expect(await found.jsonValue()).toEqual(golden);
});

const [fox, kit] = [firefox(), webkit()];
const browsers: Record<string, (() => Promise<Driver>) | undefined> = {
  Firefox: fox ? () => startFirefox(fox) : undefined,
  WebKitGTK: kit ? () => startWebkit(kit) : undefined,
};
for (const [name, start] of Object.entries(browsers)) {
  test.skipIf(start === undefined)(`${name} gives the committed bits`, { timeout: 300_000 }, async () => {
    const [server, page] = await Promise.all([serve("."), start!()]);
    onTestFinished(() => Promise.all([server.close(), page.close()]).then(() => {}));
    await page.goto(new URL("tests/battery/page.html", server.url).href);
    const found = () => page.evaluate<object | null>("globalThis.found ?? null");
    await expect.poll(found, { timeout: 280_000, interval: 500 }).not.toBeNull();
    expect(await found()).toEqual(golden);
  }); // prettier-ignore
}
