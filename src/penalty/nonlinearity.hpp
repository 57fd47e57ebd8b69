#pragma once

#include <span>

/// Activation functions with their derivatives.
namespace lemmata::penalty {

enum class Activation {
  Identity,
  Relu,
  LeakyRelu, ///< slope 0.01
  Gelu,
  GeluTanh,
  Silu,
  Sigmoid,
  Tanh,
  Softplus,
  Elu,
  Selu,
  Mish,
  Relu2, ///< max(0, z)²
  Sin,
  HardSwish,
};

/// Value, first and second derivative in one pass; an empty span is left out. `value` may be z.
template <class T>
void activateWithDerivatives(Activation activation, std::span<const T> z, std::span<T> value,
                             std::span<T> first, std::span<T> second);

/// The largest |g'|; infinite for Relu2.
double lipschitz(Activation activation);

} // namespace lemmata::penalty
