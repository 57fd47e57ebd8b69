#pragma once

#include <span>

namespace lemmata::smoothing {

/// The smooth activations, in the order of the public names in bindings/api.
enum class SmoothActivation { Gelu, GeluTanh, GeluSigmoid, Silu, Softplus, Sau, Squareplus, Mish };

/// silu: x σ(beta x); gelu-sigmoid: x σ(a x); sau: leaky ReLU of `slope`, smoothed by a Gaussian of
/// σ = 1/n; squareplus: (x + √(x² + c²))/2.
struct ActivationParameters {
  double beta = 1, a = 1.702, slope = 0.25, n = 1, c = 1;
};

/// An activation or its derivative of order 0, 1 or 2 at every x; `to` may be x. Throws NOT_FINITE,
/// INVALID_ARGUMENT (parameters not finite; n or c not above 0). Sources: kexue.fm/archives/8718;
/// SAU, arXiv 2109.13210.
template <class T>
void activation(SmoothActivation name, const ActivationParameters &parameters, int derivative,
                std::span<const T> x, std::span<T> to);

} // namespace lemmata::smoothing
