/** Python's libraries, where the machine has them: Debian's python3-sklearn brings all. */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { contestantsOf } from "./process.mjs";

const python = process.env.LEMMATA_BENCH_PYTHON ?? "/usr/bin/python3";
const script = fileURLToPath(new URL("contestants.py", import.meta.url));

// Debian's OpenBLAS 0.3.21 takes processors that are newer than itself for a Prescott of 2004 and is
// then four times slower than it can be.
const processor = existsSync("/proc/cpuinfo") ? readFileSync("/proc/cpuinfo", "utf8") : "";
if (/\bavx512f\b/.test(processor)) process.env.OPENBLAS_CORETYPE ??= "SkylakeX";

const asked = spawnSync(python, [script, "versions"], { encoding: "utf8" });
if (asked.status !== 0) {
  throw new Error(`${python} with NumPy, SciPy and scikit-learn is not on this machine`);
}

export const version = asked.stdout.trim();

export function contestants(data) {
  return contestantsOf(python, [script], data);
}
