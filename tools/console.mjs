/** What the tools print: one line per step, with its size and time. */

import { spawn } from "node:child_process";

const live = process.stdout.isTTY === true;

/** "1.5 s", "2 min 5 s". */
export function duration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** "512 B", "80.1 kB", "134 MB", in powers of ten. */
export function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB"];
  let value = bytes / 1000;
  while (value >= 1000 && units.length > 1) {
    value /= 1000;
    units.shift();
  }
  return `${value < 100 ? value.toFixed(1) : Math.round(value)} ${units[0]}`;
}

/**
 * Runs `work` and prints one line: the name, then what `work` says of it (its size, say) and the
 * time. `work` gets a function that shows progress on the line while it runs, on terminals.
 */
export async function step(name, work) {
  const started = Date.now();
  const label = `  ${name.padEnd(44)}`;
  const show = (text) => live && process.stdout.write(`\r${label} ${text.padEnd(30)}`);
  show("…");
  try {
    const said = await work(show);
    const line = `${label} ${String(said ?? "").padEnd(10)} ${duration(Date.now() - started)}`;
    process.stdout.write(`${live ? "\r" : ""}${line.padEnd(76)}\n`);
  } catch (error) {
    process.stdout.write(
      `${live ? "\r" : ""}${label} failed after ${duration(Date.now() - started)}\n`,
    );
    throw error;
  }
}

/** A failure the user can act on: printed as it is, without a stack. */
export class Failure extends Error {}

/**
 * Runs a program and returns what it wrote to its standard output. One that fails throws, with what
 * it said: `keep` characters of it.
 */
export function run(program, args, { cwd, env, keep = 4000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
      said += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => (said += text));
    child.on("error", (error) =>
      reject(new Failure(`${program} cannot be started: ${error.message}`)),
    );
    child.on("close", (code, signal) => {
      if (code === 0) return resolve(output);
      const ended = signal ? `was ended by ${signal}` : `failed with code ${code}`;
      const command = [program, ...args].join(" ");
      reject(
        new Failure(
          `${command.length > 300 ? `${command.slice(0, 300)} …` : command}\n${ended}\n${excerpt(said, keep)}`.trim(),
        ),
      );
    });
  });
}

/** The beginning and the end of a long text: the cause is often in one, the summary in the other. */
function excerpt(text, keep) {
  if (text.length <= keep) return text;
  return `${text.slice(0, keep / 2)}\n…\n${text.slice(-keep / 2)}`;
}

/** Runs `main` and turns a failure into a sentence and exit code 1. */
export async function command(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
