import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const root = dirname(import.meta.dirname);
const cards = join(root, "home/drawings.ts");
const copy = "?card";

/**
 * Gives the home page's cards copies of what draws other pages' thumbnails: the pages are packed as if
 * nobody else used it, so that none falls into more files than it needs.
 */
export function cardCopies(): Plugin {
  return {
    name: "lemmata-card-copies",
    enforce: "pre",
    async resolveId(source, importer) {
      if (importer === undefined || (importer !== cards && !importer.endsWith(copy))) return null;
      const found = await this.resolve(source, importer.replace(copy, ""), { skipSelf: true });
      return found !== null && isCopied(found.id) ? found.id + copy : found;
    },
    load: (id) =>
      id.endsWith(copy)
        ? { code: readFileSync(id.replace(copy, ""), "utf8"), moduleType: "ts" }
        : undefined,
  };
}

// The modules of pages, and what of the kit only some of them have.
function isCopied(id: string): boolean {
  if (id.startsWith(join(root, "kit"))) return /(plane|ellipse|grips)\.ts$/.test(id);
  return id.startsWith(root);
}
