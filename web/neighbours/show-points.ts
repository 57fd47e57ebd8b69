import type { Projection } from "lemmata";
import { announce } from "../kit/announce.ts";
import type { Fault } from "../kit/fault.ts";
import { fill, fixed, nothing } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { writeSlots } from "../kit/slots.ts";
import { chance } from "./chance.ts";
import { curveChart } from "./charts.ts";
import type { CodeGrid } from "./code-grid.ts";
import type { en } from "./en.ts";
import type { HashDisc } from "./hash-disc.ts";
import type { NeighboursModel } from "./model.ts";

export interface PointFigures {
  disc: HashDisc;
  grid: CodeGrid;
  curve: LineChart;
}

/** Brings points, buckets and their numbers into the page. */
export class ShowPoints {
  constructor(
    readonly model: NeighboursModel,
    readonly projection: Projection,
    readonly strings: (typeof en)["live"],
    readonly parts: PointFigures,
  ) {}

  /** The chance that the query meets what is so many degrees off. */
  #meet(degrees: number): { oneBit: number; meet: number } {
    const { bits, tables } = this.model.state.value;
    const angle = Math.min((Math.abs(degrees) / 180) * Math.PI, Math.PI);
    const oneBit = this.projection.collisionProbability({ angle });
    return { oneBit, meet: this.projection.bandingCurve([oneBit], bits, tables)[0]! };
  }

  figures(): void {
    const { model, strings } = this;
    const { x, y, theta, bits, tables } = model.state.value;
    const answer = model.answer.value;
    const angle = Math.atan2(y, x);
    const { meet } = this.#meet(theta);
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

  numbers(): void {
    const { model, strings } = this;
    const { theta, bits, tables, panel } = model.state.value;
    const answer = model.answer.value;
    const count = model.indexed.value.rows.length;
    const { oneBit, meet } = this.#meet(theta);
    const measured = model.measured.value;
    const { found, of, candidates: scanned } = answer ?? {};
    const said = (sentence: string): string =>
      answer === undefined ? nothing : fill(sentence, { found: found!, of: of!, scanned: scanned!, count }); // prettier-ignore
    writeSlots({
      found: said(strings.found),
      scanned: answer === undefined ? nothing : fill(strings.found, { found: scanned!, of: count }),
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
    if (panel === "points" && answer !== undefined) announce(said(strings.summary));
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
      chance: chance(this.#meet((angle / Math.PI) * 180).meet),
    });
  }
}
