import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "Johnson–Lindenstrauss 引理，动手看：最少要几维？",
  description:
    "把点随机投影下去，拖动维数和误差，看每一对点的距离平方之比，并与五种界的承诺对照。全部在你的标签页里用 WebAssembly 计算。",
  name: "投影",
  heading: "最少要几维？",
  lede: "把点乘上一个随机矩阵，大部分坐标就没了，可它们之间的距离几乎察觉不到。拖动误差带、维数和点数试试。",
  stage: "距离平方之比，以及理论要求的维数",
  histogram: "距离平方之比的直方图",
  ruler: "维数标尺",
  growth: "所需维数随点数的变化",
  kinds: {
    label: "随机矩阵",
    gaussian: "高斯",
    rademacher: "±1",
    sparse: "稀疏",
    orthonormal: "正交",
    srht: "哈达玛",
    "count-sketch": "计数草图",
  },
  clouds: { label: "点", cloud: "圆形点云", onehot: "独热向量", axis: "一根长轴" },
  fields: {
    n: "投影后的维数 n",
    epsilon: "距离平方的误差 epsilon",
    points: "点数 N",
    inputs: "点的原始维数 m",
    seedLabel: "种子",
    seed: "随机矩阵的种子",
    newSeed: "换个种子",
    tokens: "词元数 N",
    lambda: "logits 的尺度 lambda",
  },
  readouts: {
    outside: "落在 $\\tone{q}{1 \\pm \\varepsilon}|1 加减 epsilon$ 之外的点对",
    min: "最小比值",
    max: "最大比值",
    mean: "平均比值",
    expected: "单对出界概率",
    needed: "保住所有点对的 $n$",
    failure: "出现失败的概率",
    allowed: "保住所有点对的 $\\varepsilon$",
    maxPoints: "$\\tone{p}{n}|n$ 维容得下的点数",
  },
  presets: {
    plane: "压到平面",
    enough: "刚好够用",
    quoted: "常被引用的数",
    axis: "一根长轴",
    sparse: "稀疏遇上独热",
    sketch: "哈希碰撞",
  },
  tour: [
    "只剩 16 维时，距离的比值在 1 附近散得很开。",
    "有 512 维时它们聚拢：宽度按 n 的平方根减小。",
    "原来的维数减半，直方图还是一样宽。",
    "点从一千个变成一百万个，所需维数只翻一倍左右。",
    "计数草图把独热点原样保留，除非两个落进同一格。",
  ],
  bet: {
    question: "点的数目从一千涨到一百万。按精确的分布，所需的维数要涨到多少倍？",
    choices: ["约 1000 倍", "约 30 倍", "约 2 倍"],
    reveal:
      "起作用的只有 $\\log N$，而一百万的位数不过是一千的两倍。在本页的 $\\varepsilon$ 下，一千个点需要 $\\slot{bet-few}{0}$ 维，一百万个点需要 $\\slot{bet-many}{0}$ 维。比两倍略多，因为允许的失败概率 $1/N$ 也同时变小了。",
    act: "改成一百万",
  },
  prose: {
    one: {
      heading: "从图到定理",
      body: [
        "每根柱子数的是点对。一对点的比值，是投影后的距离平方除以投影前的距离平方；比值为 1，就是毫无损失。如果矩阵的元素是独立的高斯变量，方差为 $1/n$，那么比值的分布是精确已知的：它的 $n$ 倍服从自由度为 $n$ 的卡方分布，均值为 1，方差为 $2/n$。里面既没有这两个点，也没有它们原来的维数。",
      ],
      before: "不妨一试，拖动数据的维数：",
      after:
        "。矩阵换了一个，柱子会抖动，但散开的程度不变。单独一对点跑出误差带的概率，是指数级下降的：",
      label: "比值偏离 1 达到 epsilon 的概率，不超过 2 乘以 e 的负 epsilon 平方 n 除以 8 次方",
      last: "左边的数是精确值，右边的是文章的上界。一共有 $N(N-1)/2$ 对。最坏的情形是各对的失败从不重叠，那就把它们全加起来，要求总和不超过 $1/N$，再解出 $n$：",
      unionLabel:
        "N 乘 N 减 1 乘 e 的负 epsilon 平方 n 除以 8 次方不超过 N 分之一，只要 n 大于 24 log N 除以 epsilon 平方",
    },
    two: {
      heading: "一个问题，五个答案",
      body: [
        "文章的答案只用到上面这一行，相当宽裕。指数不作放缩（Chernoff），$\\slot{need-chernoff}{0}$ 维就够；直接用卡方分布的尾概率，只要 $\\slot{needed}{0}$ 维。把 24 换成 16，这里是 $\\slot{need-existence}{0}$ 维，成功概率就只保证有 $1/N$：好的投影是存在的，但未必是你抽到的那个。许多程序库引用的 Dasgupta–Gupta 公式也是这一类，这里给出 $\\slot{need-quoted}{0}$。预设“常被引用的数”像程序库那样舍去小数，展示了它的两面：证明在那里什么也没保证，而按精确的分布，失败其实很少见。",
        "还要留神：误差带说的是距离的<strong>平方</strong>，换成距离本身，宽度大约减半。而那个对数是躲不掉的：Larsen 与 Nelson 证明了，任何映射所需的维数都不会少于 $\\varepsilon^{-2}\\log(\\varepsilon^2 N)|epsilon 平方 N 的对数除以 epsilon 平方$ 的某个常数倍。",
      ],
    },
    three: {
      heading: "出人意料的地方",
      body: [
        "点一下“一根长轴”。这时所有的差向量几乎同向，所有点对便同生共死：这个种子下全在带内，换一个种子就可能全部出界。把失败概率加起来并不需要独立性，所以即便如此，引理依然成立。",
        "其他矩阵要么更便宜，要么更好，均值也都是 1，但方差会随点而变。稀疏矩阵与独热向量合不来，因为全由寥寥几个元素说了算；计数草图会把两个词扔进同一格，于是距离的平方要么归零，要么加倍。哈达玛变换先把每个向量摊到所有坐标上，因而稳妥。正交的行最平稳，$n = m$ 时就是一次旋转，什么也不丢。",
      ],
    },
    look: {
      heading: "看一眼数据，能换来什么",
      body: [
        "随机投影从不看数据。主成分则看：它们是这些点变化最大的正交轴。无论一个点有多少个数，$N$ 个点至多需要 $N - 1$ 条；如果有一根长轴，第一条几乎就包揽了全部，而一条随机的轴平均只留住 $1/m$。不过主成分要由所有的点算出来，新来的点可能落在它们之外；它们保住的是总的方差，而不是每一个距离。",
      ],
      chart: "前 n 条轴所保留的方差份额",
    },
    four: {
      heading: "注意力头的一条经验法则",
      body: [
        "$N$ 个词元的嵌入需要多宽？取随机的单位方向，令 logits 为 $\\lambda n\\cos\\theta|lambda n 乘以 theta 的余弦$。全部词对共有 $2\\log N$ 奈特，这样的权重会用掉其中一部分，$n$ 越大用掉越多。这条法则要求 $n$ 大到一点不剩；$\\lambda = 1$ 时，发表的形式是：",
      ],
      label: "n 大于 8.33 log N",
      after:
        "对 $\\slot{tokens}{0}$ 个词元，球面上的精确熵给出 $\\slot{head-pair}{0}$，而 $4\\log N/\\log\\frac{1+\\sqrt5}{2}|4 log N 除以黄金比例的对数$ 给出 $\\slot{head-golden}{0}$。经典的 512 个词元对应 52，与惯用的 64 相近：宁要许多小头，不要一个大头。不过一行注意力是对 $N$ 个键、而不是对 $N^2$ 个词对做 softmax，只需要 $\\slot{head-row}{0}$。尺度也要当心：$\\lambda = \\slot{lambda}{1.00}$ 时，宽为 $\\slot{head-pair}{0}$ 的头用掉 $\\slot{head-drop}{0}$ 奈特；而在常用的 $\\lambda = 1/\\sqrt n$ 下只用掉 $\\slot{head-usual}{0}$，要等训练把向量拉长才行。",
      chart: "头的宽度随词元数的变化",
    },
  },
  code: {
    heading: "用在你的代码里",
    intro: "计算本页的正是这个程序包。同样的调用，换成你自己的点：",
    more: '<code>projection.maxPoints</code> 把问题反过来问，<code>projection.innerProductTail</code> 管内积，<code>projection.embeddingDimension</code> 就是注意力头的法则。引理的两个应用，即找近邻的哈希与矩阵的草图，见<a href="../neighbours/">“近邻”</a>一页。',
  },
  sources: {
    heading: "出处",
    body: '想法来自苏剑林 2021 年的文章<a href="https://kexue.fm/archives/8679">《让人惊叹的Johnson-Lindenstrauss引理：理论篇》</a>；注意力头的法则来自<a href="https://kexue.fm/archives/7695">《最小熵原理（六）》</a>与<a href="https://kexue.fm/archives/8706">《应用篇》</a>。这里的文字与图都是我们自己的；精确的尾概率比文章更进一步。',
  },
  dataHint:
    "每行一个点，各有 2 到 512 个数；CSV、TSV 或 JSON，最多 5000 行。其中均匀选出至多 32 个来投影。",
  live: {
    help: "{points} 个点里，真正投影的有 {projected} 个：{pairs} 对。拖动误差带的边，或标尺上的 n；方向键同样可用。",
    gaussian: "这里的理论说的是高斯矩阵；现在这个矩阵遵循另一种分布。",
    bar: "比值从 {from} 到 {to}：{count} 对。",
    outside: "{violations} / {pairs}",
    summary: "{pairs} 对中有 {violations} 对出界；n 为 {n}，保住所有点对需要 {needed}",
    histogram: {
      pairs: "对数",
      ratio: "距离平方：投影后 / 投影前",
      allowed: "所有点对：1 ± {allowed}",
      outside: "{violations} 对出界",
      lower: "误差带下边，1 减 epsilon",
      upper: "误差带上边，1 加 epsilon",
      text: "epsilon {epsilon}，{pairs} 对中有 {violations} 对出界",
    },
    methods: {
      article: "24 log N/ε²",
      existence: "16 log N/ε²",
      chernoff: "Chernoff",
      "dasgupta-gupta": "Dasgupta–Gupta",
      exact: "精确",
    },
    ruler: {
      label: "维数 n",
      text: "n = {n}；保住所有点对需要 {needed}",
      fails: "失败概率 ≤ {chance}",
      silent: "没有保证",
      inputs: "n > m = {inputs}",
    },
    growth: { n: "n = {n}", label: "点数 N", text: "{points} 个点需要 {n} 维" },
    principal: { share: "保留的方差", random: "随机的轴", principal: "主成分" },
    heads: {
      pair: "N² 个词对",
      row: "一行",
      label: "词元数 N",
      text: "{tokens} 个词元需要 {n} 维，一行注意力需要 {row} 维",
    },
    fault: {
      more: "n = {n} 比一个点拥有的 {inputs} 个数还多：这是在加维数，不是减维数。",
      fix: "改为 n = {inputs}",
      equal: "有 {skipped} 对是相同的点：0/0 不成比值，已略去。",
    },
    data: {
      few: "至少需要两个点，每行一个。",
      columns: "一个点要有 {min} 到 {max} 个数，这里有 {found} 个。",
      large: "第 {row} 行有超过 10¹² 的数。",
      equal: "所有点都相同，没有距离可保。",
    },
    table: { first: "点", second: "另一点", ratio: "比值", within: "带内", yes: "是", no: "否" },
  },
};
