import type { Listings } from "../guide.ts";

export const listings = {
  main: {
    file: "main.js",
    kind: "browser",
    code: `const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => {
  document.title = String(data[0].toFixed(3));
};
const logits = new Float64Array([0, 0, 0]);
worker.postMessage(logits, [logits.buffer]);`,
  },
  worker: {
    file: "worker.js",
    kind: "browser",
    code: `import { load } from "lemmata";

const instance = load();
onmessage = async ({ data }) => {
  const { entropy } = await instance;
  const result = entropy.softmax(data);
  postMessage(result, [result.buffer]);
};`,
  },
  pool: {
    code: `import { createPool } from "lemmata/pool";

const pool = await createPool({ workers: 2 });
const data = Float64Array.from({ length: 400_000 }, (_, i) => 5 * Math.sin(i));
const logits = { data, rows: 4_000, cols: 100 };

const { entropy } = await pool.entropy.softmaxRows(logits);
entropy.length; // → 4000
pool.size; // → 2
pool.dispose();`,
  },
  progress: {
    code: `import { createPool } from "lemmata/pool";

const pool = await createPool({ workers: 2 });
const logits = { data: new Float64Array(400_000), rows: 4_000, cols: 100 };
const stop = new AbortController();
const work = pool.entropy.softmaxRows(logits, 1, {
  signal: stop.signal,
  onProgress: (done, rows) => console.log(\`\${done} of \${rows} rows\`),
});

stop.abort();
await work.catch((error) => error.code); // → "ABORTED"
pool.dispose();`,
  },
  begin: {
    file: "main.js",
    kind: "browser",
    code: `import { createPool } from "lemmata/pool";

const pool = await createPool({
  workers: 2,
  startWorker: () => new Worker("/lemmata/pool-worker.js", { type: "module" }),
});
const { entropy } = await pool.entropy.softmaxRows([[0, 0]]);
document.title = String(entropy[0].toFixed(3));`,
  },
} satisfies Listings;
