import type { KernelName, NonSmooth, PiecewiseLinear } from "./smoothing.js";

/** A smoothed function as text. */
export interface Formula {
  /** g(x), and what Φ or R in it stand for. */
  latex: string;
  /** The body of a function (x, width, parameters, erf) => number, for a width above 0. */
  javascript: string;
}

/** A kernel's distribution function Φ and ramp R: LaTeX in u, JavaScript in u and w. */
interface KernelText {
  cdf: readonly [latex: string, javascript: string];
  ramp?: readonly [latex: string, javascript: string];
  /** Beyond this many widths Φ is 0 or 1. */
  reach?: number;
}

/** Φ (`end` 1) or R (`end` u) of a kernel on ±w, in two pieces. */
function pieces(left: string, right: string, end: string): string {
  return `\\begin{cases}0&u\\le-w\\\\${left}&-w<u\\le0\\\\${right}&0<u<w\\\\${end}&u\\ge w\\end{cases}`;
}

const kernels: Partial<Record<KernelName, KernelText>> = {
  gaussian: {
    cdf: [
      String.raw`\tfrac12\left(1+\operatorname{erf}\frac{u}{w\sqrt2}\right)`,
      "(1 + erf(u / (w * Math.SQRT2))) / 2",
    ],
    ramp: [
      String.raw`\frac u2\left(1+\operatorname{erf}\frac{u}{w\sqrt2}\right)+\frac{w}{\sqrt{2\pi}}e^{-u^2/(2w^2)}`,
      "u / 2 * (1 + erf(u / (w * Math.SQRT2))) + w / Math.sqrt(2 * Math.PI) * Math.exp(-u * u / (2 * w * w))",
    ],
    reach: 9,
  },
  logistic: {
    cdf: [String.raw`\frac{1}{1+e^{-u/w}}`, "1 / (1 + Math.exp(-u / w))"],
    ramp: [
      String.raw`w\log\left(1+e^{u/w}\right)`,
      "Math.max(u, 0) + w * Math.log1p(Math.exp(-Math.abs(u) / w))",
    ],
    reach: 40,
  },
  laplace: {
    cdf: [
      String.raw`\begin{cases}\frac12e^{u/w}&u\le0\\1-\frac12e^{-u/w}&u>0\end{cases}`,
      "u <= 0 ? Math.exp(u / w) / 2 : 1 - Math.exp(-u / w) / 2",
    ],
    ramp: [
      String.raw`\max(u,0)+\frac w2e^{-|u|/w}`,
      "Math.max(u, 0) + w / 2 * Math.exp(-Math.abs(u) / w)",
    ],
    reach: 40,
  },
  uniform: {
    cdf: [
      String.raw`\min\left(\max\left(\frac{u+w}{2w},0\right),1\right)`,
      "Math.min(Math.max((u + w) / (2 * w), 0), 1)",
    ],
    ramp: [
      String.raw`\begin{cases}0&u\le-w\\\frac{(u+w)^2}{4w}&|u|<w\\u&u\ge w\end{cases}`,
      "u <= -w ? 0 : u >= w ? u : (u + w) ** 2 / (4 * w)",
    ],
    reach: 1,
  },
  triangular: {
    cdf: [
      pieces(String.raw`\frac{(u+w)^2}{2w^2}`, String.raw`1-\frac{(w-u)^2}{2w^2}`, "1"),
      "u <= -w ? 0 : u >= w ? 1 : u <= 0 ? (u + w) ** 2 / (2 * w * w) : 1 - (w - u) ** 2 / (2 * w * w)",
    ],
    ramp: [
      pieces(String.raw`\frac{(u+w)^3}{6w^2}`, String.raw`u+\frac{(w-u)^3}{6w^2}`, "u"),
      "u <= -w ? 0 : u >= w ? u : u <= 0 ? (u + w) ** 3 / (6 * w * w) : u + (w - u) ** 3 / (6 * w * w)",
    ],
    reach: 1,
  },
  epanechnikov: {
    cdf: [
      String.raw`\begin{cases}0&u\le-w\\\frac{(w+u)^2(2w-u)}{4w^3}&|u|<w\\1&u\ge w\end{cases}`,
      "u <= -w ? 0 : u >= w ? 1 : (w + u) ** 2 * (2 * w - u) / (4 * w ** 3)",
    ],
    ramp: [
      String.raw`\begin{cases}0&u\le-w\\\frac{(w+u)^3(3w-u)}{16w^3}&|u|<w\\u&u\ge w\end{cases}`,
      "u <= -w ? 0 : u >= w ? u : (w + u) ** 3 * (3 * w - u) / (16 * w ** 3)",
    ],
    reach: 1,
  },
  cosine: {
    cdf: [
      String.raw`\begin{cases}0&u\le-w\\\frac12\left(1+\frac uw+\frac1\pi\sin\frac{\pi u}w\right)&|u|<w\\1&u\ge w\end{cases}`,
      "u <= -w ? 0 : u >= w ? 1 : (1 + u / w + Math.sin(Math.PI * u / w) / Math.PI) / 2",
    ],
    ramp: [
      String.raw`\begin{cases}0&u\le-w\\\frac{(u+w)^2}{4w}-\frac{w}{2\pi^2}\left(1+\cos\frac{\pi u}w\right)&|u|<w\\u&u\ge w\end{cases}`,
      "u <= -w ? 0 : u >= w ? u : (u + w) ** 2 / (4 * w) - w / (2 * Math.PI ** 2) * (1 + Math.cos(Math.PI * u / w))",
    ],
    reach: 1,
  },
  "student-t2": {
    cdf: [
      String.raw`\tfrac12\left(1+\frac{u}{\sqrt{u^2+w^2}}\right)`,
      "(1 + u / Math.sqrt(u * u + w * w)) / 2",
    ],
    ramp: [String.raw`\tfrac12\left(u+\sqrt{u^2+w^2}\right)`, "(u + Math.sqrt(u * u + w * w)) / 2"],
  },
  sech: {
    cdf: [String.raw`\frac2\pi\arctan e^{u/w}`, "2 / Math.PI * Math.atan(Math.exp(u / w))"],
    reach: 40,
  },
  cauchy: {
    cdf: [String.raw`\tfrac12+\frac1\pi\arctan\frac uw`, "0.5 + Math.atan(u / w) / Math.PI"],
    // Up to a constant, which cancels where the function is bounded.
    ramp: [
      String.raw`u\left(\tfrac12+\frac1\pi\arctan\frac uw\right)-\frac w{2\pi}\log\left(1+\frac{u^2}{w^2}\right)`,
      "u * (0.5 + Math.atan(u / w) / Math.PI) - w / (2 * Math.PI) * Math.log1p((u / w) ** 2)",
    ],
  },
};

type Periodic = "floor" | "ceil" | "round" | "frac";

/** The others in terms of Φ (P) and R: LaTeX, JavaScript, parameters with their defaults. */
const functions: Record<
  Exclude<NonSmooth, Periodic>,
  readonly [latex: string, javascript: string, parameters?: string]
> = {
  relu: ["R(x)", "R(x)"],
  "leaky-relu": ["ax+(1-a)R(x)", "slope * x + (1 - slope) * R(x)", "slope = 0.01"],
  abs: ["2R(x)-x", "2 * R(x) - x"],
  step: [String.raw`\Phi(x)`, "P(x)"],
  sign: [String.raw`2\Phi(x)-1`, "2 * P(x) - 1"],
  clip: [String.raw`\ell+R(x-\ell)-R(x-h)`, "low + R(x - low) - R(x - high)", "low = -1, high = 1"],
  relu6: ["R(x)-R(x-6)", "R(x) - R(x - 6)"],
  "hard-tanh": ["R(x+1)-R(x-1)-1", "R(x + 1) - R(x - 1) - 1"],
  "hard-sigmoid": [String.raw`\tfrac16\left(R(x+3)-R(x-3)\right)`, "(R(x + 3) - R(x - 3)) / 6"],
  "soft-threshold": [
    String.raw`x+\lambda-R(x+\lambda)+R(x-\lambda)`,
    "x + threshold - R(x + threshold) + R(x - threshold)",
    "threshold = 1",
  ],
  hinge: ["R(1-x)", "R(1 - x)"],
};

const bounded: readonly string[] = ["step", "sign", "clip", "relu6", "hard-tanh", "hard-sigmoid"];

/** The formula, or undefined where there is none in elementary functions and erf. */
export function formulaOf(f: NonSmooth | PiecewiseLinear, kernel: KernelName): Formula | undefined {
  const text = kernels[kernel];
  if (text === undefined) return undefined;
  if (f === "floor" || f === "ceil" || f === "round" || f === "frac") {
    return periodicFormula(f, kernel, text);
  }
  if (typeof f !== "string") return piecewiseFormula(f, kernel, text);
  if (kernel === "cauchy" && !bounded.includes(f)) return undefined;
  const [latex, javascript, parameters] = functions[f];
  return assemble(latex, javascript, text, parameters);
}

function assemble(
  latex: string,
  javascript: string,
  text: KernelText,
  parameters?: string,
): Formula | undefined {
  const usesRamp = /\bR\(/.test(javascript);
  if (usesRamp && text.ramp === undefined) return undefined;
  const usesCdf = /\bP\(/.test(javascript);
  const lines = ["const w = width;"];
  if (parameters !== undefined) lines.push(`const { ${parameters} } = parameters ?? {};`);
  if (usesCdf) lines.push(`const P = (u) => ${text.cdf[1]};`);
  if (usesRamp) lines.push(`const R = (u) => ${text.ramp![1]};`);
  lines.push(`return ${javascript};`);
  const symbols = [
    ...(usesCdf ? [String.raw`\Phi(u)=${text.cdf[0]}`] : []),
    ...(usesRamp ? [`R(u)=${text.ramp![0]}`] : []),
  ];
  return {
    latex: [`g(x)=${latex}`, ...symbols].join(String.raw`,\quad `),
    javascript: lines.join("\n"),
  };
}

function piecewiseFormula(
  { offset, slope, knots, jumps, bends }: PiecewiseLinear,
  kernel: KernelName,
  text: KernelText,
): Formula | undefined {
  let rise = slope;
  let size = Math.abs(slope);
  let latex = offset === 0 ? "" : `${offset}`;
  let javascript = `${offset}`;
  const add = (factor: number, symbol: string, code: string): void => {
    if (factor === 0) return;
    latex += `${factor < 0 ? "-" : latex === "" ? "" : "+"}${Math.abs(factor) === 1 ? "" : `${Math.abs(factor)}\\,`}${symbol}`;
    javascript += ` + ${factor} * ${code}`;
  };
  add(slope, "x", "x");
  for (let k = 0; k < knots.length; ++k) {
    const knot = knots[k]!;
    const shift = knot === 0 ? "x" : knot < 0 ? `x+${-knot}` : `x-${knot}`;
    add(jumps[k]!, `\\Phi(${shift})`, `P(x - ${knot})`);
    add(bends[k]!, `R(${shift})`, `R(x - ${knot})`);
    rise += bends[k]!;
    size += Math.abs(bends[k]!);
  }
  if (kernel === "cauchy" && (slope !== 0 || Math.abs(rise) > 1e-15 * size)) return undefined;
  return assemble(latex === "" ? "0" : latex, javascript.replaceAll("- -", "+ "), text);
}

/** Sums over the jumps; the Cauchy kernel's in closed form. */
function periodicFormula(f: Periodic, kernel: KernelName, text: KernelText): Formula | undefined {
  const place = f === "round" ? "x + 0.5" : "x";
  const [latex, javascript] = {
    floor: ["F(x)", "F"],
    ceil: ["F(x)+1", "F + 1"],
    round: [String.raw`F(x+\tfrac12)`, "F"],
    frac: ["x-F(x)", "x - F"],
  }[f];
  const lines = ["const w = width;", `const y = ${place};`];
  let sum: string;
  if (kernel === "cauchy") {
    sum = String.raw`F(y)=y-\tfrac12+\frac1\pi\arctan\frac{r\sin2\pi y}{1-r\cos2\pi y},\quad r=e^{-2\pi w}`;
    lines.push(
      "const r = Math.exp(-2 * Math.PI * w), t = 2 * Math.PI * (y - Math.round(y));",
      "const F = y - 0.5 + Math.atan2(r * Math.sin(t), 1 - r * Math.cos(t)) / Math.PI;",
    );
  } else {
    if (text.reach === undefined) return undefined;
    sum = String.raw`F(y)=\sum_{k\ge1}\Phi(y-k)-\sum_{k\le0}\left(1-\Phi(y-k)\right),\quad \Phi(u)=${text.cdf[0]}`;
    lines.push(
      `const P = (u) => ${text.cdf[1]};`,
      `const c = Math.floor(y), W = Math.ceil(${text.reach} * w) + 1;`,
      "let F = c - W;",
      "for (let k = c - W + 1; k <= c + W; ++k) F += P(y - k);",
    );
  }
  return {
    latex: String.raw`g(x)=${latex},\quad ${sum}`,
    javascript: [...lines, `return ${javascript};`].join("\n"),
  };
}
