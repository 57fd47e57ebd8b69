import type { Projection } from "lemmata";
import type { Fault } from "../kit/fault.ts";
import { gesturesOf, on } from "../kit/figure.ts";
import { fill, fixed, nothing } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { chance } from "./chance.ts";
import { curveChart } from "./charts.ts";
import type { CodeGrid } from "./code-grid.ts";
import type { en } from "./en.ts";
import type { HashDisc } from "./hash-disc.ts";
import type { NeighboursModel } from "./model.ts";

export interface PointParts {
  disc: HashDisc;
  grid: CodeGrid;
  curve: LineChart;
}

/** The linked figures of points and buckets: what they say moves the model, what it holds they draw. */
export class PointFigures {
  constructor(
    readonly parts: PointParts,
    readonly model: NeighboursModel,
    readonly projection: Projection,
    readonly strings: (typeof en)["live"],
  ) {
    const { disc, grid, curve } = parts;
    const { point, table } = model;
    gesturesOf([disc, grid, curve], model.state);
    on<{ x: number; y: number }>(disc, "querymove", ({ x, y }) => model.moveQuery(x, y));
    on<{ angle: number }>(disc, "partnerturn", ({ angle }) => model.turnPartner(angle));
    on<{ point: number | undefined }>(disc, "pointhover", (over) => (point.value = over.point));
    on<{ bits: number; tables: number }>(grid, "gridchange", (change) => model.move(change));
    on<{ table: number | undefined }>(grid, "tablehover", (over) => (table.value = over.table));
    on<{ x: number }>(curve, "handlemove", ({ x }) => model.setApart(x));
  }

  draw(): void {
    const { model, strings } = this;
    const { x, y, theta, bits, tables } = model.state.value;
    const answer = model.answer.value;
    const angle = Math.atan2(y, x);
    const { meet } = this.meet(theta);
    const [found, of] = [answer?.found ?? nothing, answer?.of ?? nothing];
    const degrees = fixed((angle * 180) / Math.PI, 1);
    this.parts.disc.disc = {
      rows: model.indexed.value.rows,
      met: answer?.met,
      nearest: new Set(answer?.order.subarray(0, answer.of)),
      query: [x, y],
      partner: angle + (theta / 180) * Math.PI,
      angle,
      lines: model.lines.value,
      bits,
      wedges: model.wedges.value,
      table: model.table.value,
      point: model.point.value,
      words: {
        query: { label: strings.disc.query, text: fill(strings.disc.queryText, { angle: degrees, found, of }) }, // prettier-ignore
        partner: { label: strings.disc.partner, text: fill(strings.disc.partnerText, { theta: fixed(theta, 1), chance: chance(meet) }) }, // prettier-ignore
        theta: fill(strings.disc.theta, { n: fixed(Math.abs(theta), 1) }),
      },
    };
    this.parts.grid.codes = {
      bits,
      tables,
      keys: answer?.keys,
      partner: answer?.partner,
      sizes: answer?.sizes,
      table: model.table.value,
      words: {
        bits: fill(strings.grid.bits, { bits }),
        tables: fill(strings.grid.tables, { tables }),
        sizes: strings.grid.sizes,
        label: strings.grid.label,
        text: fill(strings.grid.text, { bits, tables }),
      },
    };
    this.parts.curve.data = curveChart(model.curve.value, theta, meet, strings);
  }

  fault(): Fault | undefined {
    const { model } = this;
    const strings = this.strings.fault;
    const { bits, tables } = model.state.value;
    const answer = model.answer.value;
    if (answer === undefined) {
      const apply = (): void => model.moveQuery(0.66, 0.42);
      return { message: strings.zero, fix: { label: strings.zeroFix, apply } };
    }
    if (answer.candidates > 0) return undefined;
    const fewer = Math.max(1, Math.floor(bits / 2));
    return {
      message: fill(strings.empty, { tables }),
      fix: {
        label: fill(strings.emptyFix, { bits: fewer }),
        apply: () => model.move({ bits: fewer }),
      },
      note: true,
    };
  }

  /** What is pointed at, or what is to be done here. */
  caption(): string {
    const { model, strings } = this;
    const { point } = model;
    const answer = model.answer.value;
    if (point.value === undefined || answer === undefined)
      return fill(strings.help, { of: answer?.of ?? 10 });
    const angle = answer.angles[answer.order.indexOf(point.value)]!;
    const table = answer.met[point.value]!;
    return fill(strings.point, {
      number: point.value + 1,
      angle: fixed((angle / Math.PI) * 180, 1),
      met: table < 0 ? strings.unmet : fill(strings.met, { table: table + 1 }),
      chance: chance(this.meet((angle / Math.PI) * 180).meet),
    });
  }

  /** How many of the nearest were found, in one sentence; none where the query has no direction. */
  summary(): string {
    const { model, strings } = this;
    const answer = model.answer.value;
    if (answer === undefined) return "";
    const { found, of, candidates: scanned } = answer;
    return fill(strings.summary, { found, of, scanned, count: model.indexed.value.rows.length });
  }

  /** The chance that the query meets what is so many degrees off. */
  meet(degrees: number): { oneBit: number; meet: number } {
    const { bits, tables } = this.model.state.value;
    const angle = Math.min((Math.abs(degrees) / 180) * Math.PI, Math.PI);
    const oneBit = this.projection.collisionProbability({ angle });
    return { oneBit, meet: this.projection.bandingCurve([oneBit], bits, tables)[0]! };
  }
}
