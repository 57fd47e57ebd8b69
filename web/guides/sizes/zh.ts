import type { en } from "./en.ts";
import { sizeTable, timeTable } from "./figures.ts";

export const zh: typeof en = {
  title: "体积与性能：lemmata",
  description: "要下载多少，有多快，怎样更快。",
  name: "体积与性能",
  heading: "体积与性能",
  lede: "要下载多少，一毫秒能做什么，以及几个真正有用的习惯。",
  sections: [
    {
      heading: "要下载多少",
      parts: [
        sizeTable("模块的体积", ["入口", "gzip 压缩", "Brotli 压缩"]),
        "这是 WebAssembly 及其胶水代码，包含全部七个系统。有一项测试保证模块在 gzip 压缩后不超过 195 KB。只有调用 <code>load()</code> 时才会去取；想让它提前就绪，可以早些开始，晚些再等：",
        "@early",
      ],
    },
    {
      heading: "有多快",
      parts: [
        "以下是七轮的中位数，在服务器的 AMD EPYC 上用 Node 20 的一个线程测得；时间包括把数据送进模块内存和取回来。旁边是同一台机器上的另一种实现，它并不总是更慢：NumPy 背后的库使用的指令比 WebAssembly 的更宽。",
        timeTable("时间", ["任务", "用 lemmata", "另一种实现"], {
          normalize: {
            task: "10,000 × 1,000 的 logits 调到指定的熵，每个元素",
            peer: "scikit-learn，精度较低",
          },
          softmax: { task: "同样数据的 softmax 和熵，每个元素", peer: "类型化数组" },
          wasserstein: { task: "两个 512 维高斯分布的 W2 距离", peer: "ml-matrix" },
          frechet: { task: "1,000 + 1,000 个 2,048 维样本的 Fréchet 距离", peer: "NumPy" },
          normals: { task: "正态随机数，每个", peer: "@stdlib" },
          svd: { task: "2,000 × 1,000 矩阵的随机 SVD，秩 20", peer: "ml-matrix" },
          closedForm: { task: "100,000 × 50 数据的分类器闭式解", peer: "类型化数组" },
        }),
        "基准测试的方法和全部结果见源码中的 <code>bench/README.md</code>；它会把每个结果与独立的实现核对。",
      ],
    },
    {
      heading: "怎样更快",
      parts: [
        "<ul><li><b>多行只用一次调用。</b><code>normalizeRows</code>、<code>softmaxRows</code>、<code>logDensity</code> 等函数许多行才进出一次 WebAssembly，自己写循环则每行都要进出一次。</li><li><b>循环中使用 <code>out</code>。</b>新建一个一千万个数的数组，系统的开销比计算还大：写入已有的数组时，softmax 每个元素用 3.8 ns，写入新数组则要 30.2 ns。</li><li><b>够用时选 float32</b>：同样的 softmax 只要 2.4 ns。</li><li><b>类型化数组</b>直接复制；嵌套数组要逐个数读取。</li><li><b><code>pairwise</code></b> 对每个协方差只分解一次：64 维的 1,000 个散度这样算要 18.1 ms，逐个算要 65.9 ms。</li><li><b>行数很多时用 Worker 池。</b></li></ul>",
        "@out",
        "@pairwise",
      ],
    },
  ],
  live: {},
};
