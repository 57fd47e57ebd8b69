/**
 * Puts like functions of the module side by side, where gzip, which looks 32 KB back, finds one in the
 * other: float32 beside float64, guard beside guard. A twentieth of what travels. And takes the names of
 * parameters out, which only the types have (exports.mjs).
 */

import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "./console.mjs";

/** What the module uses beyond the first WebAssembly; nothing else is to come into it. */
const features = [
  "simd",
  "bulk-memory",
  "exception-handling",
  "sign-ext",
  "nontrapping-float-to-int",
  "mutable-globals",
  "multivalue",
  "reference-types",
].map((name) => `--enable-${name}`);

const sectionId = { custom: 0, code: 10, data: 11 };

/** Writes the module `source` to `target`, with its functions in the order of their likeness. */
export async function orderFunctions(source, target, toolchain) {
  const configuration = [join(dirname(toolchain.emcc), "em-config"), ["BINARYEN_ROOT"]];
  const binaryen = (await run(...configuration, { env: toolchain.env })).trim();
  const named = `${target}.named`;
  writeFileSync(named, namedByOrder(readFileSync(source)));
  // Binaryen has the order by name, and renumbers every call; -Oz takes back what reading the module anew costs.
  const passes = ["-Oz", "--reorder-functions-by-name", "--strip-debug"];
  const files = [named, "--output", target];
  await run(join(binaryen, "bin/wasm-opt"), [...features, ...passes, ...files]);
  rmSync(named);
}

/** The module with names for its functions whose alphabet is the order that they are to be in. */
function namedByOrder(module) {
  const { sections, bodies } = sectionsOf(module);
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(module));
  const imported = imports.filter(({ kind }) => kind === "function").length;
  const digits = String(bodies.length).length;
  const names = [];
  for (const [place, body] of byLikeness(bodies).entries())
    names[body] = `f${String(place).padStart(digits, "0")}`;
  const entries = names.flatMap((name, i) => [...unsigned(imported + i), ...text(name)]);
  const functionNames = [...unsigned(names.length), ...entries];
  const content = [...text("name"), 1, ...unsigned(functionNames.length), ...functionNames];
  const section = [sectionId.custom, ...unsigned(content.length), ...content];
  return Buffer.concat([...sections, Buffer.from(section)]);
}

/** The bytes of each function, and of all sections but the custom ones, which describe what is no longer so. */
function sectionsOf(module) {
  let position = 8;
  const number = () => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = module[position++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const sections = [module.subarray(0, position)];
  const bodies = [];
  while (position < module.length) {
    const start = position;
    const id = module[position++];
    const end = number() + position;
    const section = module.subarray(start, end);
    if (id !== sectionId.custom)
      sections.push(id === sectionId.data ? withoutParameters(section) : section);
    if (id === sectionId.code) {
      for (let count = number(); count > 0; count--) {
        const length = number();
        bodies.push(module.subarray(position, position + length));
        position += length;
      }
    }
    position = end;
  }
  return { sections, bodies };
}

/** The data without the "(p, size, base)" that follow a function's name for the sake of its type. */
function withoutParameters(data) {
  const zeros = (all, name) => name.padEnd(all.length, "\0");
  const text = data.toString("latin1").replace(/(\0\w+)\([\w, ]*\)(?=\0)/g, zeros);
  return Buffer.from(text, "latin1");
}

/** As far as gzip looks back, with room for the function that is looked at. */
const window = 31_000;
/** Bytes in a row that count as something alike. */
const alike = 6;

/**
 * The indexes of `bodies`, each followed by the one of which the largest part was seen in the window
 * before it.
 */
function byLikeness(bodies) {
  const runs = bodies.map(runsOf);
  const holders = new Map();
  for (const [body, keys] of runs.entries())
    for (const key of keys) holders.set(key, [...(holders.get(key) ?? []), body]);
  const seen = new Float64Array(bodies.length);
  const inWindow = new Map();
  const left = new Set(bodies.keys());
  const order = [];
  let oldest = 0;
  let bytes = 0;
  // Short functions go where they fit, not before all others.
  const share = (body) => seen[body] / (runs[body].length + 60);
  while (left.size > 0) {
    let next;
    for (const body of left) if (next === undefined || share(body) > share(next)) next = body;
    left.delete(next);
    order.push(next);
    bytes += bodies[next].length;
    change(next, 1);
    while (bytes > window && oldest < order.length - 1) {
      bytes -= bodies[order[oldest]].length;
      change(order[oldest++], -1);
    }
  }
  return order;

  function change(body, by) {
    for (const key of runs[body]) {
      const before = inWindow.get(key) ?? 0;
      inWindow.set(key, before + by);
      if (before === 0 || before + by === 0)
        for (const holder of holders.get(key)) seen[holder] += by;
    }
  }
}

/** Hashes of all runs of `alike` bytes, each once. */
function runsOf(body) {
  const hashes = new Set();
  for (let start = 0; start + alike <= body.length; start++) {
    let hash = 0;
    for (let i = start; i < start + alike; i++) hash = Math.imul(hash, 0x01000193) ^ body[i];
    hashes.add(hash);
  }
  return [...hashes];
}

/** `value` in LEB128. */
function unsigned(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

function text(value) {
  return [...unsigned(value.length), ...Buffer.from(value)];
}
