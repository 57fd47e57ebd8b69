import type { GuideText } from "../guide.ts";

export const en = {
  title: "Getting started: lemmata",
  description: "Install the package, load the module, call a function, read its result.",
  name: "Getting started",
  heading: "Getting started",
  lede: "One package without dependencies, for browsers, workers and Node 20 or later.",
  sections: [
    {
      heading: "Install and call",
      parts: [
        "@install",
        "<code>load()</code> makes an instance of the WebAssembly module. It takes a few milliseconds; make one and keep it. From then on every function is synchronous and pure: it returns when it is done, and leaves its arguments alone.",
        "@first",
        "The seven systems hang on the instance: <code>entropy</code>, <code>gaussian</code>, <code>projection</code>, <code>smoothing</code>, <code>initialization</code>, <code>logistic</code> and <code>penalty</code>. Where an entropy is asked for, a number means nats; <code>{ bits }</code>, <code>{ perplexity }</code> and <code>{ fraction }</code> say it otherwise.",
      ],
    },
    {
      heading: "Vectors and matrices",
      parts: [
        "A vector is a <code>Float64Array</code>, a <code>Float32Array</code> or an array of numbers. A matrix is nested arrays, <code>{ data, rows, cols }</code> row after row, or the <code>{ data, shape }</code> of ndarray-like libraries. Results are typed arrays of your own, never views of the module’s memory, so they stay valid whatever is called next.",
        "@matrices",
      ],
    },
    {
      heading: "What holds memory",
      parts: [
        "Nearly everything that is returned is plain data and needs no care. Four things live in the module: class statistics, neighbour indices, projectors and networks. Each has <code>dispose()</code>; using it afterwards throws DISPOSED, disposing twice is harmless. What is forgotten is given back when the garbage collector finds it, which may be late.",
        "@handle",
      ],
    },
    {
      heading: "TypeScript",
      parts: [
        "The types come with the package and need no settings. With TypeScript 5.2 or later, <code>using</code> disposes at the end of the block.",
        "@typescript",
      ],
    },
  ],
  live: {},
} satisfies GuideText;
