import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "lemmata：可以上手拖动的机器学习数学",
  description:
    "熵归一化与高斯分布距离的互动页面，由 WebAssembly 里的 C++ 内核在你的标签页里实时计算。",
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
  },
  code: {
    heading: "同一个内核，用在你的代码里",
    text: "这些页面就是程序包的证明：一次 npm 安装，自带类型，没有依赖，在每个浏览器和 Node 里结果逐位相同。",
  },
  live: {},
};
