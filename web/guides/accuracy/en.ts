import type { GuideText } from "../guide.ts";
import { cases, plots, worst, type Words } from "./figures.ts";

const words: Words = {
  head: ["function", "largest error", "at", "unavoidable there", "at most × unavoidable"],
  error: "relative error",
  axes: {
    gaussian: "condition of the covariance",
    logistic: "condition of the covariance",
    projection: "condition of the matrix",
    "tails.normTail": "1 / probability",
    "tails.collisionProbability": "distance / width",
    "tails.bandingCurve": "1 / p",
    entropy: "largest / smallest probability",
    kernels: "|x| in widths",
    smoothing: "|x|, at width ¼",
    activations: "|x|",
    initialization: "lower end, or end / length",
    "initialization.truncationStdFactor": "c or 1 / c",
  },
  situations: {
    far: "far apart",
    near: "nearly equal",
    largest: "of the largest value",
    each: "of each value",
    "mean, tail": "mean, [a, ∞)",
    "mean, narrow": "mean, narrow",
    "variance, tail": "variance, [a, ∞)",
    "variance, narrow": "variance, narrow",
  },
};

export const en = {
  title: "Accuracy: lemmata",
  description:
    "The errors of the package’s functions, measured against exact results up to a condition of 10¹⁴.",
  name: "Accuracy",
  heading: "Accuracy",
  lede: "How many digits are right, function by function, where it is hard: nearly singular covariances, nearly equal distributions, far tails, ratios of 10<sup>300</sup>.",
  sections: [
    {
      heading: "What was measured",
      parts: [
        `${cases} results of the package were compared with those of mpmath at 60 digits and more, which takes the same float64 numbers for exact. An error is relative to the result; of a vector or matrix to its largest entry, or, where it says so, each entry’s to itself.`,
        "An argument is a rounded number. <b>Unavoidable</b> is what rounding alone does: the most that the exact result moved when every argument was changed by half a unit in its last place, up or down by chance, eight times; and half a unit for the result. It grows with the condition, and no algorithm can promise less. Solid in the plots is the error, dashed the unavoidable; both axes are logarithmic. One float64 has a unit of 2.2 × 10<sup>−16</sup>.",
        "The figures are rounded up. A test of the project measures again and fails if one of them states less than there is; <code>npm run accuracy</code> in the source makes them, <code>tests/golden/accuracy</code> the exact results.",
        "@rare",
      ],
    },
    {
      heading: "Normal distributions",
      parts: [
        "Pairs in four dimensions with random axes: unrelated ones, and ones whose means and covariances differ by 10<sup>−4</sup> of a deviation, where the distances are what is left of numbers that cancel. <code>wasserstein2</code> adds singular values; where their Gram matrix yields these to 10<sup>−12</sup> of the result it is taken, for speed.",
        plots("gaussian", words),
        worst("gaussian", "Errors of distances", words),
      ],
    },
    {
      heading: "Entropy",
      parts: [
        "Six probabilities whose ratios go up to 10<sup>300</sup>. The entropy of nearly certain outcomes is as exact as any other; powers and tempered distributions are compared entry by entry, the least likely one included.",
        plots("entropy", words),
        worst("entropy", "Errors of entropies", words),
      ],
    },
    {
      heading: "Classifiers and whitening",
      parts: [
        "Twenty-four rows of three features. <code>fit</code> and <code>linearRegression</code> are made from covariances, which rows can be added to and merged in any order; the price is that their error grows with the condition of the covariance, where methods on the rows lose only its square root. <code>whiten</code> and <code>refine</code> work on the rows. <code>refine</code> ends at its tolerance, here 10<sup>−13</sup>; 10<sup>−8</sup> unless given. From a condition of about 10<sup>13</sup> on a direction counts as none, and <code>rank</code> says so.",
        plots("logistic", words),
        worst("logistic", "Errors of classifiers", words),
      ],
    },
    {
      heading: "Decompositions, tails and curves",
      parts: [
        "Singular values of 9 × 5 matrices by random projection to all five: exact to the largest one’s rounding, so that small ones have what is left. <code>rangeFinder</code>: how far QᵀQ is from the identity.",
        plots("projection", words),
        worst("projection", "Errors of decompositions", words),
        "Tails of χ² of 3 to 3,000 degrees of freedom, down to 10<sup>−285</sup>; collisions of hashes; 1 − (1 − p<sup>4</sup>)<sup>40</sup>.",
        plots("tails", words),
        worst("tails", "Errors of tails", words),
      ],
    },
    {
      heading: "Kernels",
      parts: [
        "Density, distribution function and its integral at width 1, on both sides; the errors on the left, where they are small, are relative as well.",
        plots("kernels", words),
        worst("kernels", "Errors of kernels", words),
      ],
    },
    {
      heading: "Smoothed functions and activations",
      parts: [
        "Near its kink and far from it. A function with knots is a sum, and where the sum passes through zero (<code>sign</code>, <code>clip</code> and <code>soft-threshold</code> beside 0) the error is a rounding of the terms, about 10<sup>−16</sup>, not of what is left of them.",
        plots("smoothing", words),
        worst("smoothing", "Errors of smoothed functions", words),
        "Activations and their first two derivatives, to where they are smaller than 10<sup>−290</sup>.",
        plots("activations", words),
        worst("activations", "Errors of activations", words),
      ],
    },
    {
      heading: "Truncated normals",
      parts: [
        "Cut to [a, ∞) with a up to 10<sup>8</sup> deviations, and to intervals as short as 10<sup>−7</sup>; and the factor for ±c.",
        plots("initialization", words),
        worst("initialization", "Errors of truncated normals", words),
      ],
    },
  ],
  live: {},
} satisfies GuideText;
