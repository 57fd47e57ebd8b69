/** Packages that only some tests need, some of them large: in the user's cache, not in node_modules. */

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs"; // prettier-ignore
import { basename, join } from "node:path";
import { inCheckout } from "./checkout.mjs";
import { run } from "./console.mjs";
import { cacheFolder } from "./toolchain/places.mjs";

/**
 * Installs what the lock file in a folder of the checkout says, unless it is there already, and returns
 * the installation's node_modules. It is published by one rename: what is there is whole.
 */
export async function privatePackages(folder) {
  const lock = inCheckout(folder, "package-lock.json");
  const key = createHash("sha256").update(readFileSync(lock)).digest("hex").slice(0, 16);
  const cache = cacheFolder(process.env, "packages");
  const place = join(cache, `${basename(folder)}-${key}`);
  if (!existsSync(place)) await install(folder, cache, place);
  return join(place, "node_modules");
}

async function install(folder, cache, place) {
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, "making-"));
  try {
    for (const name of ["package.json", "package-lock.json"])
      copyFileSync(inCheckout(folder, name), join(making, name));
    // Scripts would make copies of what is there already, or download.
    const options = ["--ignore-scripts", "--no-audit", "--no-fund"];
    await run("npm", ["ci", ...options], { cwd: making, env: cleanEnvironment() });
    // Another `npm test` may have been first; then its installation is as good.
    if (!existsSync(place)) renameSync(making, place);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

/** Not the settings of the `npm test` around it. */
function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?!config_registry|config_cache)/.test(name))); // prettier-ignore
}
