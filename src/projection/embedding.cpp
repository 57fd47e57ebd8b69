#include "projection/embedding.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "projection/arguments.hpp"

namespace lemmata::projection {

namespace {

constexpr double ln2 = std::numbers::ln2;

/// A point of the axis u = artanh c, c = cos θ; the density (1 − c²)^{(n−3)/2} dc of a uniform
/// direction is sech^{n−1} u du.
struct Point {
  double cosine;  ///< c = tanh u
  double missing; ///< 1 − c
  double logSech; ///< log sech u

  explicit Point(double u) {
    const double q = exp(-2 * std::abs(u)), far = 2 * q / (1 + q);
    missing = u < 0 ? 2 - far : far;
    cosine = u < 0 ? far - 1 : 1 - far;
    logSech = ln2 - std::abs(u) - log1p(q);
  }
};

/// The weight e^{z(c − 1)} times the uniform density, around its peak: the log of its total, and
/// the means of what `each(point, weight)` collects.
class Weighting {
public:
  Weighting(double n, double z) : n_(n), z_(z) {
    // c/(1 − c²) = z/(n − 1) at the peak.
    if (z > 0) {
      const double r = (n - 1) / (2 * z), s = std::sqrt(1 + r * r);
      const double cosine = 1 / (r + s), missing = (r + r * r / (1 + s)) / (r + s);
      peak_ = 0.5 * log((1 + cosine) / missing);
      curvature_ = 2 * r * cosine * (2 * z * cosine + n - 1);
    } else {
      curvature_ = n - 1;
    }
    top_ = logWeight(Point(peak_));
  }

  /// Calls each(point, weight relative to the peak's) on the grid; returns the log of the integral.
  template <class Each> double integrate(Each each) const {
    // Half a standard deviation for the peak's sake; 1/8 because far from the real axis, beyond
    // ±iπ/4, e^{z tanh u} may grow. Either error is below 1e-17.
    const double step = std::min(0.5 / std::sqrt(curvature_), 0.125);
    double total = 0;
    for (const double sign : {1.0, -1.0})
      for (double k = sign < 0 ? 1 : 0;; ++k) {
        const Point point(peak_ + sign * k * step);
        const double depth = logWeight(point) - top_;
        if (depth < -45)
          break;
        const double weight = exp(depth);
        each(point, weight);
        total += weight;
      }
    return top_ + log(total * step);
  }

private:
  double logWeight(const Point &point) const {
    return -z_ * point.missing + (n_ - 1) * point.logSech;
  }

  double n_, z_, peak_ = 0, curvature_, top_;
};

/// Weights that hardly differ: zE[c] − log E e^{zc} with E cosh(zc) − 1 and E c sinh(zc) under the
/// uniform distribution, so that no digits are lost however small the drop is.
double smallDrop(double n, double z) {
  double total = 0, excess = 0, moment = 0;
  const auto add = [&](double cosine, double weight) {
    const double e = expm1(z * cosine);
    total += weight;
    excess += weight * e * e / (2 * (1 + e));
    moment += weight * cosine * (e + e / (1 + e)) / 2;
  };
  if (n == 1)
    add(1, 1);
  else
    Weighting(n, 0).integrate([&](const Point &p, double weight) { add(p.cosine, weight); });
  const double cosh = excess / total;
  return z * (moment / total) / (1 + cosh) - log1p(cosh);
}

double drop(double n, double lambda) {
  const double z = lambda * n;
  if (z == 0)
    return 0;
  if (z <= std::sqrt(n))
    return smallDrop(n, z);
  if (n == 1) {
    const double q = exp(-2 * z);
    return ln2 - log1p(q) - (q > 0 ? 2 * z * q / (1 + q) : 0);
  }
  double total = 0, missing = 0;
  const double weighted = Weighting(n, z).integrate([&](const Point &p, double weight) {
    total += weight;
    missing += weight * p.missing;
  });
  const double uniform = Weighting(n, 0).integrate([](const Point &, double) {});
  return uniform - weighted - z * (missing / total);
}

/// The limit of drop/n by Laplace's method, −½ log(1 − c²) with c = (√(1 + 4λ²) − 1)/(2λ); never
/// −0, by which it would be a divisor of the other sign.
double laplaceRate(double lambda) {
  const double h = 0.5 / lambda, c = 1 / (h + std::sqrt(1 + h * h));
  return std::max(0.0, -0.5 * (c < 0.5 ? log1p(-c * c) : log(c / lambda)));
}

void checkLambda(double lambda, std::string_view argument) {
  if (!(lambda >= 0 && lambda <= 1e100))
    refuse("{argument} is {found}; allowed are values from 0 to {allowed}", argument, lambda,
           1e100);
}

[[noreturn]] void tooManyDimensions(double lambda) {
  refuse("{argument} is {found}; it needs more than {allowed} dimensions", "options.lambda", lambda,
         mostDimensions);
}

double exactDimension(double needed, double lambda) {
  const auto enough = [=](double n) { return drop(n, lambda) > needed; };
  double low = 0, high = 1;
  while (!enough(high)) {
    if (high >= mostDimensions)
      tooManyDimensions(lambda);
    low = high;
    high = std::min(2 * high, mostDimensions);
  }
  while (high - low > 1) {
    const double middle = std::floor((low + high) / 2);
    (enough(middle) ? high : low) = middle;
  }
  return high;
}

} // namespace

double entropyDrop(double n, double lambda) {
  checkWhole(n, 1, mostDimensions, "n");
  checkLambda(lambda, "lambda");
  return drop(n, lambda);
}

double embeddingDimension(double tokens, Rule rule, States states, double lambda) {
  checkWhole(tokens, 1, std::numeric_limits<double>::max(), "tokens");
  checkLambda(lambda, "options.lambda");
  if (lambda != 1 && (rule == Rule::Article || rule == Rule::Eight))
    refuse("{argument} is {found}; the rules \"8.33\" and \"8\" hold for {allowed} only",
           "options.lambda", lambda, 1);
  if (tokens == 1)
    return 1;
  const double copies = states == States::Pair ? 2 : 1, needed = copies * log(tokens);
  double bound = 0;
  switch (rule) {
  case Rule::Article:
    bound = 8.33 / 2 * needed;
    break;
  case Rule::Eight:
    bound = 8. / 2 * needed;
    break;
  case Rule::Golden:
    bound = needed / laplaceRate(lambda);
    break;
  case Rule::Exact:
    return exactDimension(needed, lambda);
  }
  if (!(bound < mostDimensions))
    tooManyDimensions(lambda);
  return std::floor(bound) + 1;
}

double attentionLogScale(double length, double base) {
  if (!(length >= 1 && std::isfinite(length)))
    refuse("{argument} is {found}; it must be a finite number of at least {allowed}", "length",
           length, 1);
  if (!(base > 1 && std::isfinite(base)))
    refuse("{argument} is {found}; it must be a finite number above {allowed}", "base", base, 1);
  return log(length) / log(base);
}

} // namespace lemmata::projection
