/** The articles the pages follow, all by 苏剑林 on 科学空间 and of 2021: what is cited, once for both languages. */
const articles = {
  entropy: ["8829", "概率分布的熵归一化（Entropy Normalization）"],
  gaussian: ["8512", "两个多元正态分布的KL散度、巴氏距离和W距离"],
  projection: ["8679", "让人惊叹的Johnson-Lindenstrauss引理：理论篇"],
  neighbours: ["8706", "让人惊叹的Johnson-Lindenstrauss引理：应用篇"],
  smoothing: ["8718", "用狄拉克函数来构造非光滑函数的光滑近似"],
  initialization: ["8620", "浅谈Transformer的初始化、参数化与标准化"],
  logistic: ["8578", "概率视角下的线性模型：逻辑回归有解析解吗？"],
  penalty: ["8796", "输入梯度惩罚与参数梯度惩罚的一个不等式"],
} as const;

export type ArticleName = keyof typeof articles;

/** An article's title and address. */
export function article(name: ArticleName): { title: string; url: string } {
  const [number, title] = articles[name];
  return { title, url: `https://kexue.fm/archives/${number}` };
}

/** An article as BibLaTeX takes it. The braces keep the title's capitals. */
export function bibtex(name: ArticleName): string {
  const [number] = articles[name];
  const { title, url } = article(name);
  return `@online{su2021-${number},
  author     = {{苏剑林}},
  title      = {{${title}}},
  date       = {2021},
  url        = {${url}},
  organization = {{科学空间 | Scientific Spaces}},
  langid     = {chinese}
}`;
}
