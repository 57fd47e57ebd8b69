/** The words of the page on initialization. `zh.ts` has the same keys. */
export const en = {
  title: "Initialization of transformers, live: will the whisper reach layer 48?",
  description:
    "Build a random transformer and watch the signal climb and the gradient descend, block by block: gain, normalization, residual weight, and why attention divides by √d. Computed in WebAssembly in your tab.",
  name: "Initialization",
  heading: "Will the whisper reach layer 48?",
  lede: "A network that has learnt nothing yet is already a good or a bad telephone line. Pull the tower higher, turn the gain, and see what arrives at the top, and what comes back down.",
  stage: "A random network, block by block",
  tower: "The tower of blocks, with the signal going up and the gradient coming down",
  gainStrip: "Gain of the weights",
  alphaStrip: "Weight of the residual branch",
  map: "What each query takes from each key",
  headsChart: "Entropy of attention over the dimension of a head",
  sharesChart: "What is left of the input in the residual stream",
  entropiesChart: "How soft the attention of each block is",
  modes: {
    blocks: "How blocks are joined",
    layers: "No shortcut",
    none: "No norm",
    pre: "Pre-norm",
    post: "Post-norm",
    deepnorm: "DeepNorm",
    rezero: "ReZero",
    activation: "Activation",
    relu: "ReLU",
    gelu: "GELU",
    silu: "SiLU",
    tanh: "tanh",
    newSeed: "New draw",
    nextBlock: "Next block",
    scale: "What keeps the logits small",
    sqrt: "$1/\\sqrt d$",
    bare: "nothing",
    log: "$\\log T$",
    t5: "small $q$",
    stop: "Stop",
    progress: "Progress of the run",
  },
  fields: {
    depth: "blocks",
    depthName: "Number of blocks",
    width: "width",
    widthName: "Width, a power of two",
    head: "$d$",
    headName: "Dimension of a head, a power of two",
    gain: "$g$",
    gainName: "Gain of all weights",
    alpha: "$\\alpha$",
    alphaName: "Weight of the residual branch",
    seed: "seed",
    seedName: "Seed of the random weights",
    block: "at block",
    blockName: "Number of the block whose numbers are shown",
  },
  main: "Size of the signal (RMS) after the last block; it enters with 1",
  readouts: {
    predicted: "predicted",
    gradient: "gradient, first / last",
    share: "input’s own part",
    entropy: "attention",
  },
  attention: {
    heading: "One head of the first block",
    intro:
      "Its 32 queries and 32 keys are drawn anew, by the law they have in the first block. Dark is what a query looks at; a full bar looks at everything alike.",
    logits: "logits’ spread",
    entropy: "$H/\\ln T|entropy over ln T$",
  },
  presets: {
    xavier: "Xavier, tanh",
    he: "He, ReLU",
    forgot: "Forgot √d",
    post: "Post-norm, 96",
    loud: "13 % too loud",
    rezero: "ReZero",
  },
  tour: [
    "Twice as many pre-norm blocks: the blue signal grows on, but slowly.",
    "Post-norm halves the input’s share in every block; soon nothing of it is left.",
    "Plain ReLU layers with gain 1: the signal fades to silence.",
    "With gain 1.6, a little above √2, it explodes.",
    "Forget 1/√d, and each row of attention looks at one token only.",
  ],
  bet: {
    question:
      "Take the 1/√d out of attention, in heads of dimension 256. Random queries then look at 32 random keys. What do they see?",
    choices: ["About one key each", "All keys alike", "No difference"],
    reveal:
      "With $1/\\sqrt d$ the entropy is $\\slot{bet-sqrt}{0.00}$ of the most there can be, without it $\\slot{bet-none}{0.00}$: one key takes nearly everything, before anything was learnt. Where one probability is 1 and the others are 0, the derivative of the softmax is 0, and the queries learn nothing either.",
    show: "Show it here",
  },
  prose: {
    one: {
      heading: "From the picture to the rule",
      body: [
        "Each output of a layer sums $m$ products of an input and a weight. If the weights are independent with mean 0, the mean square of the sum is $m$ times the mean square of an input, times the variance of a weight; the inputs need not have mean 0 for that. So the variance $1/m$ keeps the scale, and the activation takes its share afterwards. With weights of standard deviation $g/\\sqrt m$, a layer with the activation $f$ multiplies the size of the signal by a number that has nothing to do with the width:",
      ],
      label:
        "sigma at l plus one equals g times the root of m two, times sigma at l, where m two is the mean of f of z squared for a normal z",
      after: [
        "For ReLU, half of every normal number is lost, and $g=\\sqrt2$ makes up for it: that is He’s rule. Now give the page’s weights the gain",
        " (fitted, only those that read an activation get more than 1). The factor above acts once per layer, and a tower multiplies it with itself. At fifty layers of ReLU a gain 13 % too large is the difference between 1 and several hundred. An activation that saturates, such as tanh, hides the explosion: the signal stays in bounds, and only the gradient tells.",
      ],
    },
    two: {
      heading: "The square root is not decoration",
      body: [
        "A query and a key of $d$ independent entries have a product of variance $d$. Softmax takes exponentials, so logits spread over $\\pm\\sqrt d|plus or minus root d$ leave nearly everything to one key. Above, the rows of the map are queries. Move the dimension and take the scale away: the bars on the right, the entropies, shrink to nothing. On the head you see, the spread and the entropy are",
      ],
      label: "the standard deviation of the logits, and the entropy over ln T",
      after: [
        "Dividing by $\\sqrt d$ is one repair. T5 has another: it draws the queries’ weights $\\sqrt d|root d$ times smaller and leaves the division out. At the start the two are the same network; they part when training begins. The logarithmic scale also keeps the entropy when the text gets longer.",
      ],
    },
    three: {
      heading: "What the shortcut keeps",
      weights: "Histograms of drawn weights, whole and cut",
      cut: "Where the normal distribution is cut, in standard deviations",
      body: [
        "A residual connection adds a branch to the stream, and variances add. Post-norm divides the sum by $\\sqrt2|root two$ each time, so the input’s own part halves every two branches. Pre-norm leaves the stream alone, which grows like a root, and each later block speaks more softly beside it. ReZero begins with $\\alpha=0$: the tower is a perfect telephone line on which no block says anything yet. In a tower as high as this one, theory leaves",
      ],
      label: "post: two to the minus L. pre: one over the root of two L plus one. rezero: one",
      after: [
        "of the input. The green part of each floor is what the network on this page really keeps. One draw is one draw, of course: below a width of about 64 another seed moves the threads visibly, and the grey dashes are what infinitely wide networks would do.",
        "One more trap is in the drawing itself. A normal distribution cut at",
        "standard deviations has a variance of only $\\slot{cut-variance}{0.000}$, and a library that cuts without saying so whispers. The repair is to draw with the standard deviation $\\slot{cut-factor}{0.000}$ times larger.",
      ],
    },
  },
  code: {
    heading: "Use it in your code",
    intro: "The package is what computes this page. The same network, and the same head:",
    more: "Also there: <code>initialize</code> for weights of any shape and scheme, <code>orthogonal</code>, <code>truncatedNormal</code>, the three gains that are often confused, and layer norms with their gradients.",
  },
  sources: {
    heading: "Source",
    body: 'The ideas follow 苏剑林 (Jianlin Su), <a href="https://kexue.fm/archives/8620" lang="zh-Hans">浅谈Transformer的初始化、参数化与标准化</a>, 2021, with DeepNorm after Wang et al. (2022) and ReZero after Bachlechner et al. (2020). The words and pictures here are our own.',
  },
  dataHint:
    "A head of your own model: one row per token, its query and then its key, 3 to 48 rows of an even number of columns; CSV, TSV or JSON.",
  live: {
    follow: "Follow the signal",
    pause: "Pause",
    help: "Drag the knob on the tower for more blocks, and the knobs below for gain and residual weight. Arrow keys work too. Point at a floor for its numbers; the grey shape on it is how they are spread, from −3 to 3 times the signal.",
    narrow:
      "With only {width} numbers a layer, one draw misleads: the pale band is where eight other seeds lead.",
    floor:
      "Block {block}: signal {forward} (predicted {predicted}), gradient {backward}, the input’s part {share}.",
    rowHelp: "Drag the knob to change the dimension d of the head. Point at a row for its numbers.",
    row: "Query {row} takes {most} from key {key}. Entropy {share} of ln {keys}.",
    tower: {
      depth: { label: "Number of blocks", text: "{depth} blocks" },
      share: "left of x₀",
      forward: "signal",
      backward: "gradient",
      predicted: "predicted",
      axis: "root mean square",
      input: "input x₀",
    },
    gain: { name: "gain g = {value}", usual: "fitted", both: "fitted: 1, after f {after}", label: "Gain of all weights", text: "{value}, {change}", fits: "as fits", off: "{percent} % of what fits" }, // prettier-ignore
    alpha: { name: "residual weight α = {value}", none: "no residual branch here", usual: "usual", label: "Residual weight α", text: "{value}" }, // prettier-ignore
    heads: {
      label: "Dimension of a head",
      text: "d = {d}, entropy {share} of the most",
      x: "dimension d of a head",
      y: "H / ln T",
      sqrt: "with 1/√d",
      none: "without",
    },
    weights: { label: "Cut, in standard deviations", text: "±{cut}, variance {variance}", x: "weight", y: "density", cut: "cut", mended: "repaired" }, // prettier-ignore
    map: { keys: "keys →", queries: "← queries", entropy: "entropy" },
    ownMap: { keys: "your keys →", queries: "← your queries" },
    entropies: { x: "block", y: "attention’s H / ln T", none: "no attention here" },
    shares: { x: "block", y: "left of x₀", none: "without a shortcut, nothing" },
    range: "{first} → {last}",
    status: {
      /** Of the number of multiplications. */
      unit: 1e6,
      idle: "{work} million multiplications in {time}",
      recorded: "{work} million multiplications, done when this site was made",
      running: "Running: about {time}",
      stopped: "Stopped. The picture shows the network before.",
      again: "Run it",
    },
    summary:
      "{depth} blocks: signal {forward} after the last, gradient ratio {gradient}, {share} of the input left. Attention entropy {entropy}.",
    fault: {
      overflow:
        "Block {block} leaves the range of float32: numbers beyond 3 × 10³⁸ are infinite, and nothing above it is computed.",
      gradient:
        "On its way down, the gradient leaves the range of float32 at block {block}: below it, it is infinite.",
      fit: "Use the fitted gain",
      prenorm: "Use pre-norm",
      long: "This network takes about {time}. The page waits for your word.",
      run: "Run it",
      failed: "The network could not be run: {reason}",
      retry: "Try again",
    },
    data: {
      columns: "A query and a key are as long as each other: an even number of columns from 4 on is needed; {found} were found.", // prettier-ignore
      rows: "{found} tokens were found; from 3 to 48 are shown.",
      large: "Row {row}: {found} is beyond ±1000.",
      wide: "{found} columns were found; at most 1024 are used.",
    },
    table: {
      block: "block",
      forward: "signal",
      backward: "gradient",
      predicted: "predicted",
      share: "left of input",
      entropy: "attention entropy",
    },
  },
};
