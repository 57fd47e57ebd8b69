import { describe, expect, test } from "vitest";
import { DataError, readData } from "../../web/kit/data.ts";
import { codecs, defaults } from "../../web/entropy/state.ts";
import { choice, flag, integer, readHash, real, reals, teacherSwitches, text, writeHash } from "../../web/kit/hash.ts"; // prettier-ignore
import { History } from "../../web/kit/history.ts";
import { csvFile } from "../../web/kit/export.ts";
import { assertSameKeys } from "../../web/site/strings.ts";
import { pages } from "../../web/site/pages.ts";
import { en } from "../../web/kit/i18n/en.ts";
import { zh } from "../../web/kit/i18n/zh.ts";

// A small linear congruential generator: every run mutates the same hashes.
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1664525 + 1013904223) % 2 ** 32) / 2 ** 32;
}

const table = {
  amount: real(-10, 10),
  count: integer(0, 9),
  kind: choice("one", "two"),
  open: flag,
  list: reals(0, 1, 1, 4),
  name: text(12),
};
const usual = { amount: 0, count: 1, kind: "one" as "one" | "two", open: false, list: [0.5] as readonly number[], name: "" }; // prettier-ignore

describe("the state in the address", () => {
  test("1000 random states come back bit for bit", () => {
    const next = random(7);
    for (let i = 0; i < 1000; i++) {
      const state = {
        amount: next() * 20 - 10,
        count: Math.floor(next() * 10),
        kind: next() < 0.5 ? ("one" as const) : ("two" as const),
        open: next() < 0.5,
        list: Array.from({ length: 1 + Math.floor(next() * 4) }, next),
        name: [..."ab,&=#%é中 "].filter(() => next() < 0.5).join(""),
      };
      expect(readHash(writeHash(state, usual, table), usual, table)).toStrictEqual(state);
    }
  });

  test("1000 mutated addresses never throw, and every value read is a valid one", () => {
    const next = random(11);
    const good = writeHash({ ...usual, amount: 2.5, list: [0.1, 0.9], name: "中,&" }, usual, table);
    const noise = "#=&%,;:0123456789.eE+-vé中\u0000 ";
    for (let i = 0; i < 1000; i++) {
      const characters = [...good];
      for (let k = 0; k <= next() * 6; k++) {
        const at = Math.floor(next() * characters.length);
        characters.splice(at, next() < 0.5 ? 1 : 0, noise[Math.floor(next() * noise.length)]!);
      }
      const state = readHash(characters.join(""), usual, table);
      expect(Math.abs(state.amount)).toBeLessThanOrEqual(10);
      expect(["one", "two"]).toContain(state.kind);
      expect(state.list.every((value) => value >= 0 && value <= 1)).toBe(true);
      expect(state.name.length).toBeLessThanOrEqual(12);
      readHash(characters.join("").replace("amount", "distribution"), defaults, codecs);
    }
  });

  test("another version, or none, is the usual state", () => {
    expect(readHash("#v=2&count=4", usual, table)).toStrictEqual(usual);
    expect(readHash("#count=4", usual, table)).toStrictEqual(usual);
    expect(readHash("#v=1&count=4", usual, table)).toStrictEqual({ ...usual, count: 4 });
  });

  test("teachers' switches travel along with whatever the state is", () => {
    const hash = writeHash({ ...usual, count: 3 }, usual, table, "#v=1&embed=1&hide=bet,prose");
    expect(hash).toBe("#v=1&count=3&embed=1&hide=bet,prose");
    expect(teacherSwitches(hash)).toStrictEqual({ embed: true, hide: ["bet", "prose"] });
  });

  test("a distribution is a preset's name, numbers, or names with numbers", () => {
    const of = (distribution: string) =>
      readHash(`#v=1&distribution=${distribution}`, defaults, codecs).distribution;
    expect(of("zipf").p).toHaveLength(50);
    expect(of("0.5,0.5")).toStrictEqual({ preset: undefined, p: [0.5, 0.5], names: undefined });
    const named = { preset: undefined, p: [0.25, 0.75], names: ["a, b", "c:d% 中"] };
    const hash = writeHash({ ...defaults, distribution: named }, defaults, codecs);
    expect(readHash(hash, defaults, codecs).distribution).toStrictEqual(named);
    expect(of("0.5,0.6")).toBe(defaults.distribution);
    expect(of("0.5,-0.5,1")).toBe(defaults.distribution);
  });
});

test("history keeps 100 steps, and a new one forgets what was undone", () => {
  const history = new History<number>();
  for (let i = 0; i < 150; i++) history.remember(i);
  let now = 150;
  for (let i = 0; i < 120; i++) now = history.undo(now);
  expect(now).toBe(50);
  expect(history.redo(now)).toBe(51);
  history.remember(51);
  expect(history.canRedo).toBe(false);
});

describe("own data", () => {
  test.each([
    ["a column", "0.5\n0.3\n0.2\n", [[0.5], [0.3], [0.2]], undefined],
    ["a header and names", "word,p\ncat,0.5\ndog,.5", [[0.5], [0.5]], ["cat", "dog"]],
    ["quoted names", '"a, b",1\n"say ""no""",2', [[1], [2]], ["a, b", 'say "no"']],
    ["tabs", "x\ty\n1\t2\n3\t4", [[1, 2], [3, 4]], undefined], // prettier-ignore
    ["semicolons and Windows lines", "1;2\r\n3;4\r\n", [[1, 2], [3, 4]], undefined], // prettier-ignore
    ["spaces and comments", "# mine\n1 2\n3 4", [[1, 2], [3, 4]], undefined], // prettier-ignore
    ["a JSON array", "[1, 2.5e-3]", [[1], [0.0025]], undefined],
    ["JSON rows", '[["a", 1], ["b", 2]]', [[1], [2]], ["a", "b"]],
    ["JSON columns", '{"p": [1, 2], "q": [3, 4]}', [[1, 3], [2, 4]], undefined], // prettier-ignore
  ])("%s is read", (_, written, rows, names) => {
    const found = readData(written);
    expect(found.rows).toStrictEqual(rows);
    expect(found.names).toStrictEqual(names);
  });

  test.each([
    ["", "empty", {}],
    ["1\n2\nthree", "notNumber", { row: 3, column: 1, found: "three" }],
    ["1,2\n3", "ragged", { row: 2, found: 1, expected: 2 }],
    ["1\nNaN", "notNumber", { row: 2, column: 1, found: "NaN" }],
    ["1\nInfinity", "notNumber", { row: 2, column: 1, found: "Infinity" }],
    ["1\n0x10", "notNumber", { row: 2, column: 1, found: "0x10" }],
    ['a,1\n"b,2', "quote", { row: 2 }],
    ["[[1, null]]", "jsonShape", {}],
    ['{"a": 1}', "jsonShape", {}],
    ["1\n".repeat(5001), "tooMany", { found: 5001, allowed: 5000 }],
    ["1".repeat(2_000_001), "tooLarge", { found: 2_000_001, allowed: 2_000_000 }],
  ])("%#: what is not numbers is refused with its cause", (written, reason, values) => {
    let caught: unknown;
    try {
      readData(written);
    } catch (cause) {
      caught = cause;
    }
    expect(caught).toBeInstanceOf(DataError);
    expect((caught as DataError).reason).toBe(reason);
    expect((caught as DataError).values).toStrictEqual(values);
  });

  test("broken JSON says where", () => {
    expect(() => readData("[1, 2")).toThrow(DataError);
  });
});

test("CSV quotes what needs it and keeps every digit", () => {
  const file = csvFile({ columns: ["a", 'b"c'], rows: [["x, y", 0.1 + 0.2]] });
  expect(file).toBe('a,"b""c"\n"x, y",0.30000000000000004\n');
});

test("both languages say the same things", () => {
  for (const page of pages) assertSameKeys(page.text.en, page.text.zh, page.name);
  assertSameKeys(en, zh, "kit");
  expect(() => assertSameKeys({ a: "x" }, { a: "x", b: "y" }, "page")).toThrow("page");
  expect(() => assertSameKeys({ a: { b: "x" } }, { a: {} }, "page")).toThrow("page.a");
});
