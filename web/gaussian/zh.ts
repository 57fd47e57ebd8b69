import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "高斯分布的距离，动手看：四把尺，四个答案",
  description:
    "拖动两个高斯分布，同时读出 KL 散度、巴氏距离、Hellinger 距离与 Wasserstein 距离，并看到两者之间的最优传输，全部在你的标签页里用 WebAssembly 计算。",
  name: "高斯",
  heading: "四把尺，四个答案",
  lede: "两个高斯分布相距多远？拖动 P 和 Q，再让绿色的那个在两者之间走一走。什么叫“远”，每把尺都有自己的看法。",
  stage: "两个高斯分布",
  plane: "画成椭圆的两个高斯分布，以及两者之间的那一个",
  line: "画成钟形的两个高斯分布，以及两者之间的那一个",
  strip: "沿两中心连线的对数密度",
  chart: "中间的高斯分布离 P 有多远",
  modes: {
    label: "图中显示什么",
    plane: "二维",
    line: "一维",
    move: "搬运",
    mix: "混合",
    arrows: "箭头",
    play: "播放",
  },
  fields: {
    label: "精确数值",
    x: "{who}：均值的第一坐标",
    y: "{who}：均值的第二坐标",
    along: "{who}：沿轴的标准差",
    across: "{who}：垂直于轴的标准差",
    angle: "{who}：轴的角度（度）",
    t: "从 P 到 Q 途中的时刻 t",
  },
  readouts: {
    wasserstein: "Wasserstein 距离 $W_2$",
    klPQ: "$\\operatorname{KL}(\\tone{p}{P}\\parallel \\tone{q}{Q})|P 对 Q 的 KL 散度$",
    klQP: "$\\operatorname{KL}(\\tone{q}{Q}\\parallel \\tone{p}{P})|Q 对 P 的 KL 散度$",
    ratio: "两者之比",
    bhattacharyya: "巴氏距离",
    hellinger: "Hellinger 距离",
    t: "此处到 $\\tone{p}{P}|P$ 的 $W_2$",
  },
  split: "W 2 的平方等于均值部分加协方差部分",
  presets: {
    far: "相距很远",
    thin: "一细一圆",
    needles: "交叉的针",
    nested: "一大套一小",
    near: "几乎相等",
    same: "均值相同",
  },
  tour: [
    "绿色高斯沿 $W_2$ 距离下的直线移动，这里快到终点了。",
    "箭头就是传输：P 的每个点被搬到哪里。",
    "混合不是移动：各取一半，两座山丘仍在原处。",
    "离得很远时，Hellinger 距离几乎立刻就满了，而 $W_2$ 仍按比例增长。",
    "P 细而 Q 圆：两个 KL 散度相差很大，因为它不对称。",
  ],
  bet: {
    question: "两团云已经远得不再重叠，你还继续把它们拉开。下面两个数，哪一个还会变？",
    choices: ["Hellinger 距离", "Wasserstein 距离 W₂", "都不变"],
    reveal:
      "Hellinger 量的是重叠，而重叠已经没有了：对单位高斯，相距 4 时它是 $\\slot{bet-h4}{0.000}$，相距 8 时是 $\\slot{bet-h8}{0.000}$，刻度到此为止。$W_2$ 则从 4 变成 8，因为它量的是路。（KL 也会变，而且快得让人不安：从 8 到 32。）",
    pull: "把它们拉开",
  },
  prose: {
    move: {
      heading: "从图到定理",
      body: [
        "把 $\\tone{p}{P}|P$ 想成一堆沙，要一粒一粒地搬成 $\\tone{q}{Q}|Q$ 的形状。搬一粒沙的费用，是它走过的路程的平方。最省的方案有一个总价，总价的平方根就是距离 $W_2$。对高斯分布，总价恰好分成互不干扰的两部分，一份归均值，一份归协方差：",
      ],
      label: "W 2 的平方等于均值之差的平方，加上 Sigma P 加 Sigma Q 减去两倍乘积之根的迹",
      after: [
        "拖动中心，只有第一部分在变；转动或拉伸椭圆，只有第二部分在变。第二部分的趣味在中间那个根号：如果两个椭圆的轴方向相同，它不过是半轴之差的平方。把其中一个转一转，它就变大，但绝不会超过把两个矩阵平方根逐项相比的结果。",
      ],
    },
    way: {
      heading: "一把认得路的尺",
      body: [
        "最省的方案只是一个线性映射 $T(x) = \\tone{q}{\\mu_Q} + A\\,(x - \\tone{p}{\\mu_P})|T(x) 等于 mu Q 加 A 乘以 x 减 mu P$，其中的矩阵是对称的，它沿互相垂直的轴伸缩，从不旋转。打开箭头，看它怎样搬动十六个点。让每粒沙都停在自己箭头的同一比例 $t$ 处，整堆沙仍然是高斯分布，就是绿色的那个。",
      ],
      before: "在时刻",
      after: [
        "它离 $\\tone{p}{P}|P$ 的距离是 $\\slot{w2-t}{0.000}$，恰好是全程 $\\slot{w2}{0.000}$ 的这个比例，所以右边图里的绿线是直的。再选“交叉的针”，停在半路：中点既不是针也不是十字，而是一个完美的圆，面积是任何一根针的两倍。然后选“混合”：这次什么也不动，一团云渐隐，另一团渐显，半路上是两团各一半浓的云。搬运与混合，是对“中间”的两种理解。",
      ],
    },
    overlap: {
      heading: "三把只看重叠的尺",
      body: [
        "其余几把尺逐点比较密度。巴氏距离取 $\\sqrt{pq}|根号 p q$ 之下的面积，再取负对数；Hellinger 距离是同一块面积，只是换到 0 到 1 的刻度上；KL 散度则问：如果你相信其中一个，来自另一个的样本会让你多么吃惊：",
      ],
      label:
        "B 等于根号 p q 的积分的负对数；H 等于一减 e 的负 B 次方再开方；KL 等于马氏距离项加迹减 n 减对数行列式之和的一半",
      before: "现在两个均值相距",
      after: [
        "。把这个数往大里拖：KL 随它的平方增长，Hellinger 撞到 1 就停下，$W_2$ 则和距离本身一样增长。再把一个椭圆压细。KL 要除以第二个分布的方差，于是猛涨，而且两个方向相差悬殊：在“一细一圆”里，相信细的那个，受罚要重一倍。$W_2$ 几乎没有察觉。",
        "只有靠得很近时，这三把尺才会一致。对几乎相等的高斯分布，两个方向的 KL、四倍巴氏距离、四倍 Hellinger 距离的平方，到二阶为止全都相同，因为它们底下是同一个 Fisher 度量。而 $W_2$ 即使在那里也用着另一种度量。",
      ],
    },
  },
  code: {
    heading: "用在你的代码里",
    intro: "计算本页的正是这个程序包。同样的调用，换成你自己的数字：",
    more: "任意维数，协方差可以是满矩阵、对角、各向同性或因子形式；<code>gaussian.frechet</code> 比较两组样本，<code>gaussian.gradient</code> 用于训练。",
  },
  sources: {
    heading: "出处",
    body: '这一比较取自苏剑林 2021 年的文章<a href="https://kexue.fm/archives/8512">《两个多元正态分布的KL散度、巴氏距离和W距离》</a>。这里的文字与图都是我们自己的。高斯分布之间的线性传输归功于 Olkin 与 Pukelsheim（1982），测地线归功于 McCann（1997）。',
  },
  dataHint:
    "两列数据点，由程序包拟合均值与协方差；或者三行：先是均值，再是协方差的两行。只有一列时，得到直线上的高斯分布。",
  dataInto: "放入",
  live: {
    help: "拖动中心、轴的端点，或让绿色椭圆沿路移动。滚轮或双指可以缩放，方向键同样可用。",
    hover: "此处 ln p = {p}，ln q = {q}，中间的是 {g}。",
    centre: { label: "{who} 的中心", text: "{x}，{y}", line: "{x}" },
    along: { label: "{who} 的轴", text: "标准差 {sigma}，角度 {angle} 度", line: "标准差 {sigma}" },
    across: { label: "{who} 的宽度", text: "垂直于轴的标准差 {sigma}" },
    time: { label: "P 与 Q 之间的时刻 t", text: "t = {t}，到 P 的 W2 距离 {distance}" },
    timeLabel: "t = {t}",
    strip: {
      plane: "沿两中心连线的对数密度",
      line: "沿直线的对数密度",
      same: "沿一条水平线的对数密度",
    },
    chart: {
      label: "时刻 t",
      text: "t {t}，到 P 的 W2 距离 {distance}",
      y: "到 P",
      wasserstein2: "W₂",
      bhattacharyya: "巴氏距离",
      hellinger: "Hellinger",
    },
    over: "> 10⁶",
    play: "播放",
    pause: "暂停",
    summary:
      "Wasserstein 距离 {w2}。KL 散度一个方向 {klPQ}，另一个方向 {klQP}。巴氏距离 {b}，Hellinger 距离 {h}。",
    fault: {
      thin: "{who} 停在 σ = 0.02。σ = 0 时 KL 会是无穷大，而 W₂ 只是平平常常的 {w2}。",
      widen: "放宽到 0.2",
      indefinite: "这个 Σ 有特征值 {eigenvalue}，而协方差没有小于 0 的特征值。",
      nearest: "改用最近的协方差",
    },
    data: {
      columns: "需要一列或两列数字；这里有 {found} 列。",
      few: "至少需要两个点。",
      large: "第 {row} 行：{found} 超出了 ±10000，图到那里为止。",
      asymmetric: "Σ 必须对称：{found} 与 {mirrored} 应当相等。",
    },
    table: {
      t: "t",
      mean: "均值",
      covariance: "Σ",
      w2: "W2",
      b: "巴氏距离",
      h: "Hellinger",
      klTo: "KL(P||G)",
      klFrom: "KL(G||P)",
    },
  },
};
