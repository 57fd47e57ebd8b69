/** Skips steps whose inputs and outputs are what they were after the last successful run. */

import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { inCheckout } from "./checkout.mjs";

/**
 * Runs `work` unless the files named by `inputs` and `outputs` (files or folders in the checkout) are
 * byte for byte those of the last time it succeeded. Returns whether it ran.
 */
export async function unlessUnchanged(name, { inputs, outputs, also = "" }, work) {
  const stamp = inCheckout("build/stamps", name);
  const state = () => `${also}\n${fingerprint(inputs)}\n${fingerprint(outputs)}`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === state()) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, state());
  return true;
}

function fingerprint(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesUnder)) {
    hash.update(`${path}\0`);
    hash.update(readFileSync(inCheckout(path)));
  }
  return hash.digest("hex");
}

/** The files at or under `path`, which need not exist, in a fixed order. */
function filesUnder(path) {
  const found = statSync(inCheckout(path), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(inCheckout(path))
    .filter((name) => name !== "node_modules" && name !== "dist")
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`));
}
