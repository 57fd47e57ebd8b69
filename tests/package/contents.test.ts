import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { publint } from "publint";
import { expect, test, vi } from "vitest";
import { pack, run, temporaryFolder } from "./packed.js";

vi.setConfig({ testTimeout: 120_000 });

// The elements' types, their frame, what several share, each system's own, and their workers.
const systems = ["entropy", "gaussian", "projection", "neighbours", "smoothing", "initialization", "logistic", "penalty"]; // prettier-ignore
const shared = ["index", "view", "system", "plane", "format", "line-chart", "ellipse", "grips"];
const elements = [
  "index.d.ts",
  "element.d.ts",
  ...[...shared, ...systems, "worker", "propagation-worker", "training-worker", "sketch-worker"].map((name) => `${name}.js`), // prettier-ignore
];
const bin = join(process.cwd(), "node_modules/.bin");

test("the tarball holds the compiled API, the module in both forms, and nothing else", async () => {
  const typed = (await readdir("bindings/api")).filter((name) => name.endsWith(".ts"));
  const { files } = await pack(await temporaryFolder());
  expect(files.toSorted()).toEqual(
    [
      "LICENSE",
      "README.md",
      "package.json",
      "dist/lemmata.wasm",
      ...elements.map((name) => `dist/elements/${name}`),
      ...typed.map((name) => `dist/${name.replace(/ts$/, "d.ts")}`),
      // The entries, and what they share.
      ...["index", "external", "pool", "pool-worker", "load", "memory"].map((name) => `dist/${name}.js`), // prettier-ignore
      ...["bytes.js", "bytes.d.ts", "factory.js", "factory.d.ts", "exports.d.ts"].map((name) => `dist/core/${name}`), // prettier-ignore
    ].toSorted(),
  );
});

test("it depends on nothing, so that an audit has nothing to look at", async () => {
  const description = JSON.parse(await readFile("package.json", "utf8")) as object;
  expect(Object.keys(description).filter((key) => /^(?!dev)\w*dependencies$/i.test(key))).toEqual(
    [],
  );
});

test("publint has nothing to say", async () => {
  const folder = await temporaryFolder();
  const { tarball } = await pack(folder);
  const bytes = await readFile(tarball);
  const { messages } = await publint({
    pack: {
      tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
    },
    strict: true,
  });
  expect(messages).toEqual([]);
});

test("the types resolve in every way that an ES module is resolved", async () => {
  const { tarball } = await pack(await temporaryFolder());
  // lemmata.wasm is a file to fetch, not a module to import. An error is left where attw finds a problem.
  const report = await run(
    ".",
    join(bin, "attw"),
    tarball,
    "--profile",
    "esm-only",
    "--no-emoji",
    // Left to itself, it takes another form where it sees a wide terminal.
    "--format",
    "ascii",
    "--exclude-entrypoints",
    "lemmata.wasm",
  );
  for (const entry of ["lemmata", "lemmata/external", "lemmata/pool", "lemmata/elements"]) {
    expect(report).toMatch(
      new RegExp(`"${entry}"\n\nnode16 \\(from ESM\\): OK \\(ESM\\)\nbundler: OK`),
    );
  }
});
