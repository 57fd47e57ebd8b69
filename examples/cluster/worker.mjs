/** One worker: takes shards from the queue until it is stopped. It keeps nothing; any number may run. */

import { Worker } from "bullmq";
import { connection, queueName } from "./queue.mjs";

// A thread computes, so that this one can renew the shard's lock meanwhile.
const worker = new Worker(queueName, new URL("./processor.mjs", import.meta.url), {
  connection,
  useWorkerThreads: true,
  // A worker that does not renew it within this is taken for dead, and its shard is done again.
  lockDuration: 5000,
  stalledInterval: 2000,
  maxStalledCount: 10,
});
worker.on("error", ({ message }) => console.error(message));
