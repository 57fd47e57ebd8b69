/** What the ratios have to reach. A goal has `says`, `value(time)` and `atLeast` or `atMost`, where
 *  `time(contestant)` is that contestant's median in the unit of the task, NaN if it was not there. */

/** How many times less time `ours` takes than the fastest of `peers`. */
export function faster(ours, peers, atLeast, says) {
  return {
    says,
    atLeast,
    value: (time) => Math.min(...peers.map(time).filter((value) => value > 0)) / time(ours),
  };
}

/** How many times the time of `unit` that `ours` takes. */
export function atMostTimes(ours, unit, atMost, says) {
  return { says, atMost, value: (time) => time(ours) / time(unit) };
}

/** How long `ours` takes. */
export function atMostTime(ours, atMost, says) {
  return { says, atMost, value: (time) => time(ours) };
}

/** One row of the table of goals: what is asked, what was found, whether that will do. */
export function judge({ says, value, atLeast, atMost }, time) {
  const found = value(time);
  const asked = atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`;
  if (!Number.isFinite(found)) return { says, asked, found, mark: "not measured" };
  const met = atLeast === undefined ? found <= atMost : found >= atLeast;
  return { says, asked, found, mark: met ? "met" : "MISSED" };
}
