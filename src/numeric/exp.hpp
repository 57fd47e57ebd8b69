#pragma once

#include <array>
#include <limits>

#include "numeric/packet.hpp"

/// Exponentials of packets, and of scalars by the same code, so that the remainder of an array is
/// treated as its packets are.
///
/// e^x = 2^{k/steps} · (1 + p), where k is the integer nearest to x · steps/ln 2 and p = e^r − 1
/// of the rest r, |r| ≤ ln 2 / (2 steps), by a minimax polynomial. Float64 takes 256 steps, whose
/// powers stand in a table of 2 KB: its polynomial of degree 4 needs so few registers that a pass
/// with four sums beside it takes half the time of one with the degree 11 of an exp without table.
/// Float32 takes 1 step and degree 6.
///
/// Largest errors: 1.04 ulp in float64, 0.99 ulp in float32 (all 2^32 arguments).
namespace lemmata {

namespace detail {

/// 2^{j/256}, each the nearest float64, stored as its bits minus j << 44: adding k << 44 then sets
/// the exponent and takes the correction back in one operation.
struct RootsOfTwo {
  std::array<std::uint64_t, 256> bits{};

  /// Each power is the product of the roots 2^{1/2}, 2^{1/4}, … that the bits of j choose, in
  /// double-double arithmetic, whose error of 2^−100 moves none of the roundings.
  constexpr RootsOfTwo() {
    constexpr Pair roots[8] = {{0x1.00b1afa5abcbfp+0, -0x1.4f6b2a7609f71p-55},
                               {0x1.0163da9fb3335p+0, 0x1.b61299ab8cdb7p-54},
                               {0x1.02c9a3e778061p+0, -0x1.19083535b085dp-56},
                               {0x1.059b0d3158574p+0, 0x1.d73e2a475b465p-55},
                               {0x1.0b5586cf9890fp+0, 0x1.8a62e4adc610bp-54},
                               {0x1.172b83c7d517bp+0, -0x1.19041b9d78a76p-55},
                               {0x1.306fe0a31b715p+0, 0x1.6f46ad23182e4p-55},
                               {0x1.6a09e667f3bcdp+0, -0x1.bdd3413b26456p-54}};
    for (std::uint64_t j = 0; j < 256; ++j) {
      Pair power{1, 0};
      for (int bit = 0; bit < 8; ++bit)
        if (j >> bit & 1)
          power = power * roots[bit];
      bits[j] = std::bit_cast<std::uint64_t>(power.high) - (j << 44);
    }
  }

private:
  struct Pair {
    double high, low;

    constexpr Pair operator*(Pair other) const {
      const double product = high * other.high;
      const Pair a = split(high), b = split(other.high);
      const double rest = ((a.high * b.high - product) + a.high * b.low + a.low * b.high) +
                          a.low * b.low + (high * other.low + low * other.high);
      return {product + rest, rest - ((product + rest) - product)};
    }
    /// Two halves of 26 bits (Dekker 1971).
    static constexpr Pair split(double x) {
      const double scaled = 134217729.0 * x, top = scaled - (scaled - x);
      return {top, x - top};
    }
  };
};
inline constexpr RootsOfTwo rootsOfTwo;

/// 2^{k/steps} · (1 + p) with k in the low bits of `k`; 2^{k/steps} must be a normal number.
[[gnu::always_inline]] inline f64x2 timesPower(u64x2 k, f64x2 p) {
  const auto &root = rootsOfTwo.bits;
  const f64x2 power = fromBits<double>(u64x2{root[k[0] & 255], root[k[1] & 255]} + (k << 44));
  return power + power * p;
}
[[gnu::always_inline]] inline f32x4 timesPower(u32x4 k, f32x4 p) {
  return fromBits<float>(bits(p + 1) + (k << 23));
}

template <class T> struct Exp;

template <> struct Exp<double> {
  /// Adding it rounds to an integer, which then stands in the low bits.
  static constexpr double round = 0x1.8p52;
  static constexpr int logSteps = 8, mantissaBits = 52;
  static constexpr double steps = 256, stepsPerE = 0x1.71547652b82fep+8;
  /// (ln 2)/256 in two parts, the first of 34 bits so that its product with k is exact.
  static constexpr double stepHigh = 0x1.62e42fef8p-9, stepLow = 0x1.1cf79abc9e3b4p-44;
  /// Up to this |x| the result, 2^{k/steps} and its product with p are normal numbers.
  static constexpr double normal = 700;
  /// Beyond these the result is 0 or +∞.
  static constexpr double zero = -746, infinite = 710;

  /// e^r − 1 for |r| ≤ (ln 2)/512.
  [[gnu::always_inline]] static f64x2 minusOne(f64x2 r) {
    const f64x2 r2 = r * r;
    const f64x2 q = (0.5000000000000122 + 0.1666666799405489 * r) + 0.04166666057594671 * r2;
    return q * r2 + r;
  }
  /// 2^{f/256} − 1 for |f| ≤ 1/2.
  [[gnu::always_inline]] static f64x2 powerMinusOne(f64x2 f) {
    const f64x2 f2 = f * f;
    const f64x2 q =
        (3.665565596910154e-06 + 3.3083030596124657e-09 * f) + 2.2393950850625507e-12 * f2;
    return q * f2 + 0.002707606174062263 * f;
  }
};

template <> struct Exp<float> {
  static constexpr float round = 0x1.8p23f;
  static constexpr int logSteps = 0, mantissaBits = 23;
  static constexpr float steps = 1, stepsPerE = 0x1.715476p+0f;
  static constexpr float stepHigh = 0x1.62e4p-1f, stepLow = 0x1.7f7d1cp-20f;
  static constexpr float normal = 87;
  static constexpr float zero = -104, infinite = 89;

  [[gnu::always_inline]] static f32x4 minusOne(f32x4 r) {
    const f32x4 r2 = r * r;
    const f32x4 q = (0.49999994f + 0.16666521f * r) +
                    ((0.04166839f + 0.00836871f * r) + 0.0013814613f * r2) * r2;
    return q * r2 + r;
  }
  [[gnu::always_inline]] static f32x4 powerMinusOne(f32x4 f) {
    const f32x4 f2 = f * f;
    const f32x4 q = (0.24022648f + 0.055503324f * f) +
                    ((0.009618438f + 0.0013398901f * f) + 0.00015353342f * f2) * f2;
    return q * f2 + 0.6931472f * f;
  }
};

/// The rest r of x, and k in the low bits of the integers.
template <class T> struct Reduced {
  Packet<T> rest;
  Unsigned<T> k;

  [[gnu::always_inline]] explicit Reduced(Packet<T> x) {
    const Packet<T> rounded = x * Exp<T>::stepsPerE + Exp<T>::round,
                    whole = rounded - Exp<T>::round;
    rest = (x - whole * Exp<T>::stepHigh) - whole * Exp<T>::stepLow;
    k = bits(rounded);
  }
};

/// exp where a lane overflows, underflows or is NaN: the power is multiplied in two halves, so that
/// infinities and subnormal numbers come from the last multiplication.
template <class P> [[gnu::noinline]] P expBeyondNormal(P x) {
  using T = Lane<P>;
  using E = Exp<T>;
  const Reduced<T> reduced(max(min(broadcast(E::infinite), x), broadcast(E::zero)));
  const Unsigned<T> k = reduced.k - bits(broadcast(E::round));
  const Unsigned<T> half = Unsigned<T>(Integers<T>(k) >> (E::logSteps + 1)) << E::logSteps;
  const P scale = fromBits<T>((half << (E::mantissaBits - E::logSteps)) + bits(broadcast(T(1))));
  return select(x != x, x, timesPower(k - half, E::minusOne(reduced.rest)) * scale);
}

} // namespace detail

/// eˣ in every lane, for every x: 0 and +∞ at the infinities, exactly 1 at ±0, subnormal results,
/// overflow to +∞, NaN to NaN.
template <class P> [[gnu::always_inline]] inline P expPacket(P x) {
  using E = detail::Exp<Lane<P>>;
  if (any(~(abs(x) <= broadcast(E::normal)))) [[unlikely]]
    return detail::expBeyondNormal(x);
  const detail::Reduced<Lane<P>> reduced(x);
  return detail::timesPower(reduced.k, E::minusOne(reduced.rest));
}
[[gnu::always_inline]] inline f64x2 exp(f64x2 x) { return expPacket(x); }
[[gnu::always_inline]] inline f32x4 exp(f32x4 x) { return expPacket(x); }
// Scalars are off the hot paths; one body each keeps the module small.
[[gnu::noinline]] inline double exp(double x) { return exp(broadcast(x))[0]; }
inline float exp(float x) { return exp(broadcast(x))[0]; }

/// The Boltzmann factor e^{g d} of a fixed g ≥ 0 at packets of d ≤ 0: the weights of a softmax with
/// d = l − max l. It is cheaper than exp(g * d), whose rounded product it does not need: g and ln 2
/// become one factor.
///
/// Results below the smallest normal number (2^−1022, in float32 2^−126) are 0, so −∞ gives 0; NaN
/// stays; above g d = 700 nothing is promised. The error is at most 1.35 ulp (float32 1.2) of the
/// exponential of a product g d that is rounded twice.
template <class T> class BoltzmannFactor {
public:
  explicit BoltzmannFactor(T g) : factor_(g * E::stepsPerE) {}

  [[gnu::always_inline]] Packet<T> operator()(Packet<T> d) const {
    const Packet<T> y = d * factor_, rounded = y + E::round;
    const Packet<T> p = E::powerMinusOne(y - (rounded - E::round));
    return zeroWhere(y < -(std::numeric_limits<T>::max_exponent - 2) * E::steps,
                     detail::timesPower(bits(rounded), p));
  }
  T operator()(T d) const { return (*this)(broadcast(d))[0]; }

private:
  using E = detail::Exp<T>;
  T factor_;
};

} // namespace lemmata
