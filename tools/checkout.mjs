/** Paths in the checkout that the tools belong to. */

import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./console.mjs";

const checkout = fileURLToPath(new URL("..", import.meta.url));

/** A path in the checkout. */
export function inCheckout(...parts) {
  return join(checkout, ...parts);
}

/** The C++ files of the checkout, as git lists them. */
export async function cppFiles() {
  const listed = await run("git", ["ls-files", "*.cpp", "*.hpp"], { cwd: checkout });
  return listed.split("\n").filter(Boolean);
}
