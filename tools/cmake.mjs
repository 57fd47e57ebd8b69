/** One CMake preset, configured when it has to be and built. */

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inCheckout } from "./checkout.mjs";
import { run } from "./console.mjs";

/** Builds `preset` into build/<preset>, from nothing if toolchain or presets are others than before. */
export async function buildPreset(preset, toolchain) {
  const folder = inCheckout("build", preset);
  const stamp = join(folder, "toolchain.txt");
  const presets = createHash("sha256")
    .update(readFileSync(inCheckout("CMakePresets.json")))
    .digest("hex");
  const id = `${toolchain.id}\n${presets}\n${inCheckout()}\n`;
  const options = { cwd: inCheckout(), env: toolchain.env };
  if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== id) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await run(toolchain.cmake, ["--preset", preset], options);
    writeFileSync(stamp, id);
  }
  // When CMake's own files changed, the build configures anew by itself.
  await run(toolchain.cmake, ["--build", "--preset", preset], options);
}
