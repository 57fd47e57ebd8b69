import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { load } from "lemmata";
import { figures } from "./figures.mjs";
import { measure } from "./measure.mjs";

// The figures are those of `npm run accuracy`; the exact results of tests/golden/accuracy.

interface Line {
  function: string;
  situation: string;
  cases: number;
  worst: { at: number; error: number; unavoidable: number };
  times: number;
  points: [at: number, error: number, unavoidable: number][];
}
type Families = Record<string, Line[]>;

const stated = JSON.parse(readFileSync("web/guides/accuracy/figures.json", "utf8")) as Families;
const found = figures(measure(await load())) as Families;
const nameOf = ({ function: name, situation }: Line): string => `${name} ${situation}`;

test("the guide shows what is measured, of every function", () => {
  for (const [family, lines] of Object.entries(found))
    expect(stated[family]!.map(nameOf)).toEqual(lines.map(nameOf));
  expect(Object.keys(stated)).toEqual(Object.keys(found));
});

test("the guide states no error smaller than there is", () => {
  for (const [family, lines] of Object.entries(found))
    lines.forEach((line, i) => {
      const said = stated[family]![i]!;
      expect(line.worst.error, nameOf(line)).toBeLessThanOrEqual(said.worst.error);
      expect(line.times, nameOf(line)).toBeLessThanOrEqual(said.times);
      expect(said.points.map(([at]) => at)).toEqual(line.points.map(([at]) => at));
      for (const [at, error] of line.points) {
        const [, most] = said.points.find(([place]) => place === at)!;
        expect(error, `${nameOf(line)} at ${at}`).toBeLessThanOrEqual(most);
      }
    });
});

test("only the functions that the guide names lose a hundred times what rounding takes", () => {
  const lossy = Object.values(found).flatMap((lines) => lines.filter(({ times }) => times > 100));
  expect([...new Set(lossy.map((line) => line.function))]).toEqual([
    "fit",
    "refine",
    "linearRegression",
    "sign",
    "clip",
    "soft-threshold",
  ]);
});
