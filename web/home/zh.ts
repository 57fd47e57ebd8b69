import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "lemmata：可以上手拖动的机器学习数学",
  description:
    "机器学习数学的八个互动页面，从熵归一化到梯度惩罚，由 WebAssembly 里的 C++ 内核在你的标签页里实时计算。",
  name: "首页",
  heading: "把数学拿在手里",
  lede: "每一页是机器学习里的一个定理。你拖动的就是对象本身，所有数字随之变化，由这个标签页里的 C++ 内核（WebAssembly）算出。",
  open: "打开",
  cards: {
    entropy: {
      heading: "这个分布可以有多确定？",
      text: "想要多大的熵，就有一个指数恰好给出。找到它，再看看走直线能走多远。",
    },
    gaussian: {
      heading: "四把尺，四个答案",
      text: "两个高斯分布，四种说法来讲它们相距多远。转动其中一个，看几把尺怎样各执一词。",
    },
    projection: {
      heading: "最少要几维？",
      text: "随机扔掉大部分坐标，看点与点之间的距离还剩下几分准。",
    },
    neighbours: {
      heading: "随机，但不随便",
      text: "让随机的直线替你找近邻，让随机的混合把大图变小。",
    },
    smoothing: {
      heading: "把拐角磨圆",
      text: "让一个核滑过折角：softplus、Huber 损失和 GELU 的近亲，都出自同一张配方。",
    },
    initialization: {
      heading: "这句耳语能传到第 48 层吗？",
      text: "把未经训练的层叠成高塔，转动增益，听听塔顶收到了什么。",
    },
    logistic: {
      heading: "训练循环能省掉吗？",
      text: "拖动数据点，比较一步求出的直线与训练最终停下的直线。",
    },
    penalty: {
      heading: "权重安静，函数就安静",
      text: "拉一拉网络的权重，试着压翻一架由定理撑着的天平。",
    },
  },
  code: {
    heading: "同一个内核，用在你的代码里",
    text: "这些页面就是程序包的证明：一次 npm 安装，自带类型，没有依赖，在每个浏览器和 Node 里结果逐位相同。",
  },
  live: {},
};
