import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "指南：lemmata",
  description: "怎样使用 lemmata：安装、打包工具、Worker、精度、准确度、错误、速度与测试。",
  name: "指南",
  heading: "指南",
  lede: "从第一次调用，到一组并行的 Worker。这里的每段代码都由项目的测试运行过。",
  reference: {
    heading: "API 参考（英文）",
    text: "每个函数的形状、单位、错误、出处，以及一个能运行的例子。",
  },
  live: {},
};
