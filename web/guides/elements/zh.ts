import { attributeTable } from "./attributes.ts";
import type { en } from "./en.ts";

export const zh: typeof en = {
  title: "把图放进自己的网页：lemmata",
  description: "本站的图都是自定义元素：一个 script 标签，放进任何网页。",
  name: "把图放进自己的网页",
  heading: "把图放进自己的网页",
  lede: "本站的每一幅图都是包里的一个自定义元素：博客、笔记本导出的 HTML、幻灯片，只要一个 script 标签就能显示。",
  sections: [
    {
      heading: "一个脚本，一个标签",
      parts: [
        "这个脚本很小。元素快要进入屏幕时，才去取它的图和引擎；在那之前，或者脚本无法运行时，显示的是标签之间的内容。",
        "@page",
        "不需要构建，对页面也没有别的要求：把包里的 <code>dist/</code> 复制到能被访问的文件夹，让脚本的地址指向那里。内容安全策略需要 <code>script-src 'self' 'wasm-unsafe-eval'</code>；元素自带样式，不需要另外放行。因为用到 <code>light-dark()</code>，浏览器须是 2024 年或更新的版本。",
        "项目里的 <code>examples/elements</code> 文件夹就是这样一个网页，每个元素都在其中。测试用的就是它原来的样子。",
      ],
    },
    {
      heading: "显示什么",
      parts: [
        "属性给出起始值，写法与该系统页面的地址相同。无法理解的值，会在元素里指出来，并说明允许什么；图保持不变。",
        attributeTable("各元素的属性", ["元素", "属性"]),
        "所有元素都有四个共同的属性：<code>show</code> 列出要显示的部分，默认全部；<code>state</code> 是完整的状态，写法同本站地址中 # 之后的部分（用“复制链接”取得）；<code>theme</code> 是 <code>light</code>、<code>dark</code> 或 <code>auto</code>，默认跟随所在页面；元素自身或外层的 <code>lang</code> 决定用中文还是英文。",
        "@part",
        "页面的样式表可以用 <code>::part(stage)</code>、<code>::part(summary)</code> 等选中各个部分，例如改变高度。",
      ],
    },
    {
      heading: "在程序里",
      parts: [
        "打包工具把 <code>lemmata/elements</code> 当作普通模块。属性也可以作为对象的属性读写；<code>values</code> 是它们现在的值，<code>state</code> 是完整的状态，<code>summary</code> 用一句话说出图里的结果。<code>undo()</code>、<code>redo()</code>、<code>reset()</code> 与本站的同名按钮一致。",
        "@script",
        "事件：图就绪时是 <code>ready</code>，拖动时是 <code>input</code>，拖动之后是 <code>change</code>，后两者的 <code>detail</code> 是各个值；引擎无法启动时是 <code>error</code>，<code>detail</code> 是原因。在服务端导入它，什么也不会发生。",
      ],
    },
  ],
  live: {},
};
