import type { GuideText } from "../guide.ts";
import {
  calls,
  core,
  count,
  enginesTable,
  fuzzers,
  hashes,
  hostile,
  memory,
  theorems,
} from "./figures.ts";

export const en = {
  title: "What is tested: lemmata",
  description:
    "Engines, inputs, theorems, memory and tools that lemmata is tested with, and how to do it again.",
  name: "What is tested",
  heading: "What is tested",
  lede: "What was done to break it, what came of it, and the command in the source that does it again.",
  sections: [
    {
      heading: "The same bits",
      parts: [
        `A battery of ${calls} calls, of every function with arguments of every form, is one hash for each system. These engines give the same, and with 1, 2 and 4 workers the row-wise functions do:`,
        enginesTable("Engines", ["engine", "version", "calls"]),
        hashes("Hashes", ["system", "hash of every bit"]),
        `Below it, ${count(core.calls)} calls of the C++ core over all systems give the same bits compiled for x86-64 and for WebAssembly. Nothing is excepted. It found one difference, <code>std::hypot</code>, which libraries round differently; the core no longer calls it.`,
        "Again: <code>npm test -- battery core-battery</code>.",
      ],
    },
    {
      heading: "Any input",
      parts: [
        "libFuzzer drives the core, compiled with the address and undefined-behaviour sanitizers: it makes arguments of its bytes (shapes, special values, denormal numbers, ties, nearly singular matrices, damaged files) and states what must hold of each result. An edge is a branch that was taken.",
        fuzzers("Fuzzers", ["fuzzer", "minutes", "executions", "edges"]),
        `fast-check puts anything anywhere in the arguments of every public function: wrong types, detached and growing buffers, proxies, getters that throw, holes, NaN, ±10<sup>308</sup>. Each call must give numbers or a <code>LemmataError</code> that names the argument, hold no memory and leave the module working. The last long runs, of 15 minutes each, found nothing: ${count(hostile.anywhere)} calls with anything anywhere, ${count(hostile.guises)} that give the same bits for the same numbers in any guise, and ${count(hostile.taken)} in which reading one argument takes away another. Those before found NaN in results beyond float64, which are infinite or refused now.`,
        "The minutes are those of one process, on a machine that built and tested as well. What the fuzzers found has its test, and none of it is open. Among it: wrong eigenvectors of rare matrices (a rotation of the QL iteration that ends in exactly 0), a read beyond the end of an array, and NaN of numbers near the ends of float64. Again: <code>npm run fuzz -- --minutes 120</code>, and <code>LEMMATA_FUZZ_SECONDS=900 npx vitest run tests/api/any-input.test.ts</code>.",
      ],
    },
    {
      heading: "Theorems",
      parts: [
        `On ${count(theorems.cases)} random cases each: distances of normal distributions keep the order that inequalities give them; W2 is symmetric and obeys the triangle inequality; the entropy of p<sup>γ</sup> falls in γ and meets every target; all six projections keep squared lengths on average, with the variance that theory says; the inequality of the penalties holds in every norm for which it is proved.`,
        "Again: <code>LEMMATA_CASES=1000000 build/native/tests/core/lemmata_tests -ts=theorems</code> after <code>npm test -- native</code>.",
        'How exact the numbers are is a <a href="../accuracy/">guide of its own</a>.',
      ],
    },
    {
      heading: "Memory",
      parts: [
        `After ${count(memory.calls)} calls of every function in turn, refused ones among them, the module’s memory was as large as before, and no array of a call was left in it. A request of 4 GB is refused before anything is taken. Handles that are forgotten are released when they are collected.`,
        "@recovers",
        "Again: <code>LEMMATA_CALLS=1000000 npx vitest run tests/api/growth.test.ts</code>.",
      ],
    },
    {
      heading: "Security",
      parts: [
        "The built applications below and the site run under <code>script-src 'self' 'wasm-unsafe-eval'</code>; no code is made from text. Options cannot reach prototypes. Saved bytes are data with a checksum: every truncation is refused. A test lists what the tarball holds. The package has no dependencies, so that <code>npm audit</code> has nothing to look at.",
        "Again: <code>npm test -- package api</code>.",
      ],
    },
    {
      heading: "Tools",
      parts: [
        "Fresh applications are made from the packed tarball and run: with Vite, webpack, esbuild, Rollup and Next (in the server and in the client), as plain files, in a service worker, and in Node, Deno and Bun. The types compile under <code>strict</code> with TypeScript 5.0 and the newest. publint and are-the-types-wrong have nothing to say; a change of the public API shows in docs/api.",
        "Again: <code>npm test -- package consumers</code>.",
      ],
    },
  ],
  live: {},
} satisfies GuideText;
