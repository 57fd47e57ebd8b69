import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { serve, type Server } from "../../tools/serve.mjs";

let folder: string;
let server: Server;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "lemmata-serve-"));
  writeFileSync(join(folder, "secret.txt"), "outside");
  const site = join(folder, "site");
  mkdirSync(join(site, "entropy"), { recursive: true });
  writeFileSync(join(site, "entropy/index.html"), "<p>entropy");
  writeFileSync(join(site, "lemmata.wasm"), new Uint8Array([0, 97, 115, 109]));
  server = await serve(site);
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test("a folder is its index page, under a policy without eval", async () => {
  const response = await fetch(`${server.url}entropy/`);
  expect(await response.text()).toBe("<p>entropy");
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(response.headers.get("content-security-policy")).toContain(
    "script-src 'self' 'wasm-unsafe-eval'",
  );
});

test("a folder without its slash leads to it", async () => {
  expect((await fetch(`${server.url}entropy`)).url).toBe(`${server.url}entropy/`);
});

test("text is compressed for whoever takes it so, once for each state of the file", async () => {
  const get = (encoding: string) =>
    new Promise<Record<string, unknown>>((resolve) =>
      request(
        `${server.url}entropy/`,
        { headers: { "accept-encoding": encoding } },
        ({ headers }) => resolve(headers),
      ).end(),
    );
  expect(await get("gzip, br")).toMatchObject({ "content-encoding": "gzip" });
  expect(await get("identity")).toMatchObject({ "content-length": "10" });
  expect(await get("identity")).not.toHaveProperty("content-encoding");
  writeFileSync(join(folder, "site/entropy/index.html"), "<p>another entropy");
  expect(await (await fetch(`${server.url}entropy/`)).text()).toBe("<p>another entropy");
});

test("a path that no file system takes is refused, and the server goes on", async () => {
  expect((await fetch(`${server.url}${"x".repeat(5_000)}`)).status).toBe(400);
  expect((await fetch(`${server.url}entropy/`)).status).toBe(200);
});

test("a module is served as what streaming compilation accepts", async () => {
  const response = await fetch(`${server.url}lemmata.wasm`);
  expect(response.headers.get("content-type")).toBe("application/wasm");
});

test.each(["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/%00", "/%", "/none"])(
  "%s is refused",
  async (path) => {
    // fetch would resolve the dots itself.
    const status = await new Promise((resolve) => {
      const { hostname, port } = new URL(server.url);
      request({ hostname, port, path }, (response) => resolve(response.statusCode)).end();
    });
    expect(status).toBeOneOf([400, 404]);
  },
);

test("a port in use leads to the next one", async () => {
  const port = Number(new URL(server.url).port);
  const second = await serve(folder, port);
  expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
  await second.close();
});
