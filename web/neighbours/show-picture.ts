import { announce } from "../kit/announce.ts";
import { fill, fixed, nothing, significant } from "../kit/format.ts";
import { writeSlots } from "../kit/slots.ts";
import type { PictureFigures } from "./picture-figures.ts";
import type { PictureModel } from "./picture-model.ts";

/** Writes the numbers of the picture and its sketch into the page. */
export function showPictureNumbers(figures: PictureFigures): void {
  const { model, picture, strings } = figures;
  const words = strings.picture;
  const { rank, oversample, panel } = model.state.value;
  const { sketched, exact, bet } = picture.found.value;
  const { error, best, times } = figures.errors();
  const { rows, cols } = picture.size;
  const milliseconds = (of: { milliseconds: number } | undefined): string =>
    of === undefined ? nothing : fill(words.ms, { n: significant(of.milliseconds, 2) });
  const k = sketched?.S.length ?? Math.min(rank, rows, cols);
  const kept = (100 * k * (rows + cols + 1)) / (rows * cols);
  writeSlots({
    error: figures.share(error),
    optimal: figures.share(best),
    times: fixed(times, 3),
    residual: significant(sketched?.residual, 3),
    next: significant(exact === undefined ? undefined : (exact.S[k] ?? 0), 3),
    kept: fill(words.kept, { share: fixed(kept, 0) }),
    "sketch-time": milliseconds(sketched),
    "exact-time": milliseconds(exact),
    rank: String(rank),
    oversample: String(oversample),
    factor: oversample < 2 ? nothing : fixed(Math.sqrt(1 + rank / (oversample - 1)), 2),
    "bet-plain": fixed(bet?.plain, 2),
    "bet-p": fixed(bet?.more, 2),
    "bet-q": fixed(bet?.step, 2),
  });
  showClocks(sketched?.milliseconds, exact?.milliseconds);
  showProgress(picture, words.computing);
  const summary = figures.summary();
  if (panel === "picture" && summary !== "") announce(summary);
}

function showClocks(sketch = 0, exact = 0): void {
  const most = Math.max(sketch, exact, 1e-9);
  for (const [name, time] of Object.entries({ sketch, exact }))
    document.getElementById(`bar-${name}`)!.style.width = `${(100 * time) / most}%`;
}

function showProgress({ found }: PictureModel, computing: string): void {
  const { progress } = found.value;
  document.getElementById("progress-line")!.hidden = progress === undefined;
  if (progress === undefined) return;
  const bar = document.getElementById("progress") as HTMLProgressElement;
  [bar.value, bar.max] = [progress.done, progress.all];
  const text = document.getElementById("progress-text")!;
  text.textContent = fill(computing, { ...progress });
}
