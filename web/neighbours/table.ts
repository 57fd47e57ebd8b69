import type { Projection } from "lemmata";
import type { Table } from "../kit/export.ts";
import { nothing } from "../kit/format.ts";
import type { en } from "./en.ts";
import type { NeighboursModel } from "./model.ts";
import type { Found } from "./picture-model.ts";

/** Every point from the nearest on: its angle, its chance to be met, and the first table that met it. */
export function pointTable(
  model: NeighboursModel,
  projection: Projection,
  names: (typeof en)["live"]["table"],
): Table {
  const answer = model.answer.value;
  const { bits, tables } = model.state.value;
  const columns = [names.point, names.angle, names.chance, names.met];
  if (answer === undefined) return { columns, rows: [] };
  const chances = projection.bandingCurve(
    answer.angles.map((angle) => projection.collisionProbability({ angle })),
    bits,
    tables,
  );
  return {
    columns,
    rows: [...answer.order].map((id, k) => [
      id + 1,
      answer.angles[k]!,
      chances[k]!,
      answer.met[id]! < 0 ? names.none : answer.met[id]! + 1,
    ]),
  };
}

/** Every singular value, exact and sketched, and the least error of its rank. */
export function pictureTable(
  { sketched, exact, tails }: Found,
  names: (typeof en)["live"]["table"],
): Table {
  const norm = tails?.[0] ?? NaN;
  return {
    columns: [names.index, names.exact, names.sketched, names.best],
    rows: Array.from(exact?.S ?? [], (value, j) => [
      j + 1,
      value,
      sketched?.S[j] ?? nothing,
      tails![j + 1]! / norm,
    ]),
  };
}
