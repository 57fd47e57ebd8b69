/** The API reference: TypeDoc's pages from the package's source, for the site's folder api/. */

import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { inCheckout } from "./checkout.mjs";
import { run } from "./console.mjs";
import { packageProgram } from "./packages.mjs";
import { unlessUnchanged } from "./unchanged.mjs";

export const reference = "build/reference";

/** Makes build/reference. Returns whether it ran. */
export function buildReference() {
  const files = {
    inputs: [
      "bindings/api",
      "web/reference",
      "package.json",
      "package-lock.json",
      "tsconfig.json",
      "tools/reference.mjs",
    ],
    outputs: [reference],
  };
  return unlessUnchanged("reference", files, async () => {
    rmSync(inCheckout(reference), { recursive: true, force: true });
    await run(packageProgram("typedoc"), ["--options", "web/reference/typedoc.jsonc"], {
      cwd: inCheckout(),
    });
    copyFileSync(inCheckout("web/reference/theme.js"), inCheckout(reference, "assets/theme.js"));
    for (const name of readdirSync(inCheckout(reference), { recursive: true })) {
      if (name.endsWith(".html")) settle(inCheckout(reference, name));
    }
  });
}

// TypeDoc's pages have a script within them, which a strict policy blocks, and no way to name an
// address outside their folder.
function settle(file) {
  const html = readFileSync(file, "utf8");
  const base = /<html[^>]* data-base="([^"]*)"/.exec(html)?.[1];
  const settled = html
    .replace(/<script>[^<]*tsd-theme[^<]*<\/script>/, "")
    .replace(
      "</title>",
      `</title><link rel="icon" href="${base}../mark.svg" type="image/svg+xml"/><script src="${base}assets/theme.js"></script>`,
    )
    .replaceAll('href="site:', `href="${base}../`);
  if (base === undefined || /<script>|="site:/.test(settled))
    throw new Error(`${file} is not as TypeDoc 0.28 makes its pages`);
  writeFileSync(file, settled);
}
