import { announce } from "../kit/announce.ts";
import { fill, fixed, nothing } from "../kit/format.ts";
import { writeSlots } from "../kit/slots.ts";
import { chance } from "./chance.ts";
import type { PointFigures } from "./point-figures.ts";

/** Writes the numbers of points and buckets into the page. */
export function showPointNumbers(figures: PointFigures): void {
  const { model, strings } = figures;
  const { theta, bits, tables, panel } = model.state.value;
  const answer = model.answer.value;
  const count = model.indexed.value.rows.length;
  const { oneBit, meet } = figures.meet(theta);
  const measured = model.measured.value;
  const { found, of, candidates: scanned } = answer ?? {};
  const share = (part: number | undefined, whole: number | undefined): string =>
    answer === undefined ? nothing : fill(strings.found, { found: part!, of: whole! });
  writeSlots({
    found: share(found, of),
    scanned: share(scanned, count),
    speed: scanned ? fill(strings.times, { n: fixed(count / scanned, 1) }) : nothing,
    "expected-found": answer === undefined ? nothing : fixed(answer.expectedRecall, 3),
    "expected-scanned": answer === undefined ? nothing : fixed(answer.expectedCandidates, 1),
    "one-bit": fixed(oneBit, 3),
    meet: chance(meet),
    equal: fixed(measured?.equal, 3),
    estimate: measured === undefined ? nothing : fill(strings.estimate, {
      theta: fixed((measured.theta * 180) / Math.PI, 1),
      deviation: fixed((measured.standardDeviation * 180) / Math.PI, 1),
    }), // prettier-ignore
    bits: String(bits),
    tables: String(tables),
  });
  if (panel === "points" && answer !== undefined) announce(figures.summary());
}
