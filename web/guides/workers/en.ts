import type { GuideText } from "../guide.ts";

export const en = {
  title: "Workers and the pool: lemmata",
  description: "Long computations off the main thread; the rows of a matrix on all processors.",
  name: "Workers and the pool",
  heading: "Workers and the pool",
  lede: "Functions are synchronous. What takes longer than a frame belongs in a worker; what has many rows, on several.",
  sections: [
    {
      heading: "A worker of your own",
      parts: [
        "A worker loads the package like a page does; the module is inside the JavaScript, so nothing else has to be found. Hand arrays over in the list of transfers, and they are not copied.",
        "@main",
        "@worker",
        "Where a newer request makes an older one pointless, keep only the latest and answer that.",
      ],
    },
    {
      heading: "The pool",
      parts: [
        "<code>lemmata/pool</code> shares the rows of one call among workers, in <code>normalizeRows</code>, <code>clampRows</code>, <code>softmaxRows</code>, <code>logDensity</code> and <code>mahalanobis</code>. There are as many workers as processors unless you say so. Each has an instance and memory of its own; there is no shared memory, so no special headers are needed.",
        "@pool",
        "The matrix is cut into pieces of about a megabyte, whatever the number of workers. The results are therefore the same bits as with one worker, or without a pool. In a loop, hand a result’s array in again by <code>out</code>.",
      ],
    },
    {
      heading: "Progress and stopping",
      parts: [
        "<code>onProgress</code> hears how many rows are done. Aborting the signal rejects the call with ABORTED; the pool stays usable.",
        "@progress",
        "A worker that dies is replaced and its rows are done again. Where rows lose their worker three times, the call rejects with OUT_OF_MEMORY. In Node an idle pool does not keep the process alive; the pool needs Node 20.16 or later.",
      ],
    },
    {
      heading: "Where a bundler does not find the worker",
      parts: [
        'The pool starts <code>new Worker(new URL("./pool-worker.js", import.meta.url))</code>, which Vite and other bundlers recognize. For those that do not, copy the package’s <code>dist/</code> to a folder that is served, here <code>/lemmata/</code>, and say by <code>startWorker</code> how a worker is started:',
        "@begin",
      ],
    },
  ],
  live: {},
} satisfies GuideText;
