/** C++ on this machine: what WebAssembly is limited by, and lemmata's own core without WebAssembly.
 *  Built when it is not yet, by the preset `bench`; it needs a C++ compiler of the machine. */

import { execFileSync } from "node:child_process";
import { inCheckout } from "../../tools/checkout.mjs";
import { buildPreset } from "../../tools/cmake.mjs";
import { ensureToolchain } from "../../tools/toolchain.mjs";
import { contestantsOf } from "./process.mjs";

await buildPreset("bench", await ensureToolchain());
const program = inCheckout("build/bench/bench/native/lemmata_bench");

export const version = execFileSync(program, ["versions"], { encoding: "utf8" }).trim();

export function contestants(data) {
  return contestantsOf(program, [], data);
}
