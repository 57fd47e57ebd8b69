// The affine subspaces that carry singular distributions.

#include <algorithm>
#include <cmath>
#include <limits>

#include "gaussian/model.hpp"
#include "numeric/product.hpp"
#include "numeric/singular.hpp"

namespace lemmata::gaussian {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// The part of the rows of X that the orthonormal rows of `basis` do not span.
Matrix outside(const Matrix &X, const Matrix &basis) {
  Matrix result(X.view());
  const Matrix coordinates = product(basis, transposed(X));
  addTransposedProduct(result.view(), -1, coordinates.view(), basis.view());
  return result;
}

double longest(const Matrix &X) {
  double most = 0;
  for (std::size_t i = 0; i < X.rows(); ++i) {
    const double square = squaredNorm(X.row(i));
    // Compares with nothing, so that what overflowed fits nowhere.
    if (std::isnan(square))
      return square;
    most = std::max(most, square);
  }
  return std::sqrt(most);
}

/// Whether the rows of X lie in the span of `basis`. A covariance that was given in full is exact
/// to ε of itself, hence its root to √ε.
bool spanned(const Matrix &X, const Matrix &basis) {
  const double rounding = std::sqrt(8 * static_cast<double>(X.cols()) * epsilon);
  return longest(outside(X, basis)) <= rounding * longest(X);
}

bool meansFit(const Model &p, const Model &q, const Matrix &basis) {
  const std::vector<double> difference = meanDifference(p, q);
  // Squares of what is far apart would overflow.
  const double scale = unitScale(difference);
  Matrix d(1, p.size());
  double squares = 0;
  for (std::size_t i = 0; i < p.size(); ++i) {
    d(0, i) = scale * difference[i];
    const double a = scale * p.mean()[i], b = scale * q.mean()[i];
    squares += a * a + b * b;
  }
  return longest(outside(d, basis)) <= 1e-8 * longest(d) + 16 * epsilon * std::sqrt(squares);
}

Matrix supportBasis(const Model &p) { return singularSystem(p.root().dense()).right; }

std::vector<double> coordinates(const Matrix &basis, const std::vector<double> &x) {
  std::vector<double> y(basis.rows());
  for (std::size_t i = 0; i < y.size(); ++i)
    y[i] = dot(basis.row(i), x);
  return y;
}

/// Two diagonal covariances: the coordinates that vary must be the same ones.
std::optional<std::pair<Model, Model>> onCommonAxes(const Model &p, const Model &q) {
  std::vector<double> meanP, meanQ, variancesP, variancesQ;
  for (std::size_t i = 0; i < p.size(); ++i) {
    const double a = p.variances()[i], b = q.variances()[i];
    if ((a > 0) != (b > 0))
      return std::nullopt;
    if (a == 0) {
      if (p.mean()[i] != q.mean()[i])
        return std::nullopt;
      continue;
    }
    meanP.push_back(p.mean()[i]);
    meanQ.push_back(q.mean()[i]);
    variancesP.push_back(a);
    variancesQ.push_back(b);
  }
  return std::pair{Model(std::move(meanP), std::move(variancesP)),
                   Model(std::move(meanQ), std::move(variancesQ))};
}

} // namespace

std::optional<std::pair<Model, Model>> onCommonSupport(const Model &p, const Model &q) {
  if (p.definite() || q.definite())
    return std::nullopt;
  if (p.diagonal() && q.diagonal())
    return onCommonAxes(p, q);
  const Matrix basis = supportBasis(q);
  const Matrix rootP = p.root().dense();
  if (supportBasis(p).rows() != basis.rows() || !spanned(rootP, basis) || !meansFit(p, q, basis))
    return std::nullopt;
  const Matrix across = transposed(basis);
  const auto reduce = [&](const Model &model) {
    return Model(coordinates(basis, model.mean()),
                 transposed(product(model.root().dense(), across)));
  };
  std::pair reduced{reduce(p), reduce(q)};
  if (!reduced.first.definite() || !reduced.second.definite())
    return std::nullopt;
  return reduced;
}

bool supportedWithin(const Model &p, const Model &q) {
  if (q.definite())
    return true;
  if (p.definite())
    return false;
  if (p.diagonal() && q.diagonal()) {
    for (std::size_t i = 0; i < p.size(); ++i)
      if (q.variances()[i] == 0 && (p.variances()[i] > 0 || p.mean()[i] != q.mean()[i]))
        return false;
    return true;
  }
  const Matrix basis = supportBasis(q);
  return spanned(p.root().dense(), basis) && meansFit(p, q, basis);
}

} // namespace lemmata::gaussian
