import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { calls } from "../battery/calls.mjs";
import { Draw } from "../battery/draw.mjs";
import { counted } from "./counted.js";

/** LEMMATA_CALLS=1000000 for long. */
const most = Number(process.env.LEMMATA_CALLS ?? 15_000);

test("calls of every function leave the memory as large as it was", { timeout: 3_600_000 }, async () => {
  const { lemmata, core, held } = await counted();
  const round = (seed: number) => {
    for (const call of calls) {
      try {
        call.run(lemmata, call.args(new Draw(seed), lemmata));
      } catch {
        // A refusal gives back as much.
      }
    }
  };
  // Rooms that are kept for the next call are as large as they get.
  for (let seed = 0; seed < 20; ++seed) round(seed);
  const before = core.HEAPU8.length;
  for (let done = 0; done < most; done += calls.length) round(done % 20);
  expect(held.size).toBe(0);
  expect(core.HEAPU8.length).toBe(before);
}); // prettier-ignore

test("4 GB are refused before anything is taken, and the module works on", async () => {
  const { lemmata, core, held } = await counted();
  const before = core.HEAPU8.length;
  const tooMuch = () => lemmata.initialization.orthogonal(2 ** 16, 2 ** 13, { seed: 1 });
  expect(tooMuch).toThrowError(expect.objectContaining({ code: "OUT_OF_MEMORY" }));
  expect(core.HEAPU8.length).toBe(before);
  expect(held.size).toBe(0);
  expect(lemmata.initialization.orthogonal(2, 2, { seed: 1 }).data.length).toBe(4);
});

test("what dispose gives back is taken again", async () => {
  const { lemmata, core } = await counted();
  const X = new Draw(1).matrix(20_000, 16);
  const make = () => lemmata.projection.lsh(X, { seed: 1 });
  make().dispose();
  make().dispose();
  const before = core.HEAPU8.length;
  for (let i = 0; i < 30; ++i) make().dispose();
  expect(core.HEAPU8.length).toBe(before);
});

test("a handle that is forgotten is disposed when it is collected", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", "tests/api/forgotten.mjs"]); // prettier-ignore
  const { released, made } = JSON.parse(stdout) as { released: number; made: number };
  expect(made).toBe(50);
  // The last one may still be on the stack.
  expect(released).toBeGreaterThanOrEqual(made - 1);
});
