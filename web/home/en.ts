/** The words of the home page. `zh.ts` has the same keys. */
export const en = {
  title: "lemmata: machine-learning mathematics you can drag",
  description:
    "Eight interactive pages of machine-learning mathematics, from entropy to gradient penalties, computed live in your tab by a C++ core in WebAssembly.",
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
    projection: {
      heading: "How few dimensions will do?",
      text: "Throw most coordinates away at random, and see how well the distances between points survive.",
    },
    neighbours: {
      heading: "Random, but not careless",
      text: "Let random lines find near neighbours, and random mixtures make a large picture small.",
    },
    smoothing: {
      heading: "Sand the corner",
      text: "Slide a kernel over a kink: softplus, Huber’s loss and a relative of GELU come out of one recipe.",
    },
    initialization: {
      heading: "Will the whisper reach layer 48?",
      text: "Build a tower of untrained layers, turn the gain, and hear what arrives at the top.",
    },
    logistic: {
      heading: "Can you skip the training loop?",
      text: "Drag the points and compare a line found in one step with the line that training ends at.",
    },
    penalty: {
      heading: "Calm weights make calm functions",
      text: "Pull at the weights of a network, and try to tip a balance that a theorem holds.",
    },
  },
  code: {
    heading: "The same core in your code",
    text: "The pages are the package’s proof: one npm install, typed, without dependencies, the same bits in every browser and in Node.",
  },
  live: {},
};
