#pragma once

#include <span>
#include <vector>

#include "numeric/quadrature.hpp"
#include "smoothing/smooth.hpp"

namespace lemmata::smoothing {

/// The convolution of any function with a kernel at one x, g = ∫ f(x + w τ) φ(τ) dτ, or its
/// derivative in x or w, by adaptive Gauss–Kronrod quadrature. Whoever drives it evaluates f:
/// points() says where, take() brings the values. It ends when points() is empty.
///
/// `breakpoints` are where f has kinks or jumps; `tolerance` is of the larger of 1 and |g|. The
/// half-line's ends of kernels with power tails are mapped to ±1 by τ = t/(1 − t²); exponential
/// tails are cut where they are 0 in float64.
///
/// Width 0 is f itself, at x. Throws INVALID_ARGUMENT (width, derivatives at width 0, tolerance, or
/// a derivative that needs one of f's), NOT_FINITE (breakpoints, a value that is NaN),
/// MOMENT_DIVERGES (f grows faster than the kernel decays) and NOT_CONVERGED. Source:
/// kexue.fm/archives/8718, QUADPACK.
class Convolution {
public:
  Convolution(Kernel kernel, double width, Part part, std::span<const double> breakpoints, double x,
              double tolerance);

  std::span<const double> points() const { return points_; }
  void take(std::span<const double> values);

  double value() const { return value_; }
  /// The estimated absolute error.
  double error() const { return error_; }

private:
  void request();
  void finish();
  double position(double t) const;

  Kernel kernel_;
  double width_, x_, tolerance_, scale_, value_ = 0, error_ = 0;
  Part part_;
  bool mapped_, cut_, atoms_ = true;
  Quadrature integral_;
  std::vector<double> points_, weights_;
};

} // namespace lemmata::smoothing
