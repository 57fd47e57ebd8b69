import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "Worker 与 Worker 池：lemmata",
  description: "把耗时的计算移出主线程；让矩阵的各行用上所有处理器。",
  name: "Worker 与 Worker 池",
  heading: "Worker 与 Worker 池",
  lede: "函数都是同步的。超过一帧的计算应放进 Worker；行数很多的，就分给几个 Worker。",
  sections: [
    {
      heading: "自己的 Worker",
      parts: [
        "在 Worker 里载入这个包与在页面里一样；模块就在 JavaScript 里面，不用再找别的文件。把数组放进转移列表，就不会复制。",
        "@main",
        "@worker",
        "如果新的请求会让旧的失去意义，就只保留最新的一个，只回答它。",
      ],
    },
    {
      heading: "多个 Worker 分担各行",
      parts: [
        "<code>lemmata/pool</code> 把一次调用的各行分给几个 Worker，支持 <code>normalizeRows</code>、<code>clampRows</code>、<code>softmaxRows</code>、<code>logDensity</code> 和 <code>mahalanobis</code>。除非另行指定，Worker 的个数等于处理器的个数。每个 Worker 都有自己的实例和内存；因为没有共享内存，所以不需要特殊的响应头。",
        "@pool",
        "无论有几个 Worker，矩阵都切成约 1 MB 的小块。因此结果与只用一个 Worker 或完全不用池时逐位相同。循环中可用 <code>out</code> 把结果的数组再交进来。",
      ],
    },
    {
      heading: "进度与中止",
      parts: [
        "<code>onProgress</code> 会得知已完成多少行。中止信号会让调用以 ABORTED 拒绝；池仍可继续使用。",
        "@progress",
        "意外终止的 Worker 会被替换，它负责的行会重新计算。如果同样的行三次失去 Worker，调用就以 OUT_OF_MEMORY 拒绝。在 Node 中，空闲的池不会让进程一直不退出；使用池需要 Node 20.16 或更高版本。",
      ],
    },
    {
      heading: "打包工具找不到 Worker 时",
      parts: [
        '池用 <code>new Worker(new URL("./pool-worker.js", import.meta.url))</code> 启动 Worker，Vite 等打包工具都能识别这种写法。对于不能识别的工具，请把包里的 <code>dist/</code> 复制到对外提供的目录（这里是 <code>/lemmata/</code>），再用 <code>startWorker</code> 说明如何启动 Worker：',
        "@begin",
      ],
    },
  ],
  live: {},
};
