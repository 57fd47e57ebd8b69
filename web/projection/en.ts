/** The words of the projection page. `zh.ts` has the same keys. */
export const en = {
  title: "The Johnson–Lindenstrauss lemma, live: how few dimensions will do?",
  description:
    "Project points at random, drag the dimension and the distortion, and see every pair’s ratio of squared distances beside what five bounds promise. Computed in WebAssembly in your tab.",
  name: "Projection",
  heading: "How few dimensions will do?",
  lede: "Multiply points by a random matrix, and most of their coordinates are gone. Their distances hardly notice. Drag the band, the dimension, and the number of points.",
  stage: "Ratios of squared distances, and the dimensions that theory asks for",
  histogram: "Histogram of the ratios of squared distances",
  ruler: "Ruler of dimensions",
  growth: "Dimensions needed over the number of points",
  kinds: {
    label: "The random matrix",
    gaussian: "Gaussian",
    rademacher: "±1",
    sparse: "Sparse",
    orthonormal: "Orthonormal",
    srht: "Hadamard",
    "count-sketch": "CountSketch",
  },
  clouds: { label: "The points", cloud: "Round cloud", onehot: "One-hot", axis: "Long axis" },
  fields: {
    n: "Dimension n after the projection",
    epsilon: "Distortion epsilon of squared distances",
    points: "Number N of points",
    inputs: "Dimension m of the points",
    seedLabel: "seed",
    seed: "Seed of the random matrix",
    newSeed: "New seed",
    tokens: "Number N of tokens",
    lambda: "Scale lambda of the logits",
  },
  readouts: {
    outside: "Pairs outside $\\tone{q}{1 \\pm \\varepsilon}|1 plus or minus epsilon$",
    min: "smallest ratio",
    max: "largest ratio",
    mean: "mean ratio",
    expected: "chance per pair",
    needed: "$n$ for all pairs",
    failure: "chance of a failure",
    allowed: "$\\varepsilon$ for all pairs",
    maxPoints: "points kept by $\\tone{p}{n}|n$",
  },
  presets: {
    plane: "Into a plane",
    enough: "Just enough",
    quoted: "As often quoted",
    axis: "One long axis",
    sparse: "Sparse meets one-hot",
    sketch: "Collisions",
  },
  tour: [
    "With 16 dimensions left, distances scatter widely around 1.",
    "With 512 they gather: the width falls with the square root of n.",
    "Half as many original dimensions, and the histogram is as wide as before.",
    "A million points instead of a thousand ask for about twice the dimensions, no more.",
    "A count sketch keeps one-hot points exactly, unless two fall into one cell.",
  ],
  bet: {
    question:
      "Your collection of points grows from a thousand to a million. How many times as many dimensions does the exact law ask for?",
    choices: ["About 1000 times", "About 30 times", "About twice"],
    reveal:
      "Only $\\log N$ enters, and a million has twice the digits of a thousand. At this page’s $\\varepsilon$, a thousand points need $\\slot{bet-few}{0}$ dimensions and a million need $\\slot{bet-many}{0}$. That is a little more than twice, since the chance of failure, $1/N$, was made smaller as well.",
    act: "Go to a million",
  },
  prose: {
    one: {
      heading: "From the picture to the theorem",
      body: [
        "Each bar counts pairs of points. A pair’s ratio is its squared distance after the projection over the one before; a ratio of 1 means that nothing was lost. If the matrix has independent Gaussian entries of variance $1/n$, the law of this ratio is known exactly: $n$ times the ratio is chi-squared with $n$ degrees of freedom. Its mean is 1, its variance $2/n$. Neither the two points nor the dimension they come from is in it.",
      ],
      before: "Try it: drag the dimension of the data,",
      after:
        ". Another matrix is drawn, so the bars tremble, but their spread stays. A single pair leaves the band with a probability that falls exponentially:",
      label:
        "The probability that the ratio is off 1 by epsilon or more is at most 2 times e to the minus epsilon squared n over 8",
      last: "The left number is exact, the right one the article’s bound. There are $N(N-1)/2$ pairs. In the worst case their failures never coincide, so add them all up, ask that the sum be at most $1/N$, and solve for $n$:",
      unionLabel:
        "N times N minus 1 times e to the minus epsilon squared n over 8 is at most 1 over N if n is greater than 24 log N over epsilon squared",
    },
    two: {
      heading: "Five answers to one question",
      body: [
        "The article’s answer needs nothing but this line, and is generous. Without rounding up its exponent (Chernoff), $\\slot{need-chernoff}{0}$ dimensions are enough; with the chi-squared tails themselves, $\\slot{needed}{0}$. The constant 16 instead of 24, $\\slot{need-existence}{0}$ here, grants success a probability of $1/N$ and no more: some good projection exists, yours need not be it. So does the formula of Dasgupta and Gupta that libraries quote, $\\slot{need-quoted}{0}$. The preset “As often quoted” shows both sides of it, with its decimals cut off as libraries do: the proof promises nothing there, yet by the exact law a failure is rare.",
        "The band is about <em>squared</em> distances; for distances it is about half as wide. And the logarithm cannot be beaten: no map whatsoever gets by with fewer than a constant times $\\varepsilon^{-2}\\log(\\varepsilon^2 N)|log of epsilon squared N, over epsilon squared$ dimensions (Larsen and Nelson).",
      ],
    },
    three: {
      heading: "Where it surprises",
      body: [
        "Press “One long axis”. All differences now point nearly the same way, so all pairs share one fate: for one seed everything is inside, for the next everything is out. Adding up failures needs no independence, which is why the lemma holds even here.",
        "The other matrices are cheaper, or better, and keep the mean at 1. But their variance depends on the points. Sparse entries and one-hot vectors do not go together, because a few lucky entries decide alone; CountSketch throws two words into one cell, and their squared distance is gone or doubled. The Hadamard transform first spreads every vector over all coordinates, and is safe. Orthonormal rows are the calmest, and with $n = m$ they are a rotation that loses nothing.",
      ],
    },
    look: {
      heading: "What a look at the data buys",
      body: [
        "A random projection never looks at the points. Principal components do: they are the orthogonal axes along which these points vary most. However many numbers a point has, $N$ points need at most $N - 1$ of them, and along one long axis the first carries nearly everything; an axis at random keeps $1/m$ on average. But they are computed from all the points, a new one may lie across them, and what they spare is the variance as a whole, not each distance.",
      ],
      chart: "Share of the points’ variance that the first n axes keep",
    },
    four: {
      heading: "A rule for attention heads",
      body: [
        "How wide must an embedding of $N$ tokens be? Take unit directions at random and logits $\\lambda n\\cos\\theta|lambda n cosine theta$. Of the $2\\log N$ nats of all pairs, such weights use up a share that grows with $n$. The heuristic asks for so large an $n$ that nothing is left. For $\\lambda = 1$ it was published as",
      ],
      label: "n is greater than 8.33 log N",
      after:
        "For $\\slot{tokens}{0}$ tokens the exact entropy on the sphere says $\\slot{head-pair}{0}$, and $4\\log N/\\log\\frac{1+\\sqrt5}{2}|4 log N over the log of the golden ratio$ says $\\slot{head-golden}{0}$. At the classic 512 the rule makes 52, close to the customary 64: many small heads, rather than one large. But one row of attention is a softmax over $N$ keys, not over $N^2$ pairs, and needs only $\\slot{head-row}{0}$. And mind the scale: at $\\lambda = \\slot{lambda}{1.00}$ a head of width $\\slot{head-pair}{0}$ uses up $\\slot{head-drop}{0}$ nats, at the usual $\\lambda = 1/\\sqrt n$ just $\\slot{head-usual}{0}$, until training makes the vectors longer.",
      chart: "Width of a head over the number of tokens",
    },
  },
  code: {
    heading: "Use it in your code",
    intro: "The package is what computes this page. The same calls, on your own points:",
    more: "<code>projection.maxPoints</code> turns the question round, <code>projection.innerProductTail</code> is about inner products, and <code>projection.embeddingDimension</code> is the rule for heads. What is built on the lemma, hashing for near neighbours and sketches of matrices, is on the page <a href=\"../neighbours/\">Neighbours</a>.",
  },
  sources: {
    heading: "Source",
    body: 'The idea is from 苏剑林 (Jianlin Su), <a href="https://kexue.fm/archives/8679" lang="zh-Hans">让人惊叹的Johnson-Lindenstrauss引理：理论篇</a>, 2021; the rule for heads from <a href="https://kexue.fm/archives/7695" lang="zh-Hans">最小熵原理（六）</a> and <a href="https://kexue.fm/archives/8706" lang="zh-Hans">应用篇</a>. The words and pictures here are our own; the exact tails go beyond the article.',
  },
  dataHint:
    "One point a row, 2 to 512 numbers each; CSV, TSV or JSON, up to 5,000 rows. At most 32 of them are projected, evenly chosen.",
  live: {
    help: "{projected} of {points} points are really projected: {pairs} pairs. Drag an edge of the band, or the n on the ruler. Arrow keys work too.",
    gaussian: "What theory says here is about Gaussian matrices; this one has another law.",
    bar: "Ratios from {from} to {to}: {count} pairs.",
    outside: "{violations} of {pairs}",
    summary: "{violations} of {pairs} pairs outside; n is {n}, for all pairs {needed} are needed",
    histogram: {
      pairs: "pairs",
      ratio: "squared distance after / before",
      allowed: "all pairs: 1 ± {allowed}",
      outside: "{violations} outside",
      lower: "Lower edge of the band, 1 minus epsilon",
      upper: "Upper edge of the band, 1 plus epsilon",
      text: "epsilon {epsilon}, {violations} of {pairs} pairs outside",
    },
    methods: {
      article: "24 log N/ε²",
      existence: "16 log N/ε²",
      chernoff: "Chernoff",
      "dasgupta-gupta": "Dasgupta–Gupta",
      exact: "exact",
    },
    ruler: {
      label: "Dimension n",
      text: "n = {n}; for all pairs {needed} are needed",
      fails: "fails: ≤ {chance}",
      silent: "promises nothing",
      inputs: "n > m = {inputs}",
    },
    growth: {
      n: "n = {n}",
      label: "Number of points N",
      text: "{points} points need {n} dimensions",
    },
    principal: { share: "variance kept", random: "random axes", principal: "principal axes" },
    heads: {
      pair: "N² pairs",
      row: "one row",
      label: "Number of tokens N",
      text: "{tokens} tokens need {n} dimensions, one row of attention {row}",
    },
    fault: {
      more: "n = {n} is more than the {inputs} numbers a point has: this adds dimensions, it removes none.",
      fix: "n = {inputs}",
      equal: "{skipped} pairs are of equal points: 0/0 is no ratio, and they are left out.",
    },
    data: {
      few: "At least two points are needed, one a row.",
      columns: "A point has from {min} to {max} numbers; here it has {found}.",
      large: "Row {row} has a number beyond 10¹².",
      equal: "All points are equal: there is no distance to keep.",
    },
    table: { first: "point", second: "other", ratio: "ratio", within: "within", yes: "yes", no: "no" },
  },
}; // prettier-ignore
