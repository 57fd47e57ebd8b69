/** What elements say themselves; `zh` has the same keys. */
export const words = {
  en: {
    failed: "The engine did not start: {reason}",
    refused: "{name}=“{found}” is not understood. Allowed: {allowed}.",
    source: "After {article} by 苏剑林",
  },
  zh: {
    failed: "引擎未能启动：{reason}",
    refused: "无法理解 {name}=“{found}”。允许的值：{allowed}。",
    source: "依据苏剑林的文章{article}",
  },
};
