/** How large the module is on its way to a browser. */

import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { inCheckout } from "./checkout.mjs";

/** The forms in which the module is delivered, each the files that are loaded for it. */
export const moduleForms = {
  "inside the JavaScript": ["dist/core/bytes.js", "dist/core/factory.js"],
  "beside it: wasm + glue": ["dist/lemmata.wasm", "dist/core/factory.js"],
};

/** `{ raw, gzip, brotli }` in bytes, files compressed one by one as a server does. */
export function sizesOf(files) {
  const sum = { raw: 0, gzip: 0, brotli: 0 };
  for (const file of files) {
    const bytes = readFileSync(inCheckout(file));
    sum.raw += bytes.length;
    sum.gzip += gzipSync(bytes, { level: 9 }).length;
    sum.brotli += brotliCompressSync(bytes).length;
  }
  return sum;
}

/** A table of the module's sizes. */
export function sizeTable() {
  const cell = (text) => String(text).padStart(9);
  const lines = [
    `  ${"the whole module, in bytes".padEnd(28)}${["raw", "gzip", "brotli"].map(cell).join("")}`,
  ];
  for (const [form, files] of Object.entries(moduleForms)) {
    const { raw, gzip, brotli } = sizesOf(files);
    lines.push(`  ${form.padEnd(28)}${[raw, gzip, brotli].map(cell).join("")}`);
  }
  return lines.join("\n");
}
