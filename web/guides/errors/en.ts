import { table, type GuideText } from "../guide.ts";

export const en = {
  title: "Errors: lemmata",
  description: "What is thrown, what it says, and what to do about it.",
  name: "Errors",
  heading: "Errors",
  lede: "Wrong input is answered with a sentence that says what was found and what is allowed. No NaN comes back in its place, and the module works on.",
  sections: [
    {
      heading: "One class, sixteen codes",
      parts: [
        "Everything that is thrown is a <code>LemmataError</code>. Its <code>message</code> is for people; <code>code</code> is for programs and stays the same when messages are reworded; <code>details</code> holds what the message was made of.",
        "@caught",
        table(
          "Codes of errors",
          ["code", "what it means"],
          [
            [
              "INVALID_ARGUMENT",
              "a value of the wrong type, out of range, or an option that is not known",
            ],
            ["SHAPE_MISMATCH", "lengths, rows or columns that do not belong together"],
            ["NOT_FINITE", "NaN or an infinity where a number is needed"],
            ["NOT_A_DISTRIBUTION", "negative entries, or a sum that is not 1"],
            [
              "TARGET_UNREACHABLE",
              "no answer has the value asked for; the details say which can be had",
            ],
            ["NOT_SYMMETRIC", "a covariance that differs from its transpose"],
            ["NOT_POSITIVE_DEFINITE", "a covariance with an eigenvalue that is not positive"],
            ["SINGULAR", "a matrix that has no inverse"],
            ["MOMENT_DIVERGES", "an integral that is asked for is infinite"],
            ["EMPTY_CLASS", "a class without rows"],
            ["SEPARABLE", "classes that a plane separates have no maximum of the likelihood"],
            ["NOT_CONVERGED", "the tolerance was not reached in the iterations allowed"],
            ["OUT_OF_MEMORY", "the module’s memory does not suffice"],
            ["DISPOSED", "a handle, a module or a pool was used after it was disposed"],
            ["CORRUPT_DATA", "saved bytes that were changed, or a file that is not the module"],
            [
              "ABORTED",
              "a call that was stopped by its signal, or a pool whose workers do not run",
            ],
          ].map(([code, words]) => [`<code>${code}</code>`, words!]),
        ),
      ],
    },
    {
      heading: "Which row was it?",
      parts: [
        "Functions of many rows name the row in the message and in the details, counted from 0 over the whole matrix, in the pool too. Counts that are not yet normalized need no loop before: <code>renormalize</code> accepts any positive sum.",
        "@row",
      ],
    },
    {
      heading: "Going on without an error",
      parts: [
        'Where one row of thousands may be out of reach, <code>unreachable: "clamp"</code> takes the nearest that can be reached and says so in <code>status</code>: 1 at the most, −1 at the least.',
        "@clamp",
      ],
    },
    {
      heading: "When loading fails",
      parts: [
        "A server that answers with a page in place of the <code>.wasm</code> is the usual cause; the message then quotes the bytes it found. An engine without WebAssembly SIMD is refused before anything is fetched: needed are Chrome 91, Firefox 89, Safari 16.4 or Node 20.",
        "@wrongFile",
      ],
    },
  ],
  live: {},
} satisfies GuideText;
