import { expect, test } from "vitest";
import { apiReport } from "../../tools/api-report.mjs";

// What every user compiles against; `node tools/api-report.mjs` writes a change that is meant.
test.each(["index", "external", "pool"])(
  "the public API of %s is the one in docs/api",
  (entry) => {
    expect(apiReport(entry)).toEqual([]);
  },
  60_000,
);
