#include "numeric/normal.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "numeric/log.hpp"

namespace lemmata {

namespace {

/// c₀ + c₁ x + … + c₇ x⁷.
double polynomial(const std::array<double, 8> &c, double x) {
  double value = c[7];
  for (int i = 6; i >= 0; --i)
    value = value * x + c[i];
  return value;
}

struct Rational {
  std::array<double, 8> numerator, denominator;
  double operator()(double x) const {
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

} // namespace

double normalQuantile(double p) {
  using limits = std::numeric_limits<double>;
  if (!(p > 0 && p < 1))
    return p == 0 ? -limits::infinity() : p == 1 ? limits::infinity() : limits::quiet_NaN();
  const double q = p - 0.5;
  if (std::abs(q) <= 0.425)
    return q * centre(0.180625 - q * q);
  const double root = std::sqrt(-log(q < 0 ? p : 1 - p));
  const double size = root <= 5 ? tail(root - 1.6) : farTail(root - 5);
  return q < 0 ? -size : size;
}

template <class T> void fillNormal(const Philox &philox, std::uint64_t first, std::span<T> to) {
  std::size_t i = 0;
  if (first % 2 == 1 && !to.empty())
    to[i++] = static_cast<T>(normal(philox, first));
  for (; i + 2 <= to.size(); i += 2) {
    const auto [a, b] = philox.uniforms((first + i) / 2);
    to[i] = static_cast<T>(normalQuantile(a));
    to[i + 1] = static_cast<T>(normalQuantile(b));
  }
  if (i < to.size())
    to[i] = static_cast<T>(normal(philox, first + i));
}

template void fillNormal(const Philox &, std::uint64_t, std::span<float>);
template void fillNormal(const Philox &, std::uint64_t, std::span<double>);

} // namespace lemmata
