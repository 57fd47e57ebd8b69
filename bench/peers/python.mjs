/** Python's libraries, where the machine has them: Debian's python3-sklearn brings all. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { contestantsOf } from "./process.mjs";

const python = process.env.LEMMATA_BENCH_PYTHON ?? "/usr/bin/python3";
const script = fileURLToPath(new URL("contestants.py", import.meta.url));
const asked = spawnSync(python, [script, "versions"], { encoding: "utf8" });
if (asked.status !== 0) {
  throw new Error(`${python} with NumPy, SciPy and scikit-learn is not on this machine`);
}

export const version = asked.stdout.trim();

export function contestants(data) {
  return contestantsOf(python, [script], data);
}
