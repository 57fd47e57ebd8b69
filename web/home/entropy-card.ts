import type { Lemmata } from "lemmata";
import { opening } from "../entropy/presets.ts";
import { defineFigure } from "../kit/figure.ts";
import { append, children, set } from "../kit/svg.ts";
import { MovingCard } from "./moving-card.ts";

/** `<entropy-card>`: the opening distribution, and its normalization while the target rises and falls. */
export class EntropyCard extends MovingCard {
  static override styles = `
    .bar { fill: var(--p); }
    .ghost { fill: var(--r); fill-opacity: 0.1; stroke: var(--r); stroke-width: 2; }
    .base { stroke: var(--rule-strong); }
    .tube { fill: var(--raised); }
    .level { fill: var(--q); }
  `;
  readonly #base = append(this.svg, "line", { class: "base" });
  readonly #bars = append(this.svg, "g");
  readonly #ghosts = append(this.svg, "g");
  readonly #tube = append(this.svg, "rect", { class: "tube", rx: 5 });
  readonly #level = append(this.svg, "circle", { class: "level", r: 8 });

  protected override paint({ entropy }: Lemmata, phase: number): void {
    const { p } = opening;
    // The opening target first, then down to one nat and back.
    const target = opening.target - 0.4 + 0.4 * Math.cos(2 * Math.PI * phase);
    const q = entropy.normalize(p, target).probabilities;
    const inset = Math.min(40, this.width * 0.08);
    const base = this.height - inset;
    const pitch = (this.width - 2 * inset - 40) / p.length;
    const height = (value: number): number => (value / 0.78) * (base - inset);
    set(this.#base, { x1: inset, x2: inset + pitch * p.length, y1: base, y2: base });
    const bars = children(this.#bars, p.length, () =>
      append(this.#bars, "rect", { class: "bar", rx: 3 }),
    );
    const ghosts = children(this.#ghosts, p.length, () =>
      append(this.#ghosts, "path", { class: "ghost" }),
    );
    p.forEach((value, i) => {
      const x = inset + (i + 0.18) * pitch;
      const width = pitch * 0.64;
      const opacity = 1 - (0.55 * i) / (p.length - 1);
      set(bars[i]!, {
        x,
        y: base - height(value),
        width,
        height: height(value),
        "fill-opacity": opacity,
      });
      set(ghosts[i]!, { d: `M${x - 3} ${base}v${-height(q[i]!)}h${width + 6}v${height(q[i]!)}` });
    });
    const x = this.width - inset - 10;
    const share = target / Math.log(p.length);
    set(this.#tube, { x: x - 5, y: inset, width: 10, height: base - inset });
    set(this.#level, { cx: x, cy: base - share * (base - inset) });
  }
}

defineFigure("entropy-card", EntropyCard);
