/** Puts the shards into the queue and puts their results together. */

import { Queue, QueueEvents } from "bullmq";
import { connection, queueName } from "./queue.mjs";
import { merge } from "./shard.mjs";

/** Resolves to the result of the whole; `onShard(done)` is told how many shards are. */
export async function computeOn(shards, onShard) {
  const queue = new Queue(queueName, { connection });
  const events = new QueueEvents(queueName, { connection: connection.duplicate() });
  await events.waitUntilReady();
  const results = new Map();
  const finished = new Promise((resolve, reject) => {
    events.on("completed", ({ jobId, returnvalue }) => {
      // A shard that was done twice, because a worker was taken for dead, has the same result twice.
      if (results.has(jobId)) return;
      results.set(jobId, returnvalue);
      onShard(results.size);
      if (results.size === shards.length) resolve();
    });
    events.on("failed", ({ jobId, failedReason }) =>
      reject(new Error(`${jobId}: ${failedReason}`)),
    );
  });
  // By its name a shard is in the queue once, however often it is put there.
  const named = shards.map((data) => ({ name: "shard", data, opts: { jobId: nameOf(data) } }));
  await queue.addBulk(named);
  await queue.addBulk(named.slice(0, 1));
  await finished;
  await events.close();
  await queue.close();
  return merge(shards.map((shard) => results.get(nameOf(shard))));
}

function nameOf({ shard }) {
  return `shard-${shard}`;
}
