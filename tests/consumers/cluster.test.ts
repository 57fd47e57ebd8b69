import { cp, symlink } from "node:fs/promises";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { privatePackages } from "../../tools/private-packages.mjs";
import { onPath } from "../../tools/toolchain/installed.mjs";
import { install, run, temporaryFolder } from "../package/packed.js";

const example = "examples/cluster";
const packages = await privatePackages(example).catch(() => undefined);
const possible = packages !== undefined && onPath("redis-server") !== undefined;

test.skipIf(!possible)("100,000 rows by two workers, one of them killed, are those of one process", { timeout: 300_000 }, async () => {
  const folder = await temporaryFolder();
  await install(folder);
  for (const name of readdirSync(example).filter((name) => name.endsWith(".mjs")))
    await cp(join(example, name), join(folder, name));
  for (const name of readdirSync(packages!).filter((name) => !name.startsWith(".")))
    if (!existsSync(join(folder, "node_modules", name)))
      await symlink(join(packages!, name), join(folder, "node_modules", name));
  const said = await run(folder, process.execPath, "cluster.mjs", "--rows", "100000", "--workers", "2", "--kill", "1", "--shard", "5000");
  expect(said).toContain("a worker is killed");
  expect(said).toMatch(/^100000 rows by 2 workers, 1 killed/m);
  expect(said).toContain("the same bits: 6872892945271710");
}); // prettier-ignore
