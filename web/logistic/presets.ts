import type { View } from "../kit/plane.ts";

/** A sample in the plane. */
export type Point = readonly [x: number, y: number];
/** The points of class 0, which is blue, and of class 1, which is vermilion. */
export type Classes = readonly [readonly Point[], readonly Point[]];

/** Two classes to start from, and the part of the plane that shows them. */
export interface Preset {
  classes: Classes;
  view: View;
}

interface Cloud {
  x: number;
  y: number;
  along: number;
  across: number;
  /** In degrees. */
  angle: number;
}

const usual: View = { x: 0, y: 0, half: 6 };

/** What the page opens with: two Gaussian clouds of one covariance. */
export const opening: Preset = {
  classes: [
    cloud(32, 1, { x: -1.5, y: -0.5, along: 1.5, across: 0.9, angle: 40 }),
    cloud(32, 40, { x: 1.5, y: 0.6, along: 1.5, across: 0.9, angle: 40 }),
  ],
  view: usual,
};

/** Twelve points of class 1, far out on its own side of the line. */
export const farPoints = cloud(12, 7, { x: 10.5, y: -2.6, along: 0.9, across: 0.7, angle: 20 });

export const presets = {
  far: {
    classes: [opening.classes[0], [...opening.classes[1], ...farPoints]],
    view: { x: 3.6, y: 0, half: 9.5 },
  },
  imbalanced: {
    classes: [
      cloud(80, 5, { x: -0.9, y: 0, along: 1.3, across: 1, angle: 70 }),
      cloud(4, 3, { x: 2.2, y: 0.5, along: 0.8, across: 0.6, angle: 70 }),
    ],
    view: usual,
  },
  unequal: {
    classes: [
      cloud(32, 3, { x: -1.1, y: 0, along: 0.8, across: 0.7, angle: 0 }),
      cloud(32, 11, { x: 1.4, y: 0.4, along: 2.4, across: 0.8, angle: 65 }),
    ],
    view: usual,
  },
  exponential: { classes: exponential(90), view: { x: 2.2, y: 1.3, half: 4.2 } },
  separable: {
    classes: [
      cloud(24, 2, { x: -1.5, y: 0.4, along: 1.4, across: 0.7, angle: 60 }),
      cloud(24, 21, { x: 1.5, y: -0.4, along: 1.4, across: 0.7, angle: 60 }),
    ],
    view: usual,
  },
  xor: {
    classes: [
      [...cloud(16, 2, corner(-1.8, 1.4)), ...cloud(16, 23, corner(1.8, -1.4))],
      [...cloud(16, 44, corner(1.8, 1.4)), ...cloud(16, 65, corner(-1.8, -1.4))],
    ],
    view: usual,
  },
} satisfies Record<string, Preset>;

export type PresetName = keyof typeof presets;

function corner(x: number, y: number): Cloud {
  return { x, y, along: 0.7, across: 0.7, angle: 0 };
}

// Two sequences that fill the square evenly (Roberts 2018): the clouds are the same in every tab, and
// have neither holes nor lumps.
function even(i: number): readonly [number, number] {
  return [(0.5 + i * 0.7548776662466927) % 1, (0.5 + i * 0.5698402909980532) % 1];
}

function cloud(count: number, first: number, { x, y, along, across, angle }: Cloud): Point[] {
  const [c, s] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  return Array.from({ length: count }, (_, i) => {
    const [u, v] = even(first + i);
    const radius = Math.sqrt(-2 * Math.log(u));
    const [a, b] = [along * radius * Math.cos(2 * Math.PI * v), across * radius * Math.sin(2 * Math.PI * v)]; // prettier-ignore
    return [rounded(x + c * a - s * b), rounded(y + s * a + c * b)];
  });
}

// Both coordinates exponential; the log-odds of class 1 are 2x − y − 0.6.
function exponential(count: number): Classes {
  const classes: [Point[], Point[]] = [[], []];
  for (let i = 1; i <= count; i++) {
    const [u, v] = even(i);
    const [x, y] = [-1.1 * Math.log(u), -1.1 * Math.log(v)];
    const odds = Math.exp(2 * x - y - 0.6);
    const label = (0.5 + i * 0.6180339887498949) % 1 < odds / (1 + odds) ? 1 : 0;
    classes[label].push([rounded(x), rounded(y)]);
  }
  return classes;
}

function rounded(value: number): number {
  return Math.round(value * 1e3) / 1e3;
}
