/**
 * Debian packages by the machine's apt, but with its own empty state: it resolves against a list of
 * installed packages that we write, keeps lists and downloads in our folder, and touches nothing of
 * the system. Signatures and hashes are checked as always.
 */

import { createHash } from "node:crypto";
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { Failure, run } from "../console.mjs";
import { debianMirrors } from "./sources.mjs";

/** The suites that have Emscripten 6, the steadier one first. */
const suites = ["forky", "sid"];

/**
 * What wanted packages depend on and never use here: apt is told it is there. Node is the one
 * that runs this; the rest is for compiling to the machine itself.
 */
const notNeeded = [
  "nodejs", "node-undici", "node-corepack", "ccache", "gcc", "g++", "binutils", "libc6-dev",
  "libgcc-16-dev", "libstdc++-16-dev", "libobjc-16-dev", "debconf", "tzdata", "media-types", "netbase",
]; // prettier-ignore

export class Apt {
  #packages;
  #folder;
  #config;
  #archives;

  /**
   * For these packages and what they depend on. `folder` is ours alone; it survives between runs, so
   * that downloads go on where they stopped.
   */
  constructor(packages, folder) {
    this.#packages = packages;
    this.#folder = folder;
    this.#config = join(folder, "apt.conf");
    this.#archives = join(folder, "archives");
  }

  /** Fetches the package lists of the first suite that a mirror of this machine has. */
  async update(show) {
    const mirrors = debianMirrors();
    if (mirrors.length === 0) throw new Failure("this machine's apt sources name no Debian mirror");
    let refusal;
    for (const suite of suites) {
      for (const mirror of mirrors) {
        await this.#configure(suite, mirror);
        show?.(`${suite}, ${mirror.uri}`);
        try {
          await this.#apt("apt-get", ["update", "-qq", "--error-on=any"]);
          return suite;
        } catch (error) {
          refusal = error;
          // Without network, lists of an earlier run do as well.
          if (await this.#has("emscripten")) return suite;
        }
      }
    }
    throw refusal;
  }

  /** What installing the packages from nothing takes: `{ name, version, file, bytes, sha256 }` each. */
  async resolve() {
    // With its archives elsewhere and empty, apt lists the packages that are downloaded already, too.
    const none = join(this.#folder, "none");
    mkdirSync(join(none, "partial"), { recursive: true });
    const lines = await this.#apt("apt-get", [
      "install", "-qq", "-y", "--print-uris",
      "-o", `Dir::Cache::archives=${none}`,
      "-o", "Acquire::ForceHash=SHA256",
      ...this.#packages,
    ]); // prettier-ignore
    const found = [];
    for (const match of lines.matchAll(/^'[^']+' (\S+) (\d+) SHA256:([0-9a-f]{64})$/gm)) {
      const [, file, bytes, sha256] = match;
      const [name, version] = file.split("_").map(decodeURIComponent);
      found.push({ name, version, file, bytes: Number(bytes), sha256 });
    }
    if (found.length === 0)
      throw new Failure(`apt resolved nothing for ${this.#packages.join(", ")}:\n${lines}`);
    return found;
  }

  /** Downloads what `resolve` found and is not here yet, checks every hash, returns the .deb files. */
  async download(resolved, show) {
    mkdirSync(join(this.#archives, "partial"), { recursive: true });
    const wanted = new Map(resolved.map((one) => [one.file, one]));
    for (const file of readdirSync(this.#archives)) {
      const path = join(this.#archives, file);
      if (!file.endsWith(".deb")) continue;
      const expected = wanted.get(file);
      if (expected === undefined || (await sha256(path)) !== expected.sha256) rmSync(path);
    }
    const total = resolved.reduce((sum, one) => sum + one.bytes, 0);
    const timer = setInterval(() => {
      show?.(
        `${Math.floor((100 * sizeOf(this.#archives)) / total)} % of ${Math.round(total / 1e6)} MB`,
      );
    }, 500);
    try {
      await this.#apt("apt-get", ["install", "-qq", "-y", "--download-only", ...this.#packages]);
    } finally {
      clearInterval(timer);
    }
    const paths = [];
    for (const one of resolved) {
      const path = join(this.#archives, one.file);
      if (!existsSync(path)) throw new Failure(`apt did not download ${one.file}`);
      if ((await sha256(path)) !== one.sha256) {
        rmSync(path);
        throw new Failure(`${one.file} is damaged; it is deleted, run the command again`);
      }
      paths.push(path);
    }
    return paths;
  }

  async #has(name) {
    const text = await this.#apt("apt-cache", ["policy", name]).catch(() => "");
    return /Candidate: \d/.test(text);
  }

  async #configure(suite, { uri, signedBy }) {
    const folder = this.#folder;
    for (const name of ["lists/partial", "archives/partial", "sources", "empty"]) {
      mkdirSync(join(folder, name), { recursive: true });
    }
    const arch = (await run("dpkg", ["--print-architecture"])).trim();
    const key = signedBy === "" ? "" : `Signed-By: ${signedBy}\n`;
    writeFileSync(
      join(folder, "sources", "toolchain.sources"),
      `Types: deb\nURIs: ${uri}\nSuites: ${suite}\nComponents: main\nArchitectures: ${arch}\n${key}`,
    );
    writeFileSync(
      join(folder, "status"),
      notNeeded
        .filter((name) => !this.#packages.includes(name))
        .map((name) => installed(name, arch))
        .join("\n"),
    );
    // The machine's proxies, certificates and validity rules, and nothing of its hooks.
    const machine = (await run("apt-config", ["dump"]))
      .split("\n")
      .filter((line) => /^Acquire::(?!IndexTargets|Languages|GzipIndexes)/.test(line));
    const own = {
      "Dir::State": folder,
      "Dir::State::status": join(folder, "status"),
      "Dir::State::lists": join(folder, "lists"),
      "Dir::Cache": folder,
      "Dir::Cache::archives": this.#archives,
      "Dir::Etc::sourcelist": "/dev/null",
      "Dir::Etc::sourceparts": join(folder, "sources"),
      "Dir::Etc::parts": join(folder, "empty"),
      "Dir::Etc::main": "/dev/null",
      "Dir::Etc::preferences": "/dev/null",
      "Dir::Etc::preferencesparts": join(folder, "empty"),
      "Acquire::Languages": "none",
      "Acquire::Retries": "3",
      "APT::Architecture": arch,
      "APT::Install-Recommends": "false",
      // As root, apt would fetch as the user _apt, who may not enter our folder.
      "APT::Sandbox::User": "root",
    };
    const lines = Object.entries(own).map(([name, value]) => `${name} "${value}";`);
    writeFileSync(this.#config, [...machine, ...lines, ""].join("\n"));
  }

  // setpriv ends apt with us, however we end, so that it never works beside its successor.
  #apt(program, args) {
    return run("setpriv", ["--pdeathsig", "KILL", program, ...args], {
      env: { ...process.env, APT_CONFIG: this.#config, LC_ALL: "C.UTF-8" },
    });
  }
}

function installed(name, arch) {
  return [
    `Package: ${name}`,
    "Status: install ok installed",
    "Maintainer: nobody",
    `Architecture: ${arch}`,
    // "allowed" also satisfies dependencies on nodejs:any.
    `Multi-Arch: ${name === "nodejs" ? "allowed" : "foreign"}`,
    "Version: 9999:1",
    "Description: taken as installed",
    "",
  ].join("\n");
}

async function sha256(path) {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

function sizeOf(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    // A file that apt has just moved away is counted in its new place the next time.
    bytes +=
      statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ??
      0;
  }
  return bytes;
}
