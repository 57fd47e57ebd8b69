import type { Listings } from "../guide.ts";

export const listings = {
  plain: {
    file: "main.js",
    kind: "browser",
    code: `import { load } from "lemmata";

const { entropy } = await load();
document.title = String(entropy.shannon([0.5, 0.25, 0.25], { base: 2 }));`,
  },
  shared: {
    file: "engine.js",
    code: `import { load } from "lemmata";

let instance;
export function engine() {
  instance ??= load();
  return instance;
}`,
  },
  component: {
    file: "page.jsx",
    kind: "jsx",
    code: `import { engine } from "./engine.js";

export default async function Page() {
  const { entropy } = await engine();
  return <p>{entropy.shannon([0.5, 0.5])} nats</p>;
}`,
  },
  unbundled: {
    file: "main.js",
    kind: "browser",
    code: `import { load } from "./node_modules/lemmata/dist/index.js";

const { entropy } = await load();
document.title = String(entropy.shannon([0.5, 0.25, 0.25], { base: 2 }));`,
  },
  external: {
    code: `import { load } from "lemmata/external";

const { entropy } = await load();
entropy.shannon([0.5, 0.25, 0.25], { base: 2 }); // → 1.5`,
  },
  address: {
    file: "main.js",
    kind: "browser",
    code: `import { load } from "lemmata/external";
import wasm from "lemmata/lemmata.wasm?url";

const { entropy } = await load({ wasm });
document.title = String(entropy.shannon([0.5, 0.25, 0.25], { base: 2 }));`,
  },
  vite: {
    file: "vite.config.js",
    kind: "config",
    code: `import { defineConfig } from "vite";

export default defineConfig({
  optimizeDeps: { exclude: ["lemmata"] },
});`,
  },
  compiled: {
    code: `import { readFile } from "node:fs/promises";
import { load } from "lemmata";

const file = new URL(import.meta.resolve("lemmata/lemmata.wasm"));
const wasm = await WebAssembly.compile(await readFile(file));
const { entropy } = await load({ wasm });
entropy.shannon([0.5, 0.25, 0.25], { base: 2 }); // → 1.5`,
  },
  policy: {
    kind: "header",
    code: `Content-Security-Policy: script-src 'self' 'wasm-unsafe-eval'`,
  },
} satisfies Listings;
