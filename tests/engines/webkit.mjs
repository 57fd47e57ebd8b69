import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Builder, Key, Origin } from "selenium-webdriver";

const keys = { ArrowUp: Key.ARROW_UP, ArrowRight: Key.ARROW_RIGHT };
const size = { width: 1280, height: 900 };

/**
 * WebKitGTK's MiniBrowser on a screen that nobody sees, driven by WebKitWebDriver.
 *
 * @param {{ driver: string, browser: string, screen: string }} programs
 * @returns {Promise<import("./driver.ts").Driver>}
 */
export async function startWebkit(programs) {
  const home = mkdtempSync(join(tmpdir(), "lemmata-webkit-"));
  const screen = spawn(
    programs.screen,
    ["-displayfd", "3", "-screen", "0", `${size.width}x${size.height}x24`, "-nolisten", "tcp"],
    { stdio: ["ignore", "ignore", "ignore", "pipe"] },
  );
  // Xvfb chooses the screen's number, and writes it when it is ready.
  const [display] = await once(screen.stdio[3], "data");
  const port = await freePort();
  const driver = spawn(programs.driver, [`--port=${port}`, "--host=127.0.0.1"], {
    env: {
      ...process.env,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      DISPLAY: `:${String(display).trim()}`,
      GDK_BACKEND: "x11",
      // The tests may run as root, where WebKit's sandbox does not start; there is no graphics card.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
      WEBKIT_DISABLE_COMPOSITING_MODE: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
      NO_AT_BRIDGE: "1",
    },
    stdio: "ignore",
  });
  const end = async () => {
    for (const program of [driver, screen]) {
      const ended = once(program, "exit");
      if (program.exitCode === null && program.kill()) await ended;
    }
    rmSync(home, { recursive: true, force: true });
  };
  try {
    await listening(`http://127.0.0.1:${port}/status`);
    const page = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities({
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary: programs.browser, args: ["--automation"] },
      })
      .build();
    await page
      .manage()
      .window()
      .setRect({ x: 0, y: 0, ...size });
    const at = ([x, y]) => ({ x, y, duration: 0, origin: Origin.VIEWPORT });
    return {
      goto: (address) => page.get(address),
      evaluate: (expression) => page.executeScript(`return (${expression})`),
      key: (name) => page.actions().sendKeys(keys[name]).perform(),
      drag: (from, to) =>
        page
          .actions()
          .move(at(from))
          .press()
          .move(at(from.map((x, i) => Math.round((x + to[i]) / 2))))
          .move(at(to))
          .release()
          .perform(),
      async close() {
        await page.quit();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function listening(address) {
  for (let i = 0; i < 100; i++) {
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error("WebKitWebDriver does not listen");
}
