// Runs random networks away from the page, one after the other.
import type { BlockSpec, Lemmata } from "lemmata";
import { load } from "lemmata/external";

const engine: Promise<Lemmata> = load();

addEventListener("message", ({ data }: MessageEvent<{ id: number; spec: BlockSpec }>) => {
  void answer(data.id, data.spec);
});

async function answer(id: number, spec: BlockSpec): Promise<void> {
  try {
    const { initialization } = await engine;
    const start = performance.now();
    const result = initialization.propagate(spec);
    postMessage({ id, result, milliseconds: performance.now() - start });
  } catch (cause) {
    postMessage({ id, error: String(cause) });
  }
}
