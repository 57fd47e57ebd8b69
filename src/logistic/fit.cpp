#include "logistic/fit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "logistic/classifier.hpp"
#include "logistic/whitener.hpp"
#include "numeric/check.hpp"
#include "numeric/log.hpp"
#include "numeric/product.hpp"

namespace lemmata::logistic {

namespace {

constexpr double epsilon = std::numeric_limits<double>::epsilon();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// The samples about the means of their classes, where they are there to be asked.
struct Residuals {
  Matrix rows; ///< times the roots of their weights
  std::span<const double> weights;
};

double total(const std::vector<double> &weights) {
  double sum = 0;
  for (const double weight : weights)
    sum += weight;
  return sum;
}

void checkClasses(const ClassStatistics &statistics) {
  for (std::size_t k = 0; k < statistics.classes(); ++k)
    if (!(statistics.weights()[k] > 0))
      throw Error(ErrorCode::EmptyClass,
                  "class {class} has no samples, or none with a weight above 0",
                  {{"argument", "labels"}, {"class", k}});
}

std::vector<double> priorsOf(const ClassStatistics &statistics, std::span<const double> given) {
  std::vector<double> priors = statistics.weights();
  if (!given.empty()) {
    check::sameSize(given.size(), statistics.classes(), "options.priors");
    for (std::size_t k = 0; k < given.size(); ++k)
      if (!(given[k] > 0 && std::isfinite(given[k])))
        throw Error(ErrorCode::InvalidArgument,
                    "{argument}[{index}] is {found}; it must be a finite number above 0",
                    {{"argument", "options.priors"}, {"index", k}, {"found", given[k]}});
    priors.assign(given.begin(), given.end());
  }
  const double sum = total(priors);
  for (double &value : priors)
    value /= sum;
  return priors;
}

/// The mean of all samples, and the means of the classes less that.
std::vector<double> globalMean(const ClassStatistics &statistics) {
  std::vector<double> mean(statistics.features());
  const double all = total(statistics.weights());
  for (std::size_t k = 0; k < statistics.classes(); ++k)
    for (std::size_t j = 0; j < mean.size(); ++j)
      mean[j] += statistics.weights()[k] / all * statistics.means()(k, j);
  return mean;
}

/// S += Σ n_k m_k m_kᵀ of the centred means, which makes the scatter within the one about the mean.
void addBetween(Matrix &S, const std::vector<double> &weights, const Matrix &means) {
  Matrix rows = means;
  for (std::size_t k = 0; k < rows.rows(); ++k)
    for (double &value : rows.row(k))
      value *= std::sqrt(weights[k]);
  const Matrix between = gram(rows);
  for (std::size_t i = 0; i < S.flat().size(); ++i)
    S.flat()[i] += between.flat()[i];
}

/// A feature that is the same in all samples of each class has no more variance than the rounding
/// of sums leaves; it becomes 0.
void clearConstants(Matrix &S, const Matrix &means) {
  for (std::size_t j = 0; j < S.rows(); ++j) {
    double largest = 0;
    for (std::size_t k = 0; k < means.rows(); ++k)
      largest = std::max(largest, std::abs(means(k, j)));
    if (S(j, j) > 0 && std::sqrt(S(j, j)) > 1e-13 * largest)
      continue;
    for (std::size_t i = 0; i < S.rows(); ++i)
      S(i, j) = S(j, i) = 0;
  }
}

double divisor(const ClassStatistics &statistics, const FitOptions &options, Mode mode) {
  const double all = total(statistics.weights());
  if (options.estimator != Estimator::Unbiased)
    return all;
  const double groups = mode == Mode::Within ? static_cast<double>(statistics.classes()) : 1;
  if (!(all > groups))
    throw Error(ErrorCode::InvalidArgument,
                "the samples weigh {found}; an unbiased covariance needs more than {least}",
                {{"argument", "X"}, {"found", all}, {"least", groups}});
  return all - groups;
}

void checkOptions(const FitOptions &options) {
  if (!(options.ridge >= 0 && std::isfinite(options.ridge)))
    throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; allowed are numbers from 0",
                {{"argument", "options.ridge"}, {"found", options.ridge}});
}

/// The mean of the fourth powers of the lengths of samples; in mode `TotalWhitened` about the mean
/// of all, which lies at −m_k from their own.
double fourthMoment(const Residuals &residuals, std::span<const std::int32_t> labels,
                    const Matrix &centredMeans, Mode mode, double n) {
  double sum = 0;
  std::vector<double> x(centredMeans.cols());
  for (std::size_t i = 0; i < residuals.rows.rows(); ++i) {
    const double w = residuals.weights.empty() ? 1 : residuals.weights[i];
    if (w == 0)
      continue;
    const double root = std::sqrt(w);
    const auto mean = centredMeans.row(static_cast<std::size_t>(labels[i]));
    for (std::size_t j = 0; j < x.size(); ++j)
      x[j] = residuals.rows(i, j) + (mode == Mode::Within ? 0 : root * mean[j]);
    const double square = squaredNorm(x);
    sum += square * square / w;
  }
  return sum / n;
}

[[noreturn]] void throwSeparable(std::vector<double> direction, std::size_t a, std::size_t b) {
  const double length = std::sqrt(squaredNorm(direction));
  for (double &value : direction)
    value /= length;
  throw Separable(Error(ErrorCode::Separable,
                        "classes {class} and {other} differ along a direction in which neither "
                        "varies: the weights would be infinite; a ridge or shrinkage keeps them "
                        "finite",
                        {{"argument", "X"}, {"class", a}, {"other", b}}),
                  std::move(direction));
}

/// Refuses means that differ where nothing varies. `enough` is whether the samples are so many
/// that a direction without variance is none by lack of them.
void checkSeparation(const Whitener &whitener, const Matrix &means, bool enough) {
  if (whitener.rank() == means.cols())
    return;
  std::vector<double> difference(means.cols());
  for (std::size_t k = 1; k < means.rows(); ++k) {
    double largest = 0;
    for (std::size_t j = 0; j < difference.size(); ++j) {
      difference[j] = means(k, j) - means(0, j);
      largest = std::max({largest, std::abs(means(k, j)), std::abs(means(0, j))});
    }
    const double all = std::sqrt(squaredNorm(difference));
    if (!(all > 64 * epsilon * largest))
      continue;
    std::vector<double> outside = whitener.outside(difference);
    const double rest = std::sqrt(squaredNorm(outside));
    if (rest > (enough ? 1e-8 : 1 - 1e-12) * all)
      throwSeparable(std::move(outside), 0, k);
  }
}

/// What weights make of two classes: how far apart the means of wᵀx are, and its variance within
/// the classes, in a unit in which w is of the order of 1.
struct Score {
  double difference, variance;
};

Score scoreOf(std::span<const double> weights, const Matrix &means, const Matrix &within) {
  std::vector<double> w(weights.begin(), weights.end());
  for (double &value : w)
    value *= unitScale(weights);
  Score score{0, 0};
  for (std::size_t j = 0; j < w.size(); ++j) {
    score.difference += w[j] * (means(1, j) - means(0, j));
    score.variance += w[j] * dot(within.row(j), w);
  }
  score.variance = std::max(score.variance, 0.0);
  return score;
}

/// W and b, given a way to whiten, in coordinates whose origin is the global mean.
void solveFor(Fit &fit, const Whitener &whitener, const Matrix &centred,
              const std::vector<double> &mean) {
  const std::size_t d = centred.cols(), classes = centred.rows();
  const Matrix M = whitener.whiten(centred);
  const auto biasOf = [&](std::size_t k, std::span<const double> w) {
    return lemmata::log(fit.priors[k]) - squaredNorm(M.row(k)) / 2 - dot(w, mean);
  };
  if (classes > 2) {
    const Matrix rows = whitener.unwhiten(M);
    fit.weights = transposed(rows);
    fit.bias.resize(classes);
    for (std::size_t k = 0; k < classes; ++k)
      fit.bias[k] = biasOf(k, rows.row(k));
    return;
  }
  // The difference is taken before it is solved for, which keeps its digits where means are far
  // from the origin.
  Matrix difference(1, M.cols());
  for (std::size_t j = 0; j < M.cols(); ++j)
    difference(0, j) = M(1, j) - M(0, j);
  const Matrix w = whitener.unwhiten(difference);
  fit.weights = Matrix(d, 1);
  std::ranges::copy(w.flat(), fit.weights.flat().begin());
  // ½(|M₀|² − |M₁|²) = −½(M₁ − M₀)ᵀ(M₁ + M₀).
  double sum = 0;
  for (std::size_t j = 0; j < M.cols(); ++j)
    sum += difference(0, j) * (M(0, j) + M(1, j));
  fit.bias = {lemmata::log(fit.priors[1]) - lemmata::log(fit.priors[0]) - sum / 2 -
              dot(w.flat(), mean)};
  fit.mahalanobisSquared = squaredNorm(difference.flat());
}

Fit fitWith(const ClassStatistics &statistics, const FitOptions &options,
            const Residuals *residuals, std::span<const std::int32_t> labels) {
  checkOptions(options);
  checkClasses(statistics);
  if (options.estimator == Estimator::LedoitWolf && !residuals)
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is \"ledoit-wolf\", which needs the samples themselves; `fit` of the "
                "samples has them",
                {{"argument", "options.covariance"}, {"found", "ledoit-wolf"}});
  const std::vector<double> &weights = statistics.weights();
  const double n = total(weights);
  const std::size_t d = statistics.features();
  Fit result{{}, {}, statistics.means(), priorsOf(statistics, options.priors), {}, 0, 0, nan, nan};

  const std::vector<double> mean = globalMean(statistics);
  const Matrix centred = centered(statistics.means(), mean);
  Matrix within = statistics.scatter();
  Matrix sigma;
  if (options.mode == Mode::TotalWhitened) {
    sigma = Matrix(within);
    addBetween(sigma, weights, centred);
    checkSquares(sigma.flat(), "X");
    scale(sigma, 1 / divisor(statistics, options, options.mode));
    clearConstants(sigma, statistics.means());
  }
  scale(within, 1 / divisor(statistics, options, Mode::Within));
  clearConstants(within, statistics.means());
  Matrix &inverted = options.mode == Mode::Within ? within : sigma;
  const bool shrunk = options.estimator == Estimator::LedoitWolf ||
                      options.estimator == Estimator::Oas ||
                      options.estimator == Estimator::OasPaper;
  if (shrunk) {
    const double fourth = options.estimator == Estimator::LedoitWolf
                              ? fourthMoment(*residuals, labels, centred, options.mode, n)
                              : 0;
    result.shrinkage = shrinkage(options.estimator, inverted, n, fourth);
  }
  // (1 − ρ) S + α I.
  double alpha = options.ridge, variance = 0;
  for (std::size_t i = 0; i < d; ++i)
    variance += inverted(i, i);
  alpha += result.shrinkage * variance / static_cast<double>(d);
  checkSquares({&alpha, 1}, "X");
  if (!(variance + alpha > 0) && options.mode == Mode::TotalWhitened)
    throw Error(ErrorCode::Singular, "{argument} has no variance: all its rows are the same",
                {{"argument", "X"}});
  const double share = 1 - result.shrinkage;
  scale(inverted, share);
  for (std::size_t i = 0; i < d; ++i)
    inverted(i, i) += alpha;
  if (options.diagonal)
    for (std::size_t i = 0; i < d; ++i)
      for (std::size_t j = 0; j < d; ++j)
        inverted(i, j) = i == j ? inverted(i, i) : 0;

  const auto makeWhitener = [&] {
    if (options.diagonal) {
      std::vector<double> variances(d);
      for (std::size_t i = 0; i < d; ++i)
        variances[i] = inverted(i, i);
      return Whitener(std::move(variances));
    }
    if (!residuals || residuals->rows.rows() >= d || options.mode == Mode::TotalWhitened)
      return Whitener(inverted);
    Matrix D = residuals->rows;
    scale(D, std::sqrt(share / divisor(statistics, options, Mode::Within)));
    return Whitener(D, alpha);
  };
  const Whitener whitener = makeWhitener();
  result.rank = whitener.rank();
  const double samples = statistics.count();
  if (options.mode == Mode::Within)
    checkSeparation(whitener, centred,
                    options.diagonal || samples >= static_cast<double>(d + statistics.classes()));
  if (result.rank == 0)
    throw Error(ErrorCode::Singular,
                "{argument} has no variance within its classes, whose means are the same",
                {{"argument", "X"}});
  solveFor(result, whitener, centred, mean);
  checkSquares(result.weights.flat(), "X");
  checkSquares(result.bias, "X");

  if (statistics.classes() == 2) {
    checkSquares({&result.mahalanobisSquared, 1}, "X");
    const double p = weights[0] / n * (weights[1] / n);
    double variance = 1;
    if (options.mode == Mode::TotalWhitened) {
      const Score score = scoreOf(result.weights.flat(), centred, within);
      variance = score.variance;
      result.mahalanobisSquared = score.difference * score.difference;
    }
    const double explained = p * result.mahalanobisSquared;
    result.rSquared = explained > 0 ? explained / (variance + explained) : 0;
    result.mahalanobisSquared /= explained > 0 ? variance : 1;
  }
  result.withinCovariance = std::move(within);
  return result;
}

} // namespace

Fit fit(const ClassStatistics &statistics, const FitOptions &options) {
  return fitWith(statistics, options, nullptr, {});
}

Fit fit(MatrixView<const double> X, std::span<const std::int32_t> labels,
        std::span<const double> sampleWeights, const FitOptions &options) {
  check::notEmpty(X.size(), "X");
  ClassStatistics statistics(X.cols, countClasses(labels));
  statistics.add(X, labels, sampleWeights);
  if (options.estimator != Estimator::LedoitWolf && X.rows >= X.cols)
    return fit(statistics, options);
  Residuals residuals{Matrix(X), sampleWeights};
  for (std::size_t i = 0; i < X.rows; ++i) {
    const double root = sampleWeights.empty() ? 1 : std::sqrt(sampleWeights[i]);
    const auto mean = statistics.means().row(static_cast<std::size_t>(labels[i]));
    for (std::size_t j = 0; j < X.cols; ++j)
      residuals.rows(i, j) = root * (X(i, j) - mean[j]);
  }
  return fitWith(statistics, options, &residuals, labels);
}

} // namespace lemmata::logistic
