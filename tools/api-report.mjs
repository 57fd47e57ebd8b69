/**
 * The public API as text, in docs/api: a change of it is seen in review.
 *
 *   node tools/api-report.mjs     writes them anew, from the built package
 */

import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Extractor, ExtractorConfig } from "@microsoft/api-extractor";
import { inCheckout } from "./checkout.mjs";
import { command, Failure } from "./console.mjs";

/** Compares the report of an entry with the committed one, and writes it if told to; returns what is wrong. */
export function apiReport(entry, { write = false } = {}) {
  const troubles = [];
  const temporary = inCheckout("build/api-report");
  mkdirSync(temporary, { recursive: true });
  const extractorConfig = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: inCheckout("package.json"),
    configObject: {
      projectFolder: inCheckout(),
      mainEntryPointFilePath: inCheckout("dist", `${entry}.d.ts`),
      compiler: {
        overrideTsconfig: {
          compilerOptions: { target: "ES2022", module: "NodeNext", lib: ["ES2023", "ESNext.Disposable", "DOM"], types: [], strict: true },
          files: [inCheckout("dist", `${entry}.d.ts`)],
        },
      },
      apiReport: {
        enabled: true,
        // The external entry has the API of the main one.
        reportFileName: entry === "pool" ? "pool" : "lemmata",
        reportFolder: inCheckout("docs/api"),
        reportTempFolder: temporary,
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: { extractorMessageReporting: { default: { logLevel: "none" } } },
    },
  }); // prettier-ignore
  const { apiReportChanged } = Extractor.invoke(extractorConfig, {
    localBuild: write,
    messageCallback(message) {
      if (message.logLevel === "error") troubles.push(message.text);
      message.handled = true;
    },
  });
  if (apiReportChanged && !write)
    troubles.push("docs/api is not the API that was built; node tools/api-report.mjs writes it");
  return troubles;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await command(() => {
    const troubles = ["index", "external", "pool"].flatMap((entry) =>
      apiReport(entry, { write: true }),
    );
    if (troubles.length > 0) throw new Failure(troubles.join("\n"));
  });
}
