import type { Fault } from "../kit/fault.ts";
import { fill, fixed } from "../kit/format.ts";
import type { en } from "./en.ts";
import type { Evaluation } from "./evaluate.ts";

/** Why no exponent reaches the target, and the nearest one that does; undefined where one does. */
export function unreachable(
  { normalized, reachable: { min, max } }: Evaluation,
  target: number,
  strings: (typeof en)["live"]["fault"],
  moveTo: (target: number) => void,
): Fault | undefined {
  if (normalized !== undefined) return undefined;
  const bound = target > max ? max : min;
  const [n, k] = [Math.round(Math.exp(max)), Math.round(Math.exp(min))];
  const cause = max - min < 1e-12 ? "flat" : target > max ? "high" : target < min ? "low" : "other";
  return {
    message: fill(strings[cause], { n, k, bound: fixed(bound), target: fixed(target) }),
    fix: { label: fill(strings.clamp, { bound: fixed(bound) }), apply: () => moveTo(bound) },
  };
}
