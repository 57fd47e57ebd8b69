#pragma once

#include <limits>

#include "numeric/exp.hpp"
#include "numeric/packet.hpp"
#include "numeric/polynomial.hpp"

/// The error function and its kin, and the normal distribution, of packets and of scalars by the
/// same code.
///
/// erfcx(x) = e^{x²} erfc(x) and the normal ramp without its density, L(z) = 1 − z √(π/2)
/// erfcx(z/√2), decay like 1/x and 1/z²; times x + 2 and (z + 3)² they are polynomials in u = x/(x
/// + 2) and v = 3/(z + 3), minimax on the whole half-line from 0 on. Everything else follows with
/// one exponential whose exponent x² keeps the part that rounding takes away. Only erf itself has a
/// polynomial around 0.
///
/// Largest relative errors, float64 (float32) in ulps: erf 1.5 (1.5), density 3 (3), erfcx 5, erfc,
/// normal cdf and normal ramp 6 (10), wherever the result is a normal number, both tails included.
namespace lemmata {

namespace detail {

template <class T> struct ErrorFunctions;

template <> struct ErrorFunctions<double> {
  /// erf(x)/x − 1 in x² for |x| ≤ 1.
  static constexpr std::array<double, 12> erfRest{
      0.12837916709551256,     -0.3761263890318352,     0.11283791670944185,
      -0.02686617064311145,    0.005223977606118334,    -0.0008548325929307654,
      0.00012055293576691711,  -1.4924712297918175e-05, 1.6447131519901733e-06,
      -1.6206313358653492e-07, 1.3710978642574911e-08,  -7.779465166130536e-10};
  /// ((x + 2) erfcx(x) − 2)/u in 2u − 1.
  static constexpr std::array<double, 27> erfcx{
      -1.956834589515954,      0.582513220688329,       -0.023569035576259115,
      -0.04931542743702657,    0.006294103660275737,    0.006664266457753988,
      -0.00048304238805680104, -0.001191549437938771,   -0.00013459702114169993,
      0.00020333701462774058,  8.560078012895207e-05,   -1.7285733256478425e-05,
      -2.609078907618786e-05,  -6.21930861386722e-06,   3.92226043080824e-06,
      3.549652831373014e-06,   5.452809475238338e-07,   -8.861716271747151e-07,
      -3.80814672150086e-07,   1.7939435157180198e-07,  -7.105656530223463e-08,
      -1.0300167006493989e-07, 1.5068788505108618e-07,  5.5569177372714455e-08,
      -7.083744214266773e-08,  -1.1722102009125744e-08, 1.2912419507566663e-08};
  /// ((z + 3)² L(z) − 1)/v in 2v − 1.
  static constexpr std::array<double, 28> ramp{
      4.208495478617688,       3.204603991793185,      0.9656345425418715,
      -0.22768000771063826,    -0.20936287094508377,   0.030539138000542487,
      0.04222299808525139,     -0.010569163295394346,  -0.007973515237481167,
      0.0041843915219436905,   0.0008922961857161789,  -0.0013399859386448657,
      0.00022070873011787313,  0.0002813878336469942,  -0.000176696421658032,
      -3.0568884151718705e-06, 5.24961753787929e-05,   -2.4540412076448456e-05,
      -2.0576578546934663e-06, 8.297960331293674e-06,  -5.531171966644547e-06,
      5.890728886990954e-07,   2.7328560109103694e-06, -1.5414062634799377e-06,
      -6.504669384737091e-07,  5.835113428276944e-07,  6.87089536392971e-08,
      -8.404245364540073e-08};
  /// A number whose bits are those of sign, exponent and the upper 25 digits.
  static constexpr double upper = std::bit_cast<double>(0xfffffffff8000000);
  /// 2^27 + 1, which splits a number into halves whose product is exact (Dekker 1971).
  static constexpr double split = 134217729.0;
  /// The larger of these squares still has a split; e^{−x²} is 0 long before.
  static constexpr double farthest = 40;
};

template <> struct ErrorFunctions<float> {
  static constexpr std::array<float, 7> erfRest{
      0.12837916612625122f,  -0.3761262595653534f,    0.1128358542919159f,   -0.026853810995817184f,
      0.005188327748328447f, -0.0008010192541405559f, 7.853857823647559e-05f};
  static constexpr std::array<float, 10> erfcx{-1.9568345546722412f,     0.5825133323669434f,
                                               -0.023570498451590538f,   -0.04931706190109253f,
                                               0.006311723031103611f,    0.006665689405053854f,
                                               -0.0005536209209822118f,  -0.0011743184877559543f,
                                               -1.6729278286220506e-05f, 0.0001656263048062101f};
  static constexpr std::array<float, 12> ramp{
      4.208495616912842f,    3.204603672027588f,     0.9656335115432739f,
      -0.2276696264743805f,  -0.20935006439685822f,  0.03044251538813114f,
      0.042171478271484375f, -0.01018692459911108f,  -0.007913154549896717f,
      0.003445429028943181f, 0.0009630238637328148f, -0.0006353729986585677f};
  static constexpr float upper = std::bit_cast<float>(0xfffff000);
  static constexpr float split = 4097.0f;
  static constexpr float farthest = 16;
};

/// What rounding takes away from the product p = a b.
template <class P> inline P lostOfProduct(P a, P b, P p) {
  using T = Lane<P>;
  const P as = a * ErrorFunctions<T>::split, bs = b * ErrorFunctions<T>::split;
  const P ah = as - (as - a), al = a - ah, bh = bs - (bs - b), bl = b - bh;
  return ((ah * bh - p) + ah * bl + al * bh) + al * bl;
}

/// e^{−(x + rest)² scale} of |x|, scale = 1 or ½, with x² taken exactly.
template <class P> inline P expMinusSquare(P x, P rest, Lane<P> scale) {
  using T = Lane<P>;
  const P clamped = min(x, broadcast(ErrorFunctions<T>::farthest)), square = clamped * clamped;
  // The upper half of the digits has an exact square.
  const P high = fromBits<T>(bits(clamped) & bits(broadcast(ErrorFunctions<T>::upper)));
  const P lost =
      (high * high - square) + (clamped - high) * (clamped + high) + T(2) * clamped * rest;
  const P e = exp(-scale * square);
  return e - e * (scale * lost);
}

/// erfcx(x) for x ≥ 0.
template <class P> inline P erfcxPositive(P x) {
  using T = Lane<P>;
  const P inverse = T(1) / (x + T(2));
  const P u = T(1) - T(2) * inverse;
  const P exactU = select(x < T(1), x * inverse, u);
  return (polynomial(ErrorFunctions<T>::erfcx, exactU + exactU - T(1)) * exactU + T(2)) * inverse;
}

/// 1 − z √(π/2) erfcx(z/√2) for z ≥ 0.
template <class P> inline P normalRampRest(P z) {
  using T = Lane<P>;
  const P inverse = T(1) / (z + T(3));
  const P v = T(3) * inverse;
  return (polynomial(ErrorFunctions<T>::ramp, v + v - T(1)) * v + T(1)) * (inverse * inverse);
}

template <class P> inline P erfPacket(P x) {
  using T = Lane<P>;
  const P size = abs(x), square = x * x;
  const P central = x + x * polynomial(ErrorFunctions<T>::erfRest, square);
  if (!any(~(size <= T(1))))
    return central;
  const P tail = T(1) - expMinusSquare(size, P{}, T(1)) * erfcxPositive(size);
  return select(size <= T(1), central, select(x < T(0), -tail, select(x != x, x, tail)));
}

template <class P> inline P erfcPacket(P x) {
  using T = Lane<P>;
  const P size = abs(x);
  const P tail = expMinusSquare(size, P{}, T(1)) * erfcxPositive(size);
  return select(x != x, x, select(x < T(0), T(2) - tail, tail));
}

template <class P> inline P normalDensityPacket(P x, P rest = P{}) {
  using T = Lane<P>;
  return select(x != x, x,
                T(0.39894228040143267794) *
                    expMinusSquare(abs(x), select(x < T(0), -rest, rest), T(0.5)));
}

template <class P> inline P normalCdfPacket(P x, P rest = P{}) {
  using T = Lane<P>;
  const P size = abs(x), signedRest = select(x < T(0), -rest, rest);
  const P tail = expMinusSquare(size, signedRest, T(0.5)) *
                 (T(0.5) * erfcxPositive(size * T(0.70710678118654752440)));
  return select(x != x, x, select(x < T(0), tail, T(1) - tail));
}

template <class P> inline P normalRampPacket(P x, P rest = P{}) {
  using T = Lane<P>;
  const P size = abs(x), signedRest = select(x < T(0), -rest, rest);
  const P tail =
      T(0.39894228040143267794) * expMinusSquare(size, signedRest, T(0.5)) * normalRampRest(size);
  return select(x != x, x, select(x < T(0), tail, x + tail));
}

} // namespace detail

/// erf(x) = 2/√π ∫₀ˣ e^{−t²} dt: odd, ±1 at the infinities, NaN to NaN.
inline f64x2 erf(f64x2 x) { return detail::erfPacket(x); }
inline f32x4 erf(f32x4 x) { return detail::erfPacket(x); }
[[gnu::noinline]] inline double erf(double x) { return erf(broadcast(x))[0]; }

/// erfc(x) = 1 − erf(x), precise far into the right tail (erfc(26) = 5.66e−296).
inline f64x2 erfc(f64x2 x) { return detail::erfcPacket(x); }
inline f32x4 erfc(f32x4 x) { return detail::erfcPacket(x); }
[[gnu::noinline]] inline double erfc(double x) { return erfc(broadcast(x))[0]; }

/// erfcx(x) = e^{x²} erfc(x), which decays like 1/(x √π); +∞ below −26.6, where it overflows.
[[gnu::noinline]] inline double erfcx(double x) {
  if (!(x < 0))
    return x == std::numeric_limits<double>::infinity() ? 0
                                                        : detail::erfcxPositive(broadcast(x))[0];
  if (x < -26.641) // before the exponential overflows
    return std::numeric_limits<double>::infinity();
  const f64x2 size = broadcast(-x), square = size * size;
  const f64x2 e = exp(square), lost = detail::lostOfProduct(size, size, square);
  return 2 * (e + e * lost)[0] - detail::erfcxPositive(size)[0];
}

/// φ(x) = e^{−x²/2}/√(2π), the density of the normal distribution.
inline f64x2 normalDensity(f64x2 x) { return detail::normalDensityPacket(x); }
inline f32x4 normalDensity(f32x4 x) { return detail::normalDensityPacket(x); }
[[gnu::noinline]] inline double normalDensity(double x) { return normalDensity(broadcast(x))[0]; }

/// Φ(x) = erfc(−x/√2)/2, the normal distribution function, precise far into the left tail; exactly
/// ½ at 0.
inline f64x2 normalCdf(f64x2 x) { return detail::normalCdfPacket(x); }
inline f32x4 normalCdf(f32x4 x) { return detail::normalCdfPacket(x); }
[[gnu::noinline]] inline double normalCdf(double x) { return normalCdf(broadcast(x))[0]; }

/// x Φ(x) + φ(x) = ∫₋∞ˣ Φ, the normal distribution's ramp, without the cancellation of these two
/// terms in the left tail. +∞ at +∞.
inline f64x2 normalRamp(f64x2 x) { return detail::normalRampPacket(x); }
inline f32x4 normalRamp(f32x4 x) { return detail::normalRampPacket(x); }
[[gnu::noinline]] inline double normalRamp(double x) { return normalRamp(broadcast(x))[0]; }

} // namespace lemmata
