#include "numeric/normal.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "numeric/log.hpp"
#include "numeric/packet.hpp"

namespace lemmata {

namespace {

/// c₀ + c₁ x + … + c₇ x⁷.
[[gnu::always_inline]] inline f64x2 polynomial(const std::array<double, 8> &c, f64x2 x) {
  f64x2 value = broadcast(c[7]);
#pragma GCC unroll 7
  for (int i = 6; i >= 0; --i)
    value = value * x + c[i];
  return value;
}

struct Rational {
  std::array<double, 8> numerator, denominator;
  [[gnu::always_inline]] f64x2 operator()(f64x2 x) const {
    return polynomial(numerator, x) / polynomial(denominator, x);
  }
};

/// Wichura's a and b: the quantile over p − ½, in 0.425² − (p − ½)².
constexpr Rational centre{
    {3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
     45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727},
    {1.0, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077,
     21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610}};
/// c and d: the quantile in √(−log p) − 1.6, where that root is at most 5.
constexpr Rational tail{{1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550,
                         3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770,
                         0.0227238449892691845833, 7.74545014278341407640e-4},
                        {1.0, 2.05319162663775882187, 1.67638483018380384940,
                         0.689767334985100004550, 0.148103976427480074590, 0.0151986665636164571966,
                         5.47593808499534494600e-4, 1.05075007164441684324e-9}};
/// e and f: the quantile in √(−log p) − 5, beyond.
constexpr Rational farTail{
    {6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
     0.296560571828504891230, 0.0265321895265761230930, 0.00124266094738807843860,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

/// Up to this |p − ½| the central function holds.
constexpr double central = 0.425;

[[gnu::always_inline]] inline f64x2 centralQuantile(f64x2 q) {
  return q * centre(0.180625 - q * q);
}

/// The quantile where |p − ½| > 0.425, for 0 < p < 1.
f64x2 tailQuantile(f64x2 p) {
  const i64x2 lower = p < 0.5;
  const f64x2 log = lemmata::log(select(lower, p, 1 - p));
  const f64x2 root{std::sqrt(-log[0]), std::sqrt(-log[1])};
  f64x2 size = tail(root - 1.6);
  if (any(root > 5)) [[unlikely]]
    size = select(root > 5, farTail(root - 5), size);
  return select(lower, -size, size);
}

/// Numbers that are worked on at a time.
constexpr std::size_t most = 256;

} // namespace

double normalQuantile(double p) {
  using limits = std::numeric_limits<double>;
  if (!(p > 0 && p < 1))
    return p == 0 ? -limits::infinity() : p == 1 ? limits::infinity() : limits::quiet_NaN();
  const double q = p - 0.5;
  return (std::abs(q) <= central ? centralQuantile(broadcast(q)) : tailQuantile(broadcast(p)))[0];
}

void normalQuantiles(std::span<double> values) {
  for (std::size_t first = 0; first < values.size(); first += most) {
    const std::span<double> x = values.subspan(first, std::min(most, values.size() - first));
    // The few in the tails, with their places, so that no packet takes both ways.
    double p[most + 1];
    std::uint32_t place[most];
    std::size_t count = 0, i = 0;
    for (; i + 2 <= x.size(); i += 2) {
      const f64x2 given = load(&x[i]), q = given - 0.5;
      const i64x2 outside = abs(q) > central;
      store(&x[i], centralQuantile(q));
#pragma GCC unroll 2
      for (std::size_t lane = 0; lane < 2; ++lane) {
        p[count] = given[lane];
        place[count] = static_cast<std::uint32_t>(i + lane);
        count -= static_cast<std::size_t>(static_cast<std::ptrdiff_t>(outside[lane]));
      }
    }
    if (i < x.size())
      x[i] = normalQuantile(x[i]);
    if (count % 2 == 1)
      p[count] = p[count - 1];
    for (i = 0; i < count; i += 2) {
      const f64x2 quantile = tailQuantile(load(&p[i]));
      x[place[i]] = quantile[0];
      if (i + 1 < count)
        x[place[i + 1]] = quantile[1];
    }
  }
}

template <> void fillNormal(const Philox &philox, std::uint64_t first, std::span<double> to) {
  for (std::size_t i = 0; i < to.size(); i += most) {
    const std::span<double> part = to.subspan(i, std::min(most, to.size() - i));
    philox.fillUniform(first + i, part);
    normalQuantiles(part);
  }
}

template <> void fillNormal(const Philox &philox, std::uint64_t first, std::span<float> to) {
  double wide[most];
  for (std::size_t i = 0; i < to.size(); i += most) {
    const std::size_t count = std::min(most, to.size() - i);
    fillNormal(philox, first + i, std::span(wide, count));
    for (std::size_t k = 0; k < count; ++k)
      to[i + k] = static_cast<float>(wide[k]);
  }
}

} // namespace lemmata
