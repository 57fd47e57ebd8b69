/** The words of the Gaussian page. `zh.ts` has the same keys. */
export const en = {
  title: "Distances between Gaussians, live: four rulers, four answers",
  description:
    "Drag two Gaussians and read Kullback–Leibler, Bhattacharyya, Hellinger and Wasserstein side by side, with the optimal transport between them, computed in WebAssembly in your tab.",
  name: "Gaussians",
  heading: "Four rulers, four answers",
  lede: "How far apart are two Gaussians? Drag P and Q, then move the green one on its way between them. Each ruler has its own idea of far.",
  stage: "The two Gaussians",
  plane: "Two Gaussians as ellipses, and the one between them",
  line: "Two Gaussians as bells, and the one between them",
  strip: "Log-density along the line through both centres",
  chart: "How far the Gaussian in between is from P",
  modes: {
    label: "What the figure shows",
    plane: "2-D",
    line: "1-D",
    move: "Move",
    mix: "Mix",
    arrows: "Arrows",
    play: "Play",
  },
  fields: {
    label: "Exact values",
    x: "{who}: mean, first coordinate",
    y: "{who}: mean, second coordinate",
    along: "{who}: standard deviation along its axis",
    across: "{who}: standard deviation across its axis",
    angle: "{who}: angle of its axis in degrees",
    t: "Time t on the way from P to Q",
  },
  readouts: {
    wasserstein: "Wasserstein distance $W_2$",
    klPQ: "$\\operatorname{KL}(\\tone{p}{P}\\parallel \\tone{q}{Q})|KL of P from Q$",
    klQP: "$\\operatorname{KL}(\\tone{q}{Q}\\parallel \\tone{p}{P})|KL of Q from P$",
    ratio: "their ratio",
    bhattacharyya: "Bhattacharyya",
    hellinger: "Hellinger",
    t: "$W_2$ from $\\tone{p}{P}|P$ to here",
  },
  split: "W 2 squared is the mean part plus the covariance part",
  presets: {
    far: "Far apart",
    thin: "Thin and round",
    needles: "Crossed needles",
    nested: "Nested",
    near: "Nearly equal",
    same: "Same mean",
  },
  tour: [
    "The green Gaussian moves along a straight line in the $W_2$ distance; here it has nearly arrived.",
    "The arrows are the transport: where every point of P is carried to.",
    "Mixing is not moving: half of each leaves two humps where they stood.",
    "Far apart, Hellinger is full almost at once, while $W_2$ still grows in proportion.",
    "A thin P and a round Q: the two KL divergences disagree widely, for they are not symmetric.",
  ],
  bet: {
    question:
      "Two clouds are already so far apart that they no longer overlap. You pull them further. Which of these two numbers will still change?",
    choices: ["Hellinger", "Wasserstein W₂", "Neither"],
    reveal:
      "Hellinger measures overlap, and there is none left to lose: for unit Gaussians it is $\\slot{bet-h4}{0.000}$ at distance 4, $\\slot{bet-h8}{0.000}$ at distance 8, and that is where its scale ends. $W_2$ goes from 4 to 8, because it measures the road. (KL changes as well, and faster than you might like: from 8 to 32.)",
    pull: "Pull them apart",
  },
  prose: {
    move: {
      heading: "From the picture to the theorem",
      body: [
        "Think of $\\tone{p}{P}|P$ as a heap of sand, to be carried grain by grain into the shape of $\\tone{q}{Q}|Q$. Moving a grain costs the square of the way it goes. The cheapest plan has a price, and its square root is the distance $W_2$. For Gaussians the price falls into two parts that do not meddle with each other, one for the means and one for the covariances:",
      ],
      label:
        "W 2 squared equals the squared distance of the means, plus the trace of Sigma P plus Sigma Q minus twice the root of the product",
      after: [
        "Drag a centre, and only the first part changes. Turn or stretch an ellipse, and only the second does. The root in the middle is what makes the second part interesting: where both ellipses lie along the same axes it is just the squared difference of their half axes. Turn one of them, and it grows, though never beyond what a comparison of the two matrix roots, entry by entry, would say.",
      ],
    },
    way: {
      heading: "A distance that knows the way",
      body: [
        "The cheapest plan is a single linear map, $T(x) = \\tone{q}{\\mu_Q} + A\\,(x - \\tone{p}{\\mu_P})|T of x equals mu Q plus A times x minus mu P$ with a symmetric matrix, which stretches along perpendicular axes and never rotates. Switch the arrows on to see it act on sixteen points. Stop every grain at the same share $t$ of its arrow, and the heap is again a Gaussian, the green one.",
      ],
      before: "At time",
      after: [
        "it is $\\slot{w2-t}{0.000}$ away from $\\tone{p}{P}|P$, exactly that share of the whole $\\slot{w2}{0.000}$, which is why the green line in the chart is straight. Now take the crossed needles and stop half way. The midpoint is neither needle nor cross but a perfect circle, with twice the area of either. Then choose Mix: nothing moves any more, one cloud fades out while the other fades in, and half way you have both at half strength. Moving and mixing are different ideas of “between”.",
      ],
    },
    overlap: {
      heading: "Three rulers that look at overlap",
      body: [
        "The other rulers compare densities point by point. Bhattacharyya’s distance is minus the logarithm of the area under $\\sqrt{pq}|the root of p q$, Hellinger’s puts the same area on a scale from 0 to 1, and Kullback and Leibler’s divergence asks how surprised you would be by samples of one if you believed in the other:",
      ],
      label:
        "B is minus the logarithm of the integral of the root of p q; H is the root of one minus e to the minus B; KL is one half of the Mahalanobis term plus trace minus n minus log determinant",
      before: "The means are now",
      after: [
        "apart. Drag that number up: KL grows with its square, Hellinger runs into 1 and stays there, $W_2$ grows like the distance itself. Now make one ellipse thin. KL divides by the variance of its second argument, so it explodes, and much more one way than the other: in the preset “thin and round” belief in the thin one is punished twice as hard. $W_2$ hardly notices.",
        "Only up close do these three agree. For nearly equal Gaussians both KL, four times Bhattacharyya and four times the squared Hellinger distance are the same to second order, since each has the Fisher metric underneath. $W_2$ measures with a different metric even there.",
      ],
    },
  },
  code: {
    heading: "Use it in your code",
    intro: "The package is what computes this page. The same call, on your own numbers:",
    more: "In any dimension, with full, diagonal, isotropic or factored covariances; <code>gaussian.frechet</code> compares two sample sets, and <code>gaussian.gradient</code> is for training.",
  },
  sources: {
    heading: "Source",
    body: 'The comparison follows 苏剑林 (Jianlin Su), <a href="https://kexue.fm/archives/8512" lang="zh-Hans">两个多元正态分布的KL散度、巴氏距离和W距离</a>, 2021. The words and pictures here are our own. The linear transport between Gaussians is due to Olkin and Pukelsheim (1982), the geodesic to McCann (1997).',
  },
  dataHint:
    "Two columns of points, whose mean and covariance are fitted; or three rows: the mean, then the two rows of the covariance. One column gives Gaussians on a line.",
  dataInto: "Put it into",
  live: {
    help: "Drag a centre, the tip of an axis, or the green ellipse along its way. The wheel or two fingers scale. Arrow keys work too.",
    hover: "Here ln p = {p}, ln q = {q}, and in between {g}.",
    centre: { label: "Centre of {who}", text: "{x}, {y}", line: "{x}" },
    along: {
      label: "Axis of {who}",
      text: "standard deviation {sigma}, angle {angle} degrees",
      line: "standard deviation {sigma}",
    },
    across: { label: "Width of {who}", text: "standard deviation {sigma} across the axis" },
    time: { label: "Time t between P and Q", text: "t = {t}, W2 from P {distance}" },
    timeLabel: "t = {t}",
    strip: {
      plane: "ln density along the line of centres",
      line: "ln density along the line",
      same: "ln density along a horizontal line",
    },
    chart: {
      label: "Time t",
      text: "t {t}, W2 from P {distance}",
      y: "from P",
      wasserstein2: "W₂",
      bhattacharyya: "Bhattacharyya",
      hellinger: "Hellinger",
    },
    over: "> 10⁶",
    play: "Play",
    pause: "Pause",
    summary:
      "Wasserstein {w2}. KL {klPQ} one way, {klQP} the other. Bhattacharyya {b}, Hellinger {h}.",
    fault: {
      thin: "{who} stops at σ = 0.02. At σ = 0 KL would be infinite, while W₂ would be a plain {w2}.",
      widen: "Widen to 0.2",
      indefinite: "This Σ has the eigenvalue {eigenvalue}, and a covariance has none below 0.",
      nearest: "Take the nearest covariance",
    },
    data: {
      columns: "One or two columns of numbers are needed; {found} were found.",
      few: "At least two points are needed.",
      large: "Row {row}: {found} is beyond ±10,000, where this figure ends.",
      asymmetric: "Σ must be symmetric: {found} and {mirrored} should be equal.",
    },
    table: {
      t: "t",
      mean: "mean",
      covariance: "Σ",
      w2: "W2",
      b: "Bhattacharyya",
      h: "Hellinger",
      klTo: "KL(P||G)",
      klFrom: "KL(G||P)",
    },
  },
};
