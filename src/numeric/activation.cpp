#include "numeric/activation.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

#include "numeric/erf.hpp"
#include "numeric/sigmoid.hpp"
#include "numeric/trigonometric.hpp"

namespace lemmata {

namespace {

/// eˣ of those that are not hot, once in the module.
template <class P> [[gnu::noinline]] P shared(P x) { return exp(x); }

/// What tells the activations of one formula apart.
struct Shape {
  double first = 0, second = 0;
};

/// A function's value and first two derivatives in every lane.
template <class P> struct Jet {
  P value, first, second;
};

/// σ and its derivatives, from e = e^{−|v|}.
template <class P> [[gnu::always_inline]] inline Jet<P> sigmoidJet(P v, P e) {
  using T = Lane<P>;
  const P inverse = T(1) / (T(1) + e);
  const P small = e * inverse, slope = small * inverse;
  const P bend = slope * (T(1) - e) * inverse;
  return {select(v < T(0), small, inverse), slope, select(v < T(0), bend, -bend)};
}

/// x g(v(x)) with v′ and v″ given.
template <class P> [[gnu::always_inline]] inline Jet<P> gated(P x, Jet<P> g, P slope, P bend) {
  using T = Lane<P>;
  const P first = g.first * slope, second = g.second * slope * slope + g.first * bend;
  return {x * g.value, g.value + x * first, T(2) * first + x * second};
}

template <class P> [[gnu::always_inline]] inline P constant(double value) {
  return broadcast(Lane<P>(value));
}

/// x², but where an infinite one would meet a zero: at |x| = 100 every tail it goes with has ended.
template <class P> [[gnu::always_inline]] inline P boundedSquare(P x) {
  return min(x * x, constant<P>(1e4));
}

/// Where x > 0 one jet, elsewhere the other.
template <class P> [[gnu::always_inline]] inline Jet<P> sides(P x, Jet<P> left, Jet<P> right) {
  const auto positive = x > Lane<P>(0);
  return {select(positive, right.value, left.value), select(positive, right.first, left.first),
          select(positive, right.second, left.second)};
}

/// 2 √(2/π): GELU by tanh as a gate.
constexpr double geluScale = 1.5957691216057307117;
constexpr double seluScale = 1.0507009873554804934, seluAlpha = 1.6732632423543772848;

template <class P> Jet<P> eluOf(P x, Shape shape) {
  using T = Lane<P>;
  const auto [scale, alpha] = shape;
  const P below = min(x, P{}), e = shared(below), factor = constant<P>(scale * alpha);
  const P slope = factor * e;
  return sides<P>(x, {factor * detail::expm1Of(below, e), slope, slope},
                  {T(scale) * x, constant<P>(scale), P{}});
}

/// ReLU with a slope on the left: 0, 0.01, or 1 for the identity.
template <class P> Jet<P> reluOf(P x, Shape shape) {
  const double slope = shape.first;
  // Adding 0 makes a negative zero positive.
  return sides<P>(x, {x * Lane<P>(slope) + Lane<P>(0), constant<P>(slope), P{}},
                  {x, constant<P>(1), P{}});
}
template <class P> Jet<P> geluOf(P x, Shape) {
  using T = Lane<P>;
  const P size = abs(x), e = detail::expMinusSquare(size, P{}, T(0.5));
  const P tail = e * (T(0.5) * detail::erfcxPositive(size * T(0.70710678118654752440)));
  const P density = e * T(0.39894228040143267794), cdf = select(x < T(0), tail, T(1) - tail);
  return {x * cdf, cdf + x * density, density * (T(2) - boundedSquare(x))};
}
/// x σ(x (rate + cubic x²)).
template <class P> Jet<P> gatedOf(P x, Shape shape) {
  using T = Lane<P>;
  const auto [rate, cubic] = shape;
  const P square = boundedSquare(x);
  const P v = x * (T(rate) + T(cubic) * square);
  return gated<P>(x, sigmoidJet(v, exp(-abs(v))), T(rate) + T(3 * cubic) * square,
                  T(6 * cubic) * x);
}
template <class P> Jet<P> sigmoidOf(P x, Shape) { return sigmoidJet(x, shared(-abs(x))); }
template <class P> Jet<P> tanhOf(P x, Shape) {
  using T = Lane<P>;
  const P y = T(-2) * abs(x), e = shared(y), inverse = T(1) / (T(1) + e);
  const P size = -detail::expm1Of(y, e) * inverse;
  const P value = select(x < T(0), -size, size);
  const P slope = T(4) * e * inverse * inverse;
  return {value, slope, T(-2) * value * slope};
}
template <class P> Jet<P> softplusOf(P x, Shape) {
  const P e = shared(-abs(x));
  const Jet<P> s = sigmoidJet(x, e);
  return {max(x, P{}) + log1p(e), s.value, s.first};
}
/// The gate w = tanh(softplus x) = n/(n + 2), n = y(y + 2), y = eˣ; right of 0 all is divided by
/// y².
template <class P> Jet<P> mishOf(P x, Shape) {
  using T = Lane<P>;
  const auto left = x < T(0);
  const P e = shared(-abs(x)), one = constant<P>(1), sum = one + e;
  const P inverse = one / select(left, e * (e + T(2)) + T(2), one + T(2) * e * sum);
  const P w = select(left, e * (e + T(2)), one + T(2) * e) * inverse;
  const P slope = T(4) * select(left, e, e * e) * sum * inverse * inverse;
  const P sigma = select(left, e, one) / sum;
  const P bend = slope * (one + sigma - T(4) * select(left, e, one) * sum * inverse);
  return gated<P>(x, {w, slope, bend}, one, P{});
}
template <class P> Jet<P> relu2Of(P x, Shape) {
  return sides<P>(x, {P{}, P{}, P{}}, {x * x, Lane<P>(2) * x, constant<P>(2)});
}
template <class P> Jet<P> sineOf(P x, Shape shape) {
  if constexpr (std::is_same_v<P, f64x2>) {
    const auto [sine, cosine] = sineCosine(x);
    return {sine, cosine, -sine};
  } else {
    Jet<P> jet{};
    for (int lane = 0; lane < 4; lane += 2) {
      const Jet<f64x2> pair = sineOf(f64x2{x[lane], x[lane + 1]}, shape);
      for (int i = 0; i < 2; ++i) {
        jet.value[lane + i] = static_cast<float>(pair.value[i]);
        jet.first[lane + i] = static_cast<float>(pair.first[i]);
      }
    }
    jet.second = -jet.value;
    return jet;
  }
}
template <class P> Jet<P> hardSwishOf(P x, Shape) {
  using T = Lane<P>;
  const Jet<P> middle{x * (x + T(3)) * T(1.0 / 6), x * T(1.0 / 3) + T(0.5), constant<P>(1.0 / 3)};
  const Jet<P> outer = sides<P>(x, {P{}, P{}, P{}}, {x, constant<P>(1), P{}});
  const auto inside = (x > T(-3)) & (x <= T(3));
  return {select(inside, middle.value, outer.value), select(inside, middle.first, outer.first),
          select(inside, middle.second, outer.second)};
}

template <class T, class P>
[[gnu::always_inline]] inline void put(std::span<T> to, std::size_t i, P p, std::size_t count) {
  if (to.empty())
    return;
  if (count == lanes<T>)
    store(&to[i], p);
  else
    storePartial(&to[i], p, count);
}

/// A formula and its shape, called packet by packet: a loop for each would be half the code of all
/// networks. What is not wanted costs little beside the exponential.
template <class P> struct Function {
  Jet<P> (*formula)(P, Shape);
  Shape shape;
};

template <class T>
void writeJets(Function<Packet<T>> f, std::span<const T> x, std::span<T> value, std::span<T> first,
               std::span<T> second) {
  for (std::size_t i = 0; i < x.size(); i += lanes<T>) {
    const std::size_t count = std::min(lanes<T>, x.size() - i);
    const Packet<T> p = count == lanes<T> ? load(&x[i]) : loadPartial(&x[i], count, T(0));
    const Jet<Packet<T>> jet = f.formula(p, f.shape);
    put<T>(value, i, jet.value, count);
    put<T>(first, i, jet.first, count);
    put<T>(second, i, jet.second, count);
  }
}

template <class P> Function<P> functionOf(Activation activation) {
  switch (activation) {
  case Activation::Relu:
    return {reluOf<P>, {0, 0}};
  case Activation::LeakyRelu:
    return {reluOf<P>, {0.01, 0}};
  case Activation::Gelu:
    return {geluOf<P>, {}};
  case Activation::GeluTanh:
    return {gatedOf<P>, {geluScale, geluScale * 0.044715}};
  case Activation::Silu:
    return {gatedOf<P>, {1, 0}};
  case Activation::Sigmoid:
    return {sigmoidOf<P>, {}};
  case Activation::Tanh:
    return {tanhOf<P>, {}};
  case Activation::Softplus:
    return {softplusOf<P>, {}};
  case Activation::Elu:
    return {eluOf<P>, {1, 1}};
  case Activation::Selu:
    return {eluOf<P>, {seluScale, seluAlpha}};
  case Activation::Mish:
    return {mishOf<P>, {}};
  case Activation::Relu2:
    return {relu2Of<P>, {}};
  case Activation::Sin:
    return {sineOf<P>, {}};
  case Activation::HardSwish:
    return {hardSwishOf<P>, {}};
  case Activation::Identity:
    break;
  }
  return {reluOf<P>, {1, 0}};
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
  writeJets<T>({gatedOf<Packet<T>>, {rate, 0}}, x, derivative == 0 ? to : std::span<T>{},
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
