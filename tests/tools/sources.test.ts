import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { debianMirrors, readDeb822, readOneLine } from "../../tools/toolchain/sources.mjs";

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** A folder like /etc/apt with these files. */
function apt(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "lemmata-apt-"));
  folders.push(folder);
  mkdirSync(join(folder, "sources.list.d"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test("one-line sources are read with their options, comments and binary lines apart", () => {
  const text = `# deb http://old/debian buster main
deb [arch=amd64 signed-by=/keys/debian.gpg] http://mirror/debian bookworm main contrib # near
deb-src http://mirror/debian bookworm main`;
  expect(readOneLine(text)).toEqual([
    {
      types: ["deb"],
      uris: ["http://mirror/debian"],
      suites: ["bookworm"],
      components: ["main", "contrib"],
      signedBy: "/keys/debian.gpg",
    },
    expect.objectContaining({ types: ["deb-src"] }),
  ]);
});

test("deb822 sources are read with several values, folded fields and disabled paragraphs", () => {
  const text = `# the mirror
Types: deb deb-src
URIs: http://a/debian http://b/debian
Suites: trixie trixie-updates
Components: main
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 key
 -----END PGP PUBLIC KEY BLOCK-----

Types: deb
URIs: http://c/debian
Suites: trixie
Components: main
Enabled: no
`;
  const sources = readDeb822(text);
  expect(sources).toHaveLength(1);
  expect(sources[0]).toMatchObject({
    types: ["deb", "deb-src"],
    uris: ["http://a/debian", "http://b/debian"],
    suites: ["trixie", "trixie-updates"],
  });
  expect(sources[0]!.signedBy).toMatch(/^-----BEGIN[^]* \.\n key\n[^]*END/);
});

test("the mirrors are those of Debian's main archive, each once", () => {
  const folder = apt({
    "sources.list":
      "deb http://one/debian/ bookworm main\ndeb http://one/debian bookworm-updates main\n",
    "sources.list.d/debian.sources":
      "Types: deb\nURIs: http://two/debian\nSuites: stable\nComponents: main\nSigned-By: /k.gpg\n",
    "sources.list.d/security.list": "deb http://two/security bookworm-security main\n",
    "sources.list.d/node.list": "deb http://three/node nodistro main\n",
    "sources.list.d/old.list.disabled": "deb http://four/debian bookworm main\n",
  });
  expect(debianMirrors(folder)).toEqual([
    { uri: "http://one/debian/", signedBy: "" },
    { uri: "http://two/debian/", signedBy: "/k.gpg" },
  ]);
});
