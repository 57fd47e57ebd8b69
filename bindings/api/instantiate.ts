import { failure, type ErrorCode, type LemmataError } from "./errors.js";
import type { Exports } from "./core/exports.js";
import type { MainModule } from "./core/factory.js";
import type { Core } from "./memory.js";
import { version } from "./version.js";

/** A `.wasm` served separately, a response, its bytes, or a compiled module. */
export type WasmSource = string | URL | Response | ArrayBuffer | WebAssembly.Module;

// (module (func (result v128) i32.const 0 i8x16.splat)): valid only where fixed-width SIMD exists.
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15,
  11,
]);

/** Throws where the engine cannot run the module at all, before anything is downloaded. */
export function checkEngine(): void {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(simdProbe)) {
    throw failure(
      "INVALID_ARGUMENT",
      "this engine has no WebAssembly SIMD; needed are Chrome 91, Firefox 89, Safari 16.4, Node 20 or later",
      {},
    );
  }
}

/** Makes an instance of the module: what Emscripten's factory is, as far as it is used here. */
type CoreFactory = (module: {
  instantiateWasm: (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => object;
  lemmataError: (
    code: ErrorCode,
    template: string,
    details: Record<string, unknown>,
  ) => LemmataError;
}) => Promise<MainModule>;

/** The inner boundary of one instance of the module that `source` is. */
export async function createCore(source: WasmSource | Promise<WasmSource>): Promise<Core> {
  const [factory, compiled] = await Promise.all([
    import("./core/factory.js") as unknown as Promise<{ default: CoreFactory }>,
    Promise.resolve(source).then(compile),
  ]);
  return new Promise<Core>((resolve, reject) => {
    factory
      .default({
        lemmataError: failure,
        instantiateWasm(imports, done) {
          // Emscripten hears of success only; of failure we have to speak ourselves.
          WebAssembly.instantiate(compiled, imports)
            .then((instance) => done(instance, compiled))
            .catch((cause: unknown) => reject(foreignModule(cause)));
          return {};
        },
      })
      .then(withExports)
      .then(resolve, reject);
  });
}

/** Gives the module the functions that it lists (`Export` in bindings/border/border.hpp). */
function withExports(module: MainModule): Core {
  const { HEAP32, HEAPU8, wasmTable } = module;
  const names = new TextDecoder();
  const functions = {} as Exports & Record<string, unknown>;
  for (let at = module._lemmata_exports(0); at < module._lemmata_exports(1); at += 16) {
    const [signature = 0, place = 0] = HEAP32.subarray(at / 4);
    const name = names.decode(HEAPU8.subarray(signature, HEAPU8.indexOf(0, signature)));
    functions[name] = wasmTable.get(place);
  }
  return Object.assign(module, functions);
}

function foreignModule(cause: unknown): LemmataError {
  return failure("CORRUPT_DATA", "options.wasm is not the module of lemmata {version}: {reason}", {
    argument: "options.wasm",
    version,
    reason: String(cause),
  });
}

/** Compiles the module, while it is still arriving where that is possible. */
async function compile(source: WasmSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer) return compileBytes(source, "the buffer");
  if (typeof Response === "function" && source instanceof Response) return compileResponse(source);
  if (typeof source === "string" || source instanceof URL) return compileUrl(source);
  throw failure(
    "INVALID_ARGUMENT",
    "options.wasm is {found}; allowed are a URL, a Response, an ArrayBuffer or a WebAssembly.Module",
    { argument: "options.wasm", found: typeof source },
  );
}

async function compileUrl(source: string | URL): Promise<WebAssembly.Module> {
  const url = String(source);
  if (url.startsWith("file:")) return compileBytes(await readFile(url), url);
  let response: Response;
  try {
    response = await fetch(url);
  } catch (cause) {
    throw unusable(url, `could not be fetched: ${String(cause)}`);
  }
  return compileResponse(response, url);
}

async function compileResponse(
  response: Response,
  url = response.url || "the response",
): Promise<WebAssembly.Module> {
  if (!response.ok) throw unusable(url, `was answered with status ${response.status}`);
  const type = response.headers.get("content-type") ?? "";
  if (/^application\/wasm\b/.test(type)) {
    try {
      return await WebAssembly.compileStreaming(response.clone());
    } catch {
      // The bytes are looked at below, for an error that says what is wrong with them.
    }
  }
  return compileBytes(await response.arrayBuffer(), url);
}

async function compileBytes(bytes: ArrayBuffer, name: string): Promise<WebAssembly.Module> {
  const magic = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (magic.join() !== "0,97,115,109") {
    throw unusable(name, `begins with the bytes [${magic.join(", ")}]; is it a page, not a .wasm?`);
  }
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw unusable(name, `does not compile: ${String(cause)}`);
  }
}

// Node fetches no file: addresses. Asking the process for its file system keeps `node:` imports,
// which bundlers refuse, out of the package.
async function readFile(url: string): Promise<ArrayBuffer> {
  const files = globalThis.process?.getBuiltinModule?.("node:fs/promises");
  if (files === undefined) {
    throw unusable(url, "cannot be read here; hand load() the bytes: { wasm: ArrayBuffer }");
  }
  try {
    const bytes = await files.readFile(new URL(url));
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  } catch (cause) {
    throw unusable(url, `could not be read: ${String(cause)}`);
  }
}

function unusable(found: string, reason: string): LemmataError {
  return failure("CORRUPT_DATA", "options.wasm: {found} {reason}", {
    argument: "options.wasm",
    found,
    reason,
  });
}
