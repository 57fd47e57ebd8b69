import { table } from "../guide.ts";
import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "错误：lemmata",
  description: "会抛出什么，它说了什么，又该怎么办。",
  name: "错误",
  heading: "错误",
  lede: "输入有误时，得到的是一句话：遇到了什么，允许什么。不会拿 NaN 充数，模块也能继续工作。",
  sections: [
    {
      heading: "一个类，十六个代码",
      parts: [
        "抛出的一切都是 <code>LemmataError</code>。<code>message</code> 给人看；<code>code</code> 给程序用，措辞改了它也不变；<code>details</code> 里是组成消息的数据。",
        "@caught",
        table(
          "错误代码",
          ["代码", "含义"],
          [
            ["INVALID_ARGUMENT", "类型不对、超出范围，或者选项不存在"],
            ["SHAPE_MISMATCH", "长度、行数或列数对不上"],
            ["NOT_FINITE", "需要数的地方出现了 NaN 或无穷"],
            ["NOT_A_DISTRIBUTION", "有负数，或者总和不是 1"],
            ["TARGET_UNREACHABLE", "任何解都达不到所要的值；details 里有可达到的范围"],
            ["NOT_SYMMETRIC", "协方差与它的转置不同"],
            ["NOT_POSITIVE_DEFINITE", "协方差有不为正的特征值"],
            ["SINGULAR", "矩阵没有逆"],
            ["MOMENT_DIVERGES", "所求的积分是无穷大"],
            ["EMPTY_CLASS", "某个类别没有样本"],
            ["SEPARABLE", "类别可以用平面分开，似然没有最大值"],
            ["NOT_CONVERGED", "在允许的迭代次数内没有达到容差"],
            ["OUT_OF_MEMORY", "模块的内存不够"],
            ["DISPOSED", "句柄、模块或池在释放之后又被使用"],
            ["CORRUPT_DATA", "保存的字节被改动，或者文件不是这个模块"],
            ["ABORTED", "调用被它的信号中止，或者池的 Worker 无法运行"],
          ].map(([code, words]) => [`<code>${code}</code>`, words!]),
        ),
      ],
    },
    {
      heading: "是哪一行？",
      parts: [
        "处理多行的函数会在消息和 details 里指出是哪一行，从 0 开始，按整个矩阵计数，在池里也一样。尚未归一化的计数不必事先写循环处理：<code>renormalize</code> 接受任何正的总和。",
        "@row",
      ],
    },
    {
      heading: "不抛错误，继续算",
      parts: [
        '如果几千行中可能有某一行达不到目标，<code>unreachable: "clamp"</code> 会取能达到的最近的值，并在 <code>status</code> 里说明：1 表示取了最大值，−1 表示取了最小值。',
        "@clamp",
      ],
    },
    {
      heading: "载入失败时",
      parts: [
        "最常见的原因是服务器返回了网页而不是 <code>.wasm</code>；这时消息会列出它看到的字节。没有 WebAssembly SIMD 的引擎在下载之前就会被拒绝：需要 Chrome 91、Firefox 89、Safari 16.4 或 Node 20。",
        "@wrongFile",
      ],
    },
  ],
  live: {},
};
