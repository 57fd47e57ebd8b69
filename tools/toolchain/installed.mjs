/** What the machine itself has of the toolchain. */

import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { run } from "../console.mjs";

/** Emscripten 6 is where C++ needs em++ and the default list of incoming names is short. */
const emscriptenMajor = 6;
/** The version of CMakePresets.json needs it. */
const cmakeVersion = [3, 25];
const eigenMajor = 5;

/** The program `name` on the PATH, or undefined. */
export function onPath(name, env = process.env) {
  for (const folder of (env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    if (folder !== "" && isProgram(path)) return path;
  }
  return undefined;
}

/** `{ emcc, root, version }` of an Emscripten in EMSDK or on the PATH that is new enough. */
export async function findEmscripten(env = process.env) {
  const candidates = [];
  if (env.EMSDK) candidates.push(join(env.EMSDK, "upstream/emscripten/emcc"));
  const found = onPath("emcc", env);
  if (found !== undefined) candidates.push(found);
  for (const emcc of candidates.filter(isProgram)) {
    const text = await run(emcc, ["--version"], { env }).catch(() => "");
    const version = /\) (\d+\.\d+\.\d+)/.exec(text)?.[1];
    if (version === undefined || Number.parseInt(version) < emscriptenMajor) continue;
    const root = dirname(realpathSync(emcc));
    return { emcc: join(root, "emcc"), root, version };
  }
  return undefined;
}

/** A cmake on the PATH that is new enough. */
export async function findCmake(env = process.env) {
  const cmake = onPath("cmake", env);
  if (cmake === undefined) return undefined;
  const [, major, minor] = /version (\d+)\.(\d+)/.exec(await run(cmake, ["--version"])) ?? [];
  const [wantedMajor, wantedMinor] = cmakeVersion;
  if (
    Number(major) > wantedMajor ||
    (Number(major) === wantedMajor && Number(minor) >= wantedMinor)
  )
    return cmake;
  return undefined;
}

/** Whether CMake finds Eigen 5 and doctest without our help. */
export function hasLibraries(env = process.env) {
  const prefixes = [
    ...(env.CMAKE_PREFIX_PATH ?? "").split(delimiter).filter(Boolean),
    "/usr/local",
    "/usr",
  ];
  const eigen = prefixes.some((prefix) => {
    const file = join(prefix, "share/eigen3/cmake/Eigen3ConfigVersion.cmake");
    if (!existsSync(file)) return false;
    const version = /PACKAGE_VERSION "(\d+)/.exec(readFileSync(file, "utf8"))?.[1];
    return Number(version) >= eigenMajor;
  });
  return eigen && prefixes.some((prefix) => existsSync(join(prefix, "include/doctest/doctest.h")));
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
