/** The words of the entropy page. `zh.ts` has the same keys. */
export const en = {
  title: "Entropy normalization, live: how sure may a distribution be?",
  description:
    "Drag a probability distribution and the entropy you want it to have: one exponent does it. Exact, first-order and live, computed in WebAssembly in your tab.",
  name: "Entropy",
  heading: "How sure may this distribution be?",
  lede: "Choose how much uncertainty a distribution shall carry. One exponent, applied to every probability, brings it there and keeps the order.",
  stage: "Distribution, and the scale of its entropy",
  bars: "Probabilities",
  scale: "Entropy scale",
  curve: "Entropy as a function of the exponent",
  fields: {
    outcome: "No.",
    outcomeName: "Selected outcome, its number",
    probability: "$p$",
    probabilityName: "Probability of the selected outcome",
    targetName: "Target entropy in nats",
    perplexity: "$e^{H^*}$",
    perplexityName: "Target perplexity",
    gammaName: "Exponent gamma",
  },
  readouts: {
    gamma: "The exponent $\\gamma$ that reaches the target",
    entropy: "$H(p)$",
    target: "$H^*$",
    first: "first order",
    error: "its error",
    perplexity: "perplexity",
    iterations: "iterations",
  },
  presets: {
    zipf: "Zipf, 50 words",
    uniform: "Nearly uniform",
    peaks: "Two equal peaks",
    spike: "One spike",
    tokens: "200 tokens",
    attention: "Attention row",
  },
  tour: [
    "Ask for less uncertainty than H(p): the exponent rises above 1, and the tall bars grow.",
    "Near H(p), the dashed tangent finds the exponent almost exactly.",
    "Far from it the tangent misses; the red bracket is its error.",
    "Fifty words by Zipf’s law: again one exponent, and no bar overtakes another.",
    "Two equal peaks stay equal, so no exponent goes below ln 2.",
  ],
  bet: {
    question:
      "You halve the perplexity of a distribution, so that it chooses among half as many outcomes. Does the exponent double?",
    choices: ["Yes, always", "No, it depends on the shape"],
    reveal:
      "Half of e^H is H − ln 2, and how much exponent that costs is a matter of how spread the log-probabilities are. From this page’s p to half its perplexity takes $\\gamma = \\slot{bet-gamma}{0.00}$. Try the nearly uniform preset, where the same step takes a far larger power, and the two peaks, which cannot be halved below 2 at all.",
    halve: "Halve it here",
  },
  prose: {
    one: {
      heading: "From the picture to the theorem",
      body: [
        "The blue bars are a distribution $p|p$. The green outlines are the same distribution after every probability was raised to the power $\\gamma|gamma$ and the sum brought back to one:",
      ],
      label: "q i equals p i to the power gamma over the sum of all p j to the power gamma",
      after: [
        "Large bars win or lose together, and never overtake each other: the order survives every positive power. Hover a bar and read the caption. If an outcome has odds $r|r$ against the favourite, its outline has odds $r^{\\gamma}|r to the gamma$. So $\\gamma = 0|gamma = 0$ forgets everything but which outcomes are possible, $\\gamma = 1|gamma = 1$ changes nothing, and $\\gamma \\to \\infty|gamma to infinity$ leaves the maxima alone. Whoever samples from a language model knows $1/\\gamma|one over gamma$ as its temperature.",
        "Pull the vermilion target up and down the scale. For each height there is one exponent, never two. The reason is the slope of the curve on the right:",
      ],
    },
    slope:
      "d H by d gamma equals minus gamma times the variance of log p under q, which is negative",
    two: {
      heading: "Why one number is enough",
      body: [
        "A variance cannot be negative, and it vanishes only when all possible outcomes are equally likely. So entropy falls strictly as the exponent grows, from the logarithm of the number of possible outcomes down to the logarithm of the number of equal maxima. Every entropy strictly between the two is met exactly once. There is more: among all distributions of that entropy, this one lies nearest to $p|p$ in Kullback–Leibler divergence, so nothing else about $p|p$ is changed without need.",
        "At $\\gamma = 1|gamma = 1$ the slope is minus the variance of $\\log p|log p$, here $\\slot{variance}{0.000}$. Follow the dashed tangent instead of the curve until it meets the target, and you have a first-order answer without any search:",
      ],
      label: "gamma is about one plus H of p minus H star over the variance of log p",
      after: [
        "Close to $H(p)|H of p$ the tangent and the curve are hard to tell apart. Far away they part, and the red bracket is what the shortcut costs. Move the target to",
        "nats and watch it open. The package does not stop there: it brackets the root and refines it with second derivatives until the entropy agrees to about twelve digits, in a handful of iterations.",
      ],
    },
    three: {
      heading: "Where it cannot work",
      body: [
        "Zeros stay zero under every power, so an impossible outcome cannot take part: pull a bar down to nothing and the highest reachable entropy drops. Ties stay ties: with two equal peaks no exponent goes below $\\ln 2|log 2$. And if all bars are equal the curve is flat, because then every exponent gives the same distribution. In each case the page says which of the three it is.",
      ],
    },
  },
  code: {
    heading: "Use it in your code",
    intro: "The package is what computes this page. The same call, on your own numbers:",
    more: "For a matrix of logits, <code>entropy.normalizeRows</code> does every row, and <code>entropy.normalizeVjp</code> is its derivative for training through it.",
  },
  sources: {
    heading: "Source",
    body: 'The idea is from 苏剑林 (Jianlin Su), <a href="https://kexue.fm/archives/8829" lang="zh-Hans">概率分布的熵归一化（Entropy Normalization）</a>, 2021. The words and pictures here are our own; the safeguarded solver goes beyond the article’s iteration, which the package offers as <code>entropy.articleIteration</code>.',
  },
  dataHint:
    "One probability a row, or a name and a probability; CSV, TSV or JSON, up to 5,000 rows.",
  live: {
    outcome: "{name}",
    bar: { label: "Outcome {name}", text: "probability {p}, normalized {q}" },
    scale: { label: "Target entropy", text: "{target} nats, perplexity {perplexity}" },
    curve: {
      label: "Exponent gamma",
      text: "gamma {gamma}, entropy {entropy}",
      x: "γ",
      y: "H(γ)",
      tangent: "tangent",
      gap: "error",
    },
    help: "Drag a bar, the target on the scale, or the dot on the curve. Arrow keys work too.",
    caption:
      "Outcome {name}: {p} becomes {q}. Odds against the largest: {before} becomes {after}, which is {before} to the power {gamma}.",
    captionTop: "Outcome {name} is the largest: {p} becomes {q}.",
    legend: { p: "p, yours", q: "q, normalized" },
    summary: "gamma {gamma}, perplexity {perplexity}",
    endLabel: "ln {n}",
    fault: {
      high: "At most ln {n} = {bound} nats can be reached: zeros cannot gain mass. The target is {target}.",
      low: "{k} equal maxima can never go below ln {k} = {bound} nats. The target is {target}.",
      flat: "All possible outcomes are equal, so the curve is flat: every exponent gives {bound} nats, never {target}.",
      other: "No exponent reaches {target} nats.",
      clamp: "Go to {bound}",
    },
    data: {
      columns:
        "One column of probabilities is needed, after one of names if you like; {found} columns of numbers were found.",
      few: "At least two outcomes are needed.",
      negative: "Row {row}: {found} is negative, and a probability never is.",
      zero: "All numbers are zero.",
      sum: "The numbers sum to {found}, not to 1.",
    },
    table: { outcome: "outcome", p: "p", q: "q", gamma: "gamma" },
  },
};
