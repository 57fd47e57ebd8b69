/**
 * The package's results beside the exact ones of tests/golden/accuracy.json: errors, and what rounding
 * the arguments alone does to the result. All are relative.
 */
import { readFileSync } from "node:fs";

const reference = JSON.parse(
  readFileSync(new URL("../golden/accuracy.json", import.meta.url), "utf8"),
);

const labels = Int32Array.from({ length: 24 }, (_, i) => i % 2);

/** What is called: the package, the arguments, and the name that tells a function's results apart. */
const calls = {
  gaussian: {
    kl: ({ gaussian }, [p, q]) => gaussian.kl(p, q),
    bhattacharyya: ({ gaussian }, [p, q]) => gaussian.bhattacharyya(p, q).distance,
    hellinger: ({ gaussian }, [p, q]) => gaussian.hellinger(p, q).distance,
    wasserstein2: ({ gaussian }, [p, q]) => gaussian.wasserstein2(p, q).squared,
    entropicWasserstein: ({ gaussian }, args) => gaussian.entropicWasserstein(...args),
    entropy: ({ gaussian }, [p]) => gaussian.entropy(p),
    mahalanobis: ({ gaussian }, [p, x]) => gaussian.mahalanobis(p, [x]),
    squareRoot: ({ gaussian }, [S]) => gaussian.squareRoot(S).data,
    frechet: ({ gaussian }, [X, Y]) => gaussian.frechet(X, Y).squared,
  },
  logistic: {
    fit: ({ logistic }, [X]) => logistic.fit(X, labels).weights.data,
    refine: ({ logistic }, [X]) => logistic.refine(X, labels, { tolerance: 1e-13 }).weights.data,
    whiten: ({ logistic }, [X]) => logistic.whiten(X, { kind: "zca" }).matrix.data,
    linearRegression: ({ logistic }, [X, Y]) => logistic.linearRegression(X, Y).weights.data,
  },
  projection: {
    randomizedSvd: ({ projection }, [A]) => projection.randomizedSvd(A, 5, { seed: 1 }).S,
    rangeFinder: ({ projection }, [A]) => gram(projection.rangeFinder(A, 5, { seed: 1 })),
  },
  tails: {
    normTail: ({ projection }, [n, epsilon]) => projection.normTail(n, epsilon),
    collisionProbability: ({ projection }, [distance, width]) =>
      projection.collisionProbability({ distance, width }),
    bandingCurve: ({ projection }, [p]) => projection.bandingCurve([p], 4, 40),
  },
  entropy: {
    shannon: ({ entropy }, [p]) => entropy.shannon(p),
    renyi: ({ entropy }, [p, order]) => entropy.renyi(p, order),
    tsallis: ({ entropy }, [p, order]) => entropy.tsallis(p, order),
    power: ({ entropy }, [p, gamma]) => entropy.power(p, gamma),
    normalize: ({ entropy }, [p, nats], what) => {
      const { gamma, probabilities } = entropy.normalize(p, { nats });
      return what === "γ" ? gamma : probabilities;
    },
    softmax: ({ entropy }, [logits]) => entropy.softmax(logits),
  },
  kernels: ({ smoothing }, [x], order, name) => smoothing.kernel(name, 1)[order]([x]),
  smoothing: ({ smoothing }, [x, width], kernel, name) =>
    smoothing.smooth(name, [x], { kernel, width }),
  activations: ({ smoothing }, [x], derivative, name) =>
    smoothing.activation(name, [x], { derivative: ["f", "f′", "f″"].indexOf(derivative) }),
  initialization: {
    truncatedMoments: ({ initialization }, [low, high], what) =>
      initialization.truncatedMoments(0, 1, low, high ?? Infinity)[what.split(",")[0]],
    truncationStdFactor: ({ initialization }, [cut]) => initialization.truncationStdFactor(cut),
  },
};

/** QᵀQ. */
function gram({ data, rows, cols }) {
  const product = new Float64Array(cols * cols);
  for (let k = 0; k < rows; ++k)
    for (let i = 0; i < cols; ++i)
      for (let j = 0; j < cols; ++j)
        product[i * cols + j] += data[k * cols + i] * data[k * cols + j];
  return product;
}

/** @returns for each function and situation where it was called (`at`), its errors, and the unavoidable ones */
export function measure(lemmata) {
  return reference.lines.map(({ family, function: name, situation, each, at, input, exact, unavoidable }) => {
    const call = calls[family][name] ?? calls[family];
    const error = input.map((number, i) => {
      const found = call(lemmata, reference.inputs[family][number], situation, name);
      return errorOf(typeof found === "number" ? [found] : found, exact[i], each);
    });
    return { family, function: name, situation, at, error, unavoidable };
  }); // prettier-ignore
}

function errorOf(found, exact, each) {
  if (found.length !== exact.length) throw new Error(`${found.length} of ${exact.length} numbers`);
  const errors = exact.map(([value, rest], i) => Math.abs(found[i] - value - rest));
  const sizes = exact.map(([value]) => Math.abs(value));
  if (!each) return Math.max(...errors) / Math.max(...sizes);
  return Math.max(...errors.map((error, i) => error / sizes[i]));
}
