import { spawn } from "node:child_process";
import { cp, mkdir, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { serve } from "../../tools/serve.mjs";
import { engine } from "../battery/engines.js";
import { install, run, temporaryFolder, write } from "../package/packed.js";
import { hasChromium, launch, troubles } from "../support/chromium.js";
import * as apps from "./apps.js";
import { bundler, bundlers, page } from "./apps.js";

vi.setConfig({ testTimeout: 240_000 });

describe.skipIf(!hasChromium || bundlers === undefined)("in Chromium the package works", () => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launch()));
  afterAll(() => browser?.close());

  test("built by webpack: every entry", async () => {
    const folder = await app({ "main.js": apps.everything });
    type Stats = { hasErrors(): boolean; toString(): string };
    const webpack = bundler<(options: object, done: (error: Error | null, stats: Stats) => void) => void>("webpack"); // prettier-ignore
    const options = { mode: "production", context: folder, entry: "./main.js", output: { path: join(folder, "site") } }; // prettier-ignore
    const stats = await new Promise<Stats>((resolve, reject) => {
      webpack(options, (error, stats) => (error === null ? resolve(stats) : reject(error)));
    });
    expect(stats.hasErrors(), stats.toString()).toBe(false);
    await expectToWork(await served(folder, page));
  });

  test("built by esbuild, which is told of the pool's worker", async () => {
    const folder = await app({ "main.js": apps.namingWorker });
    const esbuild = bundler<{ build(options: object): Promise<unknown> }>("esbuild");
    const entryPoints = { main: "main.js", "pool-worker": "node_modules/lemmata/dist/pool-worker.js" }; // prettier-ignore
    await esbuild.build({ absWorkingDir: folder, entryPoints, bundle: true, format: "esm", splitting: true, minify: true, outdir: "site" }); // prettier-ignore
    await expectToWork(await served(folder, page));
  });

  test("built by Rollup, which is told of the pool's worker", async () => {
    const folder = await app({ "main.js": apps.namingWorker });
    const { rollup } = bundler<{ rollup(options: object): Promise<{ write(options: object): Promise<unknown> }> }>("rollup"); // prettier-ignore
    const { nodeResolve } = bundler<{ nodeResolve(): object }>("@rollup/plugin-node-resolve");
    const input = { main: join(folder, "main.js"), "pool-worker": join(folder, "node_modules/lemmata/dist/pool-worker.js") }; // prettier-ignore
    const made = await rollup({ input, plugins: [nodeResolve()], onwarn: (warning: Error) => { throw warning; } }); // prettier-ignore
    await made.write({ dir: join(folder, "site"), format: "es" });
    await expectToWork(await served(folder, page));
  });

  test("as it is, from a folder of files", async () => {
    const folder = await app({ "site/main.js": apps.untouched });
    await cp(join(folder, "node_modules/lemmata/dist"), join(folder, "site/lemmata"), { recursive: true }); // prettier-ignore
    await expectToWork(await served(folder, page));
  });

  // Service workers have no import(): there the package must be in one file, as esbuild makes it.
  test("in a service worker", async () => {
    const folder = await app({ "worker.js": apps.serviceWorker, "site/main.js": apps.serviceWorkerPage }); // prettier-ignore
    const esbuild = bundler<{ build(options: object): Promise<unknown> }>("esbuild");
    await esbuild.build({ absWorkingDir: folder, entryPoints: ["worker.js"], bundle: true, outfile: "site/service-worker.js" }); // prettier-ignore
    await expectToWork(await served(folder, page));
  });

  test("built by Next, in the server and in the client", async () => {
    const folder = await app(apps.next);
    for (const name of ["next", "react", "react-dom"])
      await symlink(join(bundlers!, name), join(folder, "node_modules", name));
    const program = join(bundlers!, "next/dist/bin/next");
    // Turbopack refuses packages from beyond the application's folder.
    await run(folder, process.execPath, program, "build", "--webpack");
    const port = await freePort();
    const server = spawn(process.execPath, [program, "start", "-p", String(port), "-H", "localhost"], { cwd: folder }); // prettier-ignore
    onTestFinished(() => void server.kill());
    await new Promise<void>((resolve, reject) => {
      server.stdout.on("data", (said) => /Ready/.test(String(said)) && resolve());
      server.on("exit", (code) => reject(new Error(`next start ended with ${code}`)));
    });
    const tab = await expectToWork(`http://localhost:${port}/`, "");
    expect(await tab.locator("main").getAttribute("data-server")).toBe("true");
  });

  async function expectToWork(url: string, before = "app"): Promise<Page> {
    const tab = await browser.newPage();
    onTestFinished(() => tab.close());
    const found = troubles(tab);
    await tab.goto(url);
    await tab.waitForFunction((title) => document.title !== title, before, { timeout: 60_000 }).catch(() => {}); // prettier-ignore
    expect(found).toEqual([]);
    expect(await tab.title()).toBe("true");
    return tab;
  }
});

describe("in an engine for servers the package works", () => {
  const { node, deno, bun } = engine;
  const permissions = ["--no-remote", "--allow-read", "--allow-env", "--allow-sys"];
  const programs: [name: string, program: string | undefined, ...args: string[]][] = [
    ["this Node", process.execPath],
    ["the newest Node", node],
    ["Deno", deno, "run", ...permissions],
    ["Bun", bun],
  ];
  for (const [name, program, ...args] of programs) {
    test.skipIf(program === undefined)(`of ${name}`, async () => {
      const folder = await app({ "use.mjs": apps.inServer });
      expect(await run(folder, program!, ...args, "use.mjs")).toBe("true\n");
    });
  }
});

/** A fresh application with the package installed from its tarball. */
async function app(files: Record<string, string>): Promise<string> {
  const folder = await temporaryFolder();
  await install(folder, files);
  return folder;
}

/** What was built, served under a policy without eval. */
async function served(folder: string, html: string): Promise<string> {
  const site = join(folder, "site");
  await mkdir(site, { recursive: true });
  await write(site, { "index.html": html });
  const server = await serve(site);
  onTestFinished(() => server.close());
  return server.url;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "localhost", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
