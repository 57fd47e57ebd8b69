#include "logistic/refine.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "logistic/fit.hpp"
#include "logistic/newton.hpp"
#include "logistic/statistics.hpp"
#include "numeric/check.hpp"
#include "numeric/covariance.hpp"
#include "numeric/product.hpp"

namespace lemmata::logistic {

namespace {

/// Weights and bias about the origin, from Θ about the mean.
std::vector<double> biasOf(const Matrix &theta, const std::vector<double> &mean) {
  const auto last = theta.row(mean.size());
  std::vector<double> bias(last.begin(), last.end());
  for (std::size_t j = 0; j < mean.size(); ++j)
    for (std::size_t k = 0; k < bias.size(); ++k)
      bias[k] -= theta(j, k) * mean[j];
  return bias;
}

Matrix weightsOf(const Matrix &theta) {
  return Matrix(MatrixView<const double>{theta.flat().data(), theta.rows() - 1, theta.cols()});
}

/// Θ about the mean, from weights and bias about the origin.
Matrix thetaOf(MatrixView<const double> weights, std::span<const double> bias,
               const std::vector<double> &mean) {
  Matrix theta(weights.rows + 1, weights.cols);
  std::ranges::copy(weights.flat(), theta.flat().begin());
  for (std::size_t k = 0; k < weights.cols; ++k) {
    double sum = bias[k];
    for (std::size_t j = 0; j < weights.rows; ++j)
      sum += weights(j, k) * mean[j];
    theta(weights.rows, k) = sum;
  }
  return theta;
}

[[noreturn]] void throwSeparable(const Matrix &theta, const std::vector<double> &mean) {
  const Matrix weights = weightsOf(theta);
  std::vector<double> direction(weights.flat().begin(), weights.flat().end());
  const double length = std::sqrt(squaredNorm(direction));
  for (const double value : biasOf(theta, mean))
    direction.push_back(value);
  for (double &value : direction)
    value /= length > 0 ? length : 1;
  throw Separable(Error(ErrorCode::Separable,
                        "a hyperplane separates the classes: the likelihood grows forever along "
                        "details.direction; l2 above 0 keeps the weights finite",
                        {{"argument", "X"}}),
                  std::move(direction));
}

Matrix startOf(MatrixView<const double> X, std::span<const std::int32_t> labels,
               std::size_t classes, const RefineOptions &options, const std::vector<double> &mean) {
  const Matrix zero(X.cols + 1, outputsOf(classes));
  if (options.fromZero)
    return zero;
  if (options.start)
    return thetaOf(options.start->weights, options.start->bias, mean);
  FitOptions closed;
  // Shrunk where the samples are too few for the plain covariance.
  if (X.rows < 2 * X.cols)
    closed.estimator = Estimator::Oas;
  try {
    const Fit start = fit(X, labels, {}, closed);
    return thetaOf(start.weights, start.bias, mean);
  } catch (const Error &error) {
    // The closed form has no finite answer; the likelihood may have one, or says why not.
    if (error.code() != ErrorCode::Separable && error.code() != ErrorCode::Singular)
      throw;
    return zero;
  }
}

/// The start, its Θ halved as long as the loss falls by it: closed forms of classes that hardly
/// overlap are so sure of themselves that no Newton step would come down from where they err.
Likelihood::Point shortened(const Likelihood &likelihood, Likelihood::Point point) {
  while (dot(point.theta.flat(), point.gradient.flat()) > 0.5) {
    Matrix half = point.theta;
    scale(half, 0.5);
    Likelihood::Point next = likelihood.at(std::move(half));
    if (!(next.loss < point.loss))
      break;
    point = std::move(next);
  }
  return point;
}

/// The point after the step or, where that does not come down, after a half, a quarter, … of it.
std::optional<Likelihood::Point> descend(const Likelihood &likelihood,
                                         const Likelihood::Point &point, const Matrix &step) {
  const double slope = dot(step.flat(), point.gradient.flat());
  for (double length = 1; length > 1e-4; length /= 2) {
    Matrix theta = point.theta;
    for (std::size_t i = 0; i < theta.flat().size(); ++i)
      theta.flat()[i] += length * step.flat()[i];
    Likelihood::Point next = likelihood.at(std::move(theta));
    // Near the minimum the loss is flat to rounding, and the gradient tells more.
    const bool flat = std::abs(next.loss - point.loss) <= 1e-14 * (1 + point.loss);
    if (next.loss <= point.loss + 1e-4 * length * slope ||
        (flat && next.gradientNorm < point.gradientNorm))
      return next;
  }
  return std::nullopt;
}

void checkArguments(MatrixView<const double> X, std::span<const std::int32_t> labels,
                    std::size_t classes, const RefineOptions &options) {
  checkSamples(1, X, "X");
  checkLabels(labels, X.rows, classes);
  std::vector<char> seen(classes);
  for (const std::int32_t label : labels)
    seen[static_cast<std::size_t>(label)] = 1;
  const auto missing = static_cast<std::size_t>(std::ranges::find(seen, 0) - seen.begin());
  if (missing < classes)
    throw Error(ErrorCode::EmptyClass, "class {class} has no samples",
                {{"argument", "labels"}, {"class", missing}});
  for (const auto &[value, name] :
       {std::pair{options.l2, "options.l2"}, std::pair{options.tolerance, "options.tolerance"}})
    if (!(value >= 0 && std::isfinite(value)))
      throw Error(ErrorCode::InvalidArgument, "{argument} is {found}; allowed are numbers from 0",
                  {{"argument", name}, {"found", value}});
  if (options.start) {
    checkModel(*options.start);
    if (options.start->weights.rows != X.cols)
      throw Error(ErrorCode::ShapeMismatch,
                  "{argument} has {found} features; X has {expected} columns",
                  {{"argument", "options.start"},
                   {"found", options.start->weights.rows},
                   {"expected", X.cols}});
  }
}

} // namespace

Refined refine(MatrixView<const double> X, std::span<const std::int32_t> labels,
               const RefineOptions &options) {
  const std::size_t classes = options.start ? options.start->classes : countClasses(labels);
  checkArguments(X, labels, classes, options);
  const Likelihood likelihood(X, labels, classes, options.l2);
  const std::vector<double> &mean = likelihood.mean();
  Likelihood::Point point = likelihood.at(startOf(X, labels, classes, options, mean));
  if (!options.start)
    point = shortened(likelihood, std::move(point));
  std::vector<double> losses{point.loss};
  NewtonStep newton(likelihood);
  bool refresh = true, settled = true;
  std::size_t iteration = 0;
  for (;; ++iteration) {
    if (options.l2 == 0 && point.margin > 0)
      throwSeparable(point.theta, mean);
    if ((point.gradientNorm <= options.tolerance && settled) || iteration == options.maxIterations)
      break;
    std::optional<Likelihood::Point> next =
        descend(likelihood, point, newton(point, refresh, options.tolerance));
    if (!next && !refresh)
      next = descend(likelihood, point, newton(point, true, options.tolerance));
    if (!next)
      next = descend(likelihood, point, newton.cautious(point));
    if (!next)
      break;
    const auto [least, most] = likelihood.leads(point, *next);
    settled = most <= 0.01;
    // A step that takes no sample back and moves some by much is one that can go on forever.
    if (options.l2 == 0 && iteration >= 8 && most > 0.1 && least >= -1e-7 * most) {
      Matrix direction = next->theta;
      for (std::size_t i = 0; i < direction.flat().size(); ++i)
        direction.flat()[i] -= point.theta.flat()[i];
      throwSeparable(direction, mean);
    }
    refresh = !(next->gradientNorm < 0.1 * point.gradientNorm);
    point = std::move(*next);
    losses.push_back(point.loss);
  }
  Refined result{weightsOf(point.theta), biasOf(point.theta, mean), classes, iteration,
                 std::move(losses),      point.gradientNorm};
  checkSquares(result.weights.flat(), "X");
  checkSquares(result.bias, "X");
  return result;
}

} // namespace lemmata::logistic
