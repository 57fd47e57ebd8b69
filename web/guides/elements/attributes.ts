import { attributes } from "../../elements/attributes.ts";
import { table } from "../guide.ts";

/** Every tag with its attributes, as the elements have them. */
export function attributeTable(label: string, head: readonly [string, string]): string {
  const code = (text: string): string => `<code>${text}</code>`;
  const rows = Object.entries(attributes).map(([tag, names]) => [
    code(`&lt;${tag}&gt;`),
    Object.keys(names).map(code).join(", "),
  ]);
  return table(label, head, rows);
}
