type Names = Readonly<Record<string, string>>;

// Attributes that are called as in the state.
function named(...names: readonly string[]): Names {
  return Object.fromEntries(names.map((name) => [name, name]));
}

// prettier-ignore
/** The attributes of each element, with their names in its system's state, in the order of the site's pages. */
export const attributes = {
  "lemmata-entropy": { probabilities: "distribution", target: "target" },
  "lemmata-gaussian": { p: "p", q: "q", time: "t", ...named("dimension", "mix", "arrows") },
  "lemmata-projection": { points: "points", dimensions: "n", ...named("epsilon", "kind", "data", "inputs", "seed", "tokens", "lambda") },
  "lemmata-neighbours": named("panel", "cloud", "x", "y", "theta", "bits", "tables", "seed", "picture", "rank", "oversample", "power", "sketch"),
  "lemmata-smoothing": { function: "f", ...named("kernel", "width", "at", "chart", "gated", "view") },
  "lemmata-initialization": named("blocks", "activation", "depth", "width", "head", "gain", "alpha", "scale", "seed", "cut"),
  "lemmata-logistic": named("samples", "prior", "ridge", "step", "shade"),
  "lemmata-penalty": { network: "start", ...named("samples", "step", "rate"), "input-penalty": "inputPenalty", "parameter-penalty": "parameterPenalty", ...named("scale", "probe", "norm", "mode") },
} satisfies Readonly<Record<string, Names>>;
