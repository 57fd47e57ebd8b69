#include "projection/angle.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "numeric/packet.hpp"
#include "numeric/reduce.hpp"
#include "projection/arguments.hpp"

namespace lemmata::projection {

namespace {

using std::numbers::pi;

/// Σ (−z)ᵏ/((first + 1)(first + 2) … (first + 2k)): cos √z from 0, sin √z/√z from 1; z < 0.62.
double alternating(double z, int first) {
  double total = 1;
  for (int k = first + 18; k > first; k -= 2)
    total = 1 - z / (k * (k - 1)) * total;
  return total;
}

/// cos πp, 0 ≤ p ≤ 1.
double cosine(double p) {
  if (p > 0.5)
    return -cosine(1 - p);
  const double x = pi * p, y = pi * (0.5 - p);
  return p <= 0.25 ? alternating(x * x, 0) : y * alternating(y * y, 1);
}

} // namespace

AngleEstimate angleFromHamming(double hamming, double bits) {
  checkWhole(bits, 1, 0x1p53, "bits");
  checkWhole(hamming, 0, bits, "hamming");
  const double p = hamming / bits;
  return {pi * p, pi * std::sqrt(p * (1 - p) / bits), cosine(p)};
}

double angleBetween(std::span<const float> u, std::span<const float> v) {
  const double perU = 1 / std::sqrt(dot(u, u)), perV = 1 / std::sqrt(dot(v, v));
  f64x2 differences{}, sums{};
  std::size_t i = 0;
  const auto add = [&](f64x2 wideU, f64x2 wideV) {
    const f64x2 a = wideU * perU, b = wideV * perV;
    differences += (a - b) * (a - b);
    sums += (a + b) * (a + b);
  };
  for (; i + 2 <= u.size(); i += 2)
    add(loadWide(&u[i]), loadWide(&v[i]));
  if (i < u.size())
    add(f64x2{u[i], 0}, f64x2{v[i], 0});
  return 2 * arcTangent(std::sqrt(sum(differences)), std::sqrt(sum(sums)));
}

double arcTangent(double y, double x) {
  if (y > x)
    return pi / 2 - arcTangent(x, y);
  // The angle halved three times, atan t = 2 atan(t/(1 + √(1 + t²))): t < 0.1, and the series.
  double t = y / x;
  for (int halving = 0; halving < 3; ++halving)
    t /= 1 + std::sqrt(1 + t * t);
  const double z = t * t;
  double total = 0;
  for (int k = 17; k >= 1; k -= 2)
    total = 1. / k - z * total;
  return 8 * t * total;
}

} // namespace lemmata::projection
