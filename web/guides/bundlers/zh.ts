import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "打包工具与框架：lemmata",
  description: "Vite、服务端渲染、不用打包工具的页面、内容安全策略。",
  name: "打包工具与框架",
  heading: "打包工具与框架",
  lede: "默认入口对打包工具没有任何要求：WebAssembly 就在 JavaScript 里面，是单独的一块，调用 <code>load()</code> 时才去取。",
  sections: [
    {
      heading: "无需配置",
      parts: [
        "没有要复制的 <code>.wasm</code> 文件，不需要插件，也不用设置路径。测试会用 Vite 构建下面的文件，也会放进 Vite 的开发服务器，再到 Chromium 里运行；全程没有配置文件。",
        "@plain",
      ],
    },
    {
      heading: "框架与服务端渲染",
      parts: [
        "在调用 <code>load()</code> 之前，导入这个包什么也不会做，所以在服务端渲染页面的代码里也可以导入。整个应用保留一个实例就好：",
        "@shared",
        "服务端的组件，以 React 的写法为例：",
        "@component",
        "同一个模块也可用于浏览器；在那里，请在副作用或事件处理函数里调用 <code>engine()</code>，首次绘制就不必等它。",
      ],
    },
    {
      heading: "不用打包工具",
      parts: [
        "<code>dist/</code> 里的文件都是 ES 模块，导入路径带有扩展名，一个静态服务器就够了。把整个 <code>dist/</code> 复制过去，从中导入 <code>index.js</code>。",
        "@unbundled",
      ],
    },
    {
      heading: "把模块作为单独的文件",
      parts: [
        "<code>lemmata/external</code> 是同一个包，只是 <code>lemmata.wasm</code> 放在 JavaScript 旁边。浏览器可以边下载边编译，并单独缓存它。在 Node 中则从磁盘读取。",
        "@external",
        "如果打包工具自己找不到这个文件，就把地址交给它。在 Vite 里用 <code>?url</code> 取得：",
        "@address",
        "Vite 7 及更早版本的开发服务器会把包移到缓存目录，旁边的文件就找不到了；这时 <code>load()</code> 会以 CORRUPT_DATA 拒绝，并给出那个地址。加一项设置让包留在原处即可，在那里使用 <code>lemmata/external</code> 和 <code>lemmata/pool</code> 时都需要它：",
        "@vite",
        "<code>wasm</code> 也可以是 <code>Response</code>、<code>ArrayBuffer</code>，或编译好的 <code>WebAssembly.Module</code>；后者可以发给 Worker，在那里实例化而不必重新编译。",
        "@compiled",
      ],
    },
    {
      heading: "内容安全策略",
      parts: [
        "这个包不会由文本生成代码。所有入口以及 Worker 池都能在下面的策略下运行，本站也是如此：",
        "@policy",
        "它不使用共享内存的线程，所以页面不需要跨源隔离的响应头，可以放在任何静态主机上。",
      ],
    },
  ],
  live: {},
};
