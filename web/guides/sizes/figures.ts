import { table } from "../guide.ts";

/** Figures of the README and of bench/README.md; a test looks each up there. */
export const sizes = [
  { form: "lemmata/external", gzip: "150 KB", brotli: "126 KB" },
  { form: "lemmata", gzip: "156 KB", brotli: "128 KB" },
] as const;

/** What is done, its time with lemmata, and that of another; `rows` are the bench's rows they are from. */
export const times = {
  normalize: {
    ours: "10.3",
    other: "121",
    unit: "ns",
    rows: ["lemmata", "scikit-learn, bisection to 1e-5"],
  },
  softmax: { ours: "3.8", other: "39.9", unit: "ns", rows: ["lemmata", "typed arrays"] },
  wasserstein: {
    ours: "66.6",
    other: "2,885",
    unit: "ms",
    rows: ["lemmata", "ml-matrix, Cholesky"],
  },
  frechet: {
    ours: "402",
    other: "303",
    unit: "ms",
    rows: ["lemmata", "NumPy, SVD of the small product"],
  },
  normals: {
    ours: "10.9",
    other: "49.1",
    unit: "ns",
    rows: ["lemmata", "@stdlib, improved ziggurat"],
  },
  svd: { ours: "48.7", other: "1,132", unit: "ms", rows: ["lemmata", "ml-matrix"] },
  closedForm: { ours: "40.1", other: "416", unit: "ms", rows: ["lemmata", "typed arrays"] },
} as const;

export function sizeTable(label: string, head: readonly string[]): string {
  return table(
    label,
    head,
    sizes.map(({ form, gzip, brotli }) => [`<code>${form}</code>`, gzip, brotli]),
  );
}

export function timeTable(
  label: string,
  head: readonly string[],
  words: Readonly<Record<keyof typeof times, { task: string; peer: string }>>,
): string {
  return table(
    label,
    head,
    Object.entries(times).map(([name, { ours, other, unit }]) => {
      const { task, peer } = words[name as keyof typeof times];
      return [task, `${ours} ${unit}`, `${other} ${unit}<br>${peer}`];
    }),
  );
}
