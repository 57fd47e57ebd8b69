/** What part of the plane a figure shows: its centre, and half its width. */
export interface View {
  x: number;
  y: number;
  half: number;
}

/** The map from the plane to pixels, and back; one unit is as long in both directions. */
export class Frame {
  readonly unit: number;

  constructor(
    readonly view: View,
    readonly width: number,
    readonly height: number,
  ) {
    this.unit = Math.min(width / (2 * view.half), height / (1.16 * view.half));
  }

  toX(x: number): number {
    return this.width / 2 + (x - this.view.x) * this.unit;
  }
  toY(y: number): number {
    return this.height / 2 - (y - this.view.y) * this.unit;
  }
  fromX(px: number): number {
    return this.view.x + (px - this.width / 2) / this.unit;
  }
  fromY(py: number): number {
    return this.view.y - (py - this.height / 2) / this.unit;
  }
}
