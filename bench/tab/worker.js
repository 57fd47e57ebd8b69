/** The tasks of `tab.mjs`, in a module worker. */

import { load } from "../../dist/index.js";
import { centresOf, clustered, normals } from "../data.mjs";

const milliseconds = (work) => {
  const start = performance.now();
  const result = work();
  return [performance.now() - start, result];
};

const tasks = { neighbors, training };

onmessage = async ({ data: { task, sizes } }) => postMessage(tasks[task](await load(), sizes));

/** Vectors in parts, as one would read them from a file: a part is all that JavaScript holds. */
function neighbors({ projection }, { count, dimension, queries, k, part }) {
  const centres = centresOf(count, dimension);
  const Q = clustered(queries, dimension, centres, 7);
  const partOf = (i) => clustered(part, dimension, centres, 6 + i);
  const nearest = Array.from({ length: queries }, () => []);
  let index;
  let build = 0;
  for (let i = 0; i * part < count; i++) {
    const data = partOf(100 * i);
    const rows = { data, rows: part, cols: dimension };
    const [time] = milliseconds(() => (index ? index.add(rows) : (index = projection.lsh(rows))));
    build += time;
    rank(nearest, data, Q, dimension, k, i * part);
  }
  const asked = { data: Q, rows: queries, cols: dimension };
  const [query, { ids, candidates }] = milliseconds(() => index.queryRows(asked, k));
  let hits = 0;
  nearest.forEach((exact, q) => {
    const found = new Set(ids.subarray(q * k, q * k + k));
    hits += exact.filter(({ id }) => found.has(id)).length;
  });
  const ranked = candidates.reduce((sum, n) => sum + n, 0) / queries / index.size;
  return { build, query: query / queries, recall: hits / queries / k, ranked };
}

/** Brings these rows into the lists of the k nearest, by all products: what recall is measured with. */
function rank(nearest, data, Q, dimension, k, first) {
  nearest.forEach((best, q) => {
    const query = Q.subarray(q * dimension, (q + 1) * dimension);
    for (let i = 0; i < data.length / dimension; i++) {
      let product = 0;
      for (let j = 0; j < dimension; j++) product += query[j] * data[i * dimension + j];
      if (best.length === k && product <= best[k - 1].product) continue;
      best.push({ product, id: first + i });
      best.sort((a, b) => b.product - a.product);
      best.length = Math.min(best.length, k);
    }
  });
}

function training({ penalty }, { layers, points, steps }) {
  const draw = normals(1);
  const data = Float64Array.from({ length: points * layers[0] }, draw);
  const y = Float64Array.from({ length: points }, (_, i) =>
    Math.sign(data[2 * i] * data[2 * i + 1]),
  );
  const X = { data, rows: points, cols: layers[0] };
  const targets = { data: y, rows: points, cols: 1 };
  const network = penalty.randomNetwork(layers, { activation: "tanh", seed: 1 });
  const options = { loss: "squared", steps, rate: 0.05, inputPenalty: 0.01 };
  const [time, { losses }] = milliseconds(() => network.train(X, targets, options));
  return { time, before: losses[0], after: losses.at(-1) };
}
