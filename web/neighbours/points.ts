import type { Initialization } from "lemmata";
import type { Cloud, Rows } from "./state.ts";

export const cloudSeed = 8706;
export const count = 200;

/** Points of the page's own making in the disc of radius 1. `script.ts` says the same in words. */
export function pointsOf(initialization: Initialization, cloud: Cloud): Rows {
  const turns = initialization.uniform(count, { low: 0, high: 1, seed: cloudSeed });
  const spread = initialization.normal(count, { std: 0.09, seed: cloudSeed });
  const lengths = initialization.uniform(count, { low: 0.3, high: 0.97, seed: cloudSeed + 1 });
  const angle = (i: number): number => {
    if (cloud === "even") return 2 * Math.PI * turns[i]!;
    // Seven topics, their directions spread unevenly.
    if (cloud === "topics") return 2.4 * (i % 7) + spread[i]!;
    // All but one on the upper side.
    return i === 0 ? 1.5 * Math.PI : Math.PI * (0.1 + 0.8 * turns[i]!);
  };
  return Array.from({ length: count }, (_, i) => [
    lengths[i]! * Math.cos(angle(i)),
    lengths[i]! * Math.sin(angle(i)),
  ]);
}

/** The reader's points made so small that they fit into the disc; directions stay. */
export function fitted(rows: Rows): Rows {
  const longest = Math.max(...rows.map(([x, y]) => Math.hypot(x!, y!)));
  return rows.map(([x, y]) => [x! / longest, y! / longest]);
}
