/** The development dependencies in node_modules, as package-lock.json pins them. */

import { lstatSync, readFileSync } from "node:fs";
import { inCheckout } from "./checkout.mjs";
import { run, step } from "./console.mjs";

/** Installs what package-lock.json says unless it is installed already. */
export async function ensurePackages() {
  if (isInstalled()) return;
  await step("npm ci", async () => {
    await run("npm", ["ci", "--no-audit", "--no-fund"], { cwd: inCheckout() });
    return `${Object.keys(readLock("node_modules/.package-lock.json").packages).length} packages`;
  });
}

/** The program `name` that a development dependency brings. */
export function packageProgram(name) {
  return inCheckout("node_modules/.bin", name);
}

// npm writes node_modules/.package-lock.json when an installation is finished.
function isInstalled() {
  // In a second worktree node_modules may be a link; then it is its owner's to install.
  if (lstatSync(inCheckout("node_modules"), { throwIfNoEntry: false })?.isSymbolicLink())
    return true;
  let wanted, found;
  try {
    wanted = readLock("package-lock.json").packages;
    found = readLock("node_modules/.package-lock.json").packages;
  } catch {
    return false;
  }
  const same = (path) => found[path]?.version === wanted[path]?.version;
  return (
    Object.keys(found).every(same) &&
    // Optional packages are left out where they are for other systems.
    Object.keys(wanted).every(
      (path) => path === "" || same(path) || (!found[path] && wanted[path].optional),
    )
  );
}

function readLock(path) {
  return JSON.parse(readFileSync(inCheckout(path), "utf8"));
}
