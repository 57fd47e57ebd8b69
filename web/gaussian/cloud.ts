import { append, set } from "../kit/svg.ts";
import { placeEllipse, type Shape } from "../kit/ellipse.ts";
import type { Frame } from "../kit/plane.ts";

/** Where the profile of a cloud is sampled, in standard deviations; between, the gradient is linear. */
const stops = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3];
const farthest = 3;
let made = 0;

/** A Gaussian's density as a soft ellipse: the shade at r standard deviations is that of exp(−r²/2). */
export class Cloud {
  readonly #ellipse: SVGEllipseElement;

  constructor(defs: SVGDefsElement, parent: Element, tone: string) {
    const id = `cloud-${made++}`;
    const gradient = append(defs, "radialGradient", { id, class: tone });
    for (const r of stops) {
      const shade = String((Math.exp((-r * r) / 2) - Math.exp((-farthest * farthest) / 2)) * 0.42);
      append(gradient, "stop", {
        class: "shade",
        offset: String(r / farthest),
        "stop-opacity": shade,
      });
    }
    this.#ellipse = append(parent, "ellipse", { class: "cloud", fill: `url(#${id})` });
  }

  place(frame: Frame, shape: Shape, opacity: number): void {
    placeEllipse(this.#ellipse, frame, shape, farthest);
    set(this.#ellipse, { opacity });
  }
}

export const cloudStyles = `
  .shade { stop-color: var(--tone); }
  .cloud { pointer-events: none; }
`;
