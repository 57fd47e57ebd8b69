import type { Refusal } from "../kit/data-dialog.ts";
import { fill, significant } from "../kit/format.ts";
import type { en } from "./en.ts";
import type { Greys } from "./state.ts";

const mostPixels = 4e6;
const longestSide = 256;

/** Reads an image file as greys, at most 256 pixels wide and high; or says why it cannot. */
export async function readPicture(
  file: Blob,
  strings: (typeof en)["live"]["data"],
): Promise<{ image: Greys } | { refusal: Refusal }> {
  const refuse = (message: string) => ({ refusal: { message } });
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch (cause) {
    return refuse(fill(strings.image, { reason: String((cause as Error).message) }));
  }
  const { width, height } = bitmap;
  if (width * height > mostPixels) {
    bitmap.close();
    return refuse(fill(strings.pixels, { found: significant((width * height) / 1e6, 3), allowed: mostPixels / 1e6 })); // prettier-ignore
  }
  const scale = Math.min(1, longestSide / Math.max(width, height));
  const [cols, rows] = [Math.round(width * scale), Math.round(height * scale)];
  if (rows < 2 || cols < 2) return refuse(fill(strings.small, { rows: height, cols: width }));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [cols, rows];
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  // What is transparent is seen on white.
  context.fillStyle = "white";
  context.fillRect(0, 0, cols, rows);
  context.imageSmoothingQuality = "high";
  context.drawImage(bitmap, 0, 0, cols, rows);
  bitmap.close();
  const { data: bytes } = context.getImageData(0, 0, cols, rows);
  // Luma, rounded to bytes, so that a script can say every grey in three digits.
  const data = Float64Array.from({ length: rows * cols }, (_, n) => {
    const luma = 0.299 * bytes[4 * n]! + 0.587 * bytes[4 * n + 1]! + 0.114 * bytes[4 * n + 2]!;
    return Math.round(luma) / 255;
  });
  return { image: { data, rows, cols } };
}
