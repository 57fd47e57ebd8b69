/** From .deb files to programs that run where they are, beside the machine's own libraries. */

import {
  closeSync,
  existsSync,
  lstatSync,
  openSync,
  readFileSync,
  writeFileSync,
  readdirSync,
  readSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { Failure, run } from "../console.mjs";

/** Unpacks every file of `debs` under `root`. */
export async function unpack(debs, root, show) {
  for (const [index, deb] of debs.entries()) {
    show?.(`${index + 1} of ${debs.length}`);
    await run("dpkg-deb", ["--extract", deb, root]);
  }
}

/**
 * Points the programs under `root` at the loader and the libraries under `root`, and returns how many
 * there are. `root` is the place where they will stay: the paths become part of the programs.
 */
export async function patchPrograms(root, show) {
  const { loader, libraries } = systemLibraries(root);
  const patchelf = [loader, "--library-path", libraries, join(root, "usr/bin/patchelf")];
  // Without --no-sort, patchelf 0.18 breaks programs with fixed addresses, python among them.
  const patch = (args) => run(patchelf[0], [...patchelf.slice(1), "--no-sort", ...args]);

  // The search path of a program (as RPATH, not RUNPATH) also serves the libraries it loads, except
  // those that bring a search path of their own: LLVM's and Binaryen's.
  const ownPath = readdirSync(libraries)
    .filter((name) => /^(libLLVM|libclang|libbinaryen|libLTO)/.test(name))
    .map((name) => join(libraries, name))
    .filter(isElf);
  for (const library of ownPath) await patch(["--force-rpath", "--set-rpath", libraries, library]);

  const programs = [
    join(root, "usr/bin"),
    ...llvmFolders(root).map((folder) => join(folder, "bin")),
  ]
    .filter(existsSync)
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    // A running program cannot be written to; patchelf is not needed afterwards.
    .filter((path) => isElf(path) && !path.endsWith("/patchelf"));
  for (const [index, program] of programs.entries()) {
    show?.(`${index + 1} of ${programs.length}`);
    await patch(["--set-interpreter", loader, "--force-rpath", "--set-rpath", libraries, program]);
  }
  return programs.length;
}

/** Debian's Emscripten imports acorn from Debian's Node; ours looks in folders named node_modules. */
export function linkNodeModules(root) {
  if (existsSync(join(root, "usr/share/nodejs")))
    symlinkSync("nodejs", join(root, "usr/share/node_modules"));
}

/**
 * Makes CMake's package files under `root` name their own place: most find it, some of Debian's (those
 * of doctest) say /usr.
 */
export function relocatePackageFiles(root) {
  for (const folder of ["usr/lib/cmake", "usr/share/cmake"].map((name) => join(root, name))) {
    if (!existsSync(folder)) continue;
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile() || !entry.name.endsWith(".cmake")) continue;
      const path = join(entry.parentPath ?? entry.path, entry.name);
      const text = readFileSync(path, "utf8");
      const moved = text.replaceAll(
        'set(_IMPORT_PREFIX "/usr")',
        `set(_IMPORT_PREFIX "${root}/usr")`,
      );
      if (moved !== text) writeFileSync(path, moved);
    }
  }
}

/** The folder of the one LLVM under `root`. */
export function llvmFolder(root) {
  const [folder, ...others] = llvmFolders(root);
  if (folder === undefined || others.length > 0)
    throw new Failure(`one LLVM is expected under ${root}`);
  return folder;
}

function llvmFolders(root) {
  const parent = join(root, "usr/lib");
  return readdirSync(parent)
    .filter((name) => /^llvm-\d+$/.test(name))
    .map((name) => join(parent, name));
}

function systemLibraries(root) {
  const parent = join(root, "usr/lib");
  for (const name of readdirSync(parent)) {
    if (!/-linux-gnu/.test(name)) continue;
    const libraries = join(parent, name);
    const loader = readdirSync(libraries).find((file) => /^ld-linux.*\.so\.\d+$/.test(file));
    if (loader !== undefined) return { loader: join(libraries, loader), libraries };
  }
  throw new Failure(`no program loader was unpacked under ${root}`);
}

/** Whether `path` is a program or library itself, not a link to one. */
function isElf(path) {
  if (!lstatSync(path).isFile()) return false;
  const file = openSync(path, "r");
  const magic = Buffer.alloc(4);
  const read = readSync(file, magic, 0, 4, 0);
  closeSync(file);
  return read === 4 && magic.toString("latin1") === "\x7fELF";
}
