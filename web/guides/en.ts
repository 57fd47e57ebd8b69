/** The words of the guides' overview. `zh.ts` has the same keys. */
export const en = {
  title: "Guides: lemmata",
  description:
    "How to use lemmata: installing, bundlers, workers, precision, accuracy, errors, speed, tests.",
  name: "Guides",
  heading: "Guides",
  lede: "From the first call to a pool of workers. Every block of code here is run by the project’s tests.",
  reference: {
    heading: "API reference",
    text: "Every function with shapes, units, errors, its source and an example that runs.",
  },
  live: {},
};
