#include "penalty/nonlinearity.hpp"

#include <cmath>
#include <limits>

#include "numeric/exp.hpp"
#include "numeric/log.hpp"

namespace lemmata::penalty {

namespace {

struct Jet {
  double value, first, second;
};

double logistic(double z) {
  const double e = exp(z < 0 ? z : -z);
  return (z < 0 ? e : 1) / (1 + e);
}
double tangentH(double z) {
  const double a = std::abs(z);
  if (a > 20)
    return z < 0 ? -1 : 1;
  if (a > 0.25) {
    const double t = 1 - 2 / (exp(2 * a) + 1);
    return z < 0 ? -t : t;
  }
  const double e = expm1(2 * z);
  return e / (e + 2);
}

double erfcTail(double x) { // x ≥ 2, continued fraction
  double f = 0;
  for (int k = 60; k > 0; --k)
    f = k * 0.5 / (x + f);
  return exp(-x * x) / (1.7724538509055160273 * (x + f));
}
double normalCdf(double z) {
  const double x = z * 0.70710678118654752440, a = std::abs(x);
  if (a > 2.5) {
    const double tail = erfcTail(a) / 2;
    return z < 0 ? tail : 1 - tail;
  }
  double term = x, sum = x;
  for (int n = 1; n < 60; ++n) {
    term *= 2 * x * x / (2 * n + 1);
    sum += term;
  }
  return 0.5 + exp(-x * x) * sum * 0.56418958354775628695;
}
void sineCosine(double z, double &s, double &c) {
  const double k = std::floor(z * 0.63661977236758134308 + 0.5);
  const double r = ((z - k * 0x1.921fb544p+0) - k * 0x1.0b4611a6p-34) - k * 0x1.3198a2e037073p-69;
  double term = r, sine = r;
  for (int n = 1; n < 11; ++n)
    sine += term *= -r * r / ((2 * n) * (2 * n + 1));
  double even = 1, cosine = 1;
  for (int n = 1; n < 11; ++n)
    cosine += even *= -r * r / ((2 * n - 1) * (2 * n));
  const int quadrant = static_cast<int>(k - 4 * std::floor(k / 4));
  s = quadrant == 0 ? sine : quadrant == 1 ? cosine : quadrant == 2 ? -sine : -cosine;
  c = quadrant == 0 ? cosine : quadrant == 1 ? -sine : quadrant == 2 ? -cosine : sine;
}

Jet at(Activation activation, double z) {
  switch (activation) {
  case Activation::Identity:
    return {z, 1, 0};
  case Activation::Relu:
    return z > 0 ? Jet{z, 1, 0} : Jet{0, 0, 0};
  case Activation::LeakyRelu:
    return z > 0 ? Jet{z, 1, 0} : Jet{0.01 * z, 0.01, 0};
  case Activation::Relu2:
    return z > 0 ? Jet{z * z, 2 * z, 2} : Jet{0, 0, 0};
  case Activation::HardSwish:
    return z <= -3  ? Jet{0, 0, 0}
           : z >= 3 ? Jet{z, 1, 0}
                    : Jet{z * (z + 3) / 6, (2 * z + 3) / 6, 1.0 / 3};
  case Activation::Gelu: {
    const double density = 0.39894228040143267794 * exp(-z * z / 2), cdf = normalCdf(z);
    return {z * cdf, cdf + z * density, density * (2 - z * z)};
  }
  case Activation::GeluTanh: {
    constexpr double a = 0.79788456080286535588, b = 0.044715;
    const double u = a * (z + b * z * z * z), du = a * (1 + 3 * b * z * z), ddu = 6 * a * b * z;
    const double t = tangentH(u), dt = 1 - t * t;
    return {z * (1 + t) / 2, (1 + t + z * dt * du) / 2,
            dt * du + z / 2 * (dt * ddu - 2 * t * dt * du * du)};
  }
  case Activation::Silu: {
    const double s = logistic(z), d = s * (1 - s);
    return {z * s, s + z * d, d * (2 + z * (1 - 2 * s))};
  }
  case Activation::Sigmoid: {
    const double s = logistic(z), d = s * (1 - s);
    return {s, d, d * (1 - 2 * s)};
  }
  case Activation::Tanh: {
    const double t = tangentH(z), d = 1 - t * t;
    return {t, d, -2 * t * d};
  }
  case Activation::Softplus: {
    const double s = logistic(z);
    return {(z > 0 ? z : 0) + log1p(exp(z < 0 ? z : -z)), s, s * (1 - s)};
  }
  case Activation::Elu:
    return z > 0 ? Jet{z, 1, 0} : Jet{expm1(z), exp(z), exp(z)};
  case Activation::Selu: {
    constexpr double l = 1.0507009873554805, a = 1.6732632423543772;
    return z > 0 ? Jet{l * z, l, 0} : Jet{l * a * expm1(z), l * a * exp(z), l * a * exp(z)};
  }
  case Activation::Mish: {
    const double p = (z > 0 ? z : 0) + log1p(exp(z < 0 ? z : -z)), t = tangentH(p);
    const double s = logistic(z), d = 1 - t * t, ds = s * (1 - s);
    const double dt = d * s, ddt = d * ds - 2 * t * d * s * s;
    return {z * t, t + z * dt, 2 * dt + z * ddt};
  }
  case Activation::Sin: {
    double s, c;
    sineCosine(z, s, c);
    return {s, c, -s};
  }
  }
  return {0, 0, 0};
}

} // namespace

template <class T>
void activateWithDerivatives(Activation activation, std::span<const T> z, std::span<T> value,
                             std::span<T> first, std::span<T> second) {
  for (std::size_t i = 0; i < z.size(); ++i) {
    const Jet jet = at(activation, z[i]);
    value[i] = jet.value;
    if (!first.empty())
      first[i] = jet.first;
    if (!second.empty())
      second[i] = jet.second;
  }
}
template void activateWithDerivatives(Activation, std::span<const double>, std::span<double>,
                                      std::span<double>, std::span<double>);

double lipschitz(Activation activation) {
  switch (activation) {
  case Activation::Relu2:
    return std::numeric_limits<double>::infinity();
  case Activation::Gelu:
    return 1.1289041451851548;
  case Activation::GeluTanh:
    return 1.1289930686587718;
  case Activation::Silu:
    return 1.0998393201288669;
  case Activation::Sigmoid:
    return 0.25;
  case Activation::Selu:
    return 1.7580993408473766;
  case Activation::Mish:
    return 1.0884981612517279;
  case Activation::HardSwish:
    return 1.5;
  default:
    return 1;
  }
}

} // namespace lemmata::penalty
