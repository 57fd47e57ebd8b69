import type { Initialization } from "lemmata";
import type { Greys, Painting } from "./state.ts";

export const paintingSize = { rows: 192, cols: 256 };
export const paintingSeed = 4;

/** A picture that the page draws by itself: greys from 0 to 1. */
export function paint(initialization: Initialization, name: Painting): Greys {
  const { rows, cols } = paintingSize;
  const noise = initialization.normal(rows * cols, { seed: paintingSeed });
  const brush = brushes[name];
  const data = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) {
      const grey = brush(j / cols, i / rows, noise[i * cols + j]!);
      data[i * cols + j] = Math.min(Math.max(grey, 0), 1);
    }
  return { data, rows, cols };
}

// A grey of each place; x and y go from 0 to 1, y downwards.
/** The text of a brush, which needs nothing but its arguments. */
export const brushText = (name: Painting): string => String(brushes[name]);

const brushes: Record<Painting, (x: number, y: number, noise: number) => number> = {
  landscape: (x, y, noise) => {
    const grain = 0.05 * noise;
    const far =
      0.5 + 0.07 * Math.sin(7 * x + 1) + 0.035 * Math.sin(19 * x) + 0.015 * Math.sin(53 * x);
    const near = 0.72 + 0.08 * Math.sin(4.2 * x + 4) + 0.02 * Math.sin(31 * x + 2);
    if (y > near) return 0.2 + 0.25 * (y - near) + 0.07 * Math.sin(90 * x + 60 * y * y) + grain;
    // Firs along the near ridge.
    const fir = Math.abs(((x * 16 + 0.3 * Math.sin(40 * x)) % 1) - 0.5);
    if (near - y < 0.17 * (0.5 - fir * 1.5)) return 0.1 + grain;
    if (y > far) return 0.42 + 0.5 * (y - far) + 0.04 * Math.sin(70 * (y - far) + 9 * x) + grain;
    const sun = Math.hypot((x - 0.74) * 4, (y - 0.2) * 3);
    if (sun < 0.36) return 0.97;
    const cloud = 0.08 * Math.sin(13 * x + 3 * Math.sin(9 * y)) * Math.sin(24 * y);
    return 0.9 - 0.42 * y + 0.14 * Math.exp(-2.5 * (sun - 0.36)) + cloud + grain / 2;
  },
  gradient: (x, y) =>
    0.5 + 0.24 * Math.sin(4 * x + 3 * y) + 0.2 * Math.exp(-8 * ((x - 0.6) ** 2 + (y - 0.4) ** 2)) - 0.12 * Math.cos(9 * x * y), // prettier-ignore
  // Twelve patterns of equal weight on a grey, the thirteenth, and a little noise.
  steps: (x, y, noise) => {
    let sum = 0;
    for (let k = 1; k <= 12; k++) sum += Math.cos(Math.PI * k * x) * Math.cos(Math.PI * ((k * 5) % 13) * y); // prettier-ignore
    return 0.5 + 0.055 * sum + 0.012 * noise;
  },
  noise: (_x, _y, noise) => 0.5 + 0.2 * noise,
  flag: (x, y) => (Math.abs(x - 0.36) < 0.055 || Math.abs(y - 0.5) < 0.075 ? 0.95 : 0.3),
};
