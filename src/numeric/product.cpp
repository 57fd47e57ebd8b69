#include "numeric/product.hpp"

#include <algorithm>
#include <vector>

#include "numeric/packet.hpp"
#include "numeric/tile.hpp"

namespace lemmata {

namespace {

// Blocks of 256 × 128 of A and 256 × 256 of B stay in the second-level cache, strips of 256 × 4 of
// each in the first. They are fixed, so the order of summation is the same on every machine.
constexpr std::size_t depth = 256, blockA = 128, blockB = 256;

/// Below this many multiplications, packing costs more than it gains.
constexpr double packing = 72 * 72 * 72;

/// Copies a block as strips of four columns, each strip contiguous, its last one filled with zeros.
void pack(Block<const double> source, double *to) {
  for (std::size_t j = 0; j < source.cols; j += tile::size) {
    const std::size_t cols = std::min(tile::size, source.cols - j);
    const double *from = source.data + j;
    for (std::size_t k = 0; k < source.rows; ++k, from += source.stride, to += tile::size) {
      if (cols == tile::size) {
        store(to, load(from));
        store(to + 2, load(from + 2));
      } else {
        for (std::size_t c = 0; c < tile::size; ++c)
          to[c] = c < cols ? from[c] : 0;
      }
    }
  }
}

void addTile(Block<double> C, std::size_t row, std::size_t col, double scale, const tile::Tile &t) {
  const tile::Tile old = tile::read(C, row, col);
  tile::Tile sum(t.rows, t.cols);
  const f64x2 factor = broadcast(scale);
  for (std::size_t i = 0; i < tile::size; ++i)
    for (std::size_t half = 0; half < tile::size; half += 2)
      store(sum.entry[i] + half, load(old.entry[i] + half) - factor * load(t.entry[i] + half));
  tile::write(sum, C, row, col);
}

/// The product of blocks that fit the cache: straight from where they are, or from strips.
void addBlocks(Block<double> C, double scale, const double *a, std::size_t stepA,
               std::size_t strideA, const double *b, std::size_t stepB, std::size_t strideB,
               std::size_t count) {
  for (std::size_t j = 0; j < C.cols; j += tile::size)
    for (std::size_t i = 0; i < C.rows; i += tile::size) {
      tile::Tile t(std::min(tile::size, C.rows - i), std::min(tile::size, C.cols - j));
      tile::subtractProduct(t, a + i * stepA, strideA, b + j * stepB, strideB, count);
      addTile(C, i, j, scale, t);
    }
}

std::size_t roundedUp(std::size_t size) {
  return (size + tile::size - 1) / tile::size * tile::size;
}

} // namespace

void addTransposedProduct(Block<double> C, double scale, Block<const double> A,
                          Block<const double> B) {
  const std::size_t count = A.rows;
  if (static_cast<double>(C.rows) * static_cast<double>(C.cols) * static_cast<double>(count) <
      packing)
    return addBlocks(C, scale, A.data, 1, A.stride, B.data, 1, B.stride, count);
  std::vector<double> a(depth * std::min(blockA, roundedUp(C.rows)));
  std::vector<double> b(depth * std::min(blockB, roundedUp(C.cols)));
  for (std::size_t j = 0; j < C.cols; j += blockB)
    for (std::size_t k = 0; k < count; k += depth) {
      const std::size_t cols = std::min(blockB, C.cols - j), deep = std::min(depth, count - k);
      pack(B.part(k, j, deep, cols), b.data());
      for (std::size_t i = 0; i < C.rows; i += blockA) {
        const std::size_t rows = std::min(blockA, C.rows - i);
        pack(A.part(k, i, deep, rows), a.data());
        addBlocks(C.part(i, j, rows, cols), scale, a.data(), deep, tile::size, b.data(), deep,
                  tile::size, deep);
      }
    }
}

Matrix transposedProduct(MatrixView<const double> A, MatrixView<const double> B) {
  Matrix C(A.cols, B.cols);
  addTransposedProduct(C.view(), 1, A, B);
  return C;
}

void addGram(Block<double> G, Block<const double> A) {
  // Columns in strips, of which each needs the rows from its own diagonal on.
  const std::size_t width = A.cols <= 128 ? 16 : 128;
  for (std::size_t j = 0; j < A.cols; j += width) {
    const std::size_t cols = std::min(width, A.cols - j);
    addTransposedProduct(G.part(j, j, A.cols - j, cols), 1, A.part(0, j, A.rows, A.cols - j),
                         A.part(0, j, A.rows, cols));
  }
}

Matrix gram(MatrixView<const double> A) {
  Matrix G(A.cols, A.cols);
  addGram(G.view(), A);
  constexpr std::size_t side = 16;
  for (std::size_t i0 = 0; i0 < A.cols; i0 += side)
    for (std::size_t j0 = 0; j0 <= i0; j0 += side)
      for (std::size_t i = i0; i < std::min(i0 + side, A.cols); ++i)
        for (std::size_t j = j0; j < std::min(j0 + side, i); ++j)
          G(j, i) = G(i, j);
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

Matrix product(MatrixView<const double> A, MatrixView<const double> B) {
  return transposedProduct(transposed(A), B);
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
