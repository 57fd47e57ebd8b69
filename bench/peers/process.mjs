/**
 * Contestants in a program of their own. The program is started with the workload's name, the folder
 * of its arrays (raw float64, one file each) and its sizes; it answers in lines of JSON. The first
 * line describes its contestants, in order; then each line "time <index>" is answered by
 * milliseconds, each "values <index>" by the numbers that results are compared by.
 */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** One thread, whichever library reads which variable. */
const oneThread = Object.fromEntries(
  ["OMP", "OPENBLAS", "MKL", "BLIS", "NUMEXPR"].map((name) => [`${name}_NUM_THREADS`, "1"]),
);

export async function contestantsOf(program, args, { workload, folder, sizes }) {
  const child = spawn(program, [...args, workload, folder, ...sizes.map(String)], {
    env: { ...process.env, ...oneThread },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${program} ${args.join(" ")} ended early`);
    return JSON.parse(value);
  };
  const ask = (question) => {
    child.stdin.write(`${question}\n`);
    return answer();
  };
  const described = await answer();
  return {
    contestants: described.map((description, index) => ({
      ...description,
      time: () => ask(`time ${index}`),
      values: () => ask(`values ${index}`),
    })),
    close: () => child.stdin.end(),
  };
}
