const namespace = "http://www.w3.org/2000/svg";

type Attributes = Readonly<Record<string, string | number>>;

/** Makes an SVG element inside `parent`. */
export function append<K extends keyof SVGElementTagNameMap>(
  parent: Element,
  name: K,
  attributes: Attributes = {},
  text?: string,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(namespace, name);
  set(element, attributes);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

/** Sets attributes; numbers keep two decimals, which is finer than a pixel. */
export function set(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    const written = typeof value === "number" ? short(value) : value;
    if (element.getAttribute(name) !== written) element.setAttribute(name, written);
  }
}

/** Makes `parent` have exactly `count` children, made where they are missing, and hands them out. */
export function children<E extends Element>(parent: Element, count: number, make: () => E): E[] {
  while (parent.childElementCount > count) parent.lastElementChild!.remove();
  while (parent.childElementCount < count) parent.append(make());
  return [...parent.children] as E[];
}

/** The path through points; it is interrupted where a coordinate is not finite. */
export function line(count: number, x: (i: number) => number, y: (i: number) => number): string {
  let path = "";
  let pen = "M";
  for (let i = 0; i < count; i++) {
    const [px, py] = [x(i), y(i)];
    if (!Number.isFinite(px) || !Number.isFinite(py)) {
      pen = "M";
      continue;
    }
    path += `${pen}${short(px)} ${short(py)}`;
    pen = "L";
  }
  return path;
}

export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
