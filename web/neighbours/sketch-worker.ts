import { load } from "lemmata/external";
import { serveLatest } from "../kit/latest.ts";
import { paint } from "./paintings.ts";
import { exactOf, sketchOf, type Errors, type SketchJob, type SketchReport } from "./sketch.ts";
import type { Greys } from "./state.ts";

const engine = load();
let known: { key: string; A: Greys; exact?: { S: Float64Array; milliseconds: number } } | undefined;

serveLatest<SketchJob, SketchReport>(async (job, report, superseded) => {
  const { projection, initialization } = await engine;
  if (known?.key !== job.key) {
    const { picture } = job;
    known = {
      key: job.key,
      A: typeof picture === "string" ? paint(initialization, picture) : picture,
    };
  }
  const now = known;
  const sketched = sketchOf(projection, now.A, job);
  report({ kind: "sketch", ...sketched }, [sketched.bytes.buffer]);
  if (await superseded()) return;
  now.exact ??= exactOf(projection, now.A);
  report({ kind: "exact", ...now.exact });
  if (job.dragging || (await superseded())) return;
  // The least of three: the first run of a function is slower.
  const again = [1, 2].map(() => sketchOf(projection, now.A, job).milliseconds);
  report({ kind: "timed", milliseconds: Math.min(sketched.milliseconds, ...again) });
  if (await superseded()) return;
  const second = exactOf(projection, now.A);
  if (second.milliseconds < now.exact.milliseconds) now.exact = second;
  report({ kind: "exact", ...now.exact });
  if (await superseded()) return;
  const best = Math.hypot(...now.exact.S.subarray(job.rank));
  // Where the package finds no decomposition there is a gap, and the rest goes on.
  const attempt = (compute: () => number): number => {
    try {
      return compute();
    } catch {
      return NaN;
    }
  };
  const times = (change: Partial<SketchJob>): number =>
    attempt(() => sketchOf(projection, now.A, { ...job, ...change }).error / best);
  report({
    kind: "bet",
    plain: times({ oversample: 0, power: 0 }),
    more: times({ oversample: 20, power: 0 }),
    step: times({ oversample: 0, power: 1 }),
  });
  const ranks = [1, 2, 4, 8, 16, 32, 64, 128].filter((k) => k < now.exact!.S.length);
  const errors: Errors = { ranks: [], now: [], plain: [] };
  for (const [n, rank] of ranks.entries()) {
    if (await superseded()) return;
    const share = (power: number): number =>
      attempt(() => {
        const { error, norm } = sketchOf(projection, now.A, { ...job, rank, power });
        return error / norm;
      });
    errors.ranks.push(rank);
    errors.now.push(share(job.power));
    errors.plain.push(job.power > 0 ? share(0) : errors.now.at(-1)!);
    report({ kind: "errors", done: n + 1, all: ranks.length, ...errors });
  }
});
