#include "numeric/product.hpp"

#include <Eigen/Core>

#include "numeric/tile.hpp"

namespace lemmata {

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using Strided = Eigen::Map<RowMajor, 0, Eigen::OuterStride<>>;
using ConstStrided = Eigen::Map<const RowMajor, 0, Eigen::OuterStride<>>;

Eigen::Index index(std::size_t value) { return static_cast<Eigen::Index>(value); }
Strided map(Block<double> A) {
  return {A.data, index(A.rows), index(A.cols), Eigen::OuterStride<>(index(A.stride))};
}
ConstStrided map(Block<const double> A) {
  return {A.data, index(A.rows), index(A.cols), Eigen::OuterStride<>(index(A.stride))};
}

/// Below this many multiplications Eigen's packing costs more than it gains.
constexpr double packed = 100 * 100 * 100;

} // namespace

void addTransposedProduct(Block<double> C, double scale, Block<const double> A,
                          Block<const double> B) {
  if (static_cast<double>(C.rows) * static_cast<double>(C.cols) * static_cast<double>(A.rows) >=
      packed) {
    map(C).noalias() += scale * (map(A).transpose() * map(B));
    return;
  }
  for (std::size_t i = 0; i < C.rows; i += tile::size)
    for (std::size_t j = 0; j < C.cols; j += tile::size) {
      tile::Tile t(std::min(tile::size, C.rows - i), std::min(tile::size, C.cols - j));
      tile::subtractProduct(t, A.data + i, A.stride, B.data + j, B.stride, A.rows);
      for (std::size_t r = 0; r < t.rows; ++r)
        for (std::size_t c = 0; c < t.cols; ++c)
          C(i + r, j + c) -= scale * t.entry[r][c];
    }
}

Matrix transposedProduct(MatrixView<const double> A, MatrixView<const double> B) {
  Matrix C(A.cols, B.cols);
  addTransposedProduct(C.view(), 1, A, B);
  return C;
}

Matrix gram(MatrixView<const double> A) {
  Matrix G(A.cols, A.cols);
  // Columns in strips of which each needs the rows from its own diagonal on.
  constexpr std::size_t width = 128;
  const Block<const double> a = A;
  const Block<double> g = G.view();
  for (std::size_t j = 0; j < A.cols; j += width) {
    const std::size_t cols = std::min(width, A.cols - j);
    addTransposedProduct(g.part(j, j, A.cols - j, cols), 1, a.part(0, j, A.rows, A.cols - j),
                         a.part(0, j, A.rows, cols));
  }
  for (std::size_t i = 0; i < A.cols; ++i)
    for (std::size_t j = 0; j < i; ++j)
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
