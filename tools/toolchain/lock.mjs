/** One maker at a time. */

import { spawn } from "node:child_process";

/**
 * Waits until no other process holds `file`, then holds it until the returned function is called or
 * this process ends in any way: the lock belongs to a child that lives as long as our end of its pipe.
 */
export async function lock(file, onWait) {
  const held = await hold(["--nonblock", file]);
  if (held !== undefined) return held;
  onWait();
  return hold([file]);
}

function hold(args) {
  return new Promise((resolve, reject) => {
    const child = spawn("flock", ["--exclusive", ...args, "sh", "-c", "echo held; exec cat"], {
      stdio: ["pipe", "pipe", "ignore"],
      // Not in our process group: Ctrl-C must not release the lock before we have stopped.
      detached: true,
    });
    child.on("error", reject);
    child.on("exit", () => resolve(undefined));
    child.stdout.once("data", () => {
      child.unref();
      child.stdin.unref();
      child.stdout.unref();
      resolve(() => child.stdin.end());
    });
  });
}
