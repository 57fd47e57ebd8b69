#include "gaussian/estimate.hpp"

#include <algorithm>
#include <cmath>

#include "numeric/check.hpp"
#include "numeric/product.hpp"

namespace lemmata::gaussian {

namespace {

void atLeast(std::size_t least, MatrixView<const double> X, std::string_view name) {
  check::notEmpty(X.size(), name);
  if (X.rows < least)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} has {found} sample(s); at least {least} are needed",
                {{"argument", name}, {"found", X.rows}, {"least", least}});
  check::finite(X, name);
}

std::vector<double> meanOf(MatrixView<const double> X) {
  std::vector<double> mean(X.cols);
  for (std::size_t i = 0; i < X.rows; ++i)
    for (std::size_t j = 0; j < X.cols; ++j)
      mean[j] += X(i, j);
  for (double &value : mean)
    value /= static_cast<double>(X.rows);
  return mean;
}

Matrix centered(MatrixView<const double> X, const std::vector<double> &mean) {
  Matrix result(X);
  for (std::size_t i = 0; i < X.rows; ++i)
    for (std::size_t j = 0; j < X.cols; ++j)
      result(i, j) -= mean[j];
  return result;
}

void scale(Matrix &S, double factor) {
  for (double &value : S.flat())
    value *= factor;
}

/// Ledoit and Wolf's ρ from the centred samples and their covariance over N.
double ledoitWolf(const Matrix &samples, const Matrix &S, double m) {
  const double n = static_cast<double>(samples.rows()), d = static_cast<double>(S.rows());
  double fourth = 0;
  for (std::size_t i = 0; i < samples.rows(); ++i) {
    const double square = squaredNorm(samples.row(i));
    fourth += square * square;
  }
  const double norm = squaredNorm(S.flat());
  const double delta = (norm - 2 * m * (m * d) + d * m * m) / d;
  const double beta = std::min((fourth / n - norm) / (d * n), delta);
  return beta <= 0 ? 0 : beta / delta;
}

double oas(const Matrix &S, double m, double n) {
  const double d = static_cast<double>(S.rows());
  const double s = squaredNorm(S.flat()) / (d * d);
  const double denominator = (n + 1) * (s - m * m / d);
  return denominator <= 0 ? 1 : std::min((s + m * m) / denominator, 1.0);
}

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
  std::vector<double> mean = meanOf(X);
  const Matrix factor = transposed(sampleRoot(X, mean));
  return Model(std::move(mean), factor);
}

} // namespace

Moments fit(MatrixView<const double> X, Estimator estimator) {
  atLeast(estimator == Estimator::Unbiased ? 2 : 1, X, "X");
  Moments result{meanOf(X), {}};
  const Matrix samples = centered(X, result.mean);
  Matrix &S = result.covariance;
  S = gram(samples);
  const double n = static_cast<double>(X.rows), d = static_cast<double>(X.cols);
  scale(S, 1 / (estimator == Estimator::Unbiased ? n - 1 : n));
  if (estimator == Estimator::MaximumLikelihood || estimator == Estimator::Unbiased)
    return result;

  double m = 0;
  for (std::size_t i = 0; i < X.cols; ++i)
    m += S(i, i) / d;
  const double rho = estimator == Estimator::Oas ? oas(S, m, n) : ledoitWolf(samples, S, m);
  scale(S, 1 - rho);
  for (std::size_t i = 0; i < X.cols; ++i)
    S(i, i) += rho * m;
  return result;
}

Wasserstein2 frechet(MatrixView<const double> X, MatrixView<const double> Y) {
  atLeast(2, X, "X");
  atLeast(2, Y, "Y");
  if (X.cols != Y.cols)
    throw Error(ErrorCode::ShapeMismatch, "{argument} has {found} columns; X has {expected}",
                {{"argument", "Y"}, {"found", Y.cols}, {"expected", X.cols}});
  return wasserstein2(sampleModel(X), sampleModel(Y));
}

} // namespace lemmata::gaussian
