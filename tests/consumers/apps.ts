import { createRequire } from "node:module";
import { join } from "node:path";
import { privatePackages } from "../../tools/private-packages.mjs";

/** The bundlers' node_modules; undefined where it cannot be had. */
export const bundlers = await privatePackages("tests/consumers/bundlers").catch(() => undefined);

/** What a bundler exports. */
export function bundler<Module>(name: string): Module {
  return createRequire(join(bundlers!, "..", "package.json"))(name) as Module;
}

export const page = `<!doctype html><title>app</title><link rel="icon" href="data:,">
<script type="module" src="./main.js"></script>`;

/** Answers whether the main entry works. */
const main = `async function works() {
  const { entropy, gaussian } = await load();
  const p = { mean: [0], covariance: { variance: 1 } };
  return entropy.shannon([0.5, 0.5]) === Math.log(2) && gaussian.kl(p, p) === 0;
}`;

/** Answers whether a pool of two workers works. */
const pooled = `async function pooledWorks(options) {
  const pool = await createPool({ workers: 2, ...options });
  const { entropy } = await pool.entropy.softmaxRows([[0, 0]]);
  pool.dispose();
  return entropy[0] === Math.log(2);
}`;

const report = (checks: string) => `
${checks}.then((all) => { document.title = String(all.every((one) => one)); },
  (error) => { document.title = String(error); });`;

/** Every entry, left to the bundler to find the worker and the module. */
export const everything = `
import { load } from "lemmata";
import { load as loadExternal } from "lemmata/external";
import { createPool } from "lemmata/pool";
${main}
${pooled}
async function externalWorks() {
  const { entropy } = await loadExternal();
  return entropy.shannon([0.5, 0.5]) === Math.log(2);
}
${report("Promise.all([works(), externalWorks(), pooledWorks()])")}`;

/** For bundlers that leave \`new URL\` as it is: the worker is an entry of its own, named here. */
export const namingWorker = `
import { load } from "lemmata";
import { createPool } from "lemmata/pool";
${main}
${pooled}
const startWorker = () => new Worker(new URL("./pool-worker.js", import.meta.url), { type: "module" });
${report("Promise.all([works(), pooledWorks({ startWorker })])")}`;

/** As files of a folder, without any tool. */
export const untouched = everything.replaceAll('"lemmata', '"./lemmata').replace('./lemmata"', './lemmata/index.js"').replace('./lemmata/external"', './lemmata/external.js"').replace('./lemmata/pool"', './lemmata/pool.js"'); // prettier-ignore

/** In a server's engine: prints "true". */
export const inServer = `
import { load } from "lemmata";
import { createPool } from "lemmata/pool";
${main}
${pooled}
console.log(String((await works()) && (await pooledWorks())));
process.exit();`;

/** Answers its page's messages. */
export const serviceWorker = `
import { load } from "lemmata";
${main}
addEventListener("message", (event) => {
  event.waitUntil(works().then((one) => event.source.postMessage(String(one)), (error) => event.source.postMessage(String(error))));
});`; // prettier-ignore
export const serviceWorkerPage = `
navigator.serviceWorker.onmessage = ({ data }) => { document.title = data; };
await navigator.serviceWorker.register("./service-worker.js");
(await navigator.serviceWorker.ready).active.postMessage("work");`;

/** A Next application whose page is made by the server and by the client. */
export const next = {
  "next.config.mjs": "export default { eslint: undefined };",
  "app/layout.js": `export default ({ children }) => <html lang="en"><head><link rel="icon" href="data:," /></head><body>{children}</body></html>;`,
  "app/page.js": `
    import { load } from "lemmata";
    import Client from "./client.js";
    export default async function Page() {
      const { entropy } = await load();
      return <main data-server={String(entropy.shannon([0.5, 0.5]) === Math.log(2))}><Client /></main>;
    }`,
  "app/client.js": `"use client";
    import { load } from "lemmata";
    import { useEffect } from "react";
    export default function Client() {
      useEffect(() => {
        load().then(({ entropy }) => {
          document.title = String(entropy.shannon([0.5, 0.5]) === Math.log(2));
        });
      }, []);
      return null;
    }`,
};
