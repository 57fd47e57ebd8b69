#include "smoothing/activation.hpp"

#include "numeric/activation.hpp"
#include "numeric/check.hpp"
#include "smoothing/smooth.hpp"

namespace lemmata::smoothing {

template <class T>
void activation(SmoothActivation name, const ActivationParameters &p, int derivative,
                std::span<const T> x, std::span<T> to) {
  check::finite(x, "x");
  switch (name) {
  case SmoothActivation::Gelu:
    return activate<T>(Activation::Gelu, x, derivative, to);
  case SmoothActivation::GeluTanh:
    return activate<T>(Activation::GeluTanh, x, derivative, to);
  case SmoothActivation::Softplus:
    return activate<T>(Activation::Softplus, x, derivative, to);
  case SmoothActivation::Mish:
    return activate<T>(Activation::Mish, x, derivative, to);
  case SmoothActivation::Silu:
    check::finiteScalar(p.beta, "options.parameters.beta");
    return p.beta == 1 ? activate<T>(Activation::Silu, x, derivative, to)
                       : activateGated<T>(p.beta, x, derivative, to);
  case SmoothActivation::GeluSigmoid:
    check::finiteScalar(p.a, "options.parameters.a");
    return activateGated<T>(p.a, x, derivative, to);
  case SmoothActivation::Sau:
    check::positive(p.n, "options.parameters.n");
    return smooth<T>(piecewiseLinear(NonSmooth::LeakyRelu, {.slope = p.slope}), Kernel::Gaussian,
                     1 / p.n, {derivative, false}, x, to);
  case SmoothActivation::Squareplus:
    check::positive(p.c, "options.parameters.c");
    return smooth<T>(piecewiseLinear(NonSmooth::Relu, {}), Kernel::StudentT2, p.c,
                     {derivative, false}, x, to);
  }
}

template void activation(SmoothActivation, const ActivationParameters &, int,
                         std::span<const float>, std::span<float>);
template void activation(SmoothActivation, const ActivationParameters &, int,
                         std::span<const double>, std::span<double>);

} // namespace lemmata::smoothing
