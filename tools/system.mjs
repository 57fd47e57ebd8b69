/** Programs of the machine that only the tests need. */

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run, step } from "./console.mjs";
import { onPath } from "./toolchain/installed.mjs";

const requirements = [
  {
    purpose: "the site in Chromium",
    packages: ["chromium-headless-shell", "fonts-noto-cjk"],
    // Another Chromium does as well, and takes twice the time.
    found: () => windowless() !== undefined || (chromium() !== undefined && !mayInstall()),
  },
  {
    purpose: "the site in Firefox",
    packages: ["firefox-esr"],
    found: () => firefox() !== undefined,
  },
  {
    purpose: "the site in WebKit on a virtual screen",
    packages: ["webkit2gtk-driver", "xvfb"],
    found: () => webkit() !== undefined,
  },
  {
    purpose: "the core on this machine's own processor",
    packages: ["g++"],
    found: () => nativeCompiler() !== undefined,
  },
];

/** The Chromium of this machine; the environment's CHROMIUM names another. */
export function chromium() {
  return (
    windowless() ?? onPath("chromium") ?? onPath("chromium-browser") ?? onPath("google-chrome")
  );
}

function windowless() {
  return process.env.CHROMIUM || onPath("chromium-headless-shell");
}

/** The Firefox of this machine; the environment's FIREFOX names another. */
export function firefox() {
  if (process.env.FIREFOX) return process.env.FIREFOX;
  return onPath("firefox-esr") ?? onPath("firefox");
}

/** What WebKitGTK is tried with: its small browser, what drives it, and a screen without a monitor. */
export function webkit() {
  const [driver, screen] = ["WebKitWebDriver", "Xvfb"].map((name) => onPath(name));
  // It is on no PATH: Debian has it beside the library, others among the helper programs.
  const browser = ["/usr/lib", "/usr/libexec", ...inside("/usr/lib", /-linux-gnu/)]
    .flatMap((folder) => inside(folder, /^webkit2gtk-4\.\d$/))
    .map((folder) => join(folder, "MiniBrowser"))
    .find(existsSync);
  return driver && screen && browser ? { driver, browser, screen } : undefined;
}

function inside(folder, name) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((entry) => name.test(entry))
    .map((entry) => join(folder, entry));
}

/** The machine's C++ compiler. */
export function nativeCompiler() {
  if (process.env.CXX) return onPath(process.env.CXX) ?? existing(process.env.CXX);
  return onPath("c++") ?? onPath("g++") ?? onPath("clang++");
}

/** A clang++ that has libFuzzer and the sanitizers; the environment's LEMMATA_CLANG names one. */
export async function fuzzingCompiler() {
  const versions = Array.from({ length: 12 }, (_, i) => `clang++-${25 - i}`);
  const names = [process.env.LEMMATA_CLANG ?? "clang++", ...versions];
  for (const found of names.map((name) => onPath(name) ?? existing(name))) {
    if (found === undefined) continue;
    const folder = (await run(found, ["-print-runtime-dir"])).trim();
    if (existsSync(folder) && readdirSync(folder).some((file) => /rt\.fuzzer[-.]/.test(file)))
      return found;
  }
  return undefined;
}

/** Installs what is missing where that is allowed, and otherwise says how to. */
export async function ensureTestPrograms() {
  const missing = requirements.filter(({ found }) => !found());
  if (missing.length === 0) return;
  const packages = missing.flatMap((one) => one.packages);
  const command = `apt-get install ${packages.join(" ")}`;
  const purposes = missing.map(({ purpose }) => purpose).join(", of ");
  if (!mayInstall()) {
    console.log(
      `Without ${packages.join(", ")} there are no tests of ${purposes}: ${command} (as root)`,
    );
    return;
  }
  console.log(`For the tests of ${purposes}, Debian's ${packages.join(", ")} will be installed.`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    await step(command, async () => {
      await run("apt-get", ["update", "-qq"], { env });
      await run("apt-get", ["install", "-qq", "-y", "--no-install-recommends", ...packages], {
        env,
      });
    });
  } catch (error) {
    console.log(`${error.message}\nThe tests of ${purposes} are left out.`);
  }
}

function mayInstall() {
  return process.getuid?.() === 0 && onPath("apt-get") !== undefined;
}

function existing(path) {
  return existsSync(path) ? path : undefined;
}
