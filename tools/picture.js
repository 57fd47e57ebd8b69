/**
 * Runs in a page: makes one small picture of two exports of the same figure, in light and in dark colours.
 * What styles elements share is a class, which differs by the reader's colour scheme.
 */
globalThis.pictureOf = async (light, dark) => {
  const [day, night] = [light, dark].map((text) => {
    const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    // The stage has its own background.
    root.querySelector(":scope > rect").remove();
    return root;
  });
  for (const image of [...day.querySelectorAll("image"), ...night.querySelectorAll("image")])
    image.setAttribute("href", await coarse(image.getAttribute("href")));
  const classes = new Map();
  const body = mergeDots([...day.children].map((child, i) => write(child, night.children[i], classes)).join("")); // prettier-ignore
  const rules = (index) =>
    [...classes]
      .filter(([key]) => key.split("|")[index] !== "")
      .map(([key, name]) => `.${name}{${key.split("|")[index]}}`)
      .join("");
  const [, , width, height] = day.getAttribute("viewBox").split(" ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">
<style>:root{color-scheme:light dark}.dark{display:none}${rules(0)}@media(prefers-color-scheme:dark){.dark{display:inline}.light{display:none}${rules(1)}}</style>
${body}
</svg>
`;
};

const attributes =
  /^(d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|fx|fy|dx|dy|width|height|points|transform|id|href|offset|viewBox|clip-path|mask|gradient\w+|pattern\w+|text-anchor|opacity|(fill|stroke|stop)-opacity|stroke-width)$/;
const usual = { "text-anchor": "start", "stroke-linecap": "butt", "stroke-linejoin": "miter", "font-weight": "400" }; // prettier-ignore

// An element of both pictures; `classes` collects what it looks like.
function write(element, other, classes) {
  if (isUnseen(element)) return "";
  if (element.localName === "image") return image(element, "light") + image(other, "dark");
  const inner = [...element.childNodes]
    .map((child, i) =>
      child.nodeType === 1
        ? write(child, other.childNodes[i], classes)
        : escaped(child.data.trim()),
    )
    .join("");
  if (element.localName === "g" && inner === "") return "";
  const [drawn, evening] = [element, other].map(asPath);
  const seen = [...drawn.attributes].filter((attribute) => matters(attribute, drawn));
  const written = seen
    .filter(({ name }) => attributes.test(name))
    .map(({ name, value }) => ` ${name}="${escaped(shortened(name, value))}"`)
    .join("");
  const looks = seen.filter(({ name }) => !attributes.test(name));
  const [now, then] = [drawn, evening].map((one) =>
    looks.map(({ name }) => `${name}:${style(name, one.getAttribute(name))}`),
  );
  const key = `${now.join(";")}|${then.filter((rule) => !now.includes(rule)).join(";")}`;
  if (looks.length > 0 && !classes.has(key)) classes.set(key, `s${classes.size}`);
  const mark = looks.length > 0 ? ` class="${classes.get(key)}"` : "";
  const tag = `${drawn.localName}${mark}${written}`;
  return inner === "" ? `<${tag}/>` : `<${tag}>${inner}</${drawn.localName}>`;
}

// Lines, and dots as lines of no length: many of them are one path.
function asPath(element) {
  const of = (name) => element.getAttribute(name);
  const isDot = element.localName === "circle" && (of("stroke") ?? "none") === "none";
  if (element.localName !== "line" && !isDot) return element;
  const path = document.createElementNS(element.namespaceURI, "path");
  for (const name of ["fill", "stroke", "stroke-width", "stroke-linecap", "stroke-opacity", "stroke-dasharray", "opacity", "transform"]) {
    if (element.hasAttribute(name)) path.setAttribute(name, of(name));
  } // prettier-ignore
  path.setAttribute("fill", "none");
  if (isDot) {
    path.setAttribute("stroke", of("fill"));
    path.setAttribute("stroke-linecap", "round");
    path.setAttribute("stroke-width", String(2 * of("r")));
    if (element.hasAttribute("fill-opacity")) path.setAttribute("stroke-opacity", of("fill-opacity")); // prettier-ignore
  }
  const d = isDot
    ? `M${tenth(of("cx"))} ${tenth(of("cy"))}h0`
    : `M${tenth(of("x1") ?? 0)} ${tenth(of("y1") ?? 0)}L${tenth(of("x2") ?? 0)} ${tenth(of("y2") ?? 0)}`;
  path.setAttribute("d", d);
  return path;
}

function matters({ name, value }, { localName, attributes: all }) {
  if (name.startsWith("xmlns") || name === "visibility" || value === usual[name]) return false;
  const isText = localName === "text" || localName === "tspan";
  if (/^(font|dominant|text-anchor|paint-order)/.test(name)) return isText && value !== "auto";
  if (/^stop-/.test(name)) return localName === "stop";
  if (/^(fill|stroke)/.test(name)) {
    if (/^(g|defs|clipPath|pattern|linearGradient|radialGradient|stop|svg)$/.test(localName))
      return false;
    if (name.startsWith("stroke")) return (all.stroke?.value ?? "none") !== "none";
    return true;
  }
  return true;
}

function isUnseen(element) {
  const of = (name, otherwise) => element.getAttribute(name) ?? otherwise;
  if (of("visibility") === "hidden" || Number(of("opacity", 1)) === 0) return true;
  if (element.localName === "g") return element.childElementCount === 0;
  if (element.localName === "text") return element.textContent === "";
  if (element.localName === "path" && !of("d")) return true;
  if (element.closest("defs, clipPath") !== null || element.localName === "image") return false;
  const isUnfilled =
    /^(none|rgba\(0, 0, 0, 0\))$/.test(of("fill")) || Number(of("fill-opacity", 1)) < 0.005;
  return isUnfilled && of("stroke", "none") === "none" && element.childElementCount === 0;
}

function style(name, value) {
  if (name === "font-family")
    return /KaTeX/.test(value) ? "KaTeX_Main,Times New Roman,serif" : "system-ui,sans-serif";
  const rgb = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(value)?.slice(1);
  if (rgb === undefined) return value;
  return `#${rgb.map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
}

const tenth = (n) => String(Math.round(n * 10) / 10);

function shortened(name, value) {
  if (name === "stroke-width") return String(Math.round(parseFloat(value) * 2) / 2);
  if (/opacity$/.test(name)) return String(Math.round(parseFloat(value) * 20) / 20);
  if (name === "id" || name === "href") return value;
  if (name === "d") return joined(value).replace(/[^MZ]+/g, thinned);
  return value.replace(/px$/, "").replace(/-?\d+\.\d+/g, tenth);
}

// Of a line of many points, those that bend it by more than a fifth of a pixel.
function thinned(run) {
  const points = run.split("L").map((pair) => pair.trim().split(/[ ,]+/).map(Number));
  if (points.length < 3 || points.some((pair) => pair.length !== 2 || pair.some(Number.isNaN)))
    return run.replace(/-?\d+\.\d+/g, tenth);
  return bends(points).map((pair) => pair.map(tenth).join(" ")).join("L"); // prettier-ignore
}

function bends(points) {
  const [ax, ay] = points[0];
  const [bx, by] = points.at(-1);
  const length = Math.hypot(bx - ax, by - ay);
  const off = ([x, y]) =>
    length === 0
      ? Math.hypot(x - ax, y - ay)
      : Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length;
  let far = 0;
  for (let i = 1; i < points.length - 1; i++) if (off(points[i]) > off(points[far])) far = i;
  if (off(points[far]) < 0.2) return [points[0], points.at(-1)];
  return [...bends(points.slice(0, far + 1)), ...bends(points.slice(far)).slice(1)];
}

// Pieces of a line that meet, as isolines are found, are one piece.
function joined(d) {
  const pieces = d
    .split("M")
    .slice(1)
    .map((piece) => piece.split("L").map((pair) => pair.trim()));
  if (pieces.length < 3 || pieces.some((piece) => piece.some((pair) => !/^[\d.-]+[ ,][\d.-]+$/.test(pair)))) return d; // prettier-ignore
  const lines = [];
  for (const piece of pieces) {
    let line = piece;
    for (;;) {
      const [from, to] = [line[0], line.at(-1)];
      const i = lines.findIndex((other) => [other[0], other.at(-1)].some((end) => end === from || end === to)); // prettier-ignore
      if (i < 0) break;
      const [other] = lines.splice(i, 1);
      if (other.at(-1) === from) line = [...other, ...line.slice(1)];
      else if (other[0] === to) line = [...line, ...other.slice(1)];
      else if (other[0] === from) line = [...other.toReversed(), ...line.slice(1)];
      else line = [...line, ...other.toReversed().slice(1)];
    }
    lines.push(line);
  }
  return lines.map((line) => `M${line.join("L")}`).join("");
}

// Neighbouring lines and dots that look the same are one path; cells of a shade in a row are one cell.
function mergeDots(body) {
  const cell = /<rect class="(\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"( fill-opacity="[\d.]+")?\/>/g; // prettier-ignore
  return body
    .replace(/(?:<path [^>]*\/>){2,}/g, (run) => {
      const paths = new Map();
      for (const [, before, d, after] of run.matchAll(/<path ([^>]*?)d="([^"]*)"([^>]*)\/>/g)) {
        const isShort = /^M[\d. -]+(h0|L[\d. -]+)$/.test(d);
        const look = isShort ? `${before}|${after}` : `${paths.size}`;
        const same = paths.get(look);
        if (isShort && same) same.d += d;
        else paths.set(look, { before, d, after });
      }
      return [...paths.values()].map(({ before, d, after }) => `<path ${before}d="${d}"${after}/>`).join(""); // prettier-ignore
    })
    .replace(/(?:<rect [^>]*\/>)+/g, (run) => {
      if (run.replace(cell, "") !== "") return run;
      const cells = [];
      for (const [, name, x, y, width, height, shade] of run.matchAll(cell)) {
        const last = cells.at(-1);
        const end = Number(x) + Number(width);
        const isNext = last && last.name === name && last.y === y && last.height === height && last.shade === shade && Math.abs(last.end - Number(x)) < 0.6; // prettier-ignore
        if (isNext) last.end = end;
        else cells.push({ name, x, y, end, height, shade });
      }
      return cells.map(({ name, x, y, end, height, shade = "" }) => `<rect class="${name}" x="${x}" y="${y}" width="${tenth(end - x)}" height="${height}"${shade}/>`).join(""); // prettier-ignore
    });
}

function image(element, scheme) {
  const place = ["x", "y", "width", "height"].map((name) => ` ${name}="${element.getAttribute(name)}"`).join(""); // prettier-ignore
  return `<image class="${scheme}" preserveAspectRatio="none"${place} href="${element.getAttribute("href")}"/>`;
}

// A field of colours is smooth: a few of its pixels are enough.
async function coarse(address) {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 120;
  canvas.height = Math.round((120 * picture.height) / picture.width);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/webp", 0.8);
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
