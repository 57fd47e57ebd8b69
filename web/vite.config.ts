import { defineConfig } from "vite";
import { cardCopies } from "./site/cards.ts";
import { pages } from "./site/pages.ts";
import { site } from "./site/plugin.ts";

export default defineConfig({
  root: import.meta.dirname,
  // Relative addresses, so that the site works from any folder of any host.
  base: "./",
  publicDir: "public",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2022",
    // Nothing becomes a data: address, which the pages' policy would block.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The WebAssembly travels in one lazily loaded chunk.
    chunkSizeWarningLimit: 600,
  },
  // Workers load the package as pages do.
  worker: { format: "es" },
  plugins: [cardCopies(), site(pages)],
});
