#include "numeric/covariance.hpp"

#include <algorithm>

#include "numeric/check.hpp"
#include "numeric/product.hpp"

namespace lemmata {

namespace {

double trace(const Matrix &S) {
  double sum = 0;
  for (std::size_t i = 0; i < S.rows(); ++i)
    sum += S(i, i);
  return sum;
}

double ledoitWolf(double norm, double m, double n, double d, double fourthMoment) {
  const double delta = (norm - 2 * m * (m * d) + d * m * m) / d;
  const double beta = std::min((fourthMoment - norm) / (d * n), delta);
  return beta <= 0 ? 0 : beta / delta;
}

double oas(double norm, double m, double n, double d) {
  const double s = norm / (d * d);
  const double denominator = (n + 1) * (s - m * m / d);
  return denominator <= 0 ? 1 : std::min((s + m * m) / denominator, 1.0);
}

double oasPaper(double norm, double m, double n, double d) {
  const double trace2 = m * d * (m * d);
  const double denominator = (n + 1 - 2 / d) * (norm - trace2 / d);
  return denominator <= 0 ? 1 : std::clamp(((1 - 2 / d) * norm + trace2) / denominator, 0.0, 1.0);
}

} // namespace

double shrinkage(Estimator estimator, const Matrix &S, double n, double fourthMoment) {
  const double d = static_cast<double>(S.rows()), m = trace(S) / d;
  const double norm = squaredNorm(S.flat());
  if (S.rows() == 1)
    return 0; // one variance is its own mean
  switch (estimator) {
  case Estimator::LedoitWolf:
    return ledoitWolf(norm, m, n, d, fourthMoment);
  case Estimator::Oas:
    return oas(norm, m, n, d);
  case Estimator::OasPaper:
    return oasPaper(norm, m, n, d);
  default:
    return 0;
  }
}

void shrink(Matrix &S, double rho) {
  const double m = trace(S) / static_cast<double>(S.rows());
  scale(S, 1 - rho);
  for (std::size_t i = 0; i < S.rows(); ++i)
    S(i, i) += rho * m;
}

void scale(Matrix &S, double factor) {
  for (double &value : S.flat())
    value *= factor;
}

std::vector<double> columnMeans(MatrixView<const double> X) {
  std::vector<double> mean(X.cols);
  for (std::size_t i = 0; i < X.rows; ++i)
    for (std::size_t j = 0; j < X.cols; ++j)
      mean[j] += X(i, j);
  for (double &value : mean)
    value /= static_cast<double>(X.rows);
  return mean;
}

Matrix centered(MatrixView<const double> X, std::span<const double> mean) {
  Matrix result(X);
  for (std::size_t i = 0; i < X.rows; ++i)
    for (std::size_t j = 0; j < X.cols; ++j)
      result(i, j) -= mean[j];
  return result;
}

void checkSamples(std::size_t least, MatrixView<const double> X, std::string_view name) {
  check::notEmpty(X.size(), name);
  if (X.rows < least)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} has {found} sample(s); at least {least} are needed",
                {{"argument", name}, {"found", X.rows}, {"least", least}});
  check::finite(X, name);
}

EstimatedCovariance estimateCovariance(MatrixView<const double> X, Estimator estimator) {
  checkSamples(estimator == Estimator::Unbiased ? 2 : 1, X, "X");
  EstimatedCovariance result{columnMeans(X), {}, 0};
  const Matrix samples = centered(X, result.mean);
  Matrix &S = result.covariance;
  S = gram(samples);
  const double n = static_cast<double>(X.rows);
  scale(S, 1 / (estimator == Estimator::Unbiased ? n - 1 : n));
  if (estimator != Estimator::MaximumLikelihood && estimator != Estimator::Unbiased) {
    double fourth = 0;
    if (estimator == Estimator::LedoitWolf)
      for (std::size_t i = 0; i < X.rows; ++i) {
        const double square = squaredNorm(samples.row(i));
        fourth += square * square;
      }
    result.shrinkage = shrinkage(estimator, S, n, fourth / n);
    shrink(S, result.shrinkage);
  }
  check::defined(S.flat(), "X");
  return result;
}

} // namespace lemmata
