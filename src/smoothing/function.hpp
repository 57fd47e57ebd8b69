#pragma once

#include <span>
#include <vector>

namespace lemmata::smoothing {

/// The named non-smooth functions, in the order of the public names in bindings/api.
enum class NonSmooth {
  Relu,
  LeakyRelu,
  Abs,
  Step,
  Sign,
  Clip,
  Relu6,
  HardTanh,
  HardSigmoid,
  SoftThreshold,
  Hinge,
  Floor,
  Ceil,
  Round,
  Frac,
};

/// leaky-relu's slope, clip's ends, soft-threshold's threshold.
struct Parameters {
  double slope = 0.01, low = -1, high = 1, threshold = 1;
};

/// offset + slope x + Σ jumpₖ step(x − knotₖ) + Σ bendₖ (x − knotₖ)₊ with step(0) = ½.
class PiecewiseLinear {
public:
  /// Throws SHAPE_MISMATCH (the three lists differ in length), NOT_FINITE, INVALID_ARGUMENT (knots
  /// that do not ascend).
  PiecewiseLinear(double offset, double slope, std::span<const double> knots,
                  std::span<const double> jumps, std::span<const double> bends);

  double slope() const { return slope_; }
  std::span<const double> knots() const { return knots_; }
  std::span<const double> jumps() const { return jumps_; }
  std::span<const double> bends() const { return bends_; }
  /// Whether it is bounded: no slope is left at either end.
  bool bounded() const;

  /// The function, or (derivative 1) its slope with the mean of both sides at a knot, in every x.
  template <class T> void evaluate(std::span<const T> x, int derivative, std::span<T> to) const;

private:
  double offset_, slope_;
  std::vector<double> knots_, jumps_, bends_;
  /// The value right of each knot, and the slope after it.
  std::vector<double> values_, slopes_;
};

/// Whether the function is one of floor, ceil, round and frac.
bool periodic(NonSmooth f);

/// The others as piecewise-linear functions. Throws INVALID_ARGUMENT for parameters that are not
/// finite, low ≥ high, or a threshold below 0.
PiecewiseLinear piecewiseLinear(NonSmooth f, const Parameters &parameters);

} // namespace lemmata::smoothing
