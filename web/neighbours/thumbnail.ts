import type { Lemmata } from "lemmata";
import { append, short } from "../kit/svg.ts";
import { keysOf, Lines, meeting, wedge } from "./hashing.ts";
import { paint } from "./paintings.ts";
import { pointsOf } from "./points.ts";
import type { Preset } from "./presets.ts";

/** Draws a preset small: points and the buckets of the query, or a spectrum. */
export function thumbnail(
  svg: SVGSVGElement,
  preset: Preset,
  width: number,
  height: number,
  lemmata: Lemmata,
): void {
  if (preset.panel === "points") drawPoints(svg, preset, width, height, lemmata);
  else drawSpectrum(svg, preset, width, height, lemmata);
}

function drawPoints(
  svg: SVGSVGElement,
  { x, y, bits, tables, seed, cloud }: Extract<Preset, { panel: "points" }>,
  width: number,
  height: number,
  { projection, initialization }: Lemmata,
): void {
  const rows = pointsOf(initialization, cloud === "own" ? "even" : cloud).filter(
    (_, i) => i % 2 === 0,
  );
  const keys = keysOf(projection, [[x, y], ...rows], bits, tables, seed);
  const lines = new Lines(projection).of(bits * tables, seed);
  const radius = height / 2 - 2;
  const at = (u: number, v: number): readonly [number, number] => [width / 2 + u * radius, height / 2 - v * radius]; // prettier-ignore
  append(svg, "circle", { cx: width / 2, cy: height / 2, r: radius, style: "fill: none; stroke: var(--rule-strong)" }); // prettier-ignore
  for (let t = 0; t < tables; t++) {
    const [from, to] = wedge(Math.atan2(y, x), lines.slice(t * bits, (t + 1) * bits));
    const [a, b] = [at(Math.cos(from), Math.sin(from)), at(Math.cos(to), Math.sin(to))];
    const r = short(radius);
    const d = `M${width / 2} ${height / 2}L${a.map(short).join(" ")}A${r} ${r} 0 ${to - from > Math.PI ? 1 : 0} 0 ${b.map(short).join(" ")}Z`; // prettier-ignore
    append(svg, "path", {
      d,
      style: `fill: var(--r); fill-opacity: ${short(0.4 / Math.sqrt(tables))}`,
    });
  }
  rows.forEach(([u, v], i) => {
    const [cx, cy] = at(u!, v!);
    const met = meeting(keys, i + 1, keys, 0, tables) >= 0;
    append(svg, "circle", { cx, cy, r: 1.4, style: `fill: var(--${met ? "r" : "limit"})` });
  });
  const [x2, y2] = at(x, y);
  append(svg, "line", { x1: width / 2, y1: height / 2, x2, y2, style: "stroke: var(--p); stroke-width: 2" }); // prettier-ignore
}

// The sketch's singular values, those kept in green.
function drawSpectrum(
  svg: SVGSVGElement,
  { picture, rank, oversample, power, sketch }: Extract<Preset, { panel: "picture" }>,
  width: number,
  height: number,
  { projection, initialization }: Lemmata,
): void {
  const A = paint(initialization, picture === "own" ? "landscape" : picture);
  const shown = 48;
  const { S } = projection.randomizedSvd(A, shown, { oversample, power, seed: sketch });
  const [high, low] = [Math.log(S[0]!), Math.log(0.2)];
  const step = (width - 8) / shown;
  S.forEach((value, j) => {
    const tall = Math.max(
      2,
      ((Math.log(Math.max(value, 0.2)) - low) / (high - low)) * (height - 4),
    );
    append(svg, "rect", {
      x: 4 + j * step,
      y: height - tall,
      width: step * 0.7,
      height: tall,
      style: `fill: var(--${j < rank ? "r" : "rule-strong"})`,
    });
  });
}
