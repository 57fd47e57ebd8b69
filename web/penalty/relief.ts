import type { Grid } from "./isolines.ts";

export type Colour = readonly [red: number, green: number, blue: number];

/** Blue below zero, vermilion above, and the paper between. */
export interface Palette {
  low: Colour;
  paper: Colour;
  high: Colour;
}

const strongest = 0.78;

/** Paints a grid as a relief map: a tint for the height, and light from the upper left on its slopes. */
export function paintRelief(
  canvas: HTMLCanvasElement,
  { values, cols, rows }: Grid,
  { low, paper, high }: Palette,
  top: number,
): void {
  canvas.width = cols;
  canvas.height = rows;
  const context = canvas.getContext("2d")!;
  const image = context.createImageData(cols, rows);
  const { data } = image;
  for (let j = 0; j < rows; j++) {
    for (let i = 0; i < cols; i++) {
      const at = j * cols + i;
      const value = values[at]!;
      const share = Math.min(1, Math.abs(value) / top) * strongest;
      const end = value < 0 ? low : high;
      const [right, down] = [values[i + 1 < cols ? at + 1 : at]!, values[j + 1 < rows ? at + cols : at]!]; // prettier-ignore
      const slope = (right - value + (down - value)) / top;
      const light = 34 * Math.max(-1, Math.min(1, 5 * slope));
      for (let k = 0; k < 3; k++) {
        data[4 * at + k] = paper[k]! + (end[k]! - paper[k]!) * share + light;
      }
      data[4 * at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

/** The colour that an element is painted with, whatever tokens it comes from. */
export function colourOf(element: Element): Colour {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d")!;
  context.fillStyle = getComputedStyle(element).fill;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return [red!, green!, blue!];
}
