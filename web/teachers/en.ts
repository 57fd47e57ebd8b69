/** The words of the teachers' page. `zh.ts` has the same keys. */
export const en = {
  title: "lemmata for teachers: links for a class, and task sheets",
  description:
    "Make a link to any figure of lemmata with the parts you do not need left out, embed it, and print task sheets with answer keys for all eight pages.",
  name: "For teachers",
  heading: "For teachers",
  lede: "Make a link that opens a figure as your class shall see it, or put the figure into your own page. Below are task sheets to print, with answer keys.",
  builder: {
    heading: "A link for the class",
    page: "Page",
    preset: "Setting",
    opening: "As the page opens",
    own: "As set in the preview",
    language: "Language",
    hide: "Leave out",
    parts: {
      opening: "title and sentence",
      readout: "numbers and charts",
      tour: "guided tour",
      fields: "number fields",
      presets: "presets",
      actions: "action row",
      table: "table",
      bet: "bet",
      prose: "text",
      header: "header",
      footer: "footer",
    },
    embed: "The figure alone, to embed",
    address: "Address",
    copy: "Copy the link",
    copyFrame: "Copy as an iframe",
    open: "Open it",
    preview: "Preview of the link",
    previewHint: "Drag in the preview, and the link opens with what you left there.",
  },
  sheets: {
    heading: "Task sheets",
    intro:
      "Three tasks for each page, about twenty minutes. A sheet is printed alone, with room to write; its key is printed only where it is open.",
    print: "Print",
    key: "Answer key",
    where: "Figure:",
  },
  tasks: {
    entropy: [
      {
        ask: "The distribution has two equal peaks. Pull the target down as far as you can. Which entropy can no exponent go below, and why?",
        answer:
          "$\\ln 2 \\approx 0.693$. Equal probabilities stay equal under every power, so in the limit two outcomes share everything.",
      },
      {
        ask: "The perplexity is 5.07 at $\\gamma = 1$. Set the target so that it is half as large. Which exponent does it take, and what would the tangent have answered?",
        answer:
          "The target is 0.929 nats, and $\\gamma \\approx 2.07$. The first order says 1.95: the curve flattens below the tangent’s reach.",
      },
      {
        ask: "Pull one of the eight bars down to zero. What is the highest entropy that can be reached now, and what was it before?",
        answer:
          "$\\ln 7 \\approx 1.946$ instead of $\\ln 8 \\approx 2.079$. Zero stays zero under every power.",
      },
    ],
    gaussian: [
      {
        ask: "Two round Gaussians are 8 apart. Note $W_2$, KL and Hellinger, then halve the distance. By which factor does each change?",
        answer:
          "$W_2$: 8 to 4, a half. KL: 32 to 8, a quarter. Hellinger: 0.9998 to 0.930, almost not at all, since it cannot exceed 1.",
      },
      {
        ask: "Two needles cross. Which shape has the Gaussian half way between them, and how does its area compare with a needle’s?",
        answer:
          "A circle, with $\\sigma = (1.8 + 0.3)/2 = 1.05$. Its area is $1.05^2/(1.8 \\cdot 0.3) \\approx 2.04$ times a needle’s.",
      },
      {
        ask: "P is thin, Q is round. Compare KL(P‖Q) with KL(Q‖P). Which is larger, and what in the picture is the reason?",
        answer:
          "KL(P‖Q) is 7.9 and KL(Q‖P) is 15.9. Seen from Q, much of the mass lies where the thin P has almost none, and that is what KL(Q‖P) punishes.",
      },
    ],
    projection: [
      {
        ask: "For a thousand points the exact law asks for 364 dimensions at $\\varepsilon = 0.5$. Guess first, then look: how many for a million?",
        answer: "794, a little more than twice as many. Only the logarithm of the number enters.",
      },
      {
        ask: "The points are projected into a plane. What share of the pairs leaves the band? Draw five new seeds and note each. What stays, what changes?",
        answer:
          "Most pairs leave it every time. The single ratios change with the seed, the wide spread of the histogram does not: a ratio of two dimensions is $\\chi^2_2/2$, an exponential.",
      },
      {
        ask: "All points lie close to one long axis. Draw several new seeds. Why do nearly all ratios sit at one place, and why does that place move?",
        answer:
          "Nearly all differences point the same way, so one random number stretches or shrinks them all together. The pairs are not independent: the matrix fits all of them or fails for all of them.",
      },
    ],
    neighbours: [
      {
        ask: "One table with keys of 10 bits; the partner is 25° away. Compute the chance that it is met, then check with the figure. What if it were 8 tables of 1 bit?",
        answer:
          "One bit agrees with the chance $1 - 25/180 = 0.861$. Ten at once: $0.861^{10} \\approx 0.224$. Eight chances of one bit: $1 - 0.139^8$, practically 1, but nearly all points have to be compared.",
      },
      {
        ask: "The picture is of rank 13 but for a trace. Lower the rank from 13 to 12. What happens to the best possible error, and where do you see the reason?",
        answer:
          "It jumps up: the 13th singular value is the last large one, and the spectrum falls off behind it. Above 13 there is little left to win.",
      },
      {
        ask: "This picture is noise. Try to make its error small with power steps and oversampling, at the same rank. What is the limit?",
        answer:
          "Both only bring the error closer to the best possible one, which is itself large: all singular values of noise are alike, and no small rank holds it.",
      },
    ],
    smoothing: [
      {
        ask: "Note the largest error of the smoothed ReLU for three widths, each half the last. Write down the rule.",
        answer:
          "The error halves with the width, under every kernel. For the Gaussian it is width times $1/\\sqrt{2\\pi} \\approx 0.399$.",
      },
      {
        ask: "The absolute value is smoothed with a box. Where is the result exactly the absolute value, and what is it elsewhere?",
        answer:
          "It is exact wherever the box does not reach the corner. Within its reach it is a parabola, for the second derivative is twice the height of the box: Huber’s loss.",
      },
      {
        ask: "The floor function has jumps instead of corners. Make the kernel narrower and narrower. What becomes of the largest error, and what does the smooth function say at 2?",
        answer:
          "It stays $1/2$, half the height of a jump, however narrow the kernel: a continuous function cannot be on both sides. At 2 it says 1.5, as every symmetric average must.",
      },
    ],
    initialization: [
      {
        ask: "The gain of these ReLU layers is 1.6 instead of $\\sqrt2$. By which factor should 50 layers enlarge the signal? Compute, then read the tower.",
        answer:
          "$(1.6/\\sqrt2)^{50} = 1.131^{50} \\approx 480$. One draw of a finite width may be two or three times off: try other seeds.",
      },
      {
        ask: "Here $1/\\sqrt d$ was forgotten. Describe the attention rows, then switch the factor on. Why can queries hardly learn without it?",
        answer:
          "Nearly one-hot rows become soft ones. Where a softmax is saturated its derivative is near 0, and no gradient comes through.",
      },
      {
        ask: "A ReZero tower: what share of the input reaches the top, and what must training do first? Compare it with post-norm.",
        answer:
          "All of it, as $\\alpha = 0$: no block says anything yet, and training has to move $\\alpha$. Post-norm halves the input’s share with every block, which is two branches.",
      },
    ],
    logistic: [
      {
        ask: "Twelve points lie far out, on the right side. Which of the two lines separates the clouds better, and which was turned? Drag the far points back and watch.",
        answer:
          "The closed form was turned: means and covariance count every point. The likelihood has nothing left to learn from a point that is surely right.",
      },
      {
        ask: "The classes can be separated. What becomes of the length of the likelihood’s normal in training, and how can it be stopped?",
        answer:
          "It grows without end, for a longer one always fits a little better. A ridge $\\lambda > 0$ gives a finite optimum.",
      },
      {
        ask: "Change the prior of class 0. What does the line of the closed form do, and what in the formula explains it?",
        answer:
          "It shifts and stays parallel to itself: the prior enters $b$ by the logarithm of the odds, and $w$ not at all.",
      },
    ],
    penalty: [
      {
        ask: "Drag the probe to ten places and note both plates. Find the place where they come closest. Does the left one ever outweigh the right one?",
        answer:
          "Never: for the spectral norm the inequality is a theorem. How close they come varies from place to place.",
      },
      {
        ask: "Here matrices are measured by their largest entry. Find a probe where the left plate is the heavier one. Why is that no contradiction?",
        answer:
          "The largest entry can be smaller than the spectral norm, and then the step $\\lVert Wv\\rVert \\le \\lVert W\\rVert\\,\\lVert v\\rVert$ of the proof fails.",
      },
      {
        ask: "This network is a single linear layer. What do the plates weigh, wherever the probe is? Derive it from the formula.",
        answer:
          "The same: both carry $1 + \\lVert x\\rVert^2$. For $f = w^{\\mathsf T}x + b$ the gradient in $w$ is $x$ and in $b$ it is 1; on the left $\\lVert w\\rVert^2$ cancels.",
      },
    ],
  },
  live: {},
};
