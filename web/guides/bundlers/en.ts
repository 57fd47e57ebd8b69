import type { GuideText } from "../guide.ts";

export const en = {
  title: "Bundlers and frameworks: lemmata",
  description: "Vite, server-side rendering, pages without a bundler, content security policies.",
  name: "Bundlers and frameworks",
  heading: "Bundlers and frameworks",
  lede: "The default entry asks nothing of a bundler: the WebAssembly travels inside the JavaScript, in one chunk that is fetched when <code>load()</code> is called.",
  sections: [
    {
      heading: "Nothing to configure",
      parts: [
        "There is no <code>.wasm</code> file to copy, no plugin and no path to set. The tests build this file with Vite, serve it in Vite’s development server, and run it in Chromium; there is no configuration file.",
        "@plain",
      ],
    },
    {
      heading: "Frameworks and server-side rendering",
      parts: [
        "Importing the package does nothing until <code>load()</code> is called, so it may be imported where pages are rendered on a server. Keep one instance for the whole application:",
        "@shared",
        "A component on the server, in the manner of React:",
        "@component",
        "The same module serves the browser; there, call <code>engine()</code> in an effect or in answer to an event, so that the first paint does not wait for it.",
      ],
    },
    {
      heading: "Without a bundler",
      parts: [
        "The files in <code>dist/</code> are ES modules whose imports have their extensions; a static server is enough. Copy <code>dist/</code> as a whole and import <code>index.js</code> from it.",
        "@unbundled",
      ],
    },
    {
      heading: "The module as a file",
      parts: [
        "<code>lemmata/external</code> is the same package with <code>lemmata.wasm</code> beside the JavaScript. The browser compiles it while it arrives and caches it on its own. In Node it is read from the disk.",
        "@external",
        "Where a bundler does not find the file by itself, hand over its address. Vite gives it by <code>?url</code>:",
        "@address",
        "The development server of Vite 7 and older moves packages to a cache folder, where files beside them are not found; <code>load()</code> then rejects with CORRUPT_DATA and names the address. One setting leaves the package in its place, which <code>lemmata/external</code> and <code>lemmata/pool</code> need there:",
        "@vite",
        "<code>wasm</code> may also be a <code>Response</code>, an <code>ArrayBuffer</code>, or a compiled <code>WebAssembly.Module</code>, which can be sent to workers and instantiated there without being compiled again.",
        "@compiled",
      ],
    },
    {
      heading: "Content security policies",
      parts: [
        "The package makes no code from text. All entries, and the pool’s workers, run under this policy, as this site does:",
        "@policy",
        "There are no threads in shared memory, so the page needs no cross-origin isolation headers and works on any static host.",
      ],
    },
  ],
  live: {},
} satisfies GuideText;
