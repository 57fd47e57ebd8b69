#include "projection/chi_squared.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "numeric/exp.hpp"
#include "numeric/log.hpp"

namespace lemmata::projection {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double precision = 0x1p-54;
/// log √(2π)
constexpr double logRootTwoPi = 0.91893853320467274178;

/// log Γ(a + 1) − (a + ½) log a + a − log √(2π): the rest of Stirling's formula. From a = 16 on,
/// its series to 1/a⁹ is within 1e-17; below, Γ(a + 2) = (a + 1) Γ(a + 1) leads there.
double stirlingRest(double a) {
  double rest = 0;
  for (; a < 16; ++a)
    rest += (a + 0.5) * log1p(1 / a) - 1;
  const double z = 1 / (a * a);
  return rest +
         (1. / 12 - z * (1. / 360 - z * (1. / 1260 - z * (1. / 1680 - z * (1. / 1188))))) / a;
}

/// log of xᵃ e⁻ˣ/Γ(a + 1) at x = a(1 + t).
double logDensity(double a, double t) {
  return -a * deviance(t) - 0.5 * log(a) - logRootTwoPi - stirlingRest(a);
}

/// P(a, x) divided by that: Σ xᵏ/((a + 1)…(a + k)), for x not far above a.
double lowerSeries(double a, double x) {
  double term = 1, total = 1;
  for (double k = a + 1; term > precision * total; ++k) {
    term *= x / k;
    total += term;
  }
  return total;
}

/// Q(a, x) divided by that: Legendre's continued fraction (Abramowitz and Stegun 6.5.31), from the
/// front after Lentz (1976), for x ≥ a + 1; `excess` is x − a.
double upperFraction(double a, double excess) {
  double b = excess + 1, c = infinity, d = 1 / b, value = d;
  for (double i = 1;; ++i) {
    const double numerator = -i * (i - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const double factor = c * d;
    value *= factor;
    if (!(std::abs(factor - 1) > 4 * precision))
      return a * value;
  }
}

/// log P(a, a(1 + t)), t > −1.
double logLower(double a, double t) { return logDensity(a, t) + log(lowerSeries(a, a + a * t)); }

/// log Q(a, a(1 + t)), t > −1.
double logUpper(double a, double t) {
  // So far out that nothing is left, and that the fraction would not end.
  if (!(a * t < 1e300))
    return -infinity;
  if (a * t >= 1)
    return logDensity(a, t) + log(upperFraction(a, a * t));
  return log1p(-exp(logLower(a, t)));
}

} // namespace

double deviance(double t) {
  if (std::abs(t) > 0.1)
    return t - log1p(t);
  // log(1 + t) = 2 artanh s with s = t/(2 + t), and t − 2s = ts.
  const double s = t / (2 + t), s2 = s * s;
  double rest = 0;
  for (int k = 17; k >= 3; k -= 2)
    rest = rest * s2 + 1. / k;
  return s * t - 2 * s * s2 * rest;
}

double logUpperTail(double n, double epsilon) { return logUpper(n / 2, epsilon); }

double logLowerTail(double n, double epsilon) {
  return epsilon < 1 ? logLower(n / 2, -epsilon) : -infinity;
}

double withinNormal(double z) {
  if (z > 40)
    return 1;
  // Z² is χ² with one degree of freedom: P(½, z²/2).
  const double x = z * z / 2, density = std::sqrt(2 / std::numbers::pi) * z * exp(-x);
  return z < 2 ? density * lowerSeries(0.5, x) : 1 - density * upperFraction(0.5, x - 0.5);
}

double logAdd(double x, double y) {
  const double high = x > y ? x : y, low = x > y ? y : x;
  return low == -infinity ? high : high + log1p(exp(low - high));
}

} // namespace lemmata::projection
