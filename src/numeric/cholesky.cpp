#include "numeric/cholesky.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "numeric/log.hpp"
#include "numeric/packet.hpp"
#include "numeric/tile.hpp"

namespace lemmata {

namespace {

using tile::Tile;

/// Rows between two updates by packed products; within them tiles do the work.
constexpr std::size_t panel = 64;

/// A triangular tile on the diagonal with the reciprocals of its pivots.
struct Corner {
  Tile tile;
  double reciprocal[tile::size] = {1, 1, 1, 1};

  explicit Corner(const Tile &t) : tile(t) {
    for (std::size_t k = 0; k < t.rows; ++k)
      reciprocal[k] = 1 / t.entry[k][k];
  }
};

/// The Cholesky factor of a tile on the diagonal. Returns how many pivots are good.
std::size_t factorizeTile(Tile &t, const double *least) {
  for (std::size_t k = 0; k < t.rows; ++k) {
    if (!(t.entry[k][k] > least[k]))
      return k;
    const double pivot = std::sqrt(t.entry[k][k]);
    t.entry[k][k] = pivot;
    for (std::size_t j = k + 1; j < t.cols; ++j)
      t.entry[k][j] /= pivot;
    for (std::size_t i = k + 1; i < t.rows; ++i)
      for (std::size_t j = i; j < t.cols; ++j)
        t.entry[i][j] -= t.entry[k][i] * t.entry[k][j];
    for (std::size_t i = k + 1; i < t.rows; ++i)
      t.entry[i][k] = 0;
  }
  return t.rows;
}

/// t := D⁻ᵀ t for the corner D; what a ragged corner lacks is the identity.
void solveTile(const Corner &D, Tile &t) {
#pragma GCC unroll 2
  for (std::size_t half = 0; half < tile::size; half += 2) {
    f64x2 row[tile::size];
#pragma GCC unroll 4
    for (std::size_t i = 0; i < tile::size; ++i)
      row[i] = load(t.entry[i] + half);
#pragma GCC unroll 4
    for (std::size_t k = 0; k < tile::size; ++k) {
      row[k] *= D.reciprocal[k];
      store(t.entry[k] + half, row[k]);
#pragma GCC unroll 4
      for (std::size_t i = k + 1; i < tile::size; ++i)
        row[i] -= row[k] * D.tile.entry[k][i];
    }
  }
}

/// The tile of C at (i, j) less the product of the rows `from` to i of A and B.
Tile reduced(Block<const double> C, Block<const double> A, Block<const double> B, std::size_t i,
             std::size_t j, std::size_t from) {
  Tile t = tile::read(C, i, j);
  if (from < i)
    tile::subtractProduct(t, &A(from, i), A.stride, &B(from, j), B.stride, i - from);
  return t;
}

} // namespace

std::size_t factorize(MatrixView<double> S) {
  const std::size_t n = S.rows;
  const double tolerance = 4 * static_cast<double>(n) * std::numeric_limits<double>::epsilon();
  std::vector<double> least(n);
  for (std::size_t i = 0; i < n; ++i)
    least[i] = tolerance * S(i, i);

  const Block<double> U = S;
  std::size_t done = 0;
  for (std::size_t i = 0; i < n; i += tile::size) {
    if (i > done && i % panel == 0) {
      const std::size_t height = std::min(panel, n - i);
      addTransposedProduct(U.part(i, i, height, n - i), -1, U.part(0, i, i, height),
                           U.part(0, i, i, n - i));
      done = i;
    }
    Tile D = reduced(U, U, U, i, i, done);
    const std::size_t good = factorizeTile(D, &least[i]);
    if (good < D.rows)
      return i + good;
    tile::write(D, U, i, i);
    const Corner corner(D);
    for (std::size_t j = i + tile::size; j < n; j += tile::size) {
      Tile t = reduced(U, U, U, i, j, done);
      solveTile(corner, t);
      tile::write(t, U, i, j);
    }
  }
  for (std::size_t i = 1; i < n; ++i)
    std::fill_n(S.data + i * n, i, 0.0);
  return n;
}

double logDeterminant(MatrixView<const double> U) {
  double sum = 0;
  for (std::size_t i = 0; i < U.rows; ++i)
    sum += lemmata::log(U(i, i));
  return 2 * sum;
}

void solve(MatrixView<const double> U, MatrixView<double> X, Sides sides) {
  const std::size_t n = U.rows;
  const bool triangular = sides == Sides::LowerTriangular;
  const Block<const double> u = U;
  const Block<double> x = X;
  std::size_t done = 0;
  for (std::size_t i = 0; i < n; i += tile::size) {
    if (i > done && i % panel == 0) {
      const std::size_t height = std::min(panel, n - i), width = triangular ? i : X.cols;
      addTransposedProduct(x.part(i, 0, height, width), -1, u.part(0, i, i, height),
                           x.part(0, 0, i, width));
      done = i;
    }
    const Corner corner(tile::read(u, i, i));
    const std::size_t end = triangular ? i + 1 : X.cols;
    for (std::size_t j = 0; j < end; j += tile::size) {
      const std::size_t from = triangular ? std::max(done, j) : done;
      Tile t = reduced(x, u, x, i, j, from);
      solveTile(corner, t);
      tile::write(t, x, i, j);
    }
  }
}

void solve(MatrixView<const double> U, std::span<double> x) {
  for (std::size_t i = 0; i < U.rows; ++i) {
    const double y = x[i] / U(i, i);
    x[i] = y;
    const double *row = U.data + i * U.cols;
    for (std::size_t j = i + 1; j < U.rows; ++j)
      x[j] -= y * row[j];
  }
}

void solveBack(MatrixView<const double> U, std::span<double> x) {
  for (std::size_t i = U.rows; i-- > 0;)
    x[i] = (x[i] - dot(U.row(i).subspan(i + 1), x.subspan(i + 1))) / U(i, i);
}

Matrix transposedInverse(MatrixView<const double> U) {
  Matrix X(U.rows, U.rows);
  for (std::size_t i = 0; i < U.rows; ++i)
    X(i, i) = 1;
  solve(U, X, Sides::LowerTriangular);
  return X;
}

} // namespace lemmata
