import { dirname, join } from "node:path";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import { pages } from "../site/pages.ts";

// Whoever bundles the package, or serves its folder, resolves this like any of its files.
const external = ["lemmata/external"];
const output: Rolldown.OutputOptions = {
  paths: { "lemmata/external": "../external.js" },
  entryFileNames: "[name].js",
  chunkFileNames: "[name].js",
  minify: true,
};

/** The elements as they are published, to `dist/elements/` of the package. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  publicDir: false,
  build: {
    outDir: join(import.meta.dirname, "../../dist/elements"),
    emptyOutDir: true,
    target: "es2022",
    // light-dark() stays as it is, so that an element has the colour scheme of the page around it.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    assetsInlineLimit: 0,
    lib: { entry: { index: join(import.meta.dirname, "index.ts") }, formats: ["es"] },
    rolldownOptions: { external, output },
  },
  worker: { format: "es", rolldownOptions: { external, output } },
  plugins: [liveWords(), ownNames(), plainWorkers()],
});

/** Workers as whoever bundles the package looks for them: `new Worker(new URL("./script.js", import.meta.url), …)`. */
function plainWorkers(): Plugin {
  const wrapped =
    /new URL\(\s*\/\* @vite-ignore \*\/\s*new URL\(`([\w-]+\.js)`,\s*import\.meta\.url\)\.href,\s*``\+import\.meta\.url\)/g;
  return {
    name: "lemmata-plain-workers",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk") continue;
        file.code = file.code.replace(wrapped, 'new URL("./$1",import.meta.url)');
        if (file.code.includes("@vite-ignore"))
          this.error(`${file.fileName} has a worker in a form that bundlers do not know`);
      }
    },
  };
}

/** The figures within an element are elements themselves: in a page of someone else's they keep to names of their own. */
function ownNames(): Plugin {
  return {
    name: "lemmata-own-names",
    transform: (code, id) =>
      id.startsWith(dirname(import.meta.dirname))
        ? {
            code: code.replaceAll('defineFigure("', 'defineFigure("lemmata-'),
            map: null,
            // The package's mark, that its modules have no effects, is not for those that define elements.
            moduleSideEffects: true,
          }
        : undefined,
  };
}

/** `live:<page>`: what a page says at run time, in both languages. */
function liveWords(): Plugin {
  const prefix = "\0live:";
  return {
    name: "lemmata-live-words",
    resolveId: (id) => (id.startsWith("live:") ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(prefix)) return undefined;
      const { text } = pages.find(({ name }) => name === id.slice(prefix.length))!;
      return `export default ${JSON.stringify({ en: text.en.live, zh: text.zh.live })}`;
    },
  };
}
