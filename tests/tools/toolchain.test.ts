import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findEmscripten } from "../../tools/toolchain/installed.mjs";
import { lock } from "../../tools/toolchain/lock.mjs";
import { packagesOf, recipe, wholeCopy } from "../../tools/toolchain/private.mjs";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "lemmata-tools-"))));
afterEach(() => rmSync(folder, { recursive: true }));

describe("a private copy", () => {
  const copy = () => join(folder, "full.1");
  beforeEach(() => {
    mkdirSync(join(copy(), "root"), { recursive: true });
    writeFileSync(join(copy(), "root/clang"), "a compiler");
  });

  function complete(changes = {}): void {
    const files = [["root/clang", 10]];
    const stamp = { recipe, packages: packagesOf.full, files, ...changes };
    writeFileSync(join(copy(), "complete.json"), JSON.stringify(stamp));
    symlinkSync("full.1", join(folder, "full"));
  }

  test("that was finished is used", () => {
    complete();
    expect(wholeCopy(folder, "full")).toEqual({ folder: copy() });
  });

  test("that was not published is not", () => {
    complete();
    rmSync(join(folder, "full"));
    expect(wholeCopy(folder, "full").folder).toBeUndefined();
  });

  test("whose record is cut short is not", () => {
    complete();
    truncateSync(join(copy(), "complete.json"), 20);
    expect(wholeCopy(folder, "full").folder).toBeUndefined();
  });

  test("with a truncated or missing file is damaged", () => {
    complete();
    truncateSync(join(copy(), "root/clang"), 3);
    expect(wholeCopy(folder, "full").reason).toMatch(/damaged: root\/clang has another size/);
    renameSync(join(copy(), "root/clang"), join(copy(), "root/else"));
    expect(wholeCopy(folder, "full").reason).toMatch(/damaged: root\/clang is missing/);
  });

  test("of another recipe or other packages is not used", () => {
    complete({ recipe: recipe - 1 });
    expect(wholeCopy(folder, "full").reason).toMatch(/another version/);
    rmSync(join(folder, "full"));
    complete({ packages: ["emscripten"] });
    expect(wholeCopy(folder, "full").reason).toMatch(/another version/);
  });
});

describe("the lock", () => {
  test("lets the next one in when it is released", async () => {
    const order: string[] = [];
    const release = await lock(join(folder, "lock"), () => order.push("waited for nothing"));
    const second = lock(join(folder, "lock"), () => {
      order.push("second waits");
      setTimeout(() => {
        order.push("first releases");
        release();
      }, 200);
    });
    (await second)();
    expect(order).toEqual(["second waits", "first releases"]);
  });

  test("is free again when its holder is killed", async () => {
    const file = join(folder, "lock");
    const module = new URL("../../tools/toolchain/lock.mjs", import.meta.url).href;
    const code = `import { lock } from ${JSON.stringify(module)};
      await lock(${JSON.stringify(file)}, () => {}); console.log("held"); setInterval(() => {}, 1000);`;
    const holder = spawn(process.execPath, ["--input-type=module", "-e", code]);
    await once(holder.stdout, "data");
    let waited = false;
    const next = lock(file, () => {
      waited = true;
      holder.kill("SIGKILL");
    });
    (await next)();
    expect(waited).toBe(true);
  });
});

describe("an Emscripten of the machine", () => {
  function emcc(version: string): string {
    const bin = join(folder, "bin");
    mkdirSync(bin, { recursive: true });
    const line = `emcc (Emscripten gcc/clang-like replacement + linker emulating GNU ld) ${version} (0a1b2c)`;
    writeFileSync(join(bin, "emcc"), `#!/bin/sh\necho '${line}'\n`, { mode: 0o755 });
    return bin;
  }

  test("of version 6 or later on the PATH is used", async () => {
    const PATH = emcc("6.0.8");
    expect(await findEmscripten({ PATH })).toMatchObject({ version: "6.0.8", root: PATH });
    expect(await findEmscripten({ PATH: emcc("12.1.0") })).toMatchObject({ version: "12.1.0" });
  });

  test("of an earlier version, or none, is not", async () => {
    expect(await findEmscripten({ PATH: emcc("5.0.7") })).toBeUndefined();
    expect(await findEmscripten({ PATH: folder })).toBeUndefined();
  });
});
