/** The Debian mirrors that this machine's own apt uses, with the keys they are checked against. */

import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const debianSuite =
  /^(oldstable|stable|testing|unstable|sid|buster|bullseye|bookworm|trixie|forky|duke)(-updates|-backports)?$/;

/**
 * The distinct mirrors of Debian's main archive in the apt sources under `etc` (one-line and deb822
 * files), each `{ uri, signedBy }`; `signedBy` is empty where the machine's default keys are meant.
 */
export function debianMirrors(etc = "/etc/apt") {
  const files = [join(etc, "sources.list")];
  const parts = join(etc, "sources.list.d");
  if (existsSync(parts))
    files.push(
      ...readdirSync(parts)
        .sort()
        .map((name) => join(parts, name)),
    );
  const mirrors = new Map();
  for (const file of files) {
    if (!existsSync(file)) continue;
    const text = readFileSync(file, "utf8");
    const sources = file.endsWith(".sources")
      ? readDeb822(text)
      : file.endsWith(".list")
        ? readOneLine(text)
        : [];
    for (const { types, uris, suites, components, signedBy } of sources) {
      if (!types.includes("deb") || !components.includes("main")) continue;
      if (!suites.some((suite) => debianSuite.test(suite))) continue;
      for (const uri of uris) mirrors.set(uri.replace(/\/*$/, "/"), signedBy);
    }
  }
  return [...mirrors].map(([uri, signedBy]) => ({ uri, signedBy }));
}

/** Lines like `deb [signed-by=/key.gpg] http://mirror/debian bookworm main`. */
export function readOneLine(text) {
  const sources = [];
  for (const line of text.split("\n")) {
    const match = /^\s*(deb|deb-src)\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line);
    if (match === null) continue;
    const [, type, options = "", uri, suite, components] = match;
    sources.push({
      types: [type],
      uris: [uri],
      suites: [suite],
      components: words(components),
      signedBy: /(?:^|\s)signed-by=(\S+)/i.exec(options)?.[1] ?? "",
    });
  }
  return sources;
}

/** Paragraphs of `Types:`, `URIs:`, `Suites:`, `Components:`, `Signed-By:`. */
export function readDeb822(text) {
  const sources = [];
  for (const paragraph of text.replace(/^#.*\n/gm, "").split(/\n\s*\n/)) {
    const fields = {};
    // A field goes on over the lines that begin with a space.
    for (const [, name, value] of paragraph.matchAll(/^([A-Za-z-]+):((?:.*)(?:\n[ \t].*)*)/gm)) {
      fields[name.toLowerCase()] = value.trim();
    }
    if (/^(no|false|0)$/i.test(fields.enabled ?? "")) continue;
    sources.push({
      types: words(fields.types),
      uris: words(fields.uris),
      suites: words(fields.suites),
      components: words(fields.components),
      signedBy: fields["signed-by"] ?? "",
    });
  }
  return sources;
}

function words(text = "") {
  return text.split(/\s+/).filter(Boolean);
}
