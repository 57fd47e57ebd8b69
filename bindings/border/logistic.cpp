#include <algorithm>

#include "border.hpp"
#include "logistic/classifier.hpp"
#include "logistic/fit.hpp"
#include "logistic/refine.hpp"
#include "logistic/statistics.hpp"
#include "logistic/whitening.hpp"
#include "numeric/covariance.hpp"

using namespace lemmata::border;
namespace core = lemmata::logistic;
using lemmata::Matrix;

namespace {

core::ClassStatistics &statistics(Address address) {
  return *reinterpret_cast<core::ClassStatistics *>(address);
}

/// Writes results one behind the other.
class Out {
public:
  explicit Out(Address address) : to_(reinterpret_cast<double *>(address)) {}
  Out &operator<<(double value) {
    *to_++ = value;
    return *this;
  }
  Out &operator<<(std::span<const double> values) {
    to_ = std::ranges::copy(values, to_).out;
    return *this;
  }
  Out &operator<<(const Matrix &M) { return *this << M.flat(); }

private:
  double *to_;
};

/// Runs `body`; where data are separable, the direction goes to `result` before the error goes on.
template <class Body> void reportingDirection(Address result, Body body) {
  try {
    body();
  } catch (const core::Separable &error) {
    Out(result) << error.direction;
    throw lemmata::Error(error);
  }
}

core::LinearClassifier model(Address weights, std::size_t features, std::size_t outputs,
                             Address bias, std::size_t biases, std::size_t classes) {
  return {inputMatrix<double>(weights, features, outputs), input<double>(bias, biases), classes};
}

core::FitOptions fitOptions(int mode, int estimator, double ridge, Address priors,
                            std::size_t priorCount) {
  // Behind the estimators: only the diagonal, of the first.
  constexpr int diagonal = static_cast<int>(lemmata::Estimator::OasPaper) + 1;
  return {static_cast<core::Mode>(mode),
          static_cast<lemmata::Estimator>(estimator == diagonal ? 0 : estimator),
          estimator == diagonal, ridge, input<double>(priors, priorCount)};
}

void writeFit(Address result, const core::Fit &fit) {
  Out(result) << fit.shrinkage << static_cast<double>(fit.rank) << fit.mahalanobisSquared
              << fit.rSquared << fit.weights << fit.bias << fit.means << fit.priors
              << fit.withinCovariance;
}

std::size_t countClasses(Address labels, std::size_t count) {
  return core::countClasses(input<std::int32_t>(labels, count));
}

void fit(Address X, std::size_t rows, std::size_t cols, Address labels, std::size_t labelCount,
         Address weights, std::size_t weightCount, int mode, int estimator, double ridge,
         Address priors, std::size_t priorCount, Address result) {
  reportingDirection(result, [&] {
    writeFit(result,
             core::fit(inputMatrix<double>(X, rows, cols), input<std::int32_t>(labels, labelCount),
                       input<double>(weights, weightCount),
                       fitOptions(mode, estimator, ridge, priors, priorCount)));
  });
}

Address statisticsNew(std::size_t features, std::size_t classes) {
  return reinterpret_cast<Address>(new core::ClassStatistics(features, classes));
}

Address statisticsLoad(Address bytes, std::size_t size) {
  return reinterpret_cast<Address>(
      new core::ClassStatistics(core::ClassStatistics::load(input<std::uint8_t>(bytes, size))));
}

void statisticsDelete(Address address) { delete &statistics(address); }

void statisticsAdd(Address address, Address X, std::size_t rows, std::size_t cols, Address labels,
                   std::size_t labelCount, Address weights, std::size_t weightCount) {
  statistics(address).add(inputMatrix<double>(X, rows, cols),
                          input<std::int32_t>(labels, labelCount),
                          input<double>(weights, weightCount));
}

void statisticsMerge(Address address, Address other) {
  statistics(address).merge(statistics(other));
}

double statisticsCount(Address address) { return statistics(address).count(); }

std::size_t statisticsFeatures(Address address) { return statistics(address).features(); }

std::size_t statisticsClasses(Address address) { return statistics(address).classes(); }

void statisticsFit(Address address, int mode, int estimator, double ridge, Address priors,
                   std::size_t priorCount, Address result) {
  reportingDirection(result, [&] {
    writeFit(result, core::fit(statistics(address),
                               fitOptions(mode, estimator, ridge, priors, priorCount)));
  });
}

/// The bytes, at most `room` of them; returns how many there are.
std::size_t statisticsSave(Address address, Address bytes, std::size_t room) {
  const auto saved = statistics(address).save();
  std::copy_n(saved.begin(), std::min(room, saved.size()), reinterpret_cast<std::uint8_t *>(bytes));
  return saved.size();
}

/// Writes iterations and gradient norm, weights, bias and the losses. `start`: 0 for the closed
/// form, 1 for zero, 2 for the model.
void refine(Address X, std::size_t rows, std::size_t cols, Address labels, std::size_t labelCount,
            int start, Address weights, std::size_t features, std::size_t outputs, Address bias,
            std::size_t biases, std::size_t classes, double l2, double tolerance,
            std::size_t maxIterations, Address result) {
  const auto given = model(weights, features, outputs, bias, biases, classes);
  reportingDirection(result, [&] {
    const core::Refined found =
        core::refine(inputMatrix<double>(X, rows, cols), input<std::int32_t>(labels, labelCount),
                     {start == 2 ? &given : nullptr, start == 1, l2, tolerance, maxIterations});
    Out(result) << static_cast<double>(found.iterations) << found.gradientNorm << found.weights
                << found.bias << found.losses;
  });
}

void logits(Address weights, std::size_t features, std::size_t outputs, Address bias,
            std::size_t biases, std::size_t classes, Address X, std::size_t rows, std::size_t cols,
            Address result) {
  core::logits(model(weights, features, outputs, bias, biases, classes),
               inputMatrix<double>(X, rows, cols), outputMatrix<double>(result, rows, outputs));
}

void probabilities(Address weights, std::size_t features, std::size_t outputs, Address bias,
                   std::size_t biases, std::size_t classes, Address X, std::size_t rows,
                   std::size_t cols, Address result) {
  core::probabilities(model(weights, features, outputs, bias, biases, classes),
                      inputMatrix<double>(X, rows, cols),
                      outputMatrix<double>(result, rows, classes));
}

void predict(Address weights, std::size_t features, std::size_t outputs, Address bias,
             std::size_t biases, std::size_t classes, Address X, std::size_t rows, std::size_t cols,
             Address result) {
  core::predict(model(weights, features, outputs, bias, biases, classes),
                inputMatrix<double>(X, rows, cols), output<std::int32_t>(result, rows));
}

void evaluate(Address weights, std::size_t features, std::size_t outputs, Address bias,
              std::size_t biases, std::size_t classes, Address X, std::size_t rows,
              std::size_t cols, Address labels, std::size_t labelCount, Address result) {
  const auto found =
      core::evaluate(model(weights, features, outputs, bias, biases, classes),
                     inputMatrix<double>(X, rows, cols), input<std::int32_t>(labels, labelCount));
  Out(result) << found.logLoss << found.accuracy << found.calibrationError;
}

double covariance(Address X, std::size_t rows, std::size_t cols, int estimator, Address result) {
  const auto found = lemmata::estimateCovariance(inputMatrix<double>(X, rows, cols),
                                                 static_cast<lemmata::Estimator>(estimator));
  Out(result) << found.covariance;
  return found.shrinkage;
}

/// Writes mean, matrix and data; returns the columns of the last two.
std::size_t whiten(Address X, std::size_t rows, std::size_t cols, Address labels,
                   std::size_t labelCount, int kind, Address result) {
  const auto found =
      core::whiten(inputMatrix<double>(X, rows, cols), input<std::int32_t>(labels, labelCount),
                   static_cast<core::WhiteningKind>(kind));
  Out(result) << found.mean << found.matrix << found.data;
  return found.matrix.cols();
}

void linearRegression(Address X, std::size_t rows, std::size_t cols, Address Y, std::size_t rowsY,
                      std::size_t colsY, Address result) {
  const auto found = core::linearRegression(inputMatrix<double>(X, rows, cols),
                                            inputMatrix<double>(Y, rowsY, colsY));
  Out(result) << found.weights << found.bias << found.residualCovariance;
}

} // namespace

#define LEMMATA_MODEL "weights, features, outputs, bias, biases, classes"

LEMMATA_EXPORTS(logistic) = {
    LEMMATA_EXPORT("logisticCountClasses(labels, count)", countClasses),
    LEMMATA_EXPORT(
        "logisticFit(X, rows, cols, labels, labelCount, weights, weightCount, mode, estimator, "
        "ridge, priors, priorCount, result)",
        fit),
    LEMMATA_EXPORT("logisticStatisticsNew(features, classes)", statisticsNew),
    LEMMATA_EXPORT("logisticStatisticsLoad(bytes, size)", statisticsLoad),
    LEMMATA_EXPORT("logisticStatisticsDelete(address)", statisticsDelete),
    LEMMATA_EXPORT("logisticStatisticsAdd(address, X, rows, cols, labels, labelCount, weights, "
                   "weightCount)",
                   statisticsAdd),
    LEMMATA_EXPORT("logisticStatisticsMerge(address, other)", statisticsMerge),
    LEMMATA_EXPORT("logisticStatisticsCount(address)", statisticsCount),
    LEMMATA_EXPORT("logisticStatisticsFeatures(address)", statisticsFeatures),
    LEMMATA_EXPORT("logisticStatisticsClasses(address)", statisticsClasses),
    LEMMATA_EXPORT(
        "logisticStatisticsFit(address, mode, estimator, ridge, priors, priorCount, result)",
        statisticsFit),
    LEMMATA_EXPORT("logisticStatisticsSave(address, bytes, room)", statisticsSave),
    LEMMATA_EXPORT("logisticRefine(X, rows, cols, labels, labelCount, start, " LEMMATA_MODEL
                   ", l2, tolerance, maxIterations, result)",
                   refine),
    LEMMATA_EXPORT("logisticLogits(" LEMMATA_MODEL ", X, rows, cols, result)", logits),
    LEMMATA_EXPORT("logisticProbabilities(" LEMMATA_MODEL ", X, rows, cols, result)",
                   probabilities),
    LEMMATA_EXPORT("logisticPredict(" LEMMATA_MODEL ", X, rows, cols, result)", predict),
    LEMMATA_EXPORT("logisticEvaluate(" LEMMATA_MODEL ", X, rows, cols, labels, labelCount, result)",
                   evaluate),
    LEMMATA_EXPORT("logisticCovariance(X, rows, cols, estimator, result)", covariance),
    LEMMATA_EXPORT("logisticWhiten(X, rows, cols, labels, labelCount, kind, result)", whiten),
    LEMMATA_EXPORT("logisticLinearRegression(X, rows, cols, Y, rowsY, colsY, result)",
                   linearRegression),
};
