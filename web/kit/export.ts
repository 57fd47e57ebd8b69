const properties = [
  "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "paint-order",
  "stop-color", "stop-opacity", "opacity", "font-family", "font-size", "font-weight", "font-style", "text-anchor", "dominant-baseline", "visibility",
]; // prettier-ignore

/**
 * A figure's SVG as a file of its own: styles resolved to plain values, handles' invisible parts left out. An image
 * that only the file is to have, for the page's policy blocks it, has its address in `data-href`.
 */
export function svgFile(figures: readonly SVGSVGElement[]): string {
  const boxes = figures.map((svg) => svg.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const width = Math.ceil(Math.max(...boxes.map((box) => box.right)) - left);
  const height = Math.ceil(Math.max(...boxes.map((box) => box.bottom)) - top);
  const background = getComputedStyle(
    document.querySelector(".stage") ?? document.body,
  ).backgroundColor;
  const inner = figures.map((svg, i) => {
    const group = flatten(svg);
    group.setAttribute("transform", `translate(${boxes[i]!.left - left} ${boxes[i]!.top - top})`);
    return new XMLSerializer().serializeToString(group).replaceAll(` ${deferred}=`, " href=");
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<rect width="100%" height="100%" fill="${background}"/>
${inner.join("\n")}
</svg>
`;
}

/** An SVG file as a PNG image, `scale` pixels to a CSS pixel. */
export async function pngFile(svg: string, scale = 2): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * scale;
    canvas.height = image.height * scale;
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no image")))),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The rows a page shows, once: its table, its CSV. Numbers keep all their digits. */
export interface Table {
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
}

export function csvFile({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => row.map(csvField).join(",") + "\n").join("");
}

function csvField(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hands a file to the reader. */
export function download(name: string, content: string | Blob, type = "text/plain"): void {
  const blob = typeof content === "string" ? new Blob([content], { type }) : content;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// The svg's content as a group in which every element carries the values it is seen with.
function flatten(svg: SVGSVGElement): SVGGElement {
  const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
  for (const child of svg.children) {
    const copy = flattened(child);
    if (copy !== undefined) group.append(copy);
  }
  return group;
}

function flattened(element: Element): Element | undefined {
  const style = getComputedStyle(element);
  // Gradients are not displayed themselves, but what is painted with them is.
  const hidden = style.display === "none" && element.closest("defs") === null;
  if (hidden || element.matches(".hit, .ring")) return undefined;
  const { raster } = element as { raster?: () => string };
  if (raster !== undefined) return imageOf(element, raster());
  const copy = element.cloneNode(false) as Element;
  for (const { name } of [...copy.attributes]) {
    if (/^(class|style|role|tabindex|aria-)/.test(name)) copy.removeAttribute(name);
  }
  for (const property of properties) {
    const value = style.getPropertyValue(property);
    if (value !== "" && value !== usual[property]) copy.setAttribute(property, value);
  }
  for (const child of element.childNodes) {
    const inner = child instanceof Element ? flattened(child) : child.cloneNode();
    if (inner !== undefined) copy.append(inner);
  }
  return copy;
}

// A rectangle that stands for a canvas behind the figure becomes its picture.
function imageOf(rectangle: Element, address: string): Element {
  const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
  for (const name of ["x", "y", "width", "height"]) {
    image.setAttribute(name, rectangle.getAttribute(name) ?? "0");
  }
  image.setAttribute("preserveAspectRatio", "none");
  image.setAttribute(deferred, address);
  return image;
}

// An address that the page itself is not to load, and may not.
const deferred = "data-href";

const usual: Record<string, string> = {
  "fill-opacity": "1",
  "stroke-opacity": "1",
  "stop-color": "rgb(0, 0, 0)",
  "stop-opacity": "1",
  opacity: "1",
  "stroke-dasharray": "none",
  visibility: "visible",
  "paint-order": "normal",
  "font-style": "normal",
};
