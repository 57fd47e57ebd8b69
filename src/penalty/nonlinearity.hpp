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

/// z := g(z), with g' and g'' of what z was where there is room for them.
void evaluate(Activation activation, std::span<double> z, std::span<double> first,
              std::span<double> second);

/// The largest |g'|; infinite for Relu2.
double lipschitz(Activation activation);

} // namespace lemmata::penalty
