/** Tries a toolchain by what it is for. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure, run } from "../console.mjs";

const sources = fileURLToPath(new URL("probe/", import.meta.url));

/** Compiles and links a module with the package's options, loads it here and calls it. */
export function tryModule(emscripten, root, env) {
  return inTemporaryFolder(async (folder) => {
    await run(join(emscripten, "em++"), [
      join(sources, "module.cpp"), "-o", join(folder, "probe.mjs"),
      "-std=c++20", "-O3", "-msse4.2", "-msimd128", "-fwasm-exceptions", "-isystem", join(root, "usr/include/eigen3"),
      "--no-entry", "-sSTRICT", "-sMODULARIZE", "-sEXPORT_ES6", "-sENVIRONMENT=web,worker",
      "-sSUPPORT_LONGJMP=0", "-sALLOW_MEMORY_GROWTH", "-sSTACK_SIZE=1MB", "-sMALLOC=emmalloc", "-sFILESYSTEM=0",
      "-sTEXTDECODER=2", "-sDYNAMIC_EXECUTION=0", "-sSINGLE_FILE",
    ], { env }); // prettier-ignore
    const use = join(folder, "use.mjs");
    writeFileSync(
      use,
      `import make from "./probe.mjs"; const probe = await make();
       console.log(probe._largestEigenvalue(1).toFixed(12), probe._largestEigenvalue(-1));`,
    );
    expect(await run(process.execPath, [use]), "3.000000000000 -1\n");
  });
}

/** Compiles, links and runs a doctest program under Node. */
export function tryProgram(emscripten, root, env) {
  return inTemporaryFolder(async (folder) => {
    const source = join(sources, "program.cpp");
    const program = join(folder, "program.js");
    await run(join(emscripten, "em++"), [
      source, `-DPROBE_SOURCE="${source}"`, "-o", program,
      "-std=c++20", "-O3", "-fwasm-exceptions", "-isystem", join(root, "usr/include"),
      "-sNODERAWFS", "-sENVIRONMENT=node", "-sEXIT_RUNTIME", "-sSUPPORT_LONGJMP=0", "-sSTACK_SIZE=1MB",
      "-sALLOW_MEMORY_GROWTH",
    ], { env }); // prettier-ignore
    await run(process.execPath, [program]);
  });
}

async function inTemporaryFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), "lemmata-toolchain-"));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function expect(found, wanted) {
  if (found !== wanted)
    throw new Failure(
      `the probe printed ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`,
    );
}
