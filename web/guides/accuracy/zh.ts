import type { en } from "./en.ts";
import { cases, plots, worst, type Words } from "./figures.ts";

const words: Words = {
  head: ["函数", "最大误差", "出现处", "该处不可避免的误差", "至多为不可避免误差的倍数"],
  error: "相对误差",
  axes: {
    gaussian: "协方差的条件数",
    logistic: "协方差的条件数",
    projection: "矩阵的条件数",
    "tails.normTail": "1 / 概率",
    "tails.collisionProbability": "距离 / 宽度",
    "tails.bandingCurve": "1 / p",
    entropy: "最大概率 / 最小概率",
    kernels: "|x|（以宽度为单位）",
    smoothing: "|x|（宽度 ¼）",
    activations: "|x|",
    initialization: "下端，或端点 / 长度",
    "initialization.truncationStdFactor": "c 或 1 / c",
  },
  situations: {
    far: "相距远",
    near: "几乎相等",
    largest: "相对最大值",
    each: "各自相对",
    "mean, tail": "均值，[a, ∞)",
    "mean, narrow": "均值，窄区间",
    "variance, tail": "方差，[a, ∞)",
    "variance, narrow": "方差，窄区间",
  },
};

export const zh: typeof en = {
  title: "准确度：lemmata",
  description: "各函数的误差，与精确结果对照测得，条件数直到 10¹⁴。",
  name: "准确度",
  heading: "准确度",
  lede: "在困难之处逐个函数地看有多少位是对的：接近奇异的协方差、几乎相等的分布、远端的尾部、相差 10<sup>300</sup> 倍的概率。",
  sections: [
    {
      heading: "测了什么",
      parts: [
        `把这个包的 ${cases} 个结果与 mpmath 用 60 位以上算出的结果比较，后者把同样的 float64 数当作精确值。误差相对于结果而言；向量或矩阵的误差相对于其中最大的元素，另有说明时则各元素相对于自己。`,
        "参数本身是舍入过的数。<b>不可避免的误差</b>就是舍入单独造成的：把每个参数随机地上移或下移末位的半个单位，共八次，取精确结果变动最大的一次，再加上结果本身的半个单位。它随条件数增大，没有算法能保证比它更小。图中实线是误差，虚线是不可避免的误差，两个轴都是对数轴。一个 float64 的单位是 2.2 × 10<sup>−16</sup>。",
        "数字都向上取整。项目有一项测试会重新测量，若有数字比实际的小就会失败；在源码中用 <code>npm run accuracy</code> 生成这些数字，用 <code>tests/golden/accuracy</code> 生成精确结果。",
        "@rare",
      ],
    },
    {
      heading: "正态分布",
      parts: [
        "四维、主轴随机的成对分布：一种互不相干，另一种均值和协方差只差标准差的 10<sup>−4</sup>，这时距离是许多数相消之后剩下的部分。<code>wasserstein2</code> 要把奇异值相加；若由 Gram 矩阵得到的奇异值足以使结果准确到 10<sup>−12</sup>，就用它，为的是速度。",
        plots("gaussian", words),
        worst("gaussian", "距离的误差", words),
      ],
    },
    {
      heading: "熵",
      parts: [
        "六个概率，之间的比值直到 10<sup>300</sup>。结果几乎确定时，熵也和别处一样准确；幂分布和调温后的分布逐个元素比较，最不可能的那个也在内。",
        plots("entropy", words),
        worst("entropy", "熵的误差", words),
      ],
    },
    {
      heading: "分类器与白化",
      parts: [
        "二十四行、三个特征。<code>fit</code> 和 <code>linearRegression</code> 由协方差算出，因此可以随时加入新的行，并以任意顺序合并；代价是误差随协方差的条件数增长，而直接用各行的方法只损失它的平方根。<code>whiten</code> 和 <code>refine</code> 直接用各行。<code>refine</code> 达到容差就停止，这里是 10<sup>−13</sup>，默认为 10<sup>−8</sup>。条件数到大约 10<sup>13</sup> 时，相应的方向就算作没有，<code>rank</code> 会说明。",
        plots("logistic", words),
        worst("logistic", "分类器的误差", words),
      ],
    },
    {
      heading: "分解、尾部与曲线",
      parts: [
        "用投影到全部五维的随机方法求 9 × 5 矩阵的奇异值：误差是最大奇异值的舍入，小的奇异值只剩下余下的位数。<code>rangeFinder</code>：QᵀQ 与单位矩阵相差多少。",
        plots("projection", words),
        worst("projection", "分解的误差", words),
        "自由度 3 到 3,000 的 χ² 的尾部，直到 10<sup>−285</sup>；哈希的碰撞概率；1 − (1 − p<sup>4</sup>)<sup>40</sup>。",
        plots("tails", words),
        worst("tails", "尾部的误差", words),
      ],
    },
    {
      heading: "核",
      parts: [
        "宽度为 1 时的密度、分布函数及其积分，左右两侧都有；左侧的值很小，误差仍是相对的。",
        plots("kernels", words),
        worst("kernels", "核的误差", words),
      ],
    },
    {
      heading: "光滑化的函数与激活函数",
      parts: [
        "在折点附近和远处。有结点的函数是若干项之和；和穿过零点的地方（<code>sign</code>、<code>clip</code> 和 <code>soft-threshold</code> 在 0 旁边），误差是各项的舍入，约 10<sup>−16</sup>，而不是余下部分的舍入。",
        plots("smoothing", words),
        worst("smoothing", "光滑化函数的误差", words),
        "激活函数及其一阶、二阶导数，直到小于 10<sup>−290</sup> 为止。",
        plots("activations", words),
        worst("activations", "激活函数的误差", words),
      ],
    },
    {
      heading: "截断正态分布",
      parts: [
        "截到 [a, ∞)，a 直到 10<sup>8</sup> 个标准差；截到短至 10<sup>−7</sup> 的区间；以及截到 ±c 时的补偿因子。",
        plots("initialization", words),
        worst("initialization", "截断正态分布的误差", words),
      ],
    },
  ],
  live: {},
};
