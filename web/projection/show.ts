import { announce } from "../kit/announce.ts";
import { fill, fixed, nothing, significant } from "../kit/format.ts";
import { writeSlots } from "../kit/slots.ts";
import { chance } from "./charts.ts";
import { methods } from "./evaluate.ts";
import type { ProjectionFigures } from "./figures.ts";
import { script } from "./script.ts";
import type { ProjectionState } from "./state.ts";

/** Writes the numbers of the page. */
export function showNumbers(figures: ProjectionFigures): void {
  const { model, strings } = figures;
  const { violations, pairs, min, max, mean } = model.distortion.value;
  const { tail, tailBound, needs, failures, allowed, maxPoints } = model.theory.value;
  const { n, epsilon, lambda } = model.state.value;
  const heads = model.heads.value;
  const need = (method: (typeof methods)[number]): string => String(needs[methods.indexOf(method)]!); // prettier-ignore
  const whole = (value: number | undefined): string =>
    value === undefined ? nothing : String(value);
  writeSlots({
    outside: fill(strings.outside, { violations, pairs }),
    min: fixed(min),
    max: fixed(max),
    mean: fixed(mean),
    expected: chance(tail),
    needed: need("exact"),
    failure: chance(failures.at(-1)!),
    allowed: fixed(allowed, 3),
    "max-points": maxPoints < 1e6 ? String(maxPoints) : significant(maxPoints, 3),
    n: String(n),
    points: String(model.points.value),
    epsilon: fixed(epsilon, 3),
    tail: chance(tail),
    "tail-bound": chance(tailBound),
    "need-article": need("article"),
    "need-existence": need("existence"),
    "need-quoted": need("dasgupta-gupta"),
    "need-chernoff": need("chernoff"),
    "bet-few": String(model.needed(1000)),
    "bet-many": String(model.needed(1e6)),
    tokens: String(model.tokens.value),
    lambda: fixed(lambda, 2),
    "head-published": whole(heads.published),
    "head-short": whole(heads.short),
    "head-golden": whole(heads.golden),
    "head-pair": whole(heads.pair),
    "head-row": whole(heads.row),
    "head-drop": fixed(heads.drop, 2),
    "head-usual": fixed(heads.usualDrop, 3),
  });
  announce(figures.summary());
}

/** The script as it is shown: of the reader's own numbers not all. */
export function shownScript(state: ProjectionState): string {
  return script(state).replace(
    /(Float32Array\.of\((?:[^,]*,){8})[^)]*/,
    (_, first: string) => `${first} /* … */`,
  );
}
