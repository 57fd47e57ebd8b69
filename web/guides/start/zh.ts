import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "快速上手：lemmata",
  description: "安装软件包，载入模块，调用函数，读取结果。",
  name: "快速上手",
  heading: "快速上手",
  lede: "一个没有依赖的软件包，可用于浏览器、Worker 和 Node 20 及以上版本。",
  sections: [
    {
      heading: "安装与调用",
      parts: [
        "@install",
        "<code>load()</code> 创建一个 WebAssembly 模块的实例，只需几毫秒；创建一个，一直用下去即可。此后每个函数都是同步的纯函数：返回即完成，也不会改动传入的参数。",
        "@first",
        "实例上挂着七个系统：<code>entropy</code>、<code>gaussian</code>、<code>projection</code>、<code>smoothing</code>、<code>initialization</code>、<code>logistic</code> 和 <code>penalty</code>。凡是要给出熵的地方，单写一个数表示奈特（nat）；也可以写成 <code>{ bits }</code>、<code>{ perplexity }</code> 或 <code>{ fraction }</code>。",
      ],
    },
    {
      heading: "向量与矩阵",
      parts: [
        "向量可以是 <code>Float64Array</code>、<code>Float32Array</code> 或数字数组。矩阵可以是嵌套数组、按行存放的 <code>{ data, rows, cols }</code>，或类 ndarray 库的 <code>{ data, shape }</code>。结果是归你所有的类型化数组，绝不是模块内存的视图，因此之后无论调用什么，它们都保持有效。",
        "@matrices",
      ],
    },
    {
      heading: "占用内存的对象",
      parts: [
        "几乎所有返回值都是普通数据，无需照管。只有四种对象存放在模块里：类别统计量、近邻索引、投影器和网络。它们都有 <code>dispose()</code>；之后再使用会抛出 DISPOSED，重复释放则无妨。忘记释放的对象会在垃圾回收时归还内存，但可能很晚。",
        "@handle",
      ],
    },
    {
      heading: "使用 TypeScript",
      parts: [
        "类型随包提供，无需任何设置。在 TypeScript 5.2 及以上版本中，<code>using</code> 会在代码块结束时自动释放。",
        "@typescript",
      ],
    },
  ],
  live: {},
};
