import { signal } from "@preact/signals-core";
import type { Fault } from "../kit/fault.ts";
import { gesturesOf } from "../kit/figure.ts";
import { fill, fixed as plain, significant } from "../kit/format.ts";
import type { LineChart } from "../kit/line-chart.ts";
import { chartOf, rangeOf } from "./charts.ts";
import type { en } from "./en.ts";
import type { SmoothingModel } from "./model.ts";
import { isBent } from "./shape.ts";
import type { SmoothingStage, StageEvents } from "./smoothing-stage.ts";
import type { View } from "./state.ts";

export interface SmoothingParts {
  stage: SmoothingStage;
  chart: LineChart;
}

/** The linked figures of a page or an element: what they say moves the model, what it holds they draw. */
export class SmoothingFigures {
  /** The place that is pointed at. */
  readonly hovered = signal<number | undefined>(undefined);
  #range: View | undefined;
  #chart = "";

  constructor(
    readonly parts: SmoothingParts,
    readonly model: SmoothingModel,
    readonly strings: (typeof en)["live"],
  ) {
    const { stage, chart } = parts;
    gesturesOf([stage, chart], model);
    on(stage, "pointmove", ({ index, x, y }) => model.movePoint(index, x, y));
    on(stage, "pointselect", ({ index }) => model.select(index));
    on(stage, "pointadd", ({ x, y }) => model.addPoint(x, y));
    on(stage, "pointremove", ({ index }) => model.removePoint(index));
    on(stage, "endmove", ({ side, y }) => model.setEnd(side, y));
    on(stage, "atchange", ({ x }) => model.setAt(x));
    on(stage, "widthchange", ({ width }) => model.setWidth(width));
    on(stage, "stagehover", ({ x }) => (this.hovered.value = x));
    chart.addEventListener("handlemove", (event) => {
      const { x } = (event as CustomEvent<{ x: number }>).detail;
      if (model.state.value.chart === "widths") model.setWidth(10 ** x);
      else model.setAt(x);
    });
  }

  draw(): void {
    const { model, strings, hovered } = this;
    const { stage, chart } = this.parts;
    const { f, at, width, view, chart: kind } = model.state.value;
    const { x, f: heights, smoothed } = model.curves.value;
    const { here, selected, points } = { here: model.here.value, selected: model.selected.value, points: model.points }; // prettier-ignore
    const error = this.errorText();
    stage.scene = {
      view,
      heights: model.heights.value,
      x,
      f: heights,
      g: smoothed?.g,
      gated: model.gated.value,
      points,
      selected,
      open: isBent(f),
      at,
      width,
      weights: model.weights.value,
      here: { f: here.f, g: here.g },
      hovered: hovered.value,
      dragging: model.state.dragging.value,
      words: {
        corner: (index) => ({
          label: fill(strings.corner.label, { n: index + 1 }),
          text: fill(strings.corner.text, {
            x: fixed(points[index]!.x, 2),
            y: fixed(points[index]!.y, 2),
          }),
        }),
        end: (side, height) => ({
          label: strings.end[side],
          text: fill(strings.end.text, { y: fixed(height, 2) }),
        }),
        at: {
          label: strings.at.label,
          text: fill(strings.at.text, { x: fixed(at, 2), g: fixed(here.g), f: fixed(here.f) }),
        },
        width: {
          label: strings.width.label,
          text: fill(strings.width.text, { width: significant(width, 4), error }),
        },
        gated: strings.gated,
      },
    };
    // Under the reader's hand the axis stands still, unless another chart was asked for.
    if (!model.state.dragging.value || this.#range === undefined || this.#chart !== kind) {
      this.#range = rangeOf(model);
      this.#chart = kind;
    }
    chart.data = chartOf(model, this.#range, hovered.value, strings);
  }

  /** What is at the place that is pointed at. */
  caption(): string {
    const { model, strings, hovered } = this;
    const x = hovered.value;
    if (x === undefined) return strings.help;
    const { f, g, slope } = model.at(x);
    const values = { x: fixed(x, 2), f: fixed(f), g: fixed(g), slope: fixed(slope) };
    return g === undefined
      ? fill(strings.captionNone, values)
      : fill(strings.caption, { ...values, error: fixed(g - f) });
  }

  /** The answer in one sentence. */
  summary(): string {
    const { at } = this.model.state.value;
    const { g } = this.model.here.value;
    return fill(this.strings.summary, { error: this.errorText(), x: fixed(at, 2), g: fixed(g) });
  }

  errorText(): string {
    return significant(this.model.error.value?.value, 4);
  }

  fault(): Fault | undefined {
    const { model, strings } = this;
    if (model.curves.value.smoothed === undefined) {
      return {
        message: strings.fault.diverges,
        fix: { label: strings.fault.student, apply: () => model.setKernel("student-t2") },
      };
    }
    const unreachable = model.unreachable.value;
    if (unreachable === undefined) return undefined;
    return {
      message: fill(strings.fault.unreachable, { error: significant(unreachable.error, 3) }),
      fix: { label: strings.fault.connect, apply: () => model.setFunction("clip") },
      note: true,
    };
  }
}

// A minus is a minus, and nothing has no sign.
export function fixed(value: number | undefined, digits = 3): string {
  return plain(value, digits)
    .replace(/^-(?=[0.]*$)/, "")
    .replace("-", "−");
}

function on<Name extends keyof StageEvents>(
  target: EventTarget,
  name: Name,
  act: (detail: StageEvents[Name]) => void,
): void {
  target.addEventListener(name, (event) => act((event as CustomEvent<StageEvents[Name]>).detail));
}
