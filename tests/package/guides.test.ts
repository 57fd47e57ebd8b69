import { readFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { build, loadConfigFromFile, transformWithOxc } from "vite";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { guides } from "../../web/guides/pages.ts";
import type { Guide, Listing } from "../../web/guides/guide.ts";
import { sizes, times } from "../../web/guides/sizes/figures.ts";
import { inCheckout } from "../../tools/checkout.mjs";
import { serve, strictPolicy } from "../../tools/serve.mjs";
import { hasChromium, launch, troubles } from "../support/chromium.js";
import { install, run, newFolder, write } from "./packed.js";

// Every block of code in the guides runs as it stands there, in a folder with the packed package. In
// blocks for Node, `expression; // → text` is checked: the value is printed so, up to a "…".

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: string;
let browser: Browser | undefined;
beforeAll(async () => {
  folder = await newFolder();
  await install(folder, { "check.mjs": check });
  if (hasChromium) browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

const check = `
export function check(value, expected) {
  const found = ArrayBuffer.isView(value) ? "[" + [...value].join(", ") + "]"
    : typeof value === "string" ? JSON.stringify(value) : String(value);
  checks++;
  const holds = expected.endsWith("…") ? found.startsWith(expected.slice(0, -1)) : found === expected;
  if (!holds) throw new Error(found + " is not " + expected);
}
let checks = 0;
process.on("exit", (code) => { if (code === 0) console.log("checked", checks); });`;

const all = Object.entries(guides).flatMap(([name, { listings }]: [string, Guide]) =>
  Object.entries(listings).map(([key, listing]) => ({
    name: `${name}/${key}`,
    guide: name,
    ...listing,
  })),
);
type Named = (typeof all)[number];
const of = (kind: Listing["kind"]): Named[] => all.filter((listing) => listing.kind === kind);

test.concurrent.each(of(undefined))(
  "$name runs in Node, and its results are what it says",
  async ({ name, code }) => {
    const expected = code.match(/\/\/ → /g)?.length ?? 0;
    const checked = code.replace(
      /^( *)((?:await )?[^ \n/][^\n]*); \/\/ → (.+)$/gm,
      (_, indent, expression, text) => `${indent}check(${expression}, ${JSON.stringify(text)});`,
    );
    const file = `${name.replace("/", "-")}.mjs`;
    await write(folder, { [file]: `import { check } from "./check.mjs";\n${checked}` });
    expect(await run(folder, process.execPath, file)).toContain(`checked ${expected}\n`);
  },
);

test("what is typed into a terminal installs this package", () => {
  const { name } = JSON.parse(readFileSync(inCheckout("package.json"), "utf8"));
  expect(of("terminal").map(({ code }) => code)).toEqual([`npm install ${name}`]);
});

test.each(of("typescript"))(
  "$name compiles, and runs once it is compiled",
  async ({ name, code }) => {
    const file = name.replace("/", "-");
    await write(folder, { [`${file}.ts`]: code });
    const options = "--strict --target es2022 --module nodenext --lib es2022,esnext.disposable,dom";
    await run(folder, inCheckout("node_modules/.bin/tsc"), ...options.split(" "), `${file}.ts`);
    // Node 20 has no Symbol.dispose, which what TypeScript makes of `using` asks for.
    await write(folder, { "dispose.mjs": `Symbol.dispose ??= Symbol.for("dispose");` });
    await run(folder, process.execPath, "--import", "./dispose.mjs", `${file}.js`);
  },
);

test.each(of("jsx"))("$name is rendered", async ({ name, code, guide }) => {
  const { code: script } = await transformWithOxc(code, `${name}.jsx`, {
    lang: "jsx",
    jsx: { runtime: "classic", pragma: "h" },
  });
  const file = "component/page.mjs";
  await write(folder, {
    "component/engine.js": all.find((one) => one.guide === guide && one.file === "engine.js")!.code,
    [file]: `const h = (tag, props, ...children) => children.join("");\n${script}
      const node = await Page();
      console.log(node);`,
  });
  expect(await run(folder, process.execPath, file)).toMatch(/^0\.693147\d+ nats\n$/);
});

test.each(of("config"))("$name is a configuration that Vite takes", async ({ file, code }) => {
  // Beside the checkout's Vite, which it imports.
  const { code: text } = await transformWithOxc(code, file!);
  const place = `build/guides/${file}`;
  await write(inCheckout(), { [place]: text });
  onTestFinished(() => rm(inCheckout("build/guides"), { recursive: true }));
  const loaded = await loadConfigFromFile({ command: "serve", mode: "test" }, inCheckout(place));
  expect(loaded!.config.optimizeDeps!.exclude).toEqual(["lemmata"]);
});

test.each(of("header"))("$name is the policy under which everything here is tested", ({ code }) => {
  const [, policy] = code.split("Content-Security-Policy: ");
  expect(strictPolicy.split("; ")).toContain(policy);
});

describe.skipIf(!hasChromium)("in Chromium", () => {
  const apps = of("browser").filter(({ file }) => file === "main.js");

  test.each(apps)("$name works when built by Vite", async ({ name, guide, code }) => {
    const app = `apps/${name}`;
    const others = of("browser").filter((one) => one.guide === guide && one.file !== "main.js");
    await write(folder, {
      [`${app}/index.html`]: page,
      [`${app}/main.js`]: code.replace("./node_modules", "../../../node_modules"),
      ...Object.fromEntries(others.map(({ file, code }) => [`${app}/${file}`, code])),
    });
    const root = join(folder, app);
    await build({ root, configFile: false, logLevel: "error", build: { target: "es2022" } });
    // Where a guide says so, the package's files are served beside what was built.
    if (code.includes('"/lemmata/')) {
      await cp(join(folder, "node_modules/lemmata/dist"), join(root, "dist/lemmata"), {
        recursive: true,
      });
    }
    expect(await titleOf(join(root, "dist"))).toMatch(/^(1\.5|0\.333|0\.693)$/);
  });

  test.each(of("html"))("$name shows its figures as it stands", async ({ code }) => {
    const icon = '<!doctype html><title>page</title><link rel="icon" href="data:,">';
    await write(folder, { "index.html": `${icon}${code}` });
    const server = await serve(folder);
    const tab = await browser!.newPage();
    const found = troubles(tab);
    await tab.goto(server.url);
    const summaries = await tab.evaluate(async () => {
      type Element = HTMLElement & { whenReady(): Promise<void>; summary: string };
      const tags = [...document.querySelectorAll<Element>("lemmata-entropy, lemmata-smoothing")];
      await Promise.all(tags.map((tag) => tag.whenReady()));
      return tags.map(({ summary }) => summary);
    });
    await tab.close();
    await server.close();
    for (const summary of summaries) expect(summary).toMatch(/\d/);
    expect(found).toEqual([]);
  });

  test("bundlers/unbundled works as it stands, served as files", async () => {
    await write(folder, {
      "index.html": page,
      "main.js": guides.bundlers.listings.unbundled!.code,
    });
    expect(await titleOf(folder)).toBe("1.5");
  });
});

const page = `<!doctype html><title>app</title><link rel="icon" href="data:,">
<script type="module" src="./main.js"></script>`;

async function titleOf(served: string): Promise<string> {
  const server = await serve(served);
  const tab = await browser!.newPage();
  const found = troubles(tab);
  await tab.goto(server.url);
  await tab
    .waitForFunction(() => document.title !== "app", undefined, { timeout: 20_000 })
    .catch(() => {});
  const title = await tab.title();
  await tab.close();
  await server.close();
  expect(found).toEqual([]);
  return title;
}

test("the figures of sizes and times are those of the README and of the bench", () => {
  const readme = readFileSync(inCheckout("README.md"), "utf8").replace(/\s+/g, " ");
  const [external, inline] = sizes;
  expect(readme).toContain(`${external.gzip} gzipped (${external.brotli} with Brotli)`);
  expect(readme).toContain(`${inline.gzip} (${inline.brotli})`);
  const bench = readFileSync(inCheckout("bench/README.md"), "utf8");
  const tables = bench
    .split(/\n\*\*/)
    .map((text) => text.split("\n").map((line) => line.split("|").map((cell) => cell.trim())));
  for (const [task, { ours, other, rows }] of Object.entries(times)) {
    const has = (table: string[][], row: string, figure: string): boolean =>
      table.some((cells) => cells[1] === row && cells[2] === figure);
    const found = tables.some((table) => has(table, rows[0], ours) && has(table, rows[1], other));
    expect(found, task).toBe(true);
  }
  for (const figure of ["30.2", "2.4", "18.1", "65.9"]) expect(bench).toContain(` ${figure} |`);
});
