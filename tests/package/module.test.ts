import { readFile, readdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import bytes from "../../dist/core/bytes.js";
import { moduleForms, sizesOf, sizeTable } from "../../tools/sizes.mjs";
import { countOpcodes } from "./opcodes.js";

/** Bytes, gzipped. In a script a byte here and there needs an escape. */
const budgets = { "beside it: wasm + glue": 150_000, "inside the JavaScript": 157_000 };

describe("the module", () => {
  test("has fixed-width SIMD and nothing that an engine of today refuses", async () => {
    const opcodes = countOpcodes(await readFile("dist/lemmata.wasm"));
    expect(opcodes.total).toBeGreaterThan(1000);
    expect(opcodes.simd).toBeGreaterThan(100);
    expect(opcodes.relaxed).toBe(0);
    expect(opcodes.atomics).toBe(0);
  });

  test("has exceptions in the one encoding that Node 20 knows", async () => {
    const opcodes = countOpcodes(await readFile("dist/lemmata.wasm"));
    expect(opcodes.legacyExceptions).toBeGreaterThan(0);
    expect(opcodes.newExceptions).toBe(0);
  });

  test("is the same inside the JavaScript and beside it", async () => {
    expect(Buffer.from(bytes()).equals(await readFile("dist/lemmata.wasm"))).toBe(true);
  });
});

describe("an instruction count", () => {
  // (module (func <body>)) with one type, one function.
  const module = (...body: number[]) =>
    new Uint8Array(
      [
        [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0],
        [10, body.length + 4, 1, body.length + 2, 0, ...body, 0x0b],
      ].flat(),
    );

  test("finds a relaxed instruction behind a constant that looks like one", () => {
    const constant = [0xfd, 12, ...Array<number>(16).fill(0xfd)];
    expect(countOpcodes(module(...constant, 0x1a))).toMatchObject({ simd: 1, relaxed: 0 });
    expect(countOpcodes(module(...constant, 0xfd, 0x85, 0x02, 0x1a))).toMatchObject({
      simd: 1,
      relaxed: 1,
    });
  });

  test("tells the two encodings of exceptions apart", () => {
    expect(countOpcodes(module(0x06, 0x40, 0x19, 0x0b))).toMatchObject({
      legacyExceptions: 2,
      newExceptions: 0,
    });
    expect(countOpcodes(module(0x1f, 0x40, 0, 0x0b))).toMatchObject({
      legacyExceptions: 0,
      newExceptions: 1,
    });
  });
});

test.each(Object.entries(budgets))("the whole module %s stays within %i bytes", (form, budget) => {
  console.log(sizeTable());
  expect(sizesOf(moduleForms[form as keyof typeof moduleForms]).gzip).toBeLessThan(budget);
});

test("no code is made from text", async () => {
  for (const name of await readdir("dist", { recursive: true })) {
    if (!name.endsWith(".js")) continue;
    const source = await readFile(`dist/${name}`, "latin1");
    expect(source, name).not.toMatch(/\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(\s*["'`]/);
  }
});
