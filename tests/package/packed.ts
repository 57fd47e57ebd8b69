import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";

const execute = promisify(execFile);

/** What `npm pack` made. */
export interface Packed {
  tarball: string;
  /** Paths in the package. */
  files: string[];
}

/** Packs the built package as `npm publish` would, into `folder`. */
export async function pack(folder: string): Promise<Packed> {
  const { stdout } = await execute("npm", ["pack", "--json", "--pack-destination", folder]);
  const [made] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { tarball: join(folder, made.filename), files: made.files.map(({ path }) => path) };
}

/** An empty folder with the package installed from its tarball, and nothing else. */
export async function install(folder: string, files: Record<string, string> = {}): Promise<void> {
  const { tarball } = await pack(folder);
  const app = { name: "app", private: true, type: "module" };
  await write(folder, { "package.json": JSON.stringify(app), ...files });
  // The package has no dependencies, so nothing is asked of a registry.
  await execute("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], {
    cwd: folder,
  });
}

export async function write(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** Runs a program in `folder` and returns what it printed. */
export async function run(folder: string, program: string, ...args: string[]): Promise<string> {
  // Not the settings of the `npm test` around it.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|NODE_|VITEST)/.test(name)),
  );
  try {
    return (await execute(program, args, { cwd: folder, env })).stdout;
  } catch (error) {
    // Both tsc and attw report on their standard output.
    const { message, stdout } = error as Error & { stdout: string };
    throw new Error(`${message}\n${stdout}`);
  }
}

/** A folder outside the checkout, for the caller to remove. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "lemmata-package-"));
}

/** A folder outside the checkout, removed after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await newFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
