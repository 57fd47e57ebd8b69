/**
 * Inputs that are the same on every engine: a small generator (mulberry32) and what is made from it by
 * whole numbers, sums, products and quotients only. Exponentials and sines differ between engines.
 */
export class Draw {
  #state;

  constructor(seed) {
    this.#state = seed | 0;
  }

  /** From 0 up to, but not including, 1. */
  unit() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  number(low, high) {
    return low + (high - low) * this.unit();
  }
  integer(low, high) {
    return low + Math.floor((high - low + 1) * this.unit());
  }
  one(list) {
    return list[this.integer(0, list.length - 1)];
  }
  seed() {
    return this.one([this.integer(0, 2 ** 31), BigInt(this.integer(0, 2 ** 31)) << 32n]);
  }

  vector(length, low = -2, high = 2) {
    return Float64Array.from({ length }, () => this.number(low, high));
  }
  /** In any of the forms in which an argument may come, float32 among them. */
  numbers(length, low = -2, high = 2) {
    const vector = this.vector(length, low, high);
    return this.one([vector, Array.from(vector), Float32Array.from(vector)]);
  }
  distribution(length) {
    const weights = this.vector(length, 0.05, 1);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return weights.map((weight) => weight / sum);
  }
  matrix(rows, cols, low = -2, high = 2) {
    return { data: this.vector(rows * cols, low, high), rows, cols };
  }
  /** In any form, float32 among them. */
  rows(rows, cols, low = -2, high = 2) {
    const { data } = this.matrix(rows, cols, low, high);
    return this.one([
      { data, rows, cols },
      { data: Float32Array.from(data), shape: [rows, cols] },
      Array.from({ length: rows }, (_, row) =>
        Array.from(data.subarray(row * cols, (row + 1) * cols)),
      ),
    ]);
  }
  distributions(rows, cols) {
    const data = new Float64Array(rows * cols);
    for (let row = 0; row < rows; ++row) data.set(this.distribution(cols), row * cols);
    return { data, rows, cols };
  }
  labels(length, classes) {
    return Int32Array.from({ length }, (_, row) =>
      row < classes ? row : this.integer(0, classes - 1),
    );
  }

  /** Symmetric and positive definite. */
  covariance(size) {
    const { data: a } = this.matrix(size, size, -1, 1);
    const data = new Float64Array(size * size);
    for (let i = 0; i < size; ++i)
      for (let j = 0; j <= i; ++j) {
        let sum = i === j ? 0.5 : 0;
        for (let k = 0; k < size; ++k) sum += a[i * size + k] * a[j * size + k];
        data[i * size + j] = data[j * size + i] = sum;
      }
    return { data, rows: size, cols: size };
  }
  gaussian(size) {
    const covariance = this.one([
      () => this.covariance(size),
      () => this.covariance(size),
      () => ({ diagonal: this.vector(size, 0.2, 3) }),
      () => ({ variance: this.number(0.2, 3) }),
      () => ({ factor: this.matrix(size, size + 2) }),
    ])();
    return { mean: this.vector(size), covariance };
  }
}
