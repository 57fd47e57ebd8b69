import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

test("the module with its functions in order has the same exports, and gzip finds more in it", async () => {
  const [linked, ordered] = await Promise.all(
    ["build/wasm/api/core/factory.wasm", "dist/lemmata.wasm"].map((path) => readFile(path)),
  );
  const exportsOf = (bytes: Uint8Array) =>
    WebAssembly.Module.exports(new WebAssembly.Module(Uint8Array.from(bytes)));
  expect(exportsOf(ordered!)).toEqual(exportsOf(linked!));
  const [before, after] = [linked!, ordered!].map((bytes) => gzipSync(bytes, { level: 9 }).length);
  expect(after! / before!).toBeLessThan(0.96);
});
