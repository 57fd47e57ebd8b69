/** The version of a peer from npm, as it is installed in bench/node_modules. */

import { readFileSync } from "node:fs";

export function installed(name) {
  const description = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return JSON.parse(readFileSync(description, "utf8")).version;
}
