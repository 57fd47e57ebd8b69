import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "熵归一化，动手看：一个分布可以有多确定？",
  description:
    "拖动一个概率分布，再拖动你希望它拥有的熵：一个指数就够了。精确解与一阶近似并列，全部在你的标签页里用 WebAssembly 计算。",
  name: "熵",
  heading: "这个分布可以有多确定？",
  lede: "先定下一个分布该带多少不确定性。给每个概率取同一个指数，就能恰好到达，而且次序不变。",
  stage: "分布，以及它的熵标尺",
  bars: "概率",
  scale: "熵标尺",
  curve: "熵随指数的变化",
  fields: {
    outcome: "序号",
    outcomeName: "所选结果的序号",
    probability: "$p$",
    probabilityName: "所选结果的概率",
    targetName: "目标熵（奈特）",
    perplexity: "$e^{H^*}$",
    perplexityName: "目标困惑度",
    gammaName: "指数 gamma",
  },
  readouts: {
    gamma: "到达目标的指数 $\\gamma$",
    entropy: "$H(p)$",
    target: "$H^*$",
    first: "一阶近似",
    error: "近似误差",
    perplexity: "困惑度",
    iterations: "迭代次数",
  },
  presets: {
    zipf: "齐夫分布，50 词",
    uniform: "接近均匀",
    peaks: "两个等高峰",
    spike: "一枝独秀",
    tokens: "200 个词元",
    attention: "一行注意力",
  },
  tour: [
    "要求的不确定性比 H(p) 少：指数大于 1，高柱更高。",
    "在 H(p) 附近，虚线切线几乎就找到了准确的指数。",
    "离得远了，切线就不准了；红色括号就是它的误差。",
    "五十个词的齐夫分布：还是一个指数，没有一根柱子超过另一根。",
    "两个等高的峰永远等高，所以没有指数能低于 ln 2。",
  ],
  bet: {
    question: "把一个分布的困惑度减半，相当于它只在一半数目的结果里选择。指数会正好翻倍吗？",
    choices: ["会，总是翻倍", "不会，要看形状"],
    reveal:
      "e^H 减半就是 H − ln 2，而这要付出多大的指数，取决于对数概率有多分散。从本页的 p 到一半困惑度，需要 $\\gamma = \\slot{bet-gamma}{0.00}$。再试试“接近均匀”，同样一步要大得多的幂；至于“两个等高峰”，则永远降不到 2 以下。",
    halve: "就在这里减半",
  },
  prose: {
    one: {
      heading: "从图到定理",
      body: [
        "蓝色柱子是一个分布 $p|p$。绿色轮廓是同一个分布：把每个概率取 $\\gamma|gamma$ 次幂，再把总和缩放回 1：",
      ],
      label: "q i 等于 p i 的 gamma 次幂，除以所有 p j 的 gamma 次幂之和",
      after: [
        "高柱一起升、一起降，谁也不会超过谁：任何正的幂都保持次序。把指针放到一根柱子上，读下方的说明：如果某个结果相对最大者的比率是 $r|r$，那么它的轮廓就是 $r^{\\gamma}|r 的 gamma 次幂$。于是 $\\gamma = 0|gamma = 0$ 只记得哪些结果可能发生，$\\gamma = 1|gamma = 1$ 什么也不改，$\\gamma \\to \\infty|gamma 趋于无穷$ 则只留下最大者。从语言模型里采样的人，会认出 $1/\\gamma|gamma 分之一$ 就是温度。",
        "把朱红色的目标沿标尺上下拉动。每个高度都对应一个指数，而且绝不会有两个。原因在右边曲线的斜率里：",
      ],
    },
    slope: "H 对 gamma 的导数等于负 gamma 乘以 q 下 log p 的方差，小于零",
    two: {
      heading: "为什么一个数就够了",
      body: [
        "方差不会是负的，而且只有当所有可能的结果概率相等时才为零。所以指数越大，熵就严格越小：从可能结果数目的对数，一直降到并列最大者数目的对数。两者之间的每个熵都恰好经过一次。不止如此：在所有具有这个熵的分布里，它与 $p|p$ 的 KL 散度最小，也就是说，除了必须改的，什么也没有多改。",
        "在 $\\gamma = 1|gamma = 1$ 处，斜率是 $\\log p|log p$ 方差的相反数，这里方差为 $\\slot{variance}{0.000}$。不走曲线，而是沿虚线切线走到与目标相遇，就得到一个不用搜索的一阶答案：",
      ],
      label: "gamma 约等于一加上 H(p) 减 H 星，再除以 log p 的方差",
      after: [
        "离 $H(p)|H(p)$ 很近时，切线与曲线难以分辨；走远了它们就分开，红色括号就是这条捷径的代价。把目标移到",
        "奈特，看它张开。程序包并不止步于此：它先框住根，再用二阶导数逐步逼近，几次迭代后熵就吻合到约十二位数字。",
      ],
    },
    three: {
      heading: "什么时候做不到",
      body: [
        "零的任何次幂还是零，所以不可能的结果无法参与：把一根柱子拉到底，能到达的最高熵就随之下降。并列永远并列：有两个等高峰时，任何指数都到不了 $\\ln 2|log 2$ 以下。如果所有柱子一样高，曲线就是平的，因为任何指数给出的都是同一个分布。遇到这三种情况，页面会说明是哪一种。",
      ],
    },
  },
  code: {
    heading: "用在你的代码里",
    intro: "计算本页的正是这个程序包。同样的调用，换成你自己的数字：",
    more: "对于一整个 logits 矩阵，<code>entropy.normalizeRows</code> 逐行处理；<code>entropy.normalizeVjp</code> 是它的导数，可以穿过它训练。",
  },
  sources: {
    heading: "出处",
    body: '想法来自苏剑林 2021 年的文章<a href="https://kexue.fm/archives/8829">《概率分布的熵归一化（Entropy Normalization）》</a>。这里的文字与图都是我们自己的；带保护的求解器比文章的迭代更进一步，而文章的迭代也在程序包里：<code>entropy.articleIteration</code>。',
  },
  dataHint: "每行一个概率，或一个名称加一个概率；CSV、TSV 或 JSON，最多 5000 行。",
  live: {
    outcome: "{name}",
    bar: { label: "结果 {name}", text: "概率 {p}，归一化后 {q}" },
    scale: { label: "目标熵", text: "{target} 奈特，困惑度 {perplexity}" },
    curve: {
      label: "指数 gamma",
      text: "gamma {gamma}，熵 {entropy}",
      x: "γ",
      y: "H(γ)",
      tangent: "切线",
      gap: "误差",
    },
    help: "拖动柱子、标尺上的目标，或曲线上的圆点；方向键同样可用。",
    caption:
      "结果 {name}：{p} 变为 {q}。相对最大者的比率：{before} 变为 {after}，正是 {before} 的 {gamma} 次幂。",
    captionTop: "结果 {name} 最大：{p} 变为 {q}。",
    legend: { p: "p，原来的", q: "q，归一化后" },
    summary: "gamma {gamma}，困惑度 {perplexity}",
    endLabel: "ln {n}",
    fault: {
      high: "最多只能到 ln {n} = {bound} 奈特：零得不到概率。目标是 {target}。",
      low: "{k} 个并列的最大者永远降不到 ln {k} = {bound} 奈特以下。目标是 {target}。",
      flat: "所有可能的结果概率相等，曲线是平的：任何指数都给出 {bound} 奈特，到不了 {target}。",
      other: "没有指数能到达 {target} 奈特。",
      clamp: "改为 {bound}",
    },
    data: {
      columns: "需要一列概率，前面可以有一列名称；这里有 {found} 列数字。",
      few: "至少需要两个结果。",
      negative: "第 {row} 行：{found} 是负数，而概率不会是负的。",
      zero: "所有数字都是零。",
      sum: "这些数字之和是 {found}，不是 1。",
    },
    table: { outcome: "结果", p: "p", q: "q", gamma: "gamma" },
  },
};
