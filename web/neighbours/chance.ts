import { fixed, significant } from "../kit/format.ts";

/** How a probability is written. */
export function chance(value: number): string {
  if (value === 0 || value === 1) return String(value);
  if (value > 0.9995) return "> 0.999";
  return value >= 0.0995 ? fixed(value, 3) : significant(value, 2);
}
