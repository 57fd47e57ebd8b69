/**
 * Formats every file of the checkout that has a format.
 *
 *   npm run format
 */

import { cppFiles, inCheckout } from "./checkout.mjs";
import { command, Failure, run } from "./console.mjs";
import { ensurePackages, packageProgram } from "./packages.mjs";
import { ensureToolchain } from "./toolchain.mjs";

await command(async () => {
  await ensurePackages();
  const { clangFormat } = await ensureToolchain();
  const options = { cwd: inCheckout() };
  await run(packageProgram("prettier"), ["--write", "--log-level", "warn", "."], options);
  if (clangFormat === undefined)
    throw new Failure("The C++ needs clang-format 21, which is not here.");
  await run(clangFormat, ["-i", ...(await cppFiles())], options);
});
