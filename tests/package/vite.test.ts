import { join } from "node:path";
import type { Browser } from "playwright-core";
import { build, createServer, type InlineConfig } from "vite";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { serve } from "../../tools/serve.mjs";
import { hasChromium, launch, troubles } from "../support/chromium.js";
import { install, temporaryFolder } from "./packed.js";

vi.setConfig({ testTimeout: 120_000 });

const page = `<!doctype html><title>app</title><link rel="icon" href="data:,">
<script type="module" src="./main.js"></script>`;
const use = `
const { entropy } = await load();
document.title = String(entropy.shannon([0.5, 0.5]) === Math.log(2));`;

/** What users write, and nothing else: there is no vite.config. */
const apps = {
  "the default entry": { "main.js": `import { load } from "lemmata"; ${use}` },
  "the external entry": { "main.js": `import { load } from "lemmata/external"; ${use}` },
  "the pool": {
    "main.js": `import { createPool } from "lemmata/pool";
      const pool = await createPool({ workers: 2 });
      const { entropy } = await pool.entropy.softmaxRows([[0, 0]]);
      document.title = String(entropy[0] === Math.log(2));`,
  },
  "the default entry in a worker": {
    "main.js": `const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
      worker.onmessage = ({ data }) => { document.title = data; };`,
    // No await at the top: Vite builds workers as classic scripts unless told otherwise.
    "worker.js": `import { load } from "lemmata";
      load().then(({ entropy }) => {
        postMessage(String(entropy.shannon([0.5, 0.5]) === Math.log(2)));
      });`,
  },
};

describe.skipIf(!hasChromium).each(Object.entries(apps))("a Vite app of %s", (_, files) => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launch()));
  afterAll(() => browser?.close());

  async function makeApp(): Promise<InlineConfig> {
    const root = await temporaryFolder();
    await install(root, { "index.html": page, ...files });
    return { root, configFile: false, logLevel: "error" };
  }

  async function expectToWork(url: string): Promise<void> {
    const tab = await browser.newPage();
    onTestFinished(() => tab.close());
    const found = troubles(tab);
    await tab.goto(url);
    await tab
      .waitForFunction(() => document.title !== "app", undefined, { timeout: 20_000 })
      .catch(() => {});
    expect(found).toEqual([]);
    expect(await tab.title()).toBe("true");
  }

  test("works when built, under a policy without eval", async () => {
    const config = await makeApp();
    await build(config);
    const server = await serve(join(config.root!, "dist"));
    onTestFinished(() => server.close());
    await expectToWork(server.url);
  });

  test("works in the development server", async () => {
    const server = await createServer({ ...(await makeApp()), server: { port: 0 } });
    onTestFinished(() => server.close());
    await server.listen();
    await expectToWork(server.resolvedUrls!.local[0]!);
  });
});
