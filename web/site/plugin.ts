import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import type { Plugin, Rolldown } from "vite";
import { fontFiles, formulaStyles, readFont } from "./formula.ts";
import { document } from "./layout.ts";
import { languages, type Page } from "./page.ts";
import { placeStills, writeOpening } from "./stills.ts";
import { assertSameKeys } from "./strings.ts";

const root = dirname(import.meta.dirname);

/** Builds every page in every language: static HTML around the page's own module. */
export function site(pages: readonly Page[]): Plugin {
  const withEngine = pages.filter(({ engine }) => engine !== false);
  // Pages may share a module, which is named after the first of them.
  const entries = new Map(pages.toReversed().map(({ entry, name }) => [entry, name]));
  return {
    name: "lemmata-site",
    config: () => ({
      build: {
        rolldownOptions: {
          input: Object.fromEntries([...entries].map(([entry, name]) => [name, entry])),
          // What every page with a figure runs is one file: it compresses better than five.
          output: {
            codeSplitting: {
              groups: [
                { name: "kit", test: isShared, minShareCount: withEngine.length - 1 },
                { name: "plane", test: isOfPlane },
              ],
            },
          },
        },
      },
    }),
    // The package is free of side effects, and says so; the site's modules define custom elements.
    transform: (code, id) =>
      id.startsWith(root) ? { code, map: null, moduleSideEffects: true } : undefined,
    async generateBundle(_, bundle) {
      const emit = (name: string, source: string | Uint8Array): string => {
        const [stem, extension] = [posix.parse(name).name, posix.extname(name)];
        const hash = createHash("sha256").update(source).digest("base64url").slice(0, 8);
        const fileName = `assets/${stem}-${hash}${extension}`;
        this.emitFile({ type: "asset", fileName, source });
        return fileName;
      };
      const drafts = pages.flatMap((page) =>
        languages.map((language) => {
          assertSameKeys(page.text.en, page.text.zh, page.name);
          const body = page.body(page.text[language], language).toString();
          return { page, language, body: writeOpening(body, page.name, language) };
        }),
      );
      const everything = drafts.map(({ body }) => body).join("");
      const fonts = new Map<string, string>();
      for (const file of fontFiles) fonts.set(file, emit(file, await readFont(file, everything)));
      const unscripted = emit("unscripted.css", readFileSync(join(root, "site/unscripted.css")));
      const preferences = emit("preferences.js", readFileSync(join(root, "site/preferences.js")));
      const formulas = formulaStyles(everything, (file) => fonts.get(file)!);
      for (const { page, language, body } of drafts) {
        const entry = Object.values(bundle).find(
          (item): item is Rolldown.OutputChunk =>
            item.type === "chunk" && item.isEntry && item.name === entries.get(page.entry),
        )!;
        const modules = withImports(entry, bundle);
        const folder = posix.join(language === "zh" ? "zh" : ".", page.path);
        const up =
          "../".repeat(folder === "." ? 0 : folder.replace(/\/$/, "").split("/").length) || "./";
        this.emitFile({
          type: "asset",
          fileName: posix.join(folder, "index.html"),
          source: document({
            page,
            language,
            body: placeStills(body, (name, source) => up + emit(name, source)),
            unscripted,
            pages,
            up,
            styles: styleSheets(modules, bundle) + formulas.replaceAll("url(", `url(${up}`),
            scripts: modules.map((chunk) => chunk.fileName),
            preferences,
            font: fonts.get("KaTeX_Main-Regular.woff2")!,
          }),
        });
      }
      // Every page carries its styles within itself: one journey less before the first paint.
      for (const [name, item] of Object.entries(bundle)) {
        if (name.endsWith(".css")) delete bundle[name];
        // What is loaded later must not ask for a file of styles that every page has within it.
        else if (item.type === "chunk") item.viteMetadata?.importedCss.clear();
      }
    },
  };
}

function isShared(id: string): boolean {
  // What is opened later than the page comes later.
  if (/kit.(data(-dialog)?|tour|sticky)\.ts/.test(id)) return false;
  return id.startsWith(join(root, "kit")) || /signals-core|node_modules.d3-/.test(id);
}

// What the pages with a plane have in common.
function isOfPlane(id: string): boolean {
  return /kit.(plane|ellipse|grips)\.ts$/.test(id);
}

// The entry first, then every chunk it imports before it runs.
function withImports(
  entry: Rolldown.OutputChunk,
  bundle: Rolldown.OutputBundle,
): Rolldown.OutputChunk[] {
  const found = new Set([entry]);
  for (const chunk of found) {
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === "chunk") found.add(imported);
    }
  }
  return [...found];
}

// What all pages share comes first, so that a page's own styles can differ from it.
function styleSheets(
  modules: readonly Rolldown.OutputChunk[],
  bundle: Rolldown.OutputBundle,
): string {
  const files = modules
    .toReversed()
    .flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]);
  return files.map((file) => String((bundle[file] as Rolldown.OutputAsset).source).trim()).join("");
}
