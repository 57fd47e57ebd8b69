/** A static server for a built site. */

import { readFile } from "node:fs/promises";
import { statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

/** The site works under this: its own scripts only, no eval, WebAssembly. */
export const strictPolicy =
  "script-src 'self' 'wasm-unsafe-eval'; object-src 'none'; base-uri 'none'";

/** @typedef {{ url: string, close: () => Promise<void> }} Server */

/**
 * Serves `folder` on localhost and resolves to `{ url, close }`. `port` is where to begin; the next
 * free one is taken, any free one for 0.
 *
 * @returns {Promise<Server>}
 */
export async function serve(folder, port = 0) {
  const server = createServer((request, response) => {
    // A path that no file system takes is the request's fault, and no reason to stop serving.
    answer(folder, request, response).catch(() => refuse(response, 400));
  });
  for (let candidate = port; ; candidate++) {
    try {
      await listen(server, candidate);
      break;
    } catch (error) {
      if (error.code !== "EADDRINUSE" || candidate === port + 100) throw error;
    }
  }
  const close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { url: `http://localhost:${server.address().port}/`, close };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    // Only this machine, by its own name: nothing is opened to the network.
    server.listen(port, "localhost", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function answer(folder, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405);
  let path;
  try {
    path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  } catch {
    return refuse(response, 400);
  }
  // The URL parser resolved "..", but not an encoded one.
  if (path.includes("\0") || path.split(/[\\/]/).includes("..")) return refuse(response, 400);
  let file = join(folder, path.split("/").join(sep));
  let found = statSync(file, { throwIfNoEntry: false });
  if (found?.isDirectory()) {
    if (!path.endsWith("/")) {
      response.writeHead(301, { location: `${encodeURI(path)}/` });
      return response.end();
    }
    file = join(file, "index.html");
    found = statSync(file, { throwIfNoEntry: false });
  }
  if (!found?.isFile()) return refuse(response, 404);
  const type = types[extname(file)] ?? "application/octet-stream";
  const compressed =
    compressible.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
  const body = await (compressed ? gzipped(file, found) : readFile(file));
  response.writeHead(200, {
    "content-type": type,
    "content-length": body.length,
    ...(compressed && { "content-encoding": "gzip" }),
    vary: "accept-encoding",
    "content-security-policy": strictPolicy,
    "x-content-type-options": "nosniff",
    // Names with a hash never change what they hold; everything else is asked for again.
    "cache-control": path.includes("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

// Static hosts compress these, so what is measured here is what readers get.
const compressible = /^(text\/|image\/svg|application\/(json|wasm))/;
const compress = promisify(gzip);
/** Compressed once for each state of a file. */
const compressions = new Map();

function gzipped(file, { size, mtimeMs }) {
  const state = `${size} ${mtimeMs}`;
  let entry = compressions.get(file);
  if (entry?.state !== state) {
    entry = { state, body: readFile(file).then((bytes) => compress(bytes)) };
    entry.body.catch(() => compressions.delete(file));
    compressions.set(file, entry);
  }
  return entry.body;
}

function refuse(response, status) {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" });
  response.end(`${status}\n`);
}
