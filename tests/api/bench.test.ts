import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the benches run at tiny sizes, and every contestant's results agree", async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ["bench/run.mjs", "--quick"]);
  for (const table of ["W1", "W2", "W6", "W7", "How the time grows"])
    expect(stdout).toContain(table);
}, 120_000);
