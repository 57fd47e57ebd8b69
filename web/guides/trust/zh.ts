import type { en } from "./en.ts";
import {
  calls,
  core,
  count,
  enginesTable,
  fuzzers,
  hashes,
  hostile,
  memory,
  theorems,
} from "./figures.ts";

export const zh: typeof en = {
  title: "测试了什么：lemmata",
  description: "lemmata 用哪些引擎、输入、定理、内存测试和工具检验过，以及怎样重做一遍。",
  name: "测试了什么",
  heading: "测试了什么",
  lede: "为了弄坏它做了什么，结果如何，以及在源码中重做一遍的命令。",
  sections: [
    {
      heading: "逐位相同",
      parts: [
        `一组 ${calls} 次调用覆盖每个函数和参数的每种形式，每个系统得到一个哈希值。下列引擎给出的都相同；用 1、2、4 个 Worker 时，按行计算的函数也相同：`,
        enginesTable("引擎", ["引擎", "版本", "调用次数"]),
        hashes("哈希值", ["系统", "全部比特的哈希"]),
        `在它之下，C++ 核心对所有系统的 ${count(core.calls)} 次调用，编译为 x86-64 和 WebAssembly 时逐位相同，没有例外。它曾找到一处差别：<code>std::hypot</code> 在不同的库中舍入不同；核心已不再调用它。`,
        "重做：<code>npm test -- battery core-battery</code>。",
      ],
    },
    {
      heading: "任何输入",
      parts: [
        "libFuzzer 驱动带地址检查和未定义行为检查编译的核心：它用字节造出参数（形状、特殊值、非规格化数、并列值、接近奇异的矩阵、损坏的文件），并断言每个结果必须满足的条件。一条边是走过的一个分支。",
        fuzzers("模糊测试", ["程序", "分钟", "执行次数", "边"]),
        `fast-check 把任何东西放到每个公开函数参数的任何位置：错误的类型、被转移或会变长的缓冲区、代理、会抛出错误的 getter、空洞、NaN、±10<sup>308</sup>。每次调用都必须给出数，或者给出指明参数的 <code>LemmataError</code>，不占住内存，并让模块照常工作。最近各 15 分钟的运行没有发现问题：${count(hostile.anywhere)} 次调用在任何位置放入任何东西，${count(hostile.guises)} 次让同样的数以任何形式给出同样的比特，${count(hostile.taken)} 次在读取一个参数时取走另一个。此前的运行在超出 float64 的结果中发现过 NaN，现在它们是无穷大，或被拒绝。`,
        "表中的分钟数是单个进程的运行时间，机器同时还在构建和测试。模糊测试找到的问题都有各自的测试，没有一个还未解决。其中有：极少数矩阵的特征向量是错的（QL 迭代中一次旋转恰好以 0 结束），一次越过数组末尾的读取，以及接近 float64 两端的数产生的 NaN。重做：<code>npm run fuzz -- --minutes 120</code> 和 <code>LEMMATA_FUZZ_SECONDS=900 npx vitest run tests/api/any-input.test.ts</code>。",
      ],
    },
    {
      heading: "定理",
      parts: [
        `各用 ${count(theorems.cases)} 个随机例子检验：正态分布之间的距离保持不等式给出的次序；W2 对称并满足三角不等式；p<sup>γ</sup> 的熵随 γ 下降，并能达到每个目标；六种投影平均保持长度的平方，方差与理论一致；梯度惩罚的不等式在每个已证明的范数下都成立。`,
        "重做：先运行 <code>npm test -- native</code>，再运行 <code>LEMMATA_CASES=1000000 build/native/tests/core/lemmata_tests -ts=theorems</code>。",
        '数值有多准确，见<a href="../accuracy/">另一篇指南</a>。',
      ],
    },
    {
      heading: "内存",
      parts: [
        `轮流调用每个函数共 ${count(memory.calls)} 次（包括被拒绝的调用）之后，模块的内存与之前一样大，其中没有留下任何一次调用的数组。4 GB 的请求在占用任何内存之前就被拒绝。被遗忘的句柄在回收时释放。`,
        "@recovers",
        "重做：<code>LEMMATA_CALLS=1000000 npx vitest run tests/api/growth.test.ts</code>。",
      ],
    },
    {
      heading: "安全",
      parts: [
        "下面构建的应用和本站都在 <code>script-src 'self' 'wasm-unsafe-eval'</code> 之下运行；不会由文本生成代码。选项触及不到原型。保存的字节只是带校验和的数据：任何截断都会被拒绝。有一项测试列出安装包里的文件。这个包没有依赖，<code>npm audit</code> 也就没有可查的东西。",
        "重做：<code>npm test -- package api</code>。",
      ],
    },
    {
      heading: "工具",
      parts: [
        "用打好的安装包做出全新的应用并运行：Vite、webpack、esbuild、Rollup、Next（服务器端和客户端）、不经构建的文件、Service Worker，以及 Node、Deno 和 Bun。类型在 TypeScript 5.0 和最新版的 <code>strict</code> 下都能编译。publint 和 are-the-types-wrong 没有意见；公开 API 的改动会在 docs/api 中显现。",
        "重做：<code>npm test -- package consumers</code>。",
      ],
    },
  ],
  live: {},
};
