import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { load, LemmataError } from "lemmata";
import * as external from "lemmata/external";

const file = new URL("../../dist/lemmata.wasm", import.meta.url);

async function bytes(): Promise<ArrayBuffer> {
  const buffer = await readFile(file);
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength);
}

describe("load", () => {
  test("carries the version of package.json", async () => {
    const manifest = JSON.parse(await readFile("package.json", "utf8")) as { version: string };
    expect((await load()).version).toBe(manifest.version);
  });

  test.each([
    ["nothing, the module being inside", () => undefined],
    ["bytes", bytes],
    ["a compiled module", async () => WebAssembly.compile(await bytes())],
    ["a file: URL", () => file],
    ["a file: URL as text", () => file.href],
    [
      "a response",
      async () => new Response(await bytes(), { headers: { "content-type": "application/wasm" } }),
    ],
    [
      "a response with a careless type",
      async () => new Response(await bytes(), { headers: { "content-type": "text/plain" } }),
    ],
  ])("takes the module from %s", async (_, source) => {
    const wasm = await source();
    const { entropy } = await load(wasm === undefined ? undefined : { wasm });
    expect(entropy.shannon([0.5, 0.5])).toBe(Math.log(2));
  });

  test("the external entry finds the file beside it, and gives the same numbers", async () => {
    const p = [0.5, 0.3, 0.15, 0.05];
    const { entropy } = await external.load();
    expect(entropy.shannon(p)).toBe((await load()).entropy.shannon(p));
  });

  test.each([
    ["a page instead of the module", () => new Response("<!doctype html>"), /a page, not a .wasm/],
    ["a missing file", () => new Response("", { status: 404 }), /status 404/],
    ["an empty buffer", () => new ArrayBuffer(0), /begins with the bytes \[\]/],
    [
      "a file that is not there",
      () => new URL("file:///nowhere/lemmata.wasm"),
      /could not be read/,
    ],
    ["the beginning of the module", async () => (await bytes()).slice(0, 1000), /does not compile/],
    [
      "another module",
      () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])),
      /not the module of lemmata/,
    ],
  ])("refuses %s", async (_, source, message) => {
    const wasm = await source();
    await expect(load({ wasm })).rejects.toMatchObject({
      code: "CORRUPT_DATA",
      message: expect.stringMatching(message),
    });
  });

  // In a program of its own, for here the module is loaded already.
  test.each(["index", "external"])("importing %s compiles and fetches nothing", async (entry) => {
    const program = `
      const used = [];
      for (const [owner, name] of [
        ...Object.getOwnPropertyNames(WebAssembly).map((name) => [WebAssembly, name]),
        [globalThis, "fetch"],
      ]) {
        if (typeof owner[name] !== "function") continue;
        owner[name] = new Proxy(owner[name], {
          apply(f, self, given) { used.push(name); return Reflect.apply(f, self, given); },
          construct(f, given) { used.push(name); return Reflect.construct(f, given); },
        });
      }
      const { load } = await import("./dist/${entry}.js");
      const before = used.length;
      await load();
      console.log(before, used.length > before);`;
    const { stdout } = await promisify(execFile)(process.execPath, [
      "--input-type=module",
      "--eval",
      program,
    ]);
    expect(stdout).toBe("0 true\n");
  });

  test("refuses what is not a source, and options that do not exist", async () => {
    await expect(load({ wasm: 5 as never })).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    await expect(load({ wsam: "" } as never)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
    await expect(load(null as never)).rejects.toMatchObject({ code: "INVALID_ARGUMENT" });
  });

  test("instances are independent, and a disposed one says so", async () => {
    const [first, second] = [await load(), await load()];
    first.dispose();
    first.dispose();
    expect(first.disposed).toBe(true);
    expect(() => first.entropy.shannon([1])).toThrowError(
      expect.objectContaining({ code: "DISPOSED" }),
    );
    expect(second.entropy.shannon([1])).toBe(0);
  });

  test("an error is a LemmataError, an Error, and survives JSON as data", async () => {
    const { entropy } = await load();
    const error = catching(() => entropy.shannon([0.5, NaN]));
    expect(error).toBeInstanceOf(LemmataError);
    expect(error).toBeInstanceOf(Error);
    expect(error.code).toBe("NOT_FINITE");
    expect(error.message).toBe("p[1] is NaN; every entry must be a finite number");
    expect(error.details).toEqual({ argument: "p", index: 1, found: NaN });
  });
});

describe("load over http", () => {
  let address = "";
  const server = createServer((request, response) => {
    if (request.url !== "/lemmata.wasm") return void response.writeHead(404).end();
    void bytes().then((body) =>
      response.writeHead(200, { "content-type": "application/wasm" }).end(new Uint8Array(body)),
    );
  });
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test("a URL is streamed", async () => {
    const { entropy } = await load({ wasm: `${address}/lemmata.wasm` });
    expect(entropy.shannon([0.5, 0.5])).toBe(Math.log(2));
  });
  test("a URL that is not there is named", async () => {
    await expect(load({ wasm: new URL(`${address}/other`) })).rejects.toMatchObject({
      code: "CORRUPT_DATA",
      message: `options.wasm: ${address}/other was answered with status 404`,
    });
  });
});

function catching(body: () => unknown): LemmataError {
  try {
    body();
  } catch (error) {
    return error as LemmataError;
  }
  throw new Error("nothing was thrown");
}
