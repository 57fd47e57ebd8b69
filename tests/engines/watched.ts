import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inCheckout } from "../../tools/checkout.mjs";
import { serve } from "../../tools/serve.mjs";

export interface Watched {
  url: string;
  /** Messages of level error, uncaught errors and failed requests since the last call. */
  problems(): string[];
  close(): Promise<void>;
}

/** What each page runs first: not every engine's driver tells what a page complained of. */
const watch = `
const report = (text) => {
  const request = new XMLHttpRequest();
  request.open("POST", "/problem", false);
  request.send(location.pathname + ": " + text);
};
const complain = console.error;
console.error = (...words) => (report(words.join(" ")), complain.apply(console, words));
addEventListener("unhandledrejection", ({ reason }) => report(String(reason)));
addEventListener("securitypolicyviolation", ({ blockedURI, violatedDirective }) =>
  report(violatedDirective + " forbids " + blockedURI));
// Captured, for what does not load tells only its own element.
addEventListener("error", ({ message, target }) =>
  report(message ?? "not loaded: " + (target.src ?? target.href)), true);
`;

/** Serves the built site or another folder, with a watch in each page that reports what goes wrong there. */
export async function serveWatched(folder = inCheckout("web/dist")): Promise<Watched> {
  let problems: string[] = [];
  const site = await serve(folder);
  const server = createServer((request, response) => {
    const path = request.url!.slice(1);
    if (path === "problem") {
      request.setEncoding("utf8").on("data", (text: string) => problems.push(text));
      request.on("end", () => response.end());
      return;
    }
    if (path === "watch.js") {
      response.writeHead(200, { "content-type": "text/javascript; charset=utf-8" });
      response.end(watch);
      return;
    }
    void answer(path).then(({ status, type, policy, body }) => {
      if (status >= 400) problems.push(`${status} /${path}`);
      response.writeHead(status, { "content-type": type, "content-security-policy": policy });
      response.end(body);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  async function answer(path: string) {
    const found = await fetch(site.url + path);
    const type = found.headers.get("content-type")!;
    const policy = found.headers.get("content-security-policy") ?? "";
    let body = Buffer.from(await found.arrayBuffer());
    if (type.startsWith("text/html"))
      body = Buffer.from(
        String(body).replace('<meta name="viewport"', '<script src="/watch.js"></script>$&'),
      );
    return { status: found.status, type, policy, body };
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    problems() {
      const found = problems;
      problems = [];
      return found;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await site.close();
    },
  };
}
