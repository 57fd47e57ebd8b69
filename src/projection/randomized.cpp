#include "projection/randomized.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/check.hpp"
#include "numeric/covariance.hpp"
#include "numeric/orthogonal.hpp"
#include "numeric/singular.hpp"
#include "projection/entries.hpp"
#include "projection/source_rows.hpp"

namespace lemmata::projection {

namespace {

Matrix normalRows(std::uint64_t seed, Stream stream, std::size_t rows, std::size_t cols) {
  Matrix N(rows, cols);
  normals<double>(seed, stream, cols, 0, 0, N.flat());
  return N;
}

/// The basis Q of the range, its vectors in rows.
Matrix basis(SourceRows &A, const Sketching &options) {
  const std::size_t most = std::min(A.rows(), A.cols());
  check::within(static_cast<double>(options.rank), 1, static_cast<double>(most), options.name);
  const std::size_t size = options.rank + std::min(options.oversample, most - options.rank);
  check::memory(8.0 * static_cast<double>(size) * 3 *
                (static_cast<double>(A.rows()) + static_cast<double>(A.cols())));
  Matrix Q = A.timesTransposed(normalRows(options.seed, Stream::Range, size, A.cols()));
  orthonormalizeRows(Q);
  for (std::size_t step = 0; step < options.power; ++step) {
    Matrix Z = A.times(Q);
    orthonormalizeRows(Z);
    Q = A.timesTransposed(Z);
    orthonormalizeRows(Q);
  }
  return Q;
}

/// Singular vectors in rows, values as they are of the scaled rows.
struct Triplets {
  Matrix left, right;
  std::vector<double> values;
};

/// `rows` rows, of which the first are those of X, orthonormal, and the others any that complete
/// them.
Matrix completed(const Matrix &X, std::size_t rows) {
  Matrix Q(rows, X.cols());
  std::ranges::copy(X.flat(), Q.flat().begin());
  const Matrix L = orthonormalizeRows(Q);
  for (std::size_t i = 0; i < X.rows(); ++i)
    if (L(i, i) < 0)
      for (double &value : Q.row(i))
        value = -value;
  return Q;
}

Matrix firstRows(const Matrix &X, std::size_t rows) {
  return Matrix({X.flat().data(), std::min(rows, X.rows()), X.cols()});
}

/// QQᵀA = Σ sᵢ uᵢ vᵢᵀ, of which the first `rank` terms: with B = QᵀA = LP, P orthonormal rows, the
/// singular vectors of the small L give those of B.
Triplets triplets(SourceRows &A, const Sketching &options) {
  const Matrix Q = basis(A, options);
  Matrix P = A.times(Q);
  const Matrix L = orthonormalizeRows(P);
  const SingularSystem small = singularSystem(L);
  Triplets result{product(firstRows(small.left, options.rank), Q),
                  product(firstRows(small.right, options.rank), P), small.values};
  result.values.resize(options.rank);
  if (result.left.rows() < options.rank) {
    result.left = completed(result.left, options.rank);
    result.right = completed(result.right, options.rank);
  }
  for (std::size_t i = 0; i < options.rank; ++i) {
    const auto v = result.right.row(i);
    double extreme = 0;
    for (const double value : v)
      if (std::abs(value) > std::abs(extreme))
        extreme = value;
    if (extreme < 0) {
      for (double &value : v)
        value = -value;
      for (double &value : result.left.row(i))
        value = -value;
    }
  }
  return result;
}

/// A bound of |A − U S Vᵀ|₂, the smaller of two: the Frobenius norm, whose square |A|²_F − Σ sᵢ²
/// has as many digits as |A|²_F; and 10 √(2/π) times the longest of ten images of normal vectors,
/// which is too small with probability 1e-10 (Halko, Martinsson and Tropp 2011, lemma 4.1).
double residual(SourceRows &A, const Triplets &t, std::uint64_t seed) {
  constexpr std::size_t probes = 10;
  const Matrix W = normalRows(seed, Stream::Residual, probes, A.cols());
  double norm = 0;
  Matrix images = A.timesTransposed(W, &norm);
  double squares = 0;
  for (const double s : t.values)
    squares += s * s;
  constexpr double epsilon = 0x1p-52;
  const double frobenius = std::sqrt(std::max(norm - squares, 0.0) + 64 * epsilon * norm);

  Matrix along = productWithTransposed(W, t.right);
  for (std::size_t i = 0; i < probes; ++i)
    for (std::size_t k = 0; k < t.values.size(); ++k)
      along(i, k) *= t.values[k];
  addProduct(images.view(), -1, along.view(), t.left.view());
  double longest = 0;
  for (std::size_t i = 0; i < probes; ++i)
    longest = std::max(longest, squaredNorm(images.row(i)));
  constexpr double rootTwoOverPi = 0.79788456080286536;
  return std::min(frobenius, 10 * rootTwoOverPi * std::sqrt(longest));
}

/// A power of two for a sum of squares whose own square might overflow or vanish; else 1.
double unitOf(double squares) {
  const bool far = squares > 0 && !(squares > 0x1p-200 && squares < 0x1p200);
  return far ? std::ldexp(1.0, -std::ilogb(squares) / 2) : 1;
}

} // namespace

Matrix rangeFinder(AnyMatrix A, const Sketching &options) {
  SourceRows rows(A, "A");
  return basis(rows, options);
}

Svd randomizedSvd(AnyMatrix A, const Sketching &options) {
  SourceRows rows(A, "A");
  const Triplets t = triplets(rows, options);
  Svd result{transposed(t.left), t.values, transposed(t.right),
             residual(rows, t, options.seed) / rows.scale()};
  for (double &value : result.S)
    value /= rows.scale();
  return result;
}

Pca pca(AnyMatrix X, const Sketching &options) {
  SourceRows rows(X, "X");
  if (X.rows < 2)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} has {found} rows; a variance needs at least two",
                {{"argument", "X"}, {"found", X.rows}});
  Pca result;
  result.mean = rows.centre();
  Triplets t = triplets(rows, options);
  for (std::size_t k = 0; k < t.values.size(); ++k) {
    const double s = t.values[k] / rows.scale();
    result.variance.push_back(s * s / static_cast<double>(X.rows - 1));
    for (double &value : t.left.row(k))
      value *= s;
  }
  for (double &value : result.mean)
    value /= rows.scale();
  result.components = transposed(t.right);
  result.scores = transposed(t.left);
  return result;
}

ApproximateProduct approximateProduct(AnyMatrix A, AnyMatrix B, std::size_t samples,
                                      std::uint64_t seed) {
  if (A.cols != B.rows)
    throw Error(ErrorCode::ShapeMismatch, "{argument} has {found} rows; A has {expected} columns",
                {{"argument", "B"}, {"found", B.rows}, {"expected", A.cols}});
  check::notEmpty(samples, "samples");
  SourceRows a(A, "A"), b(B, "B");
  const double k = static_cast<double>(samples);
  check::memory(8 * (k * static_cast<double>(A.rows + B.cols + A.cols + SourceRows::height) +
                     static_cast<double>(A.rows) * static_cast<double>(B.cols)));
  // RAᵀ and RB, from the same R; the square of 1/√k makes it N(0, 1/k).
  const Matrix R = normalRows(seed, Stream::Product, samples, A.cols);
  double squaresA = 0, squaresB = 0;
  const Matrix RA = a.timesTransposed(R, &squaresA), RB = b.times(R, &squaresB);
  ApproximateProduct result{Matrix(A.rows, B.cols), 0};
  addTransposedProduct(result.product.view(), 1 / k, RA.view(), RB.view());
  const double unitA = unitOf(squaresA), unitB = unitOf(squaresB);
  const double norms = squaresA * unitA * unitA * (squaresB * unitB * unitB);
  // E |found|² = |AB|² + (|A|²|B|² + |AB|²)/k.
  double found = 0;
  for (const double x : result.product.flat())
    found += x * (unitA * unitB) * (x * (unitA * unitB));
  const double square = std::clamp((k * found - norms) / (k + 1), 0.0, norms);
  result.expectedError = std::sqrt((norms + square) / k) / unitA / unitB / a.scale() / b.scale();
  if (a.scale() != 1 || b.scale() != 1)
    for (double &value : result.product.flat())
      value = value / a.scale() / b.scale();
  return result;
}

} // namespace lemmata::projection
