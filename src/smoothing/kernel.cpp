#include "smoothing/kernel.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <type_traits>

#include "numeric/erf.hpp"
#include "numeric/log.hpp"
#include "numeric/sigmoid.hpp"
#include "numeric/trigonometric.hpp"

namespace lemmata::smoothing {

namespace {

constexpr double pi = 3.14159265358979323846;

template <class P> P constant(double value) { return broadcast(Lane<P>(value)); }
template <class P> P root(P x) {
  for (std::size_t i = 0; i < sizeof x / sizeof x[0]; ++i)
    x[i] = std::sqrt(x[i]);
  return x;
}

/// What several kernels share, once in the module.
template <class P> [[gnu::noinline]] P shared(P z) { return exp(-z); }

// Each kernel: F(−z) of the four orders at z ≥ 0. `rest` is what the rounded z = |x|/w lacks.

struct Gaussian {
  template <class P> P left(Order order, P z, P rest) const {
    using T = Lane<P>;
    const P e = detail::expMinusSquare(z, rest, T(0.5)) * T(0.39894228040143267794);
    if (order == Order::Ramp)
      return e * detail::normalRampRest(z);
    if (order == Order::Cdf)
      return e * (detail::erfcxPositive(z * T(0.70710678118654752440)) *
                  T(1.25331413731550025121)); // √(2π)/2
    return order == Order::Density ? e : zeroWhere(e == T(0), e * z);
  }
};

struct Logistic {
  template <class P> P left(Order order, P z, P) const {
    using T = Lane<P>;
    const P e = exp(-z);
    if (order == Order::Ramp)
      return log1p(e);
    const P inverse = T(1) / (T(1) + e), cdf = e * inverse;
    if (order == Order::Cdf)
      return cdf;
    const P density = cdf * inverse;
    return order == Order::Density ? density : density * (T(1) - e) * inverse;
  }
};

struct Laplace {
  template <class P> P left(Order, P z, P) const { return Lane<P>(0.5) * shared(z); }
};

/// Kernels that end at z = 1 are written in q = 1 − z ≥ 0.
template <class P> P inside(P z) { return max(Lane<P>(1) - z, P{}); }

struct Uniform {
  template <class P> P left(Order order, P z, P) const {
    using T = Lane<P>;
    const P q = inside(z);
    if (order == Order::Ramp)
      return T(0.25) * q * q;
    if (order == Order::Cdf)
      return T(0.5) * q;
    if (order == Order::Density)
      return select(z < T(1), constant<P>(0.5), select(z == T(1), constant<P>(0.25), P{}));
    return P{};
  }
};

struct Triangular {
  template <class P> P left(Order order, P z, P) const {
    using T = Lane<P>;
    const P q = inside(z);
    if (order == Order::Ramp)
      return q * q * q * T(1.0 / 6);
    if (order == Order::Cdf)
      return T(0.5) * q * q;
    if (order == Order::Density)
      return q;
    return select(z < T(1), constant<P>(1), select(z == T(1), constant<P>(0.5), P{}));
  }
};

struct Epanechnikov {
  template <class P> P left(Order order, P z, P) const {
    using T = Lane<P>;
    const P q = inside(z), square = q * q;
    if (order == Order::Ramp)
      return square * q * (T(4) - q) * T(1.0 / 16);
    if (order == Order::Cdf)
      return square * (T(3) - q) * T(0.25);
    if (order == Order::Density)
      return T(0.75) * q * (T(2) - q);
    return select(z < T(1), T(1.5) * z, select(z == T(1), constant<P>(0.75), P{}));
  }
};

/// (1 + cos πu)/2. Near the ends cdf and ramp are what sine and cosine leave of their first terms.
struct Cosine {
  /// (−1)ᵏ/(2k + first)!
  template <int first>
  static constexpr auto series = [] {
    std::array<double, 10> c{};
    double factorial = 1;
    for (int n = 2; n < first + 20; ++n) {
      factorial *= n;
      if (n >= first && (n - first) % 2 == 0)
        c[(n - first) / 2] = ((n - first) % 4 == 0 ? 1 : -1) / factorial;
    }
    return c;
  }();

  f64x2 left(Order order, f64x2 z, f64x2) const {
    const f64x2 q = inside(z), square = pi * pi * q * q;
    const i64x2 near = q < 0.5;
    const auto [sine, cosine] = sineCosinePi(q);
    if (order == Order::Ramp) {
      const auto [s, c] = sineCosinePi(0.5 * q);
      return select(near, 0.5 * q * q * square * polynomial(series<4>, square),
                    0.25 * q * q - s * s * (1 / (pi * pi)));
    }
    if (order == Order::Cdf)
      return select(near, 0.5 * q * square * polynomial(series<3>, square),
                    0.5 * (q - sine * (1 / pi)));
    if (order == Order::Density) {
      const auto [s, c] = sineCosinePi(0.5 * q);
      return s * s;
    }
    return (0.5 * pi) * sine;
  }
};

struct StudentT2 {
  template <class P> P left(Order order, P z, P) const {
    using T = Lane<P>;
    // Powers of z beyond the root of the largest number would overflow.
    const P far = min(z, constant<P>(sizeof(T) == 8 ? 1e150 : 1e18));
    const P r = root(T(1) + far * far);
    if (order == Order::Ramp)
      return T(0.5) / (r + far);
    if (order == Order::Cdf)
      return T(0.5) / (r * (r + far));
    const P density = T(0.5) / r / r / r;
    return order == Order::Density ? density : T(3) * density * (far / r) / r;
  }
};

/// φ(u) = 1/(π cosh u), Φ(u) = (2/π) atan eᵘ, R(u) = (2/π) Ti₂(eᵘ) with the inverse tangent
/// integral.
struct Sech {
  static constexpr std::array<double, 23> integral{
      0.952474169129539,       -0.04102720888121791,    0.005301271073358864,
      -0.0009424173599476902,  0.0001957572324236772,   -4.4622914218717366e-05,
      1.0822497435813985e-05,  -2.7439932482942986e-06, 7.193662005885088e-07,
      -1.9357151995988342e-07, 5.318898098433186e-08,   -1.486823090569609e-08,
      4.216300014475775e-09,   -1.2104270615670427e-09, 3.5111161473408335e-10,
      -1.025533783039037e-10,  3.0256613574278454e-11,  -9.240290422564007e-12,
      2.7650642618290697e-12,  -6.562813753680144e-13,  1.9746150382141035e-13,
      -1.3000617747921474e-13, 3.979923003047097e-14};
  f64x2 left(Order order, f64x2 z, f64x2) const {
    const f64x2 e = shared(z), square = e * e;
    if (order == Order::Ramp)
      return (2 / pi) * e * polynomial(integral, 2.0 * square - 1.0);
    if (order == Order::Cdf)
      return (2 / pi) * atan(e);
    const f64x2 inverse = 1.0 / (1.0 + square), density = (2 / pi) * e * inverse;
    return order == Order::Density ? density : density * (1.0 - square) * inverse;
  }
};

struct Cauchy {
  f64x2 left(Order order, f64x2 z, f64x2) const {
    const f64x2 far = min(z, broadcast(1e150)), inverse = 1.0 / (1.0 + far * far);
    const f64x2 cdf = (1 / pi) * atan(1.0 / z);
    if (order == Order::Ramp)
      return -(far * cdf + (0.5 / pi) * log1p(far * far));
    if (order == Order::Cdf)
      return cdf;
    const f64x2 density = (1 / pi) * inverse;
    return order == Order::Density ? density : 2.0 * density * (far * inverse);
  }
};

/// e^{−1/(1−u²)}, normalized. Cdf and ramp go on from the next of four points by Gauss's rule with
/// 24 nodes.
struct Bump {
  static constexpr double mass = 0.44399381616807943782;
  static constexpr std::array<double, 3> start{-0.875, -0.75, -0.5};
  static constexpr std::array<double, 3> cdf{0.00069130650230274466, 0.016005250115594727,
                                             0.12296728327732908};
  static constexpr std::array<double, 3> ramp{0.000011822177507688685, 0.00079234012234738190,
                                              0.016257924578233107};
  static constexpr std::array<double, 12> node{
      0.0640568928626056261, 0.191118867473616309, 0.315042679696163374, 0.433793507626045138,
      0.545421471388839536,  0.648093651936975569, 0.740124191578554364, 0.820001985973902922,
      0.886415527004401034,  0.938274552002732759, 0.974728555971309498, 0.99518721999702136};
  static constexpr std::array<double, 12> weight{
      0.127938195346752157,  0.125837456346828296,  0.121670472927803391,  0.115505668053725601,
      0.107444270115965635,  0.0976186521041138883, 0.0861901615319532759, 0.0733464814110803057,
      0.0592985849154367807, 0.0442774388174198062, 0.0285313886289336632, 0.0123412297999871995};

  /// q = 1 + u, where the end is precise.
  [[gnu::noinline]] static f64x2 density(f64x2 q) {
    const f64x2 within = q * (2.0 - q);
    return zeroWhere(~(within > least), shared(1.0 / max(within, broadcast(least))) * (1 / mass));
  }
  /// Below it the density is less than 1e-290.
  static constexpr double least = 1.0 / 670;

  f64x2 left(Order order, f64x2 z, f64x2) const {
    const f64x2 q = inside(z);
    if (order == Order::Density)
      return density(q);
    if (order == Order::Slope) {
      const f64x2 within = max(q * (2.0 - q), broadcast(least));
      return density(q) * 2.0 * (1.0 - q) / (within * within);
    }
    if (!any(q > 0.0))
      return f64x2{};
    f64x2 from{}, before{}, area{};
    for (std::size_t i = 0; i < start.size(); ++i) {
      const auto beyond = q > 1 + start[i];
      from = select(beyond, broadcast(1 + start[i]), from);
      before = select(beyond, broadcast(cdf[i]), before);
      area = select(beyond, broadcast(ramp[i]), area);
    }
    const f64x2 half = 0.5 * (q - from), centre = 0.5 * (q + from);
    f64x2 total{};
    for (std::size_t i = 0; i < node.size(); ++i) {
      const f64x2 step = half * node[i];
      const f64x2 high = density(centre + step), low = density(centre - step);
      if (order == Order::Ramp)
        total += weight[i] * (high * (half - step) + low * (half + step));
      else
        total += weight[i] * (high + low);
    }
    total = total * half;
    return order == Order::Ramp ? area + before * (q - from) + total : before + total;
  }
};

/// Calls `use` with a kernel; in float32 those have a form of their own that exp makes slow.
template <class T, class Use> bool withKernel(Kernel kernel, Use use) {
  switch (kernel) {
  case Kernel::Gaussian:
    return use(Gaussian{}), true;
  case Kernel::Logistic:
    return use(Logistic{}), true;
  default:
    break;
  }
  if constexpr (sizeof(T) == 8) {
    switch (kernel) {
    case Kernel::Laplace:
      return use(Laplace{}), true;
    case Kernel::Uniform:
      return use(Uniform{}), true;
    case Kernel::Triangular:
      return use(Triangular{}), true;
    case Kernel::Epanechnikov:
      return use(Epanechnikov{}), true;
    case Kernel::Cosine:
      return use(Cosine{}), true;
    case Kernel::StudentT2:
      return use(StudentT2{}), true;
    case Kernel::Sech:
      return use(Sech{}), true;
    case Kernel::Cauchy:
      return use(Cauchy{}), true;
    case Kernel::Bump:
      return use(Bump{}), true;
    default:
      break;
    }
  }
  return false;
}

/// One loop a kernel and precision: the order is looked at in each packet.
template <class T, class K>
[[gnu::noinline]] void tails(K kernel, Order order, T width, std::span<const T> x,
                             std::span<T> to) {
  const T inverse = T(1) / width, farthest = detail::ErrorFunctions<T>::farthest;
  // By a power of two division is exact.
  const bool exactly = (bits(broadcast(width))[0] & detail::Log<T>::mantissaMask) == 0;
  const auto at = [&](Packet<T> p) {
    const Packet<T> size = abs(p);
    if constexpr (std::is_same_v<K, Gaussian>) {
      const Packet<T> z = size * inverse;
      if (exactly)
        return kernel.left(order, z, Packet<T>{});
      const Packet<T> back = z * width;
      const Packet<T> rest =
          (size - back - detail::lostOfProduct(z, broadcast(width), back)) * inverse;
      return kernel.left(order, z, select(z < farthest, rest, Packet<T>{}));
    } else {
      return kernel.left(order, size / width, Packet<T>{});
    }
  };
  for (std::size_t i = 0; i < x.size(); i += lanes<T>) {
    const std::size_t count = std::min(lanes<T>, x.size() - i);
    const Packet<T> tail = at(count == lanes<T> ? load(&x[i]) : loadPartial(&x[i], count, T(0)));
    if (count == lanes<T>)
      store(&to[i], tail);
    else
      storePartial(&to[i], tail, count);
  }
}

} // namespace

template <class T>
void leftTail(Kernel kernel, Order order, T width, std::span<const T> x, std::span<T> to) {
  const bool done = withKernel<T>(kernel, [&](auto k) { tails<T>(k, order, width, x, to); });
  if (done)
    return;
  constexpr std::size_t block = 128;
  double wide[block];
  for (std::size_t first = 0; first < x.size(); first += block) {
    const std::size_t count = std::min(block, x.size() - first);
    for (std::size_t i = 0; i < count; ++i)
      wide[i] = x[first + i];
    leftTail<double>(kernel, order, width, {wide, count}, {wide, count});
    for (std::size_t i = 0; i < count; ++i)
      to[first + i] = static_cast<T>(wide[i]);
  }
}

template void leftTail(Kernel, Order, float, std::span<const float>, std::span<float>);
template void leftTail(Kernel, Order, double, std::span<const double>, std::span<double>);

} // namespace lemmata::smoothing
