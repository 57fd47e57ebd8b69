/** How lemmata's time grows with the size of the task: three sizes, a factor of 10 apart. */

import { load } from "../dist/index.js";
import { logits, samples, wishart } from "./data.mjs";
import { contestant, figure, interleave } from "./harness.mjs";

/** Rows of the table: the function, what grows, the time at each size, and the two growths. */
export async function scaling(quick, rounds) {
  const { entropy, gaussian, initialization, logistic, penalty, projection, smoothing } =
    await load();
  const rows = (count) => ({ data: logits(count, 1_000, 1), rows: count, cols: 1_000 });
  const pair = (d) =>
    [2, 4].map((seed) => ({
      mean: samples(1, d, seed),
      covariance: { data: wishart(1, d, seed + 1), rows: d, cols: d },
    }));
  const sets = (d) => [6, 7].map((seed) => ({ data: samples(100, d, seed), rows: 100, cols: d }));
  const wide = (count) => ({ data: samples(count, 100, 1), rows: count, cols: 100 });
  const classes = (count) => [wide(count), Int32Array.from({ length: count }, (_, i) => i % 3)];
  const layered = (width) => {
    const network = penalty.randomNetwork([width, width, 1], { activation: "tanh", seed: 1 });
    return [
      network,
      { data: samples(64, width, 1), rows: 64, cols: width },
      { data: samples(64, 1, 2), rows: 64, cols: 1 },
    ];
  };
  const nats = Math.log(30);
  const input = { input: "logits" };
  const runs = [
    [
      "entropy.normalizeRows",
      "rows of 1,000",
      [100, 1_000, 10_000],
      1,
      rows,
      (X) => entropy.normalizeRows(X, nats, input),
    ],
    [
      "entropy.normalize",
      "outcomes",
      [1_000, 10_000, 100_000],
      1,
      (n) => logits(1, n, 1),
      (l) => entropy.normalize(l, nats, input),
    ],
    ["gaussian.kl", "d", [10, 100, 1_000], 3, pair, ([p, q]) => gaussian.kl(p, q)],
    [
      "gaussian.wasserstein2",
      "d",
      [10, 100, 1_000],
      3,
      pair,
      ([p, q]) => gaussian.wasserstein2(p, q),
    ],
    [
      "gaussian.frechet",
      "d, of 100 + 100 samples",
      [200, 2_000, 20_000],
      1,
      sets,
      ([X, Y]) => gaussian.frechet(X, Y),
    ],
    [
      "initialization.truncatedNormal",
      "numbers",
      [10_000, 100_000, 1_000_000],
      1,
      (count) => count,
      (count) => initialization.truncatedNormal(count, { seed: 1 }),
    ],
    [
      "projection.projector(…).apply",
      "rows of 100",
      [100, 1_000, 10_000],
      1,
      wide,
      (X) => projector.apply(X),
    ],
    [
      "projection.lsh",
      "rows of 100",
      [1_000, 10_000, 100_000],
      1,
      wide,
      (X) => projection.lsh(X).dispose(),
    ],
    [
      "smoothing.smooth",
      "points",
      [1_000, 10_000, 100_000],
      1,
      (n) => samples(1, n, 1),
      (x) => smoothing.smooth("relu", x, { kernel: "gaussian", width: 1 }),
    ],
    [
      "logistic.fit",
      "rows of 100",
      [1_000, 10_000, 100_000],
      1,
      classes,
      ([X, labels]) => logistic.fit(X, labels),
    ],
    [
      "penalty: a step of training",
      "width of 2 layers",
      [8, 80, 800],
      2,
      layered,
      ([network, X, targets]) =>
        network.train(X, targets, { loss: "squared", steps: 1, rate: 1e-9, inputPenalty: 1 }),
    ],
  ];
  const projector = projection.projector(100, 64, { seed: 1 });
  const table = [];
  for (const [name, what, sizes, power, inputs, call] of runs) {
    const used = quick ? sizes.map((size) => Math.ceil(size / 10)) : sizes;
    table.push(await growth(name, what, used, power, inputs, call, rounds));
  }
  return table;
}

async function growth(name, what, sizes, power, inputs, call, rounds) {
  const contestants = sizes.map((size) => {
    const given = inputs(size);
    // Small tasks are repeated, so that the clock's resolution does not matter.
    const repeats = Math.max(1, Math.round(sizes.at(-1) / size));
    return {
      repeats,
      ...contestant({
        name: String(size),
        work: () => {
          for (let i = 0; i < repeats; i++) call(given);
        },
      }),
    };
  });
  const medians = await interleave(contestants, rounds);
  const times = contestants.map(({ name, repeats }) => medians.get(name) / repeats);
  return [
    name,
    `${what}: ${sizes.map((size) => size.toLocaleString("en")).join(", ")}`,
    times.map(figure).join(", "),
    `× ${figure(times[1] / times[0])}, × ${figure(times[2] / times[1])}`,
    `× ${(10 ** power).toLocaleString("en")}`,
  ];
}
