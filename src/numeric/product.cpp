#include "numeric/product.hpp"

#include <algorithm>
#include <vector>

#include "numeric/packet.hpp"
#include "numeric/transpose.hpp"

namespace lemmata {

namespace {

// A tile of 2 rows × 4 packets leaves room for its operands among 15 registers: of the shapes from
// 2×4 to 6×2 and 4×3 it was the fastest in V8 and as fast as any natively, in float64 and float32.
constexpr std::size_t height = 2, packets = 4;
template <class T> constexpr std::size_t width = packets * lanes<T>;

// A strip of B of `depth` rows is 16 KB and stays in the first-level cache while it meets a block
// of A of 256 KB, which stays in the second. Fixed, so that sums have one order on every machine.
constexpr std::size_t depth = 256;
template <class T> constexpr std::size_t blockRows = 1024 / sizeof(T);
/// Strips that are packed together, so that the rows of B are read in runs of four cache lines.
constexpr std::size_t together = 4;

/// Below this many multiplications, packing A costs more than it gains.
constexpr double packing = 72 * 72 * 72;

/// An operand whose entries are summed along its first index: entry (k, i) is at
/// data[k · alongSum + i · acrossSum], one of which is 1.
template <class T> struct Operand {
  const T *data;
  std::size_t alongSum, acrossSum;

  const T *at(std::size_t k, std::size_t i) const { return data + k * alongSum + i * acrossSum; }
};

template <class T> Operand<T> byColumns(Block<const T> A) { return {A.data, A.stride, 1}; }
template <class T> Operand<T> byRows(Block<const T> A) { return {A.data, 1, A.stride}; }

/// x₀ y₀ x₁ y₁ …
void interleave(f64x2 x, f64x2 y, double *to) {
  store(to, __builtin_shufflevector(x, y, 0, 2));
  store(to + 2, __builtin_shufflevector(x, y, 1, 3));
}
void interleave(f32x4 x, f32x4 y, float *to) {
  store(to, __builtin_shufflevector(x, y, 0, 4, 1, 5));
  store(to + 4, __builtin_shufflevector(x, y, 2, 6, 3, 7));
}

/// Copies entries (k, i) … (k + count, i + cols) to rows of `wide` entries, filled up with zeros.
template <class T>
void packStrip(Operand<T> source, std::size_t k, std::size_t i, std::size_t count, std::size_t cols,
               std::size_t wide, T *to) {
  constexpr std::size_t L = lanes<T>;
  const T *const from = source.at(k, i);
  if (source.acrossSum == 1) {
    const std::size_t whole = cols - cols % L;
    for (std::size_t r = 0; r < count; ++r, to += wide) {
      const T *const row = from + r * source.alongSum;
      for (std::size_t c = 0; c < whole; c += L)
        store(to + c, load(row + c));
      for (std::size_t c = whole; c < wide; ++c)
        to[c] = c < cols ? row[c] : 0;
    }
  } else {
    transposeRows(from, source.acrossSum, cols, count, wide, to);
  }
}

/// Copies the entries of `count` rows to strips of `width`, one after the other, of which the last
/// has `wide` columns: row by row, so that what is far apart in memory is read in runs.
template <class T>
void packStrips(Operand<T> source, std::size_t k, std::size_t j, std::size_t count,
                std::size_t cols, std::size_t wide, T *to) {
  constexpr std::size_t W = width<T>;
  const std::size_t whole = cols / W;
  if (source.acrossSum == 1) {
    for (std::size_t r = 0; r < count; ++r) {
      const T *const from = source.at(k + r, j);
      for (std::size_t s = 0; s < whole; ++s)
#pragma GCC unroll 4
        for (std::size_t c = 0; c < W; c += lanes<T>)
          store(to + (s * count + r) * W + c, load(from + s * W + c));
    }
  } else {
    for (std::size_t s = 0; s < whole; ++s)
      packStrip(source, k, j + s * W, count, W, W, to + s * count * W);
  }
  if (whole * W < cols)
    packStrip(source, k, j + whole * W, count, cols - whole * W, wide, to + whole * count * W);
}

/// Copies entries (k, i) … (k + count, i + rows) to strips of `height`, the last filled with zeros.
template <class T>
void packBlock(Operand<T> source, std::size_t k, std::size_t i, std::size_t count, std::size_t rows,
               T *to) {
  const bool straight = source.acrossSum == 1;
  // Columns of one cache line at a time: each line is read once.
  constexpr std::size_t group = 8;
  for (std::size_t r = 0; r < rows; r += group) {
    const std::size_t end = std::min(r + group, rows);
    if (straight && end == r + group) {
      for (std::size_t s = 0; s < count; ++s) {
        const T *const from = source.at(k + s, i + r);
#pragma GCC unroll 8
        for (std::size_t c = 0; c < group; ++c)
          to[(r + c / height * height) * count + s * height + c % height] = from[c];
      }
      continue;
    }
    for (std::size_t c = r; c < end; c += height) {
      const T *const upper = source.at(k, i + c);
      const T *const lower = c + 1 < end ? source.at(k, i + c + 1) : nullptr;
      T *const strip = to + c * count;
      std::size_t s = 0;
      if (!straight && lower)
        for (; s + lanes<T> <= count; s += lanes<T>)
          interleave(load(upper + s), load(lower + s), strip + s * height);
      for (; s < count; ++s) {
        strip[s * height] = upper[s * source.alongSum];
        strip[s * height + 1] = lower ? lower[s * source.alongSum] : 0;
      }
    }
  }
}

/// C += scale · (two rows of A)ᵀ(P packets of B) over `count` terms. `C` has up to two rows and
/// lanes · P columns; what lies beyond is not written.
template <std::size_t P, class T>
void addTile(Block<T> C, T scale, Operand<T> A, const T *b, std::size_t strideB,
             std::size_t count) {
  constexpr std::size_t L = lanes<T>;
  Packet<T> sums[height][P] = {};
  const T *a0 = A.data, *a1 = A.data + (C.rows > 1 ? A.acrossSum : 0);
  for (; count > 0; --count, a0 += A.alongSum, a1 += A.alongSum, b += strideB) {
    Packet<T> x[P];
#pragma GCC unroll 4
    for (std::size_t p = 0; p < P; ++p)
      x[p] = load(b + p * L);
    const Packet<T> y0 = broadcast(*a0), y1 = broadcast(*a1);
#pragma GCC unroll 4
    for (std::size_t p = 0; p < P; ++p)
      sums[0][p] += y0 * x[p];
#pragma GCC unroll 4
    for (std::size_t p = 0; p < P; ++p)
      sums[1][p] += y1 * x[p];
  }
  const Packet<T> factor = broadcast(scale);
  for (std::size_t i = 0; i < C.rows; ++i) {
    T *const to = C.data + i * C.stride;
    if (C.cols == P * L) {
      for (std::size_t p = 0; p < P; ++p)
        store(to + p * L, load(to + p * L) + factor * sums[i][p]);
    } else {
      T row[P * L];
      for (std::size_t p = 0; p < P; ++p)
        store(row + p * L, sums[i][p]);
      for (std::size_t j = 0; j < C.cols; ++j)
        to[j] += scale * row[j];
    }
  }
}

/// C += scale · AᵀB for a strip B of up to 4 packets, from row `first` of C on.
template <class T>
void addStrip(Block<T> C, std::size_t first, T scale, Operand<T> A, bool packed, const T *b,
              std::size_t strideB, std::size_t count) {
  const auto add = C.cols > 2 * lanes<T> ? addTile<4, T>
                   : C.cols > lanes<T>   ? addTile<2, T>
                                         : addTile<1, T>;
  for (std::size_t i = first; i < C.rows; i += height) {
    const Operand<T> rows{packed ? A.data + i * count : A.at(0, i), A.alongSum, A.acrossSum};
    add(C.part(i, 0, std::min(height, C.rows - i), C.cols), scale, rows, b, strideB, count);
  }
}

/// How many columns a strip is packed to.
template <class T> std::size_t padded(std::size_t cols) {
  return cols > 2 * lanes<T> ? 4 * lanes<T> : cols > lanes<T> ? 2 * lanes<T> : lanes<T>;
}

enum class Part { Whole, Lower };

/// C += scale · AᵀB, a sum of `total` terms. Lower leaves out tiles above the diagonal.
template <class T>
void add(Block<T> C, T scale, Operand<T> A, Operand<T> B, std::size_t total,
         Part part = Part::Whole) {
  const bool small =
      static_cast<double>(C.rows) * static_cast<double>(C.cols) * static_cast<double>(total) <
      packing;
  const std::size_t most = small ? C.rows : std::min(blockRows<T>, C.rows);
  std::vector<T> block(small ? 0 : std::min(depth, total) * ((most + 1) / height * height));
  alignas(16) T strips[together * depth * width<T>];
  for (std::size_t k = 0; k < total; k += depth) {
    const std::size_t count = std::min(depth, total - k);
    for (std::size_t i = 0; i < C.rows; i += most) {
      const std::size_t rows = std::min(most, C.rows - i);
      Operand<T> a{A.at(k, i), A.alongSum, A.acrossSum};
      if (!small) {
        packBlock(A, k, i, count, rows, block.data());
        a = {block.data(), height, 1};
      }
      const std::size_t end = part == Part::Lower ? std::min(C.cols, i + rows) : C.cols;
      for (std::size_t j = 0; j < end; j += width<T>) {
        const std::size_t cols = std::min(width<T>, C.cols - j), wide = padded<T>(cols);
        const T *b = B.at(k, j);
        std::size_t strideB = B.alongSum;
        if (!small || B.acrossSum != 1) {
          const std::size_t place = j / width<T> % together;
          const std::size_t group = std::min(together * width<T>, C.cols - j);
          if (place == 0)
            packStrips(B, k, j, count, group, padded<T>(group % width<T>), strips);
          b = strips + place * count * width<T>;
          strideB = wide;
        } else if (cols < wide) {
          packStrip(B, k, j, count, cols, wide, strips);
          b = strips;
          strideB = wide;
        }
        const std::size_t first = part == Part::Lower && j > i ? (j - i) / height * height : 0;
        addStrip(C.part(i, j, rows, cols), first, scale, a, !small, b, strideB, count);
      }
    }
  }
}

template <class T> void mirrorLower(Block<T> C) {
  // In squares, so that the rows written to stay in the cache.
  constexpr std::size_t side = 16;
  for (std::size_t i0 = 0; i0 < C.rows; i0 += side)
    for (std::size_t j0 = 0; j0 <= i0; j0 += side)
      for (std::size_t i = i0; i < std::min(i0 + side, C.rows); ++i)
        for (std::size_t j = j0; j < std::min(j0 + side, i); ++j)
          C(j, i) = C(i, j);
}

} // namespace

void addProduct(Block<double> C, double scale, Block<const double> A, Block<const double> B) {
  add(C, scale, byRows(A), byColumns(B), A.cols);
}
void addProduct(Block<float> C, float scale, Block<const float> A, Block<const float> B) {
  add(C, scale, byRows(A), byColumns(B), A.cols);
}

void addTransposedProduct(Block<double> C, double scale, Block<const double> A,
                          Block<const double> B) {
  add(C, scale, byColumns(A), byColumns(B), A.rows);
}
void addTransposedProduct(Block<float> C, float scale, Block<const float> A, Block<const float> B) {
  add(C, scale, byColumns(A), byColumns(B), A.rows);
}

void addProductWithTransposed(Block<double> C, double scale, Block<const double> A,
                              Block<const double> B) {
  add(C, scale, byRows(A), byRows(B), A.cols);
}
void addProductWithTransposed(Block<float> C, float scale, Block<const float> A,
                              Block<const float> B) {
  add(C, scale, byRows(A), byRows(B), A.cols);
}

void addLowerGram(Block<double> C, double scale, Block<const double> A) {
  add(C, scale, byColumns(A), byColumns(A), A.rows, Part::Lower);
}
void addLowerGram(Block<float> C, float scale, Block<const float> A) {
  add(C, scale, byColumns(A), byColumns(A), A.rows, Part::Lower);
}

void mirror(Block<double> C) { mirrorLower(C); }
void mirror(Block<float> C) { mirrorLower(C); }

Matrix product(MatrixView<const double> A, MatrixView<const double> B) {
  Matrix C(A.rows, B.cols);
  addProduct(C.view(), 1, A, B);
  return C;
}

Matrix transposedProduct(MatrixView<const double> A, MatrixView<const double> B) {
  Matrix C(A.cols, B.cols);
  addTransposedProduct(C.view(), 1, A, B);
  return C;
}

Matrix productWithTransposed(MatrixView<const double> A, MatrixView<const double> B) {
  Matrix C(A.rows, B.rows);
  addProductWithTransposed(C.view(), 1, A, B);
  return C;
}

Matrix gram(MatrixView<const double> A) {
  Matrix G(A.cols, A.cols);
  addLowerGram(G.view(), 1, A);
  mirror(G.view());
  return G;
}

Matrix transposed(MatrixView<const double> A) {
  Matrix T(A.cols, A.rows);
  // In squares, so that the rows written to stay in the cache.
  constexpr std::size_t side = 16;
  for (std::size_t i0 = 0; i0 < A.rows; i0 += side)
    for (std::size_t j0 = 0; j0 < A.cols; j0 += side)
      for (std::size_t j = j0; j < std::min(j0 + side, A.cols); ++j)
        for (std::size_t i = i0; i < std::min(i0 + side, A.rows); ++i)
          T(j, i) = A(i, j);
  return T;
}

double dot(std::span<const double> x, std::span<const double> y) {
  f64x2 even{}, odd{};
  std::size_t i = 0;
  for (; i + 4 <= x.size(); i += 4) {
    even += load(&x[i]) * load(&y[i]);
    odd += load(&x[i + 2]) * load(&y[i + 2]);
  }
  double rest = 0;
  for (; i < x.size(); ++i)
    rest += x[i] * y[i];
  const f64x2 sum = even + odd;
  return sum[0] + sum[1] + rest;
}

} // namespace lemmata
