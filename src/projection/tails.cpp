#include "projection/tails.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "projection/arguments.hpp"
#include "projection/chi_squared.hpp"

namespace lemmata::projection {

namespace {

constexpr double ln2 = std::numbers::ln2;

/// −log of the Chernoff bound on the upper tail, an n-th of it; of the lower one at −ε.
double rate(double epsilon) { return deviance(epsilon) / 2; }

double logChernoff(double n, double epsilon) {
  const double upper = -n * rate(epsilon);
  return epsilon < 1 ? logAdd(upper, -n * rate(-epsilon)) : upper;
}

} // namespace

double logNormTail(double n, double epsilon, Method method) {
  checkWhole(n, 1, mostDimensions, "n");
  if (method == Method::Chernoff || method == Method::Exact)
    checkPositive(epsilon, "epsilon");
  else
    checkBetween(epsilon, 1, "epsilon");
  const double square = epsilon * epsilon;
  switch (method) {
  case Method::Article:
  case Method::Existence:
    return ln2 - square * n / 8;
  case Method::DasguptaGupta:
    return ln2 - n * (square / 2 - square * epsilon / 3) / 2;
  case Method::Chernoff:
    return logChernoff(n, epsilon);
  case Method::Exact:
    return logAdd(logUpperTail(n, epsilon), logLowerTail(n, epsilon));
  }
  return 0;
}

double normTail(double n, double epsilon, Method method) {
  return std::min(1.0, exp(logNormTail(n, epsilon, method)));
}

double innerProductTail(double n, double epsilon, Method method) {
  checkWhole(n, 1, mostDimensions, "n");
  if (method == Method::Article) {
    checkBetween(epsilon, 1, "epsilon");
    return std::min(1.0, 4 * exp(-epsilon * epsilon * n / 8));
  }
  checkPositive(epsilon, "epsilon");
  // s = (√(1 + 4ε²) − 1)/(2ε) maximizes sε + ½ log(1 − s²), and 1 − s² = s/ε.
  const double h = 0.5 / epsilon, s = 1 / (h + std::sqrt(1 + h * h));
  const double logRest = s < 0.5 ? log1p(-s * s) : log(s / epsilon);
  return std::min(1.0, 2 * exp(-n * (s * epsilon + logRest / 2)));
}

} // namespace lemmata::projection
