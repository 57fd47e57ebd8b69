/**
 * Starts the worker that `make` makes by `new Worker(new URL("./script.ts", import.meta.url), …)`, which
 * bundlers look for. `hear` is given its messages, `fail` the reason where it does not run.
 */
export function startWorker<Message>(
  make: () => Worker,
  hear: (message: Message) => void,
  fail: (reason: string) => void,
): Worker | undefined {
  try {
    const worker = foreign() ? imported(make) : make();
    worker.addEventListener("message", ({ data }: MessageEvent<Message>) => hear(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      fail(event.message || "its script could not be loaded");
    });
    return worker;
  } catch (reason) {
    fail(String(reason));
    return undefined;
  }
}

// Elements may come from another origin than the page, and such a script makes no worker.
function foreign(): boolean {
  return new URL(import.meta.url).origin !== location.origin;
}

// A module of the page's own origin makes one, and may import the script. The address is known within
// `make` alone, which runs to its end before anyone else could meet this class.
function imported(make: () => Worker): Worker {
  const Native = globalThis.Worker;
  globalThis.Worker = class extends Native {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(importing(String(address)), options);
    }
  };
  try {
    return make();
  } finally {
    globalThis.Worker = Native;
  }
}

const modules = new Map<string, string>();

function importing(address: string): string {
  let found = modules.get(address);
  if (found === undefined) {
    const source = `import ${JSON.stringify(address)};`;
    found = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    modules.set(address, found);
  }
  return found;
}
