import type { Gaussian, Lemmata } from "lemmata";
import { defineFigure } from "../kit/figure.ts";
import { append, children, set } from "../kit/svg.ts";
import { MovingCard } from "./moving-card.ts";

const p: Gaussian = { mean: [-2.6, -0.7], covariance: [[1.9, 0.9], [0.9, 0.7]] }; // prettier-ignore
const steps = 7;

/** `<gaussian-card>`: two Gaussians and the way between them, while the second one turns. */
export class GaussianCard extends MovingCard {
  static override styles = `
    ellipse { fill: none; stroke-width: 2; }
    .between ellipse { stroke: var(--r); stroke-width: 1.5; stroke-dasharray: 4 4; }
    .p { stroke: var(--p); fill: var(--p); fill-opacity: 0.12; }
    .q { stroke: var(--q); fill: var(--q); fill-opacity: 0.12; }
  `;
  readonly #between = append(this.svg, "g", { class: "between" });
  readonly #p = append(this.svg, "ellipse", { class: "p" });
  readonly #q = append(this.svg, "ellipse", { class: "q" });

  protected override paint({ gaussian }: Lemmata, phase: number): void {
    const q = turned(Math.PI * (0.72 + 2 * phase));
    this.#place(this.#p, p);
    this.#place(this.#q, q);
    const between = children(this.#between, steps, () => append(this.#between, "ellipse"));
    between.forEach((ellipse, i) => {
      const { mean, covariance } = gaussian.geodesic(p, q, (i + 1) / (steps + 1));
      const [a, b, , c] = covariance.data as unknown as number[];
      this.#place(ellipse, { mean, covariance: [[a!, b!], [b!, c!]] }); // prettier-ignore
    });
  }

  // The ellipse of 1.5 standard deviations, from the closed form of a 2×2 symmetric matrix's axes.
  #place(ellipse: SVGEllipseElement, { mean, covariance }: Gaussian): void {
    const [[a, b], [, c]] = covariance as [[number, number], [number, number]];
    const unit = Math.min(this.width / 11, this.height / 6.4);
    const middle = (a + c) / 2;
    const spread = Math.hypot((a - c) / 2, b);
    const angle = (Math.atan2(2 * b, a - c) / 2) * (180 / Math.PI);
    const [cx, cy] = [this.width / 2 + mean[0]! * unit, this.height / 2 - mean[1]! * unit];
    set(ellipse, {
      cx,
      cy,
      rx: 1.5 * unit * Math.sqrt(middle + spread),
      ry: 1.5 * unit * Math.sqrt(Math.max(0, middle - spread)),
      transform: `rotate(${-angle} ${cx} ${cy})`,
    });
  }
}

// A long thin Gaussian at an angle.
function turned(angle: number): Gaussian {
  const [long, thin] = [2.6, 0.22];
  const [x, y] = [Math.cos(angle), Math.sin(angle)];
  const cross = (long - thin) * x * y;
  return {
    mean: [2.5, 0.6],
    covariance: [
      [long * x * x + thin * y * y, cross],
      [cross, long * y * y + thin * x * x],
    ],
  };
}

defineFigure("gaussian-card", GaussianCard);
