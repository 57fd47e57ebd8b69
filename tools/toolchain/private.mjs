/**
 * The private copy: made in a folder of its own, published by one rename when it is whole and tried.
 *
 *   <cache>/<kind>         a link to the copy in use; it exists only if the copy was finished
 *   <cache>/<kind>.<time>/ a copy: root/ (the unpacked packages), bin/ (links to the programs that
 *                          go on the PATH), em-cache/, complete.json
 *   <cache>/apt/           package lists and downloads, kept so that an interrupted download goes on
 *   <cache>/lock           held while one is made
 */

import {
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { Failure, run, size, step } from "../console.mjs";
import { Apt } from "./apt.mjs";
import { onPath } from "./installed.mjs";
import { lock } from "./lock.mjs";
import { cacheFolder } from "./places.mjs";
import { tryModule, tryProgram } from "./probe.mjs";
import {
  linkNodeModules,
  relocatePackageFiles,
  llvmFolder,
  patchPrograms,
  unpack,
} from "./unpack.mjs";

/** Raised when a copy made before would not do any more. */
export const recipe = 2;

/** The kinds of copies: everything, what an Emscripten of the machine leaves open, a compiler's memory. */
export const packagesOf = {
  full: [
    "emscripten",
    "libeigen3-dev",
    "doctest-dev",
    "cmake",
    "ninja-build",
    "clang-format-21",
    "patchelf",
  ],
  libraries: ["libeigen3-dev", "doctest-dev", "cmake", "ninja-build", "patchelf"],
  ccache: ["ccache", "patchelf"],
};

/** Its programs for the PATH; everything else in there would only hide the machine's own. */
const programsOf = {
  full: ["cmake", "ctest", "ninja", "clang-format-21", "wasm-dis"],
  libraries: ["cmake", "ctest", "ninja"],
  ccache: ["ccache"],
};

/** Whether this machine has what makes a private copy. */
export function canCopy() {
  return ["apt-get", "dpkg-deb", "flock", "setpriv"].every((name) => onPath(name) !== undefined);
}

/** The folder of a whole and undamaged copy of `kind`, made if there is none. */
export async function privateCopy(kind) {
  const cache = cacheFolder();
  const ready = wholeCopy(cache, kind);
  if (ready.folder !== undefined) return ready.folder;

  if (!canCopy()) {
    throw new Failure(
      "No emcc 6.0 or later, Eigen 5, doctest, CMake 3.25 and Ninja were found, and a private copy can only be made " +
        "where Debian's apt is: install Emscripten with its emsdk (emsdk install latest, emsdk activate latest) and " +
        "the others with your package manager, then run this again.",
    );
  }
  mkdirSync(cache, { recursive: true });
  const release = await lock(join(cache, "lock"), () =>
    console.log(`Another process is making the private toolchain in ${cache}; waiting for it.`),
  );
  try {
    // The one we waited for may have made it.
    const { folder, reason } = wholeCopy(cache, kind);
    if (folder !== undefined) return folder;
    console.log(`Making a private toolchain in ${cache} (${reason})`);
    return await make(cache, kind);
  } finally {
    release();
  }
}

async function make(cache, kind) {
  const link = join(cache, kind);
  for (const name of readdirSync(cache)) {
    if (name.startsWith(`${kind}.`)) removeFolder(join(cache, name));
  }
  const folder = join(cache, `${kind}.${Date.now().toString(36)}`);
  const root = join(folder, "root");
  mkdirSync(root, { recursive: true });

  const packages = packagesOf[kind];
  const apt = new Apt(packages, join(cache, "apt"));
  let resolved, debs, suite;
  await step("package lists", async (show) => {
    suite = await apt.update(show);
    resolved = await apt.resolve();
    return `${suite}, ${resolved.length} packages`;
  });
  await step(`download ${packages[0]} and the others`, async (show) => {
    debs = await apt.download(resolved, show);
    return size(resolved.reduce((sum, one) => sum + one.bytes, 0));
  });
  await step("unpack", async (show) => {
    await unpack(debs, root, show);
    linkNodeModules(root);
    relocatePackageFiles(root);
    return size(listFiles(folder).reduce((sum, [, bytes]) => sum + bytes, 0));
  });
  await step(
    "point the programs at their libraries",
    async (show) => `${await patchPrograms(root, show)} programs`,
  );
  if (kind === "full") {
    writeConfig(folder);
    const env = { ...process.env, ...emscriptenEnv(folder) };
    const emscripten = join(root, "usr/share/emscripten");
    // The first links also make Emscripten's system libraries, into em-cache/.
    await step("compile, link and run a module", () => tryModule(emscripten, root, env));
    await step("compile, link and run a test program", () => tryProgram(emscripten, root, env));
  }
  mkdirSync(join(folder, "bin"));
  for (const name of programsOf[kind]) {
    const program = join(folder, "bin", name);
    symlinkSync(join("../root/usr/bin", name), program);
    await run(program, ["--version"]);
  }

  const versions = Object.fromEntries(resolved.map(({ name, version }) => [name, version]));
  const complete = { recipe, packages, suite, versions, files: listFiles(folder) };
  writeFileSync(join(folder, "complete.json"), JSON.stringify(complete));
  const next = `${link}.next`;
  rmSync(next, { force: true });
  symlinkSync(basename(folder), next);
  renameSync(next, link);
  return folder;
}

/** `{ folder }` of a copy that is whole, else `{ reason }`. */
export function wholeCopy(cache, kind) {
  let folder, complete;
  try {
    folder = realpathSync(join(cache, kind));
    complete = JSON.parse(readFileSync(join(folder, "complete.json"), "utf8"));
  } catch {
    return { reason: "there is none yet" };
  }
  if (complete.recipe !== recipe || String(complete.packages) !== String(packagesOf[kind])) {
    return { reason: "the one here was made by another version of this script" };
  }
  for (const [path, bytes] of complete.files) {
    const found = statSync(join(folder, path), { throwIfNoEntry: false });
    if (found?.size !== bytes) {
      return {
        reason: `the one here is damaged: ${path} ${found ? "has another size" : "is missing"}`,
      };
    }
  }
  return { folder };
}

/** The environment in which the Emscripten of a full copy works. */
export function emscriptenEnv(folder) {
  return {
    EM_CONFIG: join(folder, "emscripten.config"),
    EM_NODE_JS: process.execPath,
    EMSDK_PYTHON: join(folder, "root/usr/bin/python3"),
  };
}

function writeConfig(folder) {
  const root = join(folder, "root");
  const settings = {
    LLVM_ROOT: join(llvmFolder(root), "bin"),
    BINARYEN_ROOT: join(root, "usr"),
    EMSCRIPTEN_ROOT: join(root, "usr/share/emscripten"),
    NODE_JS: process.execPath,
    CACHE: join(folder, "em-cache"),
    // Debian's own configuration asks for clang-21 and the like; LLVM_ROOT has the plain names.
    LLVM_ADD_VERSION: "",
    CLANG_ADD_VERSION: "",
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `${name} = ${JSON.stringify(value)}\n`,
  );
  writeFileSync(join(folder, "emscripten.config"), lines.join(""));
}

/** The files under `folder`, each `[path, bytes]`; links are left out. */
function listFiles(folder) {
  const files = [];
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    files.push([path.slice(folder.length + 1), statSync(path).size]);
  }
  return files;
}

function removeFolder(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch {
    // A compiler left over by an interrupted run may still write there; the next run removes it.
  }
}
