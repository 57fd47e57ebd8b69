import type { GuideText } from "../guide.ts";

export const en = {
  title: "Precision and reproducibility: lemmata",
  description: "float64 and float32, tolerances, seeds, and the same bits on every machine.",
  name: "Precision and reproducibility",
  heading: "Precision and reproducibility",
  lede: "The same arguments give the same bits: in every browser, in Node, with any number of workers.",
  sections: [
    {
      heading: "float64 and float32",
      parts: [
        "The type of the argument decides. A <code>Float32Array</code> is worked on in float32 where the function’s documentation says so, and the result is one too unless that says otherwise (<code>network.train</code> keeps its weights in float64); everything else is float64. Results of float32 arguments that are single numbers, such as an entropy, come as JavaScript numbers with the accuracy of float32.",
        "@single",
        'How far a function may be off is stated in its documentation, and a test holds it against numbers of many digits; <a href="../accuracy/">how far it is off where it is hard</a> has been measured.',
      ],
    },
    {
      heading: "Solvers",
      parts: [
        "Solvers either reach their tolerance or throw; they never return a rough result without saying so. Tolerances have defaults near the limit of the arithmetic and can be relaxed.",
        "@tolerance",
        "Targets that no answer exists for are errors, not NaN: TARGET_UNREACHABLE says which values are within reach.",
      ],
    },
    {
      heading: "Seeds",
      parts: [
        "What is random takes a <code>seed</code>, a whole number or a bigint of 64 bits; the package never asks <code>Math.random</code> or the clock. The generator, Philox, computes each number from seed and position alone, so a stream may be continued or entered anywhere by <code>offset</code>.",
        "@seeds",
      ],
    },
    {
      heading: "Same bits everywhere",
      parts: [
        "<ul><li>The module’s exponential, logarithm and sums are its own, not those of the engine; WebAssembly’s arithmetic is defined to the bit.</li><li>There is no relaxed SIMD and no fused multiply-add, whose results depend on the processor.</li><li>Sums are taken in a fixed order, and a row’s result depends on that row alone.</li><li>The pool cuts a matrix the same way for any number of workers.</li></ul>",
        "@alone",
        "Bits may change between versions of the package where a method is improved; pin the version where they matter.",
      ],
    },
  ],
  live: {},
} satisfies GuideText;
