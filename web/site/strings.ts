/** Throws where a translation lacks a string or has one more: the types catch it first, this is the build. */
export function assertSameKeys(en: unknown, zh: unknown, path: string): void {
  if (typeof en !== typeof zh) throw new Error(`${path} is a ${typeof en} in one language only`);
  if (typeof en === "string" && (en === "") !== (zh === "")) throw new Error(`${path} is empty`);
  if (typeof en !== "object" || en === null) return;
  const [a, b] = [Object.keys(en), Object.keys(zh as object)];
  const odd = [...a.filter((key) => !b.includes(key)), ...b.filter((key) => !a.includes(key))];
  if (odd.length > 0) throw new Error(`${path}: only one language has ${odd.join(", ")}`);
  for (const key of a) {
    assertSameKeys((en as never)[key], (zh as never)[key], `${path}.${key}`);
  }
}
