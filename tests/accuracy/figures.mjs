/** What the guide shows of the errors: the worst of each function, and a curve. */

/** To two digits, never less. */
function upwards(x) {
  if (x === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(x)) - 1);
  const rounded = Number((Math.ceil(x / unit) * unit).toPrecision(2));
  return rounded >= x ? rounded : Number((rounded + unit).toPrecision(2));
}

/** @returns by family, one entry for each function and situation; points are [at, error, unavoidable] */
export function figures(measured) {
  const families = {};
  for (const { family, function: name, situation, at, error, unavoidable } of measured) {
    const largest = (values) => values.reduce((best, x, i) => (x > values[best] ? i : best), 0);
    const worst = largest(error);
    (families[family] ??= []).push({
      function: name,
      situation,
      cases: error.length,
      worst: {
        at: Number(at[worst].toPrecision(2)),
        error: upwards(error[worst]),
        unavoidable: upwards(unavoidable[worst]),
      },
      times: upwards(Math.max(...error.map((x, i) => x / unavoidable[i]))),
      points: points(at, error, unavoidable),
    });
  }
  return families;
}

/** The largest of both in each of 32 parts of the logarithmic axis, where there is any. */
function points(at, error, unavoidable) {
  const logs = at.map(Math.log10);
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const parts = new Map();
  logs.forEach((x, i) => {
    const part = Math.round((32 * (x - low)) / (high - low));
    const [place, before, than] = parts.get(part) ?? [at[i], 0, 0];
    parts.set(part, [place, Math.max(before, error[i]), Math.max(than, unavoidable[i])]);
  });
  return [...parts.values()]
    .sort(([a], [b]) => a - b)
    .map(([x, ...both]) => [Number(x.toPrecision(2)), ...both.map(upwards)]);
}
