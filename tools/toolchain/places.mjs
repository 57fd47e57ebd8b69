/** Where private copies live: a cache folder of the user, outside every checkout. */

import { homedir } from "node:os";
import { join } from "node:path";

/** `what`: the toolchain, or packages that only some tests need. */
export function cacheFolder(env = process.env, what = "toolchain") {
  // An XDG path that is not absolute is to be ignored, says its specification.
  const base = env.XDG_CACHE_HOME?.startsWith("/") ? env.XDG_CACHE_HOME : join(homedir(), ".cache");
  return join(base, "lemmata", what);
}
