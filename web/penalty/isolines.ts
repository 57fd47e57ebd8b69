import { short } from "../kit/svg.ts";

/** Values over a grid of cols × rows points, row by row from the top left. */
export interface Grid {
  values: ArrayLike<number>;
  cols: number;
  rows: number;
}

// Which edges of a cell a level crosses, by which of its corners lie above: top left 8, top right 4,
// bottom right 2, bottom left 1. Edges: 0 top, 1 right, 2 bottom, 3 left.
const crossings: readonly (readonly number[])[] = [
  [], [3, 2], [2, 1], [3, 1], [0, 1], [0, 3, 1, 2], [0, 2], [0, 3],
  [0, 3], [0, 2], [0, 1, 2, 3], [0, 1], [3, 1], [2, 1], [3, 2], [],
]; // prettier-ignore

/** The line along which the values have a level, as a path of so many pixels a cell (marching squares). */
export function isoline(
  { values, cols, rows }: Grid,
  level: number,
  dx: number,
  dy: number,
): string {
  let path = "";
  for (let j = 0; j + 1 < rows; j++) {
    for (let i = 0; i + 1 < cols; i++) {
      const at = j * cols + i;
      const a = values[at]!;
      const b = values[at + 1]!;
      const c = values[at + cols + 1]!;
      const d = values[at + cols]!;
      const above =
        (a > level ? 8 : 0) + (b > level ? 4 : 0) + (c > level ? 2 : 0) + (d > level ? 1 : 0);
      // Nearly every cell lies on one side.
      if (above === 0 || above === 15) continue;
      const edges = crossings[above]!;
      const part = (from: number, to: number): number => (level - from) / (to - from);
      const point = (edge: number): string => {
        const [x, y] =
          edge === 0 ? [i + part(a, b), j] : edge === 1 ? [i + 1, j + part(b, c)] : edge === 2 ? [i + part(d, c), j + 1] : [i, j + part(a, d)]; // prettier-ignore
        return `${short(x * dx)} ${short(y * dy)}`;
      };
      for (let k = 0; k < edges.length; k += 2) {
        path += `M${point(edges[k]!)}L${point(edges[k + 1]!)}`;
      }
    }
  }
  return path;
}
