import { ticks } from "d3-array";

/** A linear map from a domain to pixels, and back. */
export interface Scale {
  (value: number): number;
  invert(pixel: number): number;
  readonly domain: readonly [number, number];
  ticks(count: number): number[];
}

export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [a, b] = domain;
  const [from, to] = range;
  const slope = (to - from) / (b - a || 1);
  return Object.assign((value: number) => from + (value - a) * slope, {
    invert: (pixel: number) => a + (pixel - from) / (slope || 1),
    domain,
    ticks: (count: number) => ticks(a, b, count),
  });
}

export function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
