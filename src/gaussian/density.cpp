#include "gaussian/density.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "numeric/check.hpp"
#include "numeric/log.hpp"
#include "numeric/product.hpp"
#include "numeric/singular.hpp"

namespace lemmata::gaussian {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

void checkPoints(const Model &p, MatrixView<const double> points) {
  if (points.rows > 0 && points.cols != p.size())
    throw Error(ErrorCode::ShapeMismatch,
                "{argument} has {found} columns; the mean has {expected} entries",
                {{"argument", "points"}, {"found", points.cols}, {"expected", p.size()}});
  check::finite(points, "points");
}

/// The squared Mahalanobis distances for a definite Σ: columns x − μ are whitened, some at a time.
std::vector<double> squaredDistances(const Model &p, MatrixView<const double> points) {
  constexpr std::size_t most = 64;
  std::vector<double> squares(points.rows);
  for (std::size_t first = 0; first < points.rows; first += most) {
    const std::size_t count = std::min(most, points.rows - first);
    Matrix X(p.size(), count);
    for (std::size_t i = 0; i < p.size(); ++i)
      for (std::size_t k = 0; k < count; ++k)
        X(i, k) = points(first + k, i) - p.mean()[i];
    p.root().whiten(X);
    for (std::size_t i = 0; i < p.size(); ++i)
      for (std::size_t k = 0; k < count; ++k)
        squares[first + k] += X(i, k) * X(i, k);
  }
  for (double &square : squares)
    if (std::isnan(square)) // beyond float64
      square = infinity;
  return squares;
}

/// The same on the support of a singular Σ = V S² Vᵀ.
std::vector<double> squaredDistancesOnSupport(const Model &p, MatrixView<const double> points) {
  const SingularSystem s = singularSystem(p.root().dense());
  std::vector<double> squares(points.rows), x(p.size());
  for (std::size_t k = 0; k < points.rows; ++k) {
    double largest = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
      x[i] = points(k, i) - p.mean()[i];
      largest = std::max({largest, std::abs(x[i]), 1e-7 * std::abs(p.mean()[i])});
    }
    for (std::size_t r = 0; r < s.values.size(); ++r) {
      const auto axis = s.right.row(r);
      const double along = dot(axis, x);
      squares[k] += along / s.values[r] * (along / s.values[r]);
      for (std::size_t i = 0; i < p.size(); ++i)
        x[i] -= along * axis[i];
    }
    for (const double rest : x)
      if (!(std::abs(rest) <= 1e-8 * largest))
        squares[k] = infinity;
  }
  return squares;
}

} // namespace

double entropy(const Model &p) {
  if (!p.definite())
    return -infinity;
  const double n = static_cast<double>(p.size());
  return (n * (1 + lemmata::log(2 * std::numbers::pi)) + p.root().logDeterminant()) / 2;
}

std::vector<double> logDensity(const Model &p, MatrixView<const double> points) {
  p.requireDefinite("p.covariance", "a density");
  checkPoints(p, points);
  std::vector<double> result = squaredDistances(p, points);
  const double n = static_cast<double>(p.size());
  const double constant = n * lemmata::log(2 * std::numbers::pi) + p.root().logDeterminant();
  for (double &value : result)
    value = -(value + constant) / 2;
  return result;
}

std::vector<double> mahalanobis(const Model &p, MatrixView<const double> points) {
  checkPoints(p, points);
  std::vector<double> result =
      p.definite() ? squaredDistances(p, points) : squaredDistancesOnSupport(p, points);
  for (double &value : result)
    value = std::sqrt(value);
  return result;
}

} // namespace lemmata::gaussian
