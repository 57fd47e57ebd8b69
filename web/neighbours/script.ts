import { brushText, paintingSeed, paintingSize } from "./paintings.ts";
import { cloudSeed, count } from "./points.ts";
import type { NeighboursState } from "./state.ts";

/** A module that repeats the page's computation with the package: what "Copy as JS" copies. */
export function script(state: NeighboursState): string {
  return state.panel === "points" ? pointScript(state) : pictureScript(state);
}

/** The script as it is shown: of the reader's own numbers not all, of a painting not the brush. */
export function shownScript(state: NeighboursState): string {
  return script(state)
    .replace(
      /(const (?:X|greys) = \[(?:[^,]*,){6})[^;]*/,
      (_, first: string) => `${first} /* … */]`,
    )
    .replace(/(const paint = )[^]*?(;\nconst A)/, "$1(x, y, noise) => 0.5 /* … */$2");
}

function pointScript(state: NeighboursState): string {
  const { x, y, bits, tables, seed } = state;
  return `import { load } from "lemmata";

const { projection, initialization } = await load();
${makePoints(state)}
const query = [${x}, ${y}];
const [bits, tables] = [${bits}, ${tables}];

// The key of each row in each table: ${bits} bits of its SimHash code.
const { codes, words } = projection.simhash([query, ...X], bits * tables, ${seed});
const bit = (row, at) => (codes[row * words + (at >> 5)] >>> (at & 31)) & 1;
const key = (row, table) =>
  Array.from({ length: bits }, (_, j) => bit(row, table * bits + j)).join("");
const candidates = X.map((_, i) => i).filter((i) =>
  Array.from({ length: tables }, (_, t) => t).some((t) => key(0, t) === key(i + 1, t)),
);

// Asked for so many, the index ranks every point: these are the true neighbours.
const index = projection.lsh(X);
const { ids, distances } = index.query(query, X.length);
index.dispose();
const nearest = [...ids.subarray(0, 10)];
const found = nearest.filter((id) => candidates.includes(id)).length;
const chances = projection.bandingCurve(
  distances.map((angle) => projection.collisionProbability({ angle })), bits, tables);
const expectedScanned = chances.reduce((a, b) => a + b, 0);
console.log(JSON.stringify({ found, scanned: candidates.length, expectedScanned, nearest, angles: [...distances] }));
`;
}

function makePoints({ cloud, own }: NeighboursState): string {
  if (cloud === "own") return `const X = ${JSON.stringify(own)};`;
  const angle = {
    even: "2 * Math.PI * turns[i]",
    topics: "2.4 * (i % 7) + spread[i]",
    outlier: "i === 0 ? 1.5 * Math.PI : Math.PI * (0.1 + 0.8 * turns[i])",
  }[cloud];
  const spread = `const spread = initialization.normal(${count}, { std: 0.09, seed: ${cloudSeed} });\n`;
  return `const turns = initialization.uniform(${count}, { low: 0, high: 1, seed: ${cloudSeed} });
${cloud === "topics" ? spread : ""}const lengths = initialization.uniform(${count}, { low: 0.3, high: 0.97, seed: ${cloudSeed + 1} });
const angle = (i) => ${angle};
const X = Array.from({ length: ${count} }, (_, i) => [lengths[i] * Math.cos(angle(i)), lengths[i] * Math.sin(angle(i))]);`;
}

function pictureScript(state: NeighboursState): string {
  const { rank, oversample, power, sketch } = state;
  return `import { load } from "lemmata";

const { projection, initialization } = await load();
${makePicture(state)}
const k = Math.min(${rank}, A.rows, A.cols);
const { U, S, V, residual } = projection.randomizedSvd(A, k, { oversample: ${oversample}, power: ${power}, seed: ${sketch} });

// All directions at once are the exact decomposition.
const most = Math.min(A.rows, A.cols);
const exact = projection.randomizedSvd(A, most, { oversample: 0, power: 0 }).S;
const norm = (numbers) => Math.hypot(...numbers);
let squared = 0;
for (let i = 0; i < A.rows; i++) {
  for (let j = 0; j < A.cols; j++) {
    let rest = A.data[i * A.cols + j];
    for (let r = 0; r < k; r++) rest -= U.data[i * k + r] * S[r] * V.data[j * k + r];
    squared += rest * rest;
  }
}
const error = Math.sqrt(squared) / norm(exact);
const best = norm(exact.subarray(k)) / norm(exact);
console.log(JSON.stringify({ error, best, residual, values: [...S], exact: [...exact] }));
`;
}

function makePicture({ picture, image }: NeighboursState): string {
  if (picture === "own" && image !== undefined) {
    const { data, rows, cols } = image;
    const bytes = [...data].map((grey) => Math.round(grey * 255));
    return `const greys = [${bytes.join(",")}];
const A = { data: Float64Array.from(greys, (grey) => grey / 255), rows: ${rows}, cols: ${cols} };`;
  }
  const { rows, cols } = paintingSize;
  return `const [rows, cols] = [${rows}, ${cols}];
const noise = initialization.normal(rows * cols, { seed: ${paintingSeed} });
const paint = ${brushText(picture === "own" ? "landscape" : picture)};
const A = { data: noise.map((noise, n) => Math.min(Math.max(paint((n % cols) / cols, Math.floor(n / cols) / rows, noise), 0), 1)), rows, cols };`;
}
