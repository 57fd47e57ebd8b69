/** Contestants, timed in turn and compared: what every workload is measured with. */

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

// The garbage of one contestant must not be collected on the time of the next.
setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

/**
 * A contestant in this process.
 * - `task`: which contestants do the same work;
 * - `work`: what is timed; may be asynchronous;
 * - `values(output)`: the numbers by which its last result is compared with the others';
 * - `expected()`: what they should be, where that is not the reference's values;
 * - `tolerance`: how far they may be from that; 0 for one that has nothing to compare;
 * - `reference`: true for an independent implementation that the others are compared with.
 */
export function contestant({ work, values = () => [], tolerance = 0, ...description }) {
  let output;
  return {
    ...description,
    tolerance,
    async time() {
      output = undefined;
      collectGarbage();
      const start = performance.now();
      output = await work();
      return performance.now() - start;
    },
    async values() {
      const numbers = values(output);
      output = undefined;
      return numbers;
    },
  };
}

/**
 * Times the contestants of one task in turn: one untimed round, then `rounds` timed ones, so that
 * what disturbs the machine disturbs all. Returns the median of each in milliseconds, by name.
 */
export async function interleave(contestants, rounds) {
  const times = new Map(contestants.map(({ name }) => [name, []]));
  for (const { time } of contestants) await time();
  for (let round = 0; round < rounds; round++) {
    for (const { name, time } of contestants) times.get(name).push(await time());
  }
  return new Map([...times].map(([name, values]) => [name, median(values)]));
}

export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * The largest deviation of each contestant's values from those of the reference, by name: relative
 * to the reference where that is above 1, absolute below. NaN for the reference itself and where
 * there is nothing to compare.
 */
export async function deviations(contestants) {
  const compared = contestants.filter(({ tolerance }) => tolerance > 0);
  const standard = compared.find(({ reference }) => reference) ?? compared[0];
  const reference = standard?.expected?.() ?? (await standard?.values());
  const result = new Map(contestants.map(({ name }) => [name, NaN]));
  for (const one of compared) {
    if (one === standard && !one.expected) continue;
    result.set(one.name, deviation(await one.values(), one.expected?.() ?? reference));
  }
  return result;
}

function deviation(found, expected) {
  if (found.length !== expected.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(found[i] - expected[i]) / Math.max(1, Math.abs(expected[i]));
    // Not a comparison that lets NaN through.
    if (!(difference <= largest)) largest = difference;
  }
  return largest;
}

/** Lines of a Markdown table, aligned for reading as text: names to the left, figures to the right. */
export function table(header, rows) {
  const cells = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, column) =>
    Math.max(...cells.map((row) => [...row[column]].length)),
  );
  const line = (row) => `| ${row.map((cell, i) => align(cell, widths[i], i)).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => (i ? "-".repeat(width + 1) + ":" : "-".repeat(width + 2))).join("|")}|`;
  return [line(cells[0]), rule, ...cells.slice(1).map(line)].join("\n");
}

function align(cell, width, column) {
  const padding = " ".repeat(width - [...cell].length);
  return column === 0 ? cell + padding : padding + cell;
}

/** Three significant digits, without an exponent where the number is of everyday size. */
export function figure(value) {
  if (!Number.isFinite(value)) return "–";
  if (value === 0) return "0";
  const magnitude = Math.abs(value);
  if (magnitude < 5e-3) return value.toExponential(0);
  if (magnitude >= 100) return Math.round(value).toLocaleString("en");
  return value.toPrecision(magnitude < 10 ? 2 : 3);
}
