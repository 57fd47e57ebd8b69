#include "numeric/singular.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/error.hpp"
#include "numeric/product.hpp"
#include "numeric/symmetric.hpp"

namespace lemmata {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// Turns two rows by the angle with cosine c and sine s.
void rotate(std::span<double> x, std::span<double> y, double c, double s) {
  for (std::size_t i = 0; i < x.size(); ++i) {
    const double a = x[i], b = y[i];
    x[i] = c * a - s * b;
    y[i] = s * a + c * b;
  }
}

/// What rounding leaves of a product of unit vectors of n entries.
double roundingOf(std::size_t n) {
  return epsilon * static_cast<double>(std::max<std::size_t>(n, 8));
}

/// Makes the rows of W orthogonal to each other by plane rotations, which `turned` shares.
void orthogonalize(Matrix &W, Matrix &turned) {
  const std::size_t n = W.rows();
  const double tolerance = roundingOf(W.cols());
  std::vector<double> norms(n);
  for (int sweep = 0; sweep < 40; ++sweep) {
    for (std::size_t i = 0; i < n; ++i)
      norms[i] = squaredNorm(W.row(i));
    // Rows this short are zero beyond rounding.
    const double negligible =
        tolerance * tolerance * (n ? *std::max_element(norms.begin(), norms.end()) : 0);
    bool done = true;
    for (std::size_t i = 0; i + 1 < n; ++i)
      for (std::size_t j = i + 1; j < n; ++j) {
        if (norms[i] <= negligible || norms[j] <= negligible)
          continue;
        const double c = dot(W.row(i), W.row(j));
        if (std::abs(c) <= tolerance * std::sqrt(norms[i]) * std::sqrt(norms[j]))
          continue;
        done = false;
        const double zeta = (norms[j] - norms[i]) / (2 * c);
        const double t = (zeta < 0 ? -1 : 1) / (std::abs(zeta) + std::sqrt(1 + zeta * zeta));
        const double cosine = 1 / std::sqrt(1 + t * t), sine = cosine * t;
        rotate(W.row(i), W.row(j), cosine, sine);
        rotate(turned.row(i), turned.row(j), cosine, sine);
        norms[i] = squaredNorm(W.row(i));
        norms[j] = squaredNorm(W.row(j));
      }
    if (done)
      return;
  }
  throw Error(ErrorCode::NotConverged, "the singular values of a matrix did not converge", {});
}

Matrix scaled(MatrixView<const double> M, double scale) {
  Matrix result(M);
  for (double &value : result.flat())
    value *= scale;
  return result;
}

/// M, or Mᵀ, whichever has fewer columns, scaled to the order of 1.
Matrix tall(MatrixView<const double> M, double scale) {
  Matrix T = scaled(M, scale);
  return M.cols > M.rows ? transposed(T) : T;
}

} // namespace

SingularSystem singularSystem(MatrixView<const double> M) {
  const double scale = unitScale(M.flat());
  const Matrix T = tall(M, scale);
  const std::size_t n = T.cols();
  Matrix V = eigensystem(gram(T)).vectors;
  Matrix W = transposedProduct(transposed(V), transposed(T));
  orthogonalize(W, V);

  std::vector<double> lengths(n);
  for (std::size_t i = 0; i < n; ++i)
    lengths[i] = std::sqrt(squaredNorm(W.row(i)));
  std::vector<std::size_t> order = ascending(lengths);
  std::ranges::reverse(order);
  // Shorter rows were left as they were, not orthogonal.
  const double least = n ? 1.001 * roundingOf(T.rows()) * lengths[order.front()] : 0;
  std::size_t rank = 0;
  while (rank < n && lengths[order[rank]] > least)
    ++rank;

  SingularSystem result{std::vector<double>(rank), Matrix(rank, T.rows()), Matrix(rank, n)};
  for (std::size_t k = 0; k < rank; ++k) {
    const double length = lengths[order[k]];
    result.values[k] = length / scale;
    for (std::size_t j = 0; j < T.rows(); ++j)
      result.left(k, j) = W(order[k], j) / length;
    std::ranges::copy(V.row(order[k]), result.right.row(k).begin());
  }
  if (M.cols > M.rows)
    std::swap(result.left, result.right);
  return result;
}

std::vector<double> singularValues(MatrixView<const double> M) {
  const double scale = unitScale(M.flat());
  const Matrix T = tall(M, scale);
  std::vector<double> values = eigenvalues(gram(T));
  std::ranges::reverse(values);
  const double rounding = values.empty() ? 0 : epsilon * values.front();
  double sum = 0, error = 0;
  for (double &value : values) {
    value = std::sqrt(std::max(value, 0.0));
    sum += value;
    error += rounding / value;
  }
  if (!(error < 1e-12 * sum)) {
    std::vector<double> exact = singularSystem(T).values;
    exact.resize(values.size());
    values = std::move(exact);
  }
  for (double &value : values)
    value /= scale;
  return values;
}

double nuclearNorm(MatrixView<const double> M) {
  double sum = 0;
  for (const double value : singularValues(M))
    sum += value;
  return sum;
}

} // namespace lemmata
