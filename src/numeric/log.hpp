#pragma once

#include <limits>

#include "numeric/exp.hpp"
#include "numeric/packet.hpp"

/// Natural logarithms of packets, and of scalars by the same code.
///
/// x = 2^k · (1 + f) with √½ ≤ 1 + f < √2, and log(1 + f) = 2 artanh s, s = f/(2 + f), by a minimax
/// polynomial in s²; the terms are summed as in FreeBSD's e_log.c, so that no precision is lost
/// where x is near 1.
///
/// Largest errors of log: 0.86 ulp in float64, 0.84 ulp in float32 (all 2^32 arguments).
namespace lemmata {

namespace detail {

template <class T> struct Log;

template <> struct Log<double> {
  static constexpr int mantissaBits = 52, bias = 1023;
  static constexpr std::uint64_t mantissaMask = 0xfffffffffffff;
  /// ln 2 in two parts, the first of 33 bits so that its product with k is exact.
  static constexpr double ln2High = 0x1.62e42ffp-1, ln2Low = -0x1.718432a1b0e26p-35;
  static constexpr double sqrtHalf = 0x1.6a09e667f3bcdp-1;
  /// The bits of a float that hold an integer, once added to it.
  static constexpr double integer = 0x1p52;

  /// (log((1 + s)/(1 − s)) − 2s)/s with z = s².
  [[gnu::always_inline]] static f64x2 rest(f64x2 z) {
    const f64x2 w = z * z;
    const f64x2 odd = 0.3999999999941467 + w * (0.22222198573015814 + w * 0.1531405028859347);
    const f64x2 even =
        0.6666666666666734 +
        w * (0.28571428742389104 + w * (0.18183564335682117 + w * 0.14795952514740854));
    return z * even + w * odd;
  }
};

template <> struct Log<float> {
  static constexpr int mantissaBits = 23, bias = 127;
  static constexpr std::uint32_t mantissaMask = 0x7fffff;
  static constexpr float ln2High = 0x1.62e4p-1f, ln2Low = 0x1.7f7d1cp-20f;
  static constexpr float sqrtHalf = 0x1.6a09e6p-1f;
  static constexpr float integer = 0x1p23f;

  [[gnu::always_inline]] static f32x4 rest(f32x4 z) {
    return z * (0.66666776f + z * (0.39977542f + z * 0.29871731f));
  }
};

/// log of positive normal numbers.
template <class P> [[gnu::always_inline]] inline P logNormal(P x) {
  using T = Lane<P>;
  using L = Log<T>;
  const Unsigned<T> low = bits(broadcast(L::sqrtHalf)), one = bits(broadcast(T(1)));
  const Unsigned<T> shifted = bits(x) + (one - low);
  const Unsigned<T> exponent = shifted >> L::mantissaBits, mantissa = shifted & L::mantissaMask;
  const P k = fromBits<T>(exponent | bits(broadcast(L::integer))) - (L::integer + L::bias);
  const P f = fromBits<T>(mantissa + low) - T(1);
  const P s = f / (f + T(2)), half = f * f * T(0.5);
  return k * L::ln2High - ((half - (s * (half + L::rest(s * s)) + k * L::ln2Low)) - f);
}

/// log where a lane is 0, negative, subnormal, infinite or NaN.
template <class P> [[gnu::noinline]] P logBeyondNormal(P x) {
  using T = Lane<P>;
  using limits = std::numeric_limits<T>;
  constexpr T scale = Log<T>::integer;
  const Integers<T> subnormal = x < limits::min();
  P y = logNormal(select(subnormal, x * scale, x));
  y = select(
      subnormal,
      y - T(Log<T>::mantissaBits) * Log<T>::ln2High - T(Log<T>::mantissaBits) * Log<T>::ln2Low, y);
  y = select(x == 0, broadcast(-limits::infinity()), y);
  y = select(x == limits::infinity(), x, y);
  return select(~(x >= 0), broadcast(limits::quiet_NaN()), y);
}

} // namespace detail

/// log x in every lane, for every x: exactly 0 at 1, −∞ at ±0, +∞ at +∞, NaN below 0 and for NaN;
/// subnormal numbers included.
template <class P> [[gnu::always_inline]] inline P logPacket(P x) {
  using limits = std::numeric_limits<Lane<P>>;
  if (any(~((x >= limits::min()) & (x <= limits::max())))) [[unlikely]]
    return detail::logBeyondNormal(x);
  return detail::logNormal(x);
}
[[gnu::always_inline]] inline f64x2 log(f64x2 x) { return logPacket(x); }
[[gnu::always_inline]] inline f32x4 log(f32x4 x) { return logPacket(x); }
[[gnu::noinline]] inline double log(double x) { return log(broadcast(x))[0]; }
inline float log(float x) { return log(broadcast(x))[0]; }

/// log(1 + x) in every lane, precise where x is small: log u of the rounded sum u = 1 + x, and what
/// the rounding took away, (x − (u − 1))/u. −∞ at −1, NaN below, +∞ at +∞.
template <class P> inline P log1pPacket(P x) {
  using T = Lane<P>;
  const P u = x + T(1), lost = (x - (u - T(1))) / u;
  const Integers<T> atEnd = (u == 0) | (x == std::numeric_limits<T>::infinity());
  return log(u) + zeroWhere(atEnd, lost);
}
inline f64x2 log1p(f64x2 x) { return log1pPacket(x); }
inline f32x4 log1p(f32x4 x) { return log1pPacket(x); }
[[gnu::noinline]] inline double log1p(double x) { return log1p(broadcast(x))[0]; }
inline float log1p(float x) { return log1p(broadcast(x))[0]; }

/// e^x − 1, precise where x is small: what rounding did to u = e^x is undone by x/log u (Kahan).
/// Exactly −1 at −∞, ±0 at ±0, NaN to NaN. Largest error found: 3 ulp.
[[gnu::noinline]] inline double expm1(double x) {
  const double u = exp(x);
  if (u == 1)
    return x;
  if (u - 1 == -1 || !(u <= std::numeric_limits<double>::max()))
    return u - 1;
  return (u - 1) * x / log(u);
}

} // namespace lemmata
