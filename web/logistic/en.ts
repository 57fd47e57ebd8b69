/** The words of the page on logistic regression. `zh.ts` has the same keys. */
export const en = {
  title: "Logistic regression in closed form, live: can you skip the training loop?",
  description:
    "Drag two clouds of points and watch logistic regression without iterations beside the maximum of the likelihood, step by step. Computed in WebAssembly in your tab.",
  name: "Logistic",
  heading: "Can you skip the training loop?",
  lede: "Drag the points. The green line is logistic regression without any iteration: one small linear system. The thin line beside it is where training ends up.",
  stage: "Two classes of points, and the lines between them",
  plane: "Points of two classes, and the lines that divide them",
  priorBar: "The classes' prior probabilities",
  losses: "Loss after each Newton step",
  calibration: "Calibration: what was predicted, and what came",
  modes: {
    label: "Whose probabilities shade the plane",
    closed: "Closed form",
    whitened: "Whitened",
    likelihood: "Likelihood",
    brushes: "What a press on the paper does",
    move: "Move",
    add: "Add",
    zero: "Add a blue point",
    one: "Add a vermilion point",
    remove: "Remove",
    removeName: "Remove the selected point",
    walk: "Train",
  },
  fields: {
    label: "Exact values",
    x: "{who}: mean, first coordinate",
    y: "{who}: mean, second coordinate",
    along: "{who}: standard deviation along its axis",
    across: "{who}: standard deviation across its axis",
    angle: "{who}: angle of its axis in degrees",
    zero: "Class 0",
    one: "Class 1",
    point: "No.",
    pointName: "Selected point, its number",
    pointX: "Selected point, first coordinate",
    pointY: "Selected point, second coordinate",
    prior: "$p_0$",
    priorName: "Prior probability of class 0",
    ridge: "$\\lambda$",
    ridgeName: "Ridge",
    step: "step",
    stepName: "Newton step",
  },
  cost: "What skipping the loop costs, in nats a point",
  readouts: {
    angle: "angle to the likelihood’s line",
    ratio: "length of $w$, closed form over likelihood",
    iterations: "Newton steps from zero",
    fromClosed: "from the closed form",
    delta: "$\\Delta^2$",
    rSquared: "$R^2$",
  },
  compare: {
    caption: "The three classifiers on these points",
    loss: "log loss",
    accuracy: "right",
    error: "calibration error",
    length: "$\\lVert w\\rVert|length of w$",
  },
  presets: {
    far: "Far but right",
    imbalanced: "20 to 1",
    unequal: "Unequal clouds",
    exponential: "Exponential",
    separable: "Separable",
    xor: "Crossed corners",
  },
  tour: [
    "One Newton step from nothing comes close already; the rest is polish.",
    "The prior shifts the closed form’s line; it does not turn it.",
    "Twelve points, far away on their own side: they turn the closed form, and hardly the likelihood.",
    "Separable classes: the likelihood has no finite optimum.",
    "A little ridge gives it one again.",
  ],
  bet: {
    question:
      "Twelve more vermilion points appear far out on their own side, where both lines already judge them right. Which line will move?",
    choices: ["The closed form", "The likelihood", "Both alike"],
    reveal:
      "The closed form turns by $\\slot{bet-closed}{0.0}$ degrees, the likelihood by $\\slot{bet-likelihood}{0.0}$. To the likelihood a point that is surely right has nothing left to say. To the closed form every point counts in the mean and in the covariance, and being right far away still pulls.",
    add: "Add them here",
  },
  prose: {
    one: {
      heading: "From the picture to the theorem",
      body: [
        "Training asks which line makes the labels most probable, and finds it step by step. There is another way to ask. Suppose each class is a Gaussian cloud, with its own mean but one covariance $\\Sigma$ for both: the dashed green ellipses. Then Bayes’ rule gives the log-odds, and the two quadratic terms cancel. What remains is linear:",
      ],
      label:
        "the log-odds are w times x plus b, with w equal to Sigma inverse times mu one minus mu zero, and b from the means and the priors",
      after: [
        "That is logistic regression, weights and bias, from two means and one matrix. Pull a cloud and the line answers at once, because there is nothing to wait for. The clouds’ own priors enter the bias only. Make the blue class rarer than it is here, with prior",
        ", and the line moves towards the blue cloud but never turns.",
      ],
    },
    two: {
      heading: "The shortcut that is too short",
      body: [
        "A tempting simplification whitens all points together, so that the inverse can be left out. The script published with the original article does so: it takes the covariance of everything for that within the classes. But the total covariance also holds the distance between the two means. The direction survives, the length does not:",
      ],
      label: "w whitened equals one minus R squared, times w",
      after: [
        "Choose Whitened above. With equal classes the line stays, yet its probabilities are timid: the 10 % and 90 % lines drift apart and the calibration points leave the diagonal. Then open the preset “20 to 1”. Now the bias keeps its full $\\log(p_1/p_0)|logarithm of p one over p zero$ while the weights have shrunk, and the boundary itself is in the wrong place. The repair costs nothing: invert the covariance within the classes.",
      ],
    },
    three: {
      heading: "When the loop is worth its time",
      body: [
        "If the clouds really are Gaussian, the closed form wastes nothing, and with few points it is even the steadier of the two (Efron 1975). Where they are not, it pays. Far points pull it although they are right, exponential clouds bend it, and the number at the top says how much. Then training is worth its few steps. Starting Newton’s method from the closed form, the green dashes in the chart, often saves some of them.",
        "One case turns this around. Drag the clouds apart until a line separates them. The likelihood then has no maximum: longer weights are always better. Each hollow step in the chart doubles them, for a loss that only tends to zero. The package notices and reports the direction (on these points: $\\slot{direction}{-}|the direction$). The closed form stays finite, because the clouds still have a width. And if no line can do the work, as with crossed corners, both agree on that, too.",
      ],
    },
  },
  code: {
    heading: "Use it in your code",
    intro: "The package is what computes this page. The same calls, on these points:",
    more: "For any number of features and classes, with shrinkage for few samples; <code>logistic.statistics</code> streams and merges what the closed form needs.",
  },
  sources: {
    heading: "Source",
    body: 'The closed form follows 苏剑林 (Jianlin Su), <a href="https://kexue.fm/archives/8578" lang="zh-Hans">概率视角下的线性模型：逻辑回归有解析解吗？</a>, 2021. It is Fisher’s linear discriminant (1936), read as logistic regression. The words and pictures here are our own.',
  },
  dataHint:
    "Two columns of coordinates and one of labels, a word or a number with two values; CSV, TSV or JSON, up to 1,000 rows.",
  live: {
    help: "Drag a point, a cloud by its centre, or the tip of an axis. Arrow keys work too; Delete removes the selected point.",
    hover:
      "Point {number}, class {label}. Probability of class 1: closed form {closed}, whitened {whitened}, likelihood {likelihood}.",
    classes: ["class 0", "class 1"],
    wrong: "hollow: misjudged",
    centre: { label: "Centre of class {who}", text: "{x}, {y}" },
    along: { label: "Axis of class {who}", text: "standard deviation {sigma}, angle {angle} degrees" }, // prettier-ignore
    across: { label: "Width of class {who}", text: "standard deviation {sigma} across the axis" },
    point: { label: "Point {number}, class {who}", text: "{x}, {y}" },
    prior: { label: "Prior probability of class 0", text: "{p}, of class 1 {q}" },
    loss: {
      label: "Newton step",
      text: "step {step}, loss {loss}",
      x: "Newton step",
      y: "log loss",
      closed: "closed form",
      whitened: "whitened",
      both: "closed form",
    },
    calibration: { x: "predicted probability", y: "share of class 1" },
    summary:
      "Log loss: closed form {closed}, whitened {whitened}, likelihood {likelihood}. The lines are {angle} degrees apart.",
    separableSummary: "A line separates the classes. Log loss of the closed form {closed}.",
    train: "Train",
    pause: "Pause",
    towards: "→ 0",
    fault: {
      separable:
        "A line separates the classes: the likelihood grows forever along ({direction}) and has no maximum. The closed form {closed} finite.",
      staysFinite: "stays",
      isNot: "is not",
      thin: "Neither class varies along ({direction}), where the classes differ: the closed form would be infinite.",
      none: "The points do not vary, so there is nothing to invert.",
      ridge: "Add a ridge of {ridge}",
    },
    data: {
      columns:
        "Two columns of coordinates and one of labels are needed; {found} columns of numbers were found.",
      many: "{found} rows were found; at most {allowed} are used.",
      large: "Row {row}: {found} is beyond ±10,000, where this figure ends.",
      labels: "Two different labels are needed; {found} were found.",
      few: "Class “{name}” needs at least {allowed} points.",
    },
    table: {
      point: "point",
      x: "x",
      y: "y",
      label: "class",
      closed: "closed form",
      whitened: "whitened",
      likelihood: "likelihood",
    },
  },
};
