/**
 * One call of every function of the package: what arguments it takes, made from a `Draw`, and how it is
 * called with them. `args(draw, lemmata)` makes the arguments; `run(lemmata, args)` gives a plain result,
 * what it held is disposed.
 */
import { Draw } from "./draw.mjs";

const kernels = ["gaussian", "logistic", "laplace", "uniform", "triangular", "epanechnikov", "cosine", "student-t2", "sech", "bump"]; // prettier-ignore
const functions = ["relu", "leaky-relu", "abs", "step", "sign", "clip", "relu6", "hard-tanh", "hard-sigmoid", "soft-threshold", "hinge", "floor", "ceil", "round", "frac"]; // prettier-ignore
const smoothActivations = ["gelu", "gelu-tanh", "gelu-sigmoid", "silu", "softplus", "sau", "squareplus", "mish"]; // prettier-ignore
const activations = ["identity", "relu", "leaky-relu", "gelu", "gelu-tanh", "silu", "sigmoid", "tanh", "softplus", "elu", "selu", "mish", "relu2", "sin", "hard-swish"]; // prettier-ignore
const norms = ["spectral", "product", "frobenius", "nuclear", "max", "rms-frobenius", "induced-1", "induced-inf"]; // prettier-ignore
const metrics = ["kl", "jeffreys", "bhattacharyya", "wasserstein2"];
const schemes = ["lecun", "xavier", "he", "orthogonal", "t5-q", "t5-wo", "ntk", "mup"];
const kinds = ["gaussian", "rademacher", "sparse", "orthonormal", "srht", "count-sketch"];
// What an engine computes the same everywhere: no Math.exp and the like.
const square = (x) => x * x + Math.abs(x - 0.5);

/** @returns the call of a system's own function */
function on(system, method, args) {
  return {
    system,
    method,
    args,
    run: (lemmata, given) => plain(lemmata[system][method](...given)),
  };
}

/** @returns the call of a function of what `make` makes: an index, a projector, statistics, a network */
function held(owner, method, make, args) {
  return {
    owner,
    method,
    args,
    run(lemmata, given) {
      const handle = make(lemmata);
      try {
        const result = handle[method];
        return plain(typeof result === "function" ? result.apply(handle, given) : result, handle);
      } finally {
        handle.dispose();
      }
    },
  };
}

/** What a call gave, or what it did to the handle that it belongs to. */
function plain(result, handle) {
  if (result === undefined && typeof handle?.save === "function") return handle.save();
  if (typeof result !== "object" || result === null || typeof result.dispose !== "function")
    return result;
  try {
    if (typeof result.save === "function") return result.save();
    return typeof result.matrix === "function" ? result.matrix() : result.weights();
  } finally {
    result.dispose();
  }
}

/** The bytes that a handle is saved as, as the only argument. */
const saved = (make) => (_, lemmata) => {
  const handle = make(lemmata);
  try {
    return [handle.save()];
  } finally {
    handle.dispose();
  }
};

const two = (d) => { const n = d.integer(1, 5); return [d.gaussian(n), d.gaussian(n)]; }; // prettier-ignore
const pair = (...more) => (d) => [...two(d), ...more.map((one) => one(d))]; // prettier-ignore
const target = (d) => d.one([{ fraction: d.number(0.2, 0.9) }, { nats: d.number(0.1, 0.6) }, d.number(0.2, 0.6)]); // prettier-ignore
const length = (d) => d.integer(2, 40);
const classified = (d) => { const n = d.integer(20, 60); return [d.rows(n, 3), d.labels(n, 3)]; }; // prettier-ignore
const model = (d) => ({ weights: d.matrix(3, 3), bias: d.vector(3), classes: 3, features: 3 });
const head = (d) => d.one(["half-square", "sum", { cotangent: d.vector(2) }, { crossEntropy: 1 }, { squaredError: d.vector(2) }]); // prettier-ignore
const layers = (d) => [
  { weights: d.matrix(4, 3), bias: d.vector(4), activation: d.one(activations) },
  { weights: d.matrix(2, 4), bias: d.vector(2), activation: d.one(activations) },
];

const entropy = [
  on("entropy", "shannon", (d) => [d.distribution(length(d)), { base: d.one([2, 10]) }]),
  on("entropy", "perplexity", (d) => [d.distribution(length(d))]),
  on("entropy", "renyi", (d) => [d.distribution(length(d)), d.one([0, 1, 2, Infinity, d.number(0, 4)])]),
  on("entropy", "tsallis", (d) => [d.distribution(length(d)), d.one([0, 1, 2, d.number(0, 4)])]),
  on("entropy", "softmax", (d) => [d.numbers(length(d), -20, 20), d.number(0.1, 3)]),
  on("entropy", "softmaxRows", (d) => [d.rows(d.integer(1, 6), length(d), -20, 20), d.number(0.1, 3), {}]),
  on("entropy", "power", (d) => [d.distribution(length(d)), d.number(0, 3)]),
  on("entropy", "reachable", (d) => [d.distribution(length(d)), { tieTolerance: 1e-3 }]),
  on("entropy", "normalize", (d) => [d.numbers(length(d)), target(d), { input: "logits", tolerance: 1e-12, maxIterations: 200, tieTolerance: 0, renormalize: false }]),
  on("entropy", "normalizeRows", (d) => [d.rows(5, length(d)), d.one([target(d), d.vector(5, 0.2, 0.6), Array.from({ length: 5 }, () => target(d))]), { input: "logits", unreachable: "clamp" }]),
  on("entropy", "clampRows", (d) => [d.distributions(d.integer(1, 6), length(d)), { min: { nats: 0.3 }, max: { nats: d.number(0.4, 0.6) } }, { tolerance: 1e-12 }]),
  on("entropy", "articleIteration", (d) => [d.distribution(length(d)), target(d), d.integer(1, 9)]),
  on("entropy", "firstOrderGamma", (d) => [d.distribution(length(d)), target(d)]),
  on("entropy", "secondOrderGamma", (d) => [d.distribution(length(d)), target(d)]),
  on("entropy", "curve", (d) => [d.distribution(length(d)), d.numbers(9)]),
  on("entropy", "normalizeVjp", (d) => { const n = length(d); return [d.vector(n), target(d), d.vector(n)]; }),
  on("entropy", "jacobian", (d) => [d.numbers(d.integer(2, 9)), target(d)]),
  on("entropy", "affinities", (d) => { const n = d.integer(5, 12); return [d.rows(n, n, 0.1, 9), d.number(1.5, 3), { self: d.one(["exclude", "include"]) }]; }),
]; // prettier-ignore

const gaussian = [
  on("gaussian", "entropy", (d) => [d.gaussian(3)]),
  on("gaussian", "logDensity", (d) => [d.gaussian(3), d.rows(7, 3)]),
  on("gaussian", "mahalanobis", (d) => [d.gaussian(3), d.rows(7, 3)]),
  on("gaussian", "sample", (d) => [d.gaussian(3), d.integer(1, 40), d.seed()]),
  on("gaussian", "fit", (d) => [d.rows(d.integer(6, 30), 3), { covariance: d.one(["ml", "unbiased", "ledoit-wolf", "oas"]) }]),
  ...["kl", "crossEntropy", "jeffreys", "bhattacharyya", "hellinger", "bestChernoff", "chiSquared", "wasserstein2", "jensenShannonBounds", "distances", "transportMap"].map((name) => on("gaussian", name, two)),
  on("gaussian", "chernoff", pair((d) => d.number(0.05, 0.95))),
  on("gaussian", "renyi", pair((d) => d.number(0.1, 0.9))),
  on("gaussian", "entropicWasserstein", pair((d) => d.number(0.1, 2))),
  on("gaussian", "jensenShannon", pair((d) => ({ samples: d.integer(2, 50), seed: d.seed() }))),
  on("gaussian", "pairwise", (d) => [d.one([...metrics, "hellinger"]), [d.gaussian(3), d.gaussian(3)], [d.gaussian(3)]]),
  on("gaussian", "gradient", (d) => [d.one(metrics), ...two(d)]),
  on("gaussian", "geodesic", pair((d) => d.unit())),
  on("gaussian", "barycenter", (d) => [[d.gaussian(3), d.gaussian(3), d.gaussian(3)], d.numbers(3, 0.1, 1), { tolerance: 1e-10, maxIterations: 500 }]),
  on("gaussian", "frechet", (d) => [d.rows(12, 3), d.rows(9, 3)]),
  on("gaussian", "squareRoot", (d) => [d.covariance(d.integer(1, 6))]),
  on("gaussian", "geometricMean", (d) => { const n = d.integer(1, 6); return [d.covariance(n), d.covariance(n)]; }),
]; // prettier-ignore

const index = ({ projection }) => projection.lsh(new Draw(11).matrix(60, 5), { seed: 3 });
const projector = ({ projection }) => projection.projector(6, 4, { seed: 5 });

const projection = [
  on("projection", "normTail", (d) => [d.integer(1, 300), d.number(0.05, 0.9), d.one(["article", "chernoff", "exact"])]),
  on("projection", "innerProductTail", (d) => [d.integer(1, 300), d.number(0.05, 0.9), d.one(["article", "chernoff"])]),
  on("projection", "minDimension", (d) => [d.integer(2, 1e6), d.number(0.05, 0.9), { method: d.one(["article", "dasgupta-gupta", "chernoff", "exact"]), failure: 0.01 }]),
  on("projection", "failureProbability", (d) => [d.integer(2, 1e6), d.integer(1, 4000), d.number(0.05, 0.9), d.one(["article", "chernoff", "exact"])]),
  on("projection", "distortionFor", (d) => [d.integer(2, 1e6), d.integer(100, 4000), d.number(0.01, 0.5)]),
  on("projection", "maxPoints", (d) => [d.integer(1, 4000), d.number(0.05, 0.9), d.number(0.01, 0.5)]),
  on("projection", "embeddingDimension", (d) => [d.integer(2, 1e5), { rule: d.one(["8.33", "8", "golden", "exact"]), states: d.one(["pair", "row"]), lambda: d.number(0.1, 1) }]),
  on("projection", "entropyDrop", (d) => [d.integer(1, 500), d.number(0.1, 1)]),
  on("projection", "attentionLogScale", (d) => [d.integer(1, 1e5), d.number(2, 600)]),
  on("projection", "distortion", (d) => [d.rows(9, 5), d.rows(9, 3), { epsilon: 0.5, maxPairs: 20, seed: d.seed() }]),
  on("projection", "simhash", (d) => [d.rows(9, 5), d.integer(1, 100), d.seed()]),
  on("projection", "hamming", (d) => [Uint32Array.from({ length: 7 }, () => d.integer(0, 2 ** 32 - 1)), Uint32Array.from({ length: 7 }, () => d.integer(0, 2 ** 32 - 1))]),
  on("projection", "angle", (d) => { const bits = d.integer(1, 200); return [d.integer(0, bits), bits]; }),
  on("projection", "collisionProbability", (d) => [d.one([{ angle: d.number(0, 3) }, { distance: d.number(0, 5), width: d.number(0.1, 4) }])]),
  on("projection", "bandingCurve", (d) => [d.numbers(9, 0, 1), d.integer(1, 9), d.integer(1, 30)]),
  on("projection", "optimalBanding", (d) => [d.number(0.6, 0.9), d.number(0.1, 0.5), d.integer(2, 400)]),
  on("projection", "lsh", (d) => [d.rows(d.integer(2, 50), 5), { metric: d.one(["angular", "euclidean"]), tables: 4, bits: 6, probes: 9, width: 2, seed: d.seed() }]),
  on("projection", "lshLoad", saved(index)),
  on("projection", "projector", (d) => [d.integer(4, 20), d.integer(1, 4), { kind: d.one(kinds), seed: d.seed() }]),
  on("projection", "rangeFinder", (d) => [d.rows(9, 6), d.integer(1, 4), { oversample: 2, power: 1, seed: d.seed() }]),
  on("projection", "randomizedSvd", (d) => [d.rows(9, 6), d.integer(1, 4), { oversample: 2, power: 1, seed: d.seed() }]),
  on("projection", "pca", (d) => [d.rows(9, 6), d.integer(1, 4), { oversample: 2, power: 1, seed: d.seed() }]),
  on("projection", "approximateProduct", (d) => [d.rows(4, 9), d.rows(9, 3), d.integer(1, 40), d.seed()]),
  held("LshIndex", "size", index, () => []),
  held("LshIndex", "dimensions", index, () => []),
  held("LshIndex", "add", index, (d) => [d.rows(d.integer(1, 20), 5)]),
  held("LshIndex", "query", index, (d) => [d.numbers(5), d.integer(1, 9)]),
  held("LshIndex", "queryRows", index, (d) => [d.rows(6, 5), d.integer(1, 9)]),
  held("LshIndex", "save", index, () => []),
  held("Projector", "apply", projector, (d) => [d.rows(d.integer(1, 9), 6), {}]),
  held("Projector", "matrix", projector, () => []),
]; // prettier-ignore

const statistics = ({ logistic }) => {
  const made = logistic.statistics(3, 3);
  const [X, labels] = classified(new Draw(12));
  made.add(X, labels);
  return made;
};

const logistic = [
  on("logistic", "fit", (d) => { const [X, labels] = classified(d); return [X, labels, { mode: d.one(["within", "total-whitened"]), ridge: 0.1, priors: [0.2, 0.3, 0.5], sampleWeights: d.vector(labels.length, 0.5, 2) }]; }),
  on("logistic", "statistics", (d) => [d.integer(1, 6), d.integer(2, 4)]),
  on("logistic", "statisticsLoad", saved(statistics)),
  on("logistic", "refine", (d) => [...classified(d), { l2: d.number(0.01, 1), tolerance: 1e-9, maxIterations: 50, start: "zero" }]),
  on("logistic", "logits", (d) => [model(d), d.rows(9, 3)]),
  on("logistic", "probabilities", (d) => [model(d), d.rows(9, 3)]),
  on("logistic", "predict", (d) => [model(d), d.rows(9, 3)]),
  on("logistic", "evaluate", (d) => [model(d), ...classified(d)]),
  on("logistic", "covariance", (d) => [d.rows(20, 4), d.one(["ml", "unbiased", "ledoit-wolf", "oas", "oas-paper"])]),
  on("logistic", "whiten", (d) => { const [X, labels] = classified(d); return [X, { labels, kind: d.one(["total", "within", "zca"]) }]; }),
  on("logistic", "linearRegression", (d) => [d.rows(20, 4), d.rows(20, 2)]),
  held("ClassStatistics", "count", statistics, () => []),
  held("ClassStatistics", "add", statistics, (d) => { const [X, labels] = classified(d); return [X, labels, d.numbers(labels.length, 0.5, 2)]; }),
  {
    owner: "ClassStatistics",
    method: "merge",
    args: saved(statistics),
    run(lemmata, [saved]) {
      const [made, other] = [statistics(lemmata), lemmata.logistic.statisticsLoad(saved)];
      try {
        made.merge(other);
        return made.save();
      } finally {
        made.dispose();
        other.dispose();
      }
    },
  },
  held("ClassStatistics", "fit", statistics, (d) => [{ covariance: d.one(["ml", "unbiased", "ledoit-wolf", "oas", "diagonal"]), ridge: 0.1 }]),
  held("ClassStatistics", "save", statistics, () => []),
]; // prettier-ignore

const initialization = [
  on("initialization", "uniform", (d) => [d.integer(0, 40), { low: -1, high: d.number(0, 3), seed: d.seed(), offset: d.integer(0, 1e6) }]),
  on("initialization", "normal", (d) => [d.integer(0, 40), { mean: d.number(-1, 1), std: d.number(0.1, 3), seed: d.seed(), offset: d.integer(0, 1e6) }]),
  on("initialization", "truncatedNormal", (d) => [d.integer(0, 40), { mean: 0, std: 1, truncation: { mode: d.one(["parent", "match-std", "absolute"]), low: -1, high: 2 }, seed: d.seed(), offset: 3 }]),
  on("initialization", "truncatedMoments", (d) => [d.number(-1, 1), d.number(0.1, 3), d.number(-3, -1), d.number(1, 3)]),
  on("initialization", "truncationStdFactor", (d) => [d.number(0.1, 9)]),
  on("initialization", "orthogonal", (d) => [d.integer(1, 9), d.integer(1, 9), { gain: d.number(0.1, 3), seed: d.seed() }]),
  on("initialization", "fans", (d) => [[3, 3, d.integer(1, 9), d.integer(1, 9)], d.one(["hwio", "oihw"])]),
  on("initialization", "std", (d) => [d.one(schemes), { in: d.integer(1, 99), out: d.integer(1, 99) }, { gain: 2, heads: 4, depth: 6 }]),
  on("initialization", "initialize", (d) => [[d.integer(1, 9), d.integer(1, 9)], d.one(schemes), { distribution: d.one(["normal", "uniform", "truncated"]), activation: d.one(activations), seed: d.seed(), layout: "in-out" }]),
  on("initialization", "activationMoments", (d) => [d.one([...activations, square])]),
  on("initialization", "solveSelu", (d) => [d.number(-0.1, 0.1), d.number(0.8, 1.2)]),
  on("initialization", "layerNorm", (d) => [d.rows(4, 7), { gamma: d.vector(7), beta: d.vector(7), epsilon: 1e-5 }]),
  on("initialization", "rmsNorm", (d) => [d.rows(4, 7), { gamma: d.vector(7), epsilon: 1e-5 }]),
  on("initialization", "layerNormVjp", (d) => [d.rows(4, 7), d.rows(4, 7), { gamma: d.vector(7), epsilon: 1e-5 }]),
  on("initialization", "rmsNormVjp", (d) => [d.rows(4, 7), d.rows(4, 7), { gamma: d.vector(7), epsilon: 1e-5 }]),
  on("initialization", "effectiveLearningRate", (d) => [d.number(0.01, 1), d.integer(1, 999), d.one(["sgd", "adam"])]),
  on("initialization", "residualWeights", (d) => [d.integer(0, 40), d.one(["post", "pre", "rezero", "scaled"])]),
  on("initialization", "deepNorm", (d) => [{ encoderLayers: d.integer(1, 99), decoderLayers: d.integer(1, 99) }]),
  on("initialization", "attentionStatistics", (d) => [d.rows(4, 7), d.rows(6, 7), d.one(["sqrt", "none", "log", 0.3])]),
  on("initialization", "propagate", (d) => [{ depth: d.integer(1, 4), width: 8, heads: 2, sequence: 4, norm: d.one(["none", "pre", "post", "deepnorm", "rezero"]), activation: d.one(activations), gain: 1, attentionScale: "sqrt", residualScale: 1, samples: 1, seed: d.seed() }]),
]; // prettier-ignore

const network = ({ penalty }) => penalty.network(layers(new Draw(13)));

const penalty = [
  on("penalty", "network", (d) => [layers(d)]),
  on("penalty", "randomNetwork", (d) => [[d.integer(1, 6), d.integer(1, 6), d.integer(1, 6)], { activation: d.one(activations), outputActivation: "tanh", scheme: d.one(["lecun", "he", "orthogonal"]), seed: d.seed() }]),
  on("penalty", "norm", (d) => [d.rows(d.integer(1, 6), d.integer(1, 6)), d.one(norms)]),
  on("penalty", "implicitRegularizer", (d) => [d.unit(), d.unit(), d.unit()]),
  ...["layers", "inputs", "outputs", "parameters"].map((name) => held("Network", name, network, () => [])),
  held("Network", "forward", network, (d) => [d.rows(d.integer(1, 9), 3)]),
  held("Network", "gradients", network, (d) => [d.numbers(3), head(d)]),
  held("Network", "jacobian", network, (d) => [d.numbers(3)]),
  held("Network", "inequality", network, (d) => [d.numbers(3), head(d), d.one(norms)]),
  held("Network", "inequalityRows", network, (d) => [d.rows(5, 3), head(d), d.one(norms)]),
  held("Network", "dirichletEnergy", network, (d) => [d.rows(5, 3), head(d)]),
  held("Network", "lipschitzBound", network, () => []),
  held("Network", "weights", network, () => []),
  held("Network", "train", network, (d) => [d.rows(9, 3), d.matrix(9, 2), { loss: "squared", steps: d.integer(1, 5), rate: 0.01, inputPenalty: 0.1, parameterPenalty: 0.1, batch: 4, seed: d.seed(), onStep: () => true }]),
]; // prettier-ignore

const parameters = { clip: { low: -0.5, high: 0.5 }, "leaky-relu": { slope: 0.2 }, "soft-threshold": { threshold: 0.3 } }; // prettier-ignore
const bends = (d) => ({ offset: d.unit(), slope: d.unit(), knots: [-1, 0.5, 2], jumps: d.vector(3), bends: d.vector(3) }); // prettier-ignore
const smoothed = (d) => ({ kernel: d.one(kernels), width: d.number(0.05, 2), derivative: d.integer(0, 2), withRespectTo: d.one(["x", "width"]) }); // prettier-ignore

/** One of a kernel's functions at x. */
const kernelFunction = (name) => ({
  owner: "SmoothingKernel",
  method: name,
  args: (d) => [d.one(kernels), d.number(0.05, 2), d.numbers(9)],
  run: ({ smoothing }, [kernel, width, ...rest]) => smoothing.kernel(kernel, width)[name](...rest),
});

const smoothing = [
  on("smoothing", "kernel", (d) => [d.one(kernels), d.number(0, 2)]),
  ...["density", "cdf", "ramp"].map(kernelFunction),
  on("smoothing", "smooth", (d) => { const f = d.one([...functions, bends(d)]); return [f, d.numbers(9), { ...smoothed(d), parameters: parameters[f] ?? {} }]; }),
  on("smoothing", "convolve", (d) => [square, d.vector(3), { kernel: d.one(["gaussian", "logistic", "uniform", "bump"]), width: d.number(0.05, 2), derivative: d.integer(0, 1), breakpoints: [0.5], tolerance: 1e-8 }]),
  on("smoothing", "maximum", (d) => [d.numbers(length(d)), d.number(0.1, 30), { debias: d.one([true, false]) }]),
  on("smoothing", "minimum", (d) => [d.numbers(length(d)), d.number(0.1, 30), { debias: d.one([true, false]) }]),
  on("smoothing", "activation", (d) => [d.one(smoothActivations), d.numbers(9), { derivative: d.integer(0, 2) }]),
  on("smoothing", "maxError", (d) => [d.one(functions), d.one(kernels), d.number(0, 3)]),
  on("smoothing", "widthForError", (d) => [d.one(functions), d.one(kernels), d.number(0.51, 3)]),
  on("smoothing", "formula", (d) => [d.one([...functions, bends(d)]), d.one(kernels)]),
]; // prettier-ignore

export const systems = {
  entropy,
  gaussian,
  projection,
  logistic,
  initialization,
  penalty,
  smoothing,
};
export const calls = Object.values(systems).flat();
