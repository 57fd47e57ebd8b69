#pragma once

#include "numeric/packet.hpp"
#include "numeric/polynomial.hpp"

/// Sine, cosine and arctangent of float64 packets, and of scalars by the same code.
///
/// x = n π/2 + r with π/2 in three parts, of which the first two have 33 bits, so that their
/// products with |n| ≤ 2^20 are exact: up to |x| = 10^6 the largest error is 1.6 ulp, also beside
/// zeros. Beyond, the absolute error grows as |x| 2^−52, the distance of x from its neighbours;
/// results stay within [−1, 1], and are 0 and 1 from |x| = 2^50 on. atan: 1.6 ulp everywhere.
namespace lemmata {

namespace detail {

struct Trigonometric {
  /// (sin(r)/r − 1)/z and (cos r − 1 + z/2)/z² in z = r², for |r| ≤ π/4.
  static constexpr std::array<double, 6> sine{-0.16666666666666632,    0.008333333333322398,
                                              -0.00019841269829794608, 2.755731368714297e-06,
                                              -2.5050757339004856e-08, 1.5896749097183062e-10};
  static constexpr std::array<double, 6> cosine{0.0416666666666666,    -0.0013888888888874103,
                                                2.480158728946824e-05, -2.755731434812512e-07,
                                                2.087572267850572e-09, -1.1359615896879655e-11};
  /// (atan(x)/x − 1)/z in z = x², for |x| ≤ tan(π/8).
  static constexpr std::array<double, 10> arctangent{
      -0.33333333333330206, 0.1999999999910108,  -0.14285714196212468, 0.11111106690142716,
      -0.09090783206549248, 0.07690078708868237, -0.0664120515058148,  0.05692946631084416,
      -0.0436018766362027,  0.021272255223248805};
  static constexpr double first = 0x1.921fb544p+0, second = 0x1.0b4611a6p-34,
                          third = 0x1.3198a2e037073p-69;
  static constexpr double round = 0x1.8p52, twoOverPi = 0x1.45f306dc9c883p-1;
};

struct SineCosine {
  f64x2 sine, cosine;
};

/// sin and cos of n π/2 + r, |r| ≤ π/4, n in the lowest bits.
inline SineCosine sineCosineOf(f64x2 r, u64x2 n) {
  const f64x2 z = r * r;
  const f64x2 s = r + r * (z * polynomial(Trigonometric::sine, z));
  const f64x2 half = 0.5 * z, first = 1.0 - half;
  const f64x2 c = first + (((1.0 - first) - half) + z * z * polynomial(Trigonometric::cosine, z));
  const i64x2 odd = -i64x2(n & 1);
  const u64x2 sineSign = (n & 2) << 62, cosineSign = ((n + 1) & 2) << 62;
  return {fromBits<double>(bits(select(odd, c, s)) ^ sineSign),
          fromBits<double>(bits(select(odd, s, c)) ^ cosineSign)};
}

} // namespace detail

/// sin x and cos x; NaN for infinite x and NaN.
inline detail::SineCosine sineCosine(f64x2 x) {
  using detail::Trigonometric;
  const f64x2 near = select(abs(x) < 0x1p50, x, x - x);
  const f64x2 rounded = near * Trigonometric::twoOverPi + Trigonometric::round;
  const f64x2 n = rounded - Trigonometric::round;
  const f64x2 r =
      ((near - n * Trigonometric::first) - n * Trigonometric::second) - n * Trigonometric::third;
  const f64x2 within = max(min(r, broadcast(0.8)), broadcast(-0.8));
  return detail::sineCosineOf(within, bits(rounded));
}
inline f64x2 sin(f64x2 x) { return sineCosine(x).sine; }
inline f64x2 cos(f64x2 x) { return sineCosine(x).cosine; }
[[gnu::noinline]] inline double sin(double x) { return sin(broadcast(x))[0]; }
[[gnu::noinline]] inline double cos(double x) { return cos(broadcast(x))[0]; }

/// sin πx and cos πx for |x| < 2^51, exact at multiples of ½.
inline detail::SineCosine sineCosinePi(f64x2 x) {
  using detail::Trigonometric;
  const f64x2 rounded = 2.0 * x + Trigonometric::round, n = rounded - Trigonometric::round;
  return detail::sineCosineOf((x - 0.5 * n) * 3.14159265358979323846, bits(rounded));
}

/// atan x within ±π/2; NaN to NaN.
inline f64x2 atan(f64x2 x) {
  using detail::Trigonometric;
  const f64x2 size = abs(x);
  const i64x2 large = size > 2.414213562373095, middle = (size > 0.41421356237309503) & ~large;
  const f64x2 one = broadcast(1.0), zero = f64x2{};
  const f64x2 over = select(large, -one, select(middle, size - 1.0, size));
  const f64x2 under = select(large, size, select(middle, size + 1.0, one));
  const f64x2 y = over / under, z = y * y;
  const f64x2 part = y * (z * polynomial(Trigonometric::arctangent, z));
  const f64x2 high = select(large, broadcast(0x1.921fb54442d18p+0),
                            select(middle, broadcast(0x1.921fb54442d18p-1), zero));
  const f64x2 low = select(large, broadcast(0x1.1a62633145c07p-54),
                           select(middle, broadcast(0x1.1a62633145c07p-55), zero));
  const f64x2 angle = high + (y + (part + low));
  return fromBits<double>(bits(angle) | (bits(x) & bits(broadcast(-0.0))));
}
[[gnu::noinline]] inline double atan(double x) { return atan(broadcast(x))[0]; }

} // namespace lemmata
