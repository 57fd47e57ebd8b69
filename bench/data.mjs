/** The benches' inputs: the same on every machine and in every run. */

/** A source of standard normals: sfc32 (Doty-Humphrey, PractRand) and Marsaglia's polar method. */
export function normals(seed) {
  let [a, b, c, counter] = [0, seed, 0x9e3779b9, 1];
  const uniform = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 16; i++) uniform();
  let spare;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  };
}

/** rows × cols logits, i.i.d. normal in a row, whose standard deviation goes geometrically from 1 to
 *  25 in shuffled order: 9.8 over all. */
export function logits(rows, cols, seed) {
  const normal = normals(seed);
  const data = new Float64Array(rows * cols);
  for (let row = 0; row < rows; row++) {
    const scale = 25 ** ((row * 0.618033988749895) % 1);
    for (let col = 0; col < cols; col++) data[row * cols + col] = scale * normal();
  }
  return data;
}

/** count × dimension normals. */
export function samples(count, dimension, seed) {
  const normal = normals(seed);
  return Float64Array.from({ length: count * dimension }, normal);
}

/** `count` Wishart covariances of `dimension`, with 2·dimension degrees of freedom, divided by
 *  those: Σ = L Lᵀ with Bartlett's factor L (its squared diagonal is χ², below it is normal). */
export function wishart(count, dimension, seed) {
  const normal = normals(seed);
  const data = new Float64Array(count * dimension * dimension);
  const degrees = 2 * dimension;
  const factor = new Float64Array(dimension * dimension);
  for (let k = 0; k < count; k++) {
    for (let i = 0; i < dimension; i++) {
      let square = 0;
      for (let j = 0; j < degrees - i; j++) square += normal() ** 2;
      factor[i * dimension + i] = Math.sqrt(square / degrees);
      for (let j = 0; j < i; j++) factor[i * dimension + j] = normal() / Math.sqrt(degrees);
    }
    const covariance = data.subarray(k * dimension * dimension, (k + 1) * dimension * dimension);
    for (let i = 0; i < dimension; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let l = 0; l <= j; l++) sum += factor[i * dimension + l] * factor[j * dimension + l];
        covariance[i * dimension + j] = sum;
        covariance[j * dimension + i] = sum;
      }
    }
  }
  return data;
}

/** The centres of clusters of a hundred vectors each. */
export function centresOf(count, dimension) {
  return Float64Array.from({ length: Math.ceil(count / 100) * dimension }, normals(5));
}

/** Unit vectors around the centres, 0.6 times as far from them as those are from the origin. */
export function clustered(count, dimension, centres, seed) {
  const normal = normals(seed);
  const clusters = centres.length / dimension;
  const data = new Float32Array(count * dimension);
  const row = new Float64Array(dimension);
  for (let i = 0; i < count; i++) {
    const cluster = Math.floor(((i * 0.618033988749895) % 1) * clusters);
    let squares = 0;
    for (let j = 0; j < dimension; j++) {
      row[j] = centres[cluster * dimension + j] + 0.6 * normal();
      squares += row[j] * row[j];
    }
    const length = Math.sqrt(squares);
    for (let j = 0; j < dimension; j++) data[i * dimension + j] = row[j] / length;
  }
  return data;
}
