#include "numeric/activation.hpp"

#include <array>
#include <limits>

#include "numeric/erf.hpp"
#include "numeric/sigmoid.hpp"
#include "numeric/trigonometric.hpp"

namespace lemmata {

namespace {

/// A function's value and first two derivatives in every lane.
template <class P> struct Jet {
  P value, first, second;
};

/// σ and its derivatives, from e^{−|v|}.
template <class P> Jet<P> sigmoidJet(P v) {
  using T = Lane<P>;
  const P e = exp(-abs(v)), inverse = T(1) / (T(1) + e);
  const P small = e * inverse, slope = small * inverse;
  const P bend = slope * (T(1) - e) * inverse;
  return {select(v < T(0), small, inverse), slope, select(v < T(0), bend, -bend)};
}

/// x g(v(x)) with v′ and v″ given.
template <class P> Jet<P> gated(P x, Jet<P> g, P slope, P bend) {
  using T = Lane<P>;
  const P first = g.first * slope, second = g.second * slope * slope + g.first * bend;
  return {x * g.value, g.value + x * first, T(2) * first + x * second};
}

template <class P> P constant(double value) { return broadcast(Lane<P>(value)); }

/// Where x > 0 one jet, elsewhere the other.
template <class P> Jet<P> sides(P x, Jet<P> left, Jet<P> right) {
  const auto positive = x > Lane<P>(0);
  return {select(positive, right.value, left.value), select(positive, right.first, left.first),
          select(positive, right.second, left.second)};
}

constexpr double seluScale = 1.0507009873554804934, seluAlpha = 1.6732632423543772848;

template <class P> Jet<P> eluJet(P x, double scale, double alpha) {
  using T = Lane<P>;
  const P below = min(x, P{}), e = exp(below), factor = constant<P>(scale * alpha);
  const P slope = factor * e;
  return sides<P>(x, {factor * detail::expm1Of(below, e), slope, slope},
                  {T(scale) * x, constant<P>(scale), P{}});
}

struct IdentityJet {
  template <class P> Jet<P> operator()(P x) const { return {x, constant<P>(1), P{}}; }
};
struct ReluJet {
  template <class P> Jet<P> operator()(P x) const {
    return sides<P>(x, {P{}, P{}, P{}}, {x, constant<P>(1), P{}});
  }
};
struct LeakyReluJet {
  template <class P> Jet<P> operator()(P x) const {
    return sides<P>(x, {x * Lane<P>(0.01), constant<P>(0.01), P{}}, {x, constant<P>(1), P{}});
  }
};
struct GeluJet {
  template <class P> Jet<P> operator()(P x) const {
    using T = Lane<P>;
    const P size = abs(x), e = detail::expMinusSquare(size, P{}, T(0.5));
    const P tail = e * (T(0.5) * detail::erfcxPositive(size * T(0.70710678118654752440)));
    const P density = e * T(0.39894228040143267794), cdf = select(x < T(0), tail, T(1) - tail);
    return {x * cdf, cdf + x * density, density * (T(2) - x * x)};
  }
};
struct GeluTanhJet {
  template <class P> Jet<P> operator()(P x) const {
    using T = Lane<P>;
    constexpr double scale = 1.5957691216057307117, cubic = 0.044715;
    const P square = x * x;
    return gated<P>(x, sigmoidJet(x * (T(scale) + T(scale * cubic) * square)),
                    T(scale) + T(3 * scale * cubic) * square, T(6 * scale * cubic) * x);
  }
};
struct SiluJet {
  template <class P> Jet<P> operator()(P x) const {
    return gated<P>(x, sigmoidJet(x), constant<P>(1), P{});
  }
};
struct GatedJet {
  double rate;
  template <class P> Jet<P> operator()(P x) const {
    return gated<P>(x, sigmoidJet(x * Lane<P>(rate)), constant<P>(rate), P{});
  }
};
struct SigmoidJet {
  template <class P> Jet<P> operator()(P x) const { return sigmoidJet(x); }
};
struct TanhJet {
  template <class P> Jet<P> operator()(P x) const {
    using T = Lane<P>;
    const P y = T(-2) * abs(x), e = exp(y), inverse = T(1) / (T(1) + e);
    const P size = -detail::expm1Of(y, e) * inverse;
    const P value = select(x < T(0), -size, size);
    const P slope = T(4) * e * inverse * inverse;
    return {value, slope, T(-2) * value * slope};
  }
};
struct SoftplusJet {
  template <class P> Jet<P> operator()(P x) const {
    const Jet<P> s = sigmoidJet(x);
    return {softplus(x), s.value, s.first};
  }
};
struct EluJet {
  template <class P> Jet<P> operator()(P x) const { return eluJet(x, 1, 1); }
};
struct SeluJet {
  template <class P> Jet<P> operator()(P x) const { return eluJet(x, seluScale, seluAlpha); }
};
/// The gate w = tanh(softplus x) = n/(n + 2), n = y(y + 2), y = eˣ; right of 0 all is divided by
/// y².
struct MishJet {
  template <class P> Jet<P> operator()(P x) const {
    using T = Lane<P>;
    const auto left = x < T(0);
    const P e = exp(-abs(x)), one = constant<P>(1), sum = one + e;
    const P inverse = one / select(left, e * (e + T(2)) + T(2), one + T(2) * e * sum);
    const P w = select(left, e * (e + T(2)), one + T(2) * e) * inverse;
    const P slope = T(4) * select(left, e, e * e) * sum * inverse * inverse;
    const P sigma = select(left, e, one) / sum;
    const P bend = slope * (one + sigma - T(4) * select(left, e, one) * sum * inverse);
    return gated<P>(x, {w, slope, bend}, one, P{});
  }
};
struct Relu2Jet {
  template <class P> Jet<P> operator()(P x) const {
    return sides<P>(x, {P{}, P{}, P{}}, {x * x, Lane<P>(2) * x, constant<P>(2)});
  }
};
struct SinJet {
  Jet<f64x2> operator()(f64x2 x) const {
    const auto [sine, cosine] = sineCosine(x);
    return {sine, cosine, -sine};
  }
  Jet<f32x4> operator()(f32x4 x) const {
    Jet<f32x4> jet{};
    for (int lane = 0; lane < 4; lane += 2) {
      const Jet<f64x2> pair = (*this)(f64x2{x[lane], x[lane + 1]});
      for (int i = 0; i < 2; ++i) {
        jet.value[lane + i] = static_cast<float>(pair.value[i]);
        jet.first[lane + i] = static_cast<float>(pair.first[i]);
      }
    }
    jet.second = -jet.value;
    return jet;
  }
};
struct HardSwishJet {
  template <class P> Jet<P> operator()(P x) const {
    using T = Lane<P>;
    const Jet<P> middle{x * (x + T(3)) * T(1.0 / 6), x * T(1.0 / 3) + T(0.5), constant<P>(1.0 / 3)};
    const Jet<P> outer = sides<P>(x, {P{}, P{}, P{}}, {x, constant<P>(1), P{}});
    const auto inside = (x > T(-3)) & (x <= T(3));
    return {select(inside, middle.value, outer.value), select(inside, middle.first, outer.first),
            select(inside, middle.second, outer.second)};
  }
};

template <class T, class Step> void overPackets(std::span<const T> x, Step step) {
  std::size_t i = 0;
  for (; i + lanes<T> <= x.size(); i += lanes<T>)
    step(i, load(&x[i]), lanes<T>);
  if (i < x.size())
    step(i, loadPartial(&x[i], x.size() - i, T(0)), x.size() - i);
}

template <class T, class P> void put(std::span<T> to, std::size_t i, P p, std::size_t count) {
  if (count == lanes<T>)
    store(&to[i], p);
  else
    storePartial(&to[i], p, count);
}

template <class T, class Function>
void writeJets(Function f, std::span<const T> x, std::span<T> value, std::span<T> first,
               std::span<T> second) {
  overPackets<T>(x, [&](std::size_t i, Packet<T> p, std::size_t count) {
    const Jet<Packet<T>> jet = f(p);
    if (!value.empty())
      put<T>(value, i, jet.value, count);
    if (!first.empty())
      put<T>(first, i, jet.first, count);
    if (!second.empty())
      put<T>(second, i, jet.second, count);
  });
}

template <class P> using Function = Jet<P> (*)(P);
template <class P, class Formula> Jet<P> of(P x) { return Formula{}(x); }

/// The function of an activation, called packet by packet: a loop for each would be half the code
/// of all networks.
template <class P> Function<P> functionOf(Activation activation) {
  switch (activation) {
  case Activation::Relu:
    return of<P, ReluJet>;
  case Activation::LeakyRelu:
    return of<P, LeakyReluJet>;
  case Activation::Gelu:
    return of<P, GeluJet>;
  case Activation::GeluTanh:
    return of<P, GeluTanhJet>;
  case Activation::Silu:
    return of<P, SiluJet>;
  case Activation::Sigmoid:
    return of<P, SigmoidJet>;
  case Activation::Tanh:
    return of<P, TanhJet>;
  case Activation::Softplus:
    return of<P, SoftplusJet>;
  case Activation::Elu:
    return of<P, EluJet>;
  case Activation::Selu:
    return of<P, SeluJet>;
  case Activation::Mish:
    return of<P, MishJet>;
  case Activation::Relu2:
    return of<P, Relu2Jet>;
  case Activation::Sin:
    return of<P, SinJet>;
  case Activation::HardSwish:
    return of<P, HardSwishJet>;
  case Activation::Identity:
    break;
  }
  return of<P, IdentityJet>;
}

} // namespace

template <class T>
void activate(Activation activation, std::span<const T> x, int derivative, std::span<T> to) {
  activateWithDerivatives<T>(activation, x, derivative == 0 ? to : std::span<T>{},
                             derivative == 1 ? to : std::span<T>{},
                             derivative == 2 ? to : std::span<T>{});
}

template <class T>
void activateWithDerivatives(Activation activation, std::span<const T> x, std::span<T> value,
                             std::span<T> first, std::span<T> second) {
  writeJets<T>(functionOf<Packet<T>>(activation), x, value, first, second);
}

template <class T>
void activateGated(double rate, std::span<const T> x, int derivative, std::span<T> to) {
  writeJets<T>(GatedJet{rate}, x, derivative == 0 ? to : std::span<T>{},
               derivative == 1 ? to : std::span<T>{}, derivative == 2 ? to : std::span<T>{});
}

double activate(Activation activation, double x, int derivative) {
  double y;
  activate<double>(activation, {&x, 1}, derivative, {&y, 1});
  return y;
}

double lipschitz(Activation activation) {
  switch (activation) {
  case Activation::Gelu:
    return 1.128904145185154786; // Φ(√2) + √2 φ(√2)
  case Activation::GeluTanh:
    return 1.128993068658771765;
  case Activation::Silu:
    return 1.099839320128866917;
  case Activation::Mish:
    return 1.088498161251727861;
  case Activation::Sigmoid:
    return 0.25;
  case Activation::Selu:
    return seluScale * seluAlpha;
  case Activation::HardSwish:
    return 1.5;
  case Activation::Relu2:
    return std::numeric_limits<double>::infinity();
  default:
    return 1;
  }
}

std::span<const double> kinks(Activation activation) {
  static constexpr std::array<double, 3> points{0, -3, 3};
  const std::span<const double> all = points;
  switch (activation) {
  case Activation::Relu:
  case Activation::LeakyRelu:
  case Activation::Elu:
  case Activation::Selu:
  case Activation::Relu2:
    return all.first(1);
  case Activation::HardSwish:
    return all.last(2);
  default:
    return {};
  }
}

#define LEMMATA_INSTANTIATE(T)                                                                     \
  template void activate(Activation, std::span<const T>, int, std::span<T>);                       \
  template void activateWithDerivatives(Activation, std::span<const T>, std::span<T>,              \
                                        std::span<T>, std::span<T>);                               \
  template void activateGated(double, std::span<const T>, int, std::span<T>);
LEMMATA_INSTANTIATE(float)
LEMMATA_INSTANTIATE(double)
#undef LEMMATA_INSTANTIATE

} // namespace lemmata
