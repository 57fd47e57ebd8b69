#include "gaussian/estimate.hpp"

#include <cmath>
#include <utility>

#include "numeric/error.hpp"
#include "numeric/product.hpp"

namespace lemmata::gaussian {

namespace {

/// A root of the unbiased covariance with one row fewer than there are samples: Householder's
/// reflection of the rows that takes their mean's direction to the first row, which is left out.
Matrix sampleRoot(MatrixView<const double> X, const std::vector<double> &mean) {
  const Matrix samples = centered(X, mean);
  const double n = static_cast<double>(X.rows), unit = 1 / std::sqrt(n - 1);
  Matrix R(X.rows - 1, X.cols);
  for (std::size_t i = 1; i < X.rows; ++i)
    for (std::size_t j = 0; j < X.cols; ++j)
      R(i - 1, j) = (samples(i, j) - samples(0, j) / (std::sqrt(n) + 1)) * unit;
  return R;
}

Model sampleModel(MatrixView<const double> X) {
  if (X.rows > X.cols) {
    const Moments moments = fit(X, Estimator::Unbiased);
    return Model({moments.mean, Form::Full, moments.covariance});
  }
  std::vector<double> mean = columnMeans(X);
  const Matrix factor = transposed(sampleRoot(X, mean));
  return Model(std::move(mean), factor);
}

} // namespace

Moments fit(MatrixView<const double> X, Estimator estimator) {
  EstimatedCovariance found = estimateCovariance(X, estimator);
  return {std::move(found.mean), std::move(found.covariance)};
}

Wasserstein2 frechet(MatrixView<const double> X, MatrixView<const double> Y) {
  checkSamples(2, X, "X");
  checkSamples(2, Y, "Y");
  if (X.cols != Y.cols)
    throw Error(ErrorCode::ShapeMismatch, "{argument} has {found} columns; X has {expected}",
                {{"argument", "Y"}, {"found", Y.cols}, {"expected", X.cols}});
  return wasserstein2(sampleModel(X), sampleModel(Y));
}

} // namespace lemmata::gaussian
