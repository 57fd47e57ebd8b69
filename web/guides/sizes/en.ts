import type { GuideText } from "../guide.ts";
import { sizeTable, timeTable } from "./figures.ts";

export const en = {
  title: "Sizes and performance: lemmata",
  description: "How much is downloaded, how fast it is, and what makes it faster.",
  name: "Sizes and performance",
  heading: "Sizes and performance",
  lede: "What is downloaded, what it does in a millisecond, and the few habits that matter.",
  sections: [
    {
      heading: "How much is downloaded",
      parts: [
        sizeTable("Sizes of the module", ["entry", "gzip", "Brotli"]),
        "These are WebAssembly and its glue, all seven systems. A test keeps the module under 195 KB gzipped. It is fetched when <code>load()</code> is called and not before; to have it ready, begin early and await it late:",
        "@early",
      ],
    },
    {
      heading: "How fast it is",
      parts: [
        "Medians of seven rounds in one thread of Node 20, on a server’s AMD EPYC; times include the way into the module’s memory and back. Next to each stands another implementation of the same on the same machine, which is not always slower: the libraries behind NumPy use wider instructions than WebAssembly has.",
        timeTable("Times", ["task", "lemmata", "another"], {
          normalize: {
            task: "10,000 × 1,000 logits to an entropy, per element",
            peer: "scikit-learn, less exactly",
          },
          softmax: { task: "softmax and entropy of the same, per element", peer: "typed arrays" },
          wasserstein: { task: "W2 of two Gaussians, 512 dimensions", peer: "ml-matrix" },
          frechet: {
            task: "Fréchet distance of 1,000 + 1,000 samples, 2,048 dimensions",
            peer: "NumPy",
          },
          normals: { task: "normal random numbers, each", peer: "@stdlib" },
          svd: { task: "randomized SVD, rank 20 of 2,000 × 1,000", peer: "ml-matrix" },
          closedForm: { task: "a classifier of 100,000 × 50 in closed form", peer: "typed arrays" },
        }),
        "The bench, its method and all results are in <code>bench/README.md</code> of the source; it checks every result against an independent one.",
      ],
    },
    {
      heading: "What makes it faster",
      parts: [
        "<ul><li><b>One call for many rows.</b> <code>normalizeRows</code>, <code>softmaxRows</code>, <code>logDensity</code> and the like pay the way into WebAssembly once for many rows, where a loop pays it for each.</li><li><b><code>out</code> in loops.</b> A fresh array of ten million numbers costs the system more than the computation: softmax takes 3.8 ns per element into an array that exists, and 30.2 ns into a new one.</li><li><b>float32</b> where it suffices: the same softmax takes 2.4 ns.</li><li><b>Typed arrays</b> are copied as they are; nested arrays are read number by number.</li><li><b><code>pairwise</code></b> factors each covariance once: 1,000 divergences in 64 dimensions take 18.1 ms so, and 65.9 ms one by one.</li><li><b>The pool</b> for many rows.</li></ul>",
        "@out",
        "@pairwise",
      ],
    },
  ],
  live: {},
} satisfies GuideText;
