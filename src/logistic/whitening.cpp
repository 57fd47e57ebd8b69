#include "logistic/whitening.hpp"

#include <algorithm>
#include <cmath>

#include "logistic/statistics.hpp"
#include "logistic/whitener.hpp"
#include "numeric/check.hpp"
#include "numeric/covariance.hpp"
#include "numeric/product.hpp"
#include "numeric/singular.hpp"

namespace lemmata::logistic {

namespace {

/// The rows of X about the means of their classes.
Matrix withinClasses(MatrixView<const double> X, std::span<const std::int32_t> labels) {
  check::sameSize(labels.size(), X.rows, "options.labels");
  std::int32_t classes = 0;
  for (const std::int32_t label : labels)
    classes = std::max(classes, label + 1);
  checkLabels(labels, X.rows, std::min(static_cast<std::size_t>(classes), X.rows));
  Matrix means(static_cast<std::size_t>(classes), X.cols);
  std::vector<double> counts(static_cast<std::size_t>(classes));
  for (std::size_t i = 0; i < X.rows; ++i) {
    const auto k = static_cast<std::size_t>(labels[i]);
    ++counts[k];
    for (std::size_t j = 0; j < X.cols; ++j)
      means(k, j) += X(i, j);
  }
  Matrix D(X);
  for (std::size_t i = 0; i < X.rows; ++i) {
    const auto k = static_cast<std::size_t>(labels[i]);
    for (std::size_t j = 0; j < X.cols; ++j)
      D(i, j) -= means(k, j) / counts[k];
  }
  return D;
}

/// v, or −v where its largest entry by magnitude is negative.
void orient(std::span<double> v) {
  double largest = 0;
  for (const double value : v)
    if (std::abs(value) > std::abs(largest))
      largest = value;
  for (double &value : v)
    value = largest < 0 ? -value : value;
}

} // namespace

Whitening whiten(MatrixView<const double> X, std::span<const std::int32_t> labels,
                 WhiteningKind kind) {
  checkSamples(1, X, "X");
  Whitening result{{}, {}, columnMeans(X)};
  const Matrix total = centered(X, result.mean);
  Matrix D = kind == WhiteningKind::Within ? withinClasses(X, labels) : total;
  scale(D, 1 / std::sqrt(static_cast<double>(X.rows)));
  SingularSystem system = singularSystem(D);
  std::size_t rank = 0;
  double largest = 0;
  for (const double value : result.mean)
    largest = std::max(largest, std::abs(value));
  while (rank < system.values.size() &&
         system.values[rank] * system.values[rank] > 1e-13 * system.values[0] * system.values[0] &&
         system.values[rank] > 1e-13 * largest)
    ++rank;
  if (rank == 0)
    throw Error(ErrorCode::Singular, "{argument} has no variance to whiten", {{"argument", "X"}});
  Matrix axes(rank, X.cols);
  for (std::size_t r = 0; r < rank; ++r) {
    std::ranges::copy(system.right.row(r), axes.row(r).begin());
    orient(axes.row(r));
  }
  Matrix scaled = axes;
  for (std::size_t r = 0; r < rank; ++r)
    for (double &value : scaled.row(r))
      value /= system.values[r];
  result.matrix = kind == WhiteningKind::Zca ? transposedProduct(axes, scaled) : transposed(scaled);
  result.data = product(total, result.matrix);
  return result;
}

Regression linearRegression(MatrixView<const double> X, MatrixView<const double> Y) {
  checkSamples(1, X, "X");
  checkSamples(1, Y, "Y");
  if (X.rows != Y.rows)
    throw Error(ErrorCode::ShapeMismatch, "{argument} has {found} rows; X has {expected}",
                {{"argument", "Y"}, {"found", Y.rows}, {"expected", X.rows}});
  const std::vector<double> meanX = columnMeans(X), meanY = columnMeans(Y);
  Matrix A = centered(X, meanX), B = centered(Y, meanY);
  const double unitX = unitScale(A.flat()), unitY = unitScale(B.flat());
  scale(A, unitX);
  scale(B, unitY);
  const double n = static_cast<double>(X.rows);
  Matrix scaled = A;
  scale(scaled, 1 / std::sqrt(n));
  const auto makeWhitener = [&] {
    return X.rows > X.cols ? Whitener(gram(scaled)) : Whitener(scaled, 0);
  };
  const Whitener whitener = makeWhitener();
  const auto solve = [&](const Matrix &targets) {
    Matrix cross = transposedProduct(targets, A);
    scale(cross, 1 / n);
    return whitener.unwhiten(whitener.whiten(cross));
  };
  Matrix rows = solve(B), residuals = B;
  // The covariance has the square of the rows' condition. What that costs, the residuals of the
  // rows give back, in two rounds as far as the rows have it.
  for (int round = 0;; ++round) {
    const Matrix fitted = product(A, transposed(rows));
    for (std::size_t i = 0; i < residuals.flat().size(); ++i)
      residuals.flat()[i] = B.flat()[i] - fitted.flat()[i];
    if (round == 2)
      break;
    addScaled(rows.flat(), 1, solve(residuals).flat());
  }
  Regression result{transposed(rows), meanY, {}};
  // From the residuals themselves: the difference of covariances would lose what is left of little.
  result.residualCovariance = gram(residuals);
  // Each factor by itself: their products may be beyond what a double holds.
  scale(result.residualCovariance, 1 / n / unitY);
  scale(result.residualCovariance, 1 / unitY);
  scale(result.weights, unitX);
  scale(result.weights, 1 / unitY);
  for (std::size_t k = 0; k < Y.cols; ++k)
    for (std::size_t j = 0; j < X.cols; ++j)
      result.bias[k] -= result.weights(j, k) * meanX[j];
  return result;
}

} // namespace lemmata::logistic
