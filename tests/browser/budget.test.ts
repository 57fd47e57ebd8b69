import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { inCheckout } from "../../tools/checkout.mjs";
import { pages } from "../../web/site/pages.ts";

// A guide has the scripts and styles of the guides' overview.
const paths = pages
  .filter(({ within }) => within === undefined)
  .flatMap(({ path }) => [path, `zh/${path}`]);
const kilobyte = 1024;

function gzipped(files: Iterable<string>): number {
  let sum = 0;
  for (const file of files)
    sum += gzipSync(readFileSync(inCheckout("web/dist/assets", file))).length;
  return sum;
}

describe.each(paths)("/%s", (path) => {
  const html = () => readFileSync(inCheckout("web/dist", path, "index.html"), "utf8");
  const assets = (ending: string) =>
    new Set([...html().matchAll(/assets\/([\w.-]+)"/g)].map(([, name]) => name!).filter((name) => name.endsWith(ending))); // prettier-ignore

  test("its scripts, without the package, are at most 25 KB compressed", () => {
    expect(assets(".js").size).toBeGreaterThan(0);
    expect(gzipped(assets(".js"))).toBeLessThanOrEqual(25 * kilobyte);
  });

  test("its styles are at most 8 KB compressed", () => {
    const [, styles] = /<style>([^<]*)<\/style>/.exec(html())!;
    // What readers without scripts see is asked for by them alone.
    expect(html().replace(/<noscript>.*?<\/noscript>/gs, "")).not.toContain(".css");
    expect(gzipSync(styles!).length).toBeLessThanOrEqual(8 * kilobyte);
  });

  test("nothing in it runs inline or comes from elsewhere", () => {
    expect(html()).not.toMatch(/<script(?![^>]*(src=|application\/json))/);
    expect(html()).not.toMatch(/ on\w+="/);
    expect(html()).toContain("script-src &#39;self&#39; &#39;wasm-unsafe-eval&#39;");
    const addresses = [...html().matchAll(/(?:src|href)="([^"]*)"/g)].map(
      ([, address]) => address!,
    );
    const elsewhere = addresses.filter((address) => /^(https?:)?\/\//.test(address));
    // Links that a reader may follow, and nothing that is loaded.
    expect(elsewhere.every((address) => html().includes(`<a href="${address}"`))).toBe(true);
  });
});
