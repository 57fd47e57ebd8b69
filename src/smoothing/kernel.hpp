#pragma once

#include <cstddef>
#include <span>
#include <string_view>

/// Densities of width w, φ_w(x) = φ(x/w)/w, all even, whose convolutions smooth.
namespace lemmata::smoothing {

/// In the order of the public names in bindings/api.
enum class Kernel {
  Gaussian,
  Logistic,
  Laplace,
  Uniform,
  Triangular,
  Epanechnikov,
  Cosine,
  StudentT2,
  Sech,
  Cauchy,
  Bump,
};
inline constexpr int kernelCount = 11;

/// φ′_w, φ_w, Φ_w = ∫φ_w and R_w = ∫Φ_w: orders 2, 1, 0 and −1 of the step's derivatives.
enum class Order { Ramp = -1, Cdf = 0, Density = 1, Slope = 2 };

/// Constants of a kernel of width 1.
struct KernelFacts {
  /// Half of the support; +∞ where there is no end.
  double support;
  /// E|e|; +∞ for Cauchy. R(0) is half of it.
  double meanAbsolute;
  /// How many continuous derivatives the ramp has; +∞ for smooth ones.
  double smoothness;
  /// Beyond this many widths Φ is below 1e-17; +∞ where the tail is a power.
  double reach;
};
KernelFacts facts(Kernel kernel);

/// The left tails F(−|x|/w), unscaled, where F is of the given order: what a corner or a jump adds
/// to a function x away from it. Slopes are those of the left side, above 0. For the Cauchy kernel
/// the ramp is an antiderivative of Φ, ∫ from a point that is not −∞.
///
/// Relative errors: 2e-15 (x/w itself is taken exactly in the Gaussian's exponent), bump 4e-14.
/// `to` may be `x`.
template <class T>
void leftTail(Kernel kernel, Order order, T width, std::span<const T> x, std::span<T> to);

/// The kernel's function of the given order at x, scaled to the width: density, cdf, ramp. Width 0
/// is the point mass: cdf ½ at 0, ramp max(x, 0), density 0 but +∞ at 0. Throws INVALID_ARGUMENT
/// (width negative or not finite), NOT_FINITE (x), MOMENT_DIVERGES (the Cauchy kernel's ramp).
template <class T>
void evaluate(Kernel kernel, Order order, double width, std::span<const T> x, std::span<T> to);

/// The characteristic function E cos(θ e) of width 1, where it decays exponentially: Gaussian,
/// logistic, Student-t2, sech and Cauchy.
double characteristic(Kernel kernel, double theta);

/// Throws INVALID_ARGUMENT unless the width is 0 or such that neither it nor its inverse overflows
/// when it is squared in float64, or in float32.
void checkWidth(double width, std::string_view argument, bool single = false);

} // namespace lemmata::smoothing
