/**
 * Everything on one machine: Redis in a folder of its own, worker processes, a set of rows. Two workers are
 * killed on the way, and the answer is compared with that of one process.
 *
 *   npm start -- [--rows 10000000] [--workers 4] [--kill 2] [--shard 50000]
 */

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";

const number = (value) => ({ type: "string", default: String(value) });
const { values } = parseArgs({ options: { rows: number(1e7), workers: number(4), kill: number(2), shard: number(5e4) } }); // prettier-ignore
const [rows, workers, kill, height] = [values.rows, values.workers, values.kill, values.shard].map(Number); // prettier-ignore
if (!(kill < workers)) throw new Error("one worker has to live");

const folder = mkdtempSync(join(tmpdir(), "lemmata-cluster-"));
const children = [];
try {
  process.env.REDIS_URL = await startRedis();
  const { computeOn } = await import("./coordinator.mjs");
  for (let i = 0; i < workers; ++i) start(process.execPath, [new URL("worker.mjs", import.meta.url).pathname]); // prettier-ignore
  const living = children.slice(1);
  let killed = 0;
  const shards = shardsOf(rows, height, 2021);
  const started = Date.now();
  const found = await computeOn(shards, (done) => {
    // Not at the very end, when nothing may be lost any more.
    if (killed < kill && done >= ((killed + 1) * shards.length) / (kill + 2)) {
      living[killed++].kill("SIGKILL");
      console.log("a worker is killed");
    }
    if (done % Math.ceil(shards.length / 10) === 0)
      console.log(`${done} of ${shards.length} shards`);
  });
  const seconds = (Date.now() - started) / 1000;
  console.log(
    `${found.rows} rows by ${workers} workers, ${killed} killed: ${seconds.toFixed(1)} s`,
  );

  const { merge, workOn } = await import("./shard.mjs");
  const again = Date.now();
  const alone = merge(shards.map(workOn));
  console.log(`one process: ${((Date.now() - again) / 1000).toFixed(1)} s`);
  const same = JSON.stringify(alone) === JSON.stringify(found);
  console.log(same ? `the same bits: ${found.checksum}` : "the answers differ");
  if (!same) process.exitCode = 1;
} finally {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

function shardsOf(count, each, seed) {
  return Array.from({ length: Math.ceil(count / each) }, (_, shard) => {
    const first = shard * each;
    return { shard, first, rows: Math.min(each, count - first), seed };
  });
}

/** A Redis that only this machine reaches, by a socket in a folder of its own; nothing is kept on disk. */
async function startRedis() {
  const socket = join(folder, "redis.sock");
  const redis = start("redis-server", ["--port", "0", "--unixsocket", socket, "--dir", folder, "--save", "", "--appendonly", "no", "--maxmemory-policy", "noeviction"]); // prettier-ignore
  let trouble;
  redis.on("error", (error) => (trouble = error));
  redis.on("exit", (code) => (trouble ??= new Error(`redis-server ended with ${code}`)));
  const { existsSync } = await import("node:fs");
  while (!existsSync(socket)) {
    if (trouble?.code === "ENOENT") throw new Error("there is no redis-server here (Debian: apt-get install redis-server)"); // prettier-ignore
    if (trouble) throw trouble;
    await pause(20);
  }
  return socket;
}

function start(program, args) {
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "inherit"] });
  children.push(child);
  return child;
}
