#include "projection/dimension.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "projection/arguments.hpp"

namespace lemmata::projection {

namespace {

constexpr double largest = std::numeric_limits<double>::max();

/// log of the number of pairs.
double logPairs(double points) { return log(points) + log(points - 1) - log(2.0); }

void checkPoints(double points) { checkWhole(points, 1, largest, "points"); }

void checkFailure(const std::optional<double> &failure, std::string_view argument) {
  if (failure)
    checkBetween(*failure, 1, argument);
}

double logFailure(const std::optional<double> &failure, double points) {
  return failure ? log(*failure) : -log(points);
}

/// The least whole number in (low, high] at which `holds`, which does at `high`, not at `low`, and
/// changes once. Beyond 2^53 neighbours are the floats.
template <class Condition> double firstWhole(double low, double high, Condition holds) {
  for (;;) {
    const double middle = std::floor(low + (high - low) / 2);
    if (middle <= low || middle >= high)
      return high;
    (holds(middle) ? high : low) = middle;
  }
}

/// The least whole number above.
double above(double bound) { return std::max(1.0, std::floor(bound) + 1); }

double searchDimension(double points, double epsilon, Method method, double logDelta) {
  const double pairs = logPairs(points);
  const auto suffices = [=](double n) {
    return pairs + logNormTail(n, epsilon, method) <= logDelta;
  };
  if (suffices(1))
    return 1;
  double low = 1, high = 2;
  while (high < mostDimensions && !suffices(high)) {
    low = high;
    high = std::min(2 * high, mostDimensions);
  }
  if (high == mostDimensions && !suffices(high))
    refuse("{argument} is {found}; it needs more than {allowed} dimensions", "epsilon", epsilon,
           mostDimensions);
  return firstWhole(low, high, suffices);
}

} // namespace

double failureProbability(double points, double n, double epsilon, Method method) {
  checkPoints(points);
  const double tail = logNormTail(n, epsilon, method);
  return points == 1 ? 0 : exp(std::min(0.0, logPairs(points) + tail));
}

double minDimension(double points, double epsilon, Method method, std::optional<double> failure) {
  checkPoints(points);
  checkBetween(epsilon, 1, "epsilon");
  checkFailure(failure, "options.failure");
  if (failure && method == Method::Existence)
    throw Error(
        ErrorCode::InvalidArgument,
        "{argument} is {found}; \"existence\" promises no more than that a projection exists",
        {{"argument", "options.failure"}, {"found", *failure}});
  if (points == 1)
    return 1;
  const double square = epsilon * epsilon;
  // log of 2 pairs/δ, over the exponent's part of n.
  const double logOdds = failure ? logPairs(points) + log(2.0) - log(*failure) : 0;
  switch (method) {
  case Method::Article:
    return failure ? std::max(1.0, std::ceil(8 * logOdds / square))
                   : above(24 * log(points) / square);
  case Method::Existence:
    return above(16 * log(points) / square);
  case Method::DasguptaGupta: {
    const double exponent = square / 2 - square * epsilon / 3;
    return failure ? std::max(1.0, std::ceil(2 * logOdds / exponent))
                   : above(4 * log(points) / exponent);
  }
  case Method::Chernoff:
  case Method::Exact:
    return searchDimension(points, epsilon, method, logFailure(failure, points));
  }
  return 0;
}

double distortionFor(double points, double n, std::optional<double> failure) {
  checkPoints(points);
  checkWhole(n, 1, mostDimensions, "n");
  checkFailure(failure, "failure");
  if (points == 1)
    return 0;
  const double allowed = logFailure(failure, points) - logPairs(points);
  const auto suffices = [=](double epsilon) {
    return logNormTail(n, epsilon, Method::Exact) <= allowed;
  };
  double high = 1;
  while (!suffices(high))
    high *= 2;
  double low = high / 2;
  for (; suffices(low); low /= 2)
    high = low;
  for (;;) {
    const double middle = (low + high) / 2;
    if (middle <= low || middle >= high)
      return high;
    (suffices(middle) ? high : low) = middle;
  }
}

double maxPoints(double n, double epsilon, std::optional<double> failure) {
  checkFailure(failure, "failure");
  const double tail = logNormTail(n, epsilon, Method::Exact);
  const auto tooMany = [&](double points) {
    return logPairs(points) + tail > logFailure(failure, points);
  };
  double low = 1, high = 2;
  while (!tooMany(high)) {
    if (high > largest / 2)
      return std::numeric_limits<double>::infinity();
    low = high;
    high *= 2;
  }
  return firstWhole(low, high, tooMany) - 1;
}

} // namespace lemmata::projection
