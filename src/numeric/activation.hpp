#pragma once

#include <span>

#include "numeric/packet.hpp"

/// The one table of activation functions.
namespace lemmata {

/// In the order of the public names in bindings/api.
enum class Activation {
  Identity,
  Relu,
  LeakyRelu, // slope 0.01 on the left
  Gelu,      // x Φ(x)
  GeluTanh,  // x σ(2 √(2/π) (x + 0.044715 x³)), the same as with ½(1 + tanh)
  Silu,      // x σ(x)
  Sigmoid,
  Tanh,
  Softplus,
  Elu,  // eˣ − 1 on the left
  Selu, // 1.0507… times ELU with 1.6732…
  Mish, // x tanh(softplus x)
  Relu2,
  Sin,
  HardSwish, // x clip(x/6 + ½, 0, 1)
};
inline constexpr int activationCount = 15;

/// Writes the `derivative`-th derivative (0, 1 or 2) of an activation at x to `to`, of equal
/// length; both may be the same array. At a kink the derivative is that from the left, as in
/// PyTorch: ReLU's at 0 is 0. Relative errors are a few ulps of T, in the left tails too;
/// derivatives have them as absolute errors beside their zeros.
template <class T>
void activate(Activation activation, std::span<const T> x, int derivative, std::span<T> to);

/// The same for value, first and second derivative in one pass; an empty span is left out. `value`
/// may be x itself.
template <class T>
void activateWithDerivatives(Activation activation, std::span<const T> x, std::span<T> value,
                             std::span<T> first, std::span<T> second);

/// At one number.
double activate(Activation activation, double x, int derivative = 0);

/// sup |f′|, the least Lipschitz constant; +∞ for ReLU².
double lipschitz(Activation activation);

/// Where the first or second derivative jumps, ascending: where quadrature has to stop.
std::span<const double> kinks(Activation activation);

/// The x σ(rate · x) family, of which SiLU is rate 1: value or derivative as in `activate`.
template <class T>
void activateGated(double rate, std::span<const T> x, int derivative, std::span<T> to);

} // namespace lemmata
