import { expect, test } from "vitest";
import { compute } from "./fixtures/compute.js";
import { browse } from "./site.ts";

const site = browse(".");

test("a page and a module worker under a strict policy compute the bits that Node computes", async () => {
  const { page, problems } = await site.open("tests/browser/fixtures/page.html");
  await page.waitForFunction(() => "results" in globalThis);
  const [inPage, inWorker] = await page.evaluate<unknown[]>("globalThis.results");
  const inNode = await compute();
  expect(inNode.code).toBe("NOT_A_DISTRIBUTION");
  expect(inNode.gamma).toBeCloseTo(2.0362410415001162, 12);
  expect(inPage).toStrictEqual(inNode);
  expect(inWorker).toStrictEqual(inNode);
  expect(problems).toEqual([]);
});
