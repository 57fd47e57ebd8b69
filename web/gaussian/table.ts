import type { GaussianDistances } from "lemmata";
import type { Table } from "../kit/export.ts";
import type { en } from "./en.ts";
import type { GaussianModel } from "./model.ts";

/** The way from P to Q in rows: each Gaussian on it, and every distance from P. */
export function pathTable(
  model: GaussianModel,
  gaussian: GaussianDistances,
  names: (typeof en)["live"]["table"],
): Table {
  const { t, between, wasserstein2, bhattacharyya, hellinger } = model.path.value;
  const p = model.p.value;
  const line = p.mean.length === 1;
  return {
    columns: [
      names.t,
      ...(line ? ["1"] : ["1", "2"]).map((i) => `${names.mean} ${i}`),
      ...(line ? ["11"] : ["11", "12", "22"]).map((ij) => `${names.covariance} ${ij}`),
      names.w2,
      names.b,
      names.h,
      names.klTo,
      names.klFrom,
    ],
    rows: between.map((here, i) => {
      const [a, b, , c] = here.covariance.data;
      return [
        t[i]!,
        ...here.mean,
        ...(line ? [a!] : [a!, b!, c!]),
        wasserstein2[i]!,
        bhattacharyya[i]!,
        hellinger[i]!,
        gaussian.kl(p, here),
        gaussian.kl(here, p),
      ];
    }),
  };
}
