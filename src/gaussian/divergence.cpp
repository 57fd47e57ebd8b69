#include "gaussian/divergence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "gaussian/pencil.hpp"
#include "numeric/check.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"

namespace lemmata::gaussian {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Where the sum over the covariances is less than this per dimension, three digits of it have
/// cancelled and it is made again from the eᵢ.
constexpr double nearlyEqual = 1e-3;

/// f(p, q) where both are definite, or on the subspace that carries both; +∞ where there is none.
template <class Function> double onSupport(const Model &p, const Model &q, Function f) {
  if (identical(p, q))
    return 0;
  if (p.definite() && q.definite())
    return f(p, q);
  const auto reduced = onCommonSupport(p, q);
  return reduced ? f(reduced->first, reduced->second) : infinity;
}

double dimensions(const Model &p) { return static_cast<double>(p.size()); }

/// x − log(1 + x), without cancellation: with s = x / (2 + x), log(1 + x) = 2 artanh s, so it is
/// x s − 2 (s³/3 + s⁵/5 + …).
double excessOfLog(double x) {
  if (std::abs(x) > 0.5)
    return x - lemmata::log1p(x);
  const double s = x / (2 + x), square = s * s;
  double power = s * square, sum = 0;
  for (int k = 3; std::abs(power) > 1e-17 * std::abs(s * s); k += 2, power *= square)
    sum += power / k;
  return x * s - 2 * sum;
}

template <class Function> double sumOver(const std::vector<double> &values, Function f) {
  double sum = 0;
  for (const double value : values)
    sum += f(value);
  return sum;
}

/// What the eᵢ say, or what cancelled where rounding has taken one of them to −1 or beyond.
double refined(double fromExcesses, double cancelled) {
  return std::isfinite(fromExcesses) ? fromExcesses : cancelled;
}

double definiteKl(const Model &p, const Model &q) {
  const double n = dimensions(p);
  const double trace = whitenedTrace(p, q), mean = q.root().whitenedNorm(meanDifference(p, q));
  // Beyond float64.
  if (!(trace + mean < infinity))
    return infinity;
  double shape = (trace - n) + (q.root().logDeterminant() - p.root().logDeterminant());
  if (shape < nearlyEqual * n)
    shape = refined(sumOver(excesses(p, q), excessOfLog), std::max(shape, 0.0));
  return (shape + mean) / 2;
}

/// log(1 + b e) − b log(1 + e) with b = 1 − α, the part of λ = 1 + e in twice the Chernoff
/// distance.
double chernoffPart(double e, double alpha) {
  const double b = 1 - alpha;
  // Seen from the other side, Σp as the unit, where that has the smaller factor.
  if (b > 0.5 && alpha >= 0) {
    const double other = -e / (1 + e);
    return alpha * excessOfLog(other) - excessOfLog(alpha * other);
  }
  return b * excessOfLog(e) - excessOfLog(b * e);
}

/// −log ∫ p^a q^(1−a) for any a but 0 and 1; nothing where the integral diverges.
std::optional<double> definiteChernoff(const Model &p, const Model &q, double a) {
  const auto root = mixtureRoot(p, 1 - a, q, a);
  if (!root)
    return std::nullopt;
  const double mean = root->whitenedNorm(meanDifference(p, q));
  // Beyond float64.
  if (!(mean < infinity))
    return a * (1 - a) * infinity;
  double shape =
      root->logDeterminant() - (1 - a) * p.root().logDeterminant() - a * q.root().logDeterminant();
  // The logarithms are taken |a| times; for small eᵢ, what is left of them is a (1 − a) eᵢ²/2.
  const double whole = std::abs(a) * std::min(std::abs(1 - a), 1.0);
  if (std::abs(shape) < nearlyEqual * dimensions(p) * whole) {
    const auto e = excesses(p, q);
    // The eᵢ know the sign that rounding may have hidden from the root.
    if (std::ranges::any_of(e, [&](double x) { return !(1 + (1 - a) * x > 0); }))
      return std::nullopt;
    shape = refined(sumOver(e, [&](double x) { return chernoffPart(x, a); }), shape);
  }
  return (a * (1 - a) * mean + shape) / 2;
}

/// Chernoff's distance, where the integral cannot diverge.
double inner(const Model &p, const Model &q, double a) {
  return std::max(definiteChernoff(p, q, a).value_or(infinity), 0.0);
}

/// The derivative of the Chernoff distance in α.
double slope(const Spectrum &s, double alpha) {
  double sum = 0;
  for (std::size_t i = 0; i < s.excesses.size(); ++i) {
    const double e = s.excesses[i];
    const double mixed = 1 + (1 - alpha) * e;
    sum += s.squares[i] * ((1 - 2 * alpha) / mixed + alpha * (1 - alpha) * e / (mixed * mixed)) -
           e / mixed + lemmata::log1p(e);
  }
  return sum / 2;
}

/// Where the slope, which falls from a positive to a negative value, is zero: bisection, halved
/// until neighbouring numbers.
double zeroOfSlope(const Spectrum &s) {
  double low = 0, high = 1;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (slope(s, middle) > 0 ? low : high) = middle;
  }
  return (low + high) / 2;
}

/// Whether an eigenvalue of the pencil is so small or so large that its excess says little of it.
bool lost(const Spectrum &s) {
  return !std::ranges::all_of(s.excesses, [](double e) { return 1 + e > 1e-10 && e < 1e10; });
}

/// Where the distance itself, which is concave in α, is largest: thirds are cut off.
double largestAt(const Model &p, const Model &q) {
  double low = 0, high = 1;
  for (int step = 0; step < 100; ++step) {
    const double third = (high - low) / 3, a = low + third, b = high - third;
    if (definiteChernoff(p, q, a) < definiteChernoff(p, q, b))
      low = a;
    else
      high = b;
  }
  return (low + high) / 2;
}

/// Of nearly singular covariances the divergences are so rough that their bounds may cross.
Bounds inOrder(double lower, double upper) { return {std::min(lower, upper), upper}; }

} // namespace

double kl(const Model &p, const Model &q) { return onSupport(p, q, definiteKl); }

double crossEntropy(const Model &p, const Model &q) {
  if (!q.definite())
    return supportedWithin(p, q) ? -infinity : infinity;
  const double n = dimensions(p);
  const double trace = whitenedTrace(p, q), mean = q.root().whitenedNorm(meanDifference(p, q));
  // Beyond float64.
  if (!(trace + mean < infinity))
    return infinity;
  return (n * lemmata::log(2 * std::numbers::pi) + q.root().logDeterminant() + trace + mean) / 2;
}

double jeffreys(const Model &p, const Model &q) {
  return onSupport(
      p, q, [](const Model &a, const Model &b) { return definiteKl(a, b) + definiteKl(b, a); });
}

double bhattacharyya(const Model &p, const Model &q) { return chernoff(p, q, 0.5); }

double coefficient(double bhattacharyya) { return lemmata::exp(-bhattacharyya); }

Hellinger hellinger(double bhattacharyya) {
  const double squared = -lemmata::expm1(-bhattacharyya);
  return {squared, std::sqrt(squared)};
}

Hellinger hellinger(const Model &p, const Model &q) { return hellinger(bhattacharyya(p, q)); }

double chernoff(const Model &p, const Model &q, double alpha) {
  check::within(alpha, 0, 1, "alpha");
  return onSupport(p, q, [&](const Model &a, const Model &b) {
    return alpha == 0 || alpha == 1 ? 0 : inner(a, b, alpha);
  });
}

BestChernoff bestChernoff(const Model &p, const Model &q) {
  double alpha = 0.5;
  const double value = onSupport(p, q, [&](const Model &a, const Model &b) {
    const auto at = [&](double x) { return inner(a, b, x); };
    const Spectrum s = spectrum(a, b);
    alpha = lost(s) ? largestAt(a, b) : zeroOfSlope(s);
    // The means' part of the slope may be lost where the eigenvalues are not.
    if (at(alpha) < at(0.5) * (1 - 1e-9))
      alpha = largestAt(a, b);
    // Where all of it is rounding, Bhattacharyya's distance at least is reached.
    if (at(alpha) < at(0.5))
      alpha = 0.5;
    return at(alpha);
  });
  return {alpha, value};
}

double renyi(const Model &p, const Model &q, double order) {
  // Its square, and its product with a logarithm, are numbers.
  check::within(order, 0, 1e100, "order");
  if (order == 1)
    return kl(p, q);
  return onSupport(p, q, [&](const Model &a, const Model &b) {
    if (order == 0)
      return 0.0;
    const auto value = definiteChernoff(a, b, order);
    return value ? std::max(*value / (1 - order), 0.0) : infinity;
  });
}

double chiSquared(const Model &p, const Model &q) { return lemmata::expm1(renyi(p, q, 2)); }

Bounds jensenShannonBounds(double kl, double reversed, double bhattacharyya) {
  constexpr double ln2 = std::numbers::ln2;
  const double halfJeffreys = (kl + reversed) / 2;
  const double hellinger2 = -lemmata::expm1(-bhattacharyya);
  // log(2 / (1 + exp(−J/2))), from Jeffreys; ln 2 times the total variation.
  const double fromJeffreys = -lemmata::log1p(lemmata::expm1(-halfJeffreys) / 2);
  const double variation = totalVariationBounds(kl, reversed, bhattacharyya).upper;
  return inOrder(ln2 * hellinger2, std::min({hellinger2, fromJeffreys, ln2 * variation}));
}

Bounds jensenShannonBounds(const Model &p, const Model &q) {
  return jensenShannonBounds(kl(p, q), kl(q, p), bhattacharyya(p, q));
}

Bounds totalVariationBounds(double kl, double reversed, double bhattacharyya) {
  const double least = std::min(kl, reversed);
  return inOrder(-lemmata::expm1(-bhattacharyya),
                 std::min({std::sqrt(-lemmata::expm1(-2 * bhattacharyya)), std::sqrt(least / 2),
                           std::sqrt(-lemmata::expm1(-least))}));
}

} // namespace lemmata::gaussian
