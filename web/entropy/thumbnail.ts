import type { Entropy } from "lemmata";
import { append, line, short } from "../kit/svg.ts";
import type { Preset } from "./presets.ts";

/** Draws a distribution in blue and its normalization in green, computed by the engine. */
export function thumbnail(
  svg: SVGSVGElement,
  { p, target }: Preset,
  width: number,
  height: number,
  entropy: Entropy,
): void {
  const q = entropy.normalize(p, target).probabilities;
  const top = Math.max(...p, ...q);
  const pitch = width / p.length;
  const y = (value: number): number => height - 1 - (value / top) * (height - 4);
  const gap = pitch > 4 ? pitch * 0.2 : 0;
  const bars = p.map(
    (value, i) =>
      `M${short(i * pitch + gap)} ${height}V${short(y(value))}h${short(pitch - 2 * gap)}V${height}z`,
  );
  append(svg, "path", { d: bars.join(""), style: "fill: var(--p); fill-opacity: 0.8" });
  const steps = line(
    2 * q.length,
    (k) => ((k + 1) >> 1) * pitch,
    (k) => y(q[k >> 1]!),
  );
  append(svg, "path", { d: steps, style: "fill: none; stroke: var(--r); stroke-width: 1.75" });
}
