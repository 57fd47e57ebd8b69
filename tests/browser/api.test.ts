import { expect, test } from "vitest";
import { load } from "lemmata";
import { compute } from "./fixtures/compute.js";
import { rows } from "./fixtures/rows.js";
import { browse } from "./site.ts";

const site = browse(".");

test("a page, a module worker and a pool under a strict policy compute the bits that Node computes", async () => {
  const { page, problems } = await site.open("tests/browser/fixtures/page.html");
  await page.waitForFunction(() => "results" in globalThis);
  const [inPage, inWorker, onPool] = await page.evaluate<unknown[]>("globalThis.results");
  const inNode = await compute();
  expect(inNode.code).toBe("NOT_A_DISTRIBUTION");
  expect(inNode.gamma).toBeCloseTo(2.0362410415001162, 12);
  expect(inPage).toStrictEqual(inNode);
  expect(inWorker).toStrictEqual(inNode);
  const { entropy } = await load();
  const { gamma } = entropy.normalizeRows(rows(), 1, { input: "logits" });
  expect(onPool).toStrictEqual({ gamma: Array.from(gamma), code: "TARGET_UNREACHABLE", row: 0 });
  expect(problems).toEqual([]);
});
