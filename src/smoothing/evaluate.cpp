#include <algorithm>
#include <limits>

#include "numeric/check.hpp"
#include "numeric/exp.hpp"
#include "numeric/log.hpp"
#include "smoothing/kernel.hpp"

namespace lemmata::smoothing {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double pi = 3.14159265358979323846;

} // namespace

KernelFacts facts(Kernel kernel) {
  switch (kernel) {
  case Kernel::Gaussian:
    return {infinity, 0.79788456080286535588, infinity, 8.6};
  case Kernel::Logistic:
    return {infinity, 1.3862943611198906188, infinity, 40};
  case Kernel::Laplace:
    return {infinity, 1, 2, 40};
  case Kernel::Uniform:
    return {1, 0.5, 1, 1};
  case Kernel::Triangular:
    return {1, 1.0 / 3, 2, 1};
  case Kernel::Epanechnikov:
    return {1, 0.375, 2, 1};
  case Kernel::Cosine:
    return {1, 0.5 - 2 / (pi * pi), 3, 1};
  case Kernel::StudentT2:
    return {infinity, 1, infinity, infinity};
  case Kernel::Sech:
    return {infinity, 1.1662436161232751, infinity, 40};
  case Kernel::Cauchy:
    return {infinity, infinity, infinity, infinity};
  case Kernel::Bump:
    return {1, 0.33445399770997532994, infinity, 1};
  }
  return {};
}

void checkWidth(double width, std::string_view argument, bool single) {
  const double high = single ? 1e18 : 1e150;
  if (!(width == 0 || (width >= 1 / high && width <= high)))
    throw Error(ErrorCode::InvalidArgument,
                "{argument} is {found}; allowed are 0 and numbers from {low} to {high}",
                {{"argument", argument}, {"found", width}, {"low", 1 / high}, {"high", high}});
}

template <class T>
void evaluate(Kernel kernel, Order order, double width, std::span<const T> x, std::span<T> to) {
  checkWidth(width, "width", sizeof(T) == 4);
  check::finite(x, "x");
  if (order == Order::Ramp && kernel == Kernel::Cauchy)
    throw Error(ErrorCode::MomentDiverges,
                "the ramp of the {kernel} kernel does not exist: it has no mean",
                {{"argument", "kernel"}, {"kernel", "cauchy"}});
  constexpr std::size_t block = 128;
  double from[block], tail[block];
  const double w = width;
  for (std::size_t first = 0; first < x.size(); first += block) {
    const std::size_t count = std::min(block, x.size() - first);
    std::copy_n(&x[first], count, from);
    if (w > 0)
      leftTail<double>(kernel, order, w, {from, count}, {tail, count});
    for (std::size_t i = 0; i < count; ++i) {
      const double at = from[i];
      double result;
      if (!(w > 0))
        result = order == Order::Ramp  ? std::max(at, 0.0)
                 : order == Order::Cdf ? (at > 0    ? 1
                                          : at == 0 ? 0.5
                                                    : 0)
                                       : (at == 0 ? infinity : 0.0);
      else if (order == Order::Ramp)
        result = std::max(at, 0.0) + w * tail[i];
      else if (order == Order::Cdf)
        result = at > 0 ? 1 - tail[i] : tail[i];
      else
        result = tail[i] / w;
      to[first + i] = static_cast<T>(result);
    }
  }
}

double characteristic(Kernel kernel, double theta) {
  if (theta == 0)
    return 1;
  switch (kernel) {
  case Kernel::Gaussian:
    return exp(-0.5 * theta * theta);
  case Kernel::Logistic:
    return 2 * pi * theta * exp(-pi * theta) / -expm1(-2 * pi * theta);
  case Kernel::Sech: {
    const double e = exp(-0.5 * pi * theta);
    return 2 * e / (1 + e * e);
  }
  case Kernel::Cauchy:
    return exp(-theta);
  case Kernel::StudentT2: {
    // θ K₁(θ), K₁ = ∫₀^∞ e^{−θ cosh t} cosh t dt by the trapezoidal rule, which is exact to
    // rounding for an integrand that decays doubly exponentially.
    constexpr double step = 1.0 / 16;
    double total = 0.5 * exp(-theta);
    for (int i = 1; i < 400; ++i) {
      const double e = exp(i * step), hyperbolic = 0.5 * (e + 1 / e);
      const double term = exp(-theta * hyperbolic) * hyperbolic;
      total += term;
      if (term < 1e-20 * total)
        break;
    }
    return theta * step * total;
  }
  default:
    return std::numeric_limits<double>::quiet_NaN();
  }
}

template void evaluate(Kernel, Order, double, std::span<const float>, std::span<float>);
template void evaluate(Kernel, Order, double, std::span<const double>, std::span<double>);

} // namespace lemmata::smoothing
