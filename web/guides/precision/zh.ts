import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "精度与可复现性：lemmata",
  description: "float64 与 float32、容差、随机种子，以及在任何机器上都逐位相同的结果。",
  name: "精度与可复现性",
  heading: "精度与可复现性",
  lede: "参数相同，结果就逐位相同：在任何浏览器里、在 Node 里、用任意多个 Worker，都是如此。",
  sections: [
    {
      heading: "双精度与单精度",
      parts: [
        "精度由参数的类型决定。凡是函数文档写明支持的地方，<code>Float32Array</code> 就以 float32 计算，结果也是 <code>Float32Array</code>，除非文档另有说明（<code>network.train</code> 的权重保持 float64）；其余一律是 float64。参数为 float32 而结果是单个数（例如熵）时，返回的是 JavaScript 的数，准确度为 float32。",
        "@single",
        '每个函数的误差上限写在它的文档里，并有测试用高精度的数值来检验；<a href="../accuracy/">困难之处的误差</a>也都测量过。',
      ],
    },
    {
      heading: "求解器",
      parts: [
        "求解器要么达到容差，要么抛出错误，绝不会不声不响地返回粗略的结果。容差的默认值接近浮点运算的极限，也可以放宽。",
        "@tolerance",
        "没有解的目标是错误，而不是 NaN：TARGET_UNREACHABLE 会说明哪些值可以达到。",
      ],
    },
    {
      heading: "随机种子",
      parts: [
        "凡是随机的函数都接受 <code>seed</code>，即一个整数或 64 位的 bigint；这个包从不使用 <code>Math.random</code> 或时钟。它的生成器 Philox 只由种子和位置算出每一个数，所以可以用 <code>offset</code> 接着取，或从任意位置开始取。",
        "@seeds",
      ],
    },
    {
      heading: "处处逐位相同",
      parts: [
        "<ul><li>指数、对数与求和都由模块自己实现，不依赖引擎；WebAssembly 的算术则有逐位的规定。</li><li>不使用宽松 SIMD 和融合乘加，它们的结果因处理器而异。</li><li>求和的顺序固定，每一行的结果只取决于这一行。</li><li>无论有几个 Worker，池对矩阵的切分都一样。</li></ul>",
        "@alone",
        "方法改进时，不同版本之间的结果可能在末位上有所不同；如果这一点重要，请固定版本。",
      ],
    },
  ],
  live: {},
};
