/**
 * The types of the functions that the module exports, from its own list of them (`Export` in
 * bindings/border/border.hpp): what bindings/api is checked against.
 */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Failure } from "./console.mjs";

/** The declarations of what the module beside the factory at `path` exports. */
export async function exportTypes(path) {
  const { default: factory } = await import(pathToFileURL(path).href);
  const compiled = new WebAssembly.Module(readFileSync(path.replace(/\.js$/, ".wasm")));
  const module = await factory({
    instantiateWasm: (imports, done) => done(new WebAssembly.Instance(compiled, imports)) ?? {},
  });
  const { HEAP32, HEAPU8, wasmTable } = module;
  const lines = [];
  for (let at = module._lemmata_exports(0); at < module._lemmata_exports(1); at += 16) {
    const [signature, place, hasResult] = HEAP32.subarray(at / 4, at / 4 + 3);
    const text = Buffer.from(HEAPU8.subarray(signature, HEAPU8.indexOf(0, signature))).toString();
    lines.push(declaration(text, wasmTable.get(place), (hasResult & 1) === 1));
  }
  return `/** The functions that the module exports. Addresses are those of WebAssembly memory. */
export interface Exports {
${lines.join("\n")}
}
`;
}

function declaration(signature, { length }, hasResult) {
  const [, name, list] = /^(\w+)\(([\w, ]*)\)$/.exec(signature) ?? [];
  const parameters = list?.split(", ").filter((parameter) => parameter !== "") ?? [];
  if (name === undefined || parameters.length !== length)
    throw new Failure(`an export says ${signature}, and takes ${length} arguments`);
  const types = parameters.map((parameter) => `${parameter}: number | boolean`);
  return `  ${name}(${types.join(", ")}): ${hasResult ? "number" : "void"};`;
}
