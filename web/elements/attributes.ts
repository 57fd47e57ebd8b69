// Attributes that are called as in the state.
const named = (...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, name]));

/** The attributes of each element, with their names in its system's state, in the order of the site's pages. */
export const attributes = {
  "lemmata-entropy": { probabilities: "distribution", target: "target" },
  "lemmata-smoothing": {
    function: "f",
    ...named("kernel", "width", "at", "chart", "gated", "view"),
  },
  "lemmata-initialization": named(
    "blocks",
    "activation",
    "depth",
    "width",
    "head",
    "gain",
    "alpha",
    "scale",
    "seed",
  ),
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;
