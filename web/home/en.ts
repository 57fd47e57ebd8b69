/** The words of the home page. `zh.ts` has the same keys. */
export const en = {
  title: "lemmata: machine-learning mathematics you can drag",
  description:
    "Interactive pages on entropy normalization and distances between Gaussians, computed live in your tab by a C++ core in WebAssembly.",
  name: "Home",
  heading: "Mathematics to take in hand",
  lede: "Each page holds one theorem from machine learning. You drag the object itself, and every number follows, computed in this tab by a C++ core in WebAssembly.",
  open: "Open",
  cards: {
    entropy: {
      heading: "How sure may this distribution be?",
      text: "One exponent gives a distribution whatever entropy you ask for. Find it, and see how far a straight line would have taken you.",
    },
    gaussian: {
      heading: "Four rulers, four answers",
      text: "Two Gaussians, and four ways to say how far apart they are. Turn one, and watch the rulers disagree.",
    },
  },
  code: {
    heading: "The same core in your code",
    text: "The pages are the package’s proof: one npm install, typed, without dependencies, the same bits in every browser and in Node.",
  },
  live: {},
};
