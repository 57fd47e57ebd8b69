import { defineFigure, Figure } from "../kit/figure.ts";
import { append, set } from "../kit/svg.ts";

/** Greys from 0 to 255, row after row. */
export interface Bytes {
  bytes: Uint8ClampedArray;
  rows: number;
  cols: number;
}

export interface Pair {
  original: Bytes;
  /** undefined until it has been computed. */
  sketch: Bytes | undefined;
  labels: readonly [string, string];
}

const foot = 26;
const gap = 14;

/** `<picture-pair>`: a picture, and what a sketch makes of it. Property `pair`. */
export class PicturePair extends Figure {
  static override styles = `
    canvas { position: absolute; border-radius: 4px; }
    text { font-size: 13px; }
    text.r { font-weight: 600; }
  `;

  #data: Pair | undefined;
  #painted: (Bytes | undefined)[] = [];
  readonly #canvases = [0, 1].map(() => this.root.appendChild(document.createElement("canvas")));
  readonly #images = [0, 1].map(() => append(this.svg, "image"));
  readonly #labels = ["ink", "r"].map((tone) => append(this.svg, "text", { class: tone }));

  get pair(): Pair | undefined {
    return this.#data;
  }
  set pair(pair: Pair | undefined) {
    this.#data = pair;
    this.requestDraw();
  }

  /** The figure with its pictures within: for a file, not for the page. */
  withImages(): SVGSVGElement {
    this.#images.forEach((image, k) =>
      image.setAttribute("data-href", this.#canvases[k]!.toDataURL()),
    );
    return this.svg;
  }

  protected override draw(): void {
    const data = this.#data;
    if (data === undefined) return;
    const { rows, cols } = data.original;
    const scale = Math.min((this.width - gap) / 2 / cols, (this.height - foot) / rows);
    const [width, height] = [cols * scale, rows * scale];
    const left = (this.width - gap - 2 * width) / 2;
    [data.original, data.sketch].forEach((picture, k) => {
      const x = left + k * (width + gap);
      const canvas = this.#canvases[k]!;
      Object.assign(canvas.style, { left: `${x}px`, top: "0", width: `${width}px`, height: `${height}px` }); // prettier-ignore
      set(this.#images[k]!, { x, y: 0, width, height, preserveAspectRatio: "none" });
      set(this.#labels[k]!, { x, y: height + 19 });
      this.#labels[k]!.textContent = picture === undefined ? "" : data.labels[k]!;
      canvas.style.visibility = picture === undefined ? "hidden" : "";
      if (picture === undefined || picture === this.#painted[k]) return;
      this.#painted[k] = picture;
      paintOn(canvas, picture);
    });
  }
}

function paintOn(canvas: HTMLCanvasElement, { bytes, rows, cols }: Bytes): void {
  if (canvas.width !== cols) canvas.width = cols;
  if (canvas.height !== rows) canvas.height = rows;
  const image = new ImageData(cols, rows);
  bytes.forEach((grey, n) => image.data.set([grey, grey, grey, 255], 4 * n));
  canvas.getContext("2d")!.putImageData(image, 0, 0);
}

defineFigure("picture-pair", PicturePair);
